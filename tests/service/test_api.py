"""A year by other programs alone: begun, sent, refused where two change one, assessed, approved."""

import io
import json
import time
import zipfile
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass, replace
from typing import Any

import httpx
import pytest

from functional.mis import SAMPLES
from mis_assessor.core.errors import EngineFault, RulebookWrong
from mis_assessor.services import sending
from mis_assessor.services.jobs import ask_for_portfolio
from mis_assessor.store.jobs import JobState
from mis_assessor.store.records import Role
from mis_assessor.web.api import reading
from mis_assessor.web.api.jobs import told
from service.serving import Site

PROBLEM = "application/problem+json"
Json = Any


@dataclass(frozen=True)
class Programs:
    """A program for each role, and the submission that they are about."""

    site: Site
    by_role: dict[Role, httpx.Client]
    submission: str = ""

    def get(self, role: Role, path: str = "", status: int = 200) -> Json:
        """What a program reads of the submission."""
        return self._told(self.by_role[role].get(self._at(path)), status)

    def post(self, role: Role, path: str, status: int = 200, **more: Any) -> Json:
        """What a program is answered that sends something."""
        return self._told(self.by_role[role].post(self._at(path), **more), status)

    def put(self, role: Role, path: str, status: int = 200, **more: Any) -> Json:
        """The same, of something that takes the place of what was there."""
        return self._told(self.by_role[role].put(self._at(path), **more), status)

    def done(self, role: Role, job: Json) -> Json:
        """What is read of a job once it is over."""
        client = self.by_role[role]
        for _ in range(2400):
            now = self._told(client.get(job["href"].removeprefix("/api")), 200)
            if now["state"] not in ("waiting", "at work"):
                return now
            time.sleep(0.05)
        raise AssertionError("the job was not over after two minutes")

    def _at(self, path: str) -> str:
        return f"/v1/submissions/{self.submission}{path}" if self.submission else f"/v1{path}"

    @staticmethod
    def _told(answer: httpx.Response, status: int) -> Json:
        assert answer.status_code == status, answer.text[:2000]
        kind = answer.headers["content-type"]
        assert (kind == PROBLEM) == (status >= 400), kind
        return answer.json()


@pytest.fixture(scope="module")
def programs(site: Site) -> Iterator[Programs]:
    """A program for each role of our trust."""
    with ExitStack() as open_:
        yield Programs(site, {r: open_.enter_context(site.program(site.ours[r])) for r in Role})


def zipped(sample: str) -> bytes:
    packed, folder = io.BytesIO(), SAMPLES / sample
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for path in sorted(p for p in folder.rglob("*") if p.is_file()):
            archive.write(path, path.relative_to(folder).as_posix())
    return packed.getvalue()


C, A, B = Role.CHAMPION, Role.APPROVER, Role.BOARD


def test_a_year_from_its_evidence_to_the_boards_approval(programs: Programs) -> None:
    sent = {"file": ("year.zip", zipped("one-midwife-short"))}
    job = programs.done(C, programs.post(C, "/folders", 202, files=sent))
    assert (job["kind"], job["state"], job["problems"]) == ("submission taken in", "done", [])
    new = programs.by_role[C].get(job["result"].removeprefix("/api")).json()
    assert (new["state"], new["version"], new["up_to_date"]) == ("draft", 1, True)
    assert [a["number"] for a in new["actions"]] == [*range(1, 11), 0]
    ours = replace(programs, submission=new["id"])

    before = ours.get(C, "/registers/staff")
    staff = ours.by_role[C].get(f"/v1/submissions/{new['id']}/files/{before['file']}")
    assert b"SP-0042" in staff.content and before["line"]["register"] == "staff"
    words = {"seen": before["seen"], "seen_line": before["seen_line"], "checked_by": "Ida Finch"}
    without_one = b"".join(staff.content.splitlines(keepends=True)[:-1])
    sent = {"file": ("staff.csv", without_one)}
    arrived = ours.put(C, "/registers/staff", files=sent, data=words)
    assert arrived["version"] == 2 and arrived["changed"] and arrived["not_assessed"] == []
    assert arrived["assessment"]["digest"] != new["assessment"]["digest"]
    after = ours.get(C, "/registers/staff")
    assert after["line"]["checked by"] == "Ida Finch"
    assert after["line"]["taken from"] == before["line"]["taken from"]

    both_said(ours, before, without_one, staff.content)
    assert not ours.put(C, "/registers/staff", files=sent, data={**words, **seen(after)})["changed"]

    digest = ours.post(A, "/assess")["digest"]
    assert [one["version"] for one in ours.get(B, "/assessments")["items"]][-1] == 1
    whole = ours.by_role[B].get(f"/v1/submissions/{new['id']}/assessment")
    assert whole.headers["etag"] == f'"{digest}"'
    assert json.loads(whole.content)["digests"]["assessment"] == digest
    first = ours.get(B, f"/assessment?digest={new['assessment']['digest']}")
    assert first["digests"]["assessment"] == new["assessment"]["digest"]
    the_boards_way(ours, digest)


def seen(register: Json) -> dict[str, str]:
    return {name: register[name] for name in ("seen", "seen_line")}


def both_said(ours: Programs, before: Json, stands: bytes, sent: bytes) -> None:
    """Who sends what somebody else changed meanwhile is told both versions."""
    changed = sent.replace(b"obstetric consultants", b"midwives", 1)
    refused = ours.put(
        C, "/registers/staff", 409, files={"file": ("staff.csv", changed)}, data=seen(before)
    )
    assert refused["type"].endswith("changed-meanwhile")
    conflict = {one["file"]: one for one in refused["conflicts"]}[before["file"]]
    assert conflict["stands"]["by"] == "Champion One" and conflict["stands"]["version"] == 2
    assert conflict["stands"]["size"] == len(stands)
    assert len(conflict["sent"]) == 64 and conflict["sent"] != conflict["stands"]["sha256"]
    assert "compare the two" in refused["problems"][0]["what"]


def the_boards_way(ours: Programs, digest: str) -> None:
    """The paper, what has to be read of, and each step with what it lacks."""
    assert "POST" in ours.get(B, "/paper", 409)["detail"]
    asked = ours.post(C, "/paper", 202)
    assert asked["state"] in ("waiting", "at work") and asked["result"] == "" and asked["says"]
    made = ours.done(B, asked)
    paper = ours.by_role[B].get(made["result"].removeprefix("/api"))
    assert paper.content.startswith(b"%PDF-") and paper.headers["content-type"] == "application/pdf"

    stale = {"move": "mark the evidence complete", "digest": "0" * 64}
    assert ours.post(C, "/declaration", 409, json=stale)["type"].endswith("assessment-changed")
    done = ours.post(C, "/declaration", json={**stale, "digest": digest})
    assert (done["state"], done["by"], done["digest"]) == (
        "evidence complete",
        "Champion One",
        digest,
    )
    ours.post(A, "/declaration", json={"move": "send to the Board", "digest": digest})

    approve = {"move": "approve", "digest": digest}
    refused = ours.post(B, "/declaration", 422, json=approve)
    told = [one["what"] for one in refused["problems"]]
    assert refused["type"].endswith("move-refused") and len(told) == 4
    assert any("conversation with commissioners" in one for one in told)
    assert any("acknowledged first" in one for one in told)

    day = {"day": "2023-01-20", "reference": "TB/23/014"}
    ours.post(A, "/declaration", json={"move": "record the conversation", **day})
    stands = ours.get(B, "/declaration")
    items = [one["item"] for one in stands["open_points"]]
    assert items and not any(one["acknowledged_by"] for one in stands["open_points"])
    lacking = {m["move"]: m["refusals"] for m in stands["moves"]}["approve"]
    assert any("acknowledged first" in one for one in lacking)
    read = ours.post(B, "/acknowledgements", json={"digest": digest, "items": items})
    assert {one["acknowledged_by"] for one in read} == {"Board One"}
    assert ours.post(B, "/declaration", json={**approve, **day})["state"] == "approved"
    assert [one["move"] for one in ours.get(B, "/declaration")["steps"]][-1] == "approve"

    history = ours.get(B, "/history?limit=3")
    assert history["items"][0]["through"] == "a program of the tests"
    further = ours.by_role[B].get(history["next"].removeprefix("/api")).json()
    assert further["items"][0]["number"] < history["items"][-1]["number"]


def test_a_year_is_begun_once_unless_another_is_asked_for(programs: Programs) -> None:
    assert (
        "Choose one of" in programs.post(C, "/submissions", 422, json={"scheme_year": 2})["detail"]
    )
    began = {"scheme_year": 3, "another": True}
    new = programs.post(C, "/submissions", 201, json=began)
    assert (new["scheme_year"], new["trust"]) == (3, "RZ9")
    again = programs.post(C, "/submissions", 422, json={"scheme_year": 3})
    assert new["id"] in again["detail"]
    ours = replace(programs, submission=new["id"])
    assert ours.get(C, "/statements")["made"] == []


def test_what_is_kept_where_nothing_can_be_assessed_says_why(
    programs: Programs, monkeypatch: pytest.MonkeyPatch
) -> None:
    new = programs.post(C, "/submissions", 201, json={"scheme_year": 4, "another": True})
    ours = replace(programs, submission=new["id"])

    def no_guidance(*_: object, **__: object) -> None:
        raise RulebookWrong("No guidance of year 4 was out on that day.")

    monkeypatch.setattr(sending, "assess_held", no_guidance)
    sent = [("files", ("a.pdf", b"%PDF-1.7 a")), ("files", ("b.txt", b"b"))]
    told = ours.post(C, "/files", files=sent, data={"version": "1"})
    assert told["changed"] and told["assessment"] is None
    assert told["not_assessed"] == ["No guidance of year 4 was out on that day."]
    nameless = [("files", ("..", b"x"))]
    refused = ours.post(C, "/files", 422, files=nameless, data={"version": "1"})
    assert "without a name" in refused["detail"]
    another = programs.post(C, "/submissions", 201, json={"scheme_year": 5, "another": True})
    ours = replace(programs, submission=another["id"])
    assert another["assessment"] is None and another["actions"] == another["due_next"] == []
    for path in ("/requirements", "/missing", "/calendar", "/assessment", "/paper", "/challenge"):
        assert "Assess" in ours.get(C, path, 404)["detail"]


def test_requirements_are_chosen_and_come_a_page_at_a_time(site: Site, programs: Programs) -> None:
    ours = replace(programs, submission=site.draft)
    asked, found = "/requirements?verdict=met&limit=40", []
    while asked:
        page = ours.get(B, asked)
        found += page["items"]
        asked = (page["next"] or "").partition(f"{site.draft}")[2]
    assert len(found) > 60 and {one["verdict"] for one in found} == {"met"}
    assert len({one["id"] for one in found}) == len(found)
    eight = ours.get(B, "/requirements?action=8")["items"]
    assert {one["action"] for one in eight} == {8}
    one = ours.get(B, "/requirements/MIS-Y4-SA8-B")
    assert one["asks"] and one["why"] and one["evidence"][0]["title"]
    assert "no such requirement" in ours.get(B, "/requirements/SA99", 404)["detail"]
    missing = ours.get(B, "/missing")
    assert missing and all(part["requirements"][0]["next"] for part in missing)
    assert ours.get(B, "/calendar")[0]["entries"] and ours.get(B, "/challenge")
    assert ours.get(B, f"/assessment?digest={'0' * 64}", 404)


def test_a_statement_is_made_and_told_what_is_lacking(site: Site, programs: Programs) -> None:
    ours = replace(programs, submission=site.draft)
    words = {"statement": "merging", "answer": "no", "who": "Ada Wren", "role": "MIS lead"}
    lacking = ours.post(C, "/statements", 422, json={**words, "who": " ", "day": "today"})
    told = {one["where"]: one["what"] for one in lacking["problems"]}
    assert told["day"] == "is not known here. Leave it out."
    assert told["said_on"] == told["seen"] == "is missing. Send it."
    assert "at least 1 character" in told["who"]
    made = {**words, "said_on": "2022-12-07", "seen": ours.get(C, "/statements")["seen"]}
    assert ours.post(C, "/statements", json=made)["changed"]
    stated = {one["statement"]: one for one in ours.get(C, "/statements")["made"]}
    assert stated["merging"]["said_on"] == "2022-12-07"
    assert ours.post(C, "/statements", 409, json={**made, "answer": "yes"})["conflicts"]
    broken = {"content": b"{", "headers": {"content-type": "application/json"}}
    assert "is not JSON" in ours.post(C, "/statements", 422, **broken)["detail"]


def test_a_register_that_is_none_is_told_by_its_cells(site: Site, programs: Programs) -> None:
    ours = replace(programs, submission=site.draft)
    assert "staff" in [one["name"] for one in ours.get(C, "/registers")]
    spoilt = {"file": ("staff.csv", b"person,started on\nSP-1,2022-99-99\n")}
    now = seen(ours.get(C, "/registers/staff"))
    refused = ours.put(C, "/registers/staff", 422, files=spoilt, data=now)
    assert refused["type"].endswith("cannot-be-read")
    assert any("row 2" in one["where"] or "line 2" in one["where"] for one in refused["problems"])
    nothing = {**now, "nothing_to_report": "false", "checked_on": "2023-01-05"}
    assert ours.put(C, "/registers/staff", data=nothing)["changed"]
    assert ours.get(C, "/registers/staff")["line"]["checked on"] == "2023-01-05"
    assert "no such register" in ours.get(C, "/registers/none", 404)["detail"]
    assert "no such file" in ours.get(C, "/files/none.txt", 404)["detail"]
    page = ours.get(C, "/files?limit=5")
    assert len(page["items"]) == 5 and page["next"]


def test_an_administrator_looks_after_people_trusts_and_the_audit(programs: Programs) -> None:
    admin = Role.ADMINISTRATOR
    who = {"name": "Ora Lake", "email": "Ora.Lake@example.org", "role": "board", "trust": "RZ9"}
    invited = programs.post(admin, "/accounts", 201, json=who)
    assert invited["account"]["email"] == "ora.lake@example.org" and invited["account"]["invited"]
    assert invited["link"].startswith(f"{programs.site.address}/invitation/")
    assert "has an account already" in programs.post(admin, "/accounts", 422, json=who)["detail"]
    number = invited["account"]["id"]
    again = programs.post(admin, f"/accounts/{number}/invitation", 201)
    assert again["link"] != invited["link"]
    out = programs.put(admin, f"/accounts/{number}/active", json={"active": False})
    assert (out["id"], out["active"]) == (number, False)
    assert programs.put(admin, "/accounts/999999/active", 422, json={"active": True})
    kept = programs.put(admin, "/trusts/rz7", json={"name": "Third Trust"})
    assert kept == {"code": "RZ7", "name": "Third Trust"} and kept in programs.get(admin, "/trusts")
    page = programs.get(admin, "/accounts?limit=2")
    assert len(page["items"]) == 2 and page["next"] == "/api/v1/accounts?limit=2&after=2"
    audit = programs.get(admin, "/audit?limit=2")
    assert audit["broken_at"] == 0 and audit["items"][0]["hash"] == audit["head"]
    assert audit["next"] == f"/api/v1/audit?limit=2&after={audit['items'][-1]['number']}"
    years = programs.get(admin, "/rulebook")
    assert {one["year"] for one in years} >= {4, 7}


def test_a_verifier_holds_a_pack_and_what_was_sent_against_themselves(
    site: Site, programs: Programs
) -> None:
    verifier = Role.VERIFIER
    sent = {"file": (f"{'n' * 70}.zip", zipped("ten-of-ten"))}
    answer = programs.by_role[verifier].post("/v1/packs", files=sent, data={"receipt": "true"})
    asked = answer.json()
    assert answer.status_code == 202 and answer.headers["location"] == asked["href"]
    job = programs.done(verifier, asked)
    assert job["id"] in [one["id"] for one in programs.get(verifier, "/jobs")]
    found = programs.by_role[verifier].get(job["result"].removeprefix("/api")).json()
    assert (found["trust"], found["scheme_year"]) == ("RZ9", 4) and found["checks"]
    assert found["state"] == "holds" and found["receipt"] > 0
    refused = programs.post(verifier, "/packs", 422, files={"file": ("a.txt", b"x")})
    assert "Choose a Board paper" in refused["detail"]
    broken = {"file": ("a.pdf", b"no paper at all")}
    failed = programs.done(verifier, programs.post(verifier, "/packs", 202, files=broken))
    assert failed["state"] == "failed" and failed["problems"] and failed["result"] == ""
    assert programs.get(verifier, f"/jobs/{failed['id']}/verification", 409)

    ours = replace(programs, submission=site.sent)
    held = programs.done(verifier, ours.post(verifier, "/verifications", 202))
    told = programs.by_role[verifier].get(held["result"].removeprefix("/api")).json()["items"]
    assert told[0]["trust"] == "RZ9" and told[0]["by"] == "Verifier One"
    assert programs.get(verifier, f"/submissions/{site.draft}", 404)
    listed = programs.get(verifier, "/submissions")["items"]
    assert site.sent in [one["id"] for one in listed]


def test_a_job_of_somebody_else_is_not_there_and_each_leads_on(
    site: Site, programs: Programs
) -> None:
    paper = site.paper_job(site.draft)
    assert programs.get(B, f"/jobs/{paper}")["kind"] == "board paper"
    assert programs.get(Role.VERIFIER, f"/jobs/{paper}", 404)
    assert programs.get(Role.VERIFIER, "/jobs/none", 404)
    assert paper in [one["id"] for one in programs.get(Role.ADMINISTRATOR, "/jobs")]
    with site.program(site.theirs[C]) as other:
        assert other.get(f"/v1/jobs/{paper}").status_code == 404
    job = ask_for_portfolio(site.desk, site.ours.by(Role.VERIFIER))
    done = replace(job, state=JobState.DONE)
    assert told(done).result == "/api/v1/submissions"


def test_a_role_and_a_way_that_are_not_right_are_told_apart(programs: Programs) -> None:
    told = programs.post(B, "/submissions", 403, json={"scheme_year": 4})
    assert "not among what a board may do" in told["detail"]
    assert programs.by_role[B].get("/v1/nowhere").headers["content-type"] == PROBLEM
    other_way = programs.by_role[B].put("/v1/me")
    assert (other_way.status_code, other_way.headers["allow"]) == (405, "GET")


def test_what_is_too_large_or_not_a_form_is_told_as_a_problem(programs: Programs) -> None:
    champion = programs.by_role[C]
    told = champion.post("/v1/submissions", content=b"[" * 300_000)
    assert (told.status_code, told.headers["content-type"]) == (413, PROBLEM)

    def drip() -> Iterator[bytes]:
        yield b'--x\r\nContent-Disposition: form-data; name="file"; filename="a.zip"\r\n\r\n'
        for _ in range(60):
            yield b"0" * 100_000

    kind = {"content-type": "multipart/form-data; boundary=x"}
    told = champion.post("/v1/folders", content=drip(), headers=kind)
    assert (told.status_code, told.headers["content-type"]) == (413, PROBLEM)
    broken = champion.post("/v1/folders", content=b"--x\r\nnonsense", headers=kind)
    assert broken.status_code in (400, 422) and broken.headers["content-type"] == PROBLEM


def test_nobody_who_may_not_send_files_has_them_read(site: Site, programs: Programs) -> None:
    large = {"file": ("a.zip", b"0" * 4_000_000)}
    assert programs.post(B, "/folders", 403, files=large)
    with site.program() as stranger:
        assert stranger.post("/v1/folders", files=large).status_code == 401


def test_a_fault_is_told_without_its_insides(
    programs: Programs, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(*_: object) -> None:
        raise ZeroDivisionError("the secret of the house")

    monkeypatch.setattr(reading, "part_of", fails)
    told = programs.get(B, "/submissions", 500)
    assert "secret" not in json.dumps(told) and "Try again" in told["detail"]

    def disagrees(*_: object) -> None:
        raise EngineFault("The two evaluators do not agree.")

    monkeypatch.setattr(reading, "part_of", disagrees)
    assert programs.get(B, "/submissions", 503)["type"].endswith("not-decided")

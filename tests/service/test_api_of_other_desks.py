"""Programs bring in lists, tick documents, compare, confirm values, look after systems."""

import io
import shutil
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path

import pytest
from openpyxl import Workbook
from weasyprint import HTML

from functional.test_compare import GUIDANCE
from mis_assessor.services import systems_held
from mis_assessor.store.records import Role
from national.files import COUNTS
from service.serving import Site, begun
from service.test_api import A, B, C, Json, Programs, seen, zipped
from service.test_systems_in_a_browser import own_folder

V, OFFICER, ADMIN = Role.VERIFIER, Role.OFFICER, Role.ADMINISTRATOR


@pytest.fixture(scope="module")
def programs(site: Site) -> Iterator[Programs]:
    """A program for each role of our trust."""
    with ExitStack() as open_:
        yield Programs(site, {r: open_.enter_context(site.program(site.ours[r])) for r in Role})


@pytest.fixture(scope="module")
def ours(site: Site, programs: Programs) -> Programs:
    """The same, about a submission of their own."""
    return replace(programs, submission=begun(site))


def result(programs: Programs, role: Role, job: Json) -> Json:
    """What a job leads to, once it is done."""
    done = programs.done(role, job)
    assert done["state"] == "done", done["problems"]
    return programs.by_role[role].get(done["result"].removeprefix("/api")).json()


def matrix(person: str = "SP-9001") -> bytes:
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = "Midwives"
    sheet.append(["Staff number", "PROMPT"])
    sheet.append([person, "01/06/2022"])
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def test_lists_are_looked_at_and_kept_as_they_were_shown(ours: Programs) -> None:
    files = [("files", ("matrix.xlsx", matrix()))]
    assert (
        "nobody" in ours.post(C, "/imports", 422, files=files, data={"called": "nobody"})["detail"]
    )
    asked = ours.post(C, "/imports", 202, files=files)
    shown = result(ours, C, asked)
    assert shown["changed"] and "attended: maternity emergencies" in shown["mapping"]
    (staff,) = (one for one in shown["tables"] if one["name"] == "staff")
    assert (staff["rows"][0]["what"], staff["number"]) == ("new", 1)
    again = {"mapping": shown["mapping"].replace("attended: maternity emergencies", "left out")}
    less = ours.done(C, ours.post(C, "/imports", 202, files=files, data=again))
    assert (less["state"], less["result"]) == ("failed", "")
    assert any("no headings that are known" in one for one in less["problems"])
    empty = ours.post(C, "/imports", 422, files=files, data={"mapping": "[]"})
    assert "It needs “imports”" in empty["detail"]
    late = ours.post(C, "/imports", 202, files=[("files", ("other.xlsx", matrix("SP-9002")))])
    assert result(ours, C, late)["changed"]
    there = f"/imports/{asked['id']}"
    other = ours.site.paper_job(ours.submission)
    assert "No files have been looked at" in ours.get(C, f"/imports/{other}", 409)["detail"]
    elsewhere = replace(ours, submission=ours.site.draft)
    assert elsewhere.get(C, there, 404)
    kept = ours.post(C, there)
    assert kept["changed"] and kept["assessment"]
    assert "kept already" in ours.post(C, there, 409)["detail"]
    late = f"/imports/{late['id']}"
    assert "changed since this was looked at" in ours.post(C, late, 409)["detail"]


def test_a_document_is_ticked_and_who_comes_second_is_told(ours: Programs) -> None:
    listed = ours.get(B, "/checklist")
    assert {one["action"] for one in listed["asked"]} == set(range(11))
    now = ours.get(B, "/checklist/D-001")
    assert now["says"]["kind"] == "Board declaration form" and now["acts"]
    lacking = ours.put(C, "/checklist/D-900", 422, json={"kind": "letter", "seen": ""})
    assert "title" in {one["where"] for one in lacking["problems"]}
    half = {"kind": "letter", "seen": "", "title": "A letter", "checked_by": "Ada Wren"}
    assert "which day" in ours.put(C, "/checklist/D-900", 422, json=half)["detail"]
    letter = {
        **half,
        "checked_on": "2023-01-20",
        "acts": [{"event": "received", "by": "Trust Board", "on": "2023-01-19"}],
        "found": [{"item": "a plan", "found": "yes", "when": "2023-01-20", "who_looked": "Ada"}],
    }
    assert ours.put(C, "/checklist/D-900", json=letter)["changed"]
    assert ours.put(C, "/checklist/D-900", json={**letter, "title": "Another"}, status=409)[
        "type"
    ].endswith("document-changed")
    there = ours.get(C, "/checklist/D-900")
    assert (there["says"]["checked by"], there["acts"][0]["on"]) == ("Ada Wren", "2023-01-19")
    assert "D-900" in {one["id"] for one in ours.get(C, "/checklist")["others"]}
    assert ours.post(C, "/checklist/D-900/off", json={"seen": there["seen"]})["changed"]
    assert "no such document" in ours.get(C, "/checklist/D-900", 404)["detail"]


def test_what_changed_what_if_and_the_way_to_ten(ours: Programs) -> None:
    fresh = replace(ours, submission=begun(ours.site))
    assert "no such earlier assessment" in fresh.get(C, "/changes", 409)["detail"]
    first = fresh.get(C, "/assessments")["items"][0]["digest"]
    line = {**seen(fresh.get(C, "/registers/audits")), "checked_by": "Ida Finch"}
    assert fresh.put(C, "/registers/audits", data={**line, "checked_on": "2023-01-12"})["changed"]
    for asked in ("/changes", f"/changes?before={first}"):
        changed = fresh.get(A, asked)
        assert changed["before"] and changed["registers"]
    supposed = fresh.post(B, "/what-if", json={"facts": ["judgements/MIS-Y4-SA8-B=met"]})
    assert "requirements" in supposed
    assert "“=”" in fresh.post(B, "/what-if", 422, json={"facts": ["nothing"]})["detail"]
    assert "Ask for it first" in fresh.get(B, "/way-to-ten", 409)["detail"]
    way = result(fresh, B, fresh.post(B, "/way-to-ten", 202))
    assert way["trust_code"] == "RZ9" and (way["sets"] or way["never"])
    assert fresh.done(B, fresh.post(B, "/way-to-ten", 202))["state"] == "done"


def test_what_was_sent_is_held_against_national_files_and_packs(
    site: Site, programs: Programs
) -> None:
    sent = replace(programs, submission=site.sent)
    row = "RZ9,MBRRACE-UK,deaths eligible for notification,2022-01-01,2022-12-05,52,final,"
    national = [("files", ("counts.csv", f"{COUNTS}\n{row}\n".encode()))]
    found = sent.post(V, "/cross-check", files=national)
    assert found["files"][0]["name"] == "counts.csv" and found["compared"]
    pack = ("pack.zip", zipped("ten-of-ten"))
    same = programs.post(V, "/comparisons", files={"second": pack}, data={"held": site.sent})
    assert same["gone"] == same["new"] == same["other"] == []
    two = {"first": pack, "second": pack}
    assert programs.post(V, "/comparisons", files=two)["changed"]["figures"] == []
    for told, files, data in (
        ("Send one of", {"second": pack}, {}),
        ("that were sent", {"second": pack}, {"held": site.draft}),
    ):
        assert told in programs.post(V, "/comparisons", 422, files=files, data=data)["detail"]


def test_what_became_of_a_declaration_is_one_chain(site: Site, programs: Programs) -> None:
    draft, sent = (replace(programs, submission=one) for one in (site.draft, site.sent))
    assert draft.get(B, "/outcomes") == {"state": "draft", "chain": [], "head": ""}
    assert "Nothing is recorded" in draft.get(B, "/outcomes.jsonl", 409)["detail"]
    told = sent.get(V, "/outcomes")
    assert told["chain"][0]["step"] == "declared" and told["head"] == told["chain"][-1]["digest"]
    there = f"/v1/submissions/{site.sent}/outcomes"
    lines = programs.by_role[V].get(f"{there}.jsonl")
    assert told["head"] in lines.text and lines.headers["content-type"] == "application/jsonl"


def test_values_are_confirmed_by_a_program(programs: Programs) -> None:
    pdf = HTML(string=GUIDANCE).write_pdf() or b""
    edition = next(e for e in programs.get(ADMIN, "/guidance")["editions"] if e.startswith("7/"))
    files = {"file": ("year-7.pdf", pdf)}
    wrong = programs.post(ADMIN, "/guidance", 422, files=files, data={"edition": "7/none"})
    assert "Choose the edition" in wrong["detail"]
    kept = programs.post(ADMIN, "/guidance", 201, files=files, data={"edition": edition})
    there = f"/guidance/{kept['number']}"
    assert kept["number"] in {d["number"] for d in programs.get(ADMIN, "/guidance")["documents"]}
    value = next(one for one in programs.get(ADMIN, there)["values"] if one["passage"])
    says = [{"number": value["number"], "says": "confirmed"}]
    told = programs.post(ADMIN, f"{there}/pages/{value['page']}", json=says)
    now = next(one for one in told["values"] if one["number"] == value["number"])
    assert (now["said"], now["said_by"]) == ("confirmed", "Administrator One")
    file = programs.get(ADMIN, "/confirmations")
    assert value["fingerprint"] in str(file)
    programs.post(
        ADMIN, f"{there}/pages/{value['page']}", json=[{**says[0], "says": "does not agree"}]
    )


def test_a_local_system_is_kept_and_assessed_by_programs(
    site: Site, programs: Programs, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    drawn = b"%PDF-1.7 that nobody had to draw"
    monkeypatch.setattr(systems_held, "system_paper", lambda _: drawn)
    officer = site.ours[OFFICER].id
    sent = {"name": "Harrowmere", "trusts": ["RZ9", "RZ8"], "officers": [officer]}
    assert programs.put(ADMIN, "/systems/QX8", json=sent)["has_folder"] is False
    assert "QX8" in {one["code"] for one in programs.get(ADMIN, "/systems")}
    assert "QX8" in {one["code"] for one in programs.get(OFFICER, "/systems")}
    system = programs.get(OFFICER, "/systems/qx8")
    assert system["assessed"] is None and {one["code"] for one in system["seen"]} == {"RZ8", "RZ9"}
    assert "not been assessed" in programs.get(OFFICER, "/systems/QX8/paper", 422)["detail"]
    whole = {"file": ("own.zip", b"no zip at all")}
    assert programs.post(OFFICER, "/systems/QX8/folder", 422, files=whole)["problems"]
    done = result(programs, OFFICER, programs.post(OFFICER, "/systems/QX8", 202))
    assert done["assessed"]["whole"]["frameworks"]
    paper = programs.by_role[OFFICER].get("/v1/systems/QX8/paper")
    assert paper.content == drawn
    with site.program(site.theirs[OFFICER]) as stranger:
        assert stranger.get("/v1/systems/QX8").status_code == 422
        job = programs.post(OFFICER, "/systems/QX8", 202)
        assert stranger.get(f"/v1/jobs/{job['id']}").status_code == 404
    own = own_folder(tmp_path, "RZ9", "RZ8")
    page = (tmp_path / "own" / "system.yaml").read_text("utf-8").replace("QX9", "QX8")
    (tmp_path / "own" / "system.yaml").write_text(page, "utf-8")
    again = Path(shutil.make_archive(str(own.with_suffix("")), "zip", tmp_path / "own"))
    file = {"file": ("own.zip", again.read_bytes())}
    assert programs.post(OFFICER, "/systems/QX8/folder", files=file)["has_folder"] is True

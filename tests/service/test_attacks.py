"""What people try against a service, tried on a running one: refused, and nothing half done."""

import io
import re
import stat
import zipfile
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import chain
from urllib.parse import urlsplit

import httpx
import pytest

from functional.mis import SAMPLES
from mis_assessor.core.errors import NotAllowed
from mis_assessor.services.visitors import add_account, come_in
from mis_assessor.store.accounts import FROM_ONE_PLACE, by_email, failed, sign_in, visit
from mis_assessor.store.records import Role
from mis_assessor.store.submissions import all_held, held
from mis_assessor.web.entrance import FORM, VISIT
from service.people import NOW
from service.serving import PASSWORD, Site, moment_now

CHAMPION = "champion@example.org"


@pytest.fixture
def client(site: Site) -> Iterator[httpx.Client]:
    """The champion's browser."""
    with site.client(site.ours[Role.CHAMPION]) as signed_in:
        yield signed_in


def post(
    site: Site,
    client: httpx.Client,
    path: str,
    data: Mapping[str, str] | None = None,
    files: Mapping[str, tuple[str, bytes]] | None = None,
    headers: Mapping[str, str] | None = None,
) -> httpx.Response:
    """Sends a form of ours."""
    words = {"form_token": site.token(client), **(data or {})}
    return client.post(path, data=words, files=files, headers=headers)


def version(site: Site) -> int:
    with site.desk.store.reading() as work:
        it = held(work, site.draft)
    assert it is not None
    return it.version


def submissions(site: Site) -> int:
    with site.desk.store.reading() as work:
        return len(all_held(work))


def summary(answer: httpx.Response) -> str:
    """The words of the error summary."""
    found = re.search(r"nhsuk-error-summary.*?</ul>", answer.text, re.DOTALL)
    assert found, answer.text[:2000]
    return re.sub(r"<[^>]+>|\s+", " ", found[0])


@pytest.mark.parametrize("token", ["", "wrong", "x" * 43])
def test_a_form_that_is_not_ours_does_nothing(site: Site, client: httpx.Client, token: str) -> None:
    before = version(site)
    answer = client.post(f"/submissions/{site.draft}/assess", data={"form_token": token})
    assert answer.status_code == 403
    stated = {"form_token": token, "statement": "merging", "answer": "no", "who": "A"}
    assert client.post(f"/submissions/{site.draft}/statement", data=stated).status_code == 403
    assert version(site) == before


def test_the_secret_of_another_persons_form_does_nothing(site: Site, client: httpx.Client) -> None:
    with site.client(site.ours[Role.APPROVER]) as other:
        theirs = site.token(other)
    answer = client.post(f"/submissions/{site.draft}/assess", data={"form_token": theirs})
    assert answer.status_code == 403


@pytest.mark.parametrize(
    "header", [{"Origin": "https://evil.example"}, {"Sec-Fetch-Site": "cross-site"}]
)
def test_a_form_sent_from_another_site_does_nothing(
    site: Site, client: httpx.Client, header: dict[str, str]
) -> None:
    answer = post(site, client, f"/submissions/{site.draft}/assess", headers=header)
    assert answer.status_code == 403


def sign(site: Site, client: httpx.Client, email: str, password: str) -> httpx.Response:
    client.get("/sign-in")
    data = {"form_token": client.cookies[FORM], "email": email, "password": password}
    return client.post("/sign-in", data=data)


def test_signing_in_gives_a_new_cookie_whatever_was_sent(site: Site) -> None:
    with site.client() as client:
        client.cookies.set(VISIT, "chosen-by-somebody-else")
        answer = sign(site, client, CHAMPION, PASSWORD)
        assert answer.status_code == 303 and answer.headers["location"] == "/"
        said = [c for c in answer.headers.get_list("set-cookie") if c.startswith(VISIT)]
        assert len(said) == 1 and "chosen" not in said[0]
        assert "HttpOnly" in said[0] and "SameSite=lax" in said[0]
    with site.desk.store.reading() as work:
        assert visit(work, "chosen-by-somebody-else", moment_now()) is None


def test_a_cookie_is_worth_nothing_after_signing_out(site: Site, client: httpx.Client) -> None:
    cookie = client.cookies[VISIT]
    assert post(site, client, "/sign-out").status_code == 303
    with site.client() as again:
        again.cookies.set(VISIT, cookie)
        assert again.get("/").headers["location"] == "/sign-in"


def test_a_visit_ends_by_itself(site: Site) -> None:
    long_ago = datetime(2023, 1, 1, tzinfo=UTC)
    with site.desk.store.writing() as work:
        token = sign_in(work, site.ours[Role.BOARD].id, long_ago)
        assert visit(work, token, long_ago + timedelta(minutes=29)) is not None
        assert visit(work, token, long_ago + timedelta(minutes=31)) is None


def newcomer(site: Site, name: str) -> tuple[str, str]:
    """Somebody who was just invited: their address, and the secret of their link."""
    by = site.ours.by(Role.ADMINISTRATOR)
    email = f"{name}@example.org"
    link = add_account(
        site.desk.store, email, name, Role.BOARD, "RZ9", replace(by, at=moment_now())
    )
    return email, link


def test_an_invitation_works_once_and_a_weak_password_never(site: Site) -> None:
    email, link = newcomer(site, "newcomer")
    with site.client() as client:
        client.get(f"/invitation/{link}")
        token = {"form_token": client.cookies[FORM]}
        weak = {**token, "password": "short", "again": "short"}
        assert client.post(f"/invitation/{link}", data=weak).status_code == 422
        unlike = {**token, "password": PASSWORD, "again": PASSWORD + "x"}
        assert "not the same" in client.post(f"/invitation/{link}", data=unlike).text
        good = {**token, "password": PASSWORD, "again": PASSWORD}
        assert client.post(f"/invitation/{link}", data=good).status_code == 303
        assert client.post(f"/invitation/{link}", data=good).status_code == 422
        assert sign(site, client, email, PASSWORD).headers["location"] == "/"


def test_five_wrong_passwords_lock_the_account_and_tell_no_more_than_one(site: Site) -> None:
    email, link = newcomer(site, "forgetful")
    with site.client() as client:
        client.get(f"/invitation/{link}")
        good = {"form_token": client.cookies[FORM], "password": PASSWORD, "again": PASSWORD}
        client.post(f"/invitation/{link}", data=good)
        told = {summary(sign(site, client, email, f"wrong {n}")) for n in range(5)}
        told.add(summary(sign(site, client, email, PASSWORD)))  # locked by now
        told.add(summary(sign(site, client, "nobody@example.org", "wrong")))
        assert len(told) == 1
    with site.desk.store.reading() as work:
        account = by_email(work, email)
    assert account is not None and account.locked_until > "2026"


def test_a_changed_password_ends_every_other_visit(site: Site) -> None:
    email, link = newcomer(site, "careful")
    with site.client() as client, site.client() as elsewhere:
        client.get(f"/invitation/{link}")
        good = {"form_token": client.cookies[FORM], "password": PASSWORD, "again": PASSWORD}
        client.post(f"/invitation/{link}", data=good)
        sign(site, client, email, PASSWORD)
        sign(site, elsewhere, email, PASSWORD)
        wrong = {"old": "not it", "password": "four plain words", "again": "four plain words"}
        assert "have now is not right" in post(site, client, "/password", data=wrong).text
        new = {**wrong, "old": PASSWORD}
        assert post(site, client, "/password", data=new).status_code == 303
        assert elsewhere.get("/").headers["location"] == "/sign-in"


@pytest.mark.parametrize(
    "path",
    [
        "//evil.example/",
        "/sign-in?next=https://evil.example",
        "/\\evil.example",
        "/%2f/evil.example",
    ],
)
def test_no_address_leads_anywhere_else(site: Site, client: httpx.Client, path: str) -> None:
    answer = client.get(f"{site.address}{path}")
    there = urlsplit(answer.headers.get("location", "/"))
    assert there.netloc in ("", urlsplit(site.address).netloc)


@pytest.mark.parametrize(
    "name",
    [
        "../../../../etc/passwd",
        "..%2f..%2f..%2fetc%2fpasswd",
        "%2e%2e/%2e%2e/mis.db",
        "/etc/passwd",
        "submission.yaml%00",
    ],
)
def test_no_file_of_the_machine_is_given(site: Site, client: httpx.Client, name: str) -> None:
    for path in (f"/submissions/{site.draft}/files/{name}", f"/static/{name}"):
        answer = client.get(path)
        assert answer.status_code in (404, 405, 400), path
        assert "root:" not in answer.text


def test_a_file_is_kept_under_its_own_name_whatever_folders_it_brings(
    site: Site, client: httpx.Client
) -> None:
    sent = {"files": ("../../registers/../../x.txt", b"a note")}
    answer = post(site, client, f"/submissions/{site.draft}/upload", files=sent)
    assert answer.status_code == 303
    kept = client.get(f"/submissions/{site.draft}/files/files/x.txt")
    assert kept.content == b"a note"
    assert kept.headers["content-disposition"] == 'attachment; filename="x.txt"'
    assert kept.headers["content-type"] == "application/octet-stream"


def test_what_is_too_large_is_refused_before_it_is_read(site: Site, client: httpx.Client) -> None:
    before = submissions(site)
    large = {"zip": ("large.zip", b"0" * 5_100_000)}
    assert post(site, client, "/load", files=large).status_code == 413
    small = {"statement": "x" * 300_000}
    assert post(site, client, f"/submissions/{site.draft}/statement", data=small).status_code == 413

    def drip() -> Iterator[bytes]:
        for _ in range(60):
            yield b"0" * 100_000

    kind = {"content-type": "application/x-www-form-urlencoded"}
    assert client.post("/load", content=drip(), headers=kind).status_code in (413, 400)
    kind = {"content-type": "multipart/form-data; boundary=x"}
    begun = [b'--x\r\nContent-Disposition: form-data; name="zip"; filename="a.zip"\r\n\r\n']
    assert client.post("/load", content=chain(begun, drip()), headers=kind).status_code == 413
    assert submissions(site) == before


def zipped(*files: tuple[str | zipfile.ZipInfo, bytes]) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files:
            archive.writestr(name, content)
    return packed.getvalue()


def sample(change: Callable[[str, bytes], bytes] = lambda _, content: content) -> bytes:
    """A submission of ours as a zip, each file changed as asked."""
    folder = SAMPLES / "ten-of-ten"
    every = sorted(p for p in folder.rglob("*") if p.is_file())
    names = [(p.relative_to(folder).as_posix(), p.read_bytes()) for p in every]
    return zipped(*((name, change(name, content)) for name, content in names))


def a_link() -> zipfile.ZipInfo:
    link = zipfile.ZipInfo("submission.yaml")
    link.external_attr = (stat.S_IFLNK | 0o777) << 16
    return link


TRICKS = {
    "a bomb": (zipped(("files/a.bin", b"\0" * 4_000_000)), "far more than a real file"),
    "a way out": (zipped(("../submission.yaml", b"scheme: MIS")), "points outside the zip"),
    "a link": (zipped((a_link(), b"/etc/passwd")), "is a link"),
    "not a zip": (b"MZ\x90\0 not a zip at all", "neither a folder nor a zip"),
    "nothing": (zipped(), "submission.yaml"),
    "a macro workbook": (
        zipped(("submission.yaml", b"scheme: MIS"), ("registers/staff.xlsm", b"x")),
        "xlsm",
    ),
    "another trust": (
        sample(lambda n, c: c.replace(b"RZ9", b"RZ8") if n == "submission.yaml" else c),
        "your own trust",
    ),
    "spoilt cells": (
        sample(lambda n, c: c.replace(b"2022", b"20x2", 2) if n == "registers/audits.csv" else c),
        "audits.csv",
    ),
}


@pytest.mark.parametrize("trick", TRICKS)
def test_a_zip_with_a_trick_in_it_leaves_nothing(
    site: Site, client: httpx.Client, trick: str
) -> None:
    content, said = TRICKS[trick]
    before = submissions(site)
    asked = post(site, client, "/load", files={"zip": ("sent.zip", content)})
    answer = site.after(client, asked)
    assert said in summary(answer)
    assert submissions(site) == before


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("staff.xlsm", b"PK\x03\x04", "is not read as a register"),
        ("staff.xlsx", b"person,role\n", "staff.xlsx"),
        ("staff.csv", b"\x89PNG\r\n\x1a\n\0\0", "staff.csv"),
        ("staff.csv", b"=cmd|' /C calc'!A0,x\n", "staff.csv"),
        ("staff.exe", b"MZ", "is not read as a register"),
    ],
)
def test_a_register_that_is_none_is_told_by_its_cells(
    site: Site, client: httpx.Client, name: str, content: bytes, said: str
) -> None:
    before = version(site)
    path = f"/submissions/{site.draft}/registers/staff"
    seen = dict(re.findall(r'name="(seen|seen_line)" value="([^"]*)"', client.get(path).text))
    answer = post(site, client, path, data=seen, files={"file": (name, content)})
    assert answer.status_code == 422
    assert said in summary(answer)
    assert version(site) == before


MARKUP = "<script>alert(1)</script><img src=x onerror=alert(1)>\"'{{7*7}}"


def stated(site: Site, client: httpx.Client, **more: str) -> httpx.Response:
    page = client.get(f"/submissions/{site.draft}/statement?of=merging").text
    seen = re.findall(r'name="seen" value="([^"]*)"', page)[0]
    words = {"statement": "merging", "answer": "no", "who": "Ada Wren", "role": "MIS lead"}
    data = {**words, "said_on": "7/12/2022", "seen": seen, **more}
    return post(site, client, f"/submissions/{site.draft}/statement", data=data)


def test_markup_stays_words(site: Site, client: httpx.Client) -> None:
    assert stated(site, client, who=MARKUP).status_code == 303
    for path in ("statements", "statement?of=merging", "search?q=" + MARKUP, "history", ""):
        answer = client.get(f"/submissions/{site.draft}/{path}".rstrip("/"))
        assert answer.status_code == 200
        assert "<script>alert" not in answer.text and "<img src=x" not in answer.text
        assert "49" not in re.findall(r"alert\(1\).{0,80}", answer.text)
        rules = answer.headers["content-security-policy"]
        assert "default-src 'none'" in rules and "unsafe" not in rules
    paper = client.get(f"/submissions/{site.draft}/paper")
    assert "<script>alert" not in paper.text
    assert "script-src" not in paper.headers["content-security-policy"]


def test_a_stale_form_is_refused_and_both_versions_are_shown(
    site: Site, client: httpx.Client
) -> None:
    page = client.get(f"/submissions/{site.draft}/statement?of=merging").text
    seen = re.findall(r'name="seen" value="([^"]*)"', page)[0]
    assert stated(site, client, role="first writer").status_code == 303
    stale = stated(site, client, role="second writer", seen=seen)
    assert stale.status_code == 409
    assert "first writer" in stale.text and "second writer" in stale.text
    assert "second writer" not in client.get(f"/submissions/{site.draft}/statements").text


def test_a_form_sent_twice_is_done_once(site: Site, client: httpx.Client) -> None:
    page = client.get(f"/submissions/{site.draft}/statement?of=merging").text
    seen = re.findall(r'name="seen" value="([^"]*)"', page)[0]
    first = stated(site, client, role="sent twice", seen=seen)
    before = version(site)
    second = stated(site, client, role="sent twice", seen=seen)
    assert (first.status_code, second.status_code) in ((303, 303), (303, 409))
    assert version(site) == before


@pytest.mark.parametrize("path", ["/sign-in", "/health", "/static/mis.css", "/nowhere", "/"])
def test_every_answer_has_its_headers(site: Site, path: str) -> None:
    with site.client() as client:
        answer = client.get(path)
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert answer.headers["x-frame-options"] == "DENY"
    assert "default-src 'none'" in answer.headers["content-security-policy"]


def test_nobody_who_may_not_send_files_is_listened_to_for_long(site: Site) -> None:
    """The body of a stranger, or of somebody of another role, is not even read."""
    with site.client() as stranger:
        answer = stranger.post("/load", files={"zip": ("a.zip", b"0" * 4_000_000)})
        assert answer.status_code == 303 and answer.headers["location"] == "/sign-in"
    with site.client(site.ours[Role.BOARD]) as other:
        answer = post(site, other, "/load", files={"zip": ("a.zip", b"0" * 4_000_000)})
        assert answer.status_code == 403


def test_what_is_not_a_form_is_not_read(site: Site, client: httpx.Client) -> None:
    assert client.post("/sign-in", json={"email": "x"}).status_code == 415
    many = {f"field{n}": "x" for n in range(500)}
    assert post(site, client, "/start", data=many).status_code == 400
    broken = {"content-type": "multipart/form-data; boundary=x"}
    assert client.post("/load", content=b"--x\r\nnonsense", headers=broken).status_code in (
        400,
        403,
    )
    assert client.put("/start").status_code == 405


def test_numbers_that_no_database_holds_are_not_passed_on(site: Site, client: httpx.Client) -> None:
    huge = {"version": "9" * 50}
    note = {"files": ("n.txt", b"n")}
    answer = post(site, client, f"/submissions/{site.draft}/upload", data=huge, files=note)
    assert answer.status_code < 500
    with site.client(site.ours[Role.ADMINISTRATOR]) as admin:
        assert post(site, admin, f"/accounts/{'9' * 50}/invite").status_code == 422


def test_too_many_wrong_passwords_from_one_place_are_not_looked_at(site: Site) -> None:
    with site.desk.store.writing() as work:
        for _ in range(FROM_ONE_PLACE):
            failed(work, "nobody@example.org", "203.0.113.9", NOW)
    with pytest.raises(NotAllowed, match="Too many wrong passwords"):
        come_in(site.desk.store, CHAMPION, PASSWORD, "203.0.113.9", NOW)

"""What people write stays words: on every page, in every file given out, on each database."""

import csv
import io
import re
from collections.abc import Iterator
from zipfile import ZipFile

import httpx
import pytest

from mis_assessor.services.desk import Desk
from mis_assessor.services.held import files_of
from mis_assessor.store.accounts import sign_in
from mis_assessor.store.records import Role
from mis_assessor.web.app import build
from mis_assessor.web.ask import Settings
from mis_assessor.web.entrance import FORM, VISIT
from service.people import people
from service.serving import Site, moment_now, running
from service.test_attacks import MARKUP, post, stated, summary
from service.test_who_may_open_what import DOORS, at

FORMULAS = ("=cmd|' /C calc'!A0", "+1+1", "-2+3", "@SUM(A1)")
TURNED = "Ada\x00 \u202eWren\u2066\x07"
"""A name with characters that no database keeps, and some that turn the way it is read."""


@pytest.fixture(scope="module")
def champion(site: Site) -> Iterator[httpx.Client]:
    """The champion's browser."""
    with site.client(site.ours[Role.CHAMPION]) as client:
        yield client


def titled(site: Site, client: httpx.Client, *titles: str) -> httpx.Response:
    """Sends the list of documents with other titles for the first of them."""
    name = "documents.csv"
    content = files_of(site.desk.store, site.draft)[name].content(10_000_000)
    rows = list(csv.reader(io.StringIO(content.decode("utf-8-sig"))))
    for row, title in zip(rows[1:], titles, strict=False):
        row[rows[0].index("title")] = title
    written = io.StringIO()
    csv.writer(written, lineterminator="\n").writerows(rows)
    sent = {"files": (name, written.getvalue().encode())}
    return post(site, client, f"/submissions/{site.draft}/upload", files=sent)


def test_markup_in_every_field_stays_words_on_every_page(
    site: Site, champion: httpx.Client
) -> None:
    here = f"/submissions/{site.draft}"
    with site.client(site.ours[Role.ADMINISTRATOR]) as admin:
        assert post(site, admin, "/trusts", {"code": "XQ1", "name": MARKUP}).status_code == 303
        who = {"email": "markup@example.org", "role": Role.BOARD.value, "trust": "RZ9"}
        assert post(site, admin, "/accounts", {**who, "name": MARKUP}).status_code == 200
    away = {"acting": "markup@example.org", "first": "1/2/2023", "last": "2/2/2023"}
    assert post(site, champion, "/absence", {**away, "why": MARKUP}).status_code == 303
    assert stated(site, champion, who=MARKUP, role=MARKUP).status_code == 303
    assert titled(site, champion, MARKUP).status_code == 303
    note = {"files": ("'&quot;{{7+7}}&#60;b&#62;.txt", MARKUP.encode())}
    assert post(site, champion, f"{here}/upload", files=note).status_code == 303
    with site.client(site.ours[Role.APPROVER]) as approver:
        told = {"move": "record the conversation", "day": "17/1/2023"}
        step = post(
            site, approver, f"{here}/declaration", {**told, "reference": MARKUP, "note": MARKUP}
        )
        assert step.status_code == 303
    seen = 0
    for role in (Role.CHAMPION, Role.ADMINISTRATOR):
        with site.client(site.ours[role]) as client:
            for method, path, roles in DOORS:
                if method == "GET" and role.value in roles and not path.endswith(".pdf"):
                    answer = client.get(at(site, path, site.draft))
                    kind = answer.headers.get("content-type", "")
                    if kind.startswith("text/html"):
                        assert "<script>alert" not in answer.text, path
                        assert "<img src=x" not in answer.text, path
                        seen += "alert(1)" in answer.text
                    elif not kind.startswith("application/"):  # a browser shows no markup in those
                        assert answer.is_redirect or "attachment" in str(answer.headers), path
    assert seen > 5  # it stands on many pages, as words


def test_no_cell_that_is_given_out_is_a_formula(site: Site, champion: httpx.Client) -> None:
    here = f"/submissions/{site.draft}"
    assert titled(site, champion, *FORMULAS).status_code == 303
    with ZipFile(io.BytesIO(champion.get(f"{here}/workbook.xlsx").content)) as book:
        sheets = [book.read(name) for name in book.namelist() if "worksheets/" in name]
        assert any(FORMULAS[0].encode() in book.read(name) for name in book.namelist())
    assert sheets and not [sheet for sheet in sheets if b"<f>" in sheet or b"<f " in sheet]
    table = champion.get(f"{here}/owed.csv")
    for row in csv.reader(io.StringIO(table.content.decode("utf-8-sig"))):
        assert not [cell for cell in row if cell.startswith(("=", "+", "-", "@"))]


def test_fields_of_any_length_are_told_or_cut(site: Site, champion: httpx.Client) -> None:
    here = f"/submissions/{site.draft}"
    long = "x" * 90_000
    told = {"move": "record the conversation", "day": "17/1/2023", "reference": long, "note": long}
    assert post(site, champion, f"{here}/declaration", told).status_code in (303, 422)
    assert stated(site, champion, who=long, role=long).status_code in (303, 422)
    assert champion.get(f"{here}/search?q={'x' * 60_000}").status_code == 200
    with site.client() as stranger:
        stranger.get("/sign-in")
        words = {"form_token": stranger.cookies[FORM], "email": long, "password": long}
        assert stranger.post("/sign-in", data=words).status_code in (413, 422)
    with site.client(site.ours[Role.ADMINISTRATOR]) as admin:
        who = {"email": f"{long}@example.org", "name": "A", "role": "board", "trust": "RZ9"}
        assert "e-mail address" in summary(post(site, admin, "/accounts", who))


def test_words_in_an_encoding_of_the_senders_own_do_no_harm(
    site: Site, champion: httpx.Client
) -> None:
    """A form may say how it is encoded; some ways write halves of characters."""
    fields = {"form_token": site.token(champion), "statement": "merging", "who": "\\ud800"}
    body = "".join(
        f'--x\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'
        for name, value in fields.items()
    )
    for charset in ("unicode_escape", "utf-16", "utf-7", "rot13", "nonsense"):
        kind = {"content-type": f"multipart/form-data; boundary=x; charset={charset}"}
        answer = champion.post(
            f"/submissions/{site.draft}/statement", content=body + "--x--\r\n", headers=kind
        )
        assert answer.status_code in (400, 403, 422), charset


def test_what_nobody_sees_is_not_kept_on_either_database(desk: Desk) -> None:
    staff = people(desk)
    with running(build(desk, Settings())) as address, httpx.Client(base_url=address) as client:
        client.get("/sign-in")
        data = {"form_token": client.cookies[FORM], "email": "a\0@b.org", "password": "a\0b"}
        assert client.post("/sign-in", data=data).status_code == 422
        assert client.get("/invitation/%00").status_code == 422
        with desk.store.writing() as work:
            client.cookies.set(VISIT, sign_in(work, staff[Role.ADMINISTRATOR].id, moment_now()))
        page = client.get("/trusts").text
        token = re.findall(r'name="form_token" value="([^"]+)"', page)[0]
        data = {"form_token": token, "code": "XQ2", "name": TURNED}
        assert client.post("/trusts", data=data).status_code == 303
        page = client.get("/trusts").text
        assert "Ada Wren" in page and not set(page) & set("\x00\u202e\u2066\x07")
        with desk.store.writing() as work:
            client.cookies.set(VISIT, sign_in(work, staff[Role.CHAMPION].id, moment_now()))
        for path in ("/submissions/%00", "/submissions/%ff", "/submissions/a%27--/files/%00"):
            assert client.get(path).status_code == 404, path


@pytest.mark.parametrize("email", ["ch\u0430mpion@example.org", "\u212aate@example.org"])
def test_an_address_that_only_looks_like_another_is_refused(site: Site, email: str) -> None:
    with site.client(site.ours[Role.ADMINISTRATOR]) as admin:
        who = {"email": email, "name": "A", "role": "board", "trust": "RZ9"}
        assert "e-mail address" in summary(post(site, admin, "/accounts", who))

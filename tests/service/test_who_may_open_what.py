"""Every address, tried by every role and by people of another trust, on a running server.

What may be open is read from the printed table, so that a door which opens wider fails here.
"""

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import httpx
import pytest

from code_health.write_doors import PAGE
from functional.mis import ROOT
from mis_assessor.store.records import Role
from mis_assessor.web.entrance import VISIT
from service.serving import Site

Cell = tuple[str, str, frozenset[str]]
SIGN_ON = ("/sign-on", "/sign-on/back", "/sign-on/out")
ROLES = [role.value for role in Role]


def printed() -> list[Cell]:
    """Method, path and who may open it, as the table says."""
    found = []
    for line in PAGE.read_text(encoding="utf-8").splitlines():
        if match := re.match(r"\| (GET|POST|PUT) (\S+) \|(.+)\|$", line):
            cells = [cell.strip() for cell in match[3].split("|")]
            who = {name for name, cell in zip(["anybody", *ROLES], cells, strict=True) if cell}
            found.append((match[1], match[2], frozenset(who)))
    return found


DOORS = printed()
OPENED_ELSEWHERE = ("/password", "/sign-in", "/invitation/{token}", *SIGN_ON)
"""Doors to which others lead back, which have tests of their own."""
OF_A_SUBMISSION = [d for d in DOORS if "{submission}" in d[1] or "{job}" in d[1]]


def at(site: Site, path: str, submission: str) -> str:
    """An address with something in every part of it."""
    parts = {
        "job": site.paper_job(submission) if "{job}" in path else "",
        "submission": submission,
        "number": "8",
        "requirement": "MIS-Y4-SA8-B",
        "register": "staff",
        "name:path": "submission.yaml",
        "token": "nonsense",
        "account": "999999",
        "program": "999999",
        "code": "not-a-code",
        "receipt": "999999",
        "system": "QX0",
        "document": "999999",
        "page": "1",
        "entry": "D-001",
    }
    return re.sub(r"\{([^}]+)\}", lambda part: parts[part[1]], path)


Opens = Callable[[str, str], bool]


@contextmanager
def knocking(site: Site, role: str | None, *, theirs: bool = False) -> Iterator[Opens]:
    """Whether a door opens for somebody: not a refusal, not the way to the sign-in page."""
    staff = site.theirs if theirs else site.ours
    who = staff[Role(role)] if role else None
    with site.client(who) as client, site.program(who) as program:

        def answered(method: str, path: str) -> httpx.Response:
            if path.startswith("/api/"):
                return program.request(method, path.removeprefix("/api"))
            if method == "GET":
                return client.get(path)
            token = site.token(client) if role else "none"
            return client.post(path, data={"form_token": token})

        def opens(method: str, path: str) -> bool:
            answer = answered(method, path)
            assert answer.status_code < 500, f"{method} {path} by {role}: {answer.text[:400]}"
            if who is not None and path == "/sign-out":  # and in again, for the other doors
                client.cookies.set(VISIT, site.cookie(who))
            if path.startswith("/api/"):
                return answer.status_code not in (401, 403, 404)
            to_sign_in = answer.is_redirect and answer.headers["location"].startswith("/sign-in")
            return answer.status_code not in (403, 404) and not (
                to_sign_in and (role is None or path != "/sign-out")
            )

        yield opens


def test_the_table_has_every_door() -> None:
    assert len(DOORS) > 40 and len(OF_A_SUBMISSION) > 20


@pytest.mark.parametrize("role", ROLES)
def test_a_role_opens_what_the_table_says_and_nothing_else(site: Site, role: str) -> None:
    sent = role == Role.VERIFIER.value
    submission = site.sent if sent else site.draft
    with knocking(site, role) as opens:
        open_ = {
            (method, path)
            for method, path, _ in DOORS
            if path not in OPENED_ELSEWHERE and opens(method, at(site, path, submission))
        }
    said = {
        (method, path)
        for method, path, who in DOORS
        if path not in OPENED_ELSEWHERE and role in who
    }
    assert open_ == said


def test_nobody_who_is_not_signed_in_gets_further_than_the_door(site: Site) -> None:
    with knocking(site, None) as opens:
        for method, path, who in DOORS:
            if "anybody" not in who:
                assert not opens(method, at(site, path, site.draft)), f"{method} {path}"


@pytest.mark.parametrize("role", [role.value for role in Role if role.of_a_trust])
def test_people_of_another_trust_find_nothing_of_ours(site: Site, role: str) -> None:
    with knocking(site, role, theirs=True) as opens:
        for method, path, _ in OF_A_SUBMISSION:
            for submission in (site.draft, site.sent):
                address = at(site, path, submission)
                assert not opens(method, address), f"{method} {address}"


def test_a_verifier_finds_nothing_that_was_not_sent(site: Site) -> None:
    with knocking(site, "verifier") as opens:
        for method, path, _ in OF_A_SUBMISSION:
            assert not opens(method, at(site, path, site.draft)), f"{method} {path}"


def test_an_administrator_sees_no_submission(site: Site) -> None:
    with knocking(site, "administrator") as opens:
        for method, path, _ in OF_A_SUBMISSION:
            for submission in (site.draft, site.sent):
                assert not opens(method, at(site, path, submission))


def test_what_one_may_not_see_looks_like_what_is_not_there(site: Site) -> None:
    with site.client(site.theirs[Role.CHAMPION]) as client:
        ours = client.get(f"/submissions/{site.draft}")
        nowhere = client.get("/submissions/0123456789abcdef")
    assert (ours.status_code, nowhere.status_code) == (404, 404)

    def without_secrets(page: str) -> str:
        return re.sub(r'(nonce|value)="[^"]+"', "", page)

    assert without_secrets(ours.text) == without_secrets(nowhere.text)


def test_no_page_decides_for_itself_who_may_do_what() -> None:
    pages = sorted((ROOT / "templates" / "web").glob("*.html"))
    assert pages and not [
        p.name for p in pages if ".role ==" in p.read_text() or "Role." in p.read_text()
    ]

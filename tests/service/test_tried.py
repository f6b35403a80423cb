"""More that people try at the doors: other methods and hosts, old links, the same act twice."""

import threading
from collections.abc import Callable
from datetime import timedelta

import httpx
import pytest

from mis_assessor.core.errors import AssessorError, NotAllowed
from mis_assessor.services import visitors
from mis_assessor.services.assess_held import assess_held
from mis_assessor.services.declarations import make
from mis_assessor.services.desk import Desk
from mis_assessor.services.forms import files_of_new_submission
from mis_assessor.services.held import take_in_files
from mis_assessor.services.stores import audit_of
from mis_assessor.services.visitors import let_in, set_by_invitation
from mis_assessor.services.where_it_stands import Written
from mis_assessor.store.accounts import INVITED_FOR, by_email, invite, take_up
from mis_assessor.store.assessments import steps
from mis_assessor.store.records import By, Role
from mis_assessor.web.app import build
from mis_assessor.web.ask import Settings
from mis_assessor.web.entrance import VISIT
from service.people import NOW, people
from service.serving import PASSWORD, Site, moment_now, running
from service.test_attacks import CHAMPION, newcomer, post, sign, summary

EVIL = "evil.example"


@pytest.mark.parametrize("method", ["DELETE", "PUT", "PATCH", "OPTIONS", "TRACE"])
def test_no_other_method_opens_anything(site: Site, method: str) -> None:
    with site.client(site.ours[Role.CHAMPION]) as client:
        for path in ("/", f"/submissions/{site.draft}", "/sign-in", "/static/mis.css"):
            assert client.request(method, path).status_code == 405
        tunnel = {"X-HTTP-Method-Override": "POST", "X-Method-Override": "POST"}
        answer = client.get(f"/submissions/{site.draft}/assess?_method=POST", headers=tunnel)
        assert answer.status_code == 405


def test_asking_for_the_head_alone_tells_no_more(site: Site) -> None:
    here = f"/submissions/{site.draft}"
    with site.client(site.theirs[Role.CHAMPION]) as theirs, site.client() as stranger:
        assert theirs.head(here).status_code == 404
        assert stranger.head(here).headers["location"] == "/sign-in"
    with site.client(site.ours[Role.CHAMPION]) as client:
        answer = client.head(here)
        assert (answer.status_code, answer.content) == (200, b"")


def test_a_host_that_somebody_else_names_leads_nowhere(site: Site) -> None:
    with site.client() as stranger:
        told = {"Host": EVIL, "X-Forwarded-Host": EVIL, "X-Forwarded-Proto": "https"}
        answer = stranger.get("/", headers={**told, "Forwarded": f"host={EVIL}"})
        assert answer.headers["location"] == "/sign-in" and EVIL not in answer.text
    with site.client(site.ours[Role.CHAMPION]) as client:
        answer = post(site, client, "/sign-out", headers={"Host": EVIL})
        assert answer.headers["location"] == "/sign-in"


def test_nothing_that_is_sent_becomes_a_header(site: Site) -> None:
    with site.client(site.ours[Role.CHAMPION]) as client:
        for path in ("/?done=%0d%0aSet-Cookie:%20x=1", "/%0d%0aSet-Cookie:%20x=1"):
            assert "set-cookie" not in client.get(path).headers
        note = {"files": ("a;b=\u00fc.txt", b"x")}
        sent = post(site, client, f"/submissions/{site.draft}/upload", files=note)
        assert sent.status_code == 303
        kept = client.get(f"/submissions/{site.draft}/files/files/a;b=\u00fc.txt")
        assert kept.headers["content-disposition"] == 'attachment; filename="a_b__.txt"'


def test_cookies_go_no_other_way_than_https_where_it_is_said(books_desk: Desk) -> None:
    people(books_desk)
    with running(build(books_desk, Settings(secure=True))) as address:
        answer = httpx.get(f"{address}/sign-in")
    assert "Secure" in answer.headers["set-cookie"]
    assert answer.headers["strict-transport-security"].startswith("max-age=31536000")


def test_whoever_is_kept_out_is_out_at_once_and_stays_out(site: Site) -> None:
    email, link = newcomer(site, "leaving")
    store, by = site.desk.store, site.ours.by(Role.ADMINISTRATOR)
    set_by_invitation(store, link, PASSWORD, PASSWORD, moment_now())
    with store.reading() as work:
        account = by_email(work, email)
    assert account is not None
    with site.client(account) as client:
        assert client.get("/").status_code == 200
        let_in(store, account.id, False, by)
        assert client.get("/").headers["location"] == "/sign-in"
        with store.writing() as work:
            again = invite(work, account.id, moment_now())
        assert client.get(f"/invitation/{again}").status_code == 422
        with site.client() as anew:
            assert sign(site, anew, email, PASSWORD).status_code == 422
        let_in(store, account.id, True, by)
        assert client.get("/").headers["location"] == "/sign-in"


def test_an_invitation_ends_by_itself_and_with_the_next(site: Site) -> None:
    email, link = newcomer(site, "late")
    with site.desk.store.writing() as work:
        account = by_email(work, email)
        assert account is not None
        old = invite(work, account.id, moment_now() - INVITED_FOR - timedelta(minutes=1))
    with site.client() as client:
        for token in (link, old):
            assert "used or is too old" in summary(client.get(f"/invitation/{token}"))


def both(act: Callable[[], object], other: Callable[[], object]) -> int:
    """Two do something in one moment; how many of them may."""
    ready, may = threading.Barrier(2), []

    def go(does: Callable[[], object]) -> None:
        ready.wait(60)
        try:
            does()
            may.append(does)
        except AssessorError:
            return

    threads = [threading.Thread(target=go, args=(does,)) for does in (act, other)]
    for one in threads:
        one.start()
    for one in threads:
        one.join(120)
    return len(may)


def test_the_same_act_of_two_in_one_moment_is_done_once(desk: Desk, by: By) -> None:
    """On each database: a step, and an invitation that two people take up."""
    staff = people(desk)
    empty = files_of_new_submission(desk.rules, 4, "RZ9", "Vale Trust")
    new = take_in_files(desk, {name: text.encode() for name, text in empty.items()}, by)
    digest = assess_held(desk, new, NOW.date(), by).digest
    for _ in range(4):
        for name, role in (
            ("mark the evidence complete", Role.CHAMPION),
            ("send back", Role.APPROVER),
        ):
            who, written = staff[role], Written(note="once")

            def step(name: str = name, role: Role = role) -> None:
                make(desk, new, name, staff[role], Written(note="once"), staff.by(role), digest)

            assert both(step, step) == 1, (name, who, written)
        with desk.store.writing() as work:
            link = invite(work, staff[Role.BOARD].id, NOW)

        def take(link: str = link) -> None:
            with desk.store.writing() as work:
                take_up(work, link, "a hash", NOW)

        assert both(take, take) == 1
    with desk.store.reading() as work:
        assert len(steps(work, new)) == 8
    assert audit_of(desk.store).broken_at == 0


def test_signing_in_takes_as_long_where_there_is_nobody(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One password is looked at each time, whoever's it is and whether it could be right."""
    looked: list[str] = []
    verify = visitors._verify

    def looking(word: str, hashed: str) -> bool:
        looked.append(hashed)
        return verify(word, hashed)

    monkeypatch.setattr(visitors, "_verify", looking)
    never, _ = newcomer(site, "never")
    for email in (CHAMPION, "nobody@example.org", never, ""):
        with pytest.raises(NotAllowed) as told:
            visitors.come_in(site.desk.store, email, "wrong", "203.0.113.7", moment_now())
        assert "is not right" in str(told.value)
    assert len(looked) == 4 and all(one.startswith("$argon2") for one in looked)


def test_a_visit_is_worth_nothing_with_a_letter_other(site: Site) -> None:
    with site.client(site.ours[Role.CHAMPION]) as client:
        cookie = client.cookies[VISIT]
    with site.client() as stranger:
        for other in (cookie[:-1], f"{cookie}x", cookie.swapcase(), "\xff"):
            sent = {b"cookie": f"{VISIT}={other}".encode("latin-1")}
            assert stranger.get("/", headers=sent).headers["location"] == "/sign-in"

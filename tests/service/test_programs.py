"""Tokens of other programs: made on a page, shown once, ended, and worth nothing elsewhere."""

import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import httpx
import pytest
from sqlmodel import select

from mis_assessor.core.errors import NotAllowed
from mis_assessor.services.desk import Desk
from mis_assessor.services.programs import (
    MOST,
    NoSuchToken,
    TooManyWrong,
    end_token,
    make_token,
    program_of,
    programs_of,
)
from mis_assessor.services.stores import Store
from mis_assessor.services.visitors import let_in
from mis_assessor.store.accounts import FROM_ONE_PLACE, add
from mis_assessor.store.audit import lines
from mis_assessor.store.programs import wrong
from mis_assessor.store.records import Account, By, Role, Trust
from mis_assessor.store.submissions import keep_trust
from mis_assessor.store.tables_of_people import AccountTable, ProgramTable
from mis_assessor.web.app import build
from mis_assessor.web.ask import Settings
from mis_assessor.web.entrance import VISIT
from service.serving import Site, moment_now, running

NOW = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)
TOMORROW = NOW + timedelta(days=1)
ADMIN = By("Ida Keeper", Role.ADMINISTRATOR.value, NOW, "", 99_999)


@pytest.fixture
def ada(store: Store) -> Account:
    """A champion, on each kind of database."""
    with store.writing() as work:
        keep_trust(work, Trust("RZ9", "Vale of Harrowmere"))
        return add(work, "ada@example.org", "Ada Wren", Role.CHAMPION, "RZ9")


def by(who: Account, at: datetime = NOW) -> By:
    return By(who.name, who.role.value, at, who.trust, who.id)


def made(store: Store, who: Account, name: str = "rota import") -> str:
    return make_token(store, who, name, TOMORROW, by(who))


def test_a_token_opens_until_its_day_and_only_its_fingerprint_is_kept(
    store: Store, ada: Account
) -> None:
    token = made(store, ada)
    program = program_of(store, token, "here", NOW)
    assert (program.account.name, program.role, program.name) == (
        "Ada Wren",
        Role.CHAMPION,
        "rota import",
    )
    with store.reading() as work:
        row = work.exec(select(ProgramTable)).one()
    assert token.startswith("mis_") and token not in row.model_dump_json()
    with pytest.raises(NoSuchToken, match="too old"):
        program_of(store, token, "here", TOMORROW)


def test_when_it_was_last_used_is_written_once_a_minute(store: Store, ada: Account) -> None:
    token, used = made(store, ada), []
    for seconds in (0, 20, 80):
        program_of(store, token, "here", NOW + timedelta(seconds=seconds))
        used.append(programs_of(store, ada.id)[0].used)
    assert used == ["2026-03-02T09:30:00Z"] * 2 + ["2026-03-02T09:31:20Z"]


@pytest.mark.parametrize(
    ("name", "until", "says"),
    [
        ("", TOMORROW, "Write what the program is"),
        ("x" * 81, TOMORROW, "at most 80"),
        ("two\nlines", TOMORROW, "Write what the program is"),
        ("import", None, "last day"),
        ("import", NOW, "still to come"),
        ("import", NOW + timedelta(days=367), "at most a year"),
        ("rota import", TOMORROW, "named “rota import”"),
    ],
)
def test_a_token_that_may_not_be_made_is_refused_in_words(
    store: Store, ada: Account, name: str, until: datetime | None, says: str
) -> None:
    made(store, ada)
    with pytest.raises(NotAllowed, match=says):
        make_token(store, ada, name, until, by(ada))


def test_nobody_has_more_tokens_than_they_can_look_after(store: Store, ada: Account) -> None:
    for number in range(MOST):
        made(store, ada, f"program {number}")
    with pytest.raises(NotAllowed, match="End one"):
        made(store, ada)
    end_token(store, programs_of(store)[0].id, by(ada))
    assert made(store, ada)


def test_its_owner_and_the_administrator_end_a_token_and_nobody_else(
    store: Store, ada: Account
) -> None:
    tokens = [made(store, ada), made(store, ada, "another")]
    second, first = programs_of(store)
    with pytest.raises(NotAllowed, match="no such token"):
        end_token(store, first.id, By("Eve", Role.BOARD.value, NOW, "RZ9", 99_998))
    with pytest.raises(NotAllowed, match="no such token"):
        end_token(store, 99_999, ADMIN)
    end_token(store, first.id, by(ada))
    end_token(store, second.id, ADMIN)
    end_token(store, second.id, by(ada))  # a second time changes nothing
    for token in tokens:
        with pytest.raises(NoSuchToken, match="has been ended"):
            program_of(store, token, "here", NOW)
    assert [one.ended_by for one in programs_of(store)] == ["Ida Keeper", "Ada Wren"]


def test_who_is_kept_out_has_no_program_that_comes_in(store: Store, ada: Account) -> None:
    token = made(store, ada)
    end_token(store, programs_of(store)[0].id, by(ada))
    token = made(store, ada)
    let_in(store, ada.id, False, ADMIN)
    with pytest.raises(NoSuchToken):
        program_of(store, token, "here", NOW)
    let_in(store, ada.id, True, ADMIN)
    with pytest.raises(NoSuchToken, match="has been ended"):
        program_of(store, token, "here", NOW)


@pytest.mark.parametrize(
    ("column", "value", "says"),
    [("active", False, "may not come in"), ("role", "board", "role of the person has changed")],
)
def test_a_token_is_worth_no_more_than_its_owner(
    store: Store, ada: Account, column: str, value: object, says: str
) -> None:
    token = made(store, ada)
    with store.writing() as work:
        row = work.get_one(AccountTable, ada.id)
        setattr(row, column, value)
        work.add(row)
    with pytest.raises(NoSuchToken, match=says):
        program_of(store, token, "here", NOW)


def test_wrong_tokens_are_written_down_until_there_are_too_many_of_them(
    store: Store, ada: Account
) -> None:
    token = made(store, ada)
    for _ in range(FROM_ONE_PLACE):
        with pytest.raises(NoSuchToken, match="not known"):
            program_of(store, "mis_wrong", "203.0.113.9", NOW)
    with pytest.raises(TooManyWrong, match="15 minutes"):
        program_of(store, "mis_wrong", "203.0.113.9", NOW)
    with store.reading() as work:
        told = [line for line in lines(work) if line.act == "gave a wrong token"]
    assert len(told) == FROM_ONE_PLACE
    assert program_of(store, token, "203.0.113.9", NOW).name == "rota import"
    with pytest.raises(NoSuchToken):
        program_of(store, "mis_wrong", "203.0.113.10", NOW)


@pytest.fixture
def board(site: Site) -> Iterator[httpx.Client]:
    """A Board member's browser."""
    with site.client(site.ours[Role.BOARD]) as client:
        yield client


def sent(site: Site, client: httpx.Client, path: str, **words: str) -> httpx.Response:
    return client.post(path, data={"form_token": site.token(client), **words})


def test_a_person_makes_a_token_on_a_page_and_sees_it_once(site: Site, board: httpx.Client) -> None:
    day = (moment_now() + timedelta(days=20)).strftime("%d/%m/%Y")
    page = sent(site, board, "/programs", name="minutes <b>", until=day)
    assert page.status_code == 200 and page.headers["cache-control"] == "no-store"
    token = re.findall(r"mis_[\w-]{40,}", page.text)[0]
    assert "minutes &lt;b&gt;" in page.text and "<b>" not in page.text
    assert token not in board.get("/programs").text
    with site.program(token=token) as program:
        me = program.get("/v1/me").json()
    assert (me["role"], me["trust"], me["program"]) == ("board", "RZ9", "minutes <b>")
    assert "never" not in board.get("/programs").text.partition("minutes")[2]
    line = board.get("/programs").text.partition("minutes &lt;b&gt;")[2]
    number = re.findall(r"/programs/(\d+)/end", line)[0]
    assert sent(site, board, f"/programs/{number}/end").headers["location"].startswith("/programs")
    assert "ended by" in board.get("/programs").text
    with site.program(token=token) as program:
        assert program.get("/v1/me").status_code == 401


def test_what_is_wrong_with_a_token_to_be_made_stands_beside_its_field(
    site: Site, board: httpx.Client
) -> None:
    for words, field in (
        ({"name": "x", "until": "soon"}, "until"),
        ({"until": "1/1/2090"}, "name"),
    ):
        answer = sent(site, board, "/programs", **words)
        assert answer.status_code == 422 and f'href="#{field}"' in answer.text
        assert f'id="{field}-error"' in answer.text


def test_an_administrator_sees_every_token_and_ends_it(site: Site) -> None:
    officer = site.ours[Role.OFFICER]
    until = moment_now() + timedelta(days=3)
    token = make_token(site.desk.store, officer, "signing", until, by(officer, moment_now()))
    with site.client(site.ours[Role.ADMINISTRATOR]) as admin:
        page = admin.get("/everybodys-programs").text
        assert token not in page
        number = re.findall(r'/programs/(\d+)/end"', page.partition("signing")[2])[0]
        answer = sent(site, admin, f"/programs/{number}/end", back="everybody")
        assert answer.headers["location"].startswith("/everybodys-programs")
        assert sent(site, admin, "/programs/none/end").status_code == 422
    with site.program(token=token) as program:
        assert "has been ended" in program.get("/v1/me").json()["detail"]


def test_a_token_opens_no_page_and_a_cookie_opens_nothing_of_the_api(site: Site) -> None:
    champion = site.ours[Role.CHAMPION]
    with site.program(champion) as program:
        token = program.headers["authorization"]
        assert program.get("/v1/submissions").status_code == 200
    with site.client() as client:
        page = client.get("/", headers={"Authorization": token})
        assert page.headers["location"] == "/sign-in"
        client.cookies.set(VISIT, token.removeprefix("Bearer "))
        assert client.get("/").headers["location"] == "/sign-in"
    with site.client(champion) as client:
        cookie = client.cookies[VISIT]
        assert client.get("/").status_code == 200
        assert client.get("/api/v1/submissions").status_code == 401
        asked = client.get("/api/v1/submissions", headers={"Authorization": f"Bearer {cookie}"})
        assert asked.status_code == 401


@pytest.mark.parametrize("header", ["", "Bearer", "Basic YTpi", "mis_abc"])
def test_without_a_token_one_is_told_how_to_get_one(site: Site, header: str) -> None:
    with site.client() as client:
        answer = client.get("/api/v1/me", headers={"Authorization": header} if header else {})
    assert answer.status_code == 401
    assert answer.headers["www-authenticate"].startswith("Bearer")
    assert answer.headers["content-type"] == "application/problem+json"
    assert "Make one under" in answer.json()["detail"]


def test_after_many_wrong_tokens_a_program_is_told_to_wait(books_desk: Desk) -> None:
    store, now = books_desk.store, moment_now()
    with store.writing() as work:
        keep_trust(work, Trust("RZ9", "Vale of Harrowmere"))
        ada = add(work, "ada@example.org", "Ada Wren", Role.CHAMPION, "RZ9")
        for _ in range(FROM_ONE_PLACE):
            wrong(work, "127.0.0.1", now - timedelta(seconds=1))
    token = make_token(store, ada, "rota import", now + timedelta(days=1), by(ada, now))
    with running(build(books_desk, Settings())) as address:
        told = httpx.get(f"{address}/api/v1/me", headers={"Authorization": "Bearer mis_nonsense"})
        assert (told.status_code, told.headers["retry-after"]) == (429, "900")
        right = httpx.get(f"{address}/api/v1/me", headers={"Authorization": f"Bearer {token}"})
        assert right.json()["program"] == "rota import"

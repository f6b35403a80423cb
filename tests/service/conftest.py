"""A store on each kind of database, with the rulebook and the engine that decide on it."""

import os
from collections.abc import Iterator
from datetime import UTC, datetime
from itertools import count
from pathlib import Path

import pytest
from playwright.sync_api import Browser
from pwdlib import PasswordHash
from pwdlib.hashers.argon2 import Argon2Hasher

from chromium import chromium
from functional.mis import ROOT
from mis_assessor.engine.cage import Engine
from mis_assessor.rulebook.workflow import read_workflow
from mis_assessor.services import assess_held, visitors
from mis_assessor.services.books import Books
from mis_assessor.services.desk import Desk
from mis_assessor.services.stores import Store, open_store, upgrade_store
from mis_assessor.services.workshop import Bench
from mis_assessor.store.records import By
from patience import until
from service.postgres import new_database, programs, server
from service.serving import Site, serving

RULES = ROOT / "rules"
NUMBERS = count(1)


@pytest.fixture(autouse=True)
def no_waiting_for_the_disk(monkeypatch: pytest.MonkeyPatch) -> None:
    """Power is not cut in these tests; that files are forced to disk has a test of its own."""
    monkeypatch.setattr(os, "fsync", lambda _: None)


@pytest.fixture(scope="session", autouse=True)
def decided_once() -> Iterator[None]:
    """The evidence that many tests begin with is decided once for all of them.

    That it comes to the same each time has tests of its own, outside the service.
    """
    known: dict[object, assess_held.Written] = {}
    decide = assess_held._written

    def written(bench: Bench, asked: assess_held.Asked) -> assess_held.Written:
        files = tuple(sorted((name, file.sha256()) for name, file in asked.files.items()))
        key = (files, asked.days, bench.books)
        if key not in known:
            known[key] = decide(bench, asked)
        return known[key]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(assess_held, "_written", written)
        yield


@pytest.fixture(scope="session", autouse=True)
def passwords_are_quick() -> Iterator[None]:
    """Every hash takes a fourth of a second and 64 MB as shipped, which has a test of its own."""
    quick = PasswordHash([Argon2Hasher(time_cost=1, memory_cost=64, parallelism=1)])
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(visitors, "_HASH", quick)
        patch.setattr(visitors, "_NOBODY", quick.hash("nobody has this password"))
        yield


@pytest.fixture(scope="session")
def postgres() -> Iterator[str]:
    """A running PostgreSQL server; without one these tests are skipped, and fail in CI."""
    found = programs()
    if found is None:
        if os.environ.get("CI") == "true":
            pytest.fail("no PostgreSQL server: .ci/setup test installs it")
        pytest.skip("no PostgreSQL server on this machine: install Debian's postgresql")
    with server(found) as address:
        yield address


@pytest.fixture(scope="session")
def like(postgres: str, tmp_path_factory: pytest.TempPathFactory) -> str:
    """The name of a database with every table in it, of which others are copies."""
    upgrade_store(tmp_path_factory.mktemp("like"), new_database(postgres, "like"))
    return "like"


@pytest.fixture(params=["sqlite", "postgresql"])
def empty_address(request: pytest.FixtureRequest) -> str:
    """The address of an empty database of each kind; empty for a file."""
    if request.param == "sqlite":
        return ""
    return new_database(request.getfixturevalue("postgres"), f"mis{next(NUMBERS)}")


@pytest.fixture(params=["sqlite", "postgresql"])
def address(request: pytest.FixtureRequest) -> str:
    """The same with every table in it, where it is no file."""
    if request.param == "sqlite":
        return ""
    server, like = request.getfixturevalue("postgres"), request.getfixturevalue("like")
    return new_database(server, f"mis{next(NUMBERS)}", like)


@pytest.fixture
def store(address: str, tmp_path: Path) -> Iterator[Store]:
    """A store that is ready, on each kind of database."""
    upgrade_store(tmp_path / "data", address)
    opened = open_store(tmp_path / "data", address)
    yield opened
    opened.close()


@pytest.fixture(scope="session")
def books() -> Books:
    """The rules that came with the program, read once."""
    return Books(RULES)


@pytest.fixture(scope="session")
def engine() -> Iterator[Engine]:
    """One engine for all tests of a worker."""
    with Engine() as running:
        yield running


@pytest.fixture
def desk(store: Store, books: Books, engine: Engine) -> Desk:
    """A desk at that store."""
    return Desk(store, books, read_workflow(RULES), engine)


@pytest.fixture
def books_desk(books: Books, engine: Engine, tmp_path: Path) -> Iterator[Desk]:
    """A desk at a store in a file, where the kind of database does not matter."""
    upgrade_store(tmp_path / "file")
    opened = open_store(tmp_path / "file")
    yield Desk(opened, books, read_workflow(RULES), engine)
    opened.close()


@pytest.fixture
def postgres_desk(
    postgres: str, like: str, books: Books, engine: Engine, tmp_path: Path
) -> Iterator[Desk]:
    """A desk at a store on PostgreSQL, for what only a queue there does."""
    address = new_database(postgres, f"mis{next(NUMBERS)}", like)
    upgrade_store(tmp_path / "shared", address)
    opened = open_store(tmp_path / "shared", address)
    yield Desk(opened, books, read_workflow(RULES), engine)
    opened.close()


@pytest.fixture
def by() -> By:
    """Somebody on the command line, at a moment that stays."""
    return By("Ada Wren", "command line", datetime(2023, 1, 20, 9, 30, tzinfo=UTC))


@pytest.fixture(scope="session")
def site(books: Books, engine: Engine, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """One server and one database for all tests of a worker."""
    data = tmp_path_factory.mktemp("site")
    upgrade_store(data)
    store = open_store(data)
    with serving(Desk(store, books, read_workflow(RULES), engine)) as running:
        yield running
    store.close()


@pytest.fixture(autouse=True)
def nothing_under_way(request: pytest.FixtureRequest) -> Iterator[None]:
    """No job is left to the next test: it is worked on by a thread of this very process.

    Whatever draws or reads a PDF is made for one thread, and may stand still for ever in two.
    """
    yield
    if "site" in request.fixturenames:
        site: Site = request.getfixturevalue("site")
        until(site.worker.is_idle, "every job that was asked for is over")


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """One browser for all tests of a module."""
    with chromium() as launched:
        yield launched

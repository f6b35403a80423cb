"""The same queries find the same on a real PostgreSQL server."""

import os
import sqlite3
from collections.abc import Iterator
from typing import Any

import pytest

from mis_assessor.recount.evidence import Evidence
from mis_assessor.recount.queries import Queries
from mis_assessor.services.figures_in_sql import queries_behind
from recount.spoilt import position, sound
from service.postgres import new_database, programs, server

psycopg = pytest.importorskip("psycopg")
SAMPLES = (4, -1)
"""Those with the most kinds of questions."""


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    found = programs()
    if found is None:
        if os.environ.get("CI") == "true":
            pytest.fail("There is no PostgreSQL server: install Debian's postgresql.")
        pytest.skip("There is no PostgreSQL server on this machine.")
    with server(found) as running:
        yield running


def copied(evidence: Evidence, connection: Any) -> None:
    """The tables of one sender in PostgreSQL, by the statements that made them in SQLite."""
    made = "SELECT name, sql FROM sqlite_master WHERE type = 'table' ORDER BY rowid"
    for name, statement in evidence.database.execute(made).fetchall():
        connection.execute(statement)
        rows = evidence.database.execute(f'SELECT * FROM "{name}"').fetchall()
        if rows:
            places = ", ".join(["%s"] * len(rows[0]))
            with connection.cursor() as cursor:
                cursor.executemany(f'INSERT INTO "{name}" VALUES ({places})', rows)


def plain(rows: list[tuple[Any, ...]]) -> list[tuple[Any, ...]]:
    """Yes and no as SQLite has them."""
    return [tuple(int(v) if isinstance(v, bool) else v for v in row) for row in rows]


@pytest.mark.parametrize("sample", SAMPLES)
def test_every_figure_is_the_same(address: str, sample: int) -> None:
    cases, queries = position(sound()[sample]).cases, Queries()
    behind = list(queries_behind(cases, queries))
    assert len(behind) > 40
    with psycopg.connect(new_database(address, f"sample{sample % 100}")) as connection:
        sent = sound()[sample]
        assert sent.assessed_as_at is not None
        copied(queries.evidence_of(sent, sent.assessed_as_at), connection)
        for one in {one.query: one for one in behind}.values():
            found = connection.execute(one.query).fetchall()
            assert plain(found) == [tuple(row) for row in one.rows], one


def test_sqlite_is_new_enough() -> None:
    assert sqlite3.sqlite_version_info >= (3, 35)  # for MATERIALIZED

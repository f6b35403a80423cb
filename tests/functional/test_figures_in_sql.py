"""An auditor counts again: the queries that are printed, on the database that was written."""

import csv
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from functional.mis import SAMPLES, mis

SAMPLE = SAMPLES / "one-midwife-short"
CLOSEST = "MIS-Y4-SA8-B"


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> Iterator[sqlite3.Connection]:
    """The database of a submission, opened by nothing of ours."""
    file: Path = tmp_path_factory.mktemp("sqlite") / "figures.db"
    ran = mis("assess", SAMPLE, "--sqlite", file)
    assert ran.code == 1 and f"Wrote {file}" in ran.out
    with closing(sqlite3.connect(f"file:{file}?mode=ro", uri=True)) as database:
        yield database


def printed(text: str) -> Iterator[tuple[str, list[str]]]:
    """Each query that was printed, with the rows printed below it."""
    for block in text.split("\n\n"):
        lines = block.splitlines()
        query = "\n".join(line for line in lines if not line.startswith("--"))
        if query:
            yield query, [line[5:] for line in lines if line.startswith("--   ")]


def test_every_printed_query_finds_again_what_was_printed(written: sqlite3.Connection) -> None:
    ran = mis("explain", SAMPLE, CLOSEST, "--sql")
    assert ran.code == 1
    queries = list(printed(ran.out))
    assert len(queries) > 10
    for query, shown in queries:
        found = written.execute(query.removesuffix(";")).fetchall()
        rows = [" | ".join("" if cell is None else str(cell) for cell in row) for row in found]
        more = [row for row in shown if row.startswith("and ")]
        assert rows[: len(shown) - len(more)] == shown[: len(shown) - len(more)]
        assert more == (
            [f"and {len(rows) - 12} more of {len(rows)} rows"] if len(rows) > 12 else []
        )


def test_each_figure_has_a_view_that_runs(written: sqlite3.Connection) -> None:
    asked = "SELECT view, requirement, counts, answer FROM figure"
    views = written.execute(asked).fetchall()
    assert {name for name, *_ in views} == {
        name for (name,) in written.execute("SELECT name FROM sqlite_master WHERE type = 'view'")
    }
    assert CLOSEST in {requirement for _, requirement, _, _ in views}
    for name, _, counts, answer in views:
        written.execute(f'SELECT * FROM "{name}"').fetchall()
        assert counts and answer


def test_who_counts_by_hand_finds_the_midwife_who_is_missing(written: sqlite3.Connection) -> None:
    people = f'SELECT * FROM "{CLOSEST}, midwives, attendance: each person"'
    told = "SELECT answer FROM figure WHERE requirement = ? AND member = 'midwives'"
    answers = {answer for (answer,) in written.execute(told, (CLOSEST,))}
    in_post = [row for row in written.execute(people) if row[1] == "in post"]
    trained = [row for row in in_post if row[2] == 2]
    assert answers == {f"{len(trained)} of {len(in_post)}"}


@pytest.mark.parametrize("name", ["staff", "training-attendance", "audits"])
def test_every_row_of_a_register_is_there(written: sqlite3.Connection, name: str) -> None:
    with (SAMPLE / "registers" / f"{name}.csv").open(encoding="utf-8-sig", newline="") as stream:
        rows = len(list(csv.DictReader(stream)))
    table = name.replace("-", " ")
    assert written.execute(f'SELECT COUNT(*) FROM "{table}"').fetchone() == (rows,)

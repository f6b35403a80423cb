"""Every figure with the query that counts it, to be run again in any SQL tool."""

import sqlite3
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from mis_assessor.core.deciding.case import Case, Situation
from mis_assessor.core.evidence.answers import Answer, NoAnswer, Tally
from mis_assessor.recount.asked import NotRecounted
from mis_assessor.recount.queries import Queries
from mis_assessor.recount.recount import recount
from mis_assessor.recount.tables import quoted
from mis_assessor.services.assess import Confirmed, Days, position_of
from mis_assessor.services.books import Books
from mis_assessor.services.counted_twice import asked_again
from mis_assessor.services.read_twice import receive_twice
from mis_assessor.services.time_limit import Deadline


@dataclass(frozen=True, slots=True)
class CountedInSql:
    """One query behind one answer, with what it found."""

    requirement: str
    member: str
    reading: str
    evidence: str
    """The answer's name in the rule."""
    what: str
    """What the query counts, in words."""
    query: str
    rows: Sequence[tuple[Any, ...]]
    answer: str
    """What was answered, once all of its queries had been run."""


def queries_behind(
    cases: Sequence[Case], queries: Queries, requirement: str | None = None
) -> Iterator[CountedInSql]:
    """The queries of every answer, or of one requirement's, in the order they are run."""
    for case in cases:
        if requirement in (None, case.rule.requirement.id):
            for part in case.parts:
                for scene in part.scenes:
                    yield from _of_scene(case, part.member, scene, queries)


def _of_scene(
    case: Case, member: str, scene: Situation, queries: Queries
) -> Iterator[CountedInSql]:
    requirement = case.rule.requirement
    if scene.asking is None:
        return
    asked = asked_again(scene.asking, queries)
    for name, question in requirement.evidence.items():
        try:
            answer = told(recount(question, asked, queries))
        except NotRecounted as once:
            answer = f"counted once: {once}"
        for made in queries.made:
            query = made.written_out()
            found = asked.evidence.database.execute(query).fetchall()
            yield CountedInSql(
                *(requirement.id, member, scene.reading.label, name, made.what),
                *(query, found, answer),
            )


def told(answer: Answer) -> str:
    """An answer in figures, short enough for a cell."""
    match answer:
        case Tally():
            open_ = f", {answer.open} open" if answer.open else ""
            unknown = f", {answer.unknown} not known" if answer.unknown else ""
            return f"{answer.done} of {answer.total}{open_}{unknown}"
        case NoAnswer():
            return f"no figure: {answer.why}"
        case _:
            return type(answer).__name__.lower()


SHOWN = 12
"""So many rows of what a query finds are shown."""


def figure_lines(path: Path, rules: Path, days: Days, requirement: str) -> Iterator[str]:
    """The queries behind a requirement's figures, each with what it finds, as SQL to be run.

    They run on the database that ``mis assess --sqlite`` writes.
    """
    books = Books(rules)
    position = position_of(receive_twice(path, books.tables), books, days, None, Deadline())
    about = ""
    for one in queries_behind(position.cases, Queries(to_be_shown=True), requirement):
        heading = ", ".join(filter(None, (one.member, one.reading, one.evidence)))
        if heading != about:
            about = heading
            yield f"-- {heading}: {one.answer}"
        yield f"-- {one.what}"
        yield f"{one.query};"
        for row in one.rows[:SHOWN]:
            yield "--   " + " | ".join(map(_cell, row))
        if len(one.rows) > SHOWN:
            yield f"--   and {len(one.rows) - SHOWN} more of {len(one.rows)} rows"
        yield ""


def _cell(value: object) -> str:
    return "" if value is None else str(value)


def figures_database(
    path: Path, rules: Path, days: Days, confirmed: Confirmed | None = None
) -> bytes:
    """A SQLite database of a submission's rows, with one view for each figure.

    The table ``figure`` names each view, the requirement and the answer it belongs to. Days
    are numbers; the table ``calendar`` has each written out.
    """
    books = Books(rules)
    received = receive_twice(path, books.tables)
    position = position_of(received, books, days, confirmed, Deadline())
    queries = Queries(to_be_shown=True)
    counted = list(queries_behind(position.cases, queries))
    database = queries.evidence_of(position.submission, position.on).database
    database.execute(
        "CREATE TABLE figure (view TEXT PRIMARY KEY, requirement TEXT, member TEXT, "
        "reading TEXT, evidence TEXT, counts TEXT, answer TEXT)"
    )
    views: dict[str, int] = {}
    seen: set[tuple[str, str, str, str]] = set()
    for one in counted:
        key = (one.requirement, one.member, one.evidence, one.query)
        if key in seen:
            continue
        seen.add(key)
        named = filter(None, (one.requirement, one.member, one.evidence))
        base = f"{', '.join(named)}: {one.what}"
        views[base] = views.get(base, 0) + 1
        view = base if views[base] == 1 else f"{base} ({views[base]})"
        database.execute(f"CREATE VIEW {quoted(view)} AS {one.query}")
        database.execute(
            "INSERT INTO figure VALUES (?, ?, ?, ?, ?, ?, ?)",
            (view, one.requirement, one.member, one.reading, one.evidence, one.what, one.answer),
        )
    return _bytes(database)


def _bytes(database: sqlite3.Connection) -> bytes:
    """The database as the bytes of its file, the same for the same rows."""
    database.execute("VACUUM")
    return database.serialize()

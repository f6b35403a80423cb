"""How each verdict of a kept assessment came to be, and who owes what: worked out once.

What is told stands beside the assessment it is of, and is never told of another.
"""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from itertools import groupby
from typing import Any

from pydantic import TypeAdapter

from mis_assessor.core.ahead.owed import Owed, owed
from mis_assessor.core.assessment.canonical import as_json
from mis_assessor.intake.read import Received
from mis_assessor.reading import limits
from mis_assessor.recount.queries import Queries
from mis_assessor.reports.story import story
from mis_assessor.services.assess import position_of
from mis_assessor.services.assess_held import Asked, assessed_again, made_once
from mis_assessor.services.chase import Chase, Owners, chase_of, owners_in
from mis_assessor.services.desk import Desk
from mis_assessor.services.explain import Assessed
from mis_assessor.services.figures_in_sql import SHOWN, CountedInSql, queries_behind
from mis_assessor.services.held import files_of, standing
from mis_assessor.services.read_twice import received_twice
from mis_assessor.services.time_limit import Deadline
from mis_assessor.services.workshop import Bench
from mis_assessor.store.records import By, Kept

EXPLANATIONS, OWED = "explanations", "what is owed"
OWNERS = "files/owners.csv"
"""Who looks after what, where a trust sends a table of it."""


def explained(desk: Desk, kept: Kept, requirement: str, by: By) -> Mapping[str, Any] | None:
    """The story of one requirement and the queries behind its figures; None where it is not asked.

    Raises EngineFault where the rules are not those of the assessment any more.
    """

    every = json.loads(
        made_once(desk, kept.submission, kept.digest, EXPLANATIONS, _explanations, by)
    )
    found: Mapping[str, Any] | None = every.get(requirement)
    return found


def _explanations(bench: Bench, asked: Asked) -> bytes:
    received = received_twice(asked.files, bench.books.tables)
    assessed = _again(bench, asked, received)
    position = position_of(received, bench.books, asked.days, asked.confirmed, Deadline())
    rules = {rule.requirement.id: rule for rule in assessed.rulebook.rules}
    counted = {
        name: tuple(_figures(found))
        for name, found in groupby(
            queries_behind(position.cases, Queries()), lambda one: one.requirement
        )
    }
    told = {
        finding.id: {
            "story": story(assessed.assessment, finding, rules[finding.id]),
            "figures": counted.get(finding.id, ()),
        }
        for finding in assessed.assessment.findings
    }
    return as_json(told)


@dataclass(frozen=True, slots=True)
class Figure:
    """One answer, and every query that was run for it."""

    about: str
    answer: str
    queries: tuple["Query", ...]


@dataclass(frozen=True, slots=True)
class Query:
    """One query with the first of what it finds, every cell as text."""

    what: str
    sql: str
    rows: tuple[tuple[str, ...], ...]
    more: int
    """So many rows are not shown."""


def _figures(found: Iterator[CountedInSql]) -> Iterator[Figure]:
    about = groupby(found, lambda one: (one.member, one.reading, one.evidence, one.answer))
    for (*names, answer), queries in about:
        yield Figure(", ".join(filter(None, names)), answer, tuple(map(_query, queries)))


def _query(one: CountedInSql) -> Query:
    rows = tuple(tuple(_cell(cell) for cell in row) for row in one.rows[:SHOWN])
    return Query(one.what, one.query, rows, max(len(one.rows) - SHOWN, 0))


def _cell(value: object) -> str:
    return "" if value is None else str(value)


def _again(bench: Bench, asked: Asked, received: Received) -> Assessed:
    again = assessed_again(bench, asked, received)
    return Assessed(again, bench.books.year(again.scheme_year))


def _owed(bench: Bench, asked: Asked) -> bytes:
    assessed = _again(bench, asked, received_twice(asked.files, bench.books.tables))
    return as_json(owed(assessed.assessment, assessed.rulebook))


def owed_of(desk: Desk, kept: Kept, by: By) -> Chase:
    """Who owes what of an assessment by when, each with its owner.

    Owners stand in a table that is sent as a file of evidence. Raises EvidenceUnreadable where
    it cannot be read, and EngineFault where the rules have changed.
    """

    found = made_once(desk, kept.submission, kept.digest, OWED, _owed, by)
    it = standing(desk.store, kept.submission)
    owners = owners_held(desk, kept.submission)
    items = _reader().validate_json(found)
    return chase_of(f"{it.trust_name} ({it.trust})", date.fromisoformat(kept.on), items, owners)


def owners_held(desk: Desk, submission: str) -> Owners:
    """Who looks after what, as the submission has it; nobody where it says nothing."""
    files = files_of(desk.store, submission)
    if OWNERS not in files:
        return {}
    return owners_in(OWNERS, files[OWNERS].content(limits.MANIFEST_BYTES))


@cache
def _reader() -> TypeAdapter[tuple[Owed, ...]]:
    return TypeAdapter(tuple[Owed, ...])

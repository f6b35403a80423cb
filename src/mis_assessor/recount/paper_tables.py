"""Documents with what was done with them, statements, arrangements and posts, as tables."""

import sqlite3
from collections.abc import Mapping, Sequence
from datetime import date, datetime

from mis_assessor.core.evidence.references import folded
from mis_assessor.core.evidence.submission import Statement, Submission
from mis_assessor.core.rules.quantities import Share, read_quantity
from mis_assessor.recount.tables import Stored, insert

PAPERS: Mapping[str, Mapping[str, str]] = {
    "document": {
        **{"place": "INTEGER PRIMARY KEY", "id": "TEXT", "id =": "TEXT", "kind =": "TEXT"},
        **{"title": "TEXT", "dated": "INTEGER", "covers_from": "INTEGER"},
        **{"covers_to": "INTEGER", "in_force_from": "INTEGER", "in_force_to": "INTEGER"},
        **{"expires_on": "INTEGER", "promised_by": "INTEGER", "written_by": "TEXT"},
        **{"writer =": "TEXT", "checked_by": "TEXT", "checker =": "TEXT"},
        **{"checked_on": "INTEGER", "of_the_system": "INTEGER"},
        **{"promised_part": "BIGINT", "promised_whole": "BIGINT"},
    },
    "document_about": {"place": "INTEGER", "about =": "TEXT"},
    "document_event": {"place": "INTEGER", "event": "TEXT", "by =": "TEXT", "on": "INTEGER"},
    "document_item": {
        **{"place": "INTEGER", "item =": "TEXT", "found": "TEXT", "who": "TEXT"},
        **{"looked_on": "INTEGER"},
    },
    "document_progress": {"place": "INTEGER", "reported_on": "INTEGER"},
    "statement": {
        **{"statement =": "TEXT", "who": "TEXT", "said_on": "INTEGER", "kind": "TEXT"},
        **{"day": "INTEGER", "second": "BIGINT", "yes": "INTEGER", "written": "TEXT"},
    },
    "arrangement": {
        **{"arrangement =": "TEXT", "organisation =": "TEXT", "in_place": "INTEGER"},
        **{"since": "INTEGER", "until": "INTEGER", "evidence =": "TEXT"},
    },
    "post": {
        **{"post =": "TEXT", "organisation =": "TEXT", "person": "TEXT", "person =": "TEXT"},
        **{"held_from": "INTEGER", "held_to": "INTEGER"},
    },
}
"""Each table and its columns with their types."""
OF_A_DOCUMENT = ("document_about", "document_event", "document_item", "document_progress")
"""Those whose rows are looked up by the place of a document."""


def _number(day: date | None) -> int | None:
    return None if day is None else day.toordinal()


def _person(written: str) -> str:
    """A person's name without the role behind it, as it is compared."""
    return folded(written.split(",")[0])


def write_papers(database: sqlite3.Connection, sent: Submission) -> None:
    """Writes documents with what was done with them, statements, arrangements and posts."""
    for (name, columns), rows in zip(PAPERS.items(), _rows_of(sent), strict=True):
        insert(database, name, columns, rows)


def _rows_of(sent: Submission) -> tuple[Sequence[tuple[Stored, ...]], ...]:
    """The rows of each table, in the order of the tables."""
    documents: list[tuple[Stored, ...]] = []
    about, events, items, progress = [], [], [], []
    for place, d in enumerate(sent.documents):
        documents.append(
            (
                *(place, d.id, folded(d.id), folded(d.kind), d.title, _number(d.dated)),
                *map(_number, (d.covers_from, d.covers_to, d.in_force_from, d.in_force_to)),
                *map(_number, (d.expires_on, d.promised_by)),
                *(d.written_by, _person(d.written_by), d.checked_by, _person(d.checked_by)),
                *(_number(d.checked_on), int(d.of_the_system), *_promised(d.promised_number)),
            )
        )
        about += [(place, folded(one)) for one in d.about]
        events += [(place, e.event, folded(e.by), e.on.toordinal()) for e in d.events]
        items += [
            (place, folded(i.item), i.found, i.who_looked, _number(i.looked_on)) for i in d.contents
        ]
        progress += [(place, day.toordinal()) for day in d.progress_reported_on]
    arrangements = [
        (
            *(folded(a.arrangement), folded(a.organisation)),
            None if a.in_place is None else int(a.in_place),
            *(_number(a.since), _number(a.until), folded(a.evidence)),
        )
        for a in sent.arrangements
    ]
    posts = [
        (
            *(folded(p.post), folded(p.organisation), p.person, folded(p.person)),
            *(_number(p.held_from), _number(p.held_to)),
        )
        for p in sent.posts
    ]
    said = [_said(name, s) for name, s in sent.statements.items()]
    return documents, about, events, items, progress, said, arrangements, posts


def _promised(written: str) -> tuple[int | None, int | None]:
    """The share that a document promises, as so much of so much; blank where it is none."""
    try:
        share = read_quantity(written) if written else None
    except ValueError:
        return None, None
    if not isinstance(share, Share):
        return None, None
    return share.of_one.numerator, share.of_one.denominator


def _said(name: str, said: Statement) -> tuple[Stored, ...]:
    answer = said.answer
    yes = day = second = written = None
    if isinstance(answer, bool):
        kind, yes = "yes or no", int(answer)
    elif isinstance(answer, datetime):
        kind, day, second = "moment", answer.date().toordinal(), int(answer.timestamp())
    elif isinstance(answer, date):
        kind, day = "day", answer.toordinal()
    else:
        kind, written = "other", str(answer)
    return folded(name), said.who, said.said_on.toordinal(), kind, day, second, yes, written

"""Documents with what was done with them, statements, arrangements and posts, as tables."""

import sqlite3
from datetime import date, datetime
from typing import Any

from mis_assessor.core.evidence.references import folded
from mis_assessor.core.evidence.submission import Statement, Submission
from mis_assessor.recount.tables import insert

_DOCUMENTS = (
    'CREATE TABLE document (place INTEGER PRIMARY KEY, id TEXT, "id =" TEXT, "kind =" TEXT, '
    "title TEXT, dated INTEGER, covers_from INTEGER, covers_to INTEGER, in_force_from INTEGER, "
    "in_force_to INTEGER, expires_on INTEGER, promised_by INTEGER, written_by TEXT, "
    '"writer =" TEXT, checked_by TEXT, "checker =" TEXT, checked_on INTEGER, '
    "of_the_system INTEGER)",
    'CREATE TABLE document_about (place INTEGER, "about =" TEXT)',
    'CREATE TABLE document_event (place INTEGER, event TEXT, "by =" TEXT, "on" INTEGER)',
    'CREATE TABLE document_item (place INTEGER, "item =" TEXT, found TEXT, who TEXT, '
    "looked_on INTEGER)",
    "CREATE TABLE document_progress (place INTEGER, reported_on INTEGER)",
    'CREATE TABLE statement ("statement =" TEXT, who TEXT, said_on INTEGER, kind TEXT, '
    "day INTEGER, second BIGINT, yes INTEGER, written TEXT)",
    'CREATE TABLE arrangement ("arrangement =" TEXT, "organisation =" TEXT, '
    'in_place INTEGER, since INTEGER, until INTEGER, "evidence =" TEXT)',
    'CREATE TABLE post ("post =" TEXT, "organisation =" TEXT, person TEXT, '
    '"person =" TEXT, held_from INTEGER, held_to INTEGER)',
)


def _number(day: date | None) -> int | None:
    return None if day is None else day.toordinal()


def _person(written: str) -> str:
    """A person's name without the role behind it, as it is compared."""
    return folded(written.split(",")[0])


def write_papers(database: sqlite3.Connection, sent: Submission) -> None:
    """Writes documents with what was done with them, statements, arrangements and posts."""
    for statement in _DOCUMENTS:
        database.execute(statement)
    documents, about, events, items, progress = [], [], [], [], []
    for place, d in enumerate(sent.documents):
        documents.append(
            (
                *(place, d.id, folded(d.id), folded(d.kind), d.title, _number(d.dated)),
                *map(_number, (d.covers_from, d.covers_to, d.in_force_from, d.in_force_to)),
                *map(_number, (d.expires_on, d.promised_by)),
                *(d.written_by, _person(d.written_by), d.checked_by, _person(d.checked_by)),
                *(_number(d.checked_on), int(d.of_the_system)),
            )
        )
        about += [(place, folded(one)) for one in d.about]
        events += [(place, e.event, folded(e.by), e.on.toordinal()) for e in d.events]
        items += [
            (place, folded(i.item), i.found, i.who_looked, _number(i.looked_on)) for i in d.contents
        ]
        progress += [(place, day.toordinal()) for day in d.progress_reported_on]
    insert(database, "document", 18, documents)
    insert(database, "document_about", 2, about)
    insert(database, "document_event", 4, events)
    insert(database, "document_item", 5, items)
    insert(database, "document_progress", 2, progress)
    insert(database, "statement", 8, [_said(name, s) for name, s in sent.statements.items()])
    insert(
        database,
        "arrangement",
        6,
        [
            (
                *(folded(a.arrangement), folded(a.organisation)),
                None if a.in_place is None else int(a.in_place),
                *(_number(a.since), _number(a.until), folded(a.evidence)),
            )
            for a in sent.arrangements
        ],
    )
    insert(
        database,
        "post",
        6,
        [
            (
                *(folded(p.post), folded(p.organisation), p.person, folded(p.person)),
                *(_number(p.held_from), _number(p.held_to)),
            )
            for p in sent.posts
        ],
    )
    for table in ("document_about", "document_event", "document_item", "document_progress"):
        database.execute(f"CREATE INDEX {table}_place ON {table} (place)")


def _said(name: str, said: Statement) -> tuple[Any, ...]:
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

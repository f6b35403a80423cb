"""Programs tick documents on the checklist: what is asked for, and what is said of each."""

from collections.abc import Mapping
from datetime import date
from typing import Annotated

from fastapi import Path
from pydantic import BaseModel, Field

from mis_assessor.core.errors import NotAllowed, Problem
from mis_assessor.importing.folder import Row, folder_of
from mis_assessor.services.checklist import (
    Entry,
    Paper,
    checklist_of,
    paper_changes,
    paper_of,
)
from mis_assessor.services.held import ChangedMeanwhile, NotThere, files_of
from mis_assessor.web.api import sent, shapes
from mis_assessor.web.api.entrance import OfSubmission
from mis_assessor.web.api.evidence import keep
from mis_assessor.web.ask import Ask

TRIES = 3
ROW = ("kind", *sent.OF_A_DOCUMENT)


class Act(BaseModel):
    """Something that was done with a document."""

    event: str
    by: str
    on: str = ""
    minute: str = ""


class Found(BaseModel):
    """What somebody looked for in a document."""

    item: str
    found: str = ""
    page: str = ""
    who_looked: str = ""
    when: str = ""


class Document(BaseModel):
    """What a submission says of one document."""

    id: str
    says: dict[str, str] = Field(description="Its line in the list of documents, by heading.")
    acts: list[Act]
    found: list[Found]
    seen: str = Field(description="Of all of it: send it with a change. Empty before the first.")


class Asked(BaseModel):
    """A document that the year asks for, and what is still to be ticked of it."""

    action: int = Field(description="The safety action that asks for it; 0 for the conditions.")
    kind: str
    about: list[str]
    requirements: list[str]
    only_instead: bool = Field(description="Whether only where the standard itself is missed.")
    acts: list[Act] = Field(description="What has to be done with it, and by whom.")
    items: list[str] = Field(description="What has to be found in it.")
    document: Document
    lacks: list[str]


class Checklist(BaseModel):
    """The documents that a year asks for, and those that nothing asks for."""

    asked: list[Asked]
    others: list[Document]


def _told(paper: Paper) -> Document:
    says = {heading: text for heading, text in paper.row.items() if text and heading != "id"}
    return Document(
        id=paper.id,
        says=says,
        acts=[Act(**_only(row, Act)) for row in paper.events],
        found=[Found(**_only(row, Found)) for row in paper.contents],
        seen=paper.seen,
    )


def _only(row: Row, shape: type[BaseModel]) -> dict[str, str]:
    return {name: row.get(name.replace("_", " "), "") for name in shape.model_fields}


def _asked(action: int, entry: Entry) -> Asked:
    asked = entry.asked
    return Asked(
        action=action,
        kind=asked.kind,
        about=list(asked.about),
        requirements=list(asked.requirements),
        only_instead=entry.only_instead,
        acts=[Act(event=event, by=by) for event, by in asked.acts],
        items=list(asked.items),
        document=_told(entry.paper),
        lacks=list(entry.lacks),
    )


def read_checklist(ask: OfSubmission) -> Checklist:
    """Every document that the year asks for, with what is said of it and what it lacks."""
    tables = ask.desk.books.tables
    folder = folder_of(files_of(ask.desk.store, ask.submission.id), tables)
    found = checklist_of(folder, ask.desk.books.year(ask.submission.scheme_year))
    return Checklist(
        asked=[_asked(number, one) for number, its in found.entries.items() for one in its],
        others=[_told(paper) for paper in found.others],
    )


Name = Annotated[str, Path(max_length=80, description="Its id in the list of documents.")]


def read_document(ask: OfSubmission, entry: Name) -> Document:
    """What a submission says of one document."""
    files = files_of(ask.desk.store, ask.submission.id)
    paper = paper_of(folder_of(files, ask.desk.books.tables), entry)
    if not paper.row:
        raise NotThere("There is no such document in the list of documents.")
    return _told(paper)


def tick_document(ask: OfSubmission, entry: Name, told: sent.Document) -> shapes.Arrival:
    """Says of one document what it is, who checked it, what was done with it, what is in it."""
    _refuse(told)
    return _kept(ask, entry, told, told.seen)


def take_document_off(ask: OfSubmission, entry: Name, told: sent.Seen) -> shapes.Arrival:
    """Takes one document off the list, with what was done with it and found in it."""
    return _kept(ask, entry, None, told.seen)


def _refuse(told: sent.Document) -> None:
    """Raises NotAllowed with everything that the page would not take either."""
    found = []
    if bool(told.checked_by) != (told.checked_on is not None):
        found.append(Problem("checked_by", "say who checked it and on which day, or neither."))
    if not (told.title or told.dated or told.checked_by):
        found.append(Problem("title", "send its title, the day it bears, or who checked it."))
    if found:
        raise NotAllowed(found)


def _kept(ask: Ask, document: str, told: sent.Document | None, seen: str) -> shapes.Arrival:
    tables = ask.desk.books.tables
    for attempt in range(TRIES):
        files = files_of(ask.desk.store, ask.submission.id)
        stands = paper_of(folder_of(files, tables), document)
        said = None if told is None else _paper(document, told, stands)
        try:
            return keep(ask, paper_changes(files, tables, document, said, seen))
        except ChangedMeanwhile:
            if attempt == TRIES - 1:
                raise
    raise NotAllowed("Too many people are changing this at once. Try again in a minute.")


def _paper(document: str, told: sent.Document, stands: Paper) -> Paper:
    """A document as it is said now; columns that nothing here names stay."""
    mine = {name.replace("_", " "): _text(getattr(told, name)) for name in ROW}
    rest = {heading: text for heading, text in stands.row.items() if heading not in mine}
    events = [{"document": document, **_row(one, sent.ActDone)} for one in told.acts]
    contents = [{"document": document, **_row(one, sent.ItemFound)} for one in told.found]
    row = {**rest, "id": document, **mine}
    return Paper(_filled(row), tuple(map(_filled, events)), tuple(map(_filled, contents)))


def _row(told: BaseModel, shape: type[BaseModel]) -> dict[str, str]:
    return {name.replace("_", " "): _text(getattr(told, name)) for name in shape.model_fields}


def _text(value: str | date | None) -> str:
    return "" if value is None else str(value)


def _filled(row: Mapping[str, str]) -> Row:
    return {heading: text for heading, text in row.items() if text}

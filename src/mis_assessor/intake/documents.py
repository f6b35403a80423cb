"""Joins each document with what was done with it and what was found in it.

Cells of a list, taken out as the type their column has.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from mis_assessor.core.errors import EvidenceUnreadable, Problem
from mis_assessor.core.evidence.references import folded
from mis_assessor.core.evidence.submission import ContentItem, Document, DocumentEvent, RegisterRow
from mis_assessor.intake.named_files import NamedFiles
from mis_assessor.reading.problems import did_you_mean, quoted


def text(row: RegisterRow, column: str) -> str:
    """The text in a column; blank is the empty text."""
    cell = row.cells.get(column, "")
    return cell if isinstance(cell, str) else ""


def day(row: RegisterRow, column: str) -> date | None:
    """The day in a column, or None when it is blank."""
    return row.day(column)


def needed_day(row: RegisterRow, column: str) -> date:
    """The day in a column that every row must fill in."""
    found = row.day(column)
    if found is None:
        raise LookupError(column)
    return found


def words(row: RegisterRow, column: str) -> tuple[str, ...]:
    """The list in a column; blank is the empty list."""
    cell = row.cells.get(column, ())
    return cell if isinstance(cell, tuple) else ()


Placed = tuple[str, Sequence[RegisterRow]]
"""Where a list stands, and its rows."""


def unknown_documents(listed: Placed, column: str, ids: Iterable[str]) -> Iterator[Problem]:
    """Rows of a list that name a document that is not in documents.csv."""
    place, rows = listed
    known = {folded(one): one for one in ids}
    for row in rows:
        if (named := text(row, column)) and folded(named) not in known:
            yield Problem(
                f"{place}, row {row.number}, column {quoted(column)}",
                f"{quoted(named)} is not the id of a document in documents.csv."
                f"{did_you_mean(named, known.values())}",
            )


def join_documents(
    listed: Placed, events: Placed, contents: Placed, files: NamedFiles
) -> tuple[Document, ...]:
    """Every document, with its events and contents; files sent along are compared.

    Raises EvidenceUnreadable for an unknown document, or a file that has changed.
    """
    place, rows = listed
    ids = [text(row, "id") for row in rows]
    problems = [
        *unknown_documents(events, "document", ids),
        *unknown_documents(contents, "document", ids),
        *contradicting(contents),
        *files.changed(place, rows),
    ]
    if problems:
        raise EvidenceUnreadable(problems)
    done: dict[str, list[DocumentEvent]] = defaultdict(list)
    for row in events[1]:
        done[folded(text(row, "document"))].append(_event(row))
    found: dict[str, list[ContentItem]] = defaultdict(list)
    for row in contents[1]:
        if text(row, "found"):
            found[folded(text(row, "document"))].append(_content(row))
    keys = [folded(one) for one in ids]
    return tuple(
        _document(row, done[key], found[key], files) for row, key in zip(rows, keys, strict=True)
    )


def contradicting(contents: Placed) -> Iterator[Problem]:
    """Rows that say of one item of one document that it is there, and that it is not."""
    place, rows = contents
    first: dict[tuple[str, str], RegisterRow] = {}
    for row in rows:
        if not (found := text(row, "found")):
            continue
        key = folded(text(row, "document")), folded(text(row, "item"))
        earlier = first.setdefault(key, row)
        if (found == "no") != (text(earlier, "found") == "no"):
            yield Problem(
                f"{place}, row {row.number}",
                f"says {quoted(found)} of {quoted(text(row, 'item'))}, and row {earlier.number} "
                f"says {quoted(text(earlier, 'found'))} of the same document. Settle it, and keep "
                "the row that is right.",
            )


def _event(row: RegisterRow) -> DocumentEvent:
    return DocumentEvent(
        text(row, "event"), text(row, "by"), needed_day(row, "on"), text(row, "minute")
    )


def _content(row: RegisterRow) -> ContentItem:
    return ContentItem(
        text(row, "item"),
        text(row, "found"),
        text(row, "page"),
        text(row, "who looked"),
        day(row, "when"),
    )


def _document(
    row: RegisterRow,
    events: Iterable[DocumentEvent],
    contents: Iterable[ContentItem],
    files: NamedFiles,
) -> Document:
    file = text(row, "file")
    return Document(
        id=text(row, "id"),
        kind=text(row, "kind"),
        title=text(row, "title"),
        dated=day(row, "dated"),
        covers_from=day(row, "covers from"),
        covers_to=day(row, "covers to"),
        in_force_from=day(row, "in force from"),
        in_force_to=day(row, "in force to"),
        expires_on=day(row, "expires on"),
        about=words(row, "about"),
        promised_number=text(row, "promised number"),
        promised_by=day(row, "promised by"),
        progress_reported_on=tuple(
            date.fromisoformat(written) for written in words(row, "progress reported on")
        ),
        written_by=text(row, "written by"),
        checked_by=text(row, "checked by"),
        checked_on=day(row, "checked on"),
        file=file,
        sha256=text(row, "sha256") or (files.fingerprint(file) if file else None) or "",
        events=tuple(events),
        contents=tuple(contents),
    )

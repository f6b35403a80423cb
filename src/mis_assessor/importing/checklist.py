"""A checklist of documents: a line for each document, each act on it and each item in it.

The lines of one block fill the list of documents, what was done with them and what was found
in them at once; whatever does not fit a block stands in those lists themselves.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from mis_assessor.core.wording import act
from mis_assessor.importing.asked import AskedDocument
from mis_assessor.importing.folder import Row, Table
from mis_assessor.intake.registers import CONTENTS, DOCUMENTS, EVENTS

DOCUMENT_LINE, ITEM_LINE = "document", "item to look for"
ELSEWHERE = ("register", "statement")
"""Lines that only say on which other sheet something is filled in."""

OF_DOCUMENTS: Mapping[str, str] = {
    "document id": "id",
    "day": "dated",
    "who": "checked by",
    "title": "title",
    "checked on": "checked on",
    "covers from": "covers from",
    "covers to": "covers to",
    "in force from": "in force from",
    "in force to": "in force to",
    "written by": "written by",
    "promised number": "promised number",
    "promised by": "promised by",
    "progress reported on": "progress reported on",
    "expires on": "expires on",
    "about": "about",
    "file": "file",
    "sha256": "sha256",
}
OF_EVENTS: Mapping[str, str] = {"day": "on", "page or minute": "minute"}
OF_ITEMS: Mapping[str, str] = {
    "day": "when",
    "found": "found",
    "page or minute": "page",
    "who": "who looked",
}
"""Heading of a checklist → the column it fills, by what a line is about."""
OPEN_TO: Mapping[str, Mapping[str, str]] = {
    "document": OF_DOCUMENTS,
    "act": OF_EVENTS,
    "item": OF_ITEMS,
    "elsewhere": {},
}
TABLE_OF: Mapping[str, tuple[str, Mapping[str, str]]] = {
    "document": (DOCUMENTS, OF_DOCUMENTS),
    "act": (EVENTS, OF_EVENTS),
    "item": (CONTENTS, OF_ITEMS),
}
LOCKED = ("requirement", "no.", "what", "asked for", "by when")
OPEN = ("document id", "day", "found", "page or minute", "who", *tuple(OF_DOCUMENTS)[3:])
HEADINGS = (*LOCKED, *OPEN)
_PREFILLED = ("document id", "about")


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a checklist: what is asked, and what was written beside it."""

    about: str
    """``document``, ``act``, ``item``, or ``elsewhere``."""
    locked: tuple[str, ...]
    cells: Row = field(default_factory=dict)
    """What stands under the open headings."""


@dataclass(frozen=True, slots=True)
class Laid:
    """The documents of a folder on checklists, and what fits none."""

    checklists: Mapping[int, tuple[Line, ...]]
    """By safety action; 0 are the conditions of the scheme."""
    rest: Mapping[str, tuple[Row, ...]]
    """Rows of the three lists that stand in no block."""


def act_label(verb: str) -> str:
    """An act as a checklist names it: “received by”."""
    return act(verb, "").strip()


def laid_out(asked: Sequence[AskedDocument], tables: Mapping[str, Table]) -> Laid:
    """Every document asked for as a block of lines, filled with those that were sent."""
    events, contents = _by_document(tables, EVENTS), _by_document(tables, CONTENTS)
    sent, rest = _placed(asked, _rows(tables, DOCUMENTS), {*events, *contents})
    ids = {row.get("id", "") for row in _rows(tables, DOCUMENTS)}
    lines: dict[int, list[Line]] = defaultdict(list)
    for number, one in enumerate(asked):
        blocks: list[Row] = list(sent.get(number, ()))
        blocks += [{}] * max(one.copies - len(blocks), 1 if one.copies > 1 else 0)
        for copy, document in enumerate(blocks or [{}], start=1):
            cells = dict(document) or _prefilled(one, copy, ids)
            mine = document.get("id", "")
            lines[one.home] += _block(one, copy, cells, events.get(mine), contents.get(mine))
    left_events = (row for rows in events.values() for row in rows)
    left_contents = (row for rows in contents.values() for row in rows)
    left = {DOCUMENTS: rest, EVENTS: tuple(left_events), CONTENTS: tuple(left_contents)}
    return Laid({action: tuple(found) for action, found in lines.items()}, left)


def _rows(tables: Mapping[str, Table], name: str) -> tuple[Row, ...]:
    return tables[name].rows if name in tables else ()


def _by_document(tables: Mapping[str, Table], name: str) -> dict[str, list[Row]]:
    found: dict[str, list[Row]] = defaultdict(list)
    for row in _rows(tables, name):
        found[row.get("document", "")].append(row)
    return found


def _placed(
    asked: Sequence[AskedDocument], documents: Iterable[Row], spoken_of: set[str]
) -> tuple[Mapping[int, list[Row]], tuple[Row, ...]]:
    """Each document at what asks for it by its kind, most closely; the others beside.

    So does one of which nothing is known: its block could not be told from an empty one.
    """
    placed: dict[int, list[Row]] = defaultdict(list)
    rest: list[Row] = []
    for row in documents:
        about = [part.strip() for part in row.get("about", "").split(";")]
        fits = [
            number
            for number, one in enumerate(asked)
            if one.kind == row["kind"] and one.serves(row["kind"], about)
        ]
        if fits and (row.keys() - {"id", "kind", "about"} or row.get("id") in spoken_of):
            placed[max(fits, key=lambda n: len(asked[n].about))].append(row)
        else:
            rest.append(row)
    return placed, tuple(rest)


def _prefilled(one: AskedDocument, copy: int, ids: set[str]) -> Row:
    """A short name of its own for a document that is still to come."""
    stem = "-".join(one.requirements[0].split("-")[1:])
    number = copy
    while (name := f"{stem}-{number}") in ids:
        number += 1
    ids.add(name)
    about = {"about": "; ".join(one.about)} if one.about else {}
    return {"id": name, **about}


def _block(
    one: AskedDocument,
    copy: int,
    document: Row,
    events: list[Row] | None,
    contents: list[Row] | None,
) -> Iterator[Line]:
    ids, when = ", ".join(one.requirements), "; ".join(one.when)
    to_checklist = {column: heading for heading, column in OF_DOCUMENTS.items()}
    cells = {to_checklist[column]: text for column, text in document.items() if column != "kind"}
    yield Line("document", (ids, str(copy), DOCUMENT_LINE, one.kind, when), cells)
    wanted = dict(one.acts_when)
    for verb, body in one.acts:
        found = _taken(events, {"event": verb, "by": body})
        label = (ids, str(copy), act_label(verb), body, wanted.get(act(verb, body), ""))
        yield Line("act", label, {h: found[c] for h, c in OF_EVENTS.items() if c in found})
    for item in one.items:
        found = _taken(contents, {"item": item})
        label = (ids, str(copy), ITEM_LINE, item, "")
        yield Line("item", label, {h: found[c] for h, c in OF_ITEMS.items() if c in found})


def _taken(rows: list[Row] | None, wanted: Row) -> Row:
    """The first row that says what is wanted, taken out of the rest; nothing where none does."""
    for number, row in enumerate(rows or ()):
        if rows is not None and all(row.get(column) == text for column, text in wanted.items()):
            return rows.pop(number)
    return {}


def is_filled(lines: Iterable[Line]) -> bool:
    """Whether anything was written into a block beside what stood there from the start."""
    return any(
        text
        for line in lines
        for heading, text in line.cells.items()
        if not (line.about == "document" and heading in _PREFILLED)
    )

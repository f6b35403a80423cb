"""The checklist of documents: what a year asks for, what is there, and one document ticked.

Two people may tick two documents at once; of one document the second is shown both.
"""

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from mis_assessor.core.errors import NotAllowed
from mis_assessor.core.evidence.references import folded
from mis_assessor.core.rules.rulebook import Rulebook
from mis_assessor.importing.asked import INSTEAD, AskedDocument, documents_asked
from mis_assessor.importing.checklist import Line, act_label, laid_out
from mis_assessor.importing.folder import Folder, Row, Table, as_table, csv_name, folder_of
from mis_assessor.intake.files import Files
from mis_assessor.intake.registers import CONTENTS, DOCUMENTS, EVENTS, Tables
from mis_assessor.services.evidence_edits import fingerprint_in
from mis_assessor.store.records import Change

TABLES = {DOCUMENTS: "id", EVENTS: "document", CONTENTS: "document"}
"""The three lists that speak of a document, and the column that names it."""


@dataclass(frozen=True, slots=True)
class Paper:
    """Everything that a submission says of one document."""

    row: Row
    events: tuple[Row, ...] = ()
    contents: tuple[Row, ...] = ()

    @property
    def id(self) -> str:
        """Its short name."""
        return self.row.get("id", "")

    @property
    def seen(self) -> str:
        """The fingerprint of all of it, as somebody looks at it; empty where there is nothing."""
        if not (self.row.keys() - {"id", "kind", "about"} or self.events or self.contents):
            return ""
        told = [_said(row) for row in (self.row, *self.events, *self.contents)]
        return hashlib.sha256(json.dumps(told).encode()).hexdigest()


def _said(row: Row) -> list[tuple[str, str]]:
    return sorted((heading, text) for heading, text in row.items() if text)


@dataclass(frozen=True, slots=True)
class Entry:
    """One document of a checklist: what is asked of it, and what is there."""

    asked: AskedDocument
    number: int
    """Of what is asked, in the order of the year."""
    copy: int
    """Which one, where several come in a year."""
    paper: Paper

    @property
    def there(self) -> bool:
        """Whether anything is said of it."""
        return bool(self.paper.seen)

    @property
    def only_instead(self) -> bool:
        """Whether it is wanted only where the standard itself is missed."""
        return self.asked.when[:1] == (INSTEAD,)

    @property
    def checked(self) -> bool:
        """Whether a named person checked it."""
        return bool(self.paper.row.get("checked by") and self.paper.row.get("checked on"))

    @property
    def lacks(self) -> tuple[str, ...]:
        """What is still to be ticked, in words."""
        done = {(one.get("event", ""), one.get("by", "")) for one in self.paper.events}
        found = {one.get("item", "") for one in self.paper.contents if one.get("found")}
        acts = (f"{act_label(verb)} {by}" for verb, by in self.asked.acts if (verb, by) not in done)
        items = (f"“{item}” in it" for item in self.asked.items if item not in found)
        checked = () if self.checked else ("checked by a named person",)
        return (*checked, *acts, *items)


@dataclass(frozen=True, slots=True)
class Checklist:
    """The documents of a year by safety action, and those that nothing asks for."""

    entries: Mapping[int, tuple[Entry, ...]]
    """By safety action; 0 are the conditions of the scheme."""
    others: tuple[Paper, ...] = field(default=())


def checklist_of(folder: Folder, book: Rulebook) -> Checklist:
    """What a year asks for, beside what a submission has."""
    asked = documents_asked(book)
    laid = laid_out(asked, folder.tables)
    entries: dict[int, tuple[Entry, ...]] = {}
    for action, lines in laid.checklists.items():
        mine = (one for one in enumerate(asked) if one[1].home == action)
        documents = [line for line in lines if line.about == "document"]
        entries[action] = tuple(_entries(folder, documents, mine))
    others = tuple(paper_of(folder, row["id"]) for row in laid.rest[DOCUMENTS])
    return Checklist(entries, others)


def _entries(
    folder: Folder, documents: Iterable[Line], asked: Iterator[tuple[int, AskedDocument]]
) -> Iterator[Entry]:
    """The documents of one safety action; a first copy begins what is asked next."""
    number, one = -1, None
    for line in documents:
        copy = int(line.locked[1])
        if copy == 1:
            number, one = next(asked)
        if one is not None:
            yield Entry(one, number, copy, _paper_or_blank(folder, one, line.cells))


def _paper_or_blank(folder: Folder, asked: AskedDocument, cells: Row) -> Paper:
    """What is there, else what a document that is still to come would begin with."""
    found = paper_of(folder, name := cells.get("document id", ""))
    if found.row:
        return found
    about = {"about": cells["about"]} if "about" in cells else {}
    return Paper({"id": name, "kind": asked.kind, **about})


def entry_for(folder: Folder, book: Rulebook, paper: Paper) -> AskedDocument | None:
    """What the year asks of a document, by its kind and what it is about; None for nothing."""
    about = [part.strip() for part in paper.row.get("about", "").split(";")]
    fits = [one for one in documents_asked(book) if one.serves(paper.row.get("kind", ""), about)]
    return max(fits, key=lambda one: len(one.about), default=None)


def paper_of(folder: Folder, name: str) -> Paper:
    """What a submission says of one document; nothing where it does not list it."""
    found = {table: tuple(_about(folder.tables.get(table), c, name)) for table, c in TABLES.items()}
    row = found[DOCUMENTS][0] if found[DOCUMENTS] else {}
    return Paper(row, found[EVENTS], found[CONTENTS])


def _about(table: Table | None, column: str, name: str) -> Iterator[Row]:
    for row in table.rows if table else ():
        if folded(row.get(column, "")) == folded(name):
            yield row


class ChangedPaper(NotAllowed):
    """Somebody else changed the document since it was looked at."""

    def __init__(self, stands: Paper) -> None:
        self.stands = stands
        super().__init__(
            "Somebody else changed this document since you opened the page. Nothing of yours was "
            "kept over theirs: compare the two, then save yours again if it should stand."
        )


def paper_changes(
    files: Files, tables: Tables, name: str, said: Paper | None, seen: str
) -> Mapping[str, Change]:
    """The lists as they are with one document said anew, or taken off; nothing where it is so.

    `seen` is what it was when it was looked at. Raises ChangedPaper where it is not that any more.
    """
    folder = folder_of(files, tables)
    stands = paper_of(folder, name)
    wanted = said or Paper({})
    if wanted.seen == stands.seen:
        return {}
    if stands.seen != seen:
        raise ChangedPaper(stands)
    changes: dict[str, Change] = {}
    parts = {DOCUMENTS: (wanted.row,), EVENTS: wanted.events, CONTENTS: wanted.contents}
    for table, rows in parts.items():
        new = _with(folder.tables.get(table), TABLES[table], name, [r for r in rows if r])
        if new is None:
            continue
        file = csv_name(tables[table], folder.files.get(table, ""))
        headings = {heading for row in new.rows for heading in row} | {*new.columns}
        columns = [heading for heading in tables[table].columns if heading in headings]
        changes[file] = Change(as_table(columns, new.rows), fingerprint_in(files, file))
    return changes


def _with(before: Table | None, column: str, name: str, rows: Sequence[Row]) -> Table | None:
    """A table with other rows of one document, in their place; None where nothing differs."""
    table = before or Table((), ())
    mine = [n for n, row in enumerate(table.rows) if folded(row.get(column, "")) == folded(name)]
    if list(map(_said, rows)) == [_said(table.rows[n]) for n in mine]:
        return None
    kept: list[Row] = [row for n, row in enumerate(table.rows) if n not in mine]
    at = mine[0] if mine else len(kept)
    kept[at:at] = [{h: text for h, text in row.items() if text} for row in rows]
    return replace(table, rows=tuple(kept))

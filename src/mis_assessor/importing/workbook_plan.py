"""Which sheets the workbook of a submission has, and what stands in each."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from mis_assessor.core.rules.registers import CellKind
from mis_assessor.core.rules.rulebook import Rulebook
from mis_assessor.importing.asked import AskedStatement, documents_asked, statements_asked
from mis_assessor.importing.checklist import HEADINGS, LOCKED, Laid, Line, laid_out
from mis_assessor.importing.folder import Folder, Page, Row
from mis_assessor.intake.cells import cell_type
from mis_assessor.intake.columns import Column, TableKind, by_heading
from mis_assessor.intake.registers import (
    CONTENTS,
    DOCUMENTS,
    EVENTS,
    FRAMEWORK_LISTS,
    LISTS,
    Form,
    Tables,
)

START, EXAMPLES, WORDS = "start", "examples", "lists"
MARK = "Submission workbook, Maternity Incentive Scheme"
"""What the first cell of the first sheet says, by which a workbook is known as one of these."""
ANSWERS = "submission"
_LONGEST_NAME = 31


def _column(heading: str, kind: CellKind, meaning: str, *options: str) -> Column:
    return Column(heading, cell_type(kind, options), meaning)


_TEXT = CellKind.TEXT
PAGE = TableKind(
    ANSWERS,
    "submission.yaml",
    "a heading of submission.yaml",
    by_heading(
        (
            _column("heading", _TEXT, "What is asked."),
            _column("value", _TEXT, "The trust's answer."),
            _column("meaning", _TEXT, "What it is for."),
        )
    ),
)
CONTACTS = TableKind(
    "contacts",
    "submission.yaml",
    "somebody the scheme must be able to reach, or who holds a role",
    by_heading(
        (
            _column("role", CellKind.ROLE, "The role, such as clinical MIS contact."),
            _column("name", CellKind.SOMEBODY, "Who holds it."),
            _column("organisation", _TEXT, "Where they work."),
            _column("held from", CellKind.DAY, "First day in the role."),
            _column("held to", CellKind.DAY, "Last day in the role; blank while it is held."),
        )
    ),
)
STATEMENTS = TableKind(
    "statements",
    "submission.yaml",
    "something a named person states",
    by_heading(
        (
            _column("statement", _TEXT, "What is asked to be stated."),
            _column("asked by", _TEXT, "The requirements that rest on it."),
            _column("what each answer means", _TEXT, "What follows from each answer."),
            _column("answer", _TEXT, "yes or no; or a day, or a day and time with seconds."),
            _column("who", CellKind.SOMEBODY, "Who says so."),
            _column("role", CellKind.ROLE, "In which role."),
            _column("said on", CellKind.DAY, "The day it was said."),
            _column("evidence", CellKind.DOCUMENT, "The document that shows it, by its id."),
        )
    ),
)
FALSE_ALARMS = TableKind(
    "false alarms",
    "submission.yaml",
    "a cell that looks like a patient identifier and is none",
    by_heading(
        (
            _column("file", _TEXT, "The file, such as registers/perinatal-deaths.csv."),
            _column("row", CellKind.WHOLE, "The row; blank lets every row of the column through."),
            _column("column", _TEXT, "The heading of the column."),
            _column("reason", _TEXT, "Why it is none."),
        )
    ),
)
LISTS_OF_PAGE: Mapping[str, TableKind] = {
    "contacts": CONTACTS,
    "statements": STATEMENTS,
    "false alarms": FALSE_ALARMS,
}
_ASKED_HEADINGS: tuple[tuple[str, str], ...] = (
    ("trust: code", "The trust's ODS code."),
    ("trust: name", "The trust's name."),
    ("scheme", "The scheme."),
    ("scheme year", "The scheme year."),
    ("assessed as at", "The day up to which facts count, as 2026-03-03; may stay blank."),
    ("known on", "The day whose guidance applies; may stay blank."),
    ("contribution", "What the trust paid into the fund, as £1,234,567.00."),
    ("training window: from", "First day of the training window the trust chose."),
    ("training window: to", "Last day of the training window the trust chose."),
    ("long-term leave means", "From how many days on leave is long-term, as 28 days."),
    *(
        (f"board paper: {heading}", "Printed on the cover of the Board paper; may stay blank.")
        for heading in (
            *("from the lead", "meeting", "date of meeting", "agenda item", "executive lead"),
            *("author and presenters", "previously considered", "LMNS and ICB"),
            *("strategic objective", "BAF reference", "CQC domain", "resource implications"),
            *("legal implications", "equality effect"),
        )
    ),
)
SETTLED = ("trust: code", "trust: name", "scheme", "scheme year")
"""Headings that say whose workbook it is: not to be changed in it."""


def checklist_kind(tables: Tables) -> TableKind:
    """The columns of a checklist, each of the kind of the columns it fills."""
    documents, contents = tables.lists[DOCUMENTS].columns, tables.lists[CONTENTS].columns
    columns: dict[str, Column] = {
        heading: _column(heading, _TEXT, _OF_LOCKED[heading]) for heading in LOCKED
    }
    for heading in HEADINGS[len(LOCKED) :]:
        match heading:
            case "document id":
                found = replace(documents["id"], required=False)
            case "day":
                found = documents["dated"]
            case "found":
                found = contents["found"]
            case "page or minute":
                found = contents["page"]
            case "who":
                found = documents["checked by"]
            case _:
                found = documents[heading]
        meaning = _OF_OPEN.get(heading, found.meaning)
        columns[heading] = replace(found, heading=heading, meaning=meaning, required=False)
    return TableKind(
        "checklist", "documents", "a line of a checklist", by_heading(columns.values())
    )


_OF_LOCKED = {
    "requirement": "The requirements that it serves.",
    "no.": "Which one, where several come in a year.",
    "what": "A document, what is to be done with it, or an item to look for in it.",
    "asked for": "Its kind; who must do it; or the item.",
    "by when": "By when it is asked for.",
}
_OF_OPEN = {
    "document id": "A short name of the trust's own. Beside a document only.",
    "day": "Of a document the day it bears; of an act the day it was done; of an item the day "
    "somebody looked.",
    "found": "Beside an item: whether it is in the document. Blank means nobody looked.",
    "page or minute": "Beside an item its page; beside an act meeting and minute.",
    "who": "Beside a document who checked it; beside an item who looked.",
    "checked on": "Beside a document: the day it was checked.",
}


@dataclass(frozen=True, slots=True)
class PlannedSheet:
    """One sheet: what its rows are, what stands in them, and which columns may be written in."""

    name: str
    kind: TableKind
    rows: tuple[Row, ...]
    columns: tuple[str, ...]
    locked: tuple[str, ...] = ()
    title: str = ""
    lines: tuple[Line, ...] = ()
    """Of a checklist: what each row is about."""
    answers: tuple[str, ...] = ()
    """Of the statements: what kind of answer each row wants."""


def sheet_name(table: str) -> str:
    """The name of a table's sheet, which a workbook cuts at 31 letters."""
    return table[:_LONGEST_NAME]


def checklist_name(action: int) -> str:
    """The name of a checklist's sheet."""
    return f"SA{action} checklist" if action else "conditions checklist"


def planned(
    book: Rulebook, tables: Tables, forms: Sequence[Form], folder: Folder, lists: Iterable[str]
) -> tuple[PlannedSheet, ...]:
    """Every sheet of the workbook of a submission, in order."""
    laid = laid_out(documents_asked(book), folder.tables)
    return (
        PlannedSheet(
            ANSWERS,
            PAGE,
            tuple(page_rows(folder.page)),
            tuple(PAGE.columns),
            ("heading", "meaning"),
        ),
        _statements(statements_asked(book), folder.page),
        *_checklists(book, tables, laid),
        *_registers(tables, forms, folder),
        *_lists(tables, folder, laid, lists),
        _of_page(CONTACTS, folder.page),
        _of_page(FALSE_ALARMS, folder.page),
    )


def page_rows(page: Page) -> Iterator[Row]:
    """The headings of submission.yaml, a row each."""
    for heading, meaning in _ASKED_HEADINGS:
        value: Any = page
        for part in heading.split(": "):
            value = value.get(part, "") if isinstance(value, Mapping) else ""
        filled = {"value": str(value)} if value else {}
        yield {"heading": heading, "meaning": meaning, **filled}


def _statements(asked: Iterable[AskedStatement], page: Page) -> PlannedSheet:
    said: dict[str, Row] = {row["statement"]: row for row in page.get("statements", ())}
    rows: list[Row] = []
    answers: list[str] = []
    for one in asked:
        given = said.pop(one.statement, {"statement": one.statement})
        beside = {"asked by": ", ".join(one.requirements)} if one.requirements else {}
        rows.append({**beside, "what each answer means": " ".join(one.means), **given})
        answers.append(one.answer)
    rows += said.values()
    answers += [""] * len(said)
    locked = ("asked by", "what each answer means")
    name = STATEMENTS.name
    columns = tuple(STATEMENTS.columns)
    return PlannedSheet(name, STATEMENTS, tuple(rows), columns, locked, answers=tuple(answers))


def _checklists(book: Rulebook, tables: Tables, laid: Laid) -> Iterator[PlannedSheet]:
    kind = checklist_kind(tables)
    for action in sorted(book.actions, key=lambda one: one.number or 11):
        lines = laid.checklists.get(action.number, ())
        rows = tuple({**dict(zip(LOCKED, one.locked, strict=True)), **one.cells} for one in lines)
        title = f"Safety action {action.number}: {action.title}" if action.number else action.title
        yield PlannedSheet(
            checklist_name(action.number), kind, rows, HEADINGS, LOCKED, title, lines
        )


def _registers(tables: Tables, forms: Sequence[Form], folder: Folder) -> Iterator[PlannedSheet]:
    asked = {form.kind.name: tuple(c.heading for c in form.columns) for form in forms}
    also = [name for name in folder.tables if name in tables.registers and name not in asked]
    for name in (*asked, *also):
        kind, sent = tables.registers[name], folder.tables.get(name)
        wanted = {*asked.get(name, ()), *(sent.columns if sent else ())}
        columns = tuple(heading for heading in kind.columns if heading in wanted)
        yield PlannedSheet(sheet_name(name), kind, sent.rows if sent else (), columns)


def _lists(
    tables: Tables, folder: Folder, laid: Laid, lists: Iterable[str]
) -> Iterator[PlannedSheet]:
    also = [name for name in FRAMEWORK_LISTS if name in folder.tables]
    for name in dict.fromkeys((*LISTS, *lists, *also)):
        kind, sent = tables.lists[name], folder.tables.get(name)
        rows = laid.rest[name] if name in (DOCUMENTS, EVENTS, CONTENTS) else None
        if rows is None:
            rows = sent.rows if sent else ()
        yield PlannedSheet(sheet_name(name), kind, rows, tuple(kind.columns))


def _of_page(kind: TableKind, page: Page) -> PlannedSheet:
    return PlannedSheet(kind.name, kind, tuple(page.get(kind.name, ())), tuple(kind.columns))

"""Which sheets the workbook of a submission has, and what stands in each."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from mis_assessor.core.rules.fact_questions import StatementQuestion
from mis_assessor.core.rules.registers import CellKind
from mis_assessor.core.rules.rulebook import Rulebook
from mis_assessor.importing.asked import AskedStatement, documents_asked, statements_asked
from mis_assessor.importing.checklist import HEADINGS, LOCKED, Laid, Line, laid_out
from mis_assessor.importing.folder import Folder, Page, Row
from mis_assessor.importing.workbook_page import (
    ANSWERS,
    CONTACTS,
    FALSE_ALARMS,
    PAGE,
    STATEMENTS,
    column,
    page_rows,
)
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
_LONGEST_NAME = 31


_WIDTHS: Mapping[str, Mapping[str, int]] = {
    ANSWERS: {"heading": 36, "value": 44, "meaning": 60},
    "statements": {
        **{"statement": 40, "asked by": 18, "what each answer means": 64, "answer": 20},
        **{"who": 24, "role": 20},
    },
    "checklist": {
        **{"requirement": 22, "no.": 5, "what": 20, "asked for": 44, "by when": 40},
        **{"document id": 20, "found": 10, "page or minute": 18, "who": 24, "title": 30},
    },
}


def checklist_kind(tables: Tables) -> TableKind:
    """The columns of a checklist, each of the kind of the columns it fills."""
    documents, contents = tables.lists[DOCUMENTS].columns, tables.lists[CONTENTS].columns
    columns: dict[str, Column] = {
        heading: column(heading, CellKind.TEXT, _OF_LOCKED[heading]) for heading in LOCKED
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
    widths: Mapping[str, int] = field(default_factory=dict)
    """Columns that are wider or narrower than their kind would be."""
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
            widths=_WIDTHS[ANSWERS],
        ),
        _statements(statements_asked(book), folder.page),
        *_checklists(book, tables, laid),
        *_registers(tables, forms, folder),
        *_lists(tables, folder, laid, lists),
        _of_page(CONTACTS, folder.page),
        _of_page(FALSE_ALARMS, folder.page),
    )


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
    return PlannedSheet(
        name,
        STATEMENTS,
        tuple(rows),
        columns,
        locked,
        widths=_WIDTHS[name],
        answers=tuple(answers),
    )


def _checklists(book: Rulebook, tables: Tables, laid: Laid) -> Iterator[PlannedSheet]:
    kind = checklist_kind(tables)
    for action in sorted(book.actions, key=lambda one: one.number or 11):
        lines = (*laid.checklists.get(action.number, ()), *_elsewhere(book, action.number))
        rows = tuple({**dict(zip(LOCKED, one.locked, strict=True)), **one.cells} for one in lines)
        title = f"Safety action {action.number}: {action.title}" if action.number else action.title
        yield PlannedSheet(
            checklist_name(action.number),
            kind,
            rows,
            HEADINGS,
            LOCKED,
            title,
            lines=lines,
            widths=_WIDTHS["checklist"],
        )


def _elsewhere(book: Rulebook, action: int) -> Iterator[Line]:
    """What a safety action asks for that is filled in on sheets of its own."""
    found: dict[tuple[str, str], list[str]] = {}
    for rule in book.rules:
        if rule.action != action:
            continue
        for question in rule.requirement.evidence.values():
            for register in question.registers(rule.values.__contains__):
                found.setdefault(("register", register), []).append(rule.requirement.id)
            if isinstance(question, StatementQuestion):
                found.setdefault(("statement", question.statement), []).append(rule.requirement.id)
    for (what, name), ids in found.items():
        sheet = sheet_name(name) if what == "register" else STATEMENTS.name
        wanted = ", ".join(dict.fromkeys(ids))
        yield Line("elsewhere", (wanted, "", what, name, f"on the sheet “{sheet}”"))


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

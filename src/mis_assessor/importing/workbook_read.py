"""Reads the workbook of a submission back, sheet by sheet, with every problem by its cell."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any

from mis_assessor.core.errors import EvidenceUnreadable, Problem
from mis_assessor.core.evidence.submission import RegisterRow
from mis_assessor.importing.cells_read import acts_as_a_formula
from mis_assessor.importing.checklist import (
    DOCUMENT_LINE,
    ELSEWHERE,
    HEADINGS,
    ITEM_LINE,
    TABLE_OF,
    Line,
    act_label,
    is_filled,
)
from mis_assessor.importing.folder import Row, cell_text, row_text
from mis_assessor.importing.workbook_page import ANSWERS, LISTS_OF_PAGE, PAGE, STATEMENTS
from mis_assessor.importing.workbook_plan import (
    EXAMPLES,
    MARK,
    START,
    WORDS,
    checklist_kind,
    sheet_name,
)
from mis_assessor.intake.columns import TableKind
from mis_assessor.intake.false_alarms import FalseAlarm, FalseAlarms
from mis_assessor.intake.manifest import read_answer
from mis_assessor.intake.registers import DOCUMENTS, EVENTS, Tables
from mis_assessor.intake.rows_read import read_table
from mis_assessor.intake.workbooks import (
    Sheet,
    every_sheet,
    lines_of,
    opened,
    refuse_names_of_patients,
)
from mis_assessor.reading.problems import did_you_mean, gathered_in, one_problem, quoted

_UNASKED = ("asked by", "what each answer means")


@dataclass(slots=True)
class Filled:
    """A workbook as it was filled in."""

    page: dict[str, Any] = field(default_factory=dict)
    tables: dict[str, list[Row]] = field(default_factory=dict)
    remarks: list[str] = field(default_factory=list)
    rows: int = 0
    """How many rows of tables stand in it, the lines of checklists not counted."""


def is_submission_workbook(name: str, content: bytes) -> bool:
    """Whether a file is a workbook that this program wrote for a submission."""
    with suppress(EvidenceUnreadable):
        book = opened(name, content)
        if book.sheet_names[:1] == [START]:
            first = book.get_sheet_by_name(START).to_python(nrows=1)
            return bool(first and first[0] and str(first[0][0]).strip() == MARK)
    return False


def read_workbook(
    name: str, content: bytes, tables: Tables, alarms: tuple[FalseAlarm, ...] = ()
) -> Filled:
    """Everything a workbook says. Raises EvidenceUnreadable with every problem of every sheet."""
    sheets = every_sheet(name, content)
    refuse_names_of_patients(name, sheets)
    known = _kinds(tables)
    reader = _Reader(name, FalseAlarms(alarms), tables)
    book = opened(name, content)
    for sheet in sheets:
        if sheet.name in (START, EXAMPLES, WORDS):
            continue
        kind = known.get(sheet.name)
        if kind is None:
            reader.refuse(sheet, known)
            continue
        with gathered_in(reader.problems):
            lines = lines_of(name, sheet, book)
            of_file = reader.alarms.in_file(f"{kind.stem}.csv")
            rows, _ = read_table(kind, lines, of_file, reader.filled.remarks)
            reader.take(kind, lines.place, rows)
    if reader.problems:
        raise EvidenceUnreadable(dict.fromkeys(reader.problems))
    return reader.filled


def _kinds(tables: Tables) -> Mapping[str, TableKind]:
    """Sheet → what its rows are."""
    checklist = checklist_kind(tables)
    known = {sheet_name(kind.name): kind for kind in tables.registers.values()}
    known |= {sheet_name(kind.name): kind for kind in tables.lists.values()}
    known |= {ANSWERS: PAGE, **LISTS_OF_PAGE, "conditions checklist": checklist}
    return known | {f"SA{number} checklist": checklist for number in range(1, 11)}


class _Reader:
    def __init__(self, name: str, alarms: FalseAlarms, tables: Tables) -> None:
        self.name, self.alarms, self.tables = name, alarms, tables
        self.filled = Filled()
        self.problems: list[Problem] = []
        self.verbs = {
            act_label(verb): verb for verb in tables.lists[EVENTS].columns["event"].type.options
        }

    def refuse(self, sheet: Sheet, known: Mapping[str, TableKind]) -> None:
        """A sheet that is none of the submission's, unless nothing stands in it."""
        if sheet.marks.cells:
            meant = did_you_mean(sheet.name, known)
            place = f"{self.name}, sheet {quoted(sheet.name)}"
            told = meant or " Delete it, or keep it in a workbook of its own."
            self.problems.append(Problem(place, f"is no sheet of a submission.{told}"))

    def take(self, kind: TableKind, place: str, rows: Sequence[RegisterRow]) -> None:
        """The rows of one sheet, put where they belong."""
        self.problems += _formulas(place, rows)
        if kind is PAGE:
            self._page(rows)
        elif kind.name in LISTS_OF_PAGE:
            self._list_of_page(kind, place, rows)
        elif kind.name == "checklist":
            self._checklist(place, rows)
        elif rows:
            self.filled.rows += len(rows)
            self.filled.tables.setdefault(kind.name, []).extend(map(row_text, rows))

    def _page(self, rows: Sequence[RegisterRow]) -> None:
        for row in map(row_text, rows):
            if "value" not in row:
                continue
            at: dict[str, Any] = self.filled.page
            *parts, last = row.get("heading", "").split(": ")
            for part in parts:
                at = at.setdefault(part, {})
            at[last] = row["value"]

    def _list_of_page(self, kind: TableKind, place: str, rows: Sequence[RegisterRow]) -> None:
        found: list[Row] = []
        for row in rows:
            said = {h: text for h, text in row_text(row).items() if h not in _UNASKED}
            if kind is STATEMENTS:
                if said.keys() <= {"statement"}:
                    continue
                self.problems += _half_said(place, row.number, said)
            found.append(said)
        if found:
            self.filled.page[kind.name] = found

    def _checklist(self, place: str, rows: Sequence[RegisterRow]) -> None:
        for block in _blocks(rows):
            lines = [self._line(row) for row in block]
            if is_filled(lines):
                self._document(place, block, lines)

    def _line(self, row: RegisterRow) -> Line:
        what = str(row.cells.get("what", ""))
        about = {DOCUMENT_LINE: "document", ITEM_LINE: "item"}.get(what, "act")
        cells = {h: cell_text(c) for h, c in row.cells.items() if h in HEADINGS[5:]}
        return Line(about, (what, str(row.cells.get("asked for", ""))), cells)

    def _document(self, place: str, block: list[RegisterRow], lines: list[Line]) -> None:
        own = lines[0].cells.get("document id", "")
        if not own or lines[0].about != "document":
            self.problems.append(
                Problem(
                    f"{place}, row {block[0].number}, column “document id”",
                    "is blank, and its block is filled in. Write a short name for the document.",
                )
            )
            return
        for row, line in zip(block, lines, strict=True):
            table, columns = TABLE_OF[line.about]
            where = f"{place}, row {row.number}"
            for heading in line.cells.keys() - columns.keys():
                self.problems.append(
                    Problem(
                        f"{where}, column {quoted(heading)}",
                        f"is not asked for beside {quoted(line.locked[1])}. Clear it.",
                    )
                )
            written = {columns[h]: text for h, text in line.cells.items() if h in columns}
            if line.about == "document":
                self._add(table, {"id": own, "kind": line.locked[1], **written})
            elif written and line.about == "item":
                self._add(table, {"document": own, "item": line.locked[1], **written})
            elif written:
                self._act(where, own, line, written)

    def _act(self, where: str, own: str, line: Line, written: Row) -> None:
        label, body = line.locked
        if label not in self.verbs:
            self.problems.append(Problem(where, f"{quoted(label)} is no act on a document."))
        elif "on" not in written:
            self.problems.append(
                Problem(f"{where}, column “day”", "is blank. Write the day it was done.")
            )
        else:
            self._add(EVENTS, {"document": own, "event": self.verbs[label], "by": body, **written})

    def _add(self, table: str, row: Row) -> None:
        kind = self.tables.lists[table]
        ordered = {heading: row[heading] for heading in kind.columns if heading in row}
        self.filled.tables.setdefault(table, []).append(ordered)
        if table == DOCUMENTS:
            self.filled.rows += 1


def _formulas(place: str, rows: Sequence[RegisterRow]) -> Iterator[Problem]:
    """Cells that a spreadsheet would work out once they stand in a CSV file."""
    for row in rows:
        for heading, cell in row.cells.items():
            if isinstance(cell, str) and acts_as_a_formula(cell):
                yield Problem(
                    f"{place}, row {row.number}, column {quoted(heading)}",
                    f"{quoted(cell)} begins as a formula does, and a spreadsheet would work it "
                    "out. Put a word before it.",
                )


def _blocks(rows: Sequence[RegisterRow]) -> Iterator[list[RegisterRow]]:
    """The lines of a checklist, a document with all that belongs to it at a time."""
    block: list[RegisterRow] = []
    for row in rows:
        if row.cells.get("what") in ELSEWHERE:
            continue
        if row.cells.get("what") == DOCUMENT_LINE and block:
            yield block
            block = []
        block.append(row)
    if block:
        yield block


def _half_said(place: str, number: int, said: Row) -> Iterator[Problem]:
    """What a statement lacks, and what cannot be an answer."""
    where = f"{place}, row {number}"
    for heading in ("statement", "answer", "who", "role", "said on"):
        if heading not in said:
            told = f"is blank, and the statement {quoted(said.get('statement', ''))} needs it."
            yield Problem(f"{where}, column {quoted(heading)}", told)
    try:
        read_answer(said.get("answer", ""))
    except ValueError as wrong:
        yield Problem(f"{where}, column “answer”", str(wrong))


def page_of(filled: Filled, name: str) -> dict[str, Any]:
    """What a workbook says of its trust and year. Raises EvidenceUnreadable where it is silent."""
    trust = filled.page.get("trust", {})
    if not trust.get("code") or not filled.page.get("scheme year"):
        raise one_problem(
            f"{name}, sheet “{ANSWERS}”",
            "does not say whose it is. Write the trust's code and the scheme year again.",
        )
    return filled.page

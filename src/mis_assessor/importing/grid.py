"""A sheet as the trust keeps it: every cell with its place, and what about it cannot be trusted."""

import csv
import io
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time
from functools import cached_property
from typing import Any

from mis_assessor.core.errors import EvidenceUnreadable, Problem
from mis_assessor.intake.lines import csv_lines
from mis_assessor.intake.workbook_marks import SheetMarks, column_letters
from mis_assessor.intake.workbooks import (
    Sheet,
    every_sheet,
    opened,
    refuse_names_of_patients,
    text_of,
    values_of,
)
from mis_assessor.reading import limits
from mis_assessor.reading.problems import one_problem, quoted

Value = str | int | float | bool | date | datetime | time
_AREA = re.compile("([A-Z]{1,3})([0-9]{1,7}):([A-Z]{1,3})([0-9]{1,7})")
_SPARSE = 2_000_000
_MOST_MERGED = 20_000


@dataclass(frozen=True, slots=True)
class Spot:
    """One cell: what is in it, how it is shown, and where."""

    row: int
    column: int
    value: Value
    text: str
    """What a person would have typed, without the spaces around it."""
    number_format: str = ""


@dataclass
class Grid:
    """A sheet with its cells; rows and columns are counted from 1, as a spreadsheet shows them."""

    file: str
    sheet: str
    """Its name; of a CSV file, nothing."""
    rows: list[list[Value]]
    marks: SheetMarks = field(default_factory=SheetMarks)

    @property
    def place(self) -> str:
        """Where it is, as people name it."""
        return f"{self.file}, sheet {quoted(self.sheet)}" if self.sheet else self.file

    def at(self, row: int, column: int) -> str:
        """Where one of its cells is."""
        return f"{self.place}, cell {column_letters(column)}{row}"

    def spot(self, row: int, column: int) -> Spot:
        """One of its cells; beyond its edges they are blank."""
        line = self.rows[row - 1] if row <= len(self.rows) else []
        value = line[column - 1] if column <= len(line) else ""
        if isinstance(value, str):
            return Spot(row, column, value, value.strip())
        code = self.marks.formats.at(row, column) if isinstance(value, date | float | int) else ""
        return Spot(row, column, value, text_of(value, self.marks.formats, row, column), code)

    def text(self, row: int, column: int) -> str:
        """What a cell says."""
        return self.spot(row, column).text

    def width(self, row: int) -> int:
        """How many cells a row has."""
        return len(self.rows[row - 1]) if row <= len(self.rows) else 0

    @cached_property
    def hidden_rows(self) -> frozenset[int]:
        """Rows that nobody sees."""
        return frozenset(self.marks.hidden_rows)

    @cached_property
    def formulas(self) -> frozenset[tuple[int, int]]:
        """Cells whose value was worked out, and may be stale."""
        return frozenset(self.marks.formulas)

    @cached_property
    def errors(self) -> Mapping[tuple[int, int], str]:
        """Cells in which a formula failed."""
        return {(row, column): text for row, column, text in self.marks.errors}

    @cached_property
    def merged(self) -> Mapping[tuple[int, int], str]:
        """Cells that are part of an area merged into one, with the area."""
        return dict(self._merged())

    def _merged(self) -> Iterator[tuple[tuple[int, int], str]]:
        told = 0
        for area in self.marks.merged:
            if not (corners := _AREA.fullmatch(area)):
                continue
            left, right = (_number(corners[n]) for n in (1, 3))
            top, bottom = int(corners[2]), min(int(corners[4]), len(self.rows))
            for row in range(top, bottom + 1):
                for column in range(left, min(right, limits.COLUMNS) + 1):
                    told += 1
                    if told > _MOST_MERGED:
                        return
                    yield (row, column), area

    def is_hidden_column(self, column: int) -> bool:
        """Whether nobody sees a column."""
        return any(first <= column <= last for first, last in self.marks.hidden_columns)

    def is_blank(self, row: int) -> bool:
        """Whether a row holds nothing."""
        return not any(v.strip() if isinstance(v, str) else True for v in self.rows[row - 1])


def _number(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number


def grids_of(name: str, content: bytes) -> tuple[list[Grid], list[Problem]]:
    """The sheets of a workbook or the one table of a CSV file, and the sheets left unread.

    Raises EvidenceUnreadable where the file cannot be read at all.
    """
    if not name.casefold().endswith((".xlsx", ".xlsm")):
        return [_of_csv(name, content)], []
    if name.casefold().endswith(".xlsm"):
        raise one_problem(name, "holds macros. Save it as “Excel Workbook (.xlsx)”.")
    sheets = every_sheet(name, content)
    refuse_names_of_patients(name, sheets)
    book = opened(name, content)
    grids: list[Grid] = []
    left: list[Problem] = []
    for sheet in sheets:
        place = f"{name}, sheet {quoted(sheet.name)}"
        if not sheet.marks.cells:
            continue
        if not sheet.is_shown:
            left.append(Problem(place, "is hidden, and was not read. Show it, or delete it."))
        elif too_far := _too_far(sheet):
            left.append(Problem(place, too_far))
        else:
            values = values_of(name, book, sheet.name)
            before = [""] * (values.start[1] if values.start else 0)
            rows: list[list[Any]] = [before + row for row in values.iter_rows()]
            grids.append(Grid(name, sheet.name, rows, sheet.marks))
    if not grids and not left:
        raise one_problem(name, "is empty.")
    return grids, left


def _too_far(sheet: Sheet) -> str:
    marks = sheet.marks
    places = marks.last_row * marks.last_column
    if marks.last_row <= limits.ROWS and (places <= _SPARSE or places <= 10 * marks.cells):
        return ""
    return (
        f"has a cell in row {marks.last_row:,}, column {column_letters(marks.last_column)}, far "
        "outside the table, and was not read. Clear it."
    )


def _of_csv(name: str, content: bytes) -> Grid:
    """A CSV file; old ones of Excel, with semicolons or in Windows-1252, are read as they are."""
    try:
        lines = [list[Value](line) for line in csv_lines(name, content).lines]
    except EvidenceUnreadable:
        if b"\0" in content or _is_utf_8(content):
            raise
        text = io.StringIO(content.decode("cp1252", "replace"))
        try:
            lines = [list[Value](line) for line in csv.reader(text, strict=True)]
        except csv.Error:
            raise one_problem(name, "is no table. Save it as “CSV UTF-8”.") from None
    if not lines:
        raise one_problem(name, "is empty.")
    if max(map(len, lines)) == 1 and any(";" in str(line[0]) for line in lines if line):
        lines = [list[Value](str(line[0]).split(";")) if line else [] for line in lines]
    return Grid(name, "", lines)


def _is_utf_8(content: bytes) -> bool:
    try:
        content.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True

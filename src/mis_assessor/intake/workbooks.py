"""An Excel workbook as lines of text, refusing what a reader could not see.

The cells of a sheet as a person would have typed them.

What of a sheet a reader could not see: hidden rows, merged cells, formulas.
"""

import io
import warnings
import zipfile
from collections.abc import Iterator
from datetime import date, datetime, time
from itertools import groupby, repeat
from typing import Any

from openpyxl import load_workbook
from openpyxl.cell.cell import Cell
from openpyxl.utils import get_column_letter
from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from mis_assessor.core.errors import Problem
from mis_assessor.intake.files import DAMAGE, unpacks_to_too_much
from mis_assessor.intake.lines import Line, TableLines
from mis_assessor.reading import limits
from mis_assessor.reading.problems import first_few, listed_quoted, one_problem, quoted


def sheet_cells(sheet: Worksheet) -> Iterator[Cell]:
    """Only cells that exist; walking the whole area would create the others."""
    for key in sorted(sheet._cells):
        if isinstance(cell := sheet._cells[key], Cell):
            yield cell


def sheet_texts(sheet: Worksheet) -> Iterator[Line]:
    """Its rows as lines, those without cells as empty ones."""
    expected = 1
    for number, cells in groupby(sheet_cells(sheet), key=lambda cell: cell.row):
        yield from repeat([], number - expected)
        line = [""] * sheet.max_column
        for cell in cells:
            line[cell.column - 1] = _text(cell.value, str(cell.number_format))
        yield line
        expected = number + 1


def _text(value: Any, number_format: str) -> str:
    """What a person would have typed in a CSV file; midnight is a day without a time."""
    match value:
        case None:
            return ""
        case datetime() if "h" in number_format.casefold() and value.time() != time():
            seconds = "seconds" if "s" in number_format.casefold() else "minutes"
            return value.isoformat(" ", seconds)
        case date() if "d" not in number_format.casefold():
            return f"{value:%Y-%m}"
        case datetime():
            return value.date().isoformat()
        case date() | time():
            return value.isoformat()
        case float() if value.is_integer() and abs(value) < 1e15:
            return str(int(value))
        case _:
            return str(value)


_HIDDEN = "is hidden. Show it, or delete it."


def hidden(place: str, sheet: Worksheet) -> Iterator[Problem]:
    """Rows and columns that are not shown."""
    rows = (
        Problem(f"{place}, row {number}", _HIDDEN)
        for number, row in sheet.row_dimensions.items()
        if row.hidden
    )
    yield from first_few(rows, place, "rows are hidden")
    for letter, column in sheet.column_dimensions.items():
        if column.hidden and (column.min or 0) <= sheet.max_column:
            yield Problem(f"{place}, column {letter}", _HIDDEN)


def merged(place: str, sheet: Worksheet) -> Iterator[Problem]:
    """Cells merged into one."""
    for area in sorted(sheet.merged_cells.ranges, key=lambda r: (r.min_row, r.min_col)):
        yield Problem(
            f"{place}, row {area.min_row}, column {get_column_letter(area.min_col)}",
            f"the cells {area.coord} are merged. Unmerge them and fill in each.",
        )


def not_values(place: str, sheet: Worksheet) -> Iterator[Problem]:
    """Cells that hold a formula or show an error."""
    found = (_not_a_value(place, sheet, c) for c in sheet_cells(sheet) if c.data_type in "fe")
    yield from first_few(found, place, "cells are formulas or errors")


def _not_a_value(place: str, sheet: Worksheet, cell: Cell) -> Problem:
    heading = sheet.cell(1, cell.column).value
    where = f"{place}, row {cell.row}, column {quoted(str(heading or cell.column_letter))}"
    if cell.data_type == "f":
        return Problem(where, "is a formula. Paste it as a value.")
    return Problem(where, f"shows the error {cell.value}. Write the value.")


_NOT_A_WORKBOOK = "is not an Excel workbook that can be opened. Save it again as .xlsx."


def workbook_lines(name: str, content: bytes) -> TableLines:
    """The lines of the only sheet of a workbook, dates and numbers as text."""
    _check_packing(name, content)
    sheet = _only_sheet(name, _opened(name, content))
    place = f"{name}, sheet {quoted(sheet.title)}"
    problems = (*hidden(place, sheet), *merged(place, sheet), *not_values(place, sheet))
    return TableLines(place, sheet_texts(sheet), tuple(problems))


def _check_packing(name: str, content: bytes) -> None:
    """A workbook is a zip of XML: it must stay small unpacked, and declare nothing."""
    declares = False
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            entries = archive.infolist()
            total = sum(entry.file_size for entry in entries)
            too_much = total > limits.WORKBOOK_BYTES or any(map(unpacks_to_too_much, entries))
            if not too_much:
                declares = any(b"<!DOCTYPE" in archive.read(entry) for entry in entries)
    except DAMAGE:
        raise one_problem(name, _NOT_A_WORKBOOK) from None
    if too_much:
        raise one_problem(
            name,
            f"unpacks to {limits.in_megabytes(total)}, and a workbook may have "
            f"{limits.in_megabytes(limits.WORKBOOK_BYTES)}. Save it as CSV UTF-8.",
        )
    if declares:
        raise one_problem(name, "was not written by Excel. Save it again as .xlsx.")


def _opened(name: str, content: bytes) -> Workbook:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return load_workbook(io.BytesIO(content), keep_links=False)
    # openpyxl raises whatever its parts raise on a workbook it cannot follow
    except Exception:
        raise one_problem(name, _NOT_A_WORKBOOK) from None


def _only_sheet(name: str, book: Workbook) -> Worksheet:
    filled = [sheet for sheet in book.worksheets if _is_filled(sheet)]
    if not filled:
        raise one_problem(name, "is empty. Keep the heading row even without rows.")
    if len(filled) > 1:
        names = listed_quoted(sheet.title for sheet in filled)
        raise one_problem(
            name, f"has {len(filled)} sheets that are not empty. Keep one of {names}."
        )
    sheet: Worksheet = filled[0]
    if sheet.max_row > limits.ROWS + 1 or sheet.max_column > limits.COLUMNS:
        raise one_problem(
            name,
            f"has a cell in row {sheet.max_row:,}, column "
            f"{get_column_letter(sheet.max_column)}, far outside the table. Clear it.",
        )
    return sheet


def _is_filled(sheet: Worksheet) -> bool:
    return any(cell.value is not None for cell in sheet_cells(sheet))

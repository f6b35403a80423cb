"""What of a sheet a reader could not see: hidden rows, merged cells, formulas."""

from collections.abc import Iterator

from openpyxl.cell.cell import Cell
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from mis_assessor.core.errors import Problem
from mis_assessor.intake.first_few import first_few
from mis_assessor.intake.problems import quoted
from mis_assessor.intake.sheet_texts import sheet_cells

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

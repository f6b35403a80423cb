"""The cells of a sheet as a person would have typed them."""

from collections.abc import Iterator
from datetime import date, datetime, time
from itertools import groupby, repeat
from typing import Any

from openpyxl.cell.cell import Cell
from openpyxl.worksheet.worksheet import Worksheet

from mis_assessor.intake.lines import Line


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

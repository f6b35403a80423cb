"""Each register read a second time, by another reader, and held against the typed rows.

A CSV by Python's own `csv`, a workbook by openpyxl. What needs no judgement is held: the
same rows, a value where something is written and nowhere else, the same text, day, number,
yes or no.
"""

import csv
import io
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal

from mis_assessor.core.evidence.references import folded
from mis_assessor.core.evidence.rows import Cell, in_columns
from mis_assessor.core.evidence.submission import Register
from mis_assessor.recount.tables import headings_of

Written = str | date | float | None
"""A text or a day; a number of a workbook is only known to be there."""
HEADING_ROW = 1
_DAY = re.compile(r"(\d{4})-(\d\d)-(\d\d)|(\d\d?)/(\d\d?)/(\d{4})", re.ASCII)
_NOT_OF_A_NUMBER = re.compile(r"[£,%\s]")


@dataclass(frozen=True, slots=True)
class Cells:
    """What stands in a file, below its headings as they are compared."""

    headings: frozenset[str]
    rows: Mapping[int, Mapping[str, Written]]
    """Row → heading → what is written; a row of blanks is none."""


def csv_cells(content: bytes) -> Cells:
    """The cells of a CSV file in UTF-8."""
    text = io.StringIO(content.decode().lstrip("\ufeff"), newline="")
    return _below_the_headings(csv.reader(text))


def workbook_cells(content: bytes) -> Cells:
    """The cells of the one sheet of a workbook that is filled in."""
    from openpyxl import load_workbook  # slow to load, and few registers are workbooks

    book = load_workbook(io.BytesIO(content), read_only=True, data_only=True)
    for sheet in book.worksheets:
        rows = ([_written(cell) for cell in row] for row in sheet.iter_rows(values_only=True))
        if (found := _below_the_headings(rows)).rows:
            return found
    return Cells(frozenset(), {})


def _written(cell: object) -> Written:
    if isinstance(cell, datetime):
        return cell.date() if cell.time() == time() else str(cell)
    if cell is None or isinstance(cell, str | date | int | float):
        return cell
    return str(cell)


def _below_the_headings(rows: Iterable[Iterable[Written]]) -> Cells:
    found: dict[int, Mapping[str, Written]] = {}
    headings: list[str] = []
    for number, row in enumerate(rows, HEADING_ROW):
        if number == HEADING_ROW:
            headings = [folded(str(cell or "")) for cell in row]
            continue
        cells: dict[str, Written] = {
            heading: cell
            for heading, cell in zip(headings, row, strict=False)
            if cell is not None and str(cell).strip()
        }
        if cells:
            found[number] = cells
    return Cells(frozenset(headings), found)


def misread(register: Register, cells: Cells) -> Iterator[str]:
    """Where the typed rows are not what the second reader finds, in words."""
    rows = in_columns(register.rows)
    if list(rows.numbers) != list(cells.rows):
        yield f"{len(rows.numbers)} rows, {len(cells.rows)} rows"
        return
    for column in headings_of(register):
        heading = folded(column)
        if heading not in cells.headings:
            continue  # a national file, which has its own word for it
        for number, cell in zip(rows.numbers, rows.column(column), strict=True):
            written = cells.rows[number].get(heading)
            if (cell is None) != (written is None) or not _same(cell, written):
                yield f"row {number}, “{column}”: {_shown(cell)}, {_shown(written)}"


def _shown(cell: Cell | Written) -> str:
    return "blank" if cell is None else str(cell)


def _same(cell: Cell | None, written: Written) -> bool:
    """Whether a cell is what was written; what a workbook holds as a number is not held."""
    match cell, written:
        case (bool(), str()):
            return folded(written) == ("yes" if cell else "no")
        case (str(), str()):
            return folded(cell) == folded(written)
        case ((int() | Decimal()), str()):
            return Decimal(_NOT_OF_A_NUMBER.sub("", written)) == cell
        case (datetime(), _):
            return True
        case (date(), (str() | date())):
            return cell == _day(written)
    return True


def _day(written: str | date) -> date | None:
    if isinstance(written, date):
        return written
    match = _DAY.fullmatch(written.strip())
    if match is None:
        return None
    year, month, day = match.group(1, 2, 3) if match[1] else match.group(6, 5, 4)
    return date(int(year), int(month), int(day))

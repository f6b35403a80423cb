"""Each register read a second time, by another reader, and held against the typed rows.

A CSV by Python's own `csv`, a workbook by openpyxl. Only what needs no judgement is held:
the same rows, the same text where the cell is text, the same day where it is a day.
"""

import csv
import io
import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime, time

from mis_assessor.core.evidence.references import folded
from mis_assessor.core.evidence.rows import Cell, in_columns
from mis_assessor.core.evidence.submission import Register
from mis_assessor.recount.tables import headings_of

Written = str | date | float | None
"""A text or a day; a number of a workbook is only known to be there."""
Cells = Mapping[int, Mapping[str, Written]]
"""Row → heading, as it is compared → what stands there; a row of blanks is none."""
HEADING_ROW = 1
_DAY = re.compile(r"(\d{4})-(\d\d)-(\d\d)|(\d\d?)/(\d\d?)/(\d{4})", re.ASCII)


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
        if found := _below_the_headings(rows):
            return found
    return {}


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
    return found


def misread(register: Register, cells: Cells) -> Iterator[str]:
    """Where the typed rows are not what the second reader finds, in words."""
    rows = in_columns(register.rows)
    if list(rows.numbers) != list(cells):
        yield f"{len(rows.numbers)} rows, {len(cells)} rows"
        return
    for column in headings_of(register):
        heading = folded(column)
        for number, cell in zip(rows.numbers, rows.column(column), strict=True):
            written = cells[number].get(heading)
            if cell is not None and written is not None and not _same(cell, written):
                yield f"row {number}, “{column}”: {cell}, {written}"


def _same(cell: Cell, written: Written) -> bool:
    """Whether a cell is what was written; what is neither text nor a day is not held."""
    if isinstance(cell, str) and isinstance(written, str):
        return folded(cell) == folded(written)
    if isinstance(cell, date) and not isinstance(cell, datetime):
        return not isinstance(written, str | date) or cell == _day(written)
    return True


def _day(written: str | date) -> date | None:
    if isinstance(written, date):
        return written
    match = _DAY.fullmatch(written.strip())
    if match is None:
        return None
    year, month, day = match.group(1, 2, 3) if match[1] else match.group(6, 5, 4)
    return date(int(year), int(month), int(day))

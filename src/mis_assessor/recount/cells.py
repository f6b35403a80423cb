"""Each register read a second time, by another reader, and held against the typed rows.

A CSV by Python's own `csv`, a workbook by openpyxl. What needs no judgement is held: the
same rows, a value where something is written and nowhere else, the same text, day, number,
yes or no.
"""

import csv
import io
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal
from itertools import zip_longest

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
    """What stands in a file below its headings, column by column; a row of blanks is none."""

    numbers: Sequence[int]
    columns: Mapping[str, Sequence[Written]]
    """Heading, as it is compared → what is written under it."""


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
        if (found := _below_the_headings(rows)).numbers:
            return found
    return Cells((), {})


def _written(cell: object) -> Written:
    if isinstance(cell, datetime):
        return cell.date() if cell.time() == time() else str(cell)
    if cell is None or isinstance(cell, str | date | int | float):
        return cell
    return str(cell)


def _below_the_headings(rows: Iterable[Sequence[Written]]) -> Cells:
    below = iter(rows)
    headings = [folded(str(cell or "")) for cell in next(below, ())]
    wide = len(headings)
    numbers: list[int] = []
    kept: list[Sequence[Written]] = []
    for number, row in enumerate(below, HEADING_ROW + 1):
        if any(map(_is_filled, row[:wide])):
            numbers.append(number)
            kept.append(row)
    columns: dict[str, list[Written]] = {}
    for heading, column in zip(headings, zip_longest(*kept), strict=False):
        before = columns.get(heading) or [None] * len(numbers)
        columns[heading] = [
            cell if _is_filled(cell) else other for cell, other in zip(column, before, strict=True)
        ]
    return Cells(numbers, columns)


def _is_filled(cell: Written) -> bool:
    return bool(cell.strip()) if isinstance(cell, str) else cell is not None


def misread(register: Register, cells: Cells) -> Iterator[str]:
    """Where the typed rows are not what the second reader finds, in words.

    Each cell that was typed is held once against each text that was written for it.
    """
    rows = in_columns(register.rows)
    if list(rows.numbers) != list(cells.numbers):
        yield f"{len(rows.numbers)} rows, {len(cells.numbers)} rows"
        return
    for column in headings_of(register):
        written = cells.columns.get(folded(column))
        if written is None:
            continue  # a national file, which has its own word for it
        typed = rows.column(column)
        pairs = [*zip(typed.codes, written, strict=True)]
        wrong = {pair for pair in set(pairs) if not _same(typed.cells[pair[0]], pair[1])}
        for number, pair in zip(rows.numbers, pairs, strict=True) if wrong else ():
            if pair in wrong:
                yield f"row {number}, “{column}”: {_shown(typed.cells[pair[0]])}, {_shown(pair[1])}"


def _shown(cell: Cell | Written) -> str:
    return "blank" if cell is None else str(cell)


def _same(cell: Cell | None, written: Written) -> bool:
    """Whether a cell is what was written; what a workbook holds as a number is not held."""
    if cell is None or written is None:
        return cell is written
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

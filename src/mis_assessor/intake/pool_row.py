"""Reads one row of a pool file, as far as it can be read."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from mis_assessor.core.pool.row_check import wrong_with
from mis_assessor.core.pool.trust_year import TrustYear
from mis_assessor.core.submission import Cell
from mis_assessor.intake import limits
from mis_assessor.intake.cells_read import too_long
from mis_assessor.intake.columns import Column
from mis_assessor.intake.headings import Headings
from mis_assessor.intake.pool_columns import FIELDS, POOL, UNREAD


@dataclass(slots=True)
class ReadRow:
    """A row as far as it could be read."""

    number: int
    cells: Mapping[str, Cell]
    unread: set[str]
    """Headings of cells that could not be read, and of columns that should be there."""
    problems: list[tuple[str, str]] = field(default_factory=list)
    """Heading and what is wrong; no heading where it is the whole row."""


def read_row(number: int, line: Sequence[str], headings: Headings) -> ReadRow:
    """The cells of a row, and what is wrong with those that cannot be read."""
    there = [column.heading for _, column in headings.columns]
    lost = {h for h, column in POOL.columns.items() if column.required and h not in there}
    row = ReadRow(number, {}, lost)
    if len(line) < headings.width or any(cell.strip() for cell in line[headings.width :]):
        row.problems.append(
            (
                "",
                f"has {len(line)} cells, and the heading row has {headings.width}. A comma "
                "inside a cell needs quotation marks around the cell.",
            )
        )
        row.unread.update(POOL.columns)
        return row
    cells: dict[str, Cell] = {}
    for position, column in headings.columns:
        cell, wrong = _cell(column, line[position].strip())
        if cell is not None:
            cells[column.heading] = cell
        if wrong:
            row.unread.add(column.heading)
            row.problems.append((column.heading, wrong))
    row.cells = cells
    return row


def _cell(column: Column, text: str) -> tuple[Cell | None, str]:
    """The cell, or what is wrong with it."""
    if not text:
        return None, "is blank, and every row needs it." if column.required else ""
    if len(text) > limits.CELL_LENGTH:
        return None, too_long(text)
    try:
        return column.type.read(text), ""
    except ValueError as why:
        return None, str(why)


def trust_year(row: ReadRow) -> TrustYear:
    """The row for the core; what it finds wrong is kept unless a cell there was not read."""
    known: dict[str, Any] = {FIELDS[heading]: cell for heading, cell in row.cells.items()}
    found = TrustYear(**{**UNREAD, **known})
    row.problems += [
        (wrong.column, wrong.what)
        for wrong in wrong_with(found)
        if not row.unread.intersection(wrong.read_from)
    ]
    return found

"""A table's lines as typed rows, column by column, with every problem named.

Columns of cells put together as rows, without their blanks.
"""

from collections import deque
from collections.abc import Iterable, Mapping, Sequence
from itertools import count, islice, repeat
from typing import Any

from mis_assessor.core.errors import EvidenceUnreadable, Problem
from mis_assessor.core.evidence.submission import Cell, RegisterRow
from mis_assessor.intake.cell_columns import CellColumn
from mis_assessor.intake.column_problems import column_problems
from mis_assessor.intake.columns import TableKind
from mis_assessor.intake.false_alarms import FalseAlarms
from mis_assessor.intake.headings import Headings, read_headings
from mis_assessor.intake.lines import TableLines, squared
from mis_assessor.intake.row_checks import QuickLook, row_problems
from mis_assessor.reading import limits
from mis_assessor.reading.problems import first_few, gathered_in, one_problem


def rows_of(
    names: Sequence[str], cells: Sequence[Sequence[Cell | None]], first: int
) -> list[RegisterRow]:
    """Rows without their blank cells, and without rows in which all are blank.

    They are filled column by column: that takes half the time of row by row.
    """
    found: list[dict[str, Cell]]
    found = [{} if cell is None else {names[0]: cell} for cell in cells[0]]
    for name, column in zip(names[1:], cells[1:], strict=True):
        if column.count(None) < len(column):
            for row, cell in zip(found, column, strict=True):
                if cell is not None:
                    row[name] = cell
    rows = _numbered(found, first)
    return rows if all(found) else [row for row in rows if row.cells]


def _numbered(found: Sequence[Mapping[str, Cell]], first: int) -> list[RegisterRow]:
    """What `Row(number, cells)` makes, for a whole stretch at half the cost.

    A frozen dataclass sets its fields by name, one Python call a row.
    """
    rows = list(map(RegisterRow.__new__, repeat(RegisterRow, len(found))))
    columns: Mapping[str, Iterable[Any]] = {"number": count(first), "cells": found}
    for name, values in columns.items():
        deque(map(getattr(RegisterRow, name).__set__, rows, values), maxlen=0)
    return rows


_CHUNK = 500
_MOST_ABOVE_HEADINGS = 30


Table = tuple[tuple[RegisterRow, ...], frozenset[str]]
"""Rows, and the columns there are."""


def read_table(
    kind: TableKind, lines: TableLines, alarms: FalseAlarms, remarks: list[str] | None = None
) -> Table:
    """The rows of a table; a blank cell is absent, a blank row is left out.

    What a person should look at, and keeps no row from being read, is added to `remarks`.

    Raises EvidenceUnreadable with everything that is wrong in the whole table.
    """
    heading_row = next(lines.lines, None)
    if heading_row is None:
        raise one_problem(
            lines.place, "is empty. Keep the heading row even where there are no rows."
        )
    problems = list(lines.problems)
    below = islice(lines.lines, _MOST_ABOVE_HEADINGS)  # read only where row 1 holds none
    headings = read_headings(kind, heading_row, lines.place, below)
    problems.extend(headings.problems)
    columns = [
        CellColumn(column, lines.place, alarms.in_column(column.heading))
        for _, column in headings.columns
    ]
    rows: list[RegisterRow] = []
    look = QuickLook(kind)
    with gathered_in(problems):
        _read_rows(lines, headings, columns, look, rows)
    problems.extend(column_problems(columns))
    problems.extend(row_problems(look, lines.place, rows, columns))
    if problems:
        raise EvidenceUnreadable(problems)
    if remarks is not None:
        remarks += headings.remarks
        remarks += filter(None, (column.nobody for column in columns))
    return tuple(rows), frozenset(column.heading for _, column in headings.columns)


def _read_rows(
    lines: TableLines,
    headings: Headings,
    columns: list[CellColumn],
    look: QuickLook,
    rows: list[RegisterRow],
) -> None:
    positions = [position for position, _ in headings.columns]
    names = [column.heading for _, column in headings.columns]
    first = 2
    ragged: list[Problem] = []
    while chunk := list(islice(lines.lines, _CHUNK)):
        if first + len(chunk) > limits.ROWS + 2:
            raise one_problem(
                lines.place, f"has more than {limits.ROWS:,} rows. Send only those asked for."
            )
        if set(map(len, chunk)) != {headings.width}:
            ragged += squared(chunk, headings.width, lines, first)
        texts = list(zip(*chunk, strict=True))
        cells = [
            column.read(texts[position], first)
            for position, column in zip(positions, columns, strict=True)
        ]
        look.at(dict(zip(names, cells, strict=True)))
        rows += rows_of(names, cells, first)
        first += len(chunk)
    if ragged:
        raise EvidenceUnreadable(
            first_few(ragged, lines.place, "rows have too few or too many cells")
        )

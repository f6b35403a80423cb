"""Columns of cells put together as rows, without their blanks."""

from collections import deque
from collections.abc import Iterable, Mapping, Sequence
from itertools import count, repeat
from typing import Any

from mis_assessor.core.submission import Cell, Row


def rows_of(names: Sequence[str], cells: Sequence[Sequence[Cell | None]], first: int) -> list[Row]:
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


def _numbered(found: Sequence[Mapping[str, Cell]], first: int) -> list[Row]:
    """What `Row(number, cells)` makes, for a whole stretch at half the cost.

    A frozen dataclass sets its fields by name, one Python call a row.
    """
    rows = list(map(Row.__new__, repeat(Row, len(found))))
    columns: Mapping[str, Iterable[Any]] = {"number": count(first), "cells": found}
    for name, values in columns.items():
        deque(map(getattr(Row, name).__set__, rows, values), maxlen=0)
    return rows

"""Rows of totals that are about the same days: adding them would count those days twice."""

from collections.abc import Iterable
from datetime import date
from itertools import pairwise

from mis_assessor.core.calendar import first_day, last_day
from mis_assessor.core.quantities import Month
from mis_assessor.core.submission import Row


def counted_twice(rows: Iterable[Row]) -> tuple[Row, Row] | None:
    """Two rows whose months or periods share a day, or None."""
    spans = ((span, row) for row in rows if (span := _span(row)) is not None)
    in_order = sorted(spans, key=lambda placed: placed[0])
    for ((_, ends), row), ((starts, _), following) in pairwise(in_order):
        if starts <= ends:
            return row, following
    return None


def _span(row: Row) -> tuple[date, date] | None:
    month = row.cells.get("month")
    if isinstance(month, Month):
        return first_day(month), last_day(month)
    first, last = row.day("from"), row.day("to")
    return (first, last) if first and last else None

"""Cells of a list, taken out as the type their column has."""

from datetime import date

from mis_assessor.core.submission import Row


def text(row: Row, column: str) -> str:
    """The text in a column; blank is the empty text."""
    cell = row.cells.get(column, "")
    return cell if isinstance(cell, str) else ""


def day(row: Row, column: str) -> date | None:
    """The day in a column, or None when it is blank."""
    return row.day(column)


def needed_day(row: Row, column: str) -> date:
    """The day in a column that every row must fill in."""
    found = row.day(column)
    if found is None:
        raise LookupError(column)
    return found


def words(row: Row, column: str) -> tuple[str, ...]:
    """The list in a column; blank is the empty list."""
    cell = row.cells.get(column, ())
    return cell if isinstance(cell, tuple) else ()

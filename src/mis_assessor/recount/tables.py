"""A submission as tables: every register with typed columns, every document, every fact.

A text stands there as written and, beside it, as it is compared. A day is its number, a
month the number of months, a gestation its days. A blank cell is NULL: not known, never no.
"""

import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from typing import Any

from mis_assessor.core.evidence.references import folded
from mis_assessor.core.evidence.rows import Cell, RegisterRow, Rows, in_columns
from mis_assessor.core.evidence.submission import Register
from mis_assessor.core.rules.quantities import Gestation, Month
from mis_assessor.recount.days import number_of_month

COMPARED = " ="
"""Ends the name of the column that holds a text as it is compared."""
SECOND = " second"
"""Ends the name of the column that holds a moment to the second."""
UNCLEAR = " as written"
"""Ends the name of the column that holds what is no moment: “12:00”, without seconds."""
MILLIONTHS = " millionths"
ROW = "row"
"""Row in the file, the header being row 1."""
REFERENCE = "reference ="
"""What a row is joined on: the first of its columns of names that is filled in."""
NAMED_BY = (
    *("case", "person", "event", "placement", "committee", "unit", "measure", "element"),
    *("report", "role", "month", "day"),
)


class Holds(StrEnum):
    """What the cells of a column are."""

    NOTHING = "nothing"
    TEXT = "text"
    YES_NO = "yes or no"
    WHOLE = "whole number"
    DECIMAL = "decimal number"
    DAY = "day"
    MOMENT = "moment"
    MONTH = "month"
    GESTATION = "gestation"
    SEVERAL = "several"


@dataclass(frozen=True, slots=True)
class Table:
    """A register in the database."""

    name: str
    """As it stands in the database, in quotation marks."""
    columns: Mapping[str, Holds]

    def holds(self, column: str) -> Holds:
        """What a column holds; one that nobody sent holds nothing."""
        return self.columns.get(column, Holds.NOTHING)


def quoted(name: str) -> str:
    """A name of a table or column as SQL."""
    return '"' + name.replace('"', '""') + '"'


def text(value: str) -> str:
    """A text as SQL."""
    return "'" + value.replace("'", "''") + "'"


_HELD: Mapping[frozenset[type], Holds] = {
    frozenset(): Holds.NOTHING,
    frozenset((str,)): Holds.TEXT,
    frozenset((bool,)): Holds.YES_NO,
    frozenset((int,)): Holds.WHOLE,
    frozenset((Decimal,)): Holds.DECIMAL,
    frozenset((int, Decimal)): Holds.DECIMAL,
    frozenset((date,)): Holds.DAY,
    frozenset((datetime,)): Holds.MOMENT,
    frozenset((datetime, str)): Holds.MOMENT,
    frozenset((Month,)): Holds.MONTH,
    frozenset((Gestation,)): Holds.GESTATION,
    frozenset((tuple,)): Holds.SEVERAL,
}


def _held(cells: Iterable[Cell | None]) -> Holds:
    return _HELD[frozenset(type(cell) for cell in cells if cell is not None)]


def headings_of(register: Register) -> list[str]:
    """The columns that a register was sent with, or those that any of its rows fills."""
    if register.columns is not None:
        return sorted(register.columns)
    return sorted({column for row in register.rows for column in row.cells})


def _columns(name: str, holds: Holds) -> tuple[tuple[str, str], ...]:
    """The columns of the database for one of a register, each with its type."""
    match holds:
        case Holds.TEXT:
            return (name, "TEXT"), (name + COMPARED, "TEXT")
        case Holds.MOMENT:
            return (name, "INTEGER"), (name + SECOND, "BIGINT"), (name + UNCLEAR, "TEXT")
        case Holds.DECIMAL:
            return (name, "TEXT"), (name + MILLIONTHS, "BIGINT")
        case _:
            return ((name, "INTEGER"),)


def _stored(holds: Holds, cell: Cell | None) -> tuple[int | str | None, ...]:
    """A cell as it stands in those columns."""
    match holds, cell:
        case (Holds.TEXT, str()):
            return cell, folded(cell)
        case (Holds.TEXT | Holds.DECIMAL, None):
            return None, None
        case (Holds.MOMENT, None):
            return None, None, None
        case (Holds.MOMENT, datetime()):
            return cell.date().toordinal(), int(cell.timestamp()), None
        case (Holds.MOMENT, _):
            return None, None, str(cell)
        case (Holds.DECIMAL, int() | Decimal()):
            return str(cell), int(cell * 1_000_000)
        case (_, bool() | int() | None):
            return (None if cell is None else int(cell),)
        case (_, date()):
            return (cell.toordinal(),)
        case (_, Month()):
            return (number_of_month(cell),)
        case (_, Gestation()):
            return (cell.weeks * 7 + cell.days,)
        case _:
            return (1,)


def _references(rows: Rows, headings: Iterable[str]) -> Iterator[str]:
    """What each row is joined on to rows of other registers."""
    named = [rows.column(column) for column in NAMED_BY if column in headings]
    for number, *cells in zip(rows.numbers, *named, strict=True):
        first = next((cell for cell in cells if cell is not None), f"row {number}")
        yield folded(str(first))


def write_register(database: sqlite3.Connection, register: Register, name: str) -> Table:
    """Writes a register's rows under a name; lists of words get a table of their own."""
    rows, headings = in_columns(register.rows), headings_of(register)
    table = Table(quoted(name), {c: _held(rows.column(c).cells) for c in headings})
    declared = [(ROW, "INTEGER PRIMARY KEY"), (REFERENCE, "TEXT")]
    stored: list[Iterable[int | str | None]] = [rows.numbers, _references(rows, headings)]
    for column, holds in table.columns.items():
        declared += _columns(column, holds)
        cells = rows.column(column)
        values = [_stored(holds, cell) for cell in cells.cells]
        stored += [cells.each(one) for one in zip(*values, strict=True)]
    columns = ", ".join(f"{quoted(column)} {kind}" for column, kind in declared)
    database.execute(f"CREATE TABLE {table.name} ({columns})")
    if len(rows):
        insert(database, table.name, len(declared), zip(*stored, strict=True))
    for column, holds in table.columns.items():
        if holds is Holds.SEVERAL:
            _write_words(database, register.rows, words_of(name, column), column)
    return table


def words_of(register: str, column: str) -> str:
    """The table with the words of a column that holds several, in quotation marks."""
    return quoted(f"{register}: {column}")


def _write_words(
    database: sqlite3.Connection, rows: Iterable[RegisterRow], name: str, column: str
) -> None:
    database.execute(f'CREATE TABLE {name} ("row" INTEGER, word TEXT)')
    found = (
        (row.number, folded(word))
        for row in rows
        if isinstance(cell := row.cells.get(column), tuple)
        for word in cell
    )
    insert(database, name, 2, list(found))


def insert(
    database: sqlite3.Connection, name: str, width: int, rows: Iterable[tuple[Any, ...]]
) -> None:
    """Writes rows into a table."""
    places = ", ".join("?" * width)
    database.executemany(f"INSERT INTO {name} VALUES ({places})", rows)


def day_of(told: date) -> date:
    """The day of a day or of a moment."""
    return told.date() if isinstance(told, datetime) else told

"""A submission as tables: every register with typed columns, every document, every fact.

A text stands there as written and, beside it, as it is compared. A day is its number, a
month the number of months, a gestation its days. A blank cell is NULL: not known, never no.
"""

import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from typing import Any

from mis_assessor.core.evidence.references import folded
from mis_assessor.core.evidence.submission import Cell, Register, RegisterRow
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


def _held(rows: Sequence[RegisterRow]) -> dict[str, Holds]:
    kinds: dict[str, set[type]] = {}
    for row in rows:
        for column, cell in row.cells.items():
            kinds.setdefault(column, set()).add(type(cell))
    return {column: _HELD[frozenset(found)] for column, found in kinds.items()}


def _columns(name: str, holds: Holds) -> tuple[tuple[str, str], ...]:
    """The columns of the database for one of a register, each with its type."""
    match holds:
        case Holds.TEXT:
            return (name, "TEXT"), (name + COMPARED, "TEXT")
        case Holds.MOMENT:
            return (name, "INTEGER"), (name + SECOND, "INTEGER"), (name + UNCLEAR, "TEXT")
        case Holds.DECIMAL:
            return (name, "TEXT"), (name + MILLIONTHS, "INTEGER")
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


def reference(row: RegisterRow) -> str:
    """What a row is joined on to rows of other registers."""
    named = next((str(row.cells[c]) for c in NAMED_BY if c in row.cells), f"row {row.number}")
    return folded(named)


def write_register(database: sqlite3.Connection, register: Register, name: str) -> Table:
    """Writes a register's rows under a name; lists of words get a table of their own."""
    table = Table(quoted(name), _held(register.rows))
    columns = [(ROW, "INTEGER PRIMARY KEY"), (REFERENCE, "TEXT")]
    for column, holds in table.columns.items():
        columns += _columns(column, holds)
    declared = ", ".join(f"{quoted(column)} {kind}" for column, kind in columns)
    database.execute(f"CREATE TABLE {table.name} ({declared})")
    rows = [
        (
            row.number,
            reference(row),
            *(
                value
                for column, holds in table.columns.items()
                for value in _stored(holds, row.cells.get(column))
            ),
        )
        for row in register.rows
    ]
    insert(database, table.name, len(columns), rows)
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
    database: sqlite3.Connection, name: str, width: int, rows: Sequence[tuple[Any, ...]]
) -> None:
    places = ", ".join("?" * width)
    database.executemany(f"INSERT INTO {name} VALUES ({places})", rows)


def day_of(told: date) -> date:
    """The day of a day or of a moment."""
    return told.date() if isinstance(told, datetime) else told

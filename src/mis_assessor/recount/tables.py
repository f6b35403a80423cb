"""A submission as tables: every register with typed columns, every document, every fact.

A text stands there as written and, beside it, as it is compared. A day is its number, a
month the number of months, a gestation its days. A blank cell is NULL: not known, never no.
"""

import sqlite3
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from functools import lru_cache

from mis_assessor.core.evidence.references import folded
from mis_assessor.core.evidence.rows import Cell, Column, RegisterRow, Rows, in_columns
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


Stored = int | str | None


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


@dataclass(frozen=True, slots=True, eq=False)
class Table:
    """A register in the database; the very same for registers that hold the same kinds of cells."""

    register: str
    columns: Mapping[str, Holds]

    @property
    def name(self) -> str:
        """As it stands in the database, in quotation marks."""
        return quoted(self.register)

    def holds(self, column: str) -> Holds:
        """What a column holds; one that nobody sent holds nothing."""
        return self.columns.get(column, Holds.NOTHING)


@lru_cache(maxsize=1 << 12)
def _table(register: str, columns: tuple[tuple[str, Holds], ...]) -> Table:
    return Table(register, dict(columns))


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


def _stored(holds: Holds, cells: Sequence[Cell | None]) -> Iterator[Sequence[Stored]]:
    """Distinct cells as they stand in each of those columns."""
    match holds:
        case Holds.TEXT:
            written = [None if cell is None else str(cell) for cell in cells]
            yield written
            yield [None if cell is None else folded(cell) for cell in written]
        case Holds.MOMENT:
            moments = [cell if isinstance(cell, datetime) else None for cell in cells]
            yield [None if moment is None else moment.toordinal() for moment in moments]
            yield [None if moment is None else int(moment.timestamp()) for moment in moments]
            yield [cell if isinstance(cell, str) else None for cell in cells]
        case Holds.DECIMAL:
            yield [None if cell is None else str(cell) for cell in cells]
            yield [_millionths(cell) for cell in cells]
        case _:
            yield [None if cell is None else _number(cell) for cell in cells]


def _millionths(cell: Cell | None) -> int | None:
    return int(cell * 1_000_000) if isinstance(cell, int | Decimal) else None


def _number(cell: Cell) -> int:
    """A cell that has one number; of several words only that there are some."""
    match cell:
        case bool() | int():
            return int(cell)
        case date():
            return cell.toordinal()
        case Month():
            return number_of_month(cell)
        case Gestation():
            return cell.weeks * 7 + cell.days
        case _:
            return 1


def _references(rows: Rows, headings: Collection[str]) -> Iterator[str]:
    """What each row is joined on to rows of other registers."""
    named = [rows.column(column) for column in NAMED_BY if column in headings]
    if named and None not in named[0].cells:
        return named[0].each([folded(str(cell)) for cell in named[0].cells])
    return _first_named(rows.numbers, named)


def _first_named(numbers: Sequence[int], named: Sequence[Column]) -> Iterator[str]:
    for number, *cells in zip(numbers, *named, strict=True):
        first = next((cell for cell in cells if cell is not None), f"row {number}")
        yield folded(str(first))


@dataclass(frozen=True, slots=True)
class Written:
    """A register as it is written into a database: its table, and that of each list of words."""

    table: Table
    rows: Rows

    @classmethod
    def of(cls, register: Register, name: str) -> "Written":
        """A register under a name."""
        rows = in_columns(register.rows)
        held = tuple((c, _held(rows.column(c).cells)) for c in headings_of(register))
        return cls(_table(name, held), rows)

    def columns(self, with_blanks: bool) -> dict[str, str]:
        """Each column of its table and its type, perhaps those too that nobody filled in."""
        declared = {ROW: "INTEGER PRIMARY KEY", REFERENCE: "TEXT"}
        for column, holds in self.table.columns.items():
            if with_blanks or holds is not Holds.NOTHING:
                declared.update(_columns(column, holds))
        return declared

    def last_day(self) -> date | None:
        """The last day in any of its cells."""
        days = [
            day_of(cell)
            for column, holds in self.table.columns.items()
            if holds in (Holds.DAY, Holds.MOMENT)
            for cell in self.rows.column(column).cells
            if isinstance(cell, date)
        ]
        return max(days, default=None)

    def words(self) -> Iterator[str]:
        """Each column that holds several words, which have a table of their own."""
        return (c for c, holds in self.table.columns.items() if holds is Holds.SEVERAL)

    def write(self, database: sqlite3.Connection) -> None:
        """Writes the rows into the tables, which are there."""
        if not len(self.rows):
            return
        declared, table = [ROW, REFERENCE], self.table
        stored: list[Iterable[Stored]]
        stored = [self.rows.numbers, _references(self.rows, table.columns)]
        for column, holds in table.columns.items():
            if holds is Holds.NOTHING:
                continue
            declared += [name for name, _ in _columns(column, holds)]
            cells = self.rows.column(column)
            stored += [cells.each(one) for one in _stored(holds, cells.cells)]
        insert(database, table.name, declared, zip(*stored, strict=True))
        for column in self.words():
            name = words_of(table.register, column)
            insert(database, name, WORDS, _words_in(self.rows, column))


WORDS = {"row": "INTEGER", "word": "TEXT"}
"""A table with the words of a column that holds several."""


def words_of(register: str, column: str) -> str:
    """The table with the words of a column that holds several, in quotation marks."""
    return quoted(f"{register}: {column}")


def _words_in(rows: Iterable[RegisterRow], column: str) -> Iterator[tuple[int, str]]:
    return (
        (row.number, folded(word))
        for row in rows
        if isinstance(cell := row.cells.get(column), tuple)
        for word in cell
    )


def insert(
    database: sqlite3.Connection,
    name: str,
    columns: Collection[str],
    rows: Iterable[tuple[Stored, ...]],
) -> None:
    """Writes rows into some columns of a table."""
    listed, places = ", ".join(map(quoted, columns)), ", ".join("?" * len(columns))
    database.executemany(f"INSERT INTO {name} ({listed}) VALUES ({places})", rows)


def day_of(told: date) -> date:
    """The day of a day or of a moment."""
    return told.date() if isinstance(told, datetime) else told

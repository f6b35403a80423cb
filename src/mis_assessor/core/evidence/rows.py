"""Rows of a register held in columns: each distinct cell once, and which row says which.

A question looks at each distinct cell once and then knows of every row; a row by itself is
only made when somebody looks at it.
"""

from array import array
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from itertools import compress, count, repeat
from typing import Any, Generic, TypeVar, overload

from mis_assessor.core.evidence.in_bulk import in_bulk
from mis_assessor.core.rules.quantities import Gestation, Month

Cell = str | bool | int | Decimal | date | datetime | Month | Gestation | tuple[str, ...]
OneTold = TypeVar("OneTold")
OneSaid = TypeVar("OneSaid")
IN_A_BYTE = 256
"""So many distinct cells have a number that one byte can hold."""


@dataclass(frozen=True, slots=True)
class RegisterRow:
    """One row of a register. A blank cell is absent: it is not known, never *no*."""

    number: int
    """Row in the file, the header being row 1."""
    cells: Mapping[str, Cell]

    def day(self, column: str) -> date | None:
        """The day in a column, or None when it is blank."""
        cell = self.cells.get(column)
        return cell if isinstance(cell, date) else None


@dataclass(frozen=True, slots=True)
class Distinct(Generic[OneSaid]):
    """What rows say, each thing once, and for each row the number of what it says."""

    codes: Sequence[int]
    """Bytes where few things are said, so that all rows are looked up in one go."""
    cells: Sequence[OneSaid]

    def each(self, said: Sequence[OneTold]) -> Iterator[OneTold]:
        """For each row what is said of its cell, given what is said of each distinct cell."""
        return map(said.__getitem__, self.codes)

    def __iter__(self) -> Iterator[OneSaid]:
        return self.each(self.cells)

    def marked(self, marks: Sequence[int]) -> bytes:
        """The same where each distinct cell is given a small number."""
        if isinstance(self.codes, bytes):
            return self.codes.translate(bytes(marks).ljust(IN_A_BYTE, b"\0"))
        return bytes(self.each(marks))

    def where(self, kept: Iterable[object]) -> "Distinct[OneSaid]":
        """Only the rows for which something true is given."""
        return Distinct(packed([*compress(self.codes, kept)], len(self.cells)), self.cells)


Column = Distinct[Cell | None]
"""The cells of one column."""


def packed(codes: Sequence[int], distinct: int) -> Sequence[int]:
    """Numbers of distinct cells in the least room."""
    return bytes(codes) if distinct <= IN_A_BYTE else array("I", codes)


def _column(cells: Iterable[Cell | None]) -> Column:
    """Cells as a column; 1.0 and 1.00 are two, as they are written differently."""
    numbers: defaultdict[object, int] = defaultdict(count().__next__)
    written = [
        (cell, cell if cell is None or isinstance(cell, str) else (type(cell), str(cell)))
        for cell in cells
    ]
    codes = [numbers[key] for _, key in written]
    distinct = {numbers[key]: cell for cell, key in reversed(written)}
    return Distinct(packed(codes, len(numbers)), [distinct[n] for n in range(len(numbers))])


class Rows(Sequence[RegisterRow]):
    """Rows as they were made, or in columns as they were read; each becomes the other if asked."""

    __slots__ = ("_alike", "_columns", "_days", "_made", "_was_read", "numbers")

    def __init__(
        self,
        numbers: Sequence[int],
        columns: dict[str, Column],
        made: tuple[RegisterRow, ...] | None = None,
    ) -> None:
        self.numbers = numbers
        """Of each row its number in the file."""
        self._columns = columns
        self._made = made
        self._was_read = made is None
        self._days: dict[str, Sequence[date | None]] = {}
        self._alike: dict[tuple[str, ...], Distinct[RegisterRow]] = {}

    @property
    def names(self) -> tuple[str, ...]:
        """Every heading."""
        if self._made is None or self._was_read:
            return tuple(self._columns)
        return tuple(dict.fromkeys(name for row in self._made for name in row.cells))

    def column(self, name: str) -> Column:
        """The cells under a heading, all of them blank where there is no such heading."""
        found = self._columns.get(name)
        if found is None and self._was_read:
            return Distinct(bytes(len(self)), (None,))
        if found is None:
            found = self._columns[name] = _column([row.cells.get(name) for row in self])
        return found

    def days(self, name: str) -> Sequence[date | None]:
        """Of each row the day under a heading, or None."""
        found = self._days.get(name)
        if found is None:
            column = self.column(name)
            days = column.each([cell if isinstance(cell, date) else None for cell in column.cells])
            found = self._days[name] = [*days]
        return found

    def alike(self, names: tuple[str, ...]) -> Distinct[RegisterRow]:
        """Rows of no more than some columns, those that say the same there being one."""
        found = self._alike.get(names)
        if found is None:
            found = self._alike[names] = self._in_one(names)
        return found

    def _in_one(self, names: tuple[str, ...]) -> Distinct[RegisterRow]:
        columns = [self.column(name) for name in names]
        if len(columns) == 1:
            (column,) = columns
            return Distinct(column.codes, _rows(repeat(0), names, [column.cells]))
        numbers: defaultdict[tuple[int, ...], int] = defaultdict(count().__next__)
        together = zip(*(c.codes for c in columns), strict=True) if columns else [()] * len(self)
        codes = [*map(numbers.__getitem__, together)]
        if not columns or not codes:
            return Distinct(bytes(codes), [RegisterRow(0, {})] * (not columns))
        distinct = zip(*numbers, strict=True)
        cells = [[*map(c.cells.__getitem__, n)] for c, n in zip(columns, distinct, strict=False)]
        return Distinct(packed(codes, len(numbers)), _rows(repeat(0), names, cells))

    def __len__(self) -> int:
        return len(self.numbers)

    def __iter__(self) -> Iterator[RegisterRow]:
        if self._made is None:
            cells = [[*column] for column in self._columns.values()]
            self._made = tuple(_rows(self.numbers, tuple(self._columns), cells))
        return iter(self._made)

    @overload
    def __getitem__(self, place: int) -> RegisterRow: ...
    @overload
    def __getitem__(self, place: slice) -> Sequence[RegisterRow]: ...
    def __getitem__(self, place: int | slice) -> RegisterRow | Sequence[RegisterRow]:
        if isinstance(place, slice):
            return tuple([self[one] for one in range(*place.indices(len(self)))])
        if self._made is not None:
            return self._made[place]
        cells = [[column.cells[column.codes[place]]] for column in self._columns.values()]
        (row,) = _rows((self.numbers[place],), tuple(self._columns), cells)
        return row

    def __eq__(self, other: Any) -> bool:
        return isinstance(other, Sequence) and tuple(self) == tuple(other)

    __hash__ = None  # type: ignore[assignment]


def _rows(
    numbers: Iterable[int], names: Sequence[str], columns: Sequence[Sequence[Cell | None]]
) -> list[RegisterRow]:
    """Rows without their blank cells, filled column by column: that takes half the time."""
    cells: list[dict[str, Cell]]
    cells = [{} if cell is None else {names[0]: cell} for cell in columns[0]]
    for name, column in zip(names[1:], columns[1:], strict=True):
        for row, cell in zip(cells, column, strict=True):
            if cell is not None:
                row[name] = cell
    return in_bulk(RegisterRow, len(cells), number=numbers, cells=cells)


def in_columns(rows: Iterable[RegisterRow]) -> Rows:
    """Rows that can be looked at column by column."""
    if isinstance(rows, Rows):
        return rows
    made = tuple(rows)
    return Rows([row.number for row in made], {}, made)

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
from itertools import compress, count
from typing import Any, TypeVar, overload

from mis_assessor.core.rules.quantities import Gestation, Month

Cell = str | bool | int | Decimal | date | datetime | Month | Gestation | tuple[str, ...]
T = TypeVar("T")
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
class Column:
    """The cells of one column: the distinct ones, and for each row the number of its own."""

    codes: Sequence[int]
    """Bytes where the distinct cells are few, so that all rows are looked up in one go."""
    cells: Sequence[Cell | None]

    def each(self, said: Sequence[T]) -> Iterator[T]:
        """For each row what is said of its cell, given what is said of each distinct cell."""
        return map(said.__getitem__, self.codes)

    def __iter__(self) -> Iterator[Cell | None]:
        return self.each(self.cells)

    def marked(self, marks: Sequence[int]) -> bytes:
        """The same where each distinct cell is given a small number."""
        if isinstance(self.codes, bytes):
            return self.codes.translate(bytes(marks).ljust(IN_A_BYTE, b"\0"))
        return bytes(self.each(marks))

    def days(self) -> tuple[date | None, ...]:
        """Of each distinct cell its day, or None where it is none."""
        return tuple([cell if isinstance(cell, date) else None for cell in self.cells])

    def where(self, kept: Iterable[object]) -> "Column":
        """Only the rows for which something true is given."""
        return Column(packed([*compress(self.codes, kept)], len(self.cells)), self.cells)


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
    return Column(packed(codes, len(numbers)), [distinct[n] for n in range(len(numbers))])


class Rows(Sequence[RegisterRow]):
    """Rows as they were made, or in columns as they were read; each becomes the other if asked."""

    __slots__ = ("_columns", "_made", "_was_read", "numbers")

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

    def column(self, name: str) -> Column:
        """The cells under a heading, all of them blank where there is no such heading."""
        found = self._columns.get(name)
        if found is None and self._was_read:
            return Column(bytes(len(self)), (None,))
        if found is None:
            found = self._columns[name] = _column([row.cells.get(name) for row in self])
        return found

    def __len__(self) -> int:
        return len(self.numbers)

    def __iter__(self) -> Iterator[RegisterRow]:
        if self._made is None:
            cells = zip(*self._columns.values(), strict=True)
            self._made = tuple(map(self._row, self.numbers, cells))
        return iter(self._made)

    def _row(self, number: int, cells: tuple[Cell | None, ...]) -> RegisterRow:
        filled = zip(self._columns, cells, strict=True)
        return RegisterRow(number, {name: cell for name, cell in filled if cell is not None})

    @overload
    def __getitem__(self, place: int) -> RegisterRow: ...
    @overload
    def __getitem__(self, place: slice) -> Sequence[RegisterRow]: ...
    def __getitem__(self, place: int | slice) -> RegisterRow | Sequence[RegisterRow]:
        if isinstance(place, slice):
            return tuple([self[one] for one in range(*place.indices(len(self)))])
        if self._made is not None:
            return self._made[place]
        columns = self._columns.values()
        return self._row(self.numbers[place], tuple([c.cells[c.codes[place]] for c in columns]))

    def __eq__(self, other: Any) -> bool:
        return isinstance(other, Sequence) and tuple(self) == tuple(other)

    __hash__ = None  # type: ignore[assignment]


def in_columns(rows: Iterable[RegisterRow]) -> Rows:
    """Rows that can be looked at column by column."""
    if isinstance(rows, Rows):
        return rows
    made = tuple(rows)
    return Rows([row.number for row in made], {}, made)

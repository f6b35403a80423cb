"""A rota by week, a column for each day and a row for each shift, brought into a register."""

from collections.abc import Iterator, Mapping
from datetime import date, datetime, timedelta
from itertools import pairwise

from mis_assessor.core.errors import Problem
from mis_assessor.core.rules.imports import Layout
from mis_assessor.importing.cells_read import NotUnderstood, plain_words, read_foreign_day
from mis_assessor.importing.folder import Row
from mis_assessor.importing.grid import Grid, Spot
from mis_assessor.importing.lists import skipped
from mis_assessor.importing.taken import CellTaker, Taken, Words
from mis_assessor.intake.columns import Column, TableKind
from mis_assessor.intake.mappings import Mappings, SheetMapped
from mis_assessor.reading.problems import listed_quoted, quoted

_SHIFT, _DAY = "shift", "day"
_FEWEST_DAYS = 3
_WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


def take_weeks(
    grid: Grid, layout: Layout, kinds: Mapping[str, TableKind], kept: Mappings, taken: Taken
) -> bool:
    """Takes the shifts of a sheet; False where no row of it holds the days of a week."""
    kind = kinds[layout.into[0]]
    days = _rows_of_days(grid)
    if not days:
        return False
    before = kept.of(layout.layout, grid.sheet or grid.file)
    words = dict(before.words) if before else {}
    sheet = SheetMapped(
        layout=layout.layout,
        sheet=grid.sheet or grid.file,
        into=kind.name,
        heading_row=min(days),
        words=words,
    )
    taken.mappings.append(sheet)
    said = next(kind.columns[heading] for heading in layout.words if heading != _SHIFT)
    reader = _Weeks(grid, layout, kind, said, Words(layout, words), taken)
    found = [row for first in sorted(days) for row in reader.week(first, days)]
    taken.rows[kind.name] += found
    return True


def _rows_of_days(grid: Grid) -> Mapping[int, Mapping[int, date]]:
    """Rows that hold the days of a week: column → day."""
    found: dict[int, Mapping[int, date]] = {}
    for number in range(1, len(grid.rows) + 1):
        days = {
            column: day
            for column in range(2, grid.width(number) + 1)
            if (day := _heading_day(grid.spot(number, column))) is not None
        }
        if len(days) >= _FEWEST_DAYS and _follow(list(days.values())):
            found[number] = days
    return found


def _follow(days: list[date]) -> bool:
    """Whether each day is the one after the last."""
    return all(b - a == timedelta(days=1) for a, b in pairwise(days))


def _heading_day(spot: Spot) -> date | None:
    """The day over a column, with or without the name of the weekday before it."""
    if isinstance(spot.value, datetime | date):
        return spot.value.date() if isinstance(spot.value, datetime) else spot.value
    text = spot.text
    if text[:3].casefold() in _WEEKDAYS and " " in text:
        text = text.partition(" ")[2].strip()
    try:
        return date.fromisoformat(read_foreign_day(Spot(spot.row, spot.column, text, text)))
    except NotUnderstood:
        return None


class _Weeks:
    def __init__(
        self, grid: Grid, layout: Layout, kind: TableKind, said: Column, words: Words, taken: Taken
    ) -> None:
        self.grid, self.layout, self.kind, self.said = grid, layout, kind, said
        self.words, self.taken = words, taken
        self.taker = CellTaker(grid, taken, words, 0, [kind])
        self.shifts = words.of(kind.columns[_SHIFT])

    def week(self, first: int, days: Mapping[int, Mapping[int, date]]) -> Iterator[tuple[str, Row]]:
        """The shifts below one row of days, down to the next."""
        end = min((row for row in days if row > first), default=len(self.grid.rows) + 1)
        for number in range(first + 1, end):
            if skipped(self.grid, number, self.layout, self.taken):
                continue
            label = self.grid.text(number, 1)
            if not any(self.grid.text(number, column) for column in days[first]):
                continue
            if (shift := self._shift(label)) is None:
                options = listed_quoted(self.kind.columns[_SHIFT].type.options)
                self.taken.not_understood.append(
                    Problem(
                        self.grid.at(number, 1),
                        f"{quoted(label)} is no shift that is known. Write {options}, or say under "
                        "“words” in mappings.yaml what it means.",
                    )
                )
                continue
            for column, day in days[first].items():
                if text := self.taker.read(number, column, self.said):
                    row = {_DAY: day.isoformat(), _SHIFT: shift, self.said.heading: text}
                    yield self.grid.at(number, column), row

    def _shift(self, label: str) -> str | None:
        plain = plain_words(label)
        for option in self.kind.columns[_SHIFT].type.options:
            if plain == plain_words(option):
                return option
        return self.shifts.get(plain)

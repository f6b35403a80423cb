"""A thing that can go wrong, and which rows of a register it goes wrong in."""

from dataclasses import dataclass
from typing import Literal

from mis_assessor.core.evidence.submission import Cell, RegisterRow
from trust_year.spoiled import Spoil, Where
from trust_year.years import SchemeYear

Verdict = Literal["not met", "evidence missing"]


@dataclass(frozen=True, slots=True)
class Spoiling:
    """One thing that goes wrong, and the requirement by year that stops holding."""

    what: str
    spoil: Spoil
    verdict: Verdict
    by_year: dict[int, str]
    """Year → the requirement without “MIS-Y<year>-”, and what falls with it or could rescue it."""


def column_is(heading: str, wanted: Cell) -> Where:
    """Rows in which a column says just this."""
    return lambda _, row: row.cells.get(heading) == wanted


def counted(day_of: str, *also: str) -> Where:
    """Rows whose day every year's rules count, and in which the other columns say yes."""

    def where(year: SchemeYear, row: RegisterRow) -> bool:
        day = row.day(day_of)
        first = max(year.reviewed_from, year.shifts_from, year.incidents_from)
        return day is not None and day > first and all(row.cells.get(a) is True for a in also)

    return where

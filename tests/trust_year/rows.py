"""Small pieces that every invented register is made of."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from random import Random

from mis_assessor.core.evidence.submission import Cell, Register, RegisterRow
from mis_assessor.core.rules.calendar import ONE_DAY
from mis_assessor.core.rules.quantities import Month
from trust_year.people import CHECKER, SUPPLIER
from trust_year.years import YEAR_4, SchemeYear

Cells = Mapping[str, Cell | None]


@dataclass(frozen=True, slots=True)
class Trust:
    """What every register is invented from: chance, and how large the trust is."""

    seed: int
    size: float
    births: int
    """In a year."""
    year: SchemeYear = YEAR_4
    random: Random = field(default_factory=Random)

    def part(self, name: str) -> "Trust":
        """The same trust with chances of its own, so that no register disturbs another."""
        return replace(self, random=Random(f"{self.seed} {name}"))

    def scaled(self, number: float, least: int = 0) -> int:
        """A number for a trust of the usual size, for this one."""
        return max(least, round(number * self.size))

    def day_between(self, first: date, last: date) -> date:
        """Any of the days, ends included."""
        return first + timedelta(days=self.random.randint(0, (last - first).days))

    def days_between(self, first: date, last: date, number: int) -> list[date]:
        """So many days, in order."""
        return sorted(self.day_between(first, last) for _ in range(number))


def register(
    year: SchemeYear,
    name: str,
    rows: Sequence[Cells],
    covers_from: date,
    covers_to: date | None = None,
    *,
    complete_to: date | None = None,
    checked_on: date | None = None,
    taken_from: str = "",
) -> Register:
    """A register in order, checked by a named person; without rows, a nil return."""
    covers_to = covers_to or year.evidence_end
    checked = checked_on or year.checked_on
    return Register(
        name,
        tuple(
            RegisterRow(
                number, {heading: cell for heading, cell in row.items() if cell is not None}
            )
            for number, row in enumerate(rows, start=2)
        ),
        covers_from=covers_from,
        covers_to=covers_to,
        complete_to=complete_to or covers_to,
        nothing_to_report=not rows,
        checked_by=CHECKER,
        checked_on=checked,
        taken_from=taken_from,
        taken_on=max(checked - ONE_DAY, complete_to or covers_to),
        supplied_by=SUPPLIER,
    )


def days(first: date, last: date) -> list[date]:
    """Every day, ends included."""
    return [first + n * ONE_DAY for n in range((last - first).days + 1)]


def months(first: Month, last: Month) -> list[Month]:
    """Every month, ends included."""
    start, end = (m.year * 12 + m.month - 1 for m in (first, last))
    return [Month(n // 12, n % 12 + 1) for n in range(start, end + 1)]

"""A trust's own counts of one month, out of a register that may hold all of England."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from mis_assessor.core.quantities import Month
from mis_assessor.core.submission import Register, Row

NUMERATOR, DENOMINATOR, COUNT = "Numerator", "Denominator", "Count"
_LEVELS = ("provider", "trust")
"""How a provider's own rows are marked, in files of today and of earlier years."""
_NUMBER = re.compile(r"(\d{1,9})(?:\.0+)?", re.ASCII)
_DID_NOT_SUBMIT = "dns"


@dataclass(frozen=True, slots=True)
class MonthCounts:
    """Counts by indicator and currency; what is not a number is not there."""

    month: Month
    numbers: Mapping[tuple[str, str], int]
    rows: int
    """How many rows of the trust and month there are, of any indicator."""

    def number(self, indicator: str, currency: str) -> int | None:
        """A count, or None where it is not known."""
        return self.numbers.get((indicator.casefold(), currency.casefold()))


def counts_of(register: Register, trust: str, month: Month) -> MonthCounts:
    """The provider rows of a trust and month; a count given in two ways is not known."""
    found: dict[tuple[str, str], set[int | None]] = {}
    rows = 0
    for row in register.rows:
        if not _is_of(row, trust, month):
            continue
        rows += 1
        name = (_text(row, "indicator"), _text(row, "currency"))
        found.setdefault(name, set()).add(_number(_text(row, "value")))
    return MonthCounts(month, dict(_agreed(found)), rows)


def _is_of(row: Row, trust: str, month: Month) -> bool:
    day = row.day("reporting period start")
    return (
        day is not None
        and (day.year, day.month) == (month.year, month.month)
        and _text(row, "organisation code") == trust.casefold()
        and _text(row, "organisation level") in _LEVELS
    )


def _text(row: Row, column: str) -> str:
    return str(row.cells.get(column, "")).casefold().strip()


def _number(value: str) -> int | None:
    """A count; who did not submit is counted as nothing, as the national rule does."""
    if value == _DID_NOT_SUBMIT:
        return 0
    match = _NUMBER.fullmatch(value.replace(",", ""))
    return int(match[1]) if match else None


def _agreed(
    found: Mapping[tuple[str, str], set[int | None]],
) -> Iterator[tuple[tuple[str, str], int]]:
    for name, values in found.items():
        (first, *others) = values
        if first is not None and not others:
            yield name, first

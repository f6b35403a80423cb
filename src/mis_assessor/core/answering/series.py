"""Registers that must have a row for every month, shift or named item."""

from collections.abc import Iterator
from datetime import date
from itertools import pairwise, product

from mis_assessor.core.answering.asking import Asking
from mis_assessor.core.answering.rows import folded_cell, row_test
from mis_assessor.core.evidence.references import folded
from mis_assessor.core.evidence.submission import Register, RegisterRow
from mis_assessor.core.rules.calendar import ONE_DAY, first_day, last_day, whole_periods
from mis_assessor.core.rules.quantities import Month
from mis_assessor.core.rules.questions import IN_BETWEEN, CasesQuestion, TotalsQuestion
from mis_assessor.core.rules.row_tests import RowTest
from mis_assessor.core.wording import on_day

SHIFTS = ("day", "night")


def missing_in_series(
    question: CasesQuestion | TotalsQuestion,
    register: Register,
    asking: Asking,
    start: date | None,
    end: date | None,
) -> tuple[str, ...]:
    """What has no row although every one must have: a gap is evidence missing.

    Of a register put together from several, each must have every row.
    """
    if register.parts:
        return tuple(
            f"{what} ({part.name})"
            for part in register.parts
            for what in missing_in_series(question, part, asking, start, end)
        )
    missing: list[str] = []
    if isinstance(question, CasesQuestion) and question.one_row_for_each_of:
        missing += _names(question, question.one_row_for_each_of, register, asking)
    if question.one_row_for_every == IN_BETWEEN:
        missing += _holes(question, register, asking)
    elif question.one_row_for_every and start and end:
        last = min(end, asking.on)
        if question.one_row_for_every == "month":
            missing += _months(register, start, last)
        else:
            missing += _shifts(register, start, last)
    return tuple(missing)


def days_of(row: RegisterRow) -> tuple[date, date] | None:
    """The first and last day a row of figures is about: its month, or its own two days."""
    month = row.cells.get("month")
    if isinstance(month, Month):
        return first_day(month), last_day(month)
    first, last = row.day("from"), row.day("to")
    return (first, last) if first and last else None


def _holes(
    question: CasesQuestion | TotalsQuestion, register: Register, asking: Asking
) -> Iterator[str]:
    """Days without a row between the first and the last that have one: a bad month left out."""
    belongs = row_test(question.cases, asking)
    spans = sorted(span for row in register.rows if belongs(row) and (span := days_of(row)))
    for (_, ended), (begins, _) in pairwise(spans):
        if begins - ended > ONE_DAY:
            first, last = ended + ONE_DAY, begins - ONE_DAY
            yield f"{on_day(first, '')} to {on_day(last, '')}"


def _names(
    question: CasesQuestion, each_of: str, register: Register, asking: Asking
) -> Iterator[str]:
    column = next(
        line.column
        for line in question.cases
        if isinstance(line, RowTest) and line.is_one_of == each_of
    )
    others = tuple(
        line for line in question.cases if not (isinstance(line, RowTest) and line.column == column)
    )
    belongs = row_test(others, asking)
    present = {folded_cell(row, column) for row in register.rows if belongs(row)}
    yield from (n for n in asking.names(each_of) if folded(n) not in present)


def _months(register: Register, start: date, last: date) -> Iterator[str]:
    present = set(map(str, register.table.column("month").cells))
    for first, _ in whole_periods(1, start, last):
        if f"{first:%Y-%m}" not in present:
            yield f"{first:%B %Y}"


def _shifts(register: Register, start: date, last: date) -> Iterator[str]:
    """Shifts without a row, of each labour ward that the register names."""
    rows = register.table
    units, days, shifts = (rows.column(name) for name in ("unit", "day", "shift"))
    names = ["" if cell is None else str(cell) for cell in units.cells]
    wards = [folded(name) for name in names]
    present = set(zip(units.each(wards), days, shifts, strict=True))
    written = dict(zip(units.each(wards), units.each(names), strict=True)) or {"": ""}
    every = [start + n * ONE_DAY for n in range((last - start).days + 1)]
    missing = set(product(written, every, SHIFTS)) - present
    for ward, day, shift in sorted(missing, key=lambda one: (written[one[0]], *one[1:])):
        where = f", {written[ward]}" if ward else ""
        yield f"{shift} shift {on_day(day)}{where}"

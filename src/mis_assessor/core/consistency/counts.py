"""Counts held against each other: from outside, between registers, by size and in series."""

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence, Set
from datetime import date
from decimal import Decimal
from itertools import compress, islice, repeat
from string import digits as DIGITS

from mis_assessor.core.answering.held import YES, surely
from mis_assessor.core.consistency.look import Contradiction, Look
from mis_assessor.core.consistency.partners import Partners
from mis_assessor.core.consistency.rows import FEW, few
from mis_assessor.core.consistency.tables import place
from mis_assessor.core.evidence.references import folded
from mis_assessor.core.evidence.rows import Cell
from mis_assessor.core.evidence.submission import RegisterRow
from mis_assessor.core.rules.calendar import after, before, day_of
from mis_assessor.core.rules.count_checks import (
    EventInBoth,
    FigureOfTable,
    NoHole,
    NothingToReport,
    NumbersFollow,
    OutsideCount,
    RightSize,
)
from mis_assessor.core.rules.quantities import Month
from mis_assessor.core.wording import listed, on_day

NUMBERED = re.compile(r"(.*?)(\d+)")
OUTSIDE_TOTALS = "outside totals"
UNBROKEN = 10
"""A series is numbered where at most one number in so many is missing."""


def outside_count(check: OutsideCount, look: Look) -> Iterator[Contradiction]:
    """Each count from outside that the trust's own rows of the same days do not reach."""
    words = [folded(word) for word in look.names(check.subject)] if check.subject else []
    days: list[date] | None = None
    compared = False
    own = look.submission.registers.get(check.register_)
    for row in look.tables.rows(OUTSIDE_TOTALS):
        subject = folded(str(row.cells.get("subject", "")))
        if row.cells.get("source") not in check.sources:
            continue
        if words and not any(word in subject for word in words):
            continue
        first, last, number = row.day("from"), row.day("to"), row.cells.get("count")
        if first is None or last is None or not isinstance(number, int) or own is None:
            continue
        compared = True
        if days is None:
            meant = surely(look.marks(check.register_, check.rows))
            happened = compress(own.table.days(check.day), meant)
            days = sorted(day_of(day) for day in happened if day is not None)
        mine = bisect_right(days, last) - bisect_left(days, first)
        if mine == number:
            continue
        told = f"{on_day(first, '')} to {on_day(last, '')}"
        reaches = (own.covers_from or date.max) <= first and last <= (own.covers_to or date.min)
        here = f"{OUTSIDE_TOTALS}, {row.cells['source']}, row {row.number}"
        yield Contradiction(
            f"{row.cells['source']} counted {number:,} ({row.cells.get('subject', 'no subject')}, "
            f"{told}; {here}), and “{check.register_}” has {mine:,} of these days"
            + ("." if reaches else ", which the register does not cover whole."),
            (here, check.register_),
            remark=not reaches and mine < number,
        )
    if own is not None and not compared:
        yield Contradiction(
            f"No count by {listed(list(check.sources), 'or')} is in “{OUTSIDE_TOTALS}”, so nothing "
            f"outside the trust says whether “{check.register_}” is complete.",
            (OUTSIDE_TOTALS, check.register_),
            remark=True,
        )


def nothing_to_report(check: NothingToReport, look: Look) -> Iterator[Contradiction]:
    """Everything that says there was something, where a register says there was nothing."""
    register = look.submission.registers.get(check.register_)
    if register is None or register.rows or not register.nothing_to_report:
        return
    first = register.covers_from or date.min
    for one in check.against:
        if one.table is None:
            name = one.statement or ""
            said = look.submission.statements.get(name)
            if said is not None and said.answer is (one.answer == "yes"):
                yield Contradiction(
                    f"“{check.register_}” has nothing to report, and {said.who} stated "
                    f"“{name}: {one.answer}”.",
                    (f"register list, {check.register_}", "statements"),
                )
        else:
            rows = [r for r in look.rows(one.table, one.rows) if _since(r, first)]
            if rows:
                told = few([place(one.table, row) for row in rows])
                yield Contradiction(
                    f"“{check.register_}” has nothing to report, and {told} "
                    f"{'say' if len(rows) > 1 else 'says'} otherwise.",
                    (f"register list, {check.register_}", place(one.table, rows[0])),
                )


def _since(row: RegisterRow, first: date) -> bool:
    """Whether every day of a row is on or after the first that the register covers."""
    days = [day_of(cell) for cell in row.cells.values() if isinstance(cell, date)]
    return all(day >= first for day in days)


def right_size(check: RightSize, look: Look) -> Iterator[Contradiction]:
    """Two figures that are not of one size."""
    this = _figure(check.this, look, None)
    that = _figure(check.that, look, this[1] if this else None)
    if this is None or that is None or not that[0]:
        return
    ratio = this[0] / that[0]
    low = look.number(check.at_least) if check.at_least else None
    high = look.number(check.at_most) if check.at_most else None
    if (low is None or ratio >= low) and (high is None or ratio <= high):
        return
    limit = (
        f"at least {_short(low)} of"
        if low is not None and ratio < low
        else f"at most {_short(high)} of"
    )
    yield Contradiction(
        f"{_told(check.this, this[0])}, and {_told(check.that, that[0])}: expected {limit} it.",
        (check.this.table, check.that.table),
    )


def _short(number: Decimal | None) -> str:
    return f"{(number or Decimal(0)).normalize():f}"


MeasuredOn = tuple[Decimal, date | None]


def _figure(measure: FigureOfTable, look: Look, on: date | None) -> MeasuredOn | None:
    """A figure of a table, with the day it is of; None where there is none."""
    if measure.count:
        return _counted(measure, look, on or look.on, on)
    rows = look.rows(measure.table, measure.rows)
    if not rows:
        return None
    if measure.latest:
        dated = [(row.day(measure.by or ""), row.cells.get(measure.latest)) for row in rows]
        known = [(d, n) for d, n in dated if d is not None and d <= look.on and n is not None]
        if not known:
            return None
        day, number = max(known, key=lambda one: one[0])
        return Decimal(str(number)), day
    column = measure.sum_of or measure.mean_of or ""
    numbers = [n for row in rows if isinstance(n := row.cells.get(column), int)]
    if not numbers:
        return None
    total = Decimal(sum(numbers))
    return (total if measure.sum_of else total / len(numbers)), on


def _counted(measure: FigureOfTable, look: Look, day: date, on: date | None) -> MeasuredOn | None:
    """How many rows there are, or people in post on a day; None where there is no row."""
    rows, meant = look.tables.rows(measure.table), surely(look.marks(measure.table, measure.rows))
    if not any(meant):
        return None
    if measure.in_post is None:
        return Decimal(meant.count(YES)), on
    firsts, lasts = map(rows.days, measure.in_post)
    posts = compress(zip(firsts, lasts, strict=True), meant)
    here = ((first or date.min) <= day <= (last or date.max) for first, last in posts)
    return Decimal(sum(here)), on


def _told(measure: FigureOfTable, number: Decimal) -> str:
    shown = f"{number.quantize(Decimal('0.01')).normalize():f}"
    if measure.count:
        return f"“{measure.table}” has {shown} such rows"
    if measure.latest:
        return f"“{measure.latest}” in “{measure.table}” is {shown}"
    what = "adds up to" if measure.sum_of else "is on average"
    return f"“{measure.sum_of or measure.mean_of}” in “{measure.table}” {what} {shown}"


def event_in_both(check: EventInBoth, look: Look) -> Iterator[Contradiction]:
    """Each event of one register that the other, which covers its day, does not tell."""
    other = look.submission.registers.get(check.other)
    if other is None or other.covers_from is None or other.covers_to is None:
        return
    within = look.length(check.within)
    partners = Partners(
        (day_of(day), tuple(row.cells.get(column) for column in check.same.values()))
        for row in look.rows(check.other, check.other_rows)
        if (day := row.day(check.other_day)) is not None
    )
    for row in sorted(
        look.rows(check.table, check.rows), key=lambda r: str(r.cells.get(check.day))
    ):
        day = row.day(check.day)
        if day is None or not other.covers_from <= day_of(day) <= other.covers_to:
            continue
        first, last = before(day_of(day), within), after(day_of(day), within)
        if last > (other.complete_to or other.covers_to):
            continue  # it may yet be written there
        if partners.take(day_of(day), first, last, tuple(map(row.cells.get, check.same))):
            continue
        here = place(check.table, row)
        yield Contradiction(
            f"{here}, {on_day(day)}: “{check.other}” has no such event within "
            f"{within.written} of that day{_also(check, row)}.",
            (here, check.other),
        )


def _also(check: EventInBoth, row: RegisterRow) -> str:
    same = [f"{column} {row.cells[column]}" for column in check.same if column in row.cells]
    return f" with {listed(same)}" if same else ""


def no_hole(check: NoHole, look: Look) -> Iterator[Contradiction]:
    """Each month without a row between the first and the last of its series."""
    series: dict[tuple[str, ...], list[int]] = defaultdict(list)
    rows = look.tables.rows(check.table)
    apart = [rows.column(name) for name in check.apart_by]
    written = (c.each(["" if cell is None else str(cell) for cell in c.cells]) for c in apart)
    names = zip(*written, strict=True) if apart else repeat(())
    months = rows.column(check.month)
    numbered = months.each([_month(cell) for cell in months.cells])
    for name, number in zip(names, numbered, strict=False):
        if number is not None:
            series[name].append(number)
    usually = look.number(check.usually) if check.usually else 0
    for name, every in sorted(series.items()):
        numbers = {*every}
        spanned = max(numbers) - min(numbers) + 1
        if len(every) < usually * spanned:
            continue
        if missing := _missing(numbers, min(numbers)):
            of = f" of {listed([n for n in name if n])}" if any(name) else ""
            first = [f"{date(n // 12, n % 12 + 1, 1):%B %Y}" for n in _first(numbers)]
            told = few(first, of=missing)
            yield Contradiction(
                f"{check.table}{of} has no row for {told}, between the first and the last month.",
                (check.table,),
            )


def _month(cell: Cell | None) -> int | None:
    """The number of a month, or of the month of a day, counted on without end."""
    return cell.year * 12 + cell.month - 1 if isinstance(cell, Month | date) else None


def _missing(numbers: Set[int], begins: int) -> int:
    """How many are left out from where a series begins to its last."""
    return max(numbers) - begins + 1 - len(numbers)


def _first(numbers: Set[int], begins: int | None = None) -> list[int]:
    """The first few that are left out; the series may be as long as anybody mistypes."""
    every = range(min(numbers) if begins is None else begins, max(numbers))
    return [*islice((n for n in every if n not in numbers), FEW)]


def _series(references: Sequence[str]) -> Mapping[tuple[str, int], set[int]]:
    """The numbers that references end with, by what stands before them and how long they are."""
    together = "".join(references)
    if together.isascii() and "\n" not in together:
        heads = [*map(str.rstrip, references, repeat(DIGITS))]
    else:
        found = [*filter(None, map(NUMBERED.fullmatch, references))]
        references, heads = [one[0] for one in found], [one[1] for one in found]
    alike: dict[tuple[str, int], list[str]] = defaultdict(list)
    for one, head in zip(references, heads, strict=True):
        alike[head, len(one) - len(head)].append(one)
    return {
        (head, width): {*map(int, (one[-width:] for one in numbered))}
        for (head, width), numbered in alike.items()
        if width
    }


def numbers_follow(check: NumbersFollow, look: Look) -> Iterator[Contradiction]:
    """Each number left out of a series of references that otherwise has no gap."""
    cells = look.tables.rows(check.table).column(check.column).cells
    series = _series([str(cell) for cell in cells])
    for (head, width), numbers in sorted(series.items()):
        begins = 1 if min(numbers) <= 1 + len(numbers) // UNBROKEN else min(numbers)
        missing = _missing(numbers, begins)
        if missing and missing * UNBROKEN <= len(numbers):
            first = [f"{head}{n:0{width}}" for n in _first(numbers, begins)]
            told = few(first, of=missing)
            yield Contradiction(
                f"{check.table}: {told} {'are' if missing > 1 else 'is'} not there, and the "
                f"other references run from {head}{min(numbers):0{width}} to "
                f"{head}{max(numbers):0{width}} without a gap. Was a row left out?",
                (check.table,),
            )

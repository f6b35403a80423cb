"""Days that cannot stand so: out of order, too far apart, outside, or without a meeting."""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date

from mis_assessor.core.answering.held import surely
from mis_assessor.core.consistency.look import Contradiction, Look, concerning
from mis_assessor.core.consistency.tables import place
from mis_assessor.core.evidence.references import folded
from mis_assessor.core.evidence.rows import RegisterRow
from mis_assessor.core.rules.calendar import after, day_of
from mis_assessor.core.rules.checks import (
    DaysInOrder,
    InTheDaysCovered,
    OnAMeetingDay,
    OneDayForOneAct,
)
from mis_assessor.core.rules.quantities import Month
from mis_assessor.core.wording import on_day

ASSESSMENT_DAY = "assessment day"


def days_in_order(check: DaysInOrder, look: Look) -> Iterator[Contradiction]:
    """Each row with a day before one that must come first, or much too long after it."""
    rows = look.tables.rows(check.table)
    alike = rows.alike(tuple(column for column in check.order if column != ASSESSMENT_DAY))
    wrong = [[*_out_of_order(check, row, look)] for row in alike.cells]
    if not any(wrong):
        return
    meant = surely(look.marks(check.table, check.rows))
    for number, code in enumerate(alike.codes):
        for told in wrong[code] if meant[number] else ():
            here = place(check.table, rows[number])
            yield Contradiction(
                f"{here}: {told}", (here,), concerning(check.table, rows[number], look)
            )


def _out_of_order(check: DaysInOrder, row: RegisterRow, look: Look) -> Iterator[str]:
    """What is wrong with the days of a row, in words."""
    farthest = look.length(check.no_further_apart_than) if check.no_further_apart_than else None
    first: tuple[str, date] | None = None
    for column in check.order:
        day = _assessed(look) if column == ASSESSMENT_DAY else row.day(column)
        if day is None:
            continue
        day = day_of(day)
        if first is not None:
            wrong = ""
            if day < first[1]:
                wrong = "before {}."
            elif farthest and day > after(first[1], farthest):
                wrong = f"more than {farthest.written} after {{}}. Is a year mistyped?"
            if wrong:
                told = wrong.format(f"“{first[0]}” ({on_day(first[1], '')})")
                yield f"“{column}” ({on_day(day, '')}) is {told}"
        if first is None or day > first[1]:
            first = (column, day)


def _assessed(look: Look) -> date:
    """The day the folder is of; on an earlier one, what came later is left out everywhere."""
    return max(look.on, look.submission.assessed_as_at or look.on)


def in_the_days_covered(check: InTheDaysCovered, look: Look) -> Iterator[Contradiction]:
    """Each row on a day that the register does not cover, by the register list."""
    register = look.submission.registers.get(check.table)
    if register is None or register.covers_from is None or register.covers_to is None:
        return
    last = max(register.covers_to, register.complete_to or register.covers_to)
    months = (f"{register.covers_from:%Y-%m}", f"{last:%Y-%m}")
    days = register.table.column(check.day)
    outside: dict[int, str] = {}
    for code, cell in enumerate(days.cells):
        if isinstance(cell, Month) and not months[0] <= str(cell) <= months[1]:
            outside[code] = str(cell)
        elif isinstance(cell, date) and not register.covers_from <= day_of(cell) <= last:
            outside[code] = on_day(cell, "")
    for number in [n for n, code in enumerate(days.codes) if code in outside] if outside else ():
        here = place(check.table, register.rows[number])
        yield Contradiction(
            f"{here}: “{check.day}” ({outside[days.codes[number]]}) lies outside the days that "
            f"registers.csv says the register covers, {on_day(register.covers_from, '')} to "
            f"{on_day(last, '')}. Is a year mistyped?",
            (here, f"register list, {check.table}"),
        )


def on_a_meeting_day(check: OnAMeetingDay, look: Look) -> Iterator[Contradiction]:
    """Each act of a body on a day on which the register of meetings has none of it."""
    met: dict[str, list[date]] = defaultdict(list)
    for row in look.tables.rows("meetings"):
        if (day := row.day("held on")) and "body" in row.cells:
            met[folded(str(row.cells["body"]))].append(day_of(day))
    for days in met.values():
        days.sort()
    covers = look.submission.registers.get("meetings")
    first = covers.covers_from if covers else None
    last = covers.covers_to if covers else None
    for row in look.rows(check.table, check.rows):
        those, day = met.get(folded(str(row.cells.get(check.body, "")))), row.day(check.day)
        if not those or day is None:
            continue
        near = nearest_day(those, day_of(day))
        if near == day_of(day):
            continue
        if (first and day < first) or (last and day > last):
            continue  # the register of meetings does not speak of that day
        body, here = row.cells[check.body], place(check.table, row)
        yield Contradiction(
            f"{here}: “{row.cells.get('act', 'done')}” by {body} {on_day(day)}, and “meetings” "
            f"has no meeting of {body} on that day. The nearest was {on_day(near)}.",
            (here, "meetings"),
            concerning(check.table, row, look),
        )


def nearest_day(days: Sequence[date], day: date) -> date:
    """Of some days in order the nearest to a day; of two equally near ones the earlier.

    >>> str(nearest_day([date(2024, 1, 1), date(2024, 1, 5)], date(2024, 1, 3)))
    '2024-01-01'
    """
    at = bisect_left(days, day)
    return min(days[max(at - 1, 0) : at + 1], key=lambda near: abs(near - day))


def one_day_for_one_act(check: OneDayForOneAct, look: Look) -> Iterator[Contradiction]:
    """A statement and an act on a paper that give one thing two days."""
    said = look.submission.statements.get(check.statement)
    if said is None or not isinstance(said.answer, date):
        return
    stated = day_of(said.answer)
    acts = [
        row
        for row in look.tables.rows("document events")
        if row.cells.get("document kind") == check.document
        and row.cells.get("act") == check.event
        and folded(str(row.cells.get("by", ""))) == folded(check.by)
    ]
    days = {day_of(day): row for row in acts if (day := row.day("on")) is not None}
    if days and stated not in days:
        day, row = min(days.items())
        here = place("document events", row)
        yield Contradiction(
            f"The statement “{check.statement}” says {on_day(stated, '')}, and {here} says "
            f"{check.event} by {check.by} {on_day(day)}.",
            ("statements", here),
        )

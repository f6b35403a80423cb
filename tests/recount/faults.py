"""Faults put into one of the two counts: each must show as a disagreement of the two."""

import inspect
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from types import FunctionType
from typing import Any

from mis_assessor.core.deciding.position import Position
from mis_assessor.core.errors import CountsDiffer, RulebookWrong
from mis_assessor.recount.queries import Queries
from mis_assessor.services.counted_twice import counted_twice
from recount.spoilt import position, sound, spoilt

FIRST, AGAIN = "first count", "recount"
SPOILT = 120
"""So many spoilt submissions are tried, after the sound ones, before a fault has got away."""


@dataclass(frozen=True, slots=True)
class Fault:
    """A piece of one function replaced by another."""

    side: str
    where: str
    """Module and function: ``cases.sort_cases``."""
    old: str
    new: str

    def __str__(self) -> str:
        return f"{self.side}, {self.where}: “{self.old}” → “{self.new}”"


_ROOMS = {
    "calendar": "core.rules",
    "recurring": "core.deciding",
    FIRST: "core.answering",
    AGAIN: "recount",
}


def _fault(side: str, line: str) -> Fault:
    where, old, new = (part.strip() for part in line.split("|"))
    return Fault(side, where, old, new)


def function(module: Any, name: str) -> FunctionType:
    """A function or method of a module by its name, without what is wrapped around it."""
    found: Any = module
    for part in name.split("."):
        found = inspect.getattr_static(found, part)
    found = inspect.unwrap(found)
    assert isinstance(found, FunctionType)
    return found


def _forget() -> None:
    """Forgets what functions of either count kept of earlier calls."""
    rooms = (
        "mis_assessor.core.rules.calendar",
        "mis_assessor.core.answering.",
        "mis_assessor.core.deciding.",
        "mis_assessor.recount.",
    )
    for name, module in tuple(sys.modules.items()):
        if name.startswith(rooms):
            for kept in vars(module).values():
                if hasattr(kept, "cache_clear"):
                    kept.cache_clear()


@contextmanager
def put_in(fault: Fault) -> Iterator[None]:
    """The fault in place: whoever holds the function runs it with the fault."""
    name, _, of = fault.where.partition(".")
    room = _ROOMS.get(name) or _ROOMS[fault.side]
    module = import_module(f"mis_assessor.{room}.{name}")
    ours = function(module, of)
    own = inspect.getsource(ours)
    assert own.count(fault.old) == 1, f"{fault}: {own.count(fault.old)} times"
    source = inspect.getsource(module)
    assert source.count(own) == 1
    spoilt_source = source.replace(own, own.replace(fault.old, fault.new))
    namespace: dict[str, Any] = {"__name__": module.__name__}
    exec(compile(spoilt_source, str(module.__file__), "exec"), namespace)
    other: Any = namespace
    for part in of.split("."):
        other = other[part] if isinstance(other, dict) else inspect.getattr_static(other, part)
    kept = ours.__code__
    ours.__code__ = inspect.unwrap(other).__code__
    _forget()
    try:
        yield
    finally:
        ours.__code__ = kept
        _forget()


@cache
def tried(number: int) -> Position | None:
    """A sample, or a spoilt one after the last sample, decided without any fault."""
    try:
        if number < len(sound()):
            return position(sound()[number])
        return position(*spoilt(number - len(sound())))
    except RulebookWrong:
        return None


def differs(fault: Fault, number: int) -> bool:
    """Whether the two counts disagree about one submission, with the fault in place."""
    decided = tried(number)
    if decided is None:
        return False
    with put_in(fault):
        if fault.side == FIRST:
            decided = position(decided.submission, decided.on)
        try:
            counted_twice(decided.cases, Queries())
        except CountsDiffer:
            return True
        return False


def caught_by(fault: Fault) -> int | None:
    """The number of the first submission that shows a fault; None where none does."""
    numbers = range(len(sound()) + SPOILT)
    return next((n for n in numbers if differs(fault, n)), None)


FAULTS: tuple[Fault, ...] = (
    *(
        _fault(FIRST, line)
        for line in """
calendar._move | left -= is_working_day(day) | left -= 1
calendar.is_working_day | day.weekday() < 5 | day.weekday() < 6
calendar.is_working_day | and day not in bank_holidays(day.year) | and True
calendar._add_months | monthrange(years, month + 1)[1] | 28
calendar._move | days=length.number | days=length.number + 1
calendar._move | sign * length.number) | sign * length.number + 1)
calendar.whole_periods | if opens >= start | if opens > start
calendar.whole_periods | if closes > end | if closes >= end
rows.is_after | day_of(act) > day_of(last) | day_of(act) >= day_of(last)
rows.in_days | low_month <= str(value) | low_month < str(value)
rows._at_least | cell >= floor | cell > floor
rows._holds | day_of(cell) > asking.on | day_of(cell) >= asking.on
rows._holds | cell is not None | cell is None
case_status.CaseClock.case | max(filter | min(filter
case_status.CaseClock._filled | day_of(cell) < day_of(start) | day_of(cell) <= day_of(start)
case_status.CaseClock._blank | day_of(due) >= self.asking.on | day_of(due) > self.asking.on
case_status.CaseClock._blank | day_of(due) <= complete_to | day_of(due) < complete_to
case_status.CaseClock._blank | own is not None or line.is_given | own is not None
cases._counting | is_after(how.last, last) | not is_after(last, how.last)
cases.sort_cases | waiting[place] and asking.closed | waiting[place]
cases._counting | closed and how.did | not closed and how.did
cases.ask_cases | asking.on < end | asking.on <= end
registers.outside | asking.on < start | asking.on <= start
registers.short_of | register.covers_from > start | register.covers_from >= start
registers.short_of | end <= asking.on | end < asking.on
registers.unseen | seen >= end | seen > end
registers.usable | register.checked_on > asking.on | register.checked_on >= asking.on
series._holes | begins - ended > ONE_DAY | begins - ended > 40 * ONE_DAY
series._shifts | (last - start).days + 1 | (last - start).days
totals.counted_twice | starts <= ends | starts < ends
totals._add | of - done | of - done + 1
totals.ask_number | day <= asking.on | day < asking.on
in_post._where_people_stand | _first(question, row) <= day | _first(question, row) < day
in_post._where_people_stand | _last(question, row) < day | _last(question, row) <= day
in_post.is_away | start > day | start >= day
in_post.is_away | return lasts >= means | return lasts > means
in_post.is_away | .days + 1 | .days
training.trained_within | window.first <= d | window.first < d
training.trained_within | d <= last | d < last
training.best_start | max(n for | min(n for
training._needed | -(-people * reach.of_one.numerator // | (people * reach.of_one.numerator //
people._Count.tally | complete_to < self.window.last | complete_to <= self.window.last
people._Count.tally | self.asking.on <= last_chance | self.asking.on < last_chance
people._Count.tally | min(len(failed), len(lost)) | 0
people._Count._booked | started <= d <= | started < d <
document_check._acts | <= e.on <= asking.on | <= e.on < asking.on
document_check._acts | d >= previous | d > previous
document_check._covers | timedelta(days=1) > end | timedelta(days=0) > end
document_check.look_at | document.expires_on < asking.on | document.expires_on <= asking.on
document_check.look_for_promises | document.promised_by > latest | document.promised_by >= latest
document_check._contents | answers == {"no"} | "no" in answers
statements.ask_statement | day_of(answer) > asking.on | day_of(answer) >= asking.on
recurring.broken_gaps | if day > (due | if day >= (due
recurring.broken_gaps | < limit | <= limit
recurring.covered | report.covers[0] <= first | report.covers[0] < first
recurring.one_in_every | p[1] < papers.on | p[1] <= papers.on
recurring._inside | papers.start <= d | papers.start < d
""".strip().splitlines()
    ),
    *(
        _fault(AGAIN, line)
        for line in """
days._days | day % 7 in WORKING_WEEK | day % 7 in (*WORKING_WEEK, 6)
days._days | and day not in closed | and True
days.moved | its.working_days + {number} | its.working_days + {number + 1}
days.moved | {sign * number} | {sign * number + sign}
days._months_on | its.day_of_month < n.days | its.day_of_month < 28
days._months_on | n.first_day - 1 | n.first_day
row_lines.is_late | {act.day} > {last.day} | {act.day} >= {last.day}
row_lines.Lines._at_least | >= {floor.weeks * 7 + floor.days} | > {floor.weeks * 7 + floor.days}
row_lines.Lines._in_months | bound(low, ">=") | bound(low, ">")
row_lines.Lines._in_months | bound(high, "<=") | bound(high, "<")
row_lines.Lines.holds | {self.cell(line.column)} > | {self.cell(line.column)} >=
cases._Clock._when_blank | {due.day} >= {TODAY} | {due.day} > {TODAY}
cases._Clock._when_blank | {due.day} <= | {due.day} <
cases._Clock._when_an_act | {act.day} < {start.day} | {act.day} <= {start.day}
cases._Clock._line | {due.day} >= | {due.day} >
cases._latest | SELECT MAX(d) FROM ({days}) | SELECT MIN(d) FROM ({days})
cases.rows_by_status | WHEN stands = '{OPEN}' THEN '{shut}' | WHEN FALSE THEN '{shut}'
asked.not_covering | asked.on < first | asked.on <= first
asked.not_covering | register.covers_from > first | register.covers_from >= first
asked.not_covering | last <= asked.on | last < asked.on
asked.ends_early | min(known) < last | min(known) <= last
asked.usable | > asked.on | >= asked.on
series._holes | begins - before > 1 | begins - before > 40
series._months | m.first_day + m.days - 1 <= | m.first_day + m.days - 1 <
totals.counted_twice | begins <= before | begins < before
totals.latest_number | DESC | ASC
people.People.standing | {started.day} <= {on} | {started.day} < {on}
people.People.standing | {left.day} < {on} | {left.day} <= {on}
people.People._is_away | {end} - {start} + 1 >= | {end} - {start} >=
people.People._is_away | {start} > {on} | {start} >= {on}
people.People.counted | BETWEEN {first} AND {last} | BETWEEN {first} + 1 AND {last}
people.People.strangers | NOT IN | IN
best_window.best_window | w.begins DESC | w.begins
best_window.best_window | share.denominator - 1 | share.denominator - share.denominator
best_window._trained | before + 1 | before
people_counted._tally | told_to < chosen.last | told_to <= chosen.last
people_counted._tally | asked.on <= chance | asked.on < chance
papers.Checks._day | <= {TODAY} | < {TODAY}
papers.Checks._covers_wrong | - 1 > covers_to | > covers_to
papers.Checks._wrong | expires_on < | expires_on <=
papers.Checks._wrong | promised_by > | promised_by >=
papers.Checks.query | AND NOT {of_another_time} | AND TRUE
rhythm._gaps | following > | following >=
rhythm._periods | ends <= {over_by} | ends < {over_by}
rhythm._times | BETWEEN {papers.start.toordinal()} | BETWEEN 1 + {papers.start.toordinal()}
facts.statement | day > asked.today | day >= asked.today
""".strip().splitlines()
    ),
)


def main() -> None:
    """Prints each fault and the submission that shows it."""
    away = 0
    for fault in FAULTS:
        number = caught_by(fault)
        away += number is None
        what = "GOT AWAY" if number is None else f"seen in submission {number}"
        print(f"{what:26} {fault}", flush=True)  # noqa: T201
    print(f"{len(FAULTS)} faults, {len(FAULTS) - away} seen as a disagreement")  # noqa: T201


if __name__ == "__main__":
    main()

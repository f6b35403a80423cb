"""A year begun from the last: what is expected of it, and the days of its examples.

Both move with the days that somebody has read. A day that stood three days after the end
of last year's evidence stands three days after the end of this year's, wherever that falls.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from mis_assessor.core.rules.calendar import day_of
from mis_assessor.core.rules.rulebook import Rule
from mis_assessor.core.rules.values import Dictionary, Entry

NEAR = timedelta(days=31)
_MOMENT = re.compile(r"\d{4}-\d\d(?:-\d\d)?(?!\d)")


def with_expected(rule: Rule) -> Rule:
    """The rule as if every expected value were loaded: for its examples, never for evidence."""
    requirement = rule.requirement.model_copy(update={"values": _expected(rule.requirement.values)})
    return replace(rule, requirement=requirement, values=_expected(rule.values))


def _expected(values: Dictionary) -> Dictionary:
    return {name: tuple(e.as_expected for e in entries) for name, entries in values.items()}


def years_on(day: date, years: int) -> date:
    """The same day some years later; 29 February becomes the 28th where there is none.

    >>> years_on(date(2024, 2, 29), 1)
    datetime.date(2025, 2, 28)
    """
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return day.replace(year=day.year + years, day=28)


@dataclass(frozen=True, slots=True)
class Move:
    """From the days of one year to those of another."""

    anchors: Mapping[date, date]
    """Days that have been read for this year, by what they were last year."""
    years: int

    def day(self, was: date) -> date:
        """Some years on; near a day that has been read, as far from it as it was."""
        later = years_on(was, self.years)
        near = [anchor for anchor in self.anchors if abs(anchor - was) <= NEAR]
        if not near:
            return later
        nearest = min(near, key=lambda anchor: (abs(anchor - was), anchor))
        return later + (self.anchors[nearest] - years_on(nearest, self.years))

    def text(self, table: str) -> str:
        """Every day and month of an examples table."""
        return _MOMENT.sub(lambda found: self._moment(found[0]), table)

    def _moment(self, written: str) -> str:
        year, month, *day = map(int, written.split("-"))
        try:
            if day:
                return self.day(date(year, month, day[0])).isoformat()
        except ValueError:
            return written  # a day that does not exist, which an example may be about
        return f"{year + self.years}-{month:02}"


def move_between(last: Rule, now: Rule, years: int) -> Move:
    """The move from last year's days to those that have been read for this year."""
    pairs = (
        (was, becomes)
        for name in last.values
        if name in now.values
        for was, becomes in zip(_days(last.values, name), _days(now.values, name), strict=False)
    )
    return Move(dict(pairs), years)


def _days(values: Dictionary, name: str) -> Iterator[date]:
    for option in values[name][-1].options:
        if isinstance(option, date):
            yield day_of(option)


def moved(rule: Rule, last: Rule, move: Move) -> Rule:
    """The rule with what is expected of it where the days that were read put it."""

    def entries_moved(values: Dictionary) -> Dictionary:
        return {name: tuple(_moved(e, last, name, move) for e in es) for name, es in values.items()}

    requirement = rule.requirement
    own = requirement.model_copy(update={"values": entries_moved(requirement.values)})
    return replace(rule, requirement=own, values=entries_moved(rule.values))


def _moved(entry: Entry, last: Rule, name: str, move: Move) -> Entry:
    was = last.values[name][-1].options if name in last.values else ()
    days = [day for day in was if isinstance(day, date)]
    if entry.expected is None or not days:
        return entry
    later = tuple(_at_the_same_time(day, move.day(day_of(day))) for day in days)
    return entry.model_copy(update={"expected": later if len(later) > 1 else later[0]})


def _at_the_same_time(was: date, day: date) -> date:
    return datetime.combine(day, was.timetz()) if isinstance(was, datetime) else day


def without_editions(table: str, last: str) -> str:
    """An examples table for a year with one edition: the rows of the last edition alone."""
    lines = table.splitlines()
    heads = [cell.strip() for cell in lines[0].split("|")] if lines else []
    if "edition" not in heads:
        return table
    at = heads.index("edition")
    kept = []
    for line in lines:
        cells = line.split("+" if set(line.strip()) <= set("-+| ") else "|")
        if len(cells) == len(heads) and cells[at].strip(" -") in ("", "edition", last):
            joint = "+" if "+" in line and "|" not in line else "|"
            kept.append(joint.join(cell for n, cell in enumerate(cells) if n != at))
    return "\n".join(kept) + "\n"


def without_pauses(table: str) -> str:
    """An examples table for a year that knows no pause: nothing in it is paused."""
    lines = table.splitlines()
    return "".join(f"{line}\n" for line in lines if line.rpartition("|")[2].strip() != "paused")

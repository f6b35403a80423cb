"""Who is still to be trained, by staff group: a list for whoever books the days."""

import re
from collections.abc import Mapping

from mis_assessor.core.ahead.calendar import Calendar, CalendarEntry, EntryState
from mis_assessor.core.findings.clock import ClockKind

HEADINGS = ("person", "training", "requirement", "last safe day", "least of the list")


def names_file(entry: CalendarEntry) -> str:
    """The file in which the people of an entry stand: one for each staff group.

    >>> names_file(CalendarEntry("", EntryState.OPEN, (), 8, "", "", None, group="midwives"))
    'missing-midwives.csv'
    """
    group = re.sub(r"[^a-z0-9]+", "-", (entry.group or "people").lower()).strip("-")
    return f"missing-{group}.csv"


def missing_names(calendar: Calendar) -> Mapping[str, tuple[tuple[str, ...], ...]]:
    """The rows of each file, its headings first; references as the register of staff has them."""
    files: dict[str, tuple[tuple[str, ...], ...]] = {}
    for entry in calendar.of(EntryState.OPEN):
        if entry.kind is ClockKind.PEOPLE and entry.last is not None:
            day, least = entry.last.isoformat(), f"{entry.least} of {len(entry.names)}"
            rows = tuple(
                (name, entry.title, entry.requirements[0], day, least) for name in entry.names
            )
            name = names_file(entry)
            files[name] = (*files.get(name, (HEADINGS,)), *rows)
    return files

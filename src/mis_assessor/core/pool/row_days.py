"""Entries of a row and their days: both are there, and the days are in order."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from mis_assessor.core.pool.trust_year import Entry

POSITIONS = ("declared", "verified", "appealed", "re-confirmed")
_NOT_BEFORE = {
    "verified": POSITIONS[:1],
    "appealed": POSITIONS[:2],
    "re-confirmed": POSITIONS[:3],
    "discretionary requested": POSITIONS[:1],
    "discretionary awarded": (*POSITIONS, "discretionary requested"),
}
"""The entries whose day cannot be later than that of an entry."""


@dataclass(frozen=True, slots=True)
class Wrong:
    """One thing wrong: the column to change, every column it was read from, what to do."""

    column: str
    read_from: tuple[str, ...]
    what: str


def half_entered(entry: Entry) -> Iterator[Wrong]:
    """An entry without its day, or a day without its entry."""
    both = (entry.heading, entry.day_heading)
    if entry.what is not None and entry.on is None:
        yield Wrong(
            entry.day_heading,
            both,
            f"is blank, and “{entry.heading}” is filled in. Write the day.",
        )
    if entry.what is None and entry.on is not None:
        yield Wrong(
            entry.heading,
            both,
            f"is blank, and “{entry.day_heading}” has a day. Fill it in, or take the day out.",
        )


def out_of_order(entries: Mapping[str, Entry]) -> Iterator[Wrong]:
    """Entries with a day before that of an entry they come after."""
    for later, earlier in _NOT_BEFORE.items():
        on = entries[later].on
        dated: list[tuple[date, str]] = [
            (day, entries[heading].day_heading)
            for heading in earlier
            if (day := entries[heading].on) is not None
        ]
        if on is not None and dated and on < (latest := max(dated))[0]:
            yield Wrong(
                entries[later].day_heading,
                (entries[later].day_heading, latest[1]),
                f"is {on}, before “{latest[1]}”, which is {latest[0]}. Check both days.",
            )

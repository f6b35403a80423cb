"""What cannot be true of a row of the pool, and what to write instead.

Entries of a row and their days: both are there, and the days are in order.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from mis_assessor.core.pool.states import MOVES, history
from mis_assessor.core.pool.trust_year import DatedEntry, TrustYear
from mis_assessor.core.wording import listed

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


def half_entered(entry: DatedEntry) -> Iterator[Wrong]:
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


def out_of_order(entries: Mapping[str, DatedEntry]) -> Iterator[Wrong]:
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


_MONEY = ("discretionary requested", "discretionary awarded")


def wrong_with(row: TrustYear) -> Iterator[Wrong]:
    """Everything that cannot be true of a row."""
    for entry in row.entries:
        yield from half_entered(entry)
    yield from out_of_order({entry.heading: entry for entry in row.entries})
    yield from _not_a_move(row)
    yield from _amounts(row)


def _not_a_move(row: TrustYear) -> Iterator[Wrong]:
    for before, after in pairwise(history(row)):
        if after.state in MOVES[before.state]:
            continue
        follow = [f"“{state}”" for state in MOVES[before.state]]
        can = f"After that comes {listed(follow, 'or')}" if follow else "Nothing comes after that"
        yield Wrong(
            after.column,
            (*POSITIONS, *_MONEY),
            f"“{after.state}” cannot follow “{before.state}”. {can}. Take it out, or fill in "
            "what came between.",
        )
        return


def _amounts(row: TrustYear) -> Iterator[Wrong]:
    if row.contribution <= 0:
        yield Wrong(
            "contribution",
            ("contribution",),
            "is nothing. Write what the trust paid into the fund, as £410,000.00.",
        )
    if row.awarded is None:
        return
    requested, awarded = _MONEY
    if row.requested is not None and row.awarded > row.requested:
        yield Wrong(
            awarded,
            (awarded, requested),
            f"is £{row.awarded:,.2f}, more than the £{row.requested:,.2f} requested. "
            "Check both amounts.",
        )
    if row.awarded >= row.contribution > 0:
        yield Wrong(
            awarded,
            (awarded, "contribution"),
            f"is £{row.awarded:,.2f}, no less than the contribution of £{row.contribution:,.2f}. "
            "A discretionary payment is at a much lower level. Check both amounts.",
        )

"""What cannot be true of a row of the pool, and what to write instead."""

from collections.abc import Iterator
from itertools import pairwise

from mis_assessor.core.pool.history import history
from mis_assessor.core.pool.row_days import POSITIONS, Wrong, half_entered, out_of_order
from mis_assessor.core.pool.states import MOVES
from mis_assessor.core.pool.trust_year import TrustYear
from mis_assessor.core.wording import listed

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
    if row.awarded > row.contribution > 0:
        yield Wrong(
            awarded,
            (awarded, "contribution"),
            f"is £{row.awarded:,.2f}, more than the contribution of £{row.contribution:,.2f}. "
            "A discretionary payment is far less. Check both amounts.",
        )

"""Units of which one alone would miss the share that the whole holds: a mean hides them."""

from collections import Counter
from collections.abc import Iterator
from fractions import Fraction

from mis_assessor.core.evidence.submission import Register, Submission
from mis_assessor.core.findings.finding import FigureLimit, Finding, UnitShare

COLUMNS = ("unit", "site", "ward", "staff group", "team", "profession", "situation")
"""Columns that say where, among whom or in what a row belongs."""
LEAST = 3
"""Of fewer cases a share says nothing."""


def units_below(finding: Finding, submission: Submission) -> tuple[UnitShare, ...]:
    """The units of a share that holds as a whole, and not in each of them.

    Only where every case of the share is a row: what is added up month by month has none.
    """
    if not finding.verdict.holds:
        return ()
    found: dict[UnitShare, None] = {}
    for number in finding.numbers:
        limit = number.asked
        if limit is None or not limit.share or limit.limit == 1 or not number.of:
            continue
        for used in finding.used:
            register = submission.registers.get(used.item)
            if register is not None and len(used.rows) == number.of:
                found |= dict.fromkeys(_units(finding, register, frozenset(used.rows), limit))
    return tuple(found)


def _units(
    finding: Finding, register: Register, counted: frozenset[int], limit: FigureLimit
) -> Iterator[UnitShare]:
    failed = {one.row for one in finding.failed if one.item == register.name}
    for column in COLUMNS:
        whole: Counter[str] = Counter()
        missed: Counter[str] = Counter()
        for row in register.rows:
            if row.number in counted and column in row.cells:
                unit = str(row.cells[column])
                whole[unit] += 1
                missed[unit] += row.number in failed
        for unit, number in sorted(whole.items()):
            done = number - missed[unit]
            if LEAST <= number < len(counted) and not limit.holds(Fraction(done, number)):
                yield UnitShare(column, unit, done, number)

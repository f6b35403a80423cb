"""One scheme year's pool: every trust with its state, what it is paid, and the sums.

A scenario in words, “RXX=not met, RYY=met”: outcomes supposed, never recorded.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from mis_assessor.core.pool.ranges import Range, Ranges, ranges
from mis_assessor.core.pool.settlement import Completion, PoolStanding, completions, pool_standing
from mis_assessor.core.pool.states import FundOutcome, RecoveryState, StateEntered, history
from mis_assessor.core.pool.trust_year import TrustYear
from mis_assessor.core.wording import listed

Supposed = Mapping[tuple[int, str], FundOutcome]
"""The outcome supposed for a trust in a scheme year."""
NOTHING_SUPPOSED: Supposed = {}
_WORDS = {"met": FundOutcome.MET, "not met": FundOutcome.NOT_MET}


class ScenarioWrong(ValueError):
    """A scenario that cannot be read; carries a sentence for every part that is wrong."""

    def __init__(self, problems: Sequence[str]) -> None:
        self.problems = tuple(problems)
        super().__init__(" ".join(self.problems))


def read_scenario(text: str, rows: Sequence[TrustYear]) -> Supposed:
    """The outcomes a text supposes; in a file of several years a trust is written RXX/6.

    Raises ScenarioWrong with everything that is wrong in the text.
    """
    years: dict[str, list[int]] = {}
    for row in rows:
        years.setdefault(row.code, []).append(row.scheme_year)
    supposed: dict[tuple[int, str], FundOutcome] = {}
    problems: list[str] = []
    for part in text.split(","):
        for found in _part(" ".join(part.split()), years):
            if isinstance(found, str):
                problems.append(found)
            elif found[0] in supposed:
                problems.append(f"“{found[0][1]}” is there twice. Keep one of them.")
            else:
                supposed[found[0]] = found[1]
    if problems:
        raise ScenarioWrong(problems)
    return supposed


def _part(
    part: str, years: Mapping[str, Sequence[int]]
) -> Iterator[str | tuple[tuple[int, str], FundOutcome]]:
    """The problems of a part, or else what it supposes."""
    trust, equals, word = (piece.strip() for piece in part.partition("="))
    if not equals:
        yield f"“{part}” supposes nothing. Write a trust and its outcome, as RXX=not met."
        return
    code, slash, written = (piece.strip() for piece in trust.upper().partition("/"))
    outcome = _WORDS.get(word.casefold())
    if outcome is None:
        yield f"“{word}” is not an outcome. Write “met” or “not met”."
    found = years.get(code, ())
    year = next((y for y in found if not slash or str(y) == written), None)
    if not found:
        yield f"“{code}” is not in the file. Write the ODS code of a trust that is."
    elif year is None:
        yield f"“{code}” is not in the file for year “{written}”. {_choice(code, found)}"
    elif not slash and len(found) > 1:
        yield f"“{code}” is in the file for several years. {_choice(code, found)}"
    elif outcome is not None:
        yield (year, code), outcome


def _choice(code: str, years: Sequence[int]) -> str:
    return f"Write {listed([f'{code}/{year}' for year in sorted(years)], 'or')}."


@dataclass(frozen=True, slots=True)
class TrustLine:
    """One trust in the pool of one year."""

    code: str
    name: str
    contribution: Decimal
    state: RecoveryState
    """What is recorded, whatever a scenario supposes."""
    since: date | None
    history: tuple[StateEntered, ...]
    outcome: FundOutcome
    supposed: bool
    """Whether the outcome is a scenario's."""
    payment: Range
    net: Range
    """Paid less paid in."""
    if_met: Range
    """What it would be paid with all ten met: what turns on the outcome."""
    if_not_met: Range
    requested: Decimal | None
    awarded: Decimal | None


@dataclass(frozen=True, slots=True)
class Pool:
    """A year's fund under one set of outcomes."""

    fund: Decimal
    open_outcomes: int
    lines: tuple[TrustLine, ...]
    """By ODS code."""
    completions: tuple[Completion, ...]


def pool_of(rows: Sequence[TrustYear], supposed: Supposed = NOTHING_SUPPOSED) -> Pool:
    """The pool of the rows of one scheme year, in whatever order they come."""
    rows = sorted(rows, key=_code)
    stood = tuple(pool_standing(row, supposed.get((row.scheme_year, row.code))) for row in rows)
    found = ranges(stood)
    return Pool(
        fund=sum((row.contribution for row in rows), Decimal("0.00")),
        open_outcomes=sum(one.outcome is FundOutcome.OPEN for one in stood),
        lines=tuple(
            _line(row, one, found[one.code], (row.scheme_year, row.code) in supposed)
            for row, one in zip(rows, stood, strict=True)
        ),
        completions=completions(stood),
    )


def _code(row: TrustYear) -> str:
    return row.code


def _line(row: TrustYear, stood: PoolStanding, found: Ranges, supposed: bool) -> TrustLine:
    steps = history(row)
    return TrustLine(
        code=row.code,
        name=row.name,
        contribution=row.contribution,
        state=steps[-1].state,
        since=steps[-1].on,
        history=steps,
        outcome=stood.outcome,
        supposed=supposed,
        payment=found.payment,
        net=found.payment.less(row.contribution),
        if_met=found.if_met,
        if_not_met=found.if_not_met,
        requested=row.requested,
        awarded=row.awarded,
    )

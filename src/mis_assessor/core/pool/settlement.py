"""The fund paid out: every outcome and award is known, and in equals out to the penny.

What the fund pays: to one trust, and altogether.

What the pool needs of a trust: its contribution, its outcome and what may be awarded.

The pool paid out with everything open gone one way: both extremes, never a guess.
"""

from collections.abc import Iterable, Mapping, Set
from dataclasses import dataclass
from decimal import Decimal

from mis_assessor.core.money import NOTHING, in_pence, in_pounds, pence_shared_out
from mis_assessor.core.pool.states import FundOutcome, RecoveryState, outcome_of, state_of
from mis_assessor.core.pool.trust_year import TrustYear


@dataclass(frozen=True, slots=True)
class Payment:
    """What one trust is paid, and out of what."""

    code: str
    contribution: Decimal
    returned: Decimal
    """Its own contribution, back."""
    share: Decimal
    """Of what the others leave unallocated."""
    discretionary: Decimal
    total: Decimal
    net: Decimal
    """What it is paid less what it paid in."""


@dataclass(frozen=True, slots=True)
class Settlement:
    """The whole fund: contributions = returned + shares + discretionary + kept."""

    contributions: Decimal
    returned: Decimal
    shares: Decimal
    discretionary: Decimal
    kept: Decimal
    """What nobody is paid, because nobody achieved the ten."""
    payments: tuple[Payment, ...]
    """By ODS code."""

    @property
    def out(self) -> Decimal:
        """Everything that goes out or is kept; always what came in."""
        return sum((p.total for p in self.payments), Decimal(0)) + self.kept

    def payment(self, code: str) -> Payment:
        """The payment to one trust."""
        return next(p for p in self.payments if p.code == code)


def settle(
    contributions: Mapping[str, Decimal], met: Set[str], awards: Mapping[str, Decimal]
) -> Settlement:
    """Pays every trust that met all ten its contribution and its share of the unallocated.

    Raises ValueError for an award to a trust that met all ten, a negative one, or awards
    that come to more than is left when the contributions are returned.
    """
    paid_in = {code: in_pence(contributions[code]) for code in sorted(contributions)}
    awarded = {code: in_pence(awards.get(code, Decimal(0))) for code in paid_in}
    achievers = {code: paid_in[code] for code in paid_in if code in met}
    left = sum(paid_in.values()) - sum(achievers.values())
    _refuse_awards(awarded, met, left)
    unallocated = left - sum(awarded.values())
    shares = pence_shared_out(unallocated, achievers) if achievers else {}
    payments = tuple(
        _payment(code, paid_in[code], achievers.get(code, 0), shares.get(code, 0), awarded[code])
        for code in paid_in
    )
    return Settlement(
        contributions=in_pounds(sum(paid_in.values())),
        returned=in_pounds(sum(achievers.values())),
        shares=in_pounds(sum(shares.values())),
        discretionary=in_pounds(sum(awarded.values())),
        kept=in_pounds(0 if achievers else unallocated),
        payments=payments,
    )


def _refuse_awards(awarded: Mapping[str, int], met: Set[str], left: int) -> None:
    for code, pence in awarded.items():
        if pence < 0:
            raise ValueError(f"The award to {code} is less than nothing.")
        if pence and code in met:
            raise ValueError(f"{code} met all ten, so it is paid nothing discretionary.")
    if (asked := sum(awarded.values())) > left:
        raise ValueError(
            f"The awards come to £{in_pounds(asked):,.2f}, and £{in_pounds(left):,.2f} is left."
        )


def _payment(code: str, paid_in: int, returned: int, share: int, awarded: int) -> Payment:
    total = returned + share + awarded
    return Payment(
        code,
        in_pounds(paid_in),
        in_pounds(returned),
        in_pounds(share),
        in_pounds(awarded),
        in_pounds(total),
        in_pounds(total - paid_in),
    )


@dataclass(frozen=True, slots=True)
class PoolStanding:
    """A trust as the pool sees it; while an award is open it may be anything in between.

    An award is never more than the contribution: the ranges rest on that.
    """

    code: str
    contribution: Decimal
    outcome: FundOutcome
    least_award: Decimal = NOTHING
    most_award: Decimal = NOTHING
    """Paid only if the trust has not met all ten."""

    def __post_init__(self) -> None:
        if not 0 <= self.least_award <= self.most_award <= self.contribution:
            raise ValueError(f"The award to {self.code} is not between nothing and what it paid.")

    @property
    def certain(self) -> bool:
        """Whether nothing about this trust is open any more."""
        match self.outcome:
            case FundOutcome.OPEN:
                return False
            case _:
                return self.outcome is FundOutcome.MET or self.least_award == self.most_award


def pool_standing(row: TrustYear, supposed: FundOutcome | None = None) -> PoolStanding:
    """Where a trust stands by its row, or with the outcome a scenario supposes."""
    state = state_of(row)
    least, most = _awards(row, state)
    return PoolStanding(row.code, row.contribution, supposed or outcome_of(state), least, most)


def _awards(row: TrustYear, state: RecoveryState) -> tuple[Decimal, Decimal]:
    if row.awarded is not None:
        return row.awarded, row.awarded
    if row.requested is None or state is RecoveryState.REPAYMENT_DUE:
        return NOTHING, NOTHING
    return NOTHING, min(row.requested, row.contribution)


@dataclass(frozen=True, slots=True)
class Completion:
    """The fund paid out once everything open has gone one way."""

    title: str
    """Empty where nothing is open."""
    settlement: Settlement


def completions(pool: Iterable[PoolStanding]) -> tuple[Completion, ...]:
    """The pool paid out: once if nothing is open, otherwise with both extremes of the open."""
    pool = tuple(pool)
    if all(one.certain for one in pool):
        return (Completion("", _settled(pool, FundOutcome.NOT_MET)),)
    return (
        Completion(
            "If every open outcome is met and every open request is paid in full",
            _settled(pool, FundOutcome.MET),
        ),
        Completion(
            "If no open outcome is met and no open request is paid",
            _settled(pool, FundOutcome.NOT_MET),
        ),
    )


def _settled(pool: tuple[PoolStanding, ...], open_ones: FundOutcome) -> Settlement:
    met = {
        s.code
        for s in pool
        if s.outcome is FundOutcome.MET
        or (s.outcome is FundOutcome.OPEN and open_ones is FundOutcome.MET)
    }
    awards = {
        s.code: s.most_award if open_ones is FundOutcome.MET else s.least_award
        for s in pool
        if s.code not in met
    }
    return settle({s.code: s.contribution for s in pool}, met, awards)

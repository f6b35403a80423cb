"""The least and the most each trust may be paid while other outcomes are open.

Why two completions suffice. A trust that met all ten is paid its contribution times

    r = (F − D) / A

with F all contributions, D all awards, A the contributions of those that met all ten. Every
award d is at most the contribution c of its trust, so D ≤ F − A and r ≥ 1.

- More awarded means less r: D only stands under the minus.
- One more trust meeting all ten never raises r: its award falls away and its contribution
  joins A, so r becomes (F − D + d) / (A + c). That is at most r exactly when d / c ≤ r, and
  d / c ≤ 1 ≤ r.

So r moves one way in each open outcome and in each open award by itself. It is greatest when
no other open outcome is met and nothing open is awarded, and least when all are met and all
is awarded. No completion in between can lie outside, and both ends are reached.

Rounding moves a payment to one of the two whole pence beside its exact amount. The ends are
therefore rounded outwards, and contain every payment to the penny.

Amounts that are known, or known to lie between two others.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import assert_never

from mis_assessor.core.money import in_pence, in_pounds, pence_shared_out
from mis_assessor.core.pool.settlement import PoolStanding, completions
from mis_assessor.core.pool.states import FundOutcome


@dataclass(frozen=True, slots=True)
class Range:
    """The least and the most of an amount; both the same where it is known."""

    least: Decimal
    most: Decimal

    @property
    def known(self) -> bool:
        """Whether only one amount is possible."""
        return self.least == self.most

    def less(self, amount: Decimal) -> "Range":
        """The range of what is over when an amount is taken away."""
        return Range(self.least - amount, self.most - amount)


@dataclass(frozen=True, slots=True)
class Ranges:
    """What a trust may be paid: as it stands, and with its own outcome either way."""

    payment: Range
    if_met: Range
    if_not_met: Range


@dataclass(frozen=True, slots=True)
class _Sums:
    """Pence over the whole pool, from which one trust is taken out in turn."""

    fund: int
    met: int
    open: int
    least_awards: int
    """Of every trust that did not meet all ten, or may not."""
    most_awards: int
    """Of every trust that did not meet all ten for certain."""


def ranges(pool: Iterable[PoolStanding]) -> Mapping[str, Ranges]:
    """Exact ranges for every trust, over everything that is open about the others."""
    pool = tuple(pool)
    sums = _sums(pool)
    if all(one.certain for one in pool):
        (only,) = completions(pool)
        paid = {payment.code: payment.total for payment in only.settlement.payments}
        return {one.code: _settled(one, paid[one.code], pool, sums) for one in pool}
    return {one.code: _ranges(one, sums) for one in pool}


def _sums(pool: tuple[PoolStanding, ...]) -> _Sums:
    paid_in = dict.fromkeys(FundOutcome, 0)
    for one in pool:
        paid_in[one.outcome] += in_pence(one.contribution)
    return _Sums(
        fund=sum(paid_in.values()),
        met=paid_in[FundOutcome.MET],
        open=paid_in[FundOutcome.OPEN],
        least_awards=sum(in_pence(s.least_award) for s in pool if s.outcome is not FundOutcome.MET),
        most_awards=sum(in_pence(s.most_award) for s in pool if s.outcome is FundOutcome.NOT_MET),
    )


def _ranges(one: PoolStanding, sums: _Sums) -> Ranges:
    own = in_pence(one.contribution)
    least_awards, most_awards = sums.least_awards, sums.most_awards
    fewest = most = sums.met
    match one.outcome:
        case FundOutcome.MET:
            most += sums.open
        case FundOutcome.OPEN:
            fewest += own
            most += sums.open
            least_awards -= in_pence(one.least_award)
        case FundOutcome.NOT_MET:
            fewest += own
            most += sums.open + own
            least_awards -= in_pence(one.least_award)
            most_awards -= in_pence(one.most_award)
        case _:
            assert_never(one.outcome)
    if_met = Range(
        in_pounds(own * (sums.fund - most_awards) // most),
        in_pounds(-(-own * (sums.fund - least_awards) // fewest)),
    )
    if_not_met = Range(one.least_award, one.most_award)
    return Ranges(_as_it_stands(one.outcome, if_met, if_not_met), if_met, if_not_met)


def _as_it_stands(outcome: FundOutcome, if_met: Range, if_not_met: Range) -> Range:
    match outcome:
        case FundOutcome.MET:
            return if_met
        case FundOutcome.NOT_MET:
            return if_not_met
        case FundOutcome.OPEN:
            return Range(if_not_met.least, if_met.most)
        case _:
            assert_never(outcome)


def _settled(
    one: PoolStanding, total: Decimal, pool: Iterable[PoolStanding], sums: _Sums
) -> Ranges:
    """Nothing is open, so every amount is known to the penny."""
    exact = Range(total, total)
    if_not_met = Range(one.least_award, one.most_award)
    if one.outcome is FundOutcome.MET:
        return Ranges(exact, exact, if_not_met)
    own = in_pence(one.contribution)
    joined = {s.code: in_pence(s.contribution) for s in pool if s.outcome is FundOutcome.MET}
    joined[one.code] = own
    awards = sums.least_awards - in_pence(one.least_award)
    shares = pence_shared_out(sums.fund - awards - sum(joined.values()), joined)
    met = in_pounds(own + shares[one.code])
    return Ranges(exact, Range(met, met), if_not_met)

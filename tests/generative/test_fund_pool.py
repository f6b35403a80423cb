"""The fund: no penny is lost, order never matters, and a range contains what comes."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from decimal import Decimal
from itertools import product
from math import prod
from random import Random

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from mis_assessor.core.money import in_pence, in_pounds
from mis_assessor.core.pool.ranges import ranges
from mis_assessor.core.pool.settlement import (
    PoolStanding,
    Settlement,
    completions,
    settle,
)
from mis_assessor.core.pool.states import FundOutcome
from mis_assessor.core.pool.trust_year import TrustYear
from mis_assessor.core.pool.year import pool_of
from unit.core.pool.trusts import FIVE

PENNY = Decimal("0.01")
CODES = st.from_regex(r"R[A-Z0-9]{2}", fullmatch=True)
PENCE = st.integers(1, 9) | st.integers(1, 10**9)
MOST_COMPLETIONS = 800


@st.composite
def standings(draw: st.DrawFn, code: str = "RXX") -> PoolStanding:
    paid_in = draw(PENCE)
    most = draw(st.integers(0, paid_in) | st.just(0) | st.just(paid_in))
    least = draw(st.sampled_from((0, most)))
    outcome = draw(st.sampled_from(FundOutcome))
    if outcome is FundOutcome.OPEN:
        least = 0
    return PoolStanding(code, in_pounds(paid_in), outcome, in_pounds(least), in_pounds(most))


@st.composite
def pools(draw: st.DrawFn, size: int = 12) -> tuple[PoolStanding, ...]:
    codes = draw(st.lists(CODES, min_size=1, max_size=size, unique=True))
    return tuple(draw(standings(code)) for code in codes)


@settings(max_examples=300, deadline=None)
@given(st.dictionaries(CODES, PENCE, min_size=1, max_size=140), st.data())
def test_contributions_in_are_payments_out_under_any_outcomes_and_awards(
    paid_in: dict[str, int], data: st.DataObject
) -> None:
    met = data.draw(st.sets(st.sampled_from(sorted(paid_in))))
    left = sum(pence for code, pence in paid_in.items() if code not in met)
    awards = {}
    for code in sorted(set(paid_in) - met):
        awards[code] = in_pounds(data.draw(st.integers(0, left)))
        left -= in_pence(awards[code])
    contributions = {code: in_pounds(pence) for code, pence in paid_in.items()}
    paid = settle(contributions, met, awards)
    assert paid.out == paid.contributions == sum(contributions.values())
    assert paid.returned + paid.shares + paid.discretionary + paid.kept == paid.out
    assert (paid.kept == 0) or not met
    assert all(p.total >= p.contribution for p in paid.payments if p.code in met)
    _no_share_is_a_penny_out(paid, met)


def _no_share_is_a_penny_out(paid: Settlement, met: set[str]) -> None:
    for payment in paid.payments:
        exact = paid.shares * payment.contribution if payment.code in met else Decimal(0)
        assert abs(payment.share * (paid.returned or 1) - exact) < PENNY * (paid.returned or 1)


@settings(max_examples=150, deadline=None)
@given(pools(), st.randoms())
def test_the_order_of_trusts_never_matters(pool: tuple[PoolStanding, ...], random: Random) -> None:
    mixed = list(pool)
    random.shuffle(mixed)
    assert completions(mixed) == completions(pool)
    assert ranges(mixed) == ranges(pool)


@given(st.permutations(FIVE))
def test_the_order_of_rows_never_matters(rows: list[TrustYear]) -> None:
    assert pool_of(rows) == pool_of(FIVE)


def awards_of(one: PoolStanding) -> tuple[Decimal, ...]:
    """The ends of an open award and something between."""
    middle = in_pounds((in_pence(one.least_award) + in_pence(one.most_award)) // 2)
    return tuple(sorted({one.least_award, middle, one.most_award}))


def either_way(one: PoolStanding) -> tuple[Decimal | None, ...]:
    """Every way a trust may come out: None for met, or an award."""
    match one.outcome:
        case FundOutcome.MET:
            return (None,)
        case FundOutcome.NOT_MET:
            return awards_of(one)
        case FundOutcome.OPEN:
            return (None, *awards_of(one))


def completed(
    pool: tuple[PoolStanding, ...],
) -> Iterator[tuple[frozenset[str], Mapping[str, Decimal]]]:
    """Payments under every completion, with who met all ten."""
    for ways in product(*map(either_way, pool)):
        came = dict(zip([one.code for one in pool], ways, strict=True))
        met = frozenset(code for code, award in came.items() if award is None)
        awards = {code: award for code, award in came.items() if award is not None}
        paid = settle({one.code: one.contribution for one in pool}, met, awards)
        yield met, {p.code: p.total for p in paid.payments}


@settings(max_examples=150, deadline=None)
@given(pools(size=6))
def test_a_range_contains_every_completed_outcome_and_reaches_both_ends(
    pool: tuple[PoolStanding, ...],
) -> None:
    assume(prod(len(either_way(one)) for one in pool) <= MOST_COMPLETIONS)
    found = ranges(pool)
    outcomes = list(completed(pool))
    for one in pool:
        paid = [payments[one.code] for _, payments in outcomes]
        reach = found[one.code].payment
        assert reach.least <= min(paid) < reach.least + PENNY + PENNY
        assert reach.most - PENNY - PENNY < max(paid) <= reach.most
        if_met = found[one.code].if_met
        for met, payments in outcomes:
            if one.code in met:
                assert if_met.least <= payments[one.code] <= if_met.most


@settings(max_examples=100, deadline=None)
@given(pools(size=6), st.data())
def test_learning_an_outcome_never_widens_a_range(
    pool: tuple[PoolStanding, ...], data: st.DataObject
) -> None:
    before = ranges(pool)
    learnt = data.draw(st.sampled_from(pool))
    outcome = learnt.outcome
    if outcome is FundOutcome.OPEN:
        outcome = data.draw(st.sampled_from((FundOutcome.MET, FundOutcome.NOT_MET)))
    known = [replace(one, outcome=outcome) if one is learnt else one for one in pool]
    for code, after in ranges(known).items():
        assert before[code].payment.least <= after.payment.least
        assert after.payment.most <= before[code].payment.most

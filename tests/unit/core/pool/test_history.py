"""From a row to recovery states, and what cannot be true of a row."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from mis_assessor.core.pool.row_check import wrong_with
from mis_assessor.core.pool.states import (
    MOVES,
    FundOutcome,
    RecoveryState,
    history,
    outcome_of,
    state_of,
)
from unit.core.pool.trusts import (
    APPEALED_ON,
    appealed,
    asked,
    awarded,
    declared,
    looked_at_again,
    trust,
    verified,
)

S = RecoveryState
STANDS = [
    ({}, S.PROJECTION, FundOutcome.OPEN),
    (declared("met"), S.DECLARED_MET, FundOutcome.OPEN),
    (declared("not met") | asked("9.00"), S.DECLARED_NOT_MET, FundOutcome.OPEN),
    (declared("nil return"), S.NIL_RETURN, FundOutcome.NOT_MET),
    (verified("met"), S.VERIFIED_MET, FundOutcome.MET),
    (verified("met", "not met") | asked("9.00"), S.VERIFIED_UP, FundOutcome.MET),
    (verified("not met"), S.VERIFIED_NOT_MET, FundOutcome.NOT_MET),
    (verified("not met", "met"), S.VERIFIED_DOWN, FundOutcome.NOT_MET),
    (appealed("awaited") | asked("9.00"), S.APPEALED, FundOutcome.OPEN),
    (appealed("met"), S.MET_ON_APPEAL, FundOutcome.MET),
    (appealed("not met"), S.NOT_MET_ON_APPEAL, FundOutcome.NOT_MET),
    (looked_at_again("awaited"), S.RECONFIRMATION, FundOutcome.OPEN),
    (looked_at_again("upheld"), S.UPHELD, FundOutcome.MET),
    (looked_at_again("repayment due") | asked("9.00"), S.REPAYMENT_DUE, FundOutcome.NOT_MET),
    (verified("not met") | asked("9.00"), S.REQUESTED, FundOutcome.NOT_MET),
    (verified("not met") | awarded("9.00"), S.AWARDED, FundOutcome.NOT_MET),
    (appealed("not met") | awarded("0.00"), S.REFUSED, FundOutcome.NOT_MET),
]


@pytest.mark.parametrize(("entered", "state", "outcome"), STANDS, ids=lambda v: str(v)[:24])
def test_a_row_leads_to_one_state_by_allowed_moves(
    entered: dict[str, Any], state: RecoveryState, outcome: FundOutcome
) -> None:
    row = trust("RXA", "410000.00", **entered)
    assert (state_of(row), outcome_of(state)) == (state, outcome)
    assert list(wrong_with(row)) == []


def test_every_state_is_told_by_some_row_and_has_its_moves() -> None:
    assert {state for _, state, _ in STANDS} == set(RecoveryState) == set(MOVES)


def test_only_a_projection_begins_and_every_other_state_can_be_reached() -> None:
    reached = {after for nexts in MOVES.values() for after in nexts}
    assert set(RecoveryState) - reached == {S.PROJECTION}


def test_the_one_day_of_an_appeal_is_that_of_its_decision() -> None:
    made, decided = history(trust("RXA", "1.00", **appealed("met")))[-2:]
    assert (made.on, decided.on) == (None, APPEALED_ON)
    assert history(trust("RXA", "1.00", **appealed("awaited")))[-1].on == APPEALED_ON


EARLY = date(2023, 1, 1)
WRONG = [
    (
        {"declared_on": None},
        "declared on",
        "is blank, and “declared” is filled in. Write the day.",
    ),
    (
        {"verified": None, "declared": None, "declared_on": None},
        "verified",
        "is blank, and “verified on” has a day. Fill it in, or take the day out.",
    ),
    (
        {"verified_on": EARLY},
        "verified on",
        "is 2023-01-01, before “declared on”, which is 2023-02-01. Check both days.",
    ),
    (
        {"declared": None, "declared_on": None},
        "verified",
        "“verified met, as declared” cannot follow “projection, not declared yet”. After that "
        "comes “declared met”, “declared not met” or “nil return”. Take it out, or fill in what "
        "came between.",
    ),
    (
        looked_at_again("repayment due") | awarded("9.00") | {"awarded_on": date(2024, 3, 1)},
        "discretionary awarded",
        "“discretionary awarded” cannot follow “re-confirmed, repayment due”. Nothing comes "
        "after that. Take it out, or fill in what came between.",
    ),
    (
        {"contribution": Decimal("0.00")},
        "contribution",
        "is nothing. Write what the trust paid into the fund, as £410,000.00.",
    ),
    (
        verified("not met") | awarded("80000.01"),
        "discretionary awarded",
        "is £80,000.01, more than the £80,000.00 requested. Check both amounts.",
    ),
    (
        verified("not met") | awarded("60000.00") | {"contribution": Decimal("50000.00")},
        "discretionary awarded",
        "is £60,000.00, no less than the contribution of £50,000.00. A discretionary payment is "
        "at a much lower level. Check both amounts.",
    ),
]


@pytest.mark.parametrize(("change", "column", "what"), WRONG)
def test_what_cannot_be_true_is_said(change: dict[str, Any], column: str, what: str) -> None:
    row = replace(trust("RXA", "410000.00", **verified()), **change)
    assert [(w.column, w.what) for w in wrong_with(row)] == [(column, what)]


def test_an_award_needs_a_request_and_everything_wrong_is_said_at_once() -> None:
    row = replace(
        trust("RXA", "410000.00", **verified("not met")),
        awarded=Decimal("9.00"),
        verified_on=EARLY,
    )
    assert [w.column for w in wrong_with(row)] == [
        "discretionary awarded on",
        "verified on",
        "discretionary awarded",
    ]

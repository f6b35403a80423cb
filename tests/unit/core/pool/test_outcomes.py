"""A chain of outcomes: what may follow what, and that nothing can be changed unseen."""

from dataclasses import replace
from datetime import date

import pytest

from mis_assessor.core.pool.outcomes import (
    OutcomeRecord,
    OutcomeStep,
    sealed_record,
    trust_year_of,
    why_not,
    wrong_in_chain,
)
from mis_assessor.core.pool.states import RecoveryState, state_of

TODAY = date(2026, 12, 1)


def record(step: str, outcome: str, on: str, *before: OutcomeRecord) -> OutcomeRecord:
    """A record that follows others."""
    made = OutcomeRecord(
        number=len(before) + 1,
        trust_code="RZ9",
        scheme_year=4,
        step=OutcomeStep(step),
        outcome=outcome,
        on=date.fromisoformat(on),
        who="A Person",
        role="a role",
        subject="a" * 64,
        assessment="b" * 64,
        rulebook="c" * 64,
        program="1",
        recorded_on=TODAY,
        **({"previous": before[-1].digest} if before else {}),
    )
    return sealed_record(made)


def chain(*steps: tuple[str, str, str]) -> tuple[OutcomeRecord, ...]:
    """Records one after another."""
    made: tuple[OutcomeRecord, ...] = ()
    for step in steps:
        made = (*made, record(*step, *made))
    return made


WHOLE = chain(
    ("assessed", "met", "2023-01-30"),
    ("declared", "met", "2023-02-02"),
    ("verified", "not met", "2023-04-03"),
    ("appealed", "awaited", "2023-04-20"),
    ("appealed", "met", "2023-05-20"),
    ("re-confirmed", "awaited", "2024-05-20"),
    ("re-confirmed", "repayment due", "2024-06-20"),
)


def test_a_whole_life_can_be_recorded() -> None:
    for length in range(1, len(WHOLE) + 1):
        *before, last = WHOLE[:length]
        assert list(why_not(before, last)) == []
        assert list(wrong_in_chain(WHOLE[:length])) == []
    year = trust_year_of(WHOLE)
    assert state_of(year) is RecoveryState.REPAYMENT_DUE
    assert (year.declared_on, year.appealed_on) == (date(2023, 2, 2), date(2023, 5, 20))
    assert state_of(trust_year_of(WHOLE[:1])) is RecoveryState.PROJECTION


@pytest.mark.parametrize(
    ("before", "step", "says"),
    [
        ((), ("verified", "met", "2023-04-03"), "cannot follow"),
        ((), ("declared", "perhaps", "2023-02-02"), "Write one of “met”, “not met”, “nil return”."),
        ((), ("declared", "met", "2027-02-02"), "has not come yet"),
        (WHOLE[:2], ("declared", "not met", "2023-02-03"), "It was declared as met on 2 February"),
        (WHOLE[:5], ("appealed", "not met", "2023-06-01"), "What is recorded stays"),
        (WHOLE[:2], ("verified", "met", "2023-01-01"), "Check both days"),
        (WHOLE[:3], ("re-confirmed", "upheld", "2024-06-20"), "cannot follow"),
    ],
)
def test_what_cannot_follow_is_refused(
    before: tuple[OutcomeRecord, ...], step: tuple[str, str, str], says: str
) -> None:
    (why,) = why_not(before, record(*step, *before))
    assert says in why


def test_another_trust_has_a_chain_of_its_own() -> None:
    other = replace(record("assessed", "met", "2023-01-30"), trust_code="RYY")
    (why,) = why_not(WHOLE, other)
    assert why.startswith("The chain is about RZ9 in scheme year 4.")


def test_an_assessment_may_be_repeated() -> None:
    again = record("assessed", "not met", "2023-03-30", *WHOLE[:2])
    assert list(why_not(WHOLE[:2], again)) == []


@pytest.mark.parametrize(
    ("changed", "numbers"),
    [
        ((replace(WHOLE[0], outcome="not met"), *WHOLE[1:]), {1}),
        ((sealed_record(replace(WHOLE[0], who="B")), *WHOLE[1:]), {2}),
        (WHOLE[1:], {1, 2, 3, 4, 5, 6}),
        ((*WHOLE[:1], *WHOLE[2:]), {2, 3, 4, 5, 6}),
        ((WHOLE[1], WHOLE[0], *WHOLE[2:]), {1, 2, 3}),
        (
            (WHOLE[0], sealed_record(replace(WHOLE[1], scheme_year=5))),
            {2},
        ),
    ],
)
def test_whatever_is_done_to_a_chain_is_seen(
    changed: tuple[OutcomeRecord, ...], numbers: set[int]
) -> None:
    assert {number for number, _ in wrong_in_chain(changed)} == numbers

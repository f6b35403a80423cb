"""Every case of every join fires exactly one rule, and the one the core's tables say."""

import json
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from itertools import product
from typing import Any

import pytest

from mis_assessor.core.deciding.recovery import MoneyFacts, recovery
from mis_assessor.core.deciding.rollup import CONDITIONS, TEN, outcome
from mis_assessor.core.verdicts import (
    Verdict,
    all_of,
    any_of,
    instead,
    judged,
    same_under_every_reading,
)
from mis_assessor.engine.job import rest_of
from mis_assessor.engine.plan import head_of
from mis_assessor.engine.replay import all_hold, check_of
from mis_assessor.engine.top_rules import generic_rules

RULES = [(rule.gives, [*map(check_of, rule.conditions)]) for rule in generic_rules()]


def fired(kind: str, parts: Iterable[Verdict] | None = None, **fact: int | str) -> list[str]:
    said = [] if parts is None else [v.value for v in parts]
    join: Sequence[Any] = ("", None if parts is None else range(len(said)), {}, None)
    told = json.loads(head_of("n", {"k": kind, **fact}) + rest_of(join, said) + "}")
    return [gives for gives, checks in RULES if all_hold(checks, told)]


PRESENT = [
    tuple(v for v, there in zip(Verdict, mask, strict=True) if there)
    for mask in product((False, True), repeat=len(Verdict))
]


@pytest.mark.parametrize("kind", ["all of", "each", "safety action", "conditions of the scheme"])
def test_all_that_must_hold(kind: str) -> None:
    for parts in PRESENT:
        assert fired(kind, parts) == [all_of(parts)]


@pytest.mark.parametrize("kind", ["any of", "stand-ins"])
def test_one_that_is_enough(kind: str) -> None:
    for parts in PRESENT:
        assert fired(kind, parts) == [any_of(parts)]


def test_readings() -> None:
    for parts in (*PRESENT, *((v, v) for v in Verdict)):
        assert fired("readings", parts) == [same_under_every_reading(parts)]


def test_instead() -> None:
    for standard, other in product(Verdict, Verdict):
        found = fired("instead", standard=standard.value, alternative=other.value)
        assert found == [instead(standard, other)]


def test_judged() -> None:
    for computed, judgement in product(Verdict, Verdict):
        found = fired("judged", computed=computed.value, judgement=judgement.value)
        assert found == [judged(computed, judgement)]


def test_stands_in_only_where_missed() -> None:
    for own, missed in product(Verdict, (False, True)):
        parts = (Verdict.MET, Verdict.NOT_MET if missed else Verdict.EVIDENCE_MISSING)
        expected = own if missed else Verdict.NOT_APPLICABLE
        assert fired("stands in", parts, own=own.value) == [expected]


def test_a_join_of_one_is_that_one_so_no_rule_is_asked() -> None:
    for verdict in Verdict:
        assert all_of([verdict]) is same_under_every_reading([verdict]) is verdict


def actions(conditions: Verdict, one: Verdict, other: Verdict) -> Mapping[int, Verdict]:
    """Ten actions of which one differs, and the conditions of the scheme."""
    return {CONDITIONS: conditions, **dict.fromkeys(TEN, other), 7: one}


def test_outcome_and_fund() -> None:
    for three in product(Verdict, repeat=3):
        verdicts = actions(*three)
        hold = sum(verdicts[n].holds for n in TEN)
        assert fired("outcome", verdicts.values(), hold=hold) == [outcome(verdicts)]
        for declared, requested in product((False, True), repeat=2):
            money = MoneyFacts(None, None, declared)
            if requested:
                money = MoneyFacts(None, Decimal(1), declared)
            found = fired(
                "fund",
                verdicts.values(),
                hold=hold,
                conditions=verdicts[CONDITIONS].value,
                declared=int(declared),
                requested=int(requested),
            )
            assert found == [recovery(verdicts, money)]

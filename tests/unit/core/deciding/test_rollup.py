"""From requirements to actions, conditions, outcome and fund."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

import pytest

from mis_assessor.core.deciding.recovery import MoneyFacts, Recovery, fund, recovery
from mis_assessor.core.deciding.rollup import CONDITIONS, TEN, counts_for, outcome, roll_up
from mis_assessor.core.rules.requirement import Applies, Requirement
from mis_assessor.core.rules.rulebook import Rule
from mis_assessor.core.rules.values import Source
from mis_assessor.core.verdicts import Verdict

N, E, J, D, A, M, P, X = (
    Verdict.NOT_MET,
    Verdict.EVIDENCE_MISSING,
    Verdict.NEEDS_JUDGEMENT,
    Verdict.NOT_DUE_YET,
    Verdict.MET_BY_ALTERNATIVE,
    Verdict.MET,
    Verdict.PAUSED,
    Verdict.NOT_APPLICABLE,
)
MONEY = MoneyFacts(Decimal("100000.00"), None, declared_met=False)


def rule(name: str, action: Any = 1, **more: object) -> Rule:
    """A rule with nothing to decide."""
    requirement = Requirement.model_validate(
        {
            "id": name,
            "title": name,
            "asks": name,
            "source": Source(document="this-project"),
            "applies": Applies(editions=("one",), in_a_pause="suspended"),
            **more,
        }
    )
    return Rule(requirement, action, {}, "a file")


def actions(**verdicts: Verdict) -> Mapping[int, Verdict]:
    """All met but those named: ``a3=…``, ``a0`` the conditions."""
    return {n: verdicts.get(f"a{n}", M) for n in (CONDITIONS, *TEN)}


@pytest.mark.parametrize(
    ("own", "stand_in", "final", "shown"),
    [
        (M, M, M, X),
        (M, E, M, X),
        (N, M, A, M),
        (N, A, A, A),
        (N, E, N, E),
        (N, N, N, N),
        (N, D, D, D),
        (N, J, J, J),
        (E, M, E, X),
        (D, M, D, X),
        (P, M, P, X),
    ],
)
def test_a_stand_in_is_asked_only_where_the_standard_was_missed(
    own: Verdict, stand_in: Verdict, final: Verdict, shown: Verdict
) -> None:
    rules = [rule("C"), rule("ALT", **{"stands in for": ["C"]})]
    rolled = roll_up(rules, {"C": own, "ALT": stand_in})
    assert rolled.requirements == {"C": final, "ALT": shown}
    assert rolled.actions[1] is final


def test_a_stand_in_never_counts_by_itself() -> None:
    rules = [rule("C"), rule("ALT", **{"stands in for": ["C"]})]
    assert [counts_for(r) for r in rules] == [1, None]


def test_what_a_requirement_counts_towards() -> None:
    def counts(**more: object) -> int | None:
        return counts_for(rule("R", 7, **more))

    assert counts() == 7
    assert counts(force="should") is None
    assert counts(**{"counts towards": "conditions of the scheme"}) == CONDITIONS
    assert counts(**{"counts towards": "discretionary payment"}) is None


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        (actions(), M),
        (actions(a8=N), N),
        (actions(a8=N, a2=E), N),
        (actions(a2=E), E),
        (actions(a2=J), J),
        (actions(a2=A), A),
        (actions(a2=P), D),
        (actions(a0=D), D),
        (actions(a0=N), N),
        (actions(a0=X), M),
        (dict.fromkeys((CONDITIONS, *TEN), P), P),
    ],
)
def test_ten_of_ten_and_the_conditions(given: Mapping[int, Verdict], expected: Verdict) -> None:
    assert outcome(given) is expected


@pytest.mark.parametrize(
    ("given", "requested", "declared", "expected"),
    [
        (actions(), None, False, Recovery.EXPECTED),
        (actions(), None, True, Recovery.EXPECTED),
        (actions(a3=A), None, True, Recovery.EXPECTED),
        (actions(a0=D), None, False, Recovery.EXPECTED),
        (actions(a0=E), None, False, Recovery.AT_RISK),
        (actions(a3=E), None, False, Recovery.AT_RISK),
        (actions(a3=P), None, False, Recovery.AT_RISK),
        (actions(a3=N), None, False, Recovery.NOT_RECOVERED),
        (actions(a0=N), None, False, Recovery.NOT_RECOVERED),
        (actions(a3=N), Decimal(5000), False, Recovery.DISCRETIONARY),
        (actions(a3=N), Decimal(5000), True, Recovery.REPAYMENT_RISK),
        (actions(a3=N), None, True, Recovery.REPAYMENT_RISK),
        (actions(a3=N, a0=N), None, True, Recovery.REPAYMENT_RISK),
        (actions(a0=N), None, True, Recovery.NOT_RECOVERED),
        (actions(a0=N), Decimal(5000), True, Recovery.DISCRETIONARY),
    ],
)
def test_recovery(
    given: Mapping[int, Verdict], requested: Decimal | None, declared: bool, expected: Recovery
) -> None:
    assert recovery(given, MoneyFacts(None, requested, declared)) is expected


def test_the_fund_says_what_is_exposed_and_why() -> None:
    lost = fund(Recovery.NOT_RECOVERED, actions(a3=N, a8=N), MONEY)
    assert lost.exposure == Decimal("100000.00")
    assert lost.why == "Not met: safety actions 3, 8. Nine of ten recovers nothing."
    kept = fund(Recovery.EXPECTED, actions(), MONEY)
    assert kept.exposure == Decimal("0.00")
    assert kept.why == "All ten safety actions and the conditions of the scheme are met."


def test_the_reasons_name_the_conditions_too() -> None:
    pending = fund(Recovery.EXPECTED, actions(a0=D), MONEY)
    assert "not due yet" in pending.why
    late = fund(Recovery.NOT_RECOVERED, actions(a0=N), MONEY)
    assert late.why == "Not met: the conditions of the scheme."
    risk = fund(Recovery.AT_RISK, actions(a0=E, a3=J), MONEY)
    assert risk.why == (
        "Not shown to be met: safety action 3 and the conditions of the scheme (evidence missing)."
    )
    only = fund(Recovery.AT_RISK, actions(a3=J), MONEY)
    assert only.why == "Not shown to be met: safety action 3."


def test_an_unknown_contribution_stays_unknown() -> None:
    unknown = fund(Recovery.NOT_RECOVERED, actions(a3=N), MoneyFacts(None, None, False))
    assert unknown.contribution is None
    assert unknown.exposure is None
    assert unknown.share_of_unallocated == "unknown"

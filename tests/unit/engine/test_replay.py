"""A trace is believed only when every step of it can be done again."""

from dataclasses import replace

import pytest

from mis_assessor.core.errors import EngineFault
from mis_assessor.core.evidence.answers import Tally
from mis_assessor.core.verdicts import Verdict
from mis_assessor.engine.compile import compile_rules
from mis_assessor.engine.plan_book import make_plan
from mis_assessor.engine.replay import holds, replay
from mis_assessor.engine.result import Firing
from mis_assessor.engine.worker import Rulesets, answer
from unit.engine.built import MONEY, case, rule

ONE = rule()
PLAN = make_plan([case(ONE, {"reviews": Tally(94, 4, open=2)})], [ONE], MONEY)
RULES = compile_rules(PLAN.thresholds)
REPLY = answer(
    {
        "ruleset": RULES.name,
        "nodes": [node.as_job() for node in PLAN.nodes],
        "rules": RULES.rules,
        "gives": RULES.gives,
    },
    Rulesets(),
    "once",
)
TRACE = [Firing(name, facts) for name, facts in REPLY["trace"]]


def test_an_honest_trace_replays() -> None:
    result = replay(PLAN, RULES, TRACE, 0.001)
    assert result.verdicts["MIS-Y4-SA1-A"] is Verdict.NOT_DUE_YET
    assert result.fired["MIS-Y4-SA1-A"][:2] == (
        "MIS-Y4-SA1-A: reviews is at least 95%, it can go either way → undecided",
        "still open → not due yet",
    )


@pytest.mark.parametrize("at", range(len(TRACE)))
def test_a_step_left_out(at: int) -> None:
    with pytest.raises(EngineFault):
        replay(PLAN, RULES, TRACE[:at] + TRACE[at + 1 :], 0)


@pytest.mark.parametrize("at", range(len(TRACE)))
def test_a_step_told_twice(at: int) -> None:
    with pytest.raises(EngineFault):
        replay(PLAN, RULES, TRACE[: at + 1] + TRACE[at:], 0)


@pytest.mark.parametrize("at", range(len(TRACE)))
def test_facts_touched(at: int) -> None:
    touched = replace(TRACE[at], facts={**TRACE[at].facts, "low": 96})
    with pytest.raises(EngineFault, match="read other facts"):
        replay(PLAN, RULES, [*TRACE[:at], touched, *TRACE[at + 1 :]], 0)


@pytest.mark.parametrize(
    ("name", "why"),
    [
        ("MIS-Y4-SA1-A: reviews is at least 95% → met", "where it does not hold"),
        ("all is well → met", "fired a rule nobody gave it: “all is well → met”"),
    ],
)
def test_another_rule(name: str, why: str) -> None:
    with pytest.raises(EngineFault, match=why):
        replay(PLAN, RULES, [TRACE[0], replace(TRACE[1], rule=name), *TRACE[2:]], 0)


def test_nothing_after_the_end() -> None:
    with pytest.raises(EngineFault, match="after everything was decided"):
        replay(PLAN, RULES, [*TRACE, TRACE[0]], 0)


def test_a_property_that_is_not_there_holds_of_nothing() -> None:
    assert not holds({"low": 1}, {"high": 1})
    assert holds({"$neq": {"low": 2}}, {"low": 1})

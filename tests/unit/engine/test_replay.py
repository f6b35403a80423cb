"""A trace is believed only when every step of it can be done again."""

from collections.abc import Sequence

import pytest

from mis_assessor.core.errors import EngineFault
from mis_assessor.core.evidence.answers import Tally
from mis_assessor.core.verdicts import Verdict
from mis_assessor.engine.plan_book import make_plan
from mis_assessor.engine.replay import Fired, all_hold, check_of, replay
from mis_assessor.engine.result import EngineResult
from mis_assessor.engine.worker import Rulesets, answer
from unit.engine.built import MONEY, case, rule

ONE = rule()
PLAN = make_plan([case(ONE, {"reviews": Tally(94, 4, open=2)})], [ONE], MONEY)
NODES = PLAN.as_job()
RULES = PLAN.ruleset
REPLY = answer(
    {"ruleset": RULES.name, "nodes": NODES, "rules": RULES.rules, "gives": RULES.gives},
    Rulesets(),
    "once",
)
TRACE = REPLY["trace"]
MET = RULES.names.index("MIS-Y4-SA1-A: reviews is at least 95% → met")


def replayed(trace: Sequence[Fired]) -> EngineResult:
    return replay(PLAN, NODES, trace, 0.001)


def test_an_honest_trace_replays() -> None:
    result = replayed(TRACE)
    assert result.verdicts["MIS-Y4-SA1-A"] is Verdict.NOT_DUE_YET
    assert result.fired["MIS-Y4-SA1-A"][:2] == (
        "MIS-Y4-SA1-A: reviews is at least 95%, it can go either way → undecided",
        "still open → not due yet",
    )
    assert result.trace[1].facts["low"] == 9400
    assert result.ruleset == RULES.name


@pytest.mark.parametrize("at", range(len(TRACE)))
def test_a_step_left_out(at: int) -> None:
    with pytest.raises(EngineFault):
        replayed(TRACE[:at] + TRACE[at + 1 :])


@pytest.mark.parametrize("at", range(len(TRACE)))
def test_a_step_told_twice(at: int) -> None:
    with pytest.raises(EngineFault):
        replayed(TRACE[: at + 1] + TRACE[at:])


@pytest.mark.parametrize("at", range(len(TRACE)))
def test_facts_touched(at: int) -> None:
    rule, told = TRACE[at]
    with pytest.raises(EngineFault, match="read another fact"):
        replayed([*TRACE[:at], (rule, f'{told},"low":9600'), *TRACE[at + 1 :]])


@pytest.mark.parametrize(
    ("number", "why"),
    [
        (MET, "where it does not hold"),
        (len(RULES.names), f"fired a rule nobody gave it: number {len(RULES.names)}"),
        (-1, "fired a rule nobody gave it: number -1"),
    ],
)
def test_another_rule(number: int, why: str) -> None:
    with pytest.raises(EngineFault, match=why):
        replayed([TRACE[0], (number, TRACE[1][1]), *TRACE[2:]])


def test_nothing_after_the_end() -> None:
    with pytest.raises(EngineFault, match="after everything was decided"):
        replayed([*TRACE, TRACE[0]])


def test_a_property_that_is_not_there_holds_of_nothing() -> None:
    assert not all_hold([check_of({"low": 1})], {"high": 1})
    assert all_hold([check_of({"$neq": {"low": 2}})], {"low": 1})

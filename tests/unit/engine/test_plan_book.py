"""One body of a framework, planned and decided by the engine as the reference decides it."""

from dataclasses import replace
from typing import Any

import pytest

from mis_assessor.core.errors import EngineFault
from mis_assessor.core.frameworks.bodies import bodies_of, lone_trust
from mis_assessor.core.frameworks.decide import BodyPosition, decide_framework
from mis_assessor.core.verdicts import Verdict
from mis_assessor.engine.agree import agree_on_body
from mis_assessor.engine.cage import Engine
from mis_assessor.engine.plan_book import WHOLE, make_framework_plan
from mis_assessor.engine.result import EngineResult
from unit.core.frameworks.built import ON, book, duty, fact, provider, sent, system

OF_EACH: dict[str, Any] = {"duty of": "LMS", "for each": "provider"}
RULES = (
    duty("G", **{"made of": ["A", "S"]}),
    duty("A"),
    duty("X", **{"decided by": "A"}),
    duty("S", force="should"),
    duty("C", force="context"),
    duty("L", group=2, **OF_EACH),
)
SYSTEM = system(provider("R1", sent(fact(), code="R1")), provider("R2"))


def position(body: int) -> BodyPosition:
    """The system, its first trust, or the one that sent nothing."""
    return decide_framework(book(*RULES), bodies_of(SYSTEM), ON).bodies[body]


def decided(one: BodyPosition) -> EngineResult:
    """What the engine says of a body."""
    with Engine() as engine:
        return engine.decide_framework(one, RULES)


def test_the_plan_ends_with_the_groups_and_the_whole() -> None:
    one = position(1)
    plan = make_framework_plan(one.cases, RULES, one.body)
    names = [node.name for node in plan.nodes]
    assert names[-3:] == ["group 1", "group 2", WHOLE]
    nodes = {node.name: node for node in plan.nodes}
    assert nodes["group 1"].count == ("A",)
    assert nodes["group 2"].count == ()
    assert nodes["X"].same == "A"
    assert nodes["G"].same == "A"
    assert "L" not in nodes


def test_each_body_is_decided_as_the_reference_decides_it() -> None:
    expected = [Verdict.EVIDENCE_MISSING, Verdict.MET, Verdict.EVIDENCE_MISSING]
    for number, whole in enumerate(expected):
        one = position(number)
        result = decided(one)
        agree_on_body(result, one)
        assert result.verdicts[WHOLE] is whole
        assert result.fund is None
    assert result.fired["A"]


def test_no_money_is_decided_in_a_framework() -> None:
    empty = decide_framework(book(duty("A")), (lone_trust(sent(fact())),), ON).bodies[0]
    with Engine() as engine:
        result = engine.decide_framework(empty, (duty("A"),))
    assert dict(result.verdicts)[WHOLE] is Verdict.MET
    assert result.fund is None


@pytest.mark.parametrize("node", ["A//1", "A", "G", "group 1", WHOLE])
def test_a_node_they_decide_differently_stops_everything(node: str) -> None:
    one = position(1)
    result = decided(one)
    was = result.verdicts[node]
    wrong = replace(result, verdicts={**result.verdicts, node: Verdict.PAUSED})
    with pytest.raises(
        EngineFault,
        match=f"“{node}”: the rules engine says paused, the reference evaluator says {was}.",
    ):
        agree_on_body(wrong, one)
    less = {name: v for name, v in result.verdicts.items() if name != node}
    with pytest.raises(EngineFault, match=f"“{node}”: the rules engine says nothing"):
        agree_on_body(replace(result, verdicts=less), one)
    more = replace(result, verdicts={**result.verdicts, "Z": Verdict.MET})
    with pytest.raises(EngineFault, match=r"“Z”.*reference evaluator says nothing"):
        agree_on_body(more, one)

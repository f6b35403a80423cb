"""A plan names its nodes as the reference evaluator does, children first."""

from dataclasses import replace
from decimal import Decimal

import pytest

from mis_assessor.core.deciding.case import Case, Stop
from mis_assessor.core.errors import EngineFault
from mis_assessor.core.evidence.answers import Figure, NoAnswer, NoAnswerReason, Stated, Tally
from mis_assessor.core.rules.comparisons import Op
from mis_assessor.core.rules.conditions import (
    AllOf,
    AnyOf,
    Condition,
    InOrder,
    Instead,
    PersonConfirms,
    Readings,
    Test,
)
from mis_assessor.core.rules.in_force import Standing
from mis_assessor.core.verdicts import Verdict
from mis_assessor.engine.plan import Node, Plan
from mis_assessor.engine.plan_book import make_plan
from unit.engine.built import MONEY, ON, case, rule

FEW = Test(evidence="reviews", op=Op.AT_MOST, value="none")
POSTS, MORE_POSTS = Decimal(7), Decimal(8)
SAID = {"asked": Stated(ON), "answered": Stated(ON)}
ASK = PersonConfirms(a_person_confirms="good enough?")


def planned(case: Case) -> Plan:
    return make_plan([case], [case.rule], MONEY)


def own(case: Case) -> dict[str, Node]:
    name = case.rule.requirement.id
    return {node.name: node for node in planned(case).nodes if node.owner == name}


def test_every_kind_of_condition() -> None:
    tree: Condition = AllOf(
        all_of=(
            AnyOf(any_of=(FEW, ASK)),
            Readings(readings={"strictly": FEW, "in spirit": ASK}),
            Instead(
                standard=FEW,
                alternative=InOrder(in_this_order=("asked", "answered")),
            ),
        )
    )
    nodes = own(case(rule("A", tree), {"reviews": Tally(1, 1), **SAID}))
    assert {n: node.same or node.fact["k"] for n, node in nodes.items()} == {
        "A//1/1/1": "SA1",
        "A//1/1/2": "a person confirms",
        "A//1/1": "any of",
        "A//1/2/strictly": "SA1",
        "A//1/2/in spirit": "a person confirms",
        "A//1/2": "readings",
        "A//1/3/standard": "SA1",
        "A//1/3/alternative": "SA1",
        "A//1/3": "instead",
        "A//1": "all of",
        "A/": "A//1",
        "A": "A/",
    }
    assert nodes["A//1/3/alternative"].fact["test"] == "asked, answered in this order"


def test_members_and_a_judgement() -> None:
    members = (("midwives", True), ("doctors", True), ("porters", False))
    nodes = own(case(rule("A"), members=members, judged=Verdict.MET))
    assert nodes["A"].count == ("A/midwives", "A/doctors")
    assert nodes["A/midwives"].words == {"computed": "before judgement A/midwives"}
    assert nodes["A/doctors/1"].words == {"computed": "before judgement A/doctors/1"}
    assert "A/porters/1" in nodes


def test_a_verdict_that_stands() -> None:
    one = rule("A")
    paused = Case(one, Standing.PAUSED, Verdict.PAUSED, "paused", ())
    assert own(paused)["A"].given is Verdict.PAUSED


def test_no_figure() -> None:
    silent = case(rule("A"), {"reviews": NoAnswer(NoAnswerReason.MISSING, "send it")})
    assert own(silent)["A//1"].fact == {"k": "no figure"}
    assert own(silent)["A//1"].given is Verdict.EVIDENCE_MISSING


def test_a_number_of_the_submissions_own_goes_with_its_figure() -> None:
    funded = Test(evidence="posts", op=Op.AT_LEAST, value="funded")
    one = rule("A", funded)
    few = case(one, {"posts": Figure(POSTS), "funded": Figure(POSTS)})
    more = case(one, {"posts": Figure(POSTS), "funded": Figure(MORE_POSTS)})
    both = replace(few, parts=(*few.parts, replace(more.parts[0], member="twins")))
    plan = planned(both)
    leaves = [node.fact for node in plan.nodes if "figure" in node.fact]
    assert [(fact["figure"], fact["limit"], fact["test"]) for fact in leaves] == [
        (7, 7, "posts is at least funded"),
        (7, 8, "posts is at least funded"),
    ]
    assert plan.ruleset == planned(few).ruleset


def test_a_test_that_the_rules_do_not_know() -> None:
    one = rule("A")
    with pytest.raises(EngineFault, match="of A do not know the test “reviews is at least 95%”"):
        make_plan([case(one)], [rule("B")], MONEY)


def test_what_does_not_agree_never_makes_it_met() -> None:
    stopped = replace(case(rule("A")), stops=(Stop("CON-1", Verdict.MET),))
    with pytest.raises(EngineFault, match="cannot make it “met”"):
        planned(stopped)


def test_stand_ins_come_before_what_they_stand_in_for() -> None:
    rules = [rule("A"), rule("B", stands_in_for=("A",))]
    plan = make_plan([case(r) for r in rules], rules, MONEY)
    nodes = {node.name: node for node in plan.nodes}
    assert nodes["stand-ins A"].count == ("B",)
    assert nodes["final A"].words == {"standard": "A", "alternative": "stand-ins A"}
    assert nodes["final B"].count == ("A",)
    assert nodes["safety action 1"].count == ("final A",)


def test_children_come_first() -> None:
    seen: set[str] = set()
    for node in planned(case(rule("A"), judged=Verdict.MET)).nodes:
        assert set(node.under) <= seen
        seen.add(node.name)


def test_a_name_used_twice() -> None:
    with pytest.raises(EngineFault, match="both named “outcome”"):
        planned(case(rule("outcome")))


def test_a_requirement_nobody_decides() -> None:
    rules = [rule("A"), rule("B")]
    with pytest.raises(EngineFault, match="“safety action 1” rests on “B”"):
        make_plan([case(rules[0])], rules, MONEY)

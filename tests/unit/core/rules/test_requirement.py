"""A requirement as written: what is asked of everything, ids of parts, whose duty it is."""

from typing import Any

import pytest

from mis_assessor.core.rules.conditions import Test, leaves_in
from mis_assessor.core.rules.requirement import Requirement, asked_of
from unit.core.asked import requirement
from unit.core.frameworks.built import PROCESS, duty

PAPER = {"documents": {"kind": "letter"}, "answer": "document"}
BY: dict[str, Any] = {"is in place by": "evidence end"}


def asked(met_when: Any, **evidence: Any) -> list[tuple[str, str]]:
    """The tests of a rule: what they are held against, and how."""
    rule = requirement(PAPER, {}, **{"met when": met_when, "evidence": evidence})
    tests = (leaf for leaf in leaves_in(rule.requirement.met_when) if isinstance(leaf, Test))
    return [(test.evidence, test.op.value) for test in tests]


def test_everything_asked_is_the_same_test_on_each_of_the_evidence() -> None:
    found = asked({"everything asked": BY}, letter=PAPER, process=PROCESS)
    assert found == [("letter", "is in place by"), ("process", "is in place by")]


def test_what_has_a_test_of_its_own_is_not_asked_twice() -> None:
    own = {"in force on": "evidence end"}
    found = asked({"everything asked": BY, "letter": own}, letter=PAPER, process=PROCESS)
    assert found == [("process", "is in place by"), ("letter", "in force on")]


def test_everything_asked_may_stand_inside_other_conditions() -> None:
    person = {"a person confirms": "It is good."}
    within = {"all of": [{"everything asked": BY}, person]}
    assert asked(within, letter=PAPER, process=PROCESS) == [
        ("letter", "is in place by"),
        ("process", "is in place by"),
    ]
    assert asked({"any of": [person, {"letter": BY}]}, letter=PAPER) == [
        ("letter", "is in place by")
    ]


def test_everything_of_nothing_is_refused() -> None:
    with pytest.raises(ValueError, match="at least 1"):
        asked({"everything asked": BY})


def test_a_requirement_read_once_is_not_read_again() -> None:
    found = duty().requirement
    assert Requirement.model_validate(found) is found


def test_a_file_answers_to_the_ids_of_its_parts() -> None:
    parts = duty("A", parts={"A": "the first", "B": "the second"}).requirement
    assert parts.ids == ("A", "B")
    assert duty("A").requirement.ids == ("A",)


def test_a_duty_may_be_of_several_bodies() -> None:
    assert duty("A", **{"duty of": ["LMS", "ICS"]}).requirement.duties == ("LMS", "ICS")
    assert duty().requirement.duties == ("trust",)


@pytest.mark.parametrize(
    ("more", "joined"), [({}, False), ({"made of": ["B"]}, True), ({"decided by": "B"}, True)]
)
def test_a_requirement_that_joins_others_asks_for_nothing_itself(
    more: dict[str, Any], joined: bool
) -> None:
    found = duty("A", **more).requirement
    assert found.joined is joined
    assert (asked_of(found) == frozenset()) is joined


@pytest.mark.parametrize(
    ("question", "asks"),
    [
        (PROCESS, {"arrangement: process"}),
        ({"posts": "chair", "answer": "posts"}, {"post: chair"}),
        ({"posts": ["chair", "lead"], "answer": "posts"}, {"post: chair", "post: lead"}),
        ({"system": "buddy", "answer": "buddy"}, {"system.yaml: buddy"}),
        (PAPER, {"document: letter"}),
        ({"statement": "said so", "answer": "yes or no"}, {"statement: said so"}),
        ({"register": "rates", "answer": "share of totals"}, {"register: rates"}),
    ],
)
def test_what_it_asks_to_be_sent(question: dict[str, Any], asks: set[str]) -> None:
    assert asked_of(requirement(question, {}).requirement) == asks

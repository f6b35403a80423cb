"""Conditions as rule files write them, read into the closed list."""

from typing import Any

import pytest
from pydantic import TypeAdapter, ValidationError

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

CONDITION: TypeAdapter[Any] = TypeAdapter(Condition)


def at_least(value: str) -> Test:
    return Test(evidence="share", op=Op.AT_LEAST, value=value)


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ({"share": {"is at least": "nine tenths"}}, at_least("nine tenths")),
        ({"said": "yes"}, Test(evidence="said", op=Op.IS, value="yes")),
        (
            {"share": {"is at least": "a", "is under": "b"}},
            AllOf(all_of=(at_least("a"), Test(evidence="share", op=Op.UNDER, value="b"))),
        ),
        (
            {"share": {"is at least": "a"}, "said": {"is": "no"}},
            AllOf(all_of=(at_least("a"), Test(evidence="said", op=Op.IS, value="no"))),
        ),
        (
            {"any of": [{"said": "yes"}, {"share": {"is at least": "a"}}]},
            AnyOf(any_of=(Test(evidence="said", op=Op.IS, value="yes"), at_least("a"))),
        ),
        (
            {"readings": {"one way": {"said": "yes"}, "another": {"said": "no"}}},
            Readings(
                readings={
                    "one way": Test(evidence="said", op=Op.IS, value="yes"),
                    "another": Test(evidence="said", op=Op.IS, value="no"),
                }
            ),
        ),
        ({"in this order": ["plan", "form"]}, InOrder(in_this_order=("plan", "form"))),
        (
            {"a person confirms": "it is good", "who may": ["chair"]},
            PersonConfirms(a_person_confirms="it is good", who_may=("chair",)),
        ),
        (
            {
                "reports": {
                    "one in every": "quarter",
                    "counted by": "received by Trust Board",
                    "may miss": "spring",
                    "if": "excused",
                }
            },
            Test(
                evidence="reports",
                op=Op.ONE_IN_EVERY,
                value="quarter",
                counted_by="received by Trust Board",
                may_miss="spring",
                if_="excused",
            ),
        ),
    ],
)
def test_the_written_form_and_what_it_means(written: Any, read: Any) -> None:
    assert CONDITION.validate_python(written) == read


def test_each_step_is_the_alternative_of_the_one_above_it() -> None:
    plan = {"plan": {"is in place by": "last day"}}
    steps = [{"at least": "all"}, {"at least": "most", "met if": plan}, {"otherwise": "not met"}]
    read = CONDITION.validate_python({"of": "share", "steps": steps})
    assert isinstance(read, Instead)
    assert read.standard == at_least("all")
    assert isinstance(read.alternative, AllOf)
    assert read.alternative.all_of[0] == at_least("most")
    lower = CONDITION.validate_python({"of": "share", "steps": [*steps[:2], {"at least": "few"}]})
    assert isinstance(lower, Instead)
    assert isinstance(lower.alternative, Instead)
    assert lower.alternative.alternative == at_least("few")


@pytest.mark.parametrize(
    "written",
    [
        "yes",
        {},
        {"all of": []},
        {"any of": []},
        {"readings": {}},
        {"in this order": []},
        {"share": {"is roughly": "nine tenths"}},
        {"share": {"counted by": "dated"}},
    ],
)
def test_what_is_not_in_the_closed_list_is_refused(written: Any) -> None:
    with pytest.raises(ValidationError):
        CONDITION.validate_python(written)

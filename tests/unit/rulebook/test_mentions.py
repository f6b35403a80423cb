"""Every place where a rule names a value or an evidence item is found."""

from typing import Any

import pytest

from mis_assessor.rulebook.mentions import mentions
from unit.core.answering.test_people import QUESTION as PEOPLE
from unit.core.books import rule

STATED = {"statement": "said", "answer": "day"}
PAPER = {"documents": {"kind": "plan"}, "answer": "document"}
REPORTS = {**PAPER, "between": {"from": "start", "to": "end"}, "answer": "documents"}


def named(condition: Any, question: Any = STATED, **more: Any) -> set[tuple[str, str]]:
    """Heading and name of each mention, but for the last day every rule has."""
    asked = rule(question=question, **{"met when": condition, **more})
    found = {(m.heading, m.name) for m in mentions(asked.requirement)}
    return found - {("due by", "evidence end"), ("met when", "it")}


@pytest.mark.parametrize(
    ("condition", "found"),
    [
        ({"it": {"is at or before": "a"}}, {("is at or before", "a")}),
        (
            {"it": {"dated within": "a", "before": "b"}},
            {("dated within", "a"), ("dated within", "b")},
        ),
        (
            {"it": {"one in every": "month", "may miss": "spring", "if": "excused"}},
            {("one in every", "month"), ("one in every", "spring")},
        ),
        (
            {"it": {"happens at most": "twice", "in any": "week"}},
            {("happens at most", "twice"), ("happens at most", "week")},
        ),
        (
            {"in this order": ["it", "that"]},
            {("in this order", "it"), ("in this order", "that")},
        ),
        (
            {"any of": [{"readings": {"x": {"it": {"is under": "a"}}}}]},
            {("is under", "a")},
        ),
    ],
)
def test_a_condition_names_values_and_evidence(condition: Any, found: set[tuple[str, str]]) -> None:
    assert named(condition) == found


def test_questions_name_their_windows_limits_and_lists() -> None:
    question = {**REPORTS, "contains all": "parts", "promises": {"number": "n", "by": "day"}}
    assert named({"it": "yes"}, question) == {
        ("is", "yes"),
        ("from", "start"),
        ("to", "end"),
        ("contains all", "parts"),
        ("number", "n"),
        ("by", "day"),
    }
    people = {**PEOPLE, "modules": {"fetal monitoring": "fetal groups"}}
    found = named({"it": "yes"}, people, **{"for each": "g", "in": "groups", "watch only": "w"})
    assert {("modules", "fetal groups"), ("in", "groups"), ("watch only", "w")} <= found
    assert {("lasts", "training year"), ("reach", "percent needed")} <= found


def test_examples_must_stand_on_both_sides_of_the_days_that_decide() -> None:
    asked = rule(
        question=PAPER,
        **{"met when": {"it": {"is in place by": "the day"}}, "due by": "last day"},
    )
    edges = {m.name for m in mentions(asked.requirement) if m.edge}
    assert edges == {"the day", "last day"}

"""Examples of the facts and members that only frameworks have."""

from typing import Any

import pytest

from mis_assessor.core.deciding.evaluate import decide_case
from mis_assessor.core.rules.rulebook import Rule
from mis_assessor.core.verdicts import Verdict
from mis_assessor.rulebook.example_case import case_of
from mis_assessor.rulebook.examples import Example, ExamplesUnreadable
from unit.core.frameworks.built import PROCESS, duty, frame

LATE = "2021-09-01"


def said(rule: Rule, **cells: str) -> Verdict:
    """What a rule says of the cells of an example."""
    whole = {"on": LATE, **{name.replace("_", " "): cell for name, cell in cells.items()}}
    return decide_case(case_of(frame(), rule, Example("a case", whole, Verdict.MET, 1))).verdict


def asked(question: dict[str, Any], **more: Any) -> Rule:
    """A rule on one question."""
    return duty("A", evidence={"it": question}, **more)


FACTS = [
    dict(PROCESS),
    {"posts": ["chair", "lead"], "answer": "posts"},
    {"system": "buddy", "answer": "buddy"},
]


@pytest.mark.parametrize("question", FACTS)
@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("2021-06-30", Verdict.MET),
        ("2021-01-01 to 2021-12-31", Verdict.MET),
        ("lacks it", Verdict.NOT_MET),
        ("unclear", Verdict.NEEDS_JUDGEMENT),
        ("2021-09-02", Verdict.EVIDENCE_MISSING),
        ("", Verdict.EVIDENCE_MISSING),
    ],
)
def test_a_fact_is_a_day_a_period_or_known_not_to_be(
    question: dict[str, Any], cell: str, expected: Verdict
) -> None:
    assert said(asked(question), it=cell) is expected


@pytest.mark.parametrize("question", FACTS)
def test_anything_else_is_told(question: dict[str, Any]) -> None:
    with pytest.raises(ExamplesUnreadable, match=r"write .*, not “in spring”"):
        said(asked(question), it="in spring")


EACH: dict[str, Any] = {"duty of": "LMS", "for each": "provider"}


def test_members_of_a_system_are_those_that_the_columns_name() -> None:
    rule = asked(dict(PROCESS), **EACH)
    both = {"it (Riverside)": "2021-06-30", "it (Hillside)": "2021-06-30"}
    assert said(rule, **both) is Verdict.MET
    assert said(rule, **{**both, "it (Hillside)": ""}) is Verdict.EVIDENCE_MISSING
    assert said(rule, it="2021-06-30") is Verdict.MET
    case = case_of(frame(), rule, Example("both", {"on": LATE, **both}, Verdict.MET, 1))
    assert [part.member for part in case.parts] == ["Riverside", "Hillside"]


def test_parts_are_named_by_their_ids() -> None:
    rule = asked(dict(PROCESS), parts={"A-1": "one", "A-2": "two"})
    assert said(rule, it="2021-06-30") is Verdict.MET
    assert said(rule, **{"it": "2021-06-30", "it (A-2)": "lacks it"}) is Verdict.NOT_MET


@pytest.mark.parametrize(
    ("day", "expected"), [("2021-08-31", Verdict.NOT_APPLICABLE), (LATE, Verdict.MET)]
)
def test_an_example_before_the_day_is_not_asked(day: str, expected: Verdict) -> None:
    rule = asked(dict(PROCESS), values={"begin": LATE}, applies={"from": "begin"})
    assert said(rule, on=day, it="2021-06-30") is expected


def test_a_statement_takes_it_out_before_the_day_is_looked_at() -> None:
    only = {"only if": {"has a ward": "yes"}}
    rule = asked(dict(PROCESS), values={"begin": "2022-01-01"}, applies={"from": "begin"}, **only)
    assert said(rule, has_a_ward="no", it="2021-06-30") is Verdict.NOT_APPLICABLE

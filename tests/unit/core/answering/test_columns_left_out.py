"""A column that a register was sent without is not known in any row; it never means no."""

from dataclasses import replace
from typing import Any

from mis_assessor.core.evidence.answers import NoAnswer, NoAnswerReason, Tally
from mis_assessor.core.evidence.submission import Register, Submission
from mis_assessor.core.findings.evidence_register import columns_left_out
from unit.core.asked import AFTER, END, answer, register, requirement, says, submission, why

QUESTION: dict[str, Any] = {
    "register": "cases",
    "covers": {"from": "start", "to": "start"},
    "cases": {"ours": "yes"},
    "done when": {"told on": {"within": "two months", "after": "happened on"}},
    "answer": "share of cases",
}
VALUES = {"start": "2022-05-06", "two months": "2 months"}
ROW = {"ours": True, "happened on": END.replace(month=5, day=6)}
FILE = "registers/cases.csv"


def sent(*columns: str) -> Submission:
    there = register("cases", ROW, file=FILE, columns=frozenset(columns))
    return submission(there)


def test_without_its_column_an_act_is_not_missed_but_missing() -> None:
    rule = requirement(QUESTION, VALUES)
    known = answer(rule, sent("ours", "happened on", "told on"), on=AFTER)
    assert isinstance(known, Tally) and known.failed == 1
    found = answer(rule, sent("ours", "happened on"), on=AFTER)
    assert why(found) == NoAnswerReason.MISSING
    assert says(found) == (
        "The register of cases has no column “told on”. Add it to registers/cases.csv; a cell may "
        "be blank where the answer is not known."
    )


def test_every_column_it_lacks_is_named_and_before_the_last_day_nothing_is_missing() -> None:
    found = answer(requirement(QUESTION, VALUES), sent("ours"), on=END)
    assert why(found) == NoAnswerReason.NOT_DUE
    assert "no column “told on” and “happened on”. Add them to registers/cases.csv" in says(found)


def test_a_register_without_rows_lacks_nothing() -> None:
    nothing = Register("cases", (), nothing_to_report=True, columns=frozenset())
    assert nothing.lacks(("told on",)) == ()
    unknown = replace(nothing, columns=None)
    assert unknown.lacks(("told on",)) == ()


def test_each_column_left_out_is_told_once_with_all_that_read_it() -> None:
    one, two = requirement(QUESTION, VALUES), requirement(QUESTION, VALUES)
    other = replace(two, requirement=two.requirement.model_copy(update={"id": "MIS-Y4-SA1-Z"}))
    evidence = sent("ours", "happened on")
    assert columns_left_out(evidence, [one]) == (
        f"registers/cases.csv has no column “told on”, which {one.requirement.id} reads.",
    )
    assert columns_left_out(evidence, [one, other]) == (
        f"registers/cases.csv has no column “told on”, which {one.requirement.id} and "
        "MIS-Y4-SA1-Z read.",
    )
    assert columns_left_out(sent("ours", "happened on", "told on"), [one]) == ()


def test_a_column_nobody_reads_is_not_missed() -> None:
    found = answer(requirement(QUESTION, VALUES), sent("ours", "happened on", "told on"), on=AFTER)
    assert not isinstance(found, NoAnswer)

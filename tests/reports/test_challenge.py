"""The challenge sheet asks about the weakest of what is met, and nothing of a strong case."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from mis_assessor.core.assessment.assessment import Assessment, Milestone
from mis_assessor.core.deciding.judgements import JudgedBy
from mis_assessor.core.evidence.answers import Used
from mis_assessor.core.findings.evidence_register import EvidenceItem
from mis_assessor.core.findings.finding import Number, Part, UnitShare
from mis_assessor.core.rules.in_words import Threshold
from mis_assessor.core.verdicts import Verdict
from mis_assessor.reports.pages.challenge import STRONG, Question, challenge, in_words
from reports.numbers import counted
from reports.sample import all_met, rich

FULL = (counted("reviews started", 20, 20, test="is at least 95%"),)
ITEM = EvidenceItem(
    "D-1", "policy", "A policy", "2022-07-01", "A. Name, lead", "", ("year-4/sa1-8",)
)


def strong(**changes: Any) -> Assessment:
    """Ten of ten with nothing weak in it; the finding under safety action 1 may be changed."""
    sample = all_met()
    return replace(
        sample,
        findings=tuple(
            replace(f, numbers=FULL, judged=None, **(changes if f.action == 1 else {}))
            for f in sample.findings
        ),
    )


def asked(assessment: Assessment) -> list[tuple[str, str]]:
    return [(question.text, question.why) for question in challenge(assessment)]


def only(assessment: Assessment) -> Question:
    (question,) = challenge(assessment)
    return question


def test_a_strong_case_gives_rise_to_no_question() -> None:
    assert challenge(strong()) == ()
    assert list(in_words(())) == [STRONG]


@pytest.mark.parametrize(
    ("done", "of", "words"),
    [
        (178, 196, "It holds with 1 case to spare."),
        (177, 196, "It holds with nothing to spare: one case fewer and it would not."),
        (1810, 2000, "It holds with 10 cases to spare."),
    ],
)
def test_a_thin_margin_is_asked_about_with_its_numbers(done: int, of: int, words: str) -> None:
    number = counted("attendance", done, of, test="is at least 90%")
    question = only(_with_number(number))
    assert question.text.endswith(words)
    assert f"{done:,} of {of:,}" in question.why


@pytest.mark.parametrize(
    ("done", "of", "test"),
    [
        (182, 196, "is at least 90%"),
        (9, 9, "is at least 90%"),
        (35, 35, "is at least all of them"),
        (10, None, "has at least 9 passes"),
        (1, 20, "is at most 5%"),
    ],
)
def test_a_margin_that_is_wide_or_can_be_no_wider_is_not(
    done: int, of: int | None, test: str
) -> None:
    assert challenge(_with_number(counted("attendance", done, of, test=test))) == ()


def _with_number(number: Number) -> Assessment:
    sample = strong()
    return replace(
        sample,
        findings=tuple(
            replace(f, numbers=(number,)) if f.action == 1 else f for f in sample.findings
        ),
    )


def test_the_weakest_of_a_kind_come_first_and_are_few() -> None:
    thin = counted("attendance", 178, 196, test="is at least 90%")
    none_left = counted("attendance", 177, 196, test="is at least 90%")
    sample = strong()
    findings = tuple(
        replace(f, numbers=(none_left if f.action == 7 else thin,)) for f in sample.findings
    )
    questions = challenge(replace(sample, findings=findings))
    assert len(questions) == 3
    assert questions[0].why.startswith("year-4/sa7-8")


def test_an_alternative_is_asked_about_and_a_plan_without_progress() -> None:
    number = counted("shifts", 416, 428, test="is at least all of them", verdict=Verdict.NOT_MET)
    plan = replace(ITEM, kind="Action plan", title="A plan")
    by_plan = strong(verdict=Verdict.MET_BY_ALTERNATIVE)
    findings = tuple(
        replace(f, numbers=(number,)) if f.action == 1 else f for f in by_plan.findings
    )
    sample = replace(by_plan, findings=findings, evidence=(plan,))
    first, second = asked(sample)
    assert "missed its standard" in first[0] and "416 of 428" in first[1]
    assert second == (
        "What has been done since on “A plan”?",
        "D-1 is what year-4/sa1-8 rests on; no progress on it is recorded (0 reports).",
    )
    moving = replace(plan, progress_reported=(date(2022, 11, 1),))
    assert len(challenge(replace(sample, evidence=(moving,)))) == 1
    bare = replace(by_plan, findings=tuple(replace(f, numbers=()) for f in by_plan.findings))
    assert asked(bare)[0][1] == "year-4/sa1-8 is met by alternative."


def test_a_plan_that_stands_in_for_another_requirement_leans_too() -> None:
    stand_in = strong(stands_in_for=("year-4/sa1-1",))
    plan = replace(ITEM, kind="plan", title="A plan")
    assert "What has been done since" in only(replace(stand_in, evidence=(plan,))).text


def test_a_group_that_does_not_count_and_is_short_is_asked_about() -> None:
    short = counted("attended", 5, 12, test="is at least 90%", verdict=Verdict.NOT_MET)
    part = Part("theatre staff", Verdict.NOT_MET, "short", (short,), counts=False)
    wide = Part("midwives", Verdict.MET, "enough", (FULL[0],))
    even = replace(part, member="porters", numbers=FULL)
    unknown = replace(part, member="others", numbers=())
    question = only(strong(parts=(part, wide, even, unknown)))
    assert question.why == "year-4/sa1-8: Theatre staff: 5 of 12, 6 short."


def test_an_action_that_rests_on_one_item_is_asked_about() -> None:
    sample = strong()
    mine = next(f for f in sample.findings if f.action == 1)
    one = replace(mine, used=(Used("D-1", "signed"),))
    other = replace(one, id="year-4/sa1-9")
    findings = (*(f for f in sample.findings if f is not mine), one, other)
    question = only(replace(sample, findings=findings, evidence=(ITEM,)))
    assert "All of it rests on “A policy”" in question.text
    assert question.why == "2 requirements rest on D-1 and on nothing else."
    assert challenge(replace(sample, findings=findings)) == ()  # an item nobody registered


def test_what_runs_out_before_the_declaration_is_asked_about() -> None:
    deadline = (Milestone("Declaration due", date(2023, 2, 2), "public"),)
    sample = replace(strong(), milestones=deadline)
    ends = replace(ITEM, valid_until=date(2023, 1, 31))
    question = only(replace(sample, evidence=(ends,)))
    assert question.why == (
        "D-1 is in force until 31 January 2023; the declaration is due on 2 February 2023."
    )
    for fine in (
        replace(ends, valid_until=date(2023, 2, 2)),
        replace(ends, valid_until=sample.on - timedelta(days=1)),
        replace(ends, serves=()),
    ):
        assert challenge(replace(sample, evidence=(fine,))) == ()


@pytest.mark.parametrize(
    ("rows", "serves", "why"),
    [
        (1, ("year-4/sa1-8",), "1 row is provisional; 1 requirement rests on them."),
        (13, ("year-4/sa1-8", "year-4/sa2-8"), "13 rows are provisional; 2 requirements rest"),
    ],
)
def test_provisional_figures_are_asked_about(rows: int, serves: tuple[str, ...], why: str) -> None:
    item = replace(ITEM, provisional=rows, serves=serves)
    assert only(replace(strong(), evidence=(item,))).why.startswith(why)
    idle = replace(item, serves=("nothing",))
    assert challenge(replace(strong(), evidence=(idle,))) == ()


def test_values_that_nobody_confirmed_are_asked_about() -> None:
    question = only(replace(strong(), statuses={"seed": 3, "recalled-med": 1}))
    assert question.why == "1 of 4 values behind the verdicts is not confirmed."


def test_one_person_who_checked_everything_is_named() -> None:
    items = (ITEM, replace(ITEM, id="D-2"))
    question = only(replace(strong(), evidence=items))
    assert question.why == "One person, A. Name, lead, checked all 2 evidence items."
    two = (ITEM, replace(ITEM, id="D-2", checked_by="B. Other"))
    assert challenge(replace(strong(), evidence=two)) == ()


def test_who_judges_what_they_checked_is_asked_about() -> None:
    judged = JudgedBy("A. Name", "lead", date(2022, 11, 1), "seen", "D-1", Verdict.MET)
    other = replace(ITEM, id="D-2", checked_by="B. Other")
    question = only(replace(strong_judged(judged), evidence=(ITEM, other)))
    assert question.why == "1 judgement; A. Name gave 1 of them."
    elsewhere = replace(judged, evidence="D-2")
    assert challenge(replace(strong_judged(elsewhere), evidence=(ITEM, other))) == ()
    bare = only(strong_judged(replace(judged, evidence="")))
    assert bare.why == "1 judgement without a document: year-4/sa1-8."


def strong_judged(judged: JudgedBy) -> Assessment:
    sample = strong()
    return replace(
        sample,
        findings=tuple(replace(f, judged=judged) if f.action == 1 else f for f in sample.findings),
    )


def test_a_declared_yes_that_is_not_supported_is_asked_about_first() -> None:
    declared = dict.fromkeys([f.id for f in rich().findings], "yes")
    first = challenge(replace(rich(), declared=declared))[0]
    assert first.text.startswith("Why does the declaration form answer “yes” to ")
    assert " more?" in first.text
    red = next(f for f in rich().findings if f.verdict is Verdict.NOT_MET)
    one = challenge(replace(rich(), declared={red.id: "yes"}))[0]
    assert one.text.endswith(f"“yes” to {red.id}?")


def test_the_sheet_on_a_screen_has_each_question_with_its_numbers() -> None:
    lines = list(in_words((Question("Why?", "one of two"),)))
    assert lines == ["1. Why?", "   One of two"]


def test_a_sort_of_case_that_the_whole_hides_is_asked_about() -> None:
    units = (UnitShare("situation", "twin birth", 2, 4), UnitShare("ward", "North", 1, 3))
    question = only(strong(units=units))
    assert question.text.endswith(
        "holds on the whole, and not everywhere. What is done where it does not?"
    )
    assert "situation “twin birth”: 2 of 4; ward “North”: 1 of 3." in question.why


def test_a_value_corrected_here_is_asked_about() -> None:
    source = (
        "g.pdf (corrected here by A. Name on 5 January 2026; the rules as shipped: 90%), page 4"
    )
    value = Threshold("percent needed", "85%", "corrected-locally", source, True)
    question = only(strong(thresholds=(value,)))
    assert question.text == (
        "Has a second person read the page on which “percent needed” was found to be 85%?"
    )
    assert "1 requirement rests on it." in question.why and source in question.why

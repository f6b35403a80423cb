"""A paper that contradicts itself is never published."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from fractions import Fraction
from typing import Any

import pytest

from code_health.tree import ROOT
from mis_assessor.core.assessment.assess import write_up
from mis_assessor.core.assessment.assessment import Assessment
from mis_assessor.core.deciding.judgements import JudgedBy
from mis_assessor.core.deciding.position import decide_position
from mis_assessor.core.deciding.recovery import Recovery
from mis_assessor.core.errors import EngineFault
from mis_assessor.core.findings import sentences
from mis_assessor.core.findings.finding import FigureLimit, Finding, Number, Part
from mis_assessor.core.rules.comparisons import Way
from mis_assessor.core.verdicts import Verdict
from mis_assessor.intake.read import read_submission
from mis_assessor.reports.lint import contradictions
from mis_assessor.reports.papers import html_edition, paper_html, paper_pdf
from reports.sample import all_met, form_to_come, rich
from trust_year.forms import rulebook, tables

FLAW = "is shown met, but 899 of 1000 fails “is at least 90%”"


def with_finding(assessment: Assessment, **changes: Any) -> Assessment:
    """The assessment with its first finding under safety action 1 changed."""
    target = next(f for f in assessment.findings if f.action == 1)
    return replace(
        assessment,
        findings=tuple(replace(f, **changes) if f is target else f for f in assessment.findings),
    )


LIMITS = {
    "is at least 90%": FigureLimit(Way.AT_LEAST, Fraction(9, 10), share=True),
    "is at least 1/3": FigureLimit(Way.AT_LEAST, Fraction(1, 3), share=True),
    "is at least all of them": FigureLimit(Way.AT_LEAST, Fraction(1), share=True),
    "is under 5%": FigureLimit(Way.UNDER, Fraction(1, 20), share=True),
    "is more than 5%": FigureLimit(Way.MORE_THAN, Fraction(1, 20), share=True),
    "is at least 9 passes": FigureLimit(Way.AT_LEAST, Fraction(9), share=False),
    "is at most 2 times": FigureLimit(Way.AT_MOST, Fraction(2), share=False),
}


def number(done: int, of: int | None, test: str, verdict: Verdict) -> Number:
    return Number("share", done, of, test=test, verdict=verdict, asked=LIMITS.get(test))


def said(assessment: Assessment) -> str:
    return "\n".join(map(str, contradictions(assessment)))


@pytest.mark.parametrize("sample", [rich, all_met])
def test_a_sound_assessment_has_none(sample: Callable[[], Assessment]) -> None:
    assert contradictions(sample()) == ()


@pytest.mark.parametrize(
    ("done", "of", "test", "verdict", "words"),
    [
        (899, 1000, "is at least 90%", Verdict.MET, FLAW),
        (900, 1000, "is at least 90%", Verdict.NOT_MET, "is shown not met"),
        (8, None, "is at least 9 passes", Verdict.MET, "is shown met"),
        (3, None, "is at most 2 times", Verdict.MET, "is shown met"),
        (18, 19, "is at least all of them", Verdict.MET, "is shown met"),
        (20, 19, "is at least 90%", Verdict.MET, "20 of 19 cannot be"),
        (1, 20, "is under 5%", Verdict.MET, "is shown met"),
        (1, 20, "is more than 5%", Verdict.MET, "is shown met"),
    ],
)
def test_a_number_that_contradicts_its_verdict_is_found(
    done: int, of: int | None, test: str, verdict: Verdict, words: str
) -> None:
    flawed = (number(done, of, test, verdict), Number("other"))
    assert words in said(with_finding(all_met(), numbers=flawed))


@pytest.mark.parametrize(
    ("done", "of", "test"),
    [
        (900, 1000, "is at least 90%"),
        (1, 3, "is at least 1/3"),
        (0, 0, "is at least 90%"),
        (4, 5, "is in place by 6 May 2022"),
        (4, 5, "is at least 7.5 posts a day"),
    ],
)
def test_a_number_that_holds_is_left_alone(done: int, of: int, test: str) -> None:
    sound = (number(done, of, test, Verdict.MET),)
    assert said(with_finding(all_met(), numbers=sound)) == ""


def test_other_words_do_not_switch_it_off() -> None:
    flawed = replace(number(899, 1000, "is at least 90%", Verdict.MET), test="nine in ten, please")
    assert "899 of 1000 fails “nine in ten, please”" in said(
        with_finding(all_met(), numbers=(flawed, Number("other")))
    )


def test_it_bites_on_a_real_assessment_whatever_its_words_are(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(sentences, "asked_in_words", lambda test, reading: "what was asked")
    year_4 = rulebook(4)
    short = read_submission(ROOT / "evidence_samples" / "one-midwife-short", tables())
    position = decide_position(year_4, short, date(2023, 2, 2))
    assessment = write_up(position, {})
    assert contradictions(assessment) == ()
    glossed = tuple(
        replace(f, parts=tuple(_all_met(part) for part in f.parts), numbers=f.numbers)
        for f in assessment.findings
    )
    found = contradictions(replace(assessment, findings=glossed))
    assert any("is shown met, but 176 of 196 fails “what was asked”" in str(p) for p in found)


def _all_met(part: Part) -> Part:
    numbers = tuple(replace(n, verdict=Verdict.MET) for n in part.numbers)
    return replace(part, verdict=Verdict.MET, numbers=numbers)


def test_a_finding_must_rest_on_something() -> None:
    bare = with_finding(all_met(), used=())
    assert "holds without evidence" in said(bare)
    judged = JudgedBy("A", "role", bare.on, "because", "D-1", Verdict.MET)
    assert said(with_finding(all_met(), used=(), judged=judged)) == ""


def test_a_met_finding_with_a_part_not_met_is_found() -> None:
    part = Part("midwives", Verdict.NOT_MET, "short", ())
    assert "although midwives is not met" in said(with_finding(all_met(), parts=(part,)))
    watched = replace(part, counts=False)
    assert said(with_finding(all_met(), parts=(watched,))) == ""


def test_a_met_finding_none_of_whose_numbers_holds_is_found() -> None:
    short = (number(1, 10, "is at least 90%", Verdict.NOT_MET),)
    assert "none of its numbers holds" in said(with_finding(all_met(), numbers=short))


def test_a_red_under_a_green_action_is_found() -> None:
    red = with_finding(all_met(), verdict=Verdict.NOT_MET, numbers=())
    assert "Safety action 1: is shown as met" in said(red)
    assert "says 1 of 1 requirements hold, but 0 do" in said(red)


def test_what_stands_in_or_counts_for_nothing_moves_no_action() -> None:
    for apart in ({"stands_in_for": ("another",)}, {"counts_towards": "nothing"}):
        red = replace(_first(all_met()), id="red", verdict=Verdict.NOT_MET, **apart)
        sample = all_met()
        assert said(replace(sample, findings=(*sample.findings, red))) == ""


def test_a_paused_action_is_not_ten_of_ten() -> None:
    sample = with_finding(all_met(), verdict=Verdict.PAUSED, numbers=())
    paused = [
        replace(a, verdict=Verdict.PAUSED, hold=0) if a.number == 1 else a for a in sample.actions
    ]
    waiting = replace(sample, actions=tuple(paused))
    assert "the actions make it not due yet" in said(waiting)


def test_open_cases_count_against_a_verdict() -> None:
    open_ = replace(number(90, 100, "is at least 90%", Verdict.NOT_MET), open=1)
    assert "may be" in said(with_finding(all_met(), numbers=(open_, Number("other"))))
    few = replace(number(1, 9, "is at most 2 times", Verdict.MET), unknown=2)
    assert "with 2 undecided," in said(with_finding(all_met(), numbers=(few,)))


def test_an_outcome_better_than_its_actions_is_found() -> None:
    glossed = replace(rich(), verdict=Verdict.MET)
    assert "the actions make it not met" in said(glossed)
    assert "says two things" in said(glossed)


def test_money_cannot_be_expected_without_the_outcome() -> None:
    fund = replace(rich().fund, status=Recovery.EXPECTED)
    assert "expects recovery" in said(replace(rich(), fund=fund))


def test_money_may_be_expected_while_only_the_form_is_to_come() -> None:
    assert said(form_to_come()) == ""


def test_a_finding_under_no_action_is_found() -> None:
    lost = replace(_first(rich()), action=11, verdict=Verdict.NOT_MET)
    astray = replace(rich(), findings=(*rich().findings, lost))
    assert "belongs to a safety action that is not shown" in said(astray)


def test_a_red_left_out_of_the_exceptions_is_found(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("mis_assessor.reports.lint.told_of", lambda _: frozenset())
    assert "would not be shown" in said(rich())


@pytest.mark.parametrize("publish", [paper_html, paper_pdf, html_edition])
def test_nothing_is_published(publish: Callable[[Assessment], object]) -> None:
    with pytest.raises(EngineFault, match="the actions make it not met"):
        publish(replace(rich(), verdict=Verdict.MET))


def _first(assessment: Assessment) -> Finding:
    return assessment.findings[0]

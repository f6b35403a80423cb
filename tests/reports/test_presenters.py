"""What the pages ask and recommend follows from the assessed outcome."""

from dataclasses import replace
from datetime import date

import pytest

from mis_assessor.core.deciding.recovery import Fund, Recovery
from mis_assessor.core.evidence.answers import Failed
from mis_assessor.core.findings.finding import Number
from mis_assessor.core.rules.values import Status
from mis_assessor.core.verdicts import Verdict
from mis_assessor.reports.pages.challenge import challenge
from mis_assessor.reports.pages.cover import cover
from mis_assessor.reports.pages.exceptions import exceptions
from mis_assessor.reports.pages.figures import cases, line
from mis_assessor.reports.pages.front import effect, front, money
from mis_assessor.reports.pages.outcome import is_confirmed, status_words
from mis_assessor.reports.pages.plan import ELSEWHERE, declared, judgements, plan
from mis_assessor.reports.pages.signoff import sign_off
from mis_assessor.reports.pages.timeline import timeline
from reports.sample import all_met, form_to_come, rich


@pytest.mark.parametrize(
    ("verdict", "asks"),
    [
        (Verdict.MET, "Authorise the chief executive to sign the Board declaration form"),
        (Verdict.MET_BY_ALTERNATIVE, "Authorise the chief executive to sign the Board"),
        (Verdict.NOT_MET, "Agree not to declare"),
        (Verdict.EVIDENCE_MISSING, "Do not authorise the declaration yet"),
        (Verdict.NEEDS_JUDGEMENT, "Name who will judge"),
        (Verdict.NOT_DUE_YET, "Receive this paper again"),
        (Verdict.PAUSED, "nothing is asked of the trust"),
        (Verdict.NOT_APPLICABLE, "nothing is asked of the trust"),
    ],
)
def test_the_recommendation_follows_the_outcome(verdict: Verdict, asks: str) -> None:
    sheet = cover(replace(rich(), verdict=verdict))
    assert asks in " ".join(sheet.recommendations)
    assert sheet.purpose.startswith("For ")


def test_only_a_declaration_that_holds_is_put_up_for_signature() -> None:
    for verdict in Verdict:
        words = " ".join(cover(replace(rich(), verdict=verdict)).recommendations)
        assert ("supports the declaration" in words) is verdict.holds


def test_before_the_declaration_a_board_is_asked_to_authorise_it() -> None:
    sheet = cover(form_to_come())
    assert sheet.purpose == "For decision"
    assert "fall due with the declaration" in sheet.recommendations[0]
    assert "Authorise the chief executive" in sheet.recommendations[-1]
    assert "supports a declaration" in sign_off(form_to_come()).ready


def test_what_may_still_change_is_said_apart_from_what_may_not() -> None:
    assert cover(rich()).recommendations[1] == (
        "Agree not to declare safety action 8 as met, nor safety actions 1, 4 and 6 "
        "unless this position changes."
    )


def test_the_cover_names_the_next_date() -> None:
    facts = dict(cover(rich()).facts)
    assert facts["Next date"] == "First relaunch deadline: 5 January 2023"
    assert dict(cover(all_met()).facts)["Next date"].startswith("None known")


def test_the_sign_off_page_says_whether_it_can_be_signed() -> None:
    for verdict in Verdict:
        ready = sign_off(replace(rich(), verdict=verdict)).ready
        assert ready.startswith("The assessed position supports a declaration") is (verdict.holds)


def test_assurance_says_why() -> None:
    by_label = dict(cover(all_met()).facts)
    assert by_label["Assurance level"].startswith("Significant")
    unsure = replace(all_met(), statuses={"seed": 3, "recalled-med": 1})
    assert dict(cover(unsure).facts)["Assurance level"] == (
        "Partial: 1 value behind the verdicts not confirmed in the guidance."
    )
    assert dict(cover(rich()).facts)["Assurance level"].startswith("Limited")


def test_the_front_page_says_where_each_action_stands() -> None:
    shown = front(rich())
    assert shown.overall == (
        "Assessed as at 6 December 2022: 5 of 10 safety actions hold. Not met: safety "
        "action 8. Evidence missing: safety action 1. Needs judgement: safety action 6. "
        "Not due yet: safety action 4. Paused: safety action 9."
    )
    assert shown.rows[7].missing == "Reviews are started in time, and 3 more"
    assert shown.conditions.missing == "Nothing"
    assert shown.rows[8].missing == "Nothing is decided at this day"


def test_the_front_page_counts_only_what_counts() -> None:
    plan_only = replace(
        rich().findings[10], id="plan", action=2, counts_towards="discretionary payment"
    )
    shown = front(replace(rich(), findings=(*rich().findings, plan_only)))
    assert shown.rows[1].missing == "Nothing"


def test_the_exceptions_leave_nothing_out() -> None:
    shown = [one.id for group in exceptions(rich()) for one in group.shown]
    plain = (Verdict.MET, Verdict.PAUSED, Verdict.NOT_APPLICABLE)
    wanted = {f.id for f in rich().findings if f.verdict not in plain}
    assert set(shown) == wanted and len(shown) == len(wanted)
    assert exceptions(all_met()) == ()


def test_what_is_missing_is_said_once() -> None:
    ask = "Send the register of perinatal deaths."
    silent = (Number("reviews", figure=ask, test="is at least 95%"),)
    first = replace(rich().findings[10], sentence=ask, next=ask, numbers=silent, remarks=())
    shown = exceptions(replace(rich(), findings=(first,)))[0].shown[0]
    assert [label for label, _ in shown.facts] == ["What is asked", "What to do next"]
    assert shown.lines == ()


def test_a_number_says_all_it_knows() -> None:
    counted = line(Number("deaths", 18, 20, open=1, unknown=1, test="is at least 95%"))
    assert counted.figures == "18 of 20 (90%); 1 still open; 1 not known"
    assert line(Number("drills", 3, test="is at least 2")).figures == "3"
    assert line(Number("plan")).figures == "no figure"


def test_few_are_asked_about_by_who_checked_and_who_is_late() -> None:
    late_one = replace(rich(), findings=rich().findings[:1], statuses={}, declared={})
    words = " ".join(question.text for question in challenge(late_one))
    assert "second person look at the evidence" in words
    waiting = [f for f in rich().findings if f.verdict is Verdict.NOT_DUE_YET]
    alone = replace(late_one, findings=tuple(waiting))
    words = " ".join(question.text for question in challenge(alone))
    assert "on the day it falls due" in words


def test_small_counts_are_pointed_out_before_publication() -> None:
    few = replace(rich().findings[0], numbers=(Number("deaths", 2, 3),), parts=())
    shown = dict(cover(replace(rich(), findings=(few,))).facts)
    assert shown["Public or private session"] == (
        "Check before publication: no patient data, but 1 number counts fewer than 10 cases."
    )


def test_what_counts_for_nothing_is_said() -> None:
    first = replace(rich().findings[10], counts_towards="nothing", stands_in_for=("year-4/sa1-2",))
    shown = exceptions(replace(rich(), findings=(first,)))[0].shown[0]
    assert "counts towards nothing" in " ".join(shown.notes)
    assert "alternative to year-4/sa1-2" in " ".join(shown.notes)


def test_every_unmet_requirement_has_a_row_in_the_plan() -> None:
    rows = plan(rich())
    assert len(rows) == len({row.id for row in rows}) == 10
    first = rows[0]
    assert (first.owner, first.by) == (
        "Clinical lead for anaesthesia",
        "31 January 2023",
    )
    assert {row.owner for row in rows[1:]} == {"to be named"}


@pytest.mark.parametrize("status", list(Recovery))
def test_unknown_money_stays_unknown(status: Recovery) -> None:
    fund = Fund(status, "why", None, None)
    assert "Contribution: unknown. Exposure: unknown." in effect(fund)
    assert dict(money(fund))["Exposure: what would not come back"] == "unknown"


def test_the_board_is_given_six_to_ten_questions() -> None:
    for sample in (rich(), all_met(), replace(rich(), findings=(), statuses={})):
        asked = challenge(sample)
        assert 6 <= len(asked) <= 10
        assert len({question.text for question in asked}) == len(asked)
    words = " ".join(question.text + question.why for question in challenge(rich()))
    assert "Who will judge" in words and "missed its standard" in words
    assert "89 of 174 values" in words and "nothing to spare" in words
    assert "year-4/sa1-1" in words


def test_a_lone_day_is_a_timeline_too() -> None:
    drawn = timeline(all_met())
    assert drawn.marks == () and drawn.today == 0


def test_close_milestones_do_not_cover_each_other() -> None:
    same_day = rich().milestones[0]
    drawn = timeline(replace(rich(), milestones=(same_day,) * 3))
    assert len({(m.x, m.y) for m in drawn.marks}) == 3


def test_judgements_name_the_person() -> None:
    rows = judgements(rich())
    assert rows and all(row.who == "Dr A. Example" for row in rows)
    assert rows[0].on == "21 Nov 2022" and rich().on == date(2022, 12, 6)


def test_every_confidence_mark_has_words() -> None:
    assert len({status_words(mark) for mark in Status}) == len(Status)
    assert status_words("confirmed by RZZ") == "confirmed by RZZ"
    assert is_confirmed("confirmed by RZZ") and not is_confirmed("recalled-high")


def test_declared_answers_are_gathered_by_action_and_answer() -> None:
    ids = [f.id for f in rich().findings if f.action == 1][:3]
    general = [f.id for f in rich().findings if not f.action][:1]
    answers = dict.fromkeys([*ids[:2], *general, "unheard-of"], "yes") | {ids[2]: "no"}
    rows = declared(replace(rich(), declared=answers))
    assert [(row.place, row.answer, row.number) for row in rows] == [
        ("Safety action 1", "no", "1 answer"),
        ("Safety action 1", "yes", "2 answers"),
        *[("Conditions of the scheme", "yes", "1 answer") for _ in general],
        (ELSEWHERE, "yes", "1 answer"),
    ]
    assert ", ".join(ids[:2]) == rows[1].ids


def test_a_day_has_a_column_only_where_a_case_has_a_day() -> None:
    undated = Failed(reference="D-1", item="documents", what="nobody checked it")
    assert not cases([undated]).dated
    assert cases([undated, replace(undated, due=date(2022, 7, 1), days_late=3)]).dated

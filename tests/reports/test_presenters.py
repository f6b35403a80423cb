"""What the pages ask and recommend follows from the assessed outcome."""

from dataclasses import replace
from datetime import date
from itertools import pairwise
from typing import Any

import pytest

from mis_assessor.core.assessment.assessment import ActionResult, Assessment
from mis_assessor.core.deciding.recovery import Fund, Recovery
from mis_assessor.core.evidence.answers import Failed
from mis_assessor.core.findings.finding import Finding, Number
from mis_assessor.core.rules.values import Status
from mis_assessor.core.verdicts import Verdict, all_of
from mis_assessor.reports.pages.appendices import evidence, requirements, shared_values
from mis_assessor.reports.pages.cover import cover
from mis_assessor.reports.pages.due import due, steps, told_of
from mis_assessor.reports.pages.exceptions import exceptions
from mis_assessor.reports.pages.figures import cases, line
from mis_assessor.reports.pages.form import form
from mis_assessor.reports.pages.front import effect, front, money
from mis_assessor.reports.pages.judgements import judgements
from mis_assessor.reports.pages.outcome import is_confirmed, status_words
from mis_assessor.reports.pages.signoff import sign_off
from mis_assessor.reports.pages.stage import Stage, stage
from mis_assessor.reports.pages.timeline import timeline
from reports.numbers import counted
from reports.sample import all_met, form_to_come, rich


def standing(verdict: Verdict) -> Assessment:
    """A year that is over, with one safety action at this verdict."""
    sample = all_met()
    first = next(f for f in sample.findings if f.action == 1)
    findings = tuple(
        replace(f, verdict=verdict, numbers=()) if f is first else f for f in sample.findings
    )
    whole = all_of(f.verdict for f in findings)
    if verdict in (Verdict.PAUSED, Verdict.NOT_APPLICABLE):
        findings = tuple(replace(f, verdict=verdict, numbers=()) for f in sample.findings)
        whole = verdict
    return of_findings(replace(sample, verdict=whole, met=whole.holds), findings)


def of_findings(sample: Assessment, findings: tuple[Finding, ...]) -> Assessment:
    """An assessment whose actions say what these findings make them."""

    def action(one: ActionResult) -> ActionResult:
        own = [f.verdict for f in findings if f.action == one.number]
        return replace(one, verdict=all_of(own), hold=sum(v.holds for v in own))

    return replace(
        sample,
        findings=findings,
        actions=tuple(map(action, sample.actions)),
        conditions=action(sample.conditions),
    )


@pytest.mark.parametrize(
    ("verdict", "at", "asks"),
    [
        (Verdict.MET, Stage.TO_SIGN, "Authorise the chief executive to sign the Board"),
        (Verdict.MET_BY_ALTERNATIVE, Stage.TO_SIGN, "Authorise the chief executive to sign"),
        (Verdict.NOT_MET, Stage.TO_SIGN, "Agree not to declare"),
        (Verdict.EVIDENCE_MISSING, Stage.WANTING, "Do not sign yet"),
        (Verdict.NEEDS_JUDGEMENT, Stage.WANTING, "a recorded judgement with its reason"),
        (Verdict.NOT_DUE_YET, Stage.MID_YEAR, "Receive this paper again"),
        (Verdict.PAUSED, Stage.NOTHING_ASKED, "nothing is asked of the trust"),
        (Verdict.NOT_APPLICABLE, Stage.NOTHING_ASKED, "nothing is asked of the trust"),
    ],
)
def test_the_recommendation_follows_the_outcome(verdict: Verdict, at: Stage, asks: str) -> None:
    sample = standing(verdict)
    sheet = cover(sample)
    assert stage(sample) is at
    assert asks in " ".join(sheet.recommendations)
    assert sheet.purpose.startswith("For ")


@pytest.mark.parametrize("verdict", list(Verdict))
def test_nobody_is_authorised_and_nothing_signed_before_there_is_something_to_sign(
    verdict: Verdict,
) -> None:
    sample = standing(verdict)
    words = " ".join(cover(sample).recommendations).casefold()
    signing = stage(sample) is Stage.TO_SIGN
    assert ("authorise" in words) is signing
    assert bool(sign_off(sample).signers) is signing
    assert ("supports the declaration" in words) is verdict.holds


def test_in_the_year_a_missed_action_is_noted_and_nobody_is_authorised() -> None:
    assert stage(rich()) is Stage.MID_YEAR
    assert cover(rich()).recommendations == (
        "Note the assessed position, which can still change.",
        "Note that safety action 8 would be declared not met as things stand.",
        "Direct the owners to close what is open under safety actions 1 and 6.",
        "Ask who will do what falls due next, by 20 Dec 2022.",
        "Receive this paper again before the declaration is due.",
    )


def test_before_the_declaration_a_board_is_asked_to_authorise_it() -> None:
    sheet = cover(form_to_come())
    assert sheet.purpose == "For approval"
    assert "fall due with the declaration" in sheet.recommendations[0]
    assert "Authorise the chief executive" in sheet.recommendations[-1]
    assert "supports a declaration" in sign_off(form_to_come()).ready


def test_before_the_declaration_the_answer_is_met_and_the_form_is_a_step() -> None:
    shown = front(form_to_come())
    assert (shown.answer, shown.tag.word) == ("10 of 10", "met")
    assert exceptions(form_to_come()) == () and due(form_to_come()) == ()
    (step,) = steps(form_to_come())
    assert step.title == "The register is complete to the end of the window"


def test_a_plan_that_only_a_missed_action_needs_is_the_last_step() -> None:
    form_step = next(f for f in form_to_come().findings if not f.action)
    plan = replace(form_step, id="plan", counts_towards="discretionary payment", due=None)
    last = steps(replace(form_to_come(), findings=(plan, *form_to_come().findings)))[-1]
    assert last.id == "plan" and last.asks.startswith("Only where a safety action is missed. ")
    assert last.by == "no day known"


def test_what_may_still_change_is_said_apart_from_what_may_not() -> None:
    sample = standing(Verdict.NOT_MET)
    second = next(f for f in sample.findings if f.action == 2)
    missing = replace(second, verdict=Verdict.EVIDENCE_MISSING, numbers=())
    findings = tuple(missing if f is second else f for f in sample.findings)
    assert cover(of_findings(sample, findings)).recommendations[1] == (
        "Agree not to declare safety action 1 as met, nor safety action 2 unless this "
        "position changes."
    )


def test_a_request_for_money_is_part_of_what_is_authorised() -> None:
    sample = standing(Verdict.NOT_MET)
    assert cover(sample).recommendations[-2].startswith("Decide whether to ask for the small")
    asked = replace(sample, fund=rich().fund)
    assert cover(asked).recommendations[-1].endswith("and asks for a discretionary payment.")


def test_the_cover_names_the_next_date() -> None:
    facts = dict(cover(rich()).facts)
    assert facts["Next date"] == "First relaunch deadline: 5 January 2023"
    assert facts["Facts counted up to"].endswith("guidance as known on 30 November 2022")
    assert dict(cover(all_met()).facts)["Next date"].startswith("None known")
    same = replace(all_met(), known_on=all_met().on)
    assert dict(cover(same).facts)["Facts counted up to"].endswith("as known on that day")


def test_the_lead_writes_what_only_the_trust_knows() -> None:
    written = {
        "from the lead": "A hard year.",
        "meeting": "Trust Board, in public",
        "BAF reference": "BAF 3.2",
        "resource implications": "Two more midwives.",
    }
    sheet = cover(replace(rich(), board_paper=written))
    board = dict(sheet.board)
    assert sheet.from_the_lead == "A hard year."
    assert dict(sheet.meeting)["Meeting"] == "Trust Board, in public"
    assert dict(sheet.meeting)["Agenda item"] == ""
    assert (board["BAF reference"], board["LMNS and ICB"]) == ("BAF 3.2", "")
    assert board["Resource implications"].endswith("Two more midwives.")
    assert board["CQC domain"].startswith("Ours to suggest")


def test_the_sign_off_page_says_whether_it_can_be_signed() -> None:
    for verdict in Verdict:
        ready = sign_off(standing(verdict)).ready
        assert ready.startswith("The assessed position supports a declaration") is verdict.holds
    relies = dict(sign_off(rich()).relies_on)
    assert "89 are not" in relies["How far values were confirmed"]


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
    assert shown.answer == "5 of 10"
    assert shown.overall == (
        "Assessed as at 6 December 2022. Not met: safety action 8. Evidence missing: safety "
        "action 1. Needs judgement: safety action 6. Not due yet: safety action 4. Paused: "
        "safety action 9."
    )
    assert shown.rows[7].missing == "Reviews are started in time, and 3 more"
    assert shown.rows[3].missing == "2 not due yet"
    assert (shown.conditions.missing, shown.conditions.closest) == (
        "",
        "Reviews are started in time: 19 of 20, none to spare",
    )
    assert shown.rows[8].missing == "Nothing is decided at this day"


def test_the_front_page_has_the_closest_margin_of_each_action() -> None:
    shown = [row.closest for row in front(rich()).rows]
    assert shown[7] == "899 of 947, one short"
    assert shown[2] == ("Reviews are started in time: 899 of 947, one short; the alternative holds")
    assert shown[3] == ("Reviews are started in time: 7 of 9, 2 more needed, 2 still open")
    midwives = next(f for f in rich().findings if f.action == 2 and f.parts)
    only = replace(rich(), findings=(replace(midwives, numbers=()),))
    assert front(only).rows[1].closest == (
        "Draft reports are ready in time. Midwives: 19 of 20, one more than needed"
    )
    assert front(replace(rich(), findings=())).rows[1].closest == "No share is asked"


def test_the_front_page_counts_only_what_counts() -> None:
    plan_only = replace(
        rich().findings[10], id="plan", action=2, counts_towards="discretionary payment"
    )
    shown = front(replace(rich(), findings=(*rich().findings, plan_only)))
    assert shown.rows[1].missing == ""


def test_nothing_that_does_not_plainly_hold_is_left_out() -> None:
    plain = (Verdict.MET, Verdict.PAUSED, Verdict.NOT_APPLICABLE)
    wanted = {f.id for f in rich().findings if f.verdict not in plain}
    assert told_of(rich()) == wanted
    shown = [one.id for group in exceptions(rich()) for one in group.shown]
    waiting = {row.id for day in due(rich()) for row in day.rows}
    assert len(shown) == len(set(shown)) and not set(shown) & waiting
    assert exceptions(all_met()) == ()


def test_what_is_not_due_yet_stands_by_date() -> None:
    (day,) = due(rich())
    assert (day.day, day.left) == ("20 Dec 2022", "14 days left")
    assert day.rows[0].stands == (
        "7 of 9, 2 more needed, 2 still open. Book the people still to attend, and show the "
        "Board the dates."
    )
    first = next(f for f in rich().findings if f.verdict is Verdict.NOT_DUE_YET)
    today = replace(first, due=None, next="Keep the registers up to date; wait.")
    (only,) = due(replace(rich(), findings=(today,)))
    assert only.left == "today"
    assert only.rows[0].stands.endswith("2 still open.")


@pytest.mark.parametrize(
    ("changes", "stands"),
    [
        ({"numbers": (), "next": "Send it.", "sentence": "Send it."}, "Send it."),
        ({"numbers": (), "next": "Send it.", "sentence": "Nothing was sent."}, "Send it."),
        ({"numbers": (), "next": "", "sentence": "The window is open."}, "The window is open."),
    ],
)
def test_what_is_wanting_is_said_once(changes: dict[str, Any], stands: str) -> None:
    first = next(f for f in rich().findings if f.verdict is Verdict.NOT_DUE_YET)
    (day,) = due(replace(rich(), findings=(replace(first, **changes),)))
    assert day.rows[0].stands.strip() == stands


def test_groups_that_are_still_short_are_named_with_what_they_lack() -> None:
    first = next(f for f in rich().findings if f.verdict is Verdict.NOT_DUE_YET)
    group = next(f for f in rich().findings if f.parts).parts[0]
    behind = (counted("attended", 10, 20, 10, test="is at least 90%"),)
    parts = (replace(group, numbers=behind), replace(group, member="doctors"))
    (day,) = due(replace(rich(), findings=(replace(first, numbers=(), parts=parts),)))
    assert day.rows[0].stands == "1 of 2 reach it so far. Short: midwives by 8."
    (fine,) = due(replace(rich(), findings=(replace(first, numbers=(), parts=(group, group)),)))
    assert fine.rows[0].stands == "All 2 reach it so far."


def test_an_exception_says_what_falls_short_and_who_closes_it() -> None:
    shown = exceptions(rich())[0].shown[0]
    assert shown.found[-1] == "One short."
    (plan,) = shown.plans
    assert plan.action == "Book every anaesthetist still to attend on a January day."
    assert (plan.owner, plan.by, plan.cost) == (
        "Clinical lead for anaesthesia",
        "31 January 2023",
        "12500.00",
    )
    others = [plan for group in exceptions(rich()) for one in group.shown for plan in one.plans]
    assert {plan.owner for plan in others[1:]} == {"to be named"}


def test_an_exception_by_groups_names_those_that_are_short() -> None:
    group = next(f for f in rich().findings if f.parts).parts[0]
    short = (counted("attended", 176, 196, test="is at least 90%", verdict=Verdict.NOT_MET),)
    red = next(f for f in rich().findings if f.verdict is Verdict.NOT_MET)

    def found(*members: str) -> tuple[str, ...]:
        reaching = tuple(replace(group, member=name) for name in members)
        parts = (replace(group, member="midwives", numbers=short), *reaching)
        one = replace(red, numbers=(), parts=parts)
        return exceptions(replace(rich(), findings=(one,)))[0].shown[0].found

    assert found("doctors") == ("Midwives: 176 of 196, one short.", "The other one reaches it.")
    assert found("a", "b")[1] == "The other 2 reach it."
    both = replace(red, numbers=(), parts=(replace(group, numbers=short),) * 2)
    assert len(exceptions(replace(rich(), findings=(both,)))[0].shown[0].found) == 2


def test_what_is_missing_is_said_once() -> None:
    ask = "Send the register of perinatal deaths."
    silent = (Number("reviews", figure=ask, test="is at least 95%"),)
    first = replace(rich().findings[10], sentence=ask, next=ask, numbers=silent, remarks=())
    shown = exceptions(replace(rich(), findings=(first,)))[0].shown[0]
    assert shown.found == () and shown.plans[0].action == ask


def test_what_holds_by_its_alternative_needs_no_plan_unless_the_trust_made_one() -> None:
    other = next(f for f in rich().findings if f.verdict is Verdict.MET_BY_ALTERNATIVE)
    assert exceptions(replace(rich(), findings=(other,)))[0].shown[0].plans == ()
    planned = ({"requirement": other.id, "action": "Recruit"},)
    sample = replace(rich(), findings=(other,), action_plan=planned)
    assert exceptions(sample)[0].shown[0].plans[0].action == "Recruit."


def test_a_number_says_all_it_knows() -> None:
    shown = line(counted("deaths", 18, 20, 1, 1, test="is at least 95%"))
    assert shown.figures == "18 of 20 (90%); 1 still open; 1 not known"
    assert line(counted("drills", 3, None, test="is at least 2")).figures == "3"
    assert line(Number("plan")).figures == "no figure"


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


@pytest.mark.parametrize("status", list(Recovery))
def test_unknown_money_stays_unknown(status: Recovery) -> None:
    fund = Fund(status, "why", None, None)
    assert "Contribution: unknown. Exposure: unknown." in effect(fund)
    assert dict(money(fund))["Exposure: what would not come back"] == "unknown"


def test_a_lone_day_is_a_timeline_too() -> None:
    drawn = timeline(all_met())
    assert drawn.marks == () and drawn.today == 0


def test_the_names_of_months_do_not_touch() -> None:
    for sample in (rich(), all_met()):
        named = [tick.x for tick in timeline(sample).ticks if tick.label]
        assert all(b - a >= 50 for a, b in pairwise(named))


def test_close_milestones_do_not_cover_each_other() -> None:
    same_day = rich().milestones[0]
    drawn = timeline(replace(rich(), milestones=(same_day,) * 3))
    assert len({(m.x, m.y) for m in drawn.marks}) == 3


def test_judgements_name_the_person_and_the_document() -> None:
    rows = judgements(rich())
    assert rows and all(row.who == "Dr A. Example" for row in rows)
    assert rows[0].on == "21 Nov 2022" and rich().on == date(2022, 12, 6)
    assert rows[0].evidence == "D-031: " + rich().evidence[30].title
    bare = replace(rich(), evidence=())
    assert judgements(bare)[0].evidence == "D-031"
    judged = next(f for f in rich().findings if f.judged is not None)
    assert judged.judged is not None
    unnamed = replace(judged, judged=replace(judged.judged, evidence=""))
    assert judgements(replace(rich(), findings=(unnamed,)))[0].evidence == "none named"


def test_every_confidence_mark_has_words() -> None:
    assert len({status_words(mark) for mark in Status}) == len(Status)
    assert status_words("confirmed by RZZ") == "confirmed by RZZ"
    assert is_confirmed("confirmed by RZZ") and not is_confirmed("recalled-high")


def test_the_form_has_a_line_for_every_question_in_two_voices() -> None:
    shown = form(rich())
    first = shown.questions[0]
    asked = [f for f in rich().findings if f.action == 1]
    lines = {row.id: (row.supported, row.declared) for row in first.rows}
    assert lines["year-4/sa1-1"] == ("not to be answered yet", "yes")
    assert lines["year-4/sa1-2"] == ("Yes", "–")
    assert len(first.rows) == sum(f.verdict is not Verdict.NOT_APPLICABLE for f in asked)
    assert first.not_asked == "year-4/sa1-6"
    assert shown.questions[-1].heading == "Conditions of the scheme"
    assert shown.declared == "The Board has answered 3 questions."


def test_the_form_says_per_action_what_is_achieved_planned_and_asked_for() -> None:
    rows = {row.number: row for row in form(rich()).actions}
    assert (rows[2].achieved, rows[2].plan, rows[2].requested) == ("Yes", "not needed", "–")
    assert (rows[8].achieved, rows[8].plan, rows[8].requested) == ("No", "Yes", "£12,500.00")
    assert (rows[1].achieved, rows[1].plan) == ("not to be answered yet", "No")
    assert dict(form(rich()).totals) == {
        "Safety actions met": "5 of 10",
        "Asked for in total": "£95,000.00",
    }
    unlike = replace(all_met(), declared={"unheard-of": "yes"})
    assert form(unlike).declared.endswith("Not a question of this edition: unheard-of.")
    assert form(all_met()).declared == "The Board has declared nothing yet."
    away = standing(Verdict.NOT_APPLICABLE).findings
    assert form(replace(all_met(), findings=away)).questions[0].rows == ()


def test_members_of_staff_are_counted_and_never_named() -> None:
    late = [Failed("staff", f"SP-{n}", "not trained") for n in range(29)]
    case = Failed("perinatal deaths", "PD-1", "not done", due=date(2022, 7, 1), days_late=3)
    table = cases([*late, case])
    assert [row.reference for row in table.rows] == ["PD-1"]
    assert table.more.startswith("29 members of staff still to do it")


def test_a_day_has_a_column_only_where_a_case_has_a_day() -> None:
    undated = Failed(reference="D-1", item="documents", what="nobody checked it")
    assert not cases([undated]).dated
    assert cases([undated, replace(undated, due=date(2022, 7, 1), days_late=3)]).dated


def test_each_thing_is_said_once_in_the_appendices() -> None:
    shared = shared_values(rich())
    assert [row.name for row in shared] == ["days allowed", "percent needed"]
    assert shared[0].requirements == f"{len(rich().findings)} requirements"
    first = requirements(rich())[0]
    assert first.not_asked == "year-4/sa1-6"
    assert all(row.values == () and row.source == "" for row in first.rows)
    judged = next(row for row in first.rows if row.id.endswith("-4"))
    assert judged.sentence == "Judged met by Dr A. Example, 21 Nov 2022: see judgements."
    own = replace(rich().findings[10], thresholds=rich().findings[0].thresholds[:1])
    alone = requirements(replace(rich(), findings=(own,)))[0].rows[0]
    assert alone.values == (
        "Confirmed: seen in a published document: percent needed 95% (Year 4 guidance, p. 14).",
    )
    each = replace(own, sentence="Met for each of 2: a and b", parts=rich().findings[11].parts)
    told = requirements(replace(rich(), findings=(each,)))[0].rows[0]
    assert told.sentence == "" and "attended 19 of 20 (95%)" in told.figures


def test_who_checked_is_told_once_in_the_evidence_register() -> None:
    shown = evidence(rich())
    assert "Checked by: A, M. Sample, MIS lead (60)." in shown.note
    assert {row.checked_by for row in shown.rows} == {"A"}
    nobody = tuple(replace(item, checked_by="") for item in rich().evidence)
    bare = evidence(replace(rich(), evidence=nobody))
    assert {row.checked_by for row in bare.rows} == {"nobody"} and "Checked" not in bare.note

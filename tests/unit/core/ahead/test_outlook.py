"""What answers can still become, one kind of answer after another, decided by the evaluator."""

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest

from mis_assessor.core.ahead.applied import applied
from mis_assessor.core.ahead.demands import demands_of
from mis_assessor.core.ahead.needs import can_be, reasons, repairs_in
from mis_assessor.core.ahead.path import path_of, way_of
from mis_assessor.core.ahead.repair import RepairKind
from mis_assessor.core.ahead.scene_ahead import supposed_role
from mis_assessor.core.assessment.assess import write_up
from mis_assessor.core.deciding.case import Stop
from mis_assessor.core.deciding.position import Position, decide_position
from mis_assessor.core.evidence.submission import (
    Document,
    DocumentEvent,
    Judgement,
    Submission,
)
from mis_assessor.core.verdicts import Verdict
from mis_assessor.services.cheapest import cheapest
from unit.core.asked import day, register, submission
from unit.core.books import book, every_action, rule, stated

ON = "2022-10-03"
NAME = "MIS-Y4-SA1-T"
EFFORTS = dict.fromkeys(RepairKind, 1)
BETWEEN = {"from": "first day", "to": "evidence end"}
VALUES: dict[str, Any] = {
    "first day": "2022-01-01",
    "passed": "2022-09-30",
    "noon": "2022-12-05 12:00:00",
    "ten": "10.5",
    "half": "50%",
    "nine": "9 passes",
    "old": "3 months",
    "gap": "2 months",
    "twice": "2 times",
    "five times": "5 times",
}
SIGNED = (DocumentEvent("signed", "Trust Board", day("2022-10-01")),)
HELD = Document(
    "P1",
    "plan",
    "Plan",
    day("2022-10-01"),
    checked_by="A",
    checked_on=day("2022-10-01"),
    events=SIGNED,
)
PAPER = {"documents": {"kind": "plan"}, "signed by": "Trust Board", "answer": "document"}
POSTS = {"register": "posts funded", "column": "wte", "latest by": "as at", "answer": "number"}


def position(question: Mapping[str, Any], test: Any, sent: Submission, **more: Any) -> Position:
    """A year in which one rule asks one thing, and everything else holds."""
    on = more.pop("on", ON)
    met_when = test if isinstance(test, dict) and set(test) & {"all of", "any of"} else {"it": test}
    asked = rule(
        values=VALUES,
        question=question,
        asks=" ".join(f"<{name}>" for name in VALUES),
        **{"met when": met_when, **more},
    )
    whole = replace(sent, statements={"posts funded": stated("posts funded"), **sent.statements})
    return decide_position(book(*every_action(asked)), whole, day(on))


def repairs(found: Position) -> dict[str, str]:
    """The words of every repair, by kind."""
    need = demands_of(found).get(NAME)
    if need is None:
        return {}
    assert can_be(need), list(reasons(need))
    way = way_of(found, EFFORTS, cheapest, 1)
    after = applied(found, frozenset(way.sets[0].keys))
    assert after.rolled.requirements[NAME].holds
    return {r.kind.value: r.what for r in repairs_in(need)}


def never(found: Position) -> list[str]:
    """Why it can never be, where it cannot."""
    need = demands_of(found)[NAME]
    assert not can_be(need)
    everything = frozenset(r.key for r in repairs_in(need))
    assert not applied(found, everything).rolled.requirements[NAME].holds
    return list(reasons(need))


def test_a_paper_is_made_in_time_or_shown_once_the_day_is_past() -> None:
    assert repairs(position(PAPER, {"is in place by": "evidence end"}, submission())) == {
        "make a document": "“plan”, signed by Trust Board"
    }
    assert repairs(position(PAPER, {"is in place by": "passed"}, submission())) == {
        "show what was done in time": (
            "“plan”, signed by Trust Board, as it was in place by 30 September 2022"
        )
    }
    late = position(PAPER, {"is in place by": "passed"}, submission(documents=[HELD]))
    assert never(late) == [
        "It: “Plan”, in place on 1 October 2022; asked: in place by 30 September 2022."
    ]


def test_a_newer_paper_takes_the_place_of_an_old_one_but_never_changes_it() -> None:
    old = replace(HELD, dated=day("2022-03-01"), checked_on=day("2022-03-02"), events=())
    plain = {"documents": {"kind": "plan"}, "answer": "document"}
    test = {"dated within": "old", "before": "evidence end"}
    found = position(plain, test, submission(documents=[old]))
    assert repairs(found) == {"make a document": "“plan”"}
    gone = position(plain, test, submission(documents=[old]), on="2022-12-06")
    assert never(gone)


def test_a_figure_is_raised_by_a_later_row_while_there_is_time() -> None:
    row = {"wte": Decimal("9.0"), "as at": day("2022-09-01")}
    sent = submission(register("posts funded", row, checked_on=day(ON)))
    assert repairs(position(POSTS, {"is at least": "ten"}, sent)) == {
        "raise a figure": "“wte” of posts funded at 10.5, shown by a later row"
    }
    assert repairs(position(POSTS, {"is at least": "ten"}, submission())) == {
        "complete a register": "Send the register of posts funded; what it shows decides"
    }
    assert never(position(POSTS, {"is at least": "ten"}, sent, on="2022-12-06"))


def test_one_figure_is_raised_to_another() -> None:
    more = {**POSTS, "column": "calculated"}
    row = {"wte": Decimal(9), "calculated": Decimal(11), "as at": day("2022-09-01")}
    sent = submission(register("posts funded", row, checked_on=day(ON)))
    found = position(POSTS, {"is at least": "other"}, sent, evidence={"it": POSTS, "other": more})
    assert "“wte” of posts funded at 11" in repairs(found)["raise a figure"]


@pytest.mark.parametrize(
    ("test", "answer"),
    [
        ({"is at least": "half"}, "share of cases"),
        ({"has at least": "nine"}, "count of cases"),
        ({"is at most": "twice"}, "count of cases"),
    ],
)
def test_a_register_nobody_sent_is_taken_to_show_what_is_asked(test: Any, answer: str) -> None:
    question = {
        "register": "perinatal deaths",
        "covers": BETWEEN,
        "cases": {"day the clock starts": BETWEEN},
        "done when": {"reported": "yes"},
        "answer": answer,
    }
    told = repairs(position(question, test, submission()))
    assert told == {
        "complete a register": "Send the register of perinatal deaths; what it shows decides"
    }


def test_a_share_that_must_stay_low_wants_its_register_and_so_do_days_of_what_happened() -> None:
    row = {"case": "P1", "day the clock starts": day("2022-09-01")}
    sent = submission(register("perinatal deaths", row, checked_on=day(ON)))
    low = repairs(position(REGISTERED, {"is at most": "half"}, sent))
    assert list(low) == ["complete a register"]
    dates = {
        "register": "perinatal deaths",
        "covers": BETWEEN,
        "cases": {"day the clock starts": BETWEEN},
        "day": "day the clock starts",
        "answer": "dates of cases",
    }
    told = repairs(position(dates, {"happens at most": "twice"}, submission()))
    assert list(told) == ["complete a register"]


def test_a_moment_and_a_day_are_stated_in_time() -> None:
    moment = {"statement": "form received at", "answer": "moment"}
    assert repairs(position(moment, {"is at or before": "noon"}, submission())) == {
        "answer a question": "“form received at” answered by a named person"
    }
    signed = {"statement": "signed on", "answer": "day"}
    assert repairs(position(signed, {"is at or before": "passed"}, submission())) == {
        "show what was done in time": "“signed on” answered by a named person"
    }
    whole = position(moment, {"is at or before": "evidence end"}, submission())
    assert list(repairs(whole)) == ["answer a question"]
    no = replace(submission(), statements={"said": stated("said", False)})
    assert never(position({"statement": "said", "answer": "yes or no"}, "yes", no))


def test_steps_in_order_are_taken_and_a_wrong_order_that_is_stated_stays_wrong() -> None:
    first = {"statement": "signed on", "answer": "day"}
    both = {"all of": [{"in this order": ["it", "paper"]}]}
    found = position(first, both, submission(), evidence={"it": first, "paper": PAPER})
    assert sorted(repairs(found)) == ["answer a question", "make a document"]
    later = stated("form signed", day("2022-09-01"), said_on=day("2022-09-02"))
    stays = {"statement": "form signed", "answer": "day"}
    wrong = position(
        stays,
        {"all of": [{"in this order": ["paper", "it"]}]},
        replace(submission(documents=[HELD]), statements={"form signed": later}),
        evidence={"it": stays, "paper": PAPER},
    )
    assert never(wrong)


REPORTS = {
    "documents": {"kind": "report"},
    "received by": "Trust Board",
    "between": BETWEEN,
    "answer": "documents",
}


def report(name: str, on: str, received: bool = True, **more: Any) -> Document:
    """A report of a day."""
    events = (DocumentEvent("received", "Trust Board", day(on)),) if received else ()
    return Document(
        name, "report", name, day(on), checked_by="A", checked_on=day(on), events=events, **more
    )


COUNTED = {"counted by": "received by Trust Board"}


def test_reports_are_brought_at_the_last_safe_day_or_one_that_is_there_is_completed() -> None:
    sent = submission(documents=[report("R1", "2022-09-20", received=False)])
    found = repairs(position(REPORTS, {"happens at least": "twice", **COUNTED}, sent))
    assert found["complete a record"] == "R1: no record that it was received by Trust Board"
    assert found["bring a report"].startswith("“report”, received by Trust Board, by ")
    apart = {"happens at least": "twice", **COUNTED, "in different": "quarters"}
    found = repairs(position(REPORTS, apart, submission(documents=[report("R1", "2022-02-01")])))
    assert list(found) == ["bring a report"]


def test_a_report_that_covers_its_period_may_come_until_the_window_ends() -> None:
    question = {"documents": {"kind": "report"}, "between": BETWEEN, "answer": "documents"}
    covers: dict[str, Any] = {"covers_from": day("2022-01-01"), "covers_to": day("2022-03-31")}
    sent = submission(documents=[report("R1", "2022-04-05", **covers)])
    test = {"one in every": "quarter", "counted by": "period covered"}
    found = repairs(position(question, test, sent))
    assert " covering 1 " in found["bring a report"]
    unseen = replace(sent.documents[0], checked_by="", checked_on=None)
    both = repairs(position(question, test, replace(sent, documents=(unseen,))))
    assert set(both) == {"bring a report", "complete a record"}


def test_meetings_to_come_each_want_a_paper_and_so_does_a_register_of_them() -> None:
    question = {**REPORTS, "meetings of": "Trust Board"}
    test = {"one in every": "meeting", **COUNTED}
    assert list(repairs(position(question, test, submission()))) == ["make a document"]
    met = [{"body": "Trust Board", "held on": day(d)} for d in ("2022-09-01", "2022-11-03")]
    sent = submission(
        register("meetings", *met, checked_on=day(ON)), documents=[report("R1", "2022-09-01")]
    )
    found = repairs(position(question, test, sent))
    assert found == {"bring a report": "“report”, received by Trust Board, by 3 November 2022"}


def test_too_many_reports_to_try_every_set_are_all_brought() -> None:
    test = {"one in every": "month", **COUNTED}
    unseen = [
        replace(report(f"R{n}", f"2022-{n:02}-05"), checked_by="", checked_on=None)
        for n in range(1, 13)
    ]
    found = position(REPORTS, test, submission(documents=unseen[:9]), on="2022-09-30")
    way = way_of(found, EFFORTS, cheapest, 1)
    after = applied(found, frozenset(way.sets[0].keys))
    assert after.rolled.requirements[NAME].holds
    many = position(
        REPORTS, {"happens at least": "five times", **COUNTED}, submission(documents=unseen[:9])
    )
    assert len(way_of(many, EFFORTS, cheapest, 1).sets[0].keys) >= 5


def test_people_are_trained_until_their_window_ends() -> None:
    people = {
        "people": "staff",
        "who": {"staff group": "midwives"},
        "in post on": "evidence end",
        "trained in": "training attendance",
        "rows": {"module": "drills"},
        "day": "attended on",
        "window": {
            "lasts": "a year",
            "anywhere from": "year from",
            "to": "evidence end",
            "chosen": "training window",
            "reach": "half",
        },
        "answer": "share of people",
    }
    staff = [
        {"person": f"S{n}", "staff group": "midwives", "started on": day("2020-01-01")}
        for n in range(4)
    ]
    row = {"person": "S0", "module": "drills", "attended on": day("2022-05-01")}
    sent = submission(
        register("staff", *staff, checked_on=day(ON)),
        register("training attendance", row, checked_on=day(ON)),
    )
    asked = rule(
        values={**VALUES, "a year": "12 months", "year from": "2021-12-06"},
        question=people,
        asks="<half>",
        **{"met when": {"it": {"is at least": "half"}}},
    )
    whole = replace(sent, statements={"posts funded": stated("posts funded")})
    found = decide_position(book(*every_action(asked)), whole, day(ON))
    way = way_of(found, EFFORTS, cheapest, 2)
    (step,) = way.sets[0].steps
    assert (step.number, step.of, step.names) == (1, 3, ("S1", "S2", "S3"))
    assert applied(found, frozenset(way.sets[0].keys)).rolled.outcome is Verdict.MET


def test_a_contradiction_is_settled_once_for_all_that_rests_on_it() -> None:
    found = position({"statement": "posts funded", "answer": "yes or no"}, "yes", submission())
    stop = (Stop("CON-1", Verdict.NEEDS_JUDGEMENT),)
    cases = tuple(
        replace(c, stops=stop) if c.rule.requirement.id == NAME else c for c in found.cases
    )
    rolled = replace(
        found.rolled, requirements={**found.rolled.requirements, NAME: stop[0].verdict}
    )
    found = replace(found, cases=cases, rolled=rolled)
    assert repairs(found) == {"settle a contradiction": "CON-1: what does not agree"}


def test_a_requirement_that_is_given_as_not_met_stays_so() -> None:
    found = position({"statement": "said", "answer": "yes or no"}, "yes", submission())
    cases = tuple(
        replace(c, verdict=Verdict.NOT_MET, because="It was planned for.", parts=())
        if c.rule.requirement.id == NAME
        else c
        for c in found.cases
    )
    assert list(reasons(demands_of(replace(found, cases=cases))[NAME])) == ["It was planned for."]


def test_a_recorded_judgement_of_not_met_stays_and_a_role_is_one_that_may() -> None:
    person = {"a person confirms": "It is good.", "who may": ["director", "chair"]}
    other = {"a person confirms": "It is so.", "who may": ["chair"]}
    plain = {"statement": "posts funded", "answer": "yes or no"}
    found = position(plain, {"all of": [person, other]}, submission(), on="2022-12-06")
    assert supposed_role(found.cases[1].rule.requirement) == "chair"
    assert list(repairs(found)) == ["decide and record a judgement"]
    judged = replace(
        submission(documents=[HELD]),
        judgements=(Judgement(NAME, False, "A", "chair", day("2022-10-02"), "no", "P1"),),
    )
    found = position(plain, {"all of": [person, other]}, judged, on="2022-12-06")
    assert never(found)


def test_what_stands_in_is_asked_only_of_what_can_count_as_missed() -> None:
    plain = {"statement": "plan made", "answer": "yes or no"}
    other = rule("MIS-Y4-SA1-ALT", question=plain, **{"stands in for": [NAME]})
    no = {"posts funded": stated("posts funded"), "said": stated("said", False)}
    for question in ({"statement": "said", "answer": "yes or no"}, REGISTERED):
        asked = rule(
            values=VALUES,
            question=question,
            asks="<half>",
            **{
                "met when": {"it": "yes" if question is not REGISTERED else {"is at least": "half"}}
            },
        )
        rows = [{"case": f"P{n}", "day the clock starts": day("2022-09-01")} for n in range(9)]
        deaths = register("perinatal deaths", *rows, checked_on=day(ON))
        sent = replace(submission(deaths), statements=no)
        found = decide_position(book(*every_action(asked, other)), sent, day(ON))
        way = way_of(found, EFFORTS, cheapest, 2)
        words = {step.what for one in way.sets for step in one.steps}
        assert "“plan made” answered by a named person (what is asked: yes)" in words
        for one in way.sets:
            assert applied(found, frozenset(one.keys)).rolled.outcome.holds


REGISTERED = {
    "register": "perinatal deaths",
    "covers": BETWEEN,
    "cases": {"day the clock starts": BETWEEN},
    "done when": {"reported": {"is given": "yes"}},
    "answer": "share of cases",
}


def test_one_of_two_readings_and_what_is_given_do_not_count_as_missed() -> None:
    plain = {"statement": "plan made", "answer": "yes or no"}
    other = rule("MIS-Y4-SA1-ALT", question=plain, **{"stands in for": [NAME]})
    asked = rule(
        values={"first day": "2022-01-01", "either": ("50%", "60%")},
        question=REGISTERED,
        asks="<either>",
        **{"met when": {"it": {"is at least": "either"}}},
    )
    sent = replace(submission(), statements={"posts funded": stated("posts funded")})
    found = decide_position(book(*every_action(asked, other)), sent, day(ON))
    assert "plan made" not in str(demands_of(found)[NAME])
    cases = tuple(
        replace(c, verdict=Verdict.NOT_MET, because="So.", parts=())
        if c.rule.requirement.id == NAME
        else c
        for c in found.cases
    )
    assert list(reasons(demands_of(replace(found, cases=cases))[NAME])) == ["So."]


def test_cases_that_wait_for_somebody_else_are_of_no_account_at_the_end() -> None:
    question = {**REGISTERED, "not due while": {"under review": "yes"}}
    rows: list[dict[str, Any]] = [
        {"case": "P1", "day the clock starts": day("2022-09-01"), "reported": day("2022-09-02")},
        {"case": "P2", "day the clock starts": day("2022-09-01"), "under review": True},
    ]
    sent = submission(register("perinatal deaths", *rows, checked_on=day(ON)))
    found = repairs(position(question, {"is at least": "half"}, sent))
    assert list(found) == ["complete a register"]
    clocks = write_up(position(question, {"is at least": "half"}, sent), {}).findings[1].clocks
    assert [clock.subject for clock in clocks] == [""]


def test_an_unread_value_that_a_person_judged_not_met_stays_so() -> None:
    test = {"is in place by": "unread"}
    values = {**VALUES, "unread": None}
    asked = rule(values=values, question=PAPER, asks="<unread>", **{"met when": {"it": test}})
    judged = replace(
        submission(documents=[HELD]),
        statements={"posts funded": stated("posts funded")},
        judgements=(Judgement(NAME, False, "A", "chair", day("2022-10-02"), "no", "P1"),),
    )
    found = decide_position(book(*every_action(asked)), judged, day("2022-12-06"))
    assert never(found)


def test_reports_of_a_window_that_is_over_are_lost() -> None:
    sent = submission(documents=[report("R1", "2022-02-01")])
    test = {"happens at least": "twice", **COUNTED}
    assert never(position(REPORTS, test, sent, on="2022-12-08"))


def test_the_path_names_what_is_lost_what_waits_and_what_comes_out() -> None:
    lost = position(PAPER, {"is in place by": "passed"}, submission(documents=[HELD]))
    way = way_of(lost, EFFORTS, cheapest, 3)
    path = path_of(lost, write_up(lost, {}), way, lost, EFFORTS)
    assert not path.possible
    assert [(n.requirement, str(n.since)) for n in path.never] == [(NAME, "2022-10-01")]
    assert path.outcome == "not met"
    done = position({"statement": "posts funded", "answer": "yes or no"}, "yes", submission())
    path = path_of(done, write_up(done, {}), way_of(done, EFFORTS, cheapest, 3), done, EFFORTS)
    assert path.reached
    assert path.possible
    assert path.sets == ()

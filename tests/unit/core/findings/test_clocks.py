"""Clocks read from a rule's own condition: what, by when, by whom, and what is left out."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

import pytest

from mis_assessor.core.deciding.position import decide_position
from mis_assessor.core.evidence.answers import NoAnswer, NoAnswerReason, Paper
from mis_assessor.core.evidence.submission import Document, DocumentEvent, Submission
from mis_assessor.core.findings.clock import Clock, ClockKind, first_clocks_told
from mis_assessor.core.findings.clock_asked import ClockAsked
from mis_assessor.core.findings.clock_counts import needed
from mis_assessor.core.findings.clock_silence import of_paper
from mis_assessor.core.findings.clocks import clocks_of, of_leaf
from mis_assessor.core.findings.lost import lost_since
from mis_assessor.core.rules.conditions import InOrder, PersonConfirms, Test
from mis_assessor.core.rules.readings import readings_of
from mis_assessor.core.verdicts import Verdict
from unit.core.asked import END, day, register, submission
from unit.core.books import book, rule

ON = "2022-10-03"
NAME = "MIS-Y4-SA1-T"
BETWEEN = {"from": "first day", "to": "evidence end"}
VALUES: dict[str, Any] = {
    "first day": "2022-01-01",
    "gap": "2 months",
    "thrice": "3 times",
    "by": "2022-11-10",
    "passed": "2022-09-30",
    "noon": "2022-12-05 12:00:00",
    "opening": "2022-11-01",
    "old": "12 months",
    "unread": None,
}
REPORTS = {
    "documents": {"kind": "report"},
    "received by": "Trust Board",
    "between": BETWEEN,
    "answer": "documents",
}
PAPER = {"documents": {"kind": "plan"}, "signed by": "Trust Board", "answer": "document"}
SAID = {"statement": "form received at", "answer": "moment"}


def found(
    question: Mapping[str, Any], test: Any, sent: Submission, on: str = ON, **more: Any
) -> tuple[Clock, ...]:
    """The clocks of a rule that asks one thing."""
    asked = rule(
        values=VALUES,
        question=question,
        asks=" ".join(f"<{name}>" for name in VALUES),
        **{"met when": {"it": test}, **more},
    )
    position = decide_position(book(asked), sent, day(on))
    (case,), (decided,) = position.cases, position.decided
    return clocks_of(case, decided, position.rulebook.year, sent)


def told(clocks: Sequence[Clock]) -> list[str]:
    """What, and by when."""
    return [f"{clock.what} by {clock.last}" for clock in clocks]


def report(name: str, on: str, checked: bool = True, received: bool = True) -> Document:
    """A report of a day, received by the Board on it."""
    events = (DocumentEvent("received", "Trust Board", day(on)),) if received else ()
    by, seen = ("C. Hecker", day(on)) if checked else ("", None)
    return Document(name, "report", name, day(on), checked_by=by, checked_on=seen, events=events)


COUNTED = {"counted by": "received by Trust Board"}
RECEIVED = "received by Trust Board"


def test_the_next_of_a_gap_and_the_one_that_only_wants_a_check() -> None:
    days = ("2022-02-20", "2022-04-15", "2022-06-10", "2022-08-05", "2022-09-20")
    sent = submission(documents=[report(f"R{n}", d) for n, d in enumerate(days)])
    test = {"gaps at most": "gap", **COUNTED}
    assert told(found(REPORTS, test, sent)) == [f"next “report” {RECEIVED} by 2022-11-20"]
    unchecked = [*sent.documents[:-1], report("R9", "2022-09-20", checked=False)]
    both = found(REPORTS, test, replace(sent, documents=tuple(unchecked)))
    assert [(c.subject, str(c.last)) for c in both] == [("", "2022-11-20"), ("R9", "2022-12-04")]
    late = replace(sent, documents=(*sent.documents, report("R7", "2022-10-06")))
    assert told(found(REPORTS, test, late, "2022-10-07")) == []


def test_every_period_to_come_and_what_is_left_out() -> None:
    sent = submission(documents=[report("R1", "2022-02-01"), report("R2", "2022-05-01")])
    sent = replace(sent, documents=(*sent.documents, report("R3", "2022-08-01")))
    months = found(REPORTS, {"one in every": "quarter", **COUNTED}, sent)
    assert told(months) == []
    by_month = [report(f"R{n}", f"2022-{n:02}-03") for n in range(1, 10)]
    months = found(REPORTS, {"one in every": "month", **COUNTED}, submission(documents=by_month))
    assert [c.subject for c in months] == ["October 2022", "November 2022"]


def test_a_report_that_covers_its_quarter_may_come_later_in_the_window() -> None:
    question = {"documents": {"kind": "report"}, "between": BETWEEN, "answer": "documents"}
    test = {"one in every": "quarter", "counted by": "period covered"}
    none = found(question, test, submission())
    assert {(c.subject, str(c.last)) for c in none} == {
        ("January to March 2022", "2022-12-05"),
        ("April to June 2022", "2022-12-05"),
        ("July to September 2022", "2022-12-05"),
    }
    first = replace(
        report("R1", "2022-04-05"), covers_from=day("2022-01-01"), covers_to=day("2022-03-31")
    )
    some = found(question, test, submission(documents=[first]))
    assert {str(c.last) for c in some} == {"2022-12-04"}


def test_so_often_and_in_different_quarters_leaves_no_quarter_to_spare() -> None:
    sent = submission(documents=[report("R1", "2022-02-01"), report("R2", "2022-05-01")])
    plain = found(REPORTS, {"happens at least": "thrice", **COUNTED}, sent)
    assert [(c.least, str(c.last)) for c in plain] == [(1, "2022-12-05")]
    assert told(found(REPORTS, {"happens at least": "thrice", **COUNTED}, submission()))[0] == (
        f"3 more times “report” {RECEIVED} by 2022-12-05"
    )
    apart = {"happens at least": "thrice", **COUNTED, "in different": "quarters"}
    first = replace(sent, documents=sent.documents[:1])
    (clock,) = found(REPORTS, apart, first, "2022-07-05")
    assert (clock.least, str(clock.last)) == (2, "2022-09-30")
    assert clock.counted == "3 times by 5 December 2022, in different quarters"
    assert found(REPORTS, {"happens at least": "thrice", **COUNTED}, _three(sent)) == ()


def _three(sent: Submission) -> Submission:
    return replace(sent, documents=(*sent.documents, report("R3", "2022-08-01")))


def test_each_meeting_that_is_known_waits_for_its_paper() -> None:
    question = {**REPORTS, "meetings of": "Trust Board"}
    test = {"one in every": "meeting", **COUNTED}
    met = [{"body": "Trust Board", "held on": day(d)} for d in ("2022-09-01", "2022-11-03")]
    other = {"body": "quality committee", "held on": day("2022-11-09")}
    meetings = register("meetings", *met, other, checked_on=day(ON))
    sent = submission(meetings, documents=[report("R1", "2022-09-01")])
    assert told(found(question, test, sent)) == [
        f"meeting of Trust Board on 3 November 2022: “report” {RECEIVED} by 2022-11-03"
    ]
    none = register("meetings", met[0], checked_on=day(ON))
    sent = submission(
        none, documents=[report("R1", "2022-09-01"), report("R2", "2022-09-05", False)]
    )
    (later,) = found(question, test, sent)
    assert later.kind is ClockKind.FIGURE
    assert "at every meeting of Trust Board still to come" in later.act
    gone = submission(none, documents=[report("R2", "2022-09-01", False)])
    assert "R2" in [c.subject for c in found(question, test, gone)]


def test_a_paper_names_who_acts_and_the_last_meeting_in_time() -> None:
    meetings = register("meetings", {"body": "Trust Board", "held on": day("2022-11-03")})
    (clock,) = found(PAPER, {"is in place by": "by"}, submission(meetings))
    assert told([clock]) == ["“plan”, signed by Trust Board by 2022-11-10"]
    assert clock.who == "Trust Board"
    assert clock.counted == "the last meeting in time is on 3 November 2022"
    (plain,) = found(PAPER, {"is in place by": "by"}, submission(register("meetings")))
    assert plain.counted == ""
    sent = submission(documents=[Document("P1", "plan", "The plan", day("2022-09-01"))])
    (lacking,) = found(PAPER, {"is in place by": "passed"}, sent)
    assert lacking.act.startswith("The plan (P1): ")
    assert lacking.act.endswith(", shown to have been in place by 30 September 2022")
    assert lacking.last == END


def test_a_paper_in_force_is_watched_and_one_that_ends_wants_a_successor() -> None:
    held = Document(
        "P1",
        "plan",
        "The plan",
        day("2022-05-01"),
        in_force_from=day("2022-05-01"),
        checked_by="A",
        checked_on=day("2022-05-02"),
        events=(DocumentEvent("signed", "Trust Board", day("2022-05-01")),),
    )
    (kept,) = found(PAPER, {"in force on": "by"}, submission(documents=[held]))
    assert (kept.kind, kept.act) == (
        ClockKind.FIGURE,
        "“The plan” still in force on 10 November 2022",
    )
    ends = replace(held, in_force_to=day("2022-10-31"))
    (next_,) = found(PAPER, {"in force on": "by"}, submission(documents=[ends]))
    assert told([next_]) == [
        "a successor of “The plan”, which ends on 31 October 2022 by 2022-11-10"
    ]
    (tolerated,) = found(PAPER, {"is tolerated until": "by"}, submission(documents=[ends]))
    assert str(tolerated.last) == "2022-10-31"
    (unread,) = found(PAPER, {"in force on": "unread"}, submission(documents=[held]))
    assert unread.act == "a named person's answer: the guidance value “unread”, which is not loaded"


def test_a_statement_keeps_its_noon_its_opening_and_what_is_asked() -> None:
    test = {"is at or before": "noon", "is not before": "opening"}
    clocks = found(SAID, test, submission())
    assert {(c.by, str(c.opens)) for c in clocks} == {("5 December 2022 at 12:00", "2022-11-01")}
    (said,) = found({"statement": "nothing sent", "answer": "yes or no"}, "no", submission())
    assert said.act == "“nothing sent” answered (what is asked: no)"
    assert said.who == "whoever answers for the trust"


def test_a_register_is_told_with_whoever_keeps_it() -> None:
    deaths = {
        "register": "perinatal deaths",
        "covers": BETWEEN,
        "cases": {"day the clock starts": BETWEEN},
        "done when": {"reported": "yes"},
        "answer": "share of cases",
    }
    (wanting,) = found(deaths, {"is reported": "yes"}, submission())
    assert wanting.who == "whoever keeps the register of perinatal deaths"
    row = {"case": "P1", "day the clock starts": day("2022-09-01")}
    sent = register("perinatal deaths", row, checked_on=day(ON), supplied_by="the PMRT office")
    clocks = found(deaths, {"is reported": "yes"}, submission(sent))
    assert [c.kind for c in clocks] == [ClockKind.REGISTER]
    assert clocks[0].who == "the PMRT office"
    empty = register("perinatal deaths", checked_on=day(ON))
    assert found(deaths, {"is reported": "yes"}, submission(empty)) == ()


def test_an_order_and_a_person_wait_until_the_last_day() -> None:
    asked = rule(
        values=VALUES,
        evidence={"paper": PAPER, "said": SAID},
        **{
            "met when": {
                "all of": [{"in this order": ["paper", "said"]}, {"a person confirms": "It is so."}]
            }
        },
    )
    position = decide_position(book(asked), submission(), day(ON))
    clocks = clocks_of(position.cases[0], position.decided[0], position.rulebook.year, submission())
    assert told(clocks) == [
        "“plan”, signed by Trust Board by 2022-12-05",
        "“form received at” answered by 2022-12-05",
        "a named person's answer: It is so by 2022-12-05",
    ]
    signed = (DocumentEvent("signed", "Trust Board", day("2022-09-01")),)
    plan = Document("P1", "plan", "Plan", day("2022-09-01"), events=signed)
    plan = replace(plan, checked_by="A", checked_on=day("2022-09-01"))
    half = submission(documents=[plan])
    begun = decide_position(book(asked), half, day(ON))
    clocks = clocks_of(begun.cases[0], begun.decided[0], begun.rulebook.year, half)
    assert [c.evidence for c in clocks] == ["said", ""]
    late = decide_position(book(asked), submission(), day("2022-12-06"))
    assert clocks_of(late.cases[0], late.decided[0], late.rulebook.year, submission()) == ()


def test_the_least_number_is_that_of_the_comparison() -> None:
    (reading,) = readings_of(
        rule(values={"half": "50%", "two": "2 times"}, asks="<half> <two>"), "one"
    )
    asked = {
        ("is at least", "half"): 4,
        ("is more than", "half"): 4,
        ("is more than", "two"): 3,
        ("has at least", "two"): 2,
        ("is at most", "half"): None,
    }
    for (op, value), least in asked.items():
        assert needed(Test(evidence="it", op=op, value=value), 7, reading) == least


def test_what_is_decided_has_no_clock() -> None:
    (reading,) = readings_of(rule(values=VALUES, asks="<by>"), "one")
    asked = rule(values=VALUES)
    position = decide_position(book(asked), submission(), day(ON))
    scene = replace(position.cases[0].parts[0].scenes[0], reading=reading)
    base = ClockAsked(_asking(asked, reading), scene, "n", Verdict.MET)
    assert of_leaf(PersonConfirms(a_person_confirms="so"), base) == ()
    assert of_leaf(InOrder(in_this_order=("it",)), base) == ()
    assert list(of_leaf(Test(evidence="it", op="is", value="yes"), base)) == []
    paper = Paper(day("2022-01-01"), title="x")
    assert list(of_paper(Test(evidence="it", op="in force on", value="no day"), paper, base)) == []
    unclear = NoAnswer(NoAnswerReason.UNCLEAR, "12:00 has no seconds.")
    waits = replace(
        base, verdict=Verdict.NOT_DUE_YET, scene=replace(scene, answers={"it": unclear})
    )
    (clock,) = of_leaf(Test(evidence="it", op="is", value="yes"), waits)
    assert clock.kind is ClockKind.JUDGEMENT
    stated = decide_position(book(asked), submission(), day(ON)).cases[0].parts[0].scenes[0].answers
    assert isinstance(stated["it"], NoAnswer)


def _asking(asked: Any, reading: Any) -> Any:
    from mis_assessor.core.answering.asking import Asking
    from unit.core.asked import year

    return Asking(year(), submission(), asked.requirement, reading, day(ON))


def test_the_next_acts_are_told_by_day_and_the_rest_as_a_number() -> None:
    clock = Clock("R", "n", "", "it", ClockKind.DOCUMENT, "", "a plan", day("2022-10-09"), "")
    more = [replace(clock, act=f"act {n}", last=day(f"2022-11-{10 + n}")) for n in range(4)]
    assert first_clocks_told((clock, *more)) == (
        "By 9 October 2022: a plan. By 10 November 2022: act 0. By 11 November 2022: act 1. "
        "And 2 more acts by 12 November 2022 to 13 November 2022."
    )
    watched = replace(clock, kind=ClockKind.FIGURE)
    assert first_clocks_told((watched,)) == (
        "Nothing is asked before 9 October 2022; then it is decided by a plan."
    )
    assert first_clocks_told((watched, watched)).endswith("a plan, with 1 more.")


@pytest.mark.parametrize(
    ("test", "days", "since"),
    [
        ({"gaps at most": "gap", **COUNTED}, ("2022-02-20", "2022-04-15"), "2022-06-16"),
        ({"one in every": "quarter", **COUNTED}, ("2022-02-20", "2022-08-15"), "2022-07-01"),
    ],
)
def test_reports_are_lost_since_the_day_after_the_first_that_did_not_come(
    test: Any, days: tuple[str, ...], since: str
) -> None:
    asked = rule(
        values=VALUES,
        question=REPORTS,
        asks=" ".join(f"<{name}>" for name in VALUES),
        **{"met when": {"it": test}},
    )
    sent = submission(documents=[report(d, d) for d in days])
    position = decide_position(book(asked), sent, day(ON))
    assert position.decided[0].verdict is Verdict.NOT_MET
    assert str(lost_since(position.cases[0], position.decided[0])) == since


def test_a_count_of_reports_that_was_not_reached_names_no_day() -> None:
    asked = rule(
        values=VALUES,
        question=REPORTS,
        asks="<thrice>",
        **{"met when": {"it": {"happens at least": "thrice", **COUNTED}}},
    )
    sent = submission(documents=[report("R1", "2022-02-01")])
    position = decide_position(book(asked), sent, day("2022-12-06"))
    assert position.decided[0].verdict is Verdict.NOT_MET
    assert lost_since(position.cases[0], position.decided[0]) is None


def test_a_figure_waits_for_the_one_it_is_held_against() -> None:
    posts = {"register": "posts", "column": "wte", "latest by": "as at", "answer": "number"}
    other = {**posts, "register": "other posts"}
    asked = rule(
        values=VALUES,
        evidence={"it": posts, "other": other},
        **{"met when": {"it": {"is at least": "other"}}},
    )
    row = {"wte": 9, "as at": day("2022-09-01")}
    sent = submission(register("posts", row, checked_on=day(ON)))
    position = decide_position(book(asked), sent, day(ON))
    assert position.decided[0].verdict is Verdict.NOT_DUE_YET
    (case,), (decided,) = position.cases, position.decided
    (clock,) = clocks_of(case, decided, position.rulebook.year, sent)
    assert clock.act == "Send the register of other posts"


def test_a_late_paper_is_lost_since_the_day_after_its_last() -> None:
    asked = rule(
        values=VALUES,
        question=PAPER,
        asks="<passed>",
        **{"met when": {"it": {"is in place by": "passed"}}},
    )
    late = Document(
        "P1",
        "plan",
        "Plan",
        day("2022-10-01"),
        checked_by="A",
        checked_on=day("2022-10-02"),
        events=(DocumentEvent("signed", "Trust Board", day("2022-10-01")),),
    )
    position = decide_position(book(asked), submission(documents=[late]), day(ON))
    assert str(lost_since(position.cases[0], position.decided[0])) == "2022-10-01"
    no = decide_position(book(rule()), replace(submission(), statements={}), day(ON))
    assert lost_since(no.cases[0], no.decided[0]) is None

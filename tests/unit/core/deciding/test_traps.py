"""Traps that two studies of the guidance found: each decided from a submission, not a cell."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from functools import cache
from typing import Any

import pytest

from mis_assessor.core.deciding.evaluate import decide_case
from mis_assessor.core.deciding.prepare import prepare
from mis_assessor.core.evidence.submission import Document, DocumentEvent, Submission
from mis_assessor.core.rules.in_force import governing
from mis_assessor.core.rules.quantities import LONDON
from mis_assessor.core.rules.rulebook import Rule, Rulebook
from mis_assessor.core.verdicts import Verdict
from trust_year.forms import rulebook
from unit.core.asked import END, day, looked, register, submission
from unit.core.books import book, rule, share_rule, stated

DEATHS = "perinatal deaths"


@cache
def year_4() -> Rulebook:
    """The rules of year 4 as they are in this repository."""
    return rulebook(4)


def real(name: str) -> Rule:
    found = year_4().rule(name)
    assert found is not None
    return found


def verdict(
    asked: Rule, sent: Submission, on: str = "2022-12-06", rules: Rulebook | None = None
) -> Verdict:
    """What one rule says of a submission, under the guidance of November 2022."""
    alone = replace(rules or year_4(), rules=(asked,))
    editions = governing(alone.year, day("2022-11-30"))
    (case,) = prepare(alone, sent, editions, day(on))
    return decide_case(case).verdict


def death(case: str, starts: str, **days: str) -> dict[str, Any]:
    """A death that this trust reviews from its first day to its last."""
    told: dict[str, Any] = {name.replace("_", " "): day(written) for name, written in days.items()}
    yes = ("suitable for review", "born here", "died here", "reviewed by a multidisciplinary team")
    return {
        "case": case,
        "day the clock starts": day(starts),
        **dict.fromkeys(yes, True),
        "held by HSIB or MNSI": False,
        **told,
    }


def deaths(*rows: Mapping[str, Any], **more: Any) -> Submission:
    return submission(register(DEATHS, *rows, **more))


def paper(kind: str, **more: Any) -> Document:
    """A document of June that somebody checked."""
    whole: dict[str, Any] = {"id": "D1", "title": kind, "dated": day("2022-06-15")}
    return Document(kind=kind, checked_by="C. Hecker", checked_on=END, **{**whole, **more})


def met(verb: str, by: str, on: str) -> DocumentEvent:
    return DocumentEvent(verb, by, day(on))


def test_1_six_of_ten_done_early_and_four_open_is_neither_met_nor_not_met() -> None:
    asked = share_rule(values={"percent needed": "75%"})
    rows = [
        {"case": f"P{n}", "day the clock starts": day("2022-06-01"), "reported": n <= 6}
        for n in range(1, 11)
    ]
    early = submission(register(DEATHS, *rows, checked_on=day("2022-07-01")))
    assert verdict(asked, early, on="2022-07-02", rules=book(asked)) is Verdict.NOT_DUE_YET
    assert verdict(asked, early, rules=book(asked)) is Verdict.NOT_MET
    reviews = [
        death(f"P{n}", "2022-09-20", **({"review_started": "2022-09-21"} if n <= 6 else {}))
        for n in range(1, 11)
    ]
    started = real("MIS-Y4-SA1-A-ii")
    open_ = deaths(*reviews, checked_on=day("2022-10-01"))
    assert verdict(started, open_, on="2022-10-02") is Verdict.NOT_DUE_YET
    assert verdict(started, deaths(*reviews)) is Verdict.NOT_MET


def test_2_a_gap_that_a_pause_interrupts_is_not_too_long_but_nothing_was_reported() -> None:
    asked = rule(
        question={
            "documents": {"kind": "report"},
            "between": {"from": "launch", "to": "evidence end"},
            "answer": "documents",
        },
        values={"launch": "2022-01-01", "longest gap": "7 months"},
        **{"met when": {"it": {"gaps at most": "longest gap"}}},
    )
    paused = book(asked, pauses=[("2022-03-01", "2022-05-31")])
    assert verdict(asked, submission(), rules=paused) is Verdict.EVIDENCE_MISSING
    once = submission(documents=[paper("report")])
    assert verdict(asked, once, rules=paused) is Verdict.MET
    assert verdict(asked, once, rules=book(asked)) is Verdict.MET
    earlier = submission(documents=[paper("report", dated=day("2022-02-01"))])
    assert verdict(asked, earlier, rules=paused) is Verdict.MET
    assert verdict(asked, earlier, rules=book(asked)) is Verdict.NOT_MET


def test_3_a_case_that_hsib_holds_still_needs_its_review_started() -> None:
    held = {**death("P1", "2022-06-01", draft_report="2022-11-30"), "held by HSIB or MNSI": True}
    sent = deaths(held, death("P2", "2022-06-01", draft_report="2022-09-01"))
    assert verdict(real("MIS-Y4-SA1-A-ii"), sent) is Verdict.NOT_MET
    started = {**held, "review started": day("2022-07-01")}
    assert verdict(real("MIS-Y4-SA1-A-ii"), deaths(started)) is Verdict.MET


def test_3_a_draft_that_waits_for_hsib_is_decided_with_and_without_it() -> None:
    def late(case: str) -> dict[str, Any]:
        return death(case, "2022-06-01", draft_report="2022-11-30")

    held = {**late("P1"), "held by HSIB or MNSI": True}
    in_time = death("P2", "2022-06-01", draft_report="2022-09-01")
    drafts = real("MIS-Y4-SA1-B-draft")
    assert verdict(drafts, deaths(held, in_time)) is Verdict.MET
    assert verdict(drafts, deaths(held, in_time, late("P3"))) is Verdict.NEEDS_JUDGEMENT
    assert verdict(drafts, deaths(late("P1"), in_time, late("P3"))) is Verdict.NOT_MET


def elements(alternative_for: str, about: str) -> Submission:
    """Four elements implemented, one by an alternative, with its agreement on paper."""
    rows = [
        {"element": name, "implemented": name != alternative_for}
        | (
            {
                "alternative agreed by commissioner on": day("2022-09-01"),
                "alternative accepted by Clinical Network on": day("2022-10-01"),
            }
            if name == alternative_for
            else {}
        )
        for name in "12345"
    ]
    agreement = paper("alternative intervention agreement", about=("MIS-Y4-SA6-2", about))
    return submission(register("elements and agreed alternatives", *rows), documents=[agreement])


def test_4_each_element_may_pass_in_its_own_way() -> None:
    """An alternative for the rule as a whole would fail: nobody has all five either way."""
    asked = real("MIS-Y4-SA6-2")
    assert verdict(asked, elements("2", "2")) is Verdict.MET_BY_ALTERNATIVE
    assert verdict(asked, elements("2", "3")) is Verdict.NOT_MET
    assert verdict(asked, elements("", "2")) is Verdict.MET


def test_6_draft_and_published_report_are_asked_of_the_same_deaths() -> None:
    drafted = {"draft_report": "2022-09-30", "report_published": "2022-12-02"}
    published = {"draft_report": "2022-10-02", "report_published": "2022-12-01"}
    both = {"draft_report": "2022-09-30", "report_published": "2022-12-01"}
    reports = real("MIS-Y4-SA1-B-pub")

    def of(*shown: dict[str, str]) -> Verdict:
        rows = [death(f"P{n}", "2022-06-01", **days) for n, days in enumerate(shown)]
        return verdict(reports, deaths(*rows))

    assert of(drafted, published) is Verdict.NOT_MET
    assert of(both, both, drafted, published) is Verdict.MET
    assert of(both, drafted, drafted, published) is Verdict.NOT_MET


def one_to_one_plan(**more: Any) -> Submission:
    plan = paper(
        "one-to-one plan",
        events=(met("signed", "Trust Board", "2022-07-01"),),
        contents=(looked("timeline with a target date"),),
        promised_number="100%",
    )
    return submission(documents=[replace(plan, **more)])


def test_7_the_promise_of_a_plan_is_tested_and_not_whether_it_was_kept() -> None:
    """The day it promises is long past, and the register shows one-to-one care at half."""
    asked = real("MIS-Y4-SA5-CD-ALT-D")
    kept = one_to_one_plan(promised_by=day("2022-08-01"), progress_reported_on=())
    half = [{"month": "2022-11", "numerator": 50, "denominator": 100}]
    broken = replace(kept, registers={"one-to-one care": register("one-to-one care", *half)})
    assert verdict(asked, kept) is verdict(asked, broken) is Verdict.MET
    assert verdict(asked, one_to_one_plan(promised_number="99%")) is Verdict.NOT_MET
    assert verdict(asked, one_to_one_plan(promised_number="")) is Verdict.EVIDENCE_MISSING


@pytest.mark.parametrize(
    ("received", "expected"),
    [
        (datetime(2023, 2, 2, 12, 0, 0, tzinfo=LONDON), Verdict.MET),
        (datetime(2023, 2, 2, 12, 0, 1, tzinfo=LONDON), Verdict.NOT_MET),
        ("2023-02-02 12:00", Verdict.NEEDS_JUDGEMENT),
        ("2023-02-02 11:59", Verdict.MET),
        ("2023-02-02 12:01", Verdict.NOT_MET),
    ],
)
def test_8_the_form_must_be_received_by_noon_to_the_second(
    received: Any, expected: Verdict
) -> None:
    form = stated("declaration form received at", received, said_on=day("2023-02-03"))
    on = "2023-02-03"
    assert verdict(real("MIS-Y4-COND-2"), submission(statements=[form]), on=on) is expected


def test_8_when_it_was_sent_does_not_matter() -> None:
    sent = datetime(2023, 2, 1, 9, tzinfo=LONDON)
    only_sent = stated("declaration form sent at", sent, said_on=day("2023-02-03"))
    found = verdict(real("MIS-Y4-COND-2"), submission(statements=[only_sent]), on="2023-02-03")
    assert found is Verdict.EVIDENCE_MISSING


@pytest.mark.parametrize(
    ("found", "expected"),
    [
        ("yes", Verdict.MET),
        ("no", Verdict.NOT_MET),
        (None, Verdict.EVIDENCE_MISSING),
    ],
)
def test_9_a_clause_that_is_lacking_is_not_one_nobody_looked_for(
    found: str | None, expected: Verdict
) -> None:
    asked = real("MIS-Y4-SA2-1")
    wanted = asked.requirement.values["strategy contents"][0].is_
    assert isinstance(wanted, tuple)
    first, *rest = wanted
    seen = [looked(item) for item in rest]
    strategy = paper(
        "maternity digital strategy",
        contents=(*seen, *([looked(first, found)] if found else [])),
        events=(
            met("received", "LMNS", "2022-07-01"),
            met("signed", "integrated care board", "2022-09-01"),
        ),
    )
    assert verdict(asked, submission(documents=[strategy])) is expected


@pytest.mark.parametrize(("reported", "expected"), [(33, Verdict.NOT_MET), (34, Verdict.MET)])
def test_11_a_third_of_a_hundred_is_thirty_four(reported: int, expected: Verdict) -> None:
    asked = share_rule(values={"percent needed": "1/3"})
    rows = [
        {"case": f"P{n}", "day the clock starts": day("2022-06-01"), "reported": n < reported}
        for n in range(100)
    ]
    assert verdict(asked, submission(register(DEATHS, *rows)), rules=book(asked)) is expected


@pytest.mark.parametrize(
    ("test", "expected"),
    [
        ({"one in every": "month"}, Verdict.MET),
        ({"gaps at most": "57 days"}, Verdict.MET),
        ({"gaps at most": "56 days"}, Verdict.NOT_MET),
    ],
)
def test_12_one_in_each_of_two_months_can_be_57_days_apart(
    test: dict[str, str], expected: Verdict
) -> None:
    asked = rule(
        question={
            "documents": {"kind": "meeting"},
            "between": {"from": "start", "to": "end"},
            "answer": "documents",
        },
        values={
            "start": "2022-01-01",
            "end": "2022-02-28",
            "57 days": "57 days",
            "56 days": "56 days",
        },
        **{"met when": {"it": test}},
    )
    held = [paper("meeting", id=on, dated=day(on)) for on in ("2022-01-02", "2022-02-28")]
    sent = submission(documents=held)
    assert verdict(asked, sent, rules=book(asked)) is expected

"""Cases with clocks: done, failed, open, not known, and three different nothings."""

from datetime import timedelta
from typing import Any

import pytest

from mis_assessor.core.evidence.answers import NoAnswer, Tally
from mis_assessor.core.rules.quantities import Gestation, Month
from mis_assessor.core.rules.rulebook import Rule
from unit.core.asked import (
    AFTER,
    END,
    answer,
    answers,
    day,
    register,
    requirement,
    says,
    submission,
    tally,
    why,
)

QUESTION: dict[str, Any] = {
    "register": "perinatal deaths",
    "covers": {"from": "first death", "to": "evidence end"},
    "cases": {
        "day the clock starts": {"from": "first death", "to": "evidence end"},
        "suitable for review": "yes",
    },
    "done when": {"review started": {"within": "time allowed", "after": "day the clock starts"}},
    "answer": "share of cases",
}
VALUES = {"first death": "2022-05-06", "time allowed": "2 months"}
RULE = requirement(QUESTION, VALUES)


def death(case: str, starts: str, **more: Any) -> dict[str, Any]:
    """A death that can be reviewed."""
    days = {
        name.replace("_", " "): day(value) if isinstance(value, str) else value
        for name, value in more.items()
    }
    return {"case": case, "day the clock starts": day(starts), "suitable for review": True, **days}


def deaths(*rows: dict[str, Any], **more: Any) -> Any:
    """A submission with these deaths."""
    return submission(register("perinatal deaths", *rows, **more))


def test_in_time_late_and_the_last_day_itself() -> None:
    sent = deaths(
        death("D1", "2022-06-01", review_started="2022-08-01"),
        death("D2", "2022-06-01", review_started="2022-08-02"),
        death("D3", "2022-06-30", review_started="2022-06-30"),
    )
    found = answer(RULE, sent)
    assert tally(found) == (2, 1, 0, 0)
    (late,) = found.provenance.failed
    assert (late.reference, late.due) == ("D2", day("2022-08-01"))
    assert late.what == "review started: 2 August 2022, 1 day late"


def test_months_clamp_to_the_end_of_the_month() -> None:
    rule = requirement(QUESTION, {**VALUES, "first death": "2022-01-01"})
    sent = deaths(
        death("D1", "2022-07-31", review_started="2022-09-30"),
        death("D2", "2022-07-31", review_started="2022-10-01"),
        covers_from=day("2021-12-31"),
    )
    assert tally(answer(rule, sent)) == (1, 1, 0, 0)


def test_a_blank_is_open_then_failed_and_unknown_past_what_the_register_knows() -> None:
    row = death("D1", "2022-06-01")
    early = deaths(row, checked_on=day("2022-06-02"))
    assert tally(answer(RULE, early, on=day("2022-08-01"))) == (0, 0, 1, 0)
    assert tally(answer(RULE, deaths(row), on=AFTER)) == (0, 1, 0, 0)
    stale = deaths(row, complete_to=day("2022-07-31"))
    assert tally(answer(RULE, stale, on=AFTER)) == (0, 0, 0, 1)


def test_facts_after_the_assessment_day_do_not_count() -> None:
    sent = deaths(
        death("D1", "2022-06-01", review_started="2022-07-20"),
        death("D2", "2022-07-19", review_started="2022-07-21"),
        checked_on=day("2022-07-01"),
    )
    assert tally(answer(RULE, sent, on=day("2022-07-10"))) == (0, 0, 1, 0)


def test_the_window_is_inclusive_and_nothing_outside_it_counts() -> None:
    sent = deaths(
        death("before", "2022-05-05"),
        death("first", "2022-05-06", review_started="2022-05-07"),
        death("last", "2022-12-05", review_started="2022-12-05"),
    )
    assert tally(answer(RULE, sent)) == (2, 0, 0, 0)


@pytest.mark.parametrize(
    ("counts", "expected"),
    [("fallen due", (1, 1, 0, 0)), ("fallen due or already done", (2, 1, 0, 0))],
)
def test_who_counts_decides_on_cases_done_before_they_fell_due(
    counts: str, expected: tuple[int, int, int, int]
) -> None:
    rule = requirement({**QUESTION, "who counts": "who counts"}, {**VALUES, "who counts": counts})
    sent = deaths(
        death("done", "2022-06-01", review_started="2022-06-02"),
        death("late", "2022-06-01", review_started="2022-09-02"),
        death("early", "2022-11-01", review_started="2022-11-20"),
        death("limit after the end", "2022-11-02"),
    )
    assert tally(answer(rule, sent)) == expected


def test_two_readings_give_two_answers() -> None:
    both = ("fallen due", "fallen due or already done")
    rule = requirement({**QUESTION, "who counts": "who counts"}, {**VALUES, "who counts": both})
    sent = deaths(
        death("D1", "2022-06-01", review_started="2022-06-02"),
        death("early", "2022-11-01", review_started="2022-11-20"),
    )
    assert [tally(a)[0] for a in answers(rule, sent)] == [1, 2]


def test_three_different_nothings() -> None:
    assert why(answer(RULE, deaths())) == "no cases"
    not_due = deaths(death("D1", "2022-11-20"))
    assert why(answer(RULE, not_due)) == "none due"
    assert why(answer(RULE, submission())) == "evidence missing"


def test_a_nil_return_says_so_and_covers_the_window() -> None:
    silent = submission(register("perinatal deaths", nothing_to_report=False))
    assert why(answer(RULE, silent)) == "evidence missing"
    assert "nothing to report: yes" in says(answer(RULE, silent))
    short = deaths(covers_to=day("2022-12-04"))
    assert why(answer(RULE, short)) == "evidence missing"
    late = deaths(covers_from=day("2022-05-07"))
    assert "must cover the days from 6 May 2022; it starts on 7 May 2022" in says(
        answer(RULE, late)
    )


def test_no_cases_yet_is_not_no_cases() -> None:
    early = deaths(checked_on=day("2022-06-01"))
    found = answer(RULE, early, on=day("2022-07-01"))
    assert why(found) == "not due yet"


def test_nothing_is_counted_that_nobody_checked() -> None:
    row = death("D1", "2022-06-01", review_started="2022-06-02")
    unchecked = deaths(row, checked_by="")
    assert why(answer(RULE, unchecked)) == "evidence missing"
    later = deaths(row, checked_on=AFTER + timedelta(days=1))
    assert why(answer(RULE, later)) == "evidence missing"
    assert "after the assessment day" in says(answer(RULE, later))


def test_before_the_window_and_before_the_results_nothing_is_due() -> None:
    sent = deaths(death("D1", "2022-06-01"), checked_on=day("2022-01-02"))
    assert why(answer(RULE, sent, on=day("2022-05-05"))) == "not due yet"
    known = requirement({**QUESTION, "known from": "results"}, {**VALUES, "results": "2022-10-31"})
    early = deaths(death("D1", "2022-06-01"), checked_on=day("2022-06-01"))
    assert why(answer(known, early, on=day("2022-10-30"))) == "not due yet"


@pytest.mark.parametrize("missing", ["first death", "time allowed", "results"])
def test_a_value_that_is_not_loaded_is_never_guessed(missing: str) -> None:
    values = {**VALUES, "results": "2022-10-31", missing: None}
    rule = requirement({**QUESTION, "known from": "results"}, values)
    found = answer(rule, deaths(death("D1", "2022-06-01", review_started="2022-06-02")))
    assert why(found) == "the guidance value is not loaded"


def test_left_out_and_in_doubt() -> None:
    rule = requirement(
        {
            **QUESTION,
            "leave out": {"surveillance form assigned to another trust": "yes"},
            "in doubt": {"held by HSIB or MNSI": "yes"},
        },
        VALUES,
    )
    sent = deaths(
        death("D1", "2022-06-01", review_started="2022-06-02"),
        {**death("D2", "2022-06-01"), "surveillance form assigned to another trust": True},
        {**death("D3", "2022-06-01"), "held by HSIB or MNSI": True},
    )
    assert tally(answer(rule, sent)) == (1, 1, 0, 0)
    without = answer(rule, sent, doubts=False)
    assert tally(without) == (1, 0, 0, 0)
    assert without.provenance.remarks == ("2 cases left out: D2, D3",)


def test_a_blank_that_says_whether_it_is_a_case_is_not_known() -> None:
    row = death("D1", "2022-06-01", review_started="2022-06-02")
    del row["suitable for review"]
    found = answer(RULE, deaths(row))
    assert tally(found) == (0, 0, 0, 1)
    assert found.provenance.open[0].what == "“suitable for review” is blank"


def two_lines() -> Rule:
    """Draft in four months and published in six, by a multidisciplinary team."""
    lines = {
        "reviewed by a multidisciplinary team": "yes",
        "draft report": {"within": "for the draft", "after": "day the clock starts"},
        "report published": {"within": "for the report", "after": "day the clock starts"},
    }
    values = {
        "first death": "2022-05-06",
        "for the draft": "4 months",
        "for the report": "6 months",
    }
    return requirement({**QUESTION, "done when": lines}, values)


@pytest.mark.parametrize(
    ("more", "on", "expected"),
    [
        ({"draft_report": "2022-07-01", "report_published": "2022-11-01"}, AFTER, (1, 0, 0, 0)),
        ({"draft_report": "2022-07-01", "report_published": "2022-11-07"}, AFTER, (0, 1, 0, 0)),
        ({"draft_report": "2022-09-07", "report_published": "2022-11-01"}, AFTER, (0, 1, 0, 0)),
        ({"draft_report": "2022-07-01"}, day("2022-11-06"), (0, 0, 1, 0)),
        ({"draft_report": "2022-07-01"}, day("2022-11-07"), (0, 1, 0, 0)),
        ({}, day("2022-09-07"), (0, 1, 0, 0)),
    ],
)
def test_failed_at_the_first_limit_missed_done_when_all_are_done(
    more: dict[str, Any], on: Any, expected: tuple[int, int, int, int]
) -> None:
    row = {**death("D1", "2022-05-06", **more), "reviewed by a multidisciplinary team": True}
    assert tally(answer(two_lines(), deaths(row, checked_on=day("2022-06-01")), on)) == expected


def test_a_no_can_still_become_a_yes_until_the_case_is_due() -> None:
    row = {**death("D1", "2022-05-06"), "reviewed by a multidisciplinary team": False}
    sent = deaths(row, checked_on=day("2022-06-01"))
    assert tally(answer(two_lines(), sent, day("2022-09-01"))) == (0, 0, 1, 0)
    done = {**row, "draft report": day("2022-07-01"), "report published": day("2022-11-01")}
    assert tally(answer(two_lines(), deaths(done))) == (0, 1, 0, 0)


def untimed(test: dict[str, Any], **more: Any) -> Rule:
    """A question without a clock of its own."""
    return requirement({**QUESTION, "done when": test, **more}, VALUES)


def test_a_case_without_a_limit_is_due_on_the_last_day() -> None:
    rule = untimed({"parents told of the review": {"is given": "yes"}})
    row = death("D1", "2022-06-01")
    assert tally(answer(rule, deaths(row), on=END)) == (0, 0, 1, 0)
    assert tally(answer(rule, deaths(row), on=AFTER)) == (0, 1, 0, 0)
    told = death("D1", "2022-06-01", parents_told_of_the_review="2022-06-09")
    assert tally(answer(rule, deaths(told))) == (1, 0, 0, 0)


def test_a_blank_yes_or_no_is_never_no() -> None:
    rule = untimed({"told in an accessible format": "yes"})
    row = death("D1", "2022-06-01")
    assert tally(answer(rule, deaths(row), on=AFTER)) == (0, 0, 0, 1)
    assert tally(answer(rule, deaths({**row, "told in an accessible format": False}))) == (
        0,
        1,
        0,
        0,
    )


def test_any_of_in_a_row() -> None:
    rule = untimed(
        {
            "any of": [
                {"parents told of the review": {"is given": "yes"}},
                {"told in an accessible format": "yes"},
            ]
        }
    )
    row = death("D1", "2022-06-01")
    assert tally(answer(rule, deaths({**row, "told in an accessible format": True}))) == (
        1,
        0,
        0,
        0,
    )
    assert tally(answer(rule, deaths({**row, "told in an accessible format": False}))) == (
        0,
        1,
        0,
        0,
    )
    assert tally(answer(rule, deaths(row))) == (0, 0, 0, 1)
    open_ = deaths(row, checked_on=day("2022-06-02"))
    assert tally(answer(rule, open_, on=day("2022-07-01"))) == (0, 0, 1, 0)


def test_a_case_that_waits_for_somebody_else_is_not_due() -> None:
    rule = untimed(
        {"reported on": {"is given": "yes"}}, **{"not due while": {"decision": "waiting"}}
    )
    waiting = {**death("D1", "2022-06-01"), "decision": "waiting"}
    assert tally(answer(rule, deaths(waiting), on=END)) == (0, 0, 1, 0)


def test_a_fixed_day_for_every_case() -> None:
    rule = requirement(
        {**QUESTION, "done when": {"review started": {"by": "fixed day"}}},
        {**VALUES, "fixed day": "2022-07-15"},
    )
    sent = deaths(
        death("on it", "2022-06-01", review_started="2022-07-15"),
        death("after it", "2022-06-01", review_started="2022-07-16"),
    )
    assert tally(answer(rule, sent)) == (1, 1, 0, 0)


SCORECARD: dict[str, Any] = {
    "register": "MSDS scorecard",
    "cases": {
        "measure": {"is one of": "metrics"},
        "month": "assessed month",
        "release": "final",
    },
    "one row for each of": "metrics",
    "done when": {"result": "Pass"},
    "answer": "share of cases",
}


def test_a_row_missing_from_a_named_list_is_not_known() -> None:

    rule = requirement(SCORECARD, {"metrics": ["A", "B", "C"], "assessed month": "2022-07"})
    july = {"month": Month(2022, 7), "release": "final"}
    sent = submission(
        register(
            "MSDS scorecard",
            {"measure": "A", "result": "Pass", **july},
            {"measure": "B", "result": "Low DQ", **july},
            {"measure": "C", "result": "Pass", "month": Month(2022, 7), "release": "provisional"},
            {"measure": "C", "result": "Pass", "month": Month(2022, 6), "release": "final"},
        )
    )
    found = answer(rule, sent)
    assert tally(found) == (1, 1, 0, 1)
    assert [f.reference for f in found.provenance.open] == ["C"]


def test_every_shift_has_a_row() -> None:
    rule = requirement(
        {
            "register": "labour ward shifts",
            "covers": {"from": "start", "to": "evidence end"},
            "cases": {"day": {"from": "start", "to": "evidence end"}},
            "one row for every": "shift",
            "done when": {"supernumerary throughout": "yes"},
            "answer": "share of cases",
        },
        {"start": "2022-12-04"},
    )
    shifts = [
        {"day": day(d), "shift": s, "supernumerary throughout": True}
        for d, s in (("2022-12-04", "day"), ("2022-12-04", "night"), ("2022-12-05", "day"))
    ]
    found = answer(rule, submission(register("labour ward shifts", *shifts)))
    assert tally(found) == (3, 0, 0, 1)
    assert found.provenance.open[0].reference == "night shift on 5 December 2022"


def test_gestation_and_limbs() -> None:

    rule = requirement(
        {
            "register": "qualifying incidents",
            "cases": {
                "gestation at birth": {"is at least": "term"},
                "brain injury limb": {"contains any of": "limbs"},
            },
            "done when": {"reported on": {"is given": "yes"}},
            "answer": "share of cases",
        },
        {"term": "37+0", "limbs": ["grade III HIE"]},
    )
    rows = [
        {
            "case": "Q1",
            "gestation at birth": Gestation(37, 0),
            "brain injury limb": ("grade III HIE",),
        },
        {
            "case": "Q2",
            "gestation at birth": Gestation(36, 6),
            "brain injury limb": ("grade III HIE",),
        },
        {
            "case": "Q3",
            "gestation at birth": Gestation(40, 1),
            "brain injury limb": ("MRI changes",),
        },
    ]
    found = answer(rule, submission(register("qualifying incidents", *rows)))
    assert isinstance(found, Tally)
    assert found.total == 1


def test_order_of_rows_never_matters() -> None:
    rows = [
        death("D1", "2022-06-01", review_started="2022-08-01"),
        death("D2", "2022-06-01", review_started="2022-08-02"),
        death("D3", "2022-11-20"),
    ]
    one, other = answer(RULE, deaths(*rows)), answer(RULE, deaths(*reversed(rows)))
    assert tally(one) == tally(other)


def test_a_window_still_open_says_so() -> None:
    sent = deaths(
        death("D1", "2022-06-01", review_started="2022-06-02"), checked_on=day("2022-07-01")
    )
    found = answer(RULE, sent, on=day("2022-08-01"))
    assert isinstance(found, Tally)
    assert found.more_to_come
    assert not isinstance(answer(RULE, sent), NoAnswer)

"""Reports that come round, and what is due of them before, in and after a pause."""

from dataclasses import replace
from typing import Any

import pytest

from mis_assessor.core.deciding.case import Case, PartCase, Situation
from mis_assessor.core.deciding.evaluate import decide_case
from mis_assessor.core.evidence.answers import Papers, Report, Stated
from mis_assessor.core.rules.in_force import Standing
from mis_assessor.core.rules.readings import readings_of
from mis_assessor.core.verdicts import Verdict
from unit.core.asked import day
from unit.core.books import rule

VALUES: dict[str, Any] = {
    "two months": "2 months",
    "twice": "2 times",
    "spring": "2022-05",
    "a day in spring": "2022-05-15",
    "the pause itself": "somewhen",
}
REPORTS: dict[str, Any] = {
    "documents": {"kind": "report"},
    "between": {"from": "evidence end", "to": "evidence end"},
    "answer": "documents",
}
RELIEF = {"statement": "excused", "answer": "yes or no"}


def report(on: str, complete: bool | None = True, covers: str = "") -> Report:
    """A report of a day; `covers` is the first day of the period it is about."""
    span = (day(covers), day(on)) if covers else None
    return Report(on, complete, (("dated", day(on)),), span)


def verdict(
    test: Any,
    *reports: Report,
    on: str = "2022-07-01",
    pauses: tuple[tuple[str, str], ...] = (),
    excused: bool | None = None,
    meetings: tuple[str, ...] = (),
) -> Verdict:
    """The verdict on reports from January to June 2022."""
    asked = rule(
        values=VALUES,
        asks=" ".join(f"<{name}>" for name in VALUES),
        evidence={"it": REPORTS, "excused": RELIEF},
        **{"met when": {"it": test}},
    )
    (reading,) = readings_of(asked, "one")
    found = Papers(
        reports,
        day("2022-01-01"),
        day("2022-06-30"),
        day(on),
        tuple((day(first), day(last)) for first, last in pauses),
        tuple(day(met) for met in meetings),
    )
    answers: dict[str, Any] = {"it": found}
    if excused is not None:
        answers["excused"] = Stated(excused)
    scene = Situation(asked.requirement, reading, answers, day(on))
    return decide_case(Case(asked, Standing.STANDS, None, "", (PartCase("", (scene,)),))).verdict


GAPS = {"gaps at most": "two months"}
MARCH, MAY = report("2022-03-01"), report("2022-05-01")


@pytest.mark.parametrize(
    ("pause", "reports", "expected"),
    [
        (("2021-12-01", "2021-12-31"), (MARCH, MAY), Verdict.MET),
        (("2021-12-01", "2022-02-28"), (MAY,), Verdict.MET),
        (("2022-01-01", "2022-02-28"), (MAY,), Verdict.MET),
        (("2022-01-01", "2022-02-27"), (MAY,), Verdict.NOT_MET),
        (("2022-05-02", "2022-06-30"), (MARCH, MAY), Verdict.MET),
        (("2022-05-02", "2022-08-31"), (MARCH, MAY), Verdict.MET),
        (("2022-05-01", "2022-08-31"), (MARCH,), Verdict.MET),
        (("2022-05-02", "2022-08-31"), (MARCH,), Verdict.NOT_MET),
        (("2022-07-02", "2022-08-31"), (MARCH,), Verdict.NOT_MET),
    ],
)
def test_the_clock_starts_afresh_the_day_after_a_pause(
    pause: tuple[str, str], reports: tuple[Report, ...], expected: Verdict
) -> None:
    assert verdict(GAPS, *reports, pauses=(pause,)) is expected


@pytest.mark.parametrize(
    ("on", "expected"),
    [("2022-03-01", Verdict.NOT_DUE_YET), ("2022-03-02", Verdict.EVIDENCE_MISSING)],
)
def test_the_first_report_is_due_after_the_longest_gap(on: str, expected: Verdict) -> None:
    assert verdict(GAPS, on=on) is expected


def test_a_window_that_a_pause_takes_whole_leaves_only_its_last_day() -> None:
    whole = (("2022-01-01", "2022-06-30"),)
    assert verdict(GAPS, on="2022-06-30", pauses=whole) is Verdict.NOT_DUE_YET
    assert verdict(GAPS, on="2022-07-01", pauses=whole) is Verdict.EVIDENCE_MISSING


def test_reports_that_all_lack_something_are_not_met_and_unclear_ones_are_missing() -> None:
    assert verdict(GAPS, report("2022-02-01", complete=False)) is Verdict.NOT_MET
    unclear = [report(f"2022-{month:02}-01", complete=None) for month in (2, 4, 6)]
    assert verdict(GAPS, *unclear) is Verdict.EVIDENCE_MISSING
    assert verdict(GAPS, *unclear, report("2022-01-02", complete=False)) is (
        Verdict.EVIDENCE_MISSING
    )


@pytest.mark.parametrize(
    ("on", "reports", "expected"),
    [
        ("2022-06-30", (), Verdict.NOT_DUE_YET),
        ("2022-07-01", (), Verdict.EVIDENCE_MISSING),
        ("2022-06-29", (MARCH,), Verdict.NOT_DUE_YET),
        ("2022-07-01", (MARCH,), Verdict.NOT_MET),
        ("2022-06-29", (MARCH, MAY), Verdict.MET),
        ("2022-07-01", (MARCH, report("2022-07-01")), Verdict.NOT_MET),
    ],
)
def test_so_often_in_the_window(on: str, reports: tuple[Report, ...], expected: Verdict) -> None:
    assert verdict({"happens at least": "twice"}, *reports, on=on) is expected


@pytest.mark.parametrize(
    ("days", "expected"),
    [
        (("2022-03-31", "2022-04-01"), Verdict.MET),
        (("2022-02-01", "2022-03-31"), Verdict.NEEDS_JUDGEMENT),
        (("2022-02-01", "2022-03-31", "2022-06-30"), Verdict.MET),
        (("2022-02-01",), Verdict.NOT_MET),
    ],
)
def test_often_enough_and_close_together_is_for_a_person(
    days: tuple[str, ...], expected: Verdict
) -> None:
    test = {
        "happens at least": "twice",
        "in different": "quarters",
        "closer together": "a person decides",
    }
    assert verdict(test, *map(report, days)) is expected


EVERY = {"one in every": "quarter"}


@pytest.mark.parametrize(
    ("on", "reports", "expected"),
    [
        ("2022-03-31", (), Verdict.NOT_DUE_YET),
        ("2022-04-01", (), Verdict.EVIDENCE_MISSING),
        ("2022-03-30", (MARCH,), Verdict.NOT_DUE_YET),
        ("2022-04-01", (MARCH,), Verdict.NOT_DUE_YET),
        ("2022-07-01", (MARCH,), Verdict.NOT_MET),
        ("2022-07-01", (MARCH, MAY), Verdict.MET),
    ],
)
def test_one_in_every_calendar_quarter(
    on: str, reports: tuple[Report, ...], expected: Verdict
) -> None:
    assert verdict(EVERY, *reports, on=on) is expected


def test_a_period_may_be_covered_by_a_report_that_comes_later_while_the_window_is_open() -> None:
    covered = {**EVERY, "counted by": "period covered"}
    second = report("2022-06-30", covers="2022-04-01")
    first = report("2022-03-31", covers="2022-01-01")
    assert verdict(covered, second, on="2022-06-29") is Verdict.NOT_DUE_YET
    assert verdict(covered, second) is Verdict.NOT_MET
    assert verdict(covered, first, second) is Verdict.MET
    assert verdict(covered, on="2022-06-30") is Verdict.NOT_DUE_YET
    assert verdict(covered) is Verdict.EVIDENCE_MISSING


@pytest.mark.parametrize("value", ["spring", "a day in spring"])
def test_a_named_relief_lets_one_period_be_missed(value: str) -> None:
    relieved = {**EVERY, "may miss": value, "if": "excused"}
    assert verdict(relieved, MARCH, excused=True) is Verdict.MET
    assert verdict(relieved, MARCH, excused=False) is Verdict.NOT_MET
    assert verdict(relieved, MARCH) is Verdict.NOT_MET
    assert verdict(relieved, MAY, excused=True) is Verdict.NOT_MET


def test_a_relief_without_a_period_relieves_nothing() -> None:
    relieved = {**EVERY, "may miss": "the pause itself", "if": "excused"}
    assert verdict(relieved, MARCH, excused=True) is Verdict.NOT_MET


AT_EACH = {"one in every": "meeting"}


@pytest.mark.parametrize(
    ("meetings", "reports", "on", "expected"),
    [
        (("2022-03-01", "2022-05-01"), (MARCH, MAY), "2022-07-01", Verdict.MET),
        (("2022-03-01", "2022-05-01"), (MARCH,), "2022-07-01", Verdict.NOT_MET),
        (("2022-03-01",), (MARCH,), "2022-06-01", Verdict.NOT_DUE_YET),
        (("2022-03-01",), (), "2022-07-01", Verdict.EVIDENCE_MISSING),
        ((), (MARCH,), "2022-07-01", Verdict.EVIDENCE_MISSING),
    ],
)
def test_one_at_every_meeting_the_body_held(
    meetings: tuple[str, ...], reports: tuple[Report, ...], on: str, expected: Verdict
) -> None:
    assert verdict(AT_EACH, *reports, on=on, meetings=meetings) is expected


def test_a_report_does_not_count_twice_for_a_shuffled_list() -> None:
    reports = (report("2022-02-28"), report("2022-04-28"), report("2022-06-28"))
    assert verdict(GAPS, *reports) is verdict(GAPS, *reports[::-1]) is Verdict.MET
    assert verdict(GAPS, *(replace(r, id="same") for r in reports)) is Verdict.MET


@pytest.mark.parametrize(
    ("days", "period", "expected"),
    [
        (("2022-01-01", "2022-03-31"), "quarters", Verdict.NOT_MET),
        (("2022-03-31", "2022-04-01"), "quarters", Verdict.MET),
        (("2022-01-01", "2022-01-31"), "months", Verdict.NOT_MET),
        (("2022-01-31", "2022-02-01"), "months", Verdict.MET),
        (("2022-01-01", "2022-03-31"), None, Verdict.MET),
    ],
)
def test_each_calendar_period_counts_once(
    days: tuple[str, ...], period: str | None, expected: Verdict
) -> None:
    test = {"happens at least": "twice", "counted by": "dated"}
    asked = {**test, "in different": period} if period else test
    assert verdict(asked, *map(report, days)) is expected

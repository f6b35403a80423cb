"""A year's pool with ranges and scenarios, its repayments, and years side by side."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from mis_assessor.core.pool.ranges import Range
from mis_assessor.core.pool.report import Rerun, fund_report, reruns
from mis_assessor.core.pool.states import FundOutcome
from mis_assessor.core.pool.year import Pool, ScenarioWrong, TrustLine, pool_of, read_scenario
from unit.core.pool.trusts import (
    FIVE,
    appealed,
    asked,
    declared,
    looked_at_again,
    trust,
    verified,
)


def line(pool: Pool, code: str) -> TrustLine:
    return next(found for found in pool.lines if found.code == code)


def between(least: str, most: str) -> Range:
    return Range(Decimal(least), Decimal(most))


def test_what_a_failing_trust_would_be_paid_with_all_ten_met() -> None:
    pool = pool_of(FIVE)
    assert line(pool, "RT5").if_met == between("260000.00", "260000.00")
    assert line(pool, "RT5").payment == between("0.00", "0.00")
    # £2.0m over £1.8m, times £500,000; its own award falls away
    assert line(pool, "RT3").if_met == between("555555.56", "555555.56")
    assert line(pool, "RT1").if_met == line(pool, "RT1").payment
    assert line(pool, "RT4").net == between("150000.00", "150000.00")


def test_what_is_open_is_a_range_with_the_sums_of_both_extremes() -> None:
    open_five = (
        *FIVE[:3],
        trust("RT4", "300000.00", **declared("met")),
        trust("RT5", "200000.00", **appealed("awaited"), **asked("10000.00")),
    )
    pool = pool_of(open_five)
    assert pool.open_outcomes == 2
    # alone with RT2: 0.6 × 1.95 / 1.0; with both others as well: 0.6 × 1.95 / 1.5
    assert line(pool, "RT1").payment == between("780000.00", "1170000.00")
    assert line(pool, "RT4").payment == between("0.00", "450000.00")
    assert line(pool, "RT4").if_met == between("390000.00", "450000.00")
    assert line(pool, "RT5").if_not_met == between("0.00", "10000.00")
    assert [c.settlement.out for c in pool.completions] == [Decimal(2_000_000)] * 2
    assert all(c.title for c in pool.completions)


def test_a_request_not_decided_yet_makes_the_others_a_range() -> None:
    rows = (
        trust("RXA", "100.00", **verified()),
        trust("RXB", "100.00", **verified("not met"), **asked("150.00")),
    )
    pool = pool_of(rows)
    assert line(pool, "RXB").payment == between("0.00", "100.00")
    assert line(pool, "RXA").payment == between("100.00", "200.00")
    assert line(pool, "RXB").if_met == between("100.00", "100.00")


def test_a_scenario_supposes_and_records_nothing() -> None:
    supposed = read_scenario("rt1 = Not met,RT2=not met, RT4/4=not met", FIVE)
    pool = pool_of(FIVE, supposed)
    (only,) = pool.completions
    assert only.settlement.kept == Decimal("1950000.00")
    failed = line(pool, "RT1")
    assert (failed.outcome, failed.supposed) == (FundOutcome.NOT_MET, True)
    assert failed.state == line(pool_of(FIVE), "RT1").state
    assert not line(pool, "RT3").supposed


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("", ["“” supposes nothing. Write a trust and its outcome, as RXX=not met."]),
        ("RT1", ["“RT1” supposes nothing. Write a trust and its outcome, as RXX=not met."]),
        ("RT1=failed", ["“failed” is not an outcome. Write “met” or “not met”."]),
        ("RT1=met,RT1=met", ["“RT1” is there twice. Keep one of them."]),
        ("RT1/5=met", ["“RT1” is not in the file for year “5”. Write RT1/4."]),
        (
            "RT9=met,RT2=maybe",
            [
                "“RT9” is not in the file. Write the ODS code of a trust that is.",
                "“maybe” is not an outcome. Write “met” or “not met”.",
            ],
        ),
        (
            "RT8=met",
            ["“RT8” is in the file for several years. Write RT8/4 or RT8/5."],
        ),
    ],
)
def test_everything_wrong_in_a_scenario_is_said_at_once(text: str, sentences: list[str]) -> None:
    twice = [trust("RT8", "1.00", year) for year in (5, 4)]
    with pytest.raises(ScenarioWrong) as wrong:
        read_scenario(text, [*FIVE, *twice])
    assert list(wrong.value.problems) == sentences


FIRST, SECOND = date(2024, 2, 1), date(2024, 9, 2)


def changes(run: Rerun) -> dict[str, str]:
    return {d.code: str(d.difference) for d in run.differences}


def test_a_repayment_runs_the_year_again_and_keeps_the_run_before() -> None:
    rows = [replace(FIVE[0], **looked_at_again("repayment due", FIRST)), *FIVE[1:]]
    (run,) = reruns(rows)
    assert (run.on, run.repaying) == (FIRST, ("RT1",))
    assert changes(run) == {
        "RT1": "-900000.00",
        "RT2": "514285.71",
        "RT3": "0.00",
        "RT4": "385714.29",
        "RT5": "0.00",
    }
    assert run.before is not None and run.after is not None
    assert run.before.out == run.after.out == Decimal(2_000_000)
    assert run.before == pool_of(FIVE).completions[0].settlement


def test_each_day_of_repayment_is_a_run_of_its_own() -> None:
    rows = [
        replace(FIVE[0], **looked_at_again("repayment due", SECOND)),
        replace(FIVE[1], **looked_at_again("repayment due", FIRST)),
        *FIVE[2:3],
        trust("RT4", "300000.00", **looked_at_again("upheld")),
        trust("RT6", "10.00", **looked_at_again("awaited")),
    ]
    first, second = reruns(rows)
    assert (first.repaying, second.repaying) == (("RT2",), ("RT1",))
    assert first.after == second.before
    assert changes(second)["RT2"] == "0.00"


def test_the_differences_wait_for_what_is_open() -> None:
    rows = [
        trust("RXA", "10.00", **looked_at_again("repayment due")),
        trust("RXB", "10.00", **declared()),
    ]
    (run,) = reruns(rows)
    assert (run.before, run.after, run.differences) == (None, None, ())
    undated = replace(rows[0], reconfirmed_on=None)
    assert reruns([undated]) == ()


def test_years_stand_side_by_side_and_do_not_touch() -> None:
    later = [replace(row, scheme_year=5) for row in FIVE[:3]]
    rows = [*later, *FIVE]
    report = fund_report(rows, read_scenario("RT1/5=not met", rows), "RT1/5=not met")
    four, five = report.years
    assert (four.scheme_year, five.scheme_year) == (4, 5)
    assert four.as_it_stands == pool_of(FIVE)
    assert four.scenario is None
    assert five.scenario is not None
    assert five.as_it_stands == pool_of(later)
    assert {one.name for one in report.assumptions} >= {"basis of the shares", "rounding"}

"""A small invented month worked out by hand: pass, fail, and what cannot be worked out."""

from fractions import Fraction

import pytest

from mis_assessor.core.cqim.check import CheckOutcome, check_test
from unit.core.cqim.month import (
    BEFORE_RETIRED,
    RULES,
    SINCE_RETIRED,
    checked,
    counts,
    good,
    spoilt,
)

METRICS = list(RULES.metrics)


@pytest.mark.parametrize("metric", METRICS)
@pytest.mark.parametrize("on", [BEFORE_RETIRED, SINCE_RETIRED])
def test_every_metric_passes_when_every_test_does(metric: str, on: object) -> None:
    assert checked(good(), metric, on).outcome is CheckOutcome.PASS  # type: ignore[arg-type]


@pytest.mark.parametrize("code", RULES.tests)
def test_one_test_that_fails_is_enough(code: str) -> None:
    """A rate of 4.0 or of nothing is in no band; which, depends on the band's open end."""
    written = spoilt(code, *((0, 100) if RULES.tests[code].band.least else (400, 100)))
    for name, metric in RULES.metrics.items():
        found = checked(written, name, BEFORE_RETIRED)
        if code not in metric.tests:
            assert found.outcome is CheckOutcome.PASS
        else:
            assert found.outcome is CheckOutcome.FAIL
            assert [failed.test.code for failed in found.failed] == [code]


def test_a_month_by_hand() -> None:
    """2,190 deliveries a year are 180 in thirty days; 61 of 100 histories are too few."""
    written = {
        ("HES annual deliveries", "Count"): "2190",
        ("CQIMDQ02", "Numerator"): "126",  # 125 of 180 as rounded, 0.694: too few
        ("CQIMDQ06", "Numerator"): "120",
        ("CQIMDQ06", "Denominator"): "126",  # 120 of 125
        ("CQIMDQ07", "Numerator"): "9",
        ("CQIMDQ07", "Denominator"): "120",  # 10 of 120
    }
    found = checked(written, "CQIMSmokingDelivery")
    assert found.outcome is CheckOutcome.FAIL
    (failed,) = found.failed
    assert (failed.numerator, failed.denominator) == (125, 180)
    assert failed.rate == Fraction("0.694")
    more = {**written, ("CQIMDQ02", "Numerator"): "128"}  # 130 of 180, 0.722
    assert checked(more, "CQIMSmokingDelivery").outcome is CheckOutcome.PASS


@pytest.mark.parametrize(
    ("code", "annual", "denominator"),
    [
        ("CQIMDQ02", 5000, 410),  # 5000 x 30 / 365 = 410.95, cut; then to the nearest 5
        ("CQIMDQ09", 5000, 425),  # 31 days: 424.6, cut to 424
        ("CQIMDQ10", 5000, 1245),  # April to June, 91 days: 1246.5, cut to 1246
        ("CQIMDQ14", 5000, 1260),  # May to July, 92 days: 1260.2
    ],
)
def test_deliveries_expected_from_a_year(code: str, annual: int, denominator: int) -> None:
    written = {(code, "Numerator"): "1000", ("HES annual deliveries", "Count"): str(annual)}
    assert check_test(RULES.tests[code], RULES, counts(written)).denominator == denominator
    published = {**written, (code, "Denominator"): "900"}
    assert check_test(RULES.tests[code], RULES, counts(published)).denominator == 900


def test_the_tests_over_hes() -> None:
    over = {code[-2:] for code, test in RULES.tests.items() if test.over_hes}
    assert over == {"02", "03", "09", "10", "14", "30"}


@pytest.mark.parametrize(
    ("code", "top", "bottom", "passes"),
    [
        pytest.param("CQIMDQ11", 0, 100, True, id="nothing, where there is only an upper end"),
        pytest.param("CQIMDQ04", 0, 100, False, id="nothing, where there is a lower end"),
        pytest.param("CQIMDQ04", 5, 0, True, id="over nothing, where there is no upper end"),
        pytest.param("CQIMDQ18", 5, 0, True, id="over nothing, the end left out"),
        pytest.param("CQIMDQ05", 5, 0, False, id="over nothing, where there is an upper end"),
        pytest.param("CQIMDQ11", 5, 0, False, id="over nothing, only an upper end"),
        pytest.param("CQIMDQ04", 0, 0, False, id="nothing over nothing"),
        pytest.param("CQIMDQ11", 0, 0, False, id="nothing over nothing, only an upper end"),
    ],
)
def test_noughts(code: str, top: int, bottom: int, passes: bool) -> None:
    written = {(code, "Numerator"): str(top), (code, "Denominator"): str(bottom)}
    found = check_test(RULES.tests[code], RULES, counts(written))
    assert (found.outcome is CheckOutcome.PASS) is passes
    assert (found.rate is None) is (bottom == 0)


def test_nothing_over_nothing_is_nothing_submitted_unless_the_companion_counts() -> None:
    test = RULES.tests["CQIMDQ08"]
    written = {("CQIMDQ08", "Numerator"): "DNS", ("CQIMDQ08", "Denominator"): "DNS"}
    assert not check_test(test, RULES, counts(written)).submitted
    with_births = {**written, ("CQIMDQ09", "Numerator"): "200"}
    assert check_test(test, RULES, counts(with_births)).submitted
    alone = {("CQIMDQ22", "Numerator"): "0", ("CQIMDQ22", "Denominator"): "0"}
    assert not check_test(RULES.tests["CQIMDQ22"], RULES, counts(alone)).submitted


@pytest.mark.parametrize(
    ("top", "bottom", "missing"),
    [
        (None, 100, ("the numerator of DQ27",)),
        (90, None, ("the denominator of DQ27",)),
        ("*", "Low DQ", ("the numerator of DQ27", "the denominator of DQ27")),
    ],
)
def test_what_is_missing_is_named(
    top: int | str | None, bottom: int | str | None, missing: tuple[str, ...]
) -> None:
    found = checked(spoilt("CQIMDQ27", top, bottom), "CQIMVBAC")
    assert (found.outcome, found.failed, found.missing) == (CheckOutcome.UNKNOWN, (), missing)


def test_a_year_of_deliveries_is_asked_for_where_it_would_do() -> None:
    found = checked(spoilt("CQIMDQ03", 200, None), "CQIMSmokingBooking")
    assert found.missing == ("the denominator of DQ03 or “HES annual deliveries”",)


def test_a_test_that_fails_outweighs_one_that_is_missing() -> None:
    written = spoilt("CQIMDQ27", 61, 100)
    del written["CQIMDQ28", "Numerator"]  # type: ignore[attr-defined]
    found = checked(written, "CQIMVBAC")
    assert found.outcome is CheckOutcome.FAIL
    assert found.missing == ("the numerator of DQ28",)


RETIRED = {"CQIMDQ19", "CQIMDQ35", "CQIMDQ40", "CQIMDQ41", "CQIMDQ42"}


def test_which_tests_were_retired() -> None:
    assert {code for code, test in RULES.tests.items() if test.retired_on} == RETIRED


@pytest.mark.parametrize("code", sorted(RETIRED))
def test_a_retired_test_counts_until_the_day_before(code: str) -> None:
    written = spoilt(code, 990, 1000)
    asking = [name for name, metric in RULES.metrics.items() if code in metric.tests]
    assert asking
    for name in asking:
        assert checked(written, name, BEFORE_RETIRED).outcome is CheckOutcome.FAIL
        assert checked(written, name, SINCE_RETIRED).outcome is CheckOutcome.PASS
        gone = {key: value for key, value in written.items() if key[0] != code}
        assert checked(gone, name, BEFORE_RETIRED).outcome is CheckOutcome.UNKNOWN
        assert checked(gone, name, SINCE_RETIRED).outcome is CheckOutcome.PASS

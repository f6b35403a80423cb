"""What stands beside the findings: sentences, differences, and never another verdict."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

import pytest

from mis_assessor.core.assessment.assess import write_up
from mis_assessor.core.assessment.assessment import Assessment
from mis_assessor.core.cqim.remarks import row_of, with_early_check
from mis_assessor.core.deciding.position import Position, decide_position
from mis_assessor.core.evidence.submission import Register, RegisterRow, Submission
from mis_assessor.core.rules.quantities import Month
from trust_year.forms import rulebook
from unit.core.asked import submission
from unit.core.cqim.month import JULY, RULES, Written, good, register, row, spoilt

ON = date(2022, 12, 5)
SCORECARD = {"CQIMVBAC": "Pass", "CQIMApgar": "Pass", "CQIMTears": "Low DQ"}
UNOFFICIAL = "Unofficial early check from MSDS measures:"


def scorecard(results: Mapping[str, str], release: str = "final") -> tuple[RegisterRow, ...]:
    return tuple(
        RegisterRow(n, {"month": JULY, "measure": name, "result": result, "release": release})
        for n, (name, result) in enumerate(results.items(), 2)
    )


def sent(measures: Register | None, published: tuple[RegisterRow, ...] = ()) -> Submission:
    registers = [Register("MSDS scorecard", published)] if published else []
    registers += [measures] if measures else []
    bare = submission()
    return replace(bare, trust_code="RZ9", registers={r.name: r for r in registers})


def position_of(one: Submission, year: int = 4, on: date = ON) -> Position:
    return decide_position(rulebook(year), one, on)


def assessed(one: Submission) -> Assessment:
    position = position_of(one)
    return with_early_check(write_up(position, {}), position, RULES)


def remarks(written: Written, published: tuple[RegisterRow, ...] = ()) -> tuple[str, ...]:
    found = assessed(sent(register(written), published))
    return next(f.remarks for f in found.findings if f.id == "MIS-Y4-SA2-2")


def test_all_would_pass() -> None:
    first, basis = remarks(good())
    assert first == f"{UNOFFICIAL} 11 of 11 would pass. The published result decides."
    assert basis == (
        "Early check: rules of the MSDS publication code, its state of September 2023, public; "
        "which tests counted before 6 September 2023 is derived from that code "
        f"(file {RULES.digest[:12]})."
    )


def test_one_fails_with_its_figure() -> None:
    assert remarks(spoilt("CQIMDQ27", 61, 100))[0] == (
        f"{UNOFFICIAL} 10 of 11 would pass; CQIMVBAC fails DQ27 (0.60, at least 0.70 asked). "
        "The published result decides."
    )
    assert "DQ27 (0.61, at least 0.70 asked)" in remarks(spoilt("CQIMDQ27", 610, 1000))[0]


def test_metrics_that_fail_for_one_reason_stand_together() -> None:
    assert remarks(spoilt("CQIMDQ34", 400, 1000))[0] == (
        f"{UNOFFICIAL} 8 of 11 would pass; CQIMRobson01, CQIMRobson02 and CQIMRobson05 fail "
        "DQ34 (0.40, more than 0.40 asked). The published result decides."
    )


@pytest.mark.parametrize(
    ("code", "top", "bottom", "told"),
    [
        ("CQIMDQ28", 750, 1000, "DQ28 (0.75, at least 0.20 and at most 0.70 asked)"),
        ("CQIMDQ12", 300, 1000, "DQ12 (0.30, at most 0.20 asked)"),
        ("CQIMDQ21", 0, 1, "DQ21 (0.00, 1.00 asked)"),
        ("CQIMDQ05", 4000, 1000000, "DQ05 (0.004, at least 0.005 and at most 0.50 asked)"),
        ("CQIMDQ11", 5, 0, "DQ11 (5 of 0, at most 0.60 asked)"),
        ("CQIMDQ22", "DNS", "DNS", "DQ22 (nothing was submitted)"),
        ("CQIMDQ40", 400, 1000, "DQ40 (0.40, at most 0.30 asked; retired on 6 September 2023)"),
    ],
)
def test_what_failed_is_told(code: str, top: int | str, bottom: int | str, told: str) -> None:
    assert told in remarks(spoilt(code, top, bottom))[0]


def test_several_tests_of_one_metric() -> None:
    written = {**spoilt("CQIMDQ27", 610, 1000), ("CQIMDQ28", "Numerator"): "150"}
    assert "CQIMVBAC fails DQ27 (0.61, at least 0.70 asked) and DQ28 (0.15, " in remarks(written)[0]


def test_what_cannot_be_worked_out_is_told() -> None:
    assert remarks(spoilt("CQIMDQ20", None, 1000))[0] == (
        f"{UNOFFICIAL} 10 of 11 would pass; CQIMTears cannot be worked out (the numerator of DQ20 "
        "not known). The published result decides."
    )


def test_a_difference_from_the_published_scorecard() -> None:
    _, *differences, _ = remarks(spoilt("CQIMDQ27", 610, 1000), scorecard(SCORECARD))
    assert differences == [
        f"{UNOFFICIAL} CQIMTears would pass. This differs from the published result (Low DQ), "
        "which decides; published counts are rounded.",
        f"{UNOFFICIAL} CQIMVBAC would fail. This differs from the published result (Pass), "
        "which decides; published counts are rounded.",
    ]


def test_nothing_differs_where_the_check_knows_nothing_or_nothing_is_published() -> None:
    assert len(remarks(spoilt("CQIMDQ27", None, 1000), scorecard(SCORECARD))) == 3
    blank = (RegisterRow(2, {"month": JULY, "measure": "CQIMVBAC"}),)
    assert len(remarks(spoilt("CQIMDQ27", 610, 1000), blank)) == 2
    june = (RegisterRow(2, {"month": Month(2022, 6), "measure": "CQIMVBAC", "result": "Pass"}),)
    assert len(remarks(spoilt("CQIMDQ27", 610, 1000), june)) == 2


@pytest.mark.parametrize("turned", [False, True])
def test_the_final_result_is_compared_before_a_provisional_one(turned: bool) -> None:
    rows = (*scorecard({"CQIMVBAC": "Fail"}), *scorecard({"CQIMVBAC": "Pass"}, "provisional"))
    written = spoilt("CQIMDQ27", 610, 1000)
    assert len(remarks(written, rows[::-1] if turned else rows)) == 2


def test_a_file_without_rows_of_the_trust_says_so() -> None:
    other = Register("MSDS measures", (row(2, "a", "b", "1", {"organisation code": "RXX"}),))
    found = assessed(sent(other))
    said = f"{UNOFFICIAL} it holds no provider row of RZ9 for 2022-07."
    assert [f.remarks for f in found.findings if f.id == "MIS-Y4-SA2-2"] == [(said,)]
    assert f"MIS-Y4-SA2-2: {said}" in found.remarks


def test_without_the_register_nothing_is_said() -> None:
    position = position_of(sent(None))
    written = write_up(position, {})
    assert with_early_check(written, position, RULES) is written


def test_a_metric_whose_tests_nobody_knows() -> None:
    few = replace(RULES, metrics={k: m for k, m in RULES.metrics.items() if k != "CQIMPPH"})
    position = position_of(sent(register(good())))
    found = with_early_check(write_up(position, {}), position, few)
    assert any(
        "CQIMPPH cannot be worked out (which tests it is made up of" in r for r in found.remarks
    )


def asked(year: int, on: date) -> dict[str, tuple[int, Month, date]]:
    cases = position_of(sent(None), year, on).cases
    found = {case.rule.requirement.id: row_of(case) for case in cases}
    return {name: (len(a.metrics), a.month, a.day) for name, a in found.items() if a}


def test_the_eleven_of_each_year() -> None:
    assert asked(3, date(2021, 7, 1)) == {}
    assert asked(4, ON) == {"MIS-Y4-SA2-2": (11, JULY, date(2022, 10, 31))}
    assert asked(5, date(2023, 12, 7)) == {"MIS-Y5-SA2-1": (11, Month(2023, 7), date(2023, 10, 31))}
    assert asked(6, date(2024, 12, 1)) == {"MIS-Y6-SA2-1": (11, Month(2024, 7), date(2024, 7, 1))}
    assert asked(7, date(2025, 12, 1)) == {"MIS-Y7-SA2-1": (11, Month(2025, 7), date(2025, 7, 1))}


def test_an_edition_whose_month_is_not_loaded_has_no_check() -> None:
    assert asked(4, date(2021, 10, 1)) == {}


def test_since_the_retirement_the_basis_does_not_speak_of_it() -> None:
    year_5 = [
        row(n, *name, value, {"reporting period start": date(2023, 7, 1)})
        for n, (name, value) in enumerate(spoilt("CQIMDQ40", 400, 1000).items(), 2)
    ]
    position = position_of(sent(Register("MSDS measures", tuple(year_5))), 5, date(2023, 12, 7))
    found = with_early_check(write_up(position, {}), position, RULES)
    (said,) = (f.remarks for f in found.findings if f.id == "MIS-Y5-SA2-1")
    assert said[0].startswith(f"{UNOFFICIAL} 11 of 11 would pass.")
    assert "derived" not in said[-1]

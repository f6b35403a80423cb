"""A unit below the share is told where the whole holds, and only where that says something."""

from dataclasses import replace
from datetime import date
from fractions import Fraction

import pytest

from mis_assessor.core.evidence.answers import Failed, Used
from mis_assessor.core.evidence.submission import Register, RegisterRow, Submission
from mis_assessor.core.findings.finding import FigureLimit, Finding, Number, UnitShare
from mis_assessor.core.findings.units import units_below
from mis_assessor.core.rules.comparisons import Way
from mis_assessor.core.verdicts import Verdict

LIMIT = FigureLimit(Way.AT_LEAST, Fraction(4, 5), share=True)
ROWS = tuple(range(2, 22))
NUMBER = Number("attendance", 17, 20, asked=LIMIT)
MISSED = (3, 4, 5)


def finding(number: Number = NUMBER, rows: tuple[int, ...] = ROWS) -> Finding:
    failed = tuple(Failed("attendance", f"A-{n}", "nobody came", row=n) for n in MISSED)
    return Finding(
        "X", 4, "Attendance", "", Verdict.MET, "", (number,), (),
        (Used("attendance", "17 of 20 rows", rows=rows), Used("D-1", "an audit")),
        failed, (), (), "", "", "safety action", (), "",
    )  # fmt: skip


def submission(north: int = 5) -> Submission:
    rows = [
        RegisterRow(n, {"unit": "North" if n < 2 + north else "South", "day": date(2025, 5, 1)})
        for n in ROWS
    ]
    register = Register("attendance", [*rows, RegisterRow(30, {"unit": "North"})])
    return Submission(
        "RZ9", "Trust", "MIS", 7, None, None, None, {"attendance": register}, (), {}, (), {}
    )


def test_the_unit_that_is_below_is_told_with_its_cases() -> None:
    assert units_below(finding(), submission()) == (UnitShare("unit", "North", 2, 5),)


@pytest.mark.parametrize(
    "number",
    [
        replace(NUMBER, asked=None),
        replace(NUMBER, asked=replace(LIMIT, share=False)),
        replace(NUMBER, asked=replace(LIMIT, limit=Fraction(1))),
        replace(NUMBER, of=0),
        replace(NUMBER, of=40),
    ],
)
def test_without_a_share_of_rows_there_is_nothing_to_hide(number: Number) -> None:
    assert units_below(finding(number), submission()) == ()


def test_too_few_cases_one_unit_alone_or_a_whole_that_does_not_hold_say_nothing() -> None:
    assert units_below(finding(), submission(north=2)) == ()
    assert units_below(finding(), submission(north=20)) == ()
    assert units_below(replace(finding(), verdict=Verdict.NOT_MET), submission()) == ()

"""The national file of MSDS measures, in each of the forms it has been published in."""

from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path

import pytest

from mis_assessor.core.errors import EvidenceUnreadable
from mis_assessor.core.evidence.submission import RegisterRow
from mis_assessor.intake.false_alarms import FalseAlarms
from mis_assessor.intake.lines import csv_lines
from mis_assessor.intake.msds_measures import MSDS_MEASURES
from mis_assessor.intake.read import read_submission
from mis_assessor.intake.rows_read import read_table
from trust_year.forms import tables

KIND = MSDS_MEASURES
FILE = f"{KIND.stem}.csv"
NATIONAL = (
    "Org_Code,Org_Name,Org_Level,RPStartDate,RPEndDate,IndicatorFamily,Indicator,Currency,Value"
)
SPACES = (
    "Org Code,Org Name,Org Level,ReportingPeriodStartDate,ReportingPeriodEndDate,"
    "Indicator_Family,indicator,currency,Final_value"
)
OURS = ",".join(KIND.columns)
LINE = "RZ9,NORTHFORD HOSPITALS,Provider,{},{},CQIM_DQ_Measure,CQIMDQ09,Numerator,200"
JULY = ("01/07/2022", "31/07/2022")


def read(*lines: str) -> Sequence[RegisterRow]:
    content = "\n".join((*lines, "")).encode()
    return read_table(KIND, csv_lines("a table", content), FalseAlarms())[0]


def refused(*lines: str) -> list[str]:
    with pytest.raises(EvidenceUnreadable) as raised:
        read(*lines)
    return [problem.what for problem in raised.value.problems]


@pytest.mark.parametrize("headings", [NATIONAL, SPACES, OURS])
def test_every_form_of_the_headings_reads_the_same(headings: str) -> None:
    (row,) = read(headings, LINE.format(*JULY))
    assert row.cells == {
        "organisation code": "RZ9",
        "organisation name": "NORTHFORD HOSPITALS",
        "organisation level": "Provider",
        "reporting period start": date(2022, 7, 1),
        "reporting period end": date(2022, 7, 31),
        "indicator family": "CQIM_DQ_Measure",
        "indicator": "CQIMDQ09",
        "currency": "Numerator",
        "value": "200",
    }


@pytest.mark.parametrize(
    ("start", "end"),
    [
        JULY,
        ("2022-07-01", "2022-07-31"),
        ("44743", "44773"),
        ("2022-07-01 00:00:00", "2022-07-31T00:00:00.000"),
        ("2022-07-01 00:00", "31/07/2022"),
    ],
)
def test_every_form_of_the_dates_reads_the_same(start: str, end: str) -> None:
    (row,) = read(NATIONAL, LINE.format(start, end))
    assert row.day("reporting period start") == date(2022, 7, 1)
    assert row.day("reporting period end") == date(2022, 7, 31)


def test_a_file_saved_with_a_byte_order_mark() -> None:
    assert len(read("\ufeff" + NATIONAL, LINE.format(*JULY))) == 1


@pytest.mark.parametrize("value", ["Pass", "Fail", "DNS", "Low DQ", "*", "61.5", "1,205", ""])
def test_what_stands_where_a_figure_might(value: str) -> None:
    quoted = f'"{value}"' if value else ""
    (row,) = read(NATIONAL, LINE.format(*JULY).replace(",200", f",{quoted}"))
    assert row.cells.get("value", "") == value


def test_rows_of_all_of_england_are_read_and_repeated_ones_are_no_problem() -> None:
    others = [
        "All,ALL SUBMITTERS,National,01/07/2022,31/07/2022,Birth,Birthweight,Rate,*",
        "E09000002,BARKING AND DAGENHAM,Local Authority of Residence,01/07/2022,31/07/2022,"
        "Birth,Birthweight,Numerator,5",
        "Group 3. 4000 or more,Group 3. 4000 or more,MBRRACE Grouping,01/07/2022,31/07/2022,"
        "COC_Rate,COC_by_28weeks,Rate per Thousand,DNS",
    ]
    line = LINE.format(*JULY)
    assert len(read(NATIONAL, line, line, *others)) == 5


def test_day_and_month_the_wrong_way_round_are_noticed() -> None:
    (what,) = refused(NATIONAL, LINE.format("07/01/2022", "31/07/2022"))
    assert what.startswith("“07/01/2022” is not the first day of a month.")


def test_the_number_of_a_patient_is_stopped() -> None:
    numbered = LINE.format(*JULY).replace("RZ9", "943 476 5919")
    (what,) = refused(NATIONAL, numbered)
    assert "943" not in what
    assert "NHS number" in what


def test_a_heading_that_is_nowhere_is_named() -> None:
    whats = refused(NATIONAL.replace("Currency", "Curency"), LINE.format(*JULY))
    assert "is not a column of “MSDS measures”. Did you mean “currency”?" in whats


def test_one_column_in_two_spellings_is_one_too_many() -> None:
    whats = refused(f"{NATIONAL},Org Code", LINE.format(*JULY) + ",RZ9")
    assert "stands 2 times. Keep one of them." in whats


def test_it_may_lie_among_the_registers_without_a_line_in_their_list(
    folder: Path, problems: Callable[..., list[str]]
) -> None:
    assert problems({FILE: f"{NATIONAL}\n{LINE.format(*JULY)}\n"}) == []
    assert len(read_submission(folder, tables()).registers["MSDS measures"].rows) == 1

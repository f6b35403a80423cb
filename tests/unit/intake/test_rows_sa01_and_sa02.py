"""Rows of the people who may submit the data set, and a column of deaths two years ask for."""

from datetime import date

from mis_assessor.intake.blank import blank_submission
from mis_assessor.intake.false_alarms import FalseAlarms
from mis_assessor.intake.lines import csv_lines
from mis_assessor.intake.registers import REGISTERS
from mis_assessor.intake.rows_read import read_table

SUBMITTERS = REGISTERS["MSDS submitters"]


def test_a_submitter_who_has_left_and_one_of_whom_it_is_not_known() -> None:
    content = (
        b"person,registered as submitter,still employed,as at\n"
        b"S-1,yes,no,2023-11-01\n"
        b"S-2,yes,,2023-11-01\n"
    )
    left, unknown = read_table(SUBMITTERS, csv_lines("a table", content), 5, FalseAlarms())
    assert left.cells == {
        "person": "S-1",
        "registered as submitter": True,
        "still employed": False,
        "as at": date(2023, 11, 1),
    }
    assert "still employed" not in unknown.cells


def test_the_list_of_submitters_is_asked_for_in_year_5_only() -> None:
    with_it = [
        year
        for year in (4, 5, 6, 7)
        if f"{SUBMITTERS.stem}.csv" in blank_submission(year, "RXX", "Example")
    ]
    assert with_it == [5]


def test_a_surveillance_form_assigned_elsewhere_is_asked_about_until_year_5() -> None:
    column = REGISTERS["perinatal deaths"].columns["surveillance form assigned to another trust"]
    assert [column.asked_in(year) for year in (4, 5, 6, 7)] == [True, True, False, False]

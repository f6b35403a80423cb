"""Rows of the people who may submit the data set."""

from datetime import date

from mis_assessor.intake.false_alarms import FalseAlarms
from mis_assessor.intake.lines import csv_lines
from mis_assessor.intake.rows_read import read_table
from trust_year.forms import tables

SUBMITTERS = tables()["MSDS submitters"]


def test_a_submitter_who_has_left_and_one_of_whom_it_is_not_known() -> None:
    content = (
        b"person,registered as submitter,still employed,as at\n"
        b"S-1,yes,no,2023-11-01\n"
        b"S-2,yes,,2023-11-01\n"
    )
    (left, unknown), _ = read_table(SUBMITTERS, csv_lines("a table", content), FalseAlarms())
    assert left.cells == {
        "person": "S-1",
        "registered as submitter": True,
        "still employed": False,
        "as at": date(2023, 11, 1),
    }
    assert "still employed" not in unknown.cells

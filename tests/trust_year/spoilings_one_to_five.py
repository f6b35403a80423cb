"""What can go wrong in the conditions and in safety actions 1 to 5 of each year."""

from datetime import datetime, time, timedelta

from mis_assessor.core.evidence.submission import Cell, RegisterRow
from mis_assessor.core.rules.quantities import LONDON
from trust_year.spoiled import cell, paper_late, paper_lost, row_lost, said
from trust_year.spoiling import Spoiling, column_is, counted
from trust_year.years import SchemeYear


def _assessed(year: SchemeYear, row: RegisterRow) -> bool:
    return row.cells.get("month") == year.assessed


def _three_weeks_on(_: SchemeYear, row: RegisterRow) -> Cell:
    day = row.day(DEATH)
    assert day
    return day + timedelta(weeks=3)


def _one_woman_fewer(_: SchemeYear, row: RegisterRow) -> Cell:
    women = row.cells["women in active labour"]
    assert isinstance(women, int)
    return women - 1


def _a_second_after_noon(year: SchemeYear) -> Cell:
    return datetime.combine(year.declaration_day, time(12, 0, 1), tzinfo=LONDON)


DEATH = "day the clock starts"
ONE_TO_FIVE = (
    Spoiling(
        "a form received a second after noon",
        said("declaration form received at", _a_second_after_noon),
        "not met",
        {3: "COND-2", 4: "COND-2", 5: "COND-2", 6: "COND-2", 7: "COND-2"},
    ),
    Spoiling(
        "a death notified three weeks on",
        cell(
            "perinatal deaths",
            "notified to MBRRACE-UK",
            _three_weeks_on,
            counted(DEATH, "eligible for notification"),
        ),
        "not met",
        {3: "SA1-A-i-N", 4: "SA1-A-i-N", 5: "SA1-A1", 6: "SA1-A", 7: "SA1-A"},
    ),
    Spoiling(
        "parents who were not asked",
        cell(
            "perinatal deaths",
            "parents' views and questions sought",
            None,
            counted(DEATH, "suitable for review", "died here"),
            rows=2,
        ),
        "not met",
        {3: "SA1-C", 4: "SA1-C", 5: "SA1-B", 6: "SA1-B", 7: "SA1-B"},
    ),
    Spoiling(
        "panels without anybody from outside",
        cell(
            "perinatal deaths",
            "external panel member present",
            False,
            column_is("external panel member present", True),
            rows=4,
        ),
        "not met",
        {7: "SA1-C3"},
    ),
    Spoiling(
        "ethnic categories that fail",
        cell("MSDS scorecard", "result", "Fail", column_is("measure", "ethnic category")),
        "not met",
        {4: "SA2-6", 5: "SA2-2", 6: "SA2-2", 7: "SA2-2"},
    ),
    Spoiling(
        "a receipt of the day after the evidence ends",
        paper_late("submission receipt"),
        "not met",
        {5: "SA2-4"},
    ),
    Spoiling(
        "a second submitter who left",
        cell("MSDS submitters", "still employed", False, column_is("still employed", True)),
        "not met",
        {5: "SA2-5"},
    ),
    Spoiling(
        "no scorecard",
        paper_lost("CNST scorecard"),
        "evidence missing",
        {3: "SA2-mandatory SA2-count"},
    ),
    Spoiling(
        "no return to the commissioner",
        paper_lost("neonatal commissioner return (XA04)"),
        "evidence missing",
        {4: "SA3-E"},
    ),
    Spoiling(
        "no plan from the reviews of term admissions",
        paper_lost("ATAIN action plan"),
        "evidence missing",
        {3: "SA3-ATAIN-actions", 5: "SA3-B-plan"},
    ),
    Spoiling(
        "a term admission of which nobody says whether it could have been avoided",
        cell("term admissions", "separation avoidable", None, counted("day of admission")),
        "not met",
        {5: "SA3-B-reviewed"},
    ),
    Spoiling(
        "progress of the project shared a day late",
        paper_late("quality improvement progress"),
        "not met",
        {6: "SA3-B2", 7: "SA3-B2"},
    ),
    Spoiling(
        "a locum known to nobody",
        cell(
            "locum placements", "on our current rota", False, column_is("on our current rota", True)
        ),
        "not met",
        {5: "SA4-A1", 6: "SA4-A1", 7: "SA4-A1"},
    ),
    Spoiling(
        "a long-term locum without the steps of the guidance",
        cell(
            "locum placements", "long-term guidance followed", False, column_is("long term", True)
        ),
        "not met",
        {5: "SA4-A2", 6: "SA4-A2", 7: "SA4-A2"},
    ),
    Spoiling(
        "no rota of the anaesthetists",
        paper_lost("obstetric anaesthetic rota"),
        "evidence missing",
        {3: "SA4-B", 4: "SA4-B", 5: "SA4-B", 6: "SA4-B", 7: "SA4-B"},
    ),
    Spoiling(
        "one woman without one-to-one care",
        cell("one-to-one care", "women with one-to-one care", _one_woman_fewer, _assessed),
        "not met",
        {3: "SA5-D SA5-CD-ALT-D", 4: "SA5-D SA5-CD-ALT-D", 5: "SA5-D", 6: "SA5-D", 7: "SA5-D"},
    ),
    Spoiling(
        "a night without a row",
        row_lost("labour ward shifts", counted("day")),
        "evidence missing",
        {4: "SA5-C", 5: "SA5-C", 6: "SA5-C", 7: "SA5-C"},
    ),
)

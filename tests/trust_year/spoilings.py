"""What can go wrong in each safety action of each year, and which requirement must notice."""

from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import Literal

from mis_assessor.core.quantities import LONDON
from mis_assessor.core.submission import Cell, Row
from trust_year.spoiled import (
    Spoil,
    Where,
    act_not_recorded,
    both,
    cell,
    one_short,
    paper_lacks,
    paper_late,
    paper_lost,
    row_lost,
    said,
)
from trust_year.years import SchemeYear

Verdict = Literal["not met", "evidence missing"]


@dataclass(frozen=True, slots=True)
class Spoiling:
    """One thing that goes wrong, and the requirement by year that stops holding."""

    what: str
    spoil: Spoil
    verdict: Verdict
    by_year: dict[int, str]
    """Year → the requirement without “MIS-Y<year>-”, and what falls with it or could rescue it."""


def _is(heading: str, wanted: Cell) -> Where:
    return lambda _, row: row.cells.get(heading) == wanted


def _counted(day_of: str, *also: str) -> Where:
    """Rows whose day every year's rules count, and in which the other columns say yes."""

    def where(year: SchemeYear, row: Row) -> bool:
        day = row.day(day_of)
        first = max(year.reviewed_from, year.shifts_from, year.incidents_from)
        return day is not None and day > first and all(row.cells.get(a) is True for a in also)

    return where


def _assessed(year: SchemeYear, row: Row) -> bool:
    return row.cells.get("month") == year.assessed


def _in_place(element: str) -> Where:
    return lambda _, row: row.cells["element"] == element and row.cells["implemented"] is True


def _three_weeks_on(_: SchemeYear, row: Row) -> Cell:
    day = row.day("day the clock starts")
    assert day
    return day + timedelta(weeks=3)


def _one_woman_fewer(_: SchemeYear, row: Row) -> Cell:
    women = row.cells["women in active labour"]
    assert isinstance(women, int)
    return women - 1


def _a_second_after_noon(year: SchemeYear) -> Cell:
    return datetime.combine(year.declaration_day, time(12, 0, 1), tzinfo=LONDON)


def _long_past(year: SchemeYear, _: Row) -> Cell:
    return year.evidence_end - timedelta(days=1)


DEATH, INCIDENT = "day the clock starts", "day of birth or event"
BOARD_PAPER = "champions' dashboard or safety intelligence paper"
SPOILINGS = (
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
            _counted(DEATH, "eligible for notification"),
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
            _counted(DEATH, "suitable for review", "died here"),
            rows=3,
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
            _is("external panel member present", True),
            rows=4,
        ),
        "not met",
        {7: "SA1-C3"},
    ),
    Spoiling(
        "ethnic categories that fail",
        cell("MSDS scorecard", "result", "Fail", _is("measure", "ethnic category")),
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
        cell("MSDS submitters", "still employed", False, _is("still employed", True)),
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
        cell("term admissions", "separation avoidable", None, _counted("day of admission")),
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
        cell("locum placements", "on our current rota", False, _is("on our current rota", True)),
        "not met",
        {5: "SA4-A1", 6: "SA4-A1", 7: "SA4-A1"},
    ),
    Spoiling(
        "a long-term locum without the steps of the guidance",
        cell("locum placements", "long-term guidance followed", False, _is("long term", True)),
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
        row_lost("labour ward shifts", _counted("day")),
        "evidence missing",
        {4: "SA5-C", 5: "SA5-C", 6: "SA5-C", 7: "SA5-C"},
    ),
    Spoiling(
        "an element with nothing in place",
        cell("care bundle implementation", "implemented", False, _is("element", "3"), rows=2),
        "not met",
        {5: "SA6-3-elements"},
    ),
    Spoiling(
        "half of two elements, and under seven in ten of all",
        both(
            cell("care bundle implementation", "implemented", False, _in_place("2"), rows=6),
            cell("care bundle implementation", "implemented", False, _in_place("5"), rows=9),
        ),
        "not met",
        {5: "SA6-3"},
    ),
    Spoiling(
        "a confirmation that does not say so",
        paper_lacks("ICB confirmation"),
        "evidence missing",
        {6: "SA6-2", 7: "SA6-2"},
    ),
    Spoiling(
        "readings at booking that were not taken",
        cell("care bundle figures", "numerator", 0, _is("indicator", "E1-A")),
        "not met",
        {3: "SA6-E1-A"},
    ),
    Spoiling(
        "a figure left blank",
        cell("care bundle figures", "numerator", None, _is("indicator", "E2")),
        "evidence missing",
        {4: "SA6-E2"},
    ),
    Spoiling(
        "a plan made without the partnership",
        act_not_recorded("CQC Maternity Survey plan", "MNVP"),
        "evidence missing",
        {5: "SA7-B", 6: "SA7-E", 7: "SA7-E"},
    ),
    Spoiling(
        "a user lead who does not count to a quorum",
        cell(
            "committees with service users",
            "counts to the quorum",
            False,
            _is("committee", "guidelines"),
        ),
        "not met",
        {6: "SA7-B", 7: "SA7-B"},
    ),
    Spoiling(
        "a letter without the expenses",
        paper_lacks("chair's letter: expenses"),
        "not met",
        {3: "SA7-E", 4: "SA7-E"},
    ),
    Spoiling(
        "one midwife short at the emergencies day",
        one_short("midwives", "maternity emergencies"),
        "not met",
        {4: "SA8-B", 5: "SA8-3", 6: "SA8-3", 7: "SA8-3"},
    ),
    Spoiling(
        "one support worker short at the drills",
        one_short("maternity support workers and health care assistants", "maternity emergencies"),
        "not met",
        {5: "SA8-3-support", 6: "SA8-3-support", 7: "SA8-3-support"},
    ),
    Spoiling(
        "an instructor without the course",
        cell(
            "certificates", "Resuscitation Council course", False, _is("certificate", "instructor")
        ),
        "not met",
        {5: "SA8-5"},
    ),
    Spoiling(
        "certificates that ran out the day before",
        cell("certificates", "valid to", _long_past, _is("certificate", "newborn life support"), 3),
        "not met",
        {6: "SA8-6", 7: "SA8-6"},
    ),
    Spoiling(
        "no record of the online training",
        paper_lost("Covid-19 e-learning record"),
        "evidence missing",
        {3: "SA8-e-learning"},
    ),
    Spoiling(
        "a Board that met without the paper",
        paper_lost(BOARD_PAPER, whole_kind=False),
        "not met",
        {5: "SA9-B-reports"},
    ),
    Spoiling(
        "the same, and nobody says whether a committee reviewed safety instead",
        paper_lost(BOARD_PAPER, whole_kind=False),
        "evidence missing",
        {6: "SA9-B", 7: "SA9-B"},
    ),
    Spoiling(
        "two months without a walkabout",
        paper_lost("staff engagement or walkabout note", whole_kind=False),
        "not met",
        {5: "SA9-C-walkabouts", 6: "SA9-C-engagement", 7: "SA9-C-engagement"},
    ),
    Spoiling(
        "no claims scorecard in a quality meeting",
        paper_lost("claims scorecard review"),
        "evidence missing",
        {4: "SA9-D", 5: "SA9-D", 6: "SA9-D", 7: "SA9-D"},
    ),
    Spoiling(
        "nothing to show of the improvement work",
        paper_lost("improvement engagement record"),
        "evidence missing",
        {3: "SA9-F-2021-03"},
    ),
    Spoiling(
        "a family that was not told",
        cell(
            "qualifying incidents",
            "family told of both roles on",
            None,
            _counted(INCIDENT, "qualifies for HSIB or MNSI"),
        ),
        "not met",
        {4: "SA10-C-i", 5: "SA10-C1", 6: "SA10-C1", 7: "SA10-C1"},
    ),
    Spoiling(
        "a case of the first year that NHS Resolution never heard of",
        cell(
            "qualifying incidents",
            "reported to NHS Resolution on",
            None,
            _is("qualifies for Early Notification", True),
        ),
        "not met",
        {3: "SA10-A"},
    ),
    Spoiling(
        "a field of the claims wizard left empty",
        cell(
            "qualifying incidents",
            "claims wizard field on telling the family completed",
            False,
            _is("claims wizard field on telling the family completed", True),
        ),
        "not met",
        {6: "SA10-C3", 7: "SA10-C3"},
    ),
)

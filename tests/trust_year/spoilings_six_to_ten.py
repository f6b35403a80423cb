"""What can go wrong in safety actions 6 to 10 of each year."""

from datetime import timedelta

from mis_assessor.core.evidence.submission import Cell, RegisterRow
from trust_year.spoiled import (
    Where,
    act_not_recorded,
    both,
    cell,
    one_short,
    paper_lacks,
    paper_lost,
)
from trust_year.spoiling import Spoiling, column_is, counted
from trust_year.years import SchemeYear


def _in_place(element: str) -> Where:
    return lambda _, row: row.cells["element"] == element and row.cells["implemented"] is True


def _the_day_before(year: SchemeYear, _: RegisterRow) -> Cell:
    return year.evidence_end - timedelta(days=1)


BOARD_PAPER = "champions' dashboard or safety intelligence paper"
SIX_TO_TEN = (
    Spoiling(
        "an element with nothing in place",
        cell("care bundle implementation", "implemented", False, column_is("element", "3"), rows=2),
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
        cell("care bundle figures", "numerator", 0, column_is("indicator", "E1-A")),
        "not met",
        {3: "SA6-E1-A"},
    ),
    Spoiling(
        "a figure left blank",
        cell("care bundle figures", "numerator", None, column_is("indicator", "E2")),
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
            column_is("committee", "guidelines"),
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
            "certificates",
            "Resuscitation Council course",
            False,
            column_is("certificate", "instructor"),
        ),
        "not met",
        {5: "SA8-5"},
    ),
    Spoiling(
        "certificates that ran out the day before",
        cell(
            "certificates",
            "valid to",
            _the_day_before,
            column_is("certificate", "newborn life support"),
            3,
        ),
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
            counted("day of birth or event", "qualifies for HSIB or MNSI"),
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
            column_is("qualifies for Early Notification", True),
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
            column_is("claims wizard field on telling the family completed", True),
        ),
        "not met",
        {6: "SA10-C3", 7: "SA10-C3"},
    ),
)

"""Registers of safety action 5: shifts, one-to-one care, midwifery establishment."""

from typing import ClassVar, Literal

from mis_assessor.intake.cells import WTE, Day, MonthOf, Reference, Text, Whole, YesNo
from mis_assessor.intake.columns import PartOf, RowModel, column, key_column

COORDINATOR = ("Y3-SA5", "Y4-SA5-C", "Y5-7-SA5-C")
ONE_TO_ONE = ("Y3-SA5", "Y4-SA5-D", "Y5-7-SA5-D")
CALCULATED = ("Y3-SA5", "Y4-SA5-A", "Y5-7-SA5-A")
FUNDED = ("Y3-SA5", "Y4-SA5-B", "Y5-7-SA5-B")
WORKFORCE = ("LMS-OBJ-VIII-a", "OCK-BRP-1", "Q46")


class LabourWardShift(RowModel):
    """A shift on a labour ward; there is a row for every shift."""

    day: Day = key_column("The day the shift starts.", *COORDINATOR)
    shift: Literal["day", "night", "other"] = key_column("Which shift.", *COORDINATOR)
    unit: Reference | None = column("The labour ward, in a trust that has more than one.")
    coordinator_rostered_as_supernumerary: YesNo | None = column(
        "Whether the roster had the coordinator as supernumerary.", *COORDINATOR
    )
    coordinator_supernumerary_at_the_start: YesNo | None = column(
        "Whether the coordinator was supernumerary at the start.", *COORDINATOR
    )
    supernumerary_throughout: YesNo | None = column(
        "Whether the coordinator stayed supernumerary.", "Y3-SA5", "Y4-SA5-C"
    )
    gave_one_to_one_or_established_labour_care: YesNo | None = column(
        "Whether the coordinator cared for a woman in established labour.",
        "Y5-7-SA5-C",
        heading="gave one-to-one or established-labour care",
    )
    escalation_plan_used: YesNo | None = column(
        "Whether the escalation plan was used.", "Y5-7-SA5-C"
    )


class OneToOneCare(RowModel):
    """One-to-one care in active labour in a month; there is a row for every month."""

    checks: ClassVar = (PartOf("women with one-to-one care", "women in active labour"),)

    month: MonthOf = key_column("The month.", *ONE_TO_ONE)
    women_in_active_labour: Whole | None = column(
        "How many women were in active labour.", *ONE_TO_ONE
    )
    women_with_one_to_one_care: Whole | None = column(
        "How many of them had one-to-one care.",
        *ONE_TO_ONE,
        heading="women with one-to-one care",
    )


class MidwiferyEstablishment(RowModel):
    """A calculation of the midwifery establishment."""

    as_at: Day = key_column("The day it is about.", *CALCULATED, *FUNDED, *WORKFORCE)
    calculated_posts: WTE | None = column("Posts calculated as needed.", *FUNDED, *WORKFORCE)
    funded_posts: WTE | None = column("Posts in the budget.", *FUNDED, *WORKFORCE)
    posts_filled: WTE | None = column("Posts filled.", "Y4-SA5-E", "Y5-7-SA5-E", *WORKFORCE)
    tool: Text | None = column(
        "How it was calculated: Birthrate Plus or equal.", *CALCULATED, *WORKFORCE
    )

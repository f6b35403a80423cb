"""Registers of the conditions of the scheme: meetings, outside reports, the plan."""

from typing import ClassVar, Literal

from mis_assessor.intake.cells import (
    Day,
    Moment,
    Pounds,
    Reference,
    RequirementId,
    Text,
    Whole,
    YesNo,
)
from mis_assessor.intake.columns import NotBefore, RowModel, column, key_column

RECEIVED = (
    "Y4-SA1-D",
    "Y4-SA3-B",
    "Y4-SA4-A3",
    "Y4-SA5-E",
    "Y4-SA9-B",
    "Y4-SA10-A",
    "Y5-7-SA9-B",
)
CONTRADICTS = ("Y3-COND", "Y4-COND-9", "Y5-7-COND-7")
PLAN = ("Y4-COND-14", "Y5-7-COND-10")


class Meeting(RowModel):
    """A meeting of a body that receives reports; there is a row for every meeting."""

    body: Text = key_column("The body, such as Trust Board.", *RECEIVED)
    held_on: Day = key_column("The day it met.", *RECEIVED)
    number_in_the_year: Whole | None = column("Which of the year's meetings it was.", *RECEIVED)


class OutsideReport(RowModel):
    """A report by an outside body that could contradict the declaration."""

    checks: ClassVar = (NotBefore("covers to", "covers from"),)

    report: Reference = key_column("The trust's own reference for it.", *CONTRADICTS)
    published_by: Literal["CQC", "HSIB or MNSI", "other outside review"] | None = column(
        "Who published it.", *CONTRADICTS
    )
    published_on: Day | None = column("The day it was published.", *CONTRADICTS)
    covers_from: Day | None = column("First day it is about.", *CONTRADICTS)
    covers_to: Day | None = column("Last day it is about.", *CONTRADICTS)
    could_contradict_the_declaration: YesNo | None = column(
        "Whether it could contradict the declaration.", *CONTRADICTS
    )
    judged_by: Text | None = column("Who judged that.", *CONTRADICTS)
    judged_in_role: Text | None = column("In which role.", *CONTRADICTS)
    judged_on: Day | None = column("On which day.", *CONTRADICTS)
    reason: Text | None = column("For what reason.", *CONTRADICTS)
    told_nhs_resolution_on: Moment | None = column(
        "The day and time NHS Resolution was told, with seconds.",
        *CONTRADICTS,
        heading="told NHS Resolution on",
    )


class PlannedAction(RowModel):
    """An action of the safety improvement plan, as on the form."""

    checks: ClassVar = (NotBefore("end day", "start day"),)

    safety_action: Literal["1", "2", "3", "4", "5", "6", "7", "8", "9", "10"] = key_column(
        "The number of the safety action that is not met.", *PLAN
    )
    requirement: RequirementId | None = column("The requirement not met.", *PLAN)
    action: Text = key_column("What will be done.", *PLAN)
    reason_not_met: Text | None = column("Why it is not met.", *PLAN)
    how_it_reaches_the_standard: Text | None = column("How the action reaches the standard.", *PLAN)
    benefit: Text | None = column("The benefit.", *PLAN)
    risk: Text | None = column("The risk of not doing it.", *PLAN)
    monitoring: Text | None = column("How it will be monitored.", *PLAN)
    owner: Reference | None = column("Who owns the action.", *PLAN)
    lead_executive: Reference | None = column("The lead executive.", *PLAN)
    executive_sponsor_agrees: YesNo | None = column("Whether the executive sponsor agrees.", *PLAN)
    director_of_midwifery_and_clinical_director_agree: YesNo | None = column(
        "Whether both directors agree.", *PLAN
    )
    start_day: Day | None = column("First day of the action.", *PLAN)
    end_day: Day | None = column("The day it will be done.", *PLAN)
    amount_requested: Pounds | None = column("Money asked for.", *PLAN)
    agreed_by_the_board_on: Day | None = column(
        "The day the Board agreed it.", *PLAN, heading="agreed by the Board on"
    )

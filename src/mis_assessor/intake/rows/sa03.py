"""Registers of safety action 3: term admissions and transitional care."""

from typing import ClassVar, Literal

from mis_assessor.intake.cells import (
    Day,
    GestationAt,
    MonthOf,
    Reference,
    Text,
    Whole,
    YesNo,
)
from mis_assessor.intake.columns import NotBefore, RowModel, column, key_column


class TermAdmission(RowModel):
    """A baby moved to the neonatal unit."""

    checks: ClassVar = (NotBefore("day of discharge", "day of admission"),)

    case: Reference = key_column(
        "The trust's own reference for the baby, never an NHS or hospital number.",
        "Y4-SA3-C",
        "Y4-SA3-F",
        "Y5-SA3-B",
    )
    gestation_at_birth: GestationAt | None = column(
        "Completed weeks and days at birth.", "Y4-SA3-D", "Y5-SA3-B", "Y5-SA3-C"
    )
    day_of_admission: Day | None = column("The day the baby was admitted.", "Y4-SA3-F", "Y5-SA3-B")
    day_of_discharge: Day | None = column("The day the baby left the unit.", "Y4-SA3-F", "Y5-SA3-B")
    unplanned: YesNo | None = column("Whether it was not planned.", "Y4-SA3-F")
    on_badgernet: YesNo | None = column(
        "Whether it is recorded on BadgerNet.", "Y4-SA3-F", heading="on BadgerNet"
    )
    reviewed_by_maternity_and_neonatal_together: Day | None = column(
        "The day maternity and neonatal staff reviewed it together.",
        "Y4-SA3-F",
        "Y5-SA3-B",
    )
    separation_avoidable: Literal["yes", "no", "cannot say"] | None = column(
        "Whether mother and baby need not have been separated.", "Y5-SA3-B"
    )
    met_transitional_care_criteria_but_no_capacity_or_staff: YesNo | None = column(
        "Whether transitional care was right but had no capacity or staff.", "Y4-SA3-F"
    )
    admitted_or_kept_only_for_nasogastric_feeding: YesNo | None = column(
        "Whether nasogastric feeding was the only reason.", "Y4-SA3-F"
    )


class TransitionalCare(RowModel):
    """A baby's transitional care in a month."""

    case: Reference = key_column(
        "The trust's own reference for the baby, never an NHS or hospital number.",
        "Y4-SA3-D",
    )
    month: MonthOf | None = column("The month of the care.", "Y4-SA3-D")
    place: Literal["transitional care", "postnatal ward", "virtual outreach", "other"] | None = (
        column("Where the care was given.", "Y4-SA3-D")
    )
    gestation_at_birth: GestationAt | None = column(
        "Completed weeks and days at birth.", "Y4-SA3-D", "Y5-SA3-C"
    )
    surgery: YesNo | None = column("Whether the baby had surgery.", "Y4-SA3-D")
    transferred: YesNo | None = column("Whether the baby was transferred.", "Y4-SA3-D")
    special_or_normal_care_days_without_oxygen: Whole | None = column(
        "Days of special or normal care without oxygen.", "Y4-SA3-D"
    )
    hrg_code: Text | None = column(
        "The healthcare resource group, such as XA04.",
        "Y4-SA3-E",
        "Y5-SA3-A",
        heading="HRG code",
    )

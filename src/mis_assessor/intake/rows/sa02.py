"""Registers of safety action 2: the MSDS scorecard and who may submit the data."""

from typing import ClassVar, Literal

from mis_assessor.intake.cells import Day, MonthOf, Reference, Text, Whole, YesNo
from mis_assessor.intake.columns import PartOf, RowModel, column, key_column

SCORECARD = (
    "Y3-SA2",
    *(f"Y4-SA2-{n}" for n in ("2", "3", "4", "5", "6", "7-i", "7-ii", "7-iii")),
    "Y4-SA6-E1-A",
    "Y5-SA2-1",
    "Y5-SA2-2",
    "Y5-SA2-3i",
    "Y5-SA2-3ii",
    "Y6-7-SA2-1",
    "Y6-7-SA2-2",
)
SUBMITTERS = ("Y5-SA2-5",)

Measure = Literal[
    "CQIMApgar",
    "CQIMTears",
    "CQIMPreterm",
    "CQIMPPH",
    "CQIMRobson01",
    "CQIMRobson02",
    "CQIMRobson05",
    "CQIMVBAC",
    "CQIMSmokingBooking",
    "CQIMSmokingDelivery",
    "CQIMBreastfeeding",
    "height and weight or BMI by 15+0",
    "complex social factor",
    "antenatal care plan",
    "ethnic category",
    "continuity pathway indicator",
    "professional and team ID",
    "care professional ID in MSD202",
    "care professional ID in MSD302",
    "valid birthweight with unit",
]


class ScorecardMeasure(RowModel):
    """A measure of the MSDS scorecard in a month."""

    checks: ClassVar = (PartOf("numerator", "denominator"),)

    month: MonthOf = key_column("The month of activity assessed.", *SCORECARD)
    measure: Measure = key_column("The CQIM, or the named criterion.", *SCORECARD)
    release: Literal["provisional", "final"] | None = column(
        "Which release of the national data it is from.", *SCORECARD
    )
    published_on: Day | None = column("The day it was published.", *SCORECARD)
    numerator: Whole | None = column("The published numerator.", *SCORECARD)
    denominator: Whole | None = column("The published denominator.", *SCORECARD)
    result: Literal["Pass", "Fail", "Low DQ", "DNS"] | None = column(
        "The published result; DNS means did not submit.", *SCORECARD
    )
    source_file_and_row: Text | None = column("The published file, and the row in it.", *SCORECARD)


class DataSubmitter(RowModel):
    """A person on the list of those who may submit the data set."""

    person: Reference = key_column("The trust's own reference for them, never a name.", *SUBMITTERS)
    registered_as_submitter: YesNo | None = column(
        "Whether they are registered to submit the data set.", *SUBMITTERS
    )
    still_employed: YesNo | None = column(
        "Whether they worked for the trust on the day the list was taken.", *SUBMITTERS
    )
    as_at: Day | None = column("The day the list was taken.", *SUBMITTERS)

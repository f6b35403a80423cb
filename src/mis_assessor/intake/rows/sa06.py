"""Registers of safety action 6: the care bundle's figures, elements, audits, interventions."""

from typing import ClassVar, Literal

from mis_assessor.intake.cells import (
    Day,
    DocumentId,
    MonthOf,
    Reference,
    Text,
    Whole,
    YesNo,
)
from mis_assessor.intake.columns import (
    NotBefore,
    PartOf,
    RowModel,
    column,
    key_column,
)

INDICATORS = ("E1-A", "E1-B", "E2", "E3-A", "E3-B", "E5-A", "E5-B", "E5-C")
FIGURES = ("Y3-SA6", *(f"Y4-SA6-{indicator}" for indicator in INDICATORS))
AUDITED = (
    "Y4-SA3-B",
    "Y4-SA3-F",
    "Y4-SA4-A2",
    "Y4-SA6-E1-A",
    "Y4-SA6-E2",
    "Y4-SA6-E3-B",
    "Y4-SA6-E5-A",
    "Y4-SA6-E5-B",
    "Y4-SA6-E5-C",
    "Y5-SA3-B",
    "Y5-7-SA4-A1",
    "Y5-7-SA4-A2",
    "Y5-7-SA4-A4",
)


class CareBundleFigure(RowModel):
    """An indicator of the care bundle, version 2, in a month or period."""

    checks: ClassVar = (NotBefore("to", "from"), PartOf("numerator", "denominator"))

    indicator: Text = key_column("E1-A to E5-C, or the name of an outcome indicator.", *FIGURES)
    month: MonthOf | None = column("The month, where it is about one.", *FIGURES)
    from_: Day | None = column("First day, where it is about a period.", *FIGURES)
    to: Day | None = column("Last day, where it is about a period.", *FIGURES)
    numerator: Whole | None = column("How many were as asked.", *FIGURES)
    denominator: Whole | None = column("Out of how many.", *FIGURES)
    taken_from: Literal["system", "audit"] | None = column(
        "Whether it is from the system or an audit.", "Y4-SA6-E2", "Y4-SA6-E3-B"
    )


class Audit(RowModel):
    """An audit: what it covered, how many cases it looked at and what it found."""

    checks: ClassVar = (
        NotBefore("covers to", "covers from"),
        PartOf("cases looked at", "cases in the period"),
        PartOf("numerator", "denominator"),
    )

    audit: Reference = key_column("The trust's own reference for it.", *AUDITED)
    about: Text | None = column("The requirement or indicator it is about.", *AUDITED)
    covers_from: Day | None = column("First day of the period.", *AUDITED)
    covers_to: Day | None = column("Last day of the period.", *AUDITED)
    cases_in_the_period: Whole | None = column("Cases there were.", *AUDITED)
    cases_looked_at: Whole | None = column("Cases looked at.", *AUDITED)
    in_a_row: YesNo | None = column(
        "Whether the cases were consecutive.", "Y4-SA6-E1-A", "Y4-SA6-E2"
    )
    numerator: Whole | None = column("How many were as asked.", *AUDITED)
    denominator: Whole | None = column("Out of how many.", *AUDITED)
    improvement_evidence_shown: YesNo | None = column("Whether it shows improvement.", "Y4-SA6-E2")
    report: DocumentId | None = column("The document that reports it.", *AUDITED)


class Element(RowModel):
    """An element of the care bundle, and any agreed alternative to it."""

    element: Literal["1", "2", "3", "4", "5"] = key_column("Its number.", "Y4-SA6-2", "Y4-SA6-3")
    implemented: YesNo | None = column("Whether it is implemented.", "Y4-SA6-2", "Y4-SA6-3")
    fully_implemented_on: Day | None = column(
        "The day it was; surveys are asked for until then.", "Y4-SA6-3"
    )
    alternative_agreed_by_commissioner_on: Day | None = column(
        "The day the commissioner agreed an alternative.", "Y4-SA6-2"
    )
    alternative_accepted_by_clinical_network_on: Day | None = column(
        "The day the Clinical Network accepted the alternative.",
        "Y4-SA6-2",
        heading="alternative accepted by Clinical Network on",
    )


class CareBundleIntervention(RowModel):
    """An intervention of the care bundle, version 3; there is a row for every one."""

    element: Literal["1", "2", "3", "4", "5", "6"] = key_column("Its element.", "Y5-SA6-3")
    intervention: Text = key_column(
        "Its number in the national implementation tool, such as E5-27.", "Y5-SA6-3"
    )
    implemented: YesNo | None = column("Whether it is in place.", "Y5-SA6-3")
    as_at: Day | None = column("The day on which the tool stood so.", "Y5-SA6-3")
    tool_release: Text | None = column("Which release of the tool it is from.", "Y5-SA6-3")

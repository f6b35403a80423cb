"""The register of serious incidents: who saw them, who gave an opinion, what was done."""

from typing import ClassVar, Literal

from mis_assessor.intake.cells import Day, DocumentId, Reference, Text, YesNo
from mis_assessor.intake.columns import NotBefore, RowModel, column, key_column

OPINION = ("IEA1.2", "Q2")
SEEN = ("IEA1.6", "UCP-1b", "Q3", "Q8")
REPORTED = ("BB-INC-1", "BB-INC-3")
ACTION = ("BB-INC-4",)
FETAL_HEART = ("IEA6.3", "Q35")
HSIB = ("Q6", "PQSM-M2")
ALL = (*OPINION, *SEEN, *REPORTED, "BB-INC-2", *ACTION, *FETAL_HEART, *HSIB)


class SeriousIncident(RowModel):
    """A serious incident in maternity care."""

    checks: ClassVar = tuple(
        NotBefore(act, "happened on")
        for act in (
            "reported on",
            "outside opinion on",
            "Board saw on",
            "LMS saw on",
            "leads reviewed on",
        )
    )

    case: Reference = key_column(
        "The trust's own reference for it, never an NHS or hospital number.", *ALL
    )
    type: (
        Literal[
            "intrapartum fetal death",
            "maternal death",
            "neonatal brain injury",
            "neonatal death",
            "other",
        ]
        | None
    ) = column("What kind of incident it was.", *OPINION)
    happened_on: Day | None = column("The day it happened.", "BB-INC-3")
    reported_on: Day | None = column("The day it was reported.", "BB-INC-3")
    national_reference: Text | None = column("Its reference in the national system.", *REPORTED)
    outside_opinion_on: Day | None = column("The day of an opinion from outside.", *OPINION)
    outside_opinion_from: Text | None = column(
        "The organisation that gave it, another of the same region.", *OPINION
    )
    board_saw_on: Day | None = column("The day the Board saw it.", *SEEN, heading="Board saw on")
    lms_saw_on: Day | None = column(
        "The day the local maternity system saw it.", *SEEN, heading="LMS saw on"
    )
    key_issues_summary: DocumentId | None = column(
        "The summary of its key issues, by its id.", "IEA1.6"
    )
    familys_named_contact: YesNo | None = column(
        "Whether the family has a named contact.", "BB-INC-2", heading="family's named contact"
    )
    action_owner: Text | None = column("Who owns the action.", *ACTION)
    action_due: Day | None = column("The day the action is due.", *ACTION)
    action_done_on: Day | None = column("The day the action was done.", *ACTION)
    effect_checked_on: Day | None = column("The day its effect was checked.", *ACTION)
    fetal_heart_practice_an_issue: YesNo | None = column(
        "Whether watching the baby's heart was an issue.", *FETAL_HEART
    )
    leads_reviewed_on: Day | None = column(
        "The day the fetal monitoring leads reviewed it.", *FETAL_HEART
    )
    qualifies_for_hsib: YesNo | None = column(
        "Whether it must be reported to HSIB.", *HSIB, heading="qualifies for HSIB"
    )
    hsib_reference: Text | None = column(
        "The reference HSIB gave.", *HSIB, heading="HSIB reference"
    )

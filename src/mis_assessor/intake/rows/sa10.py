"""Register of safety action 10: qualifying incidents."""

from typing import Annotated, ClassVar, Literal, get_args

from mis_assessor.intake.cells import (
    Day,
    GestationAt,
    Reference,
    Text,
    YesNo,
    several_of,
)
from mis_assessor.intake.columns import NotBefore, RowModel, column, key_column

REPORTED = ("Y3-SA10", "Y4-SA10-A", "Y5-7-SA10-A")
NOTIFIED = ("Y3-SA10", "Y4-SA10-B", "Y5-7-SA10-B")
TOLD = ("Y4-SA10-C-i", "Y5-7-SA10-C1")
CANDOUR = ("Y4-SA10-C-ii", "Y5-7-SA10-C2")
ALL = (*dict.fromkeys((*REPORTED, *NOTIFIED, *TOLD, *CANDOUR)), "Y6-7-SA10-C3")

Limb = Literal[
    "grade III HIE",
    "actively cooled",
    "tone with coma and seizures",
    "moderate or severe encephalopathy",
    "MRI changes",
]
Limbs = Annotated[tuple[Limb, ...], several_of(get_args(Limb))]


class QualifyingIncident(RowModel):
    """A case that may qualify for HSIB or MNSI, or for Early Notification."""

    checks: ClassVar = tuple(
        NotBefore(act, "day of birth or event")
        for act in (
            "reported to HSIB or MNSI on",
            "reported to NHS Resolution on",
            "family told of both roles on",
            "duty of candour complied with on",
        )
    )

    case: Reference = key_column(
        "The trust's own reference for the case, never an NHS or hospital number.", *ALL
    )
    day_of_birth_or_event: Day | None = column("The day of the birth, or of the event.", *ALL)
    kind: (
        Literal[
            "intrapartum stillbirth",
            "early neonatal death",
            "potential severe brain injury",
            "maternal death",
        ]
        | None
    ) = column("What kind of incident it was.", *REPORTED)
    gestation_at_birth: GestationAt | None = column(
        "Completed weeks and days at birth.", *REPORTED, *NOTIFIED
    )
    after_labour: YesNo | None = column("Whether the birth followed labour.", *REPORTED, *NOTIFIED)
    brain_injury_limb: Limbs | None = column(
        "Every part of the definition of brain injury that applies.", *NOTIFIED
    )
    qualifies_for_HSIB_or_MNSI: YesNo | None = column(
        "Whether it must be reported to HSIB or MNSI.", *REPORTED
    )
    qualifies_for_early_notification: YesNo | None = column(
        "Whether it must be reported to NHS Resolution.",
        *NOTIFIED,
        heading="qualifies for Early Notification",
    )
    reported_to_HSIB_or_MNSI_on: Day | None = column(
        "The day it was reported to HSIB or MNSI.", *REPORTED
    )
    hsib_or_mnsi_reference: Text | None = column(
        "The reference HSIB or MNSI gave.", *REPORTED, heading="HSIB or MNSI reference"
    )
    hsib_or_mnsi_decision: (
        Literal["accepted", "does not qualify", "family declined", "waiting"] | None
    ) = column("What HSIB or MNSI decided.", *NOTIFIED, heading="HSIB or MNSI decision")
    hsib_or_mnsi_decision_on: Day | None = column(
        "The day HSIB or MNSI decided.", *NOTIFIED, heading="HSIB or MNSI decision on"
    )
    reported_to_nhs_resolution_on: Day | None = column(
        "The day it was reported to NHS Resolution.",
        *NOTIFIED,
        heading="reported to NHS Resolution on",
    )
    nhs_resolution_reference: Text | None = column(
        "The reference NHS Resolution gave.",
        *NOTIFIED,
        heading="NHS Resolution reference",
    )
    family_told_of_both_roles_on: Day | None = column(
        "The day the family was told of the roles of both bodies.", *TOLD
    )
    told_in_an_accessible_format: YesNo | None = column(
        "Whether it was told in a format the family could use.", "Y7-SA10-C1"
    )
    duty_of_candour_required: YesNo | None = column(
        "Whether the duty of candour applies.", *CANDOUR
    )
    duty_of_candour_complied_with_on: Day | None = column(
        "The day the duty of candour was met.", *CANDOUR
    )
    claims_wizard_field_on_telling_the_family_completed: YesNo | None = column(
        "Whether that field of the claims wizard was filled in.", "Y6-7-SA10-C3"
    )

"""Register of safety action 1: perinatal deaths, and the outside totals beside it."""

from typing import ClassVar, Literal

from mis_assessor.intake.cells import Day, GestationAt, Reference, Text, Whole, YesNo
from mis_assessor.intake.columns import NotBefore, RowModel, column, key_column

NOTIFIED = ("Y3-SA1-A-i", "Y4-SA1-A-i-N", "Y5-SA1-A1", "Y6-7-SA1-A")
SURVEYED = ("Y3-SA1-A-i", "Y4-SA1-A-i-S", "Y5-SA1-A2")
STARTED = ("Y3-SA1-A-ii", "Y4-SA1-A-ii", "Y5-7-SA1-C1")
TEAM = ("Y3-SA1-B", "Y4-SA1-B-draft", "Y4-SA1-B-pub", "Y5-SA1-C1")
DRAFTED = ("Y3-SA1-B", "Y4-SA1-B-draft", "Y4-SA1-B-pub", "Y5-SA1-C2")
PUBLISHED = ("Y4-SA1-B-pub", "Y5-7-SA1-C2", "Y7-SA1-C3")
REVIEWED = ("Y3-SA1-B", "Y4-SA1-B-draft", "Y4-SA1-B-pub", "Y5-7-SA1-C1", "Y5-7-SA1-C2")
SOUGHT = ("Y3-SA1-C", "Y4-SA1-C", "Y5-7-SA1-B")
IN_DOUBT = ("Y3-SA1-B", "Y4-SA1-B-draft", "Y4-SA1-B-pub", "Y5-7-SA1-C2")
TO_REVIEW = (
    *STARTED,
    "Y3-SA1-B",
    *PUBLISHED,
    "Y4-SA1-B-draft",
    *SOUGHT,
    "Y4-SA1-C-delay",
    "Y5-7-SA1-PARTNER",
)
ALL = (*dict.fromkeys((*NOTIFIED, *SURVEYED, *TO_REVIEW, *TEAM)),)

KindOfDeath = Literal[
    "late fetal loss",
    "stillbirth",
    "neonatal death",
    "later death after neonatal care",
    "termination",
]


class PerinatalDeath(RowModel):
    """A death notified to, or that should be notified to, MBRRACE-UK."""

    case: Reference = key_column(
        "The trust's own reference for the death, never an NHS or hospital number.", *ALL
    )
    kind_of_death: KindOfDeath | None = column("What kind of death it was.", *ALL)
    gestation_at_birth: GestationAt | None = column("Completed weeks and days at birth.", *ALL)
    birthweight_in_grams: Whole | None = column(
        "Needed only where the gestation is not known.",
        "Y4-SA1-A-i-N",
        "Y4-SA1-A-ii",
    )
    day_the_clock_starts: Day | None = column(
        "The day of death; for a stillbirth the day of birth.", *ALL
    )
    eligible_for_notification: YesNo | None = column(
        "Whether MBRRACE-UK asks for this death to be notified.", *NOTIFIED, *SURVEYED
    )
    suitable_for_review: YesNo | None = column(
        "Whether the Perinatal Mortality Review Tool is for deaths like this one.",
        *TO_REVIEW,
    )
    born_here: YesNo | None = column(
        "Whether the birth was in the trust; a home birth in its care counts.", *REVIEWED
    )
    died_here: YesNo | None = column(
        "Whether the death was in the trust, or at home after a home birth in its care.",
        *REVIEWED,
        *SOUGHT,
    )
    notified_to_mbrrace_uk: Day | None = column(
        "The day MBRRACE-UK was notified.", *NOTIFIED, heading="notified to MBRRACE-UK"
    )
    surveillance_completed: Day | None = column(
        "The day the surveillance information was complete.", *SURVEYED
    )
    surveillance_form_assigned_to_another_trust: YesNo | None = column(
        "Whether another trust is to complete the surveillance form.",
        "Y4-SA1-A-i-S",
        "Y5-SA1-A2",
    )
    review_started: Day | None = column("The day the review was started.", *STARTED)
    reviewed_by_a_multidisciplinary_team: YesNo | None = column(
        "Whether a multidisciplinary team carried out the review.", *TEAM
    )
    draft_report: Day | None = column("The day the report reached draft.", *DRAFTED)
    report_published: Day | None = column("The day the report was published.", *PUBLISHED)
    parents_told_of_the_review: Day | None = column(
        "The day the parents were told that a review will take place.",
        "Y3-SA1-C",
        "Y4-SA1-C",
    )
    parents_views_and_questions_sought: Day | None = column(
        "The day the parents were asked for their views and questions.",
        *SOUGHT,
        heading="parents' views and questions sought",
    )
    delay_likely: YesNo | None = column(
        "Whether a delay of the review was likely.", "Y4-SA1-C-delay"
    )
    parents_given_a_timetable: Day | None = column(
        "The day the parents were given a timetable because of the delay.", "Y4-SA1-C-delay"
    )
    external_panel_member_present: YesNo | None = column(
        "Whether somebody from outside the trust was on the panel.", "Y7-SA1-C3"
    )
    held_by_HSIB_or_MNSI: YesNo | None = column(
        "Whether the review waits for an investigation by HSIB or MNSI.", *IN_DOUBT
    )
    waiting_for_post_mortem_or_coroner: YesNo | None = column(
        "Whether the review waits for a post-mortem or the coroner.",
        *IN_DOUBT,
        heading="waiting for post-mortem or coroner",
    )
    reviewing_trust: Literal["ours", "another", "joint"] | None = column(
        "Who carries out the review.", "Y5-7-SA1-C1", "Y5-7-SA1-C2"
    )


class OutsideTotal(RowModel):
    """A count that somebody else holds, to compare with the trust's own register."""

    checks: ClassVar = (NotBefore("to", "from"),)

    source: Literal["HSIB or MNSI", "NNRD", "claims wizard", "MBRRACE-UK", "scorecard"] = (
        key_column("Who counted.", *ALL, "Y4-SA2-2", "Y4-SA10-A", "Y5-7-SA10-A")
    )
    subject: Text | None = column("What was counted.", *ALL, "Y4-SA2-2", "Y4-SA10-A")
    from_: Day | None = column("First day counted.", *ALL, "Y4-SA2-2", "Y4-SA10-A")
    to: Day | None = column("Last day counted.", *ALL, "Y4-SA2-2", "Y4-SA10-A")
    count: Whole | None = column("How many.", *ALL, "Y4-SA2-2", "Y4-SA10-A")

"""Registers that a trust keeps for Ockenden and its system: audits, rounds, guidelines."""

from typing import ClassVar, Literal

from mis_assessor.intake.cells import Day, DocumentId, Names, Reference, Text, Whole, YesNo
from mis_assessor.intake.columns import NotBefore, PartOf, RowModel, column, key_column

AUDITED = (
    *("Q24", "Q25", "Q26", "Q28", "Q30", "Q31", "Q33", "Q41", "Q42"),
    *("IEA4.2", "IEA4.3", "IEA5.1", "IEA5.2", "IEA7.2", "IEA7.3"),
    *("UCP-4a", "UCP-5a", "BB-PMH-1"),
)
ROUNDS = ("IEA3.2", "UCP-3a", "Q18", "Q22")
SUSPENDED = ("REC-1",)
TEAMS = ("LMS-OBJ-VIII-0", "LMS-OBJ-VIII-e", "BB-COC-2")
GUIDELINES = ("Q49",)


class RecordAudit(RowModel):
    """An audit of a sample of records on one topic."""

    checks: ClassVar = (
        NotBefore("to", "from"),
        PartOf("records audited", "eligible records"),
        PartOf("records that meet it", "records audited"),
    )

    topic: Text = key_column("What was looked for, such as named consultant.", *AUDITED)
    organisation: Text | None = column(
        "The trust or unit; blank is whoever sends the folder.", *AUDITED
    )
    from_: Day | None = column("First day the records are of.", *AUDITED)
    to: Day | None = column("Last day the records are of.", *AUDITED)
    eligible_records: Whole | None = column("How many records there were.", *AUDITED)
    records_audited: Whole | None = column("How many of them were looked at.", *AUDITED)
    records_that_meet_it: Whole | None = column("How many of these were as asked.", *AUDITED)
    done_on: Day | None = column("The day the audit was done.", *AUDITED)
    document: DocumentId | None = column("The document that reports it, by its id.", *AUDITED)


class WardRound(RowModel):
    """A ward round on a labour ward; there is a row for every round."""

    day: Day = key_column("The day.", *ROUNDS)
    unit: Text | None = column("The unit, in a trust that has more than one.", *ROUNDS)
    round: Literal["day", "night"] = key_column("Which round.", *ROUNDS)
    consultant_led: YesNo | None = column("Whether a consultant led it.", *ROUNDS)
    consultant_present: YesNo | None = column("Whether a consultant was there in person.", *ROUNDS)
    professions_present: Names | None = column("The professions that were there.", *ROUNDS)


class SuspendedService(RowModel):
    """A service that was suspended, and when it is to open again."""

    checks: ClassVar = (NotBefore("reopened on", "suspended on"),)

    service: Text = key_column("The service.", *SUSPENDED)
    unit: Text | None = column("The unit.", *SUSPENDED)
    suspended_on: Day = key_column("The day it was suspended.", *SUSPENDED)
    reopened_on: Day | None = column("The day it opened again.", *SUSPENDED)
    dated_plan: DocumentId | None = column("The plan to open it again, by its id.", *SUSPENDED)
    plan_date: Day | None = column("The day by which the plan opens it.", *SUSPENDED)


class ContinuityTeam(RowModel):
    """A team of midwives that gives continuity of carer."""

    team: Reference = key_column("Its name.", *TEAMS)
    unit: Text | None = column("The unit.", *TEAMS)
    midwives: Whole | None = column("How many midwives it has.", *TEAMS)
    named_obstetrician: YesNo | None = column("Whether it has a named obstetrician.", *TEAMS)
    most_deprived_areas: YesNo | None = column(
        "Whether it cares for women of the most deprived areas.", *TEAMS
    )
    enhanced_midwifery_time: YesNo | None = column(
        "Whether its midwives have extra time for these women.", *TEAMS
    )
    began_on: Day | None = column("The day it began.", *TEAMS)


class Guideline(RowModel):
    """A clinical guideline of the trust."""

    title: Text = key_column("Its title.", *GUIDELINES)
    review_due: Day | None = column("The day its review is due.", *GUIDELINES)
    last_reviewed: Day | None = column("The day of its last review.", *GUIDELINES)
    follows_nice: YesNo | None = column(
        "Whether it follows NICE.", *GUIDELINES, heading="follows NICE"
    )
    risk_assessed_on: Day | None = column(
        "The day the risk of not following it was assessed.", *GUIDELINES
    )

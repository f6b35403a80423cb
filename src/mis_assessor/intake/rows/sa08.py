"""Registers of safety action 8: staff, the training they attended, their certificates."""

from typing import ClassVar, Literal

from mis_assessor.intake.cells import CareerDay, Day, Percent, Reference, Text, YesNo
from mis_assessor.intake.columns import NotBefore, RowModel, column, key_column

MODULES = (
    "Y3-SA8",
    "Y4-SA8-B",
    "Y4-SA8-C",
    "Y4-SA8-D",
    "Y5-7-SA8-2",
    "Y5-7-SA8-3",
    "Y5-7-SA8-4",
)
FETAL_MONITORING = ("Y4-SA8-C", "Y4-SA6-E4", "Y5-7-SA8-2")
PEOPLE = (*MODULES, "Y4-SA6-E4", "Y6-7-SA8-6")
CERTIFIED = ("Y5-SA8-5", "Y6-7-SA8-6")

StaffGroup = Literal[
    "obstetric consultants",
    "other obstetric doctors",
    "midwives",
    "maternity support workers and health care assistants",
    "obstetric anaesthetic consultants",
    "other obstetric anaesthetic doctors",
    "maternity critical care staff",
    "maternity theatre staff",
    "neonatal or paediatric consultants covering neonatal units",
    "neonatal junior doctors attending births",
    "neonatal nurses band 5 and above",
    "advanced neonatal nurse practitioners",
]


class StaffMember(RowModel):
    """A person who works in, or for, maternity and neonatal care."""

    checks: ClassVar = (
        NotBefore("left on", "started on"),
        NotBefore("on long-term leave to", "on long-term leave from"),
    )

    person: Reference = key_column(
        "The trust's own reference for the person, never a name.", *PEOPLE
    )
    staff_group: StaffGroup | None = column("The staff group.", *PEOPLE)
    role: Text | None = column(
        "The role, such as GP trainee, theatre midwife, bank or agency.", *PEOPLE
    )
    started_on: CareerDay | None = column("The first day in post.", *PEOPLE)
    left_on: CareerDay | None = column("The last day in post.", *PEOPLE)
    on_long_term_leave_from: CareerDay | None = column(
        "First day of long-term leave.", *PEOPLE, heading="on long-term leave from"
    )
    on_long_term_leave_to: CareerDay | None = column(
        "Last day of long-term leave.", *PEOPLE, heading="on long-term leave to"
    )
    rotational: YesNo | None = column(
        "Whether the person rotates between trusts.",
        "Y6-7-SA8-2",
        "Y6-7-SA8-3",
        "Y6-7-SA8-4",
    )
    on_rota_with_a_continuously_present_additional_resident_doctor: YesNo | None = column(
        "Whether another resident doctor is always there.", *FETAL_MONITORING
    )
    left_out_of_fetal_monitoring: YesNo | None = column(
        "Whether an obstetric doctor is not counted for fetal monitoring: a GP trainee, or "
        "one beside whom another resident doctor is always there.",
        "Y5-7-SA8-2",
    )
    attends_births_unsupervised: YesNo | None = column(
        "Whether the person attends births without supervision.",
        "Y4-SA8-D",
        "Y6-7-SA8-6",
    )
    always_supervised: YesNo | None = column(
        "Whether the person is always supervised at births.", "Y4-SA8-D", "Y6-7-SA8-6"
    )
    also_works_outside_theatre: YesNo | None = column(
        "Whether a theatre midwife also works outside theatre.", *MODULES
    )


class TrainingAttendance(RowModel):
    """A person's attendance, or booking, at one training module."""

    person: Reference = key_column("The person's reference in “staff”.", *PEOPLE)
    module: Literal["fetal monitoring", "maternity emergencies", "neonatal life support"] = (
        key_column("The training module.", *MODULES, "Y4-SA6-E4")
    )
    attended_on: Day | None = column("The day attended.", *MODULES, "Y4-SA6-E4")
    booked_for: Day | None = column("The day booked; it never counts as attended.", *MODULES)
    whole_day: YesNo | None = column("Whether it lasted a whole day.", "Y4-SA8-B", "Y5-7-SA8-3")
    in_house: YesNo | None = column("Whether it was held in house.", "Y4-SA8-B", "Y5-7-SA8-3")
    multi_professional: YesNo | None = column(
        "Whether the professions trained together.",
        "Y4-SA8-B",
        "Y5-7-SA8-3",
        heading="multi-professional",
    )
    neonatal_course_taken: Text | None = column(
        "The neonatal course, in house or external.", "Y4-SA8-D"
    )
    trained_at_another_trust: YesNo | None = column(
        "Whether another trust gave the training.", *MODULES
    )
    competency_passed: YesNo | None = column(
        "Whether the competency assessment was passed.", "Y4-SA6-E4"
    )
    score_in_percent: Percent | None = column(
        "The score of the competency assessment.", "Y4-SA6-E4"
    )
    plan_day: Day | None = column(
        "The day by which a plan says it will be attended.",
        "Y5-7-SA8-2",
        "Y5-7-SA8-3",
        "Y5-7-SA8-4",
    )


class Certificate(RowModel):
    """A certificate that a person holds, or lacks, for teaching or for resuscitation."""

    checks: ClassVar = (NotBefore("valid to", "valid from"),)

    person: Reference = key_column("The person's reference in “staff”.", *CERTIFIED)
    certificate: Literal[
        "newborn life support",
        "local assessment equal to BAPM",
        "instructor",
        "certificate of eligibility for locums",
    ] = key_column("What it is for.", *CERTIFIED)
    valid_from: Day | None = column("The first day it is valid.", "Y6-7-SA8-6")
    valid_to: Day | None = column("The last day it is valid.", "Y6-7-SA8-6")
    resuscitation_council_course: YesNo | None = column(
        "Whether a course of the Resuscitation Council led to it.",
        "Y5-SA8-5",
        heading="Resuscitation Council course",
    )

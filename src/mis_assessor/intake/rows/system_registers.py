"""Registers that a local maternity system keeps: births, members, outliers, lines, money."""

from typing import ClassVar, Literal

from mis_assessor.intake.cells import (
    Day,
    DocumentId,
    GestationAt,
    Pounds,
    Reference,
    Text,
    Whole,
    YesNo,
)
from mis_assessor.intake.columns import NotBefore, PartOf, RowModel, column, key_column

EARLY = ("LMS-OBJ-II-b", "BB-NEO-2")
MEMBERS = ("MVP-3", "MVP-4")
OUTLIERS = ("BB-DATA-4",)
LINES = ("LMS-GOV-0", "LMS-GOV-3a", "LMS-GOV-3b", "IEA2.1", "BB-EST-5", "Q47")
MONEY = ("OCK-FND-1", "FND-1", "IEA3.3", "UCP-3c", "Q19")


class EarlyBirth(RowModel):
    """A birth expected so early that the place of birth must be right for it."""

    case: Reference = key_column(
        "The system's own reference for it, never an NHS or hospital number.", *EARLY
    )
    provider_of_booking: Text | None = column("The code of the trust of booking.", *EARLY)
    unit_of_birth: Text | None = column("The code of the unit of birth.", *EARLY)
    expected_gestation: GestationAt | None = column(
        "Weeks and days at the decision or admission.", *EARLY
    )
    day_of_birth: Day | None = column("The day of birth.", *EARLY)
    neonatal_care_on_site_was_right_for_this_gestation: YesNo | None = column(
        "Whether the unit had neonatal care for so early a birth.", *EARLY
    )
    exempted_on: Day | None = column(
        "The day an exception was agreed; after the birth it does not count.", "BB-NEO-2"
    )
    babies: Whole | None = column("How many babies; a woman counts once.", *EARLY)


class PartnershipMembers(RowModel):
    """How many members a partnership has of one category; counts, never names."""

    checks: ClassVar = (PartOf("of these service users", "members"),)

    partnership: Text = key_column("The maternity voices partnership, by name.", *MEMBERS)
    category: Literal[
        "service users and families",
        "charities and advocates",
        "commissioners",
        "providers",
        "statutory partners",
        "clinicians and managers",
    ] = key_column("Which members.", *MEMBERS)
    members: Whole | None = column("How many there are.", *MEMBERS)
    of_these_service_users: Whole | None = column("How many of them use services.", *MEMBERS)


class Outlier(RowModel):
    """A published measure in which an organisation is, or is not, an outlier."""

    measure: Text = key_column("The measure.", *OUTLIERS)
    organisation: Text = key_column("The trust or unit, by code or name.", *OUTLIERS)
    period: Text = key_column("The period, as published.", *OUTLIERS)
    outlier: YesNo | None = column("Whether it is an outlier.", *OUTLIERS)
    looked_at_across_the_system_on: Day | None = column(
        "The day the system looked at it.", *OUTLIERS
    )
    document: DocumentId | None = column("The document that shows it, by its id.", *OUTLIERS)


class ReportingLine(RowModel):
    """To whom a body or post reports."""

    checks: ClassVar = (NotBefore("until", "since"),)

    body_or_post: Text = key_column("Who reports.", *LINES)
    reports_to: Text = key_column("To which body or post.", *LINES)
    since: Day | None = column("First day.", *LINES)
    until: Day | None = column("Last day.", *LINES)
    held_back_by_another_body: YesNo | None = column(
        "Whether another body must agree before it may report.", *LINES
    )


class Money(RowModel):
    """Money received from a fund, or spent from it."""

    fund: Literal[
        "transformation allocation",
        "Ockenden allocation",
        "external training money",
        "MIS refund",
    ] = key_column("Which fund.", *MONEY)
    received_on: Day | None = column("The day it was received.", *MONEY)
    received: Pounds | None = column("How much was received.", *MONEY)
    spent_on: Day | None = column("The day it was spent.", *MONEY)
    spent: Pounds | None = column("How much was spent.", *MONEY)
    purpose: (
        Literal[
            "midwives",
            "consultant obstetrician time",
            "multidisciplinary training",
            "maternity training",
            "maternity safety",
            "other",
        ]
        | None
    ) = column("On what it was spent.", *MONEY)
    document: DocumentId | None = column("The document that shows it, by its id.", *MONEY)

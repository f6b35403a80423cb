"""The register of figures that are already counted: shares of women, births, members."""

from typing import ClassVar, Literal

from mis_assessor.intake.cells import Day, DocumentId, Text, Whole
from mis_assessor.intake.columns import NotBefore, PartOf, RowModel, column, key_column

COUNTED = (
    "LMS-OBJ-I",
    "LMS-OBJ-III",
    "LMS-OBJ-V",
    "LMS-OBJ-VIII-c",
    "HI-P3",
    "HI-P4-a",
    "HI-P4-b",
    "BB-CHO-1",
    "BB-DEL-1",
    "BB-DEL-2",
    "BB-DEL-3",
    "BB-DEL-4",
    "BB-DEL-5",
    "BB-INC-3",
    "MVP-5",
    "PQSM-M9",
    "PQSM-M10",
)

Measure = Literal[
    "personalised care plan offered",
    "personalised care plan in place",
    "choice offered",
    "on a continuity pathway",
    "smokers with the pathway open to them",
    "glucose monitoring offered",
    "ethnicity recorded",
    "births in midwifery settings",
    "stillbirth",
    "neonatal death",
    "maternal death",
    "intrapartum brain injury",
    "patient safety incidents reported nationally",
    "members of minority ethnic groups",
    "midwives who would recommend",
    "trainees rating supervision good or excellent",
]
Group = Literal[
    "all women",
    "Black",
    "Asian",
    "mixed ethnicity",
    "most deprived areas",
    "antenatal",
    "birth",
    "postnatal",
    "local meaning",
]


class Rate(RowModel):
    """A published or counted figure for a group and a period."""

    checks: ClassVar = (NotBefore("to", "from"), PartOf("numerator", "denominator"))

    measure: Measure = key_column("What was counted.", *COUNTED)
    organisation: Text = key_column(
        "The trust, partnership, system or England, by code or name.", *COUNTED
    )
    group: Group = key_column("Of whom.", *COUNTED)
    from_: Day = key_column("First day of the period.", *COUNTED)
    to: Day = key_column("Last day of the period.", *COUNTED)
    numerator: Whole | None = column("How many were as asked.", *COUNTED)
    denominator: Whole | None = column("Out of how many.", *COUNTED)
    rounded_to: Literal["1", "5"] | None = column(
        "5 where both counts were rounded to the nearest 5, else 1.", *COUNTED
    )
    state: Literal["provisional", "final", "local"] | None = column(
        "Whether the figure is published as provisional or final, or is local.", *COUNTED
    )
    source: DocumentId | None = column("The document it is from, by its id.", *COUNTED)

"""The lists of what is in place and who holds which post, for Ockenden and local systems."""

from typing import ClassVar, Literal

from mis_assessor.intake.cells import (
    WTE,
    Day,
    DocumentId,
    Holder,
    Names,
    Role,
    Somebody,
    Text,
    YesNo,
)
from mis_assessor.intake.columns import NotBefore, RowModel, column, key_column


class ListedArrangement(RowModel):
    """A plain fact, in place or not, that somebody answers for."""

    checks: ClassVar = (NotBefore("until", "since"),)

    arrangement: Text = key_column("Its name, in the words of the requirement.")
    organisation: Text | None = column(
        "The trust, unit, partnership or body; blank is whoever sends the folder."
    )
    in_place: YesNo | None = column("Whether it is in place. Blank means that nobody has said.")
    since: Day | None = column("First day in place.")
    until: Day | None = column("Last day in place.")
    evidence_item: DocumentId | None = column("The document that shows it, by its id.")
    stated_by: Somebody | None = column("Who said so.")
    role: Role | None = column("In which role.")
    stated_on: Day | None = column("The day it was said.")


class ListedPost(RowModel):
    """A post and the member of staff who holds it; a vacant post has no row."""

    checks: ClassVar = (NotBefore("until", "from"),)

    post: Text = key_column("Its name, in the words of the requirement.")
    organisation: Text | None = column(
        "The trust, unit or body; blank is whoever sends the folder."
    )
    person: Holder = key_column("The member of staff, by name or staff reference; never a patient.")
    profession: (
        Literal[
            "midwife",
            "obstetrician",
            "anaesthetist",
            "neonatal",
            "nurse",
            "manager",
            "service user",
            "other",
        ]
        | None
    ) = column("Their profession.")
    from_: Day | None = column("First day in post.")
    until: Day | None = column("Last day in post.")
    shared_with: Text | None = column("With whom the post is shared.")
    protected_time_a_week: WTE | None = column("Hours a week kept free for it.")
    reports_to: Names | None = column("The posts or bodies it reports to.")
    evidence_item: DocumentId | None = column("The document that shows it, by its id.")

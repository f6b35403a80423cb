"""The lists beside the registers: the register list, documents and judgements."""

from typing import ClassVar, Literal

from mis_assessor.intake.cells import (
    Day,
    Days,
    DocumentId,
    Fingerprint,
    Names,
    Reason,
    RequirementId,
    Role,
    Somebody,
    Text,
    Whole,
    YesNo,
)
from mis_assessor.intake.columns import NotBefore, RowModel, column, key_column


class ListedRegister(RowModel):
    """What one register covers, who took it and who checked it."""

    checks: ClassVar = (NotBefore("covers to", "covers from"),)

    register_: Text = key_column("The register's name, such as perinatal deaths.")
    taken_from: Text | None = column("The system it was taken from.")
    taken_on: Day | None = column("The day it was taken.")
    covers_from: Day | None = column("First day it covers.")
    covers_to: Day | None = column("Last day it covers.")
    complete_to: Day | None = column(
        "Up to this day a blank day means not done; after it, not known."
    )
    rows: Whole | None = column("How many rows it has, to show that none was lost.")
    nothing_to_report: YesNo | None = column("Yes where there was no case at all.")
    supplied_by: Somebody | None = column("Who supplied it.")
    checked_by: Somebody | None = column("Who checked it.")
    checked_on: Day | None = column("The day it was checked.")
    file: Text | None = column("The file, such as registers/perinatal-deaths.csv.")
    sha256: Fingerprint | None = column("The fingerprint of the file.")


class ListedDocument(RowModel):
    """A document the trust holds, by title and fingerprint."""

    checks: ClassVar = (
        NotBefore("covers to", "covers from"),
        NotBefore("in force to", "in force from"),
    )

    id: DocumentId = key_column("A short name of the trust's own.")
    kind: Text = key_column("What kind of document it is, such as training plan.")
    title: Text | None = column("Its title.")
    dated: Day | None = column("The day it bears.")
    covers_from: Day | None = column("First day it is about.")
    covers_to: Day | None = column("Last day it is about.")
    in_force_from: Day | None = column("First day in force; a blank is not known.")
    in_force_to: Day | None = column("Last day in force; blank where no end is set.")
    about: Names | None = column("Requirements, groups, units or elements it is about.")
    promised_number: Text | None = column("The number a plan promises.")
    promised_by: Day | None = column("The day by which a plan promises it.")
    progress_reported_on: Days | None = column("The days progress was reported.")
    expires_on: Day | None = column("The day it expires.")
    checked_by: Somebody | None = column("Who checked it.")
    checked_on: Day | None = column("The day it was checked.")
    file: Text | None = column("The file, if it is sent along: files/training-plan.pdf.")
    sha256: Fingerprint | None = column("The fingerprint of the file.")


class ListedEvent(RowModel):
    """What a body or person did with a document, on a day."""

    document: DocumentId = key_column("The document's id in documents.csv.")
    event: Literal[
        "signed",
        "agreed",
        "approved",
        "endorsed",
        "ratified",
        "received",
        "discussed",
        "presented",
        "validated",
        "shared",
        "co-produced",
        "published",
        "completed",
        "reviewed",
        "seen",
        "sent",
        "consulted",
    ] = key_column("What was done with it.")
    by: Text = key_column("The body, or the role of the person.")
    on: Day = key_column("The day it was done.")
    minute: Text | None = column("Meeting and minute where it is written.")


class ListedContent(RowModel):
    """Whether an item was looked for in a document, and found."""

    document: DocumentId = key_column("The document's id in documents.csv.")
    item: Text = key_column("The item asked for, in the words of the requirement.")
    found: Literal["yes", "no", "nothing to report"] | None = column(
        "Whether it is there. Blank means that nobody has looked."
    )
    page: Text | None = column("The page.")
    who_looked: Somebody | None = column("Who looked.")
    when: Day | None = column("The day they looked.")


class ListedJudgement(RowModel):
    """A named person's answer where only a person can decide."""

    checks: ClassVar = (NotBefore("until", "date"),)

    requirement: RequirementId = key_column("The requirement judged.")
    answer: Literal["met", "not met"] = key_column("What was judged.")
    who: Somebody = key_column("Who judged.")
    role: Role = key_column("In which role.")
    date: Day = key_column("The day it was judged.")
    until: Day | None = column("The last day on which it still counts.")
    reason: Reason = key_column("Why.")
    evidence: DocumentId = key_column("The document relied on, by its id.")


class DeclaredAnswer(RowModel):
    """The Board's own answer to a requirement on the form."""

    requirement: RequirementId = key_column("The requirement, or the safety action.")
    answer: Literal["yes", "no", "not applicable"] = key_column("The Board's answer.")

"""What programs send: each field with its limits, so that nothing else is let through."""

from datetime import date
from typing import Annotated

from fastapi import UploadFile
from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from mis_assessor.services.confirming import Says
from mis_assessor.store.records import Role
from mis_assessor.web.api.lists import LARGEST

PRINTABLE = r"^[^\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]*$"
Words = Annotated[
    str, StringConstraints(strip_whitespace=True, max_length=2_000, pattern=PRINTABLE)
]
"""Anything that a person may have written."""
Said = Annotated[
    str, StringConstraints(strip_whitespace=True, min_length=1, max_length=2_000, pattern=PRINTABLE)
]
"""The same, where it cannot be left out."""
Digest = Annotated[str, StringConstraints(pattern=r"^([0-9a-f]{64})?$")]
"""A sha256; empty where there was nothing."""


class Sent(BaseModel):
    """Something that a program sends; what it does not know is refused, not passed over."""

    model_config = ConfigDict(extra="forbid")


class Year(Sent):
    """The scheme year to begin."""

    scheme_year: int = Field(ge=1, le=99)
    another: bool = Field(False, description="Also where there is a submission of it already.")


class Folder(Sent):
    """A submission folder as a zip."""

    file: UploadFile


class Files(Sent):
    """Files sent together: tables under their own names, anything else as an evidence file."""

    files: list[UploadFile] = Field(min_length=1, max_length=50)
    version: int = Field(ge=0, le=LARGEST, description="The version that you looked at.")


class RegisterSent(Sent):
    """A register, or only what is said of it; what is left out stays as it is."""

    file: UploadFile | None = None
    seen: Digest = Field(description="From when you read it.")
    seen_line: Digest = Field(description="From when you read it.")
    taken_from: Words | None = None
    supplied_by: Words | None = None
    checked_by: Words | None = None
    taken_on: date | None = None
    covers_from: date | None = None
    covers_to: date | None = None
    complete_to: date | None = None
    checked_on: date | None = None
    nothing_to_report: bool | None = None


class StatementMade(Sent):
    """What a named person states."""

    statement: Said
    answer: Said
    who: Said
    role: Said
    said_on: date
    evidence: Words = ""
    seen: Digest = Field(description="From when you read the statements.")


class MoveMade(Sent):
    """A step to take, with what has to be written down."""

    move: Said
    digest: Digest = Field("", description="Of the assessment that you have read.")
    reference: Words = ""
    day: date | None = None
    note: Words = ""
    outcome: Words = Field("", description="What came of it, where the move asks for one.")


class Read(Sent):
    """What somebody has read of."""

    digest: Digest = Field(description="Of the assessment that you have read.")
    items: list[Said] = Field(min_length=1, max_length=500)


class Pack(Sent):
    """A Board paper (PDF) or a zip of a submission."""

    file: UploadFile
    receipt: bool = Field(False, description="Whether a receipt of it is kept for good.")


class Invited(Sent):
    """Somebody to invite."""

    name: Said
    email: Annotated[str, StringConstraints(max_length=200, pattern=PRINTABLE)]
    role: Role
    trust: Annotated[str, StringConstraints(max_length=6, pattern=PRINTABLE)] = Field(
        "", description="The ODS code; empty for a verifier and an administrator."
    )


class LetIn(Sent):
    """Whether somebody may come in."""

    active: bool


class TrustNamed(Sent):
    """A trust's name."""

    name: Said


class Import(Sent):
    """A workbook of the submission, or lists that a trust has anyway."""

    files: list[UploadFile] = Field(min_length=1, max_length=20)
    called: Words = Field("auto", description="What it is, as “mis import” calls it.")
    mapping: Annotated[str, StringConstraints(max_length=200_000)] = Field(
        "", description="How each sheet is read, as the last look gave it; empty to find out."
    )
    take_out: bool = Field(
        False, description="Of a workbook, whether rows that are not in it are taken out."
    )


class Seen(Sent):
    """What was there when whoever changes it looked."""

    seen: Digest = Field(description="From when you read it.")


class ActDone(Sent):
    """Something that was done with a document."""

    event: Said
    by: Said
    on: date
    minute: Words = ""


class ItemFound(Sent):
    """What somebody looked for in a document."""

    item: Said
    found: Said
    page: Words = ""
    who_looked: Words = ""
    when: date | None = None


class Document(Seen):
    """A document: what is left out is not said of it any more."""

    kind: Said
    title: Words = ""
    dated: date | None = None
    checked_by: Words = ""
    checked_on: date | None = None
    written_by: Words = ""
    covers_from: date | None = None
    covers_to: date | None = None
    in_force_from: date | None = None
    in_force_to: date | None = None
    expires_on: date | None = None
    about: Words = ""
    promised_number: Words = ""
    promised_by: Words = ""
    file: Words = ""
    acts: list[ActDone] = Field(default=[], max_length=60)
    found: list[ItemFound] = Field(default=[], max_length=60)


OF_A_DOCUMENT = tuple(
    name for name in Document.model_fields if name not in ("seen", "kind", "acts", "found")
)
"""What is said of a document in its line of the list, besides its kind."""


class Supposed(Sent):
    """What is supposed to be so."""

    facts: list[Said] = Field(min_length=1, max_length=20)


class National(Sent):
    """Files as national bodies publish or supply them."""

    files: list[UploadFile] = Field(min_length=1, max_length=20)


class TwoPacks(Sent):
    """A pack, and another one or a declaration that was sent."""

    second: UploadFile
    first: UploadFile | None = None
    held: Annotated[str, StringConstraints(max_length=40, pattern=PRINTABLE)] = Field(
        "", description="The id of a submission that was sent, in the place of “first”."
    )


class GuidanceSent(Sent):
    """A guidance document as it was published."""

    file: UploadFile
    edition: Said = Field(description="Year and edition, as the list of guidance has them.")


class ValueSaid(Sent):
    """What somebody read of one value."""

    number: int = Field(ge=0, le=LARGEST)
    says: Says
    page: int | None = Field(None, ge=1, le=LARGEST, description="Where it is another page.")


class SystemSent(Sent):
    """A local system, with its trusts and the officers who see it."""

    name: Said
    trusts: list[Annotated[str, StringConstraints(max_length=6, pattern=PRINTABLE)]] = Field(
        min_length=1, max_length=100
    )
    officers: list[Annotated[int, Field(ge=1, le=LARGEST)]] = Field(default=[], max_length=200)

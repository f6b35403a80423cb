"""What programs send: each field with its limits, so that nothing else is let through."""

from datetime import date
from typing import Annotated

from fastapi import UploadFile
from pydantic import BaseModel, ConfigDict, Field, StringConstraints

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

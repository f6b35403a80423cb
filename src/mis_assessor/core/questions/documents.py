"""A question about documents: their kind, who acted on them, what they hold."""

from typing import Literal

from pydantic import Field

from mis_assessor.core.frozen import Frozen
from mis_assessor.core.questions.window import Window


class Kind(Frozen):
    """Which documents are meant."""

    kind: str
    about: Literal["this requirement", "each"] | None = None


class Promise(Frozen):
    """What a plan must promise: a number and the last day for it."""

    number: str | None = None
    more_than: bool = False
    """Whether the number must be passed, not only reached."""
    by: str | None = None


class DocumentsQuestion(Frozen):
    """Documents of a kind, with who did what with them and what they contain."""

    documents: Kind
    completed_by: str | tuple[str, ...] = ()
    signed_by: str | tuple[str, ...] = ()
    agreed_by: str | tuple[str, ...] = ()
    approved_by: str | tuple[str, ...] = ()
    endorsed_by: str | tuple[str, ...] = ()
    ratified_by: str | tuple[str, ...] = ()
    received_by: str | tuple[str, ...] = ()
    discussed_by: str | tuple[str, ...] = ()
    reviewed_by: str | tuple[str, ...] = ()
    seen_by: str | tuple[str, ...] = ()
    consulted: str | tuple[str, ...] = ()
    sent_to: str | tuple[str, ...] = ()
    published_by: str | tuple[str, ...] = ()
    presented_by: str | tuple[str, ...] = ()
    validated_by: str | tuple[str, ...] = ()
    shared_with: str | tuple[str, ...] = ()
    co_produced_with: str | tuple[str, ...] = Field(default=(), alias="co-produced with")
    in_this_order: bool = False
    contains_all: str | None = None
    covers: "Cover | None" = None
    not_before: str | None = None
    """The first day that counts: what was done before it belongs to an earlier year."""
    promises: Promise | None = None
    shows_progress: bool = False
    between: Window | None = None
    meetings_of: str | None = None
    """The body whose meetings, in the register of meetings, each need one."""
    answer: Literal["document", "documents"]

    def events(self) -> tuple[tuple[str, str | tuple[str, ...]], ...]:
        """Each act asked for and by whom, in the order of the headings."""
        return tuple((verb, by) for field, verb in EVENTS if (by := getattr(self, field)))


EVENTS = (
    ("completed_by", "completed"),
    ("consulted", "consulted"),
    ("agreed_by", "agreed"),
    ("approved_by", "approved"),
    ("signed_by", "signed"),
    ("endorsed_by", "endorsed"),
    ("ratified_by", "ratified"),
    ("validated_by", "validated"),
    ("presented_by", "presented"),
    ("received_by", "received"),
    ("discussed_by", "discussed"),
    ("reviewed_by", "reviewed"),
    ("seen_by", "seen"),
    ("sent_to", "sent"),
    ("published_by", "published"),
    ("shared_with", "shared"),
    ("co_produced_with", "co-produced"),
)


class Cover(Frozen):
    """The period a document must be about: its length and where it may lie."""

    lasts: str
    from_: str
    to: str

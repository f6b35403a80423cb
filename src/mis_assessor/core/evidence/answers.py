"""What evidence says to a question: small exact values that remember their rows."""

from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum


@dataclass(frozen=True, slots=True)
class Used:
    """Rows, a document or a statement that an answer rests on."""

    item: str
    """Register, document id or statement."""
    what: str
    """What of it: “18 of 19 cases”, “signed by Trust Board on 1 July 2022”."""
    sha256: str = ""
    rows: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Failed:
    """One case, person, document or period that did not do what was asked."""

    item: str
    reference: str
    what: str
    row: int = 0
    due: date | None = None
    days_late: int | None = None


@dataclass(frozen=True, slots=True)
class Provenance:
    """What an answer used, what failed, what is still open, and remarks."""

    used: tuple[Used, ...] = ()
    failed: tuple[Failed, ...] = ()
    open: tuple[Failed, ...] = ()
    remarks: tuple[str, ...] = ()


class NoAnswerReason(StrEnum):
    """Why a question has no answer yet."""

    MISSING = "evidence missing"
    NOT_DUE = "not due yet"
    NOT_LOADED = "the guidance value is not loaded"
    NO_CASES = "no cases"
    NONE_DUE = "none due"
    UNCLEAR = "only a person can read it"
    FAILS = "fails"
    """Known facts answer it with no: the document lacks a clause, signed too late."""


@dataclass(frozen=True, slots=True)
class NoAnswer:
    """There is no figure, and why, in words for the finding."""

    why: NoAnswerReason
    says: str
    provenance: Provenance = field(default_factory=Provenance)


@dataclass(frozen=True, slots=True)
class Tally:
    """Cases, people or units: done, failed, and those that can still go either way."""

    done: int
    failed: int
    open: int = 0
    """Not done, limit not run out."""
    unknown: int = 0
    """Past the day the register is complete to, or a blank that says nothing."""
    more_to_come: bool = False
    """The window has not closed, so cases may still be added."""
    unseen: bool = False
    """The register does not reach the last day, so there may be cases that it lacks."""
    things: str = "cases"
    provenance: Provenance = field(default_factory=Provenance)

    @property
    def total(self) -> int:
        """All cases in the share."""
        return self.done + self.failed + self.open + self.unknown


@dataclass(frozen=True, slots=True)
class Figure:
    """A measured number: posts, hours."""

    value: Decimal
    provenance: Provenance = field(default_factory=Provenance)


@dataclass(frozen=True, slots=True)
class Stated:
    """A statement by a named person."""

    value: bool | date | datetime
    provenance: Provenance = field(default_factory=Provenance)


@dataclass(frozen=True, slots=True)
class Paper:
    """One document that does all that is asked of it."""

    in_place: date
    """The last of the days asked for: dated, signed, agreed, received."""
    dated: date | None = None
    in_force_from: date | None = None
    in_force_to: date | None = None
    title: str = ""
    provenance: Provenance = field(default_factory=Provenance)
    others: tuple["Paper", ...] = ()
    """Others that do all that is asked too: a predecessor must not hide its successor."""


@dataclass(frozen=True, slots=True)
class Report:
    """One of several documents that come round."""

    id: str
    complete: bool | None
    """Whether it has all it must: yes, no, or not known (None)."""
    days: tuple[tuple[str, date], ...]
    """Its days by name: ``dated``, ``received by Trust Board``."""
    covers: tuple[date, date] | None
    lacks: str = ""


@dataclass(frozen=True, slots=True)
class Papers:
    """Reports that come round, with the window in which they are counted."""

    reports: tuple[Report, ...]
    start: date
    end: date
    on: date
    """Facts up to this day count; periods that end later are still open."""
    pauses: tuple[tuple[date, date], ...] = ()
    meetings: tuple[date, ...] = ()
    """Days on which the body named met, where each meeting needs one."""
    provenance: Provenance = field(default_factory=Provenance)


Answer = NoAnswer | Tally | Figure | Stated | Paper | Papers

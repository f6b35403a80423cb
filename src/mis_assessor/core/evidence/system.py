"""A local maternity system: its trusts, what each has sent, and what the system holds.

Members of *for each* come from here, never from the rows of a register: a trust that
sent nothing is missing by name."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from mis_assessor.core.evidence.submission import Submission
from mis_assessor.core.rules.quantities import Quantity


@dataclass(frozen=True, slots=True)
class BirthUnit:
    """A place of birth of a trust."""

    code: str
    name: str
    kind: str = "obstetric"
    neonatal_care: str = "none"


@dataclass(frozen=True, slots=True)
class Provider:
    """A trust of the system, with its submission, or None where it has sent none."""

    code: str
    name: str
    units: tuple[BirthUnit, ...] = ()
    submission: Submission | None = None
    kind: str = "acute"


@dataclass(frozen=True, slots=True)
class Buddy:
    """The neighbouring system it is paired with, as this system names it."""

    code: str
    name: str
    agreed_on: date | None = None
    letter: str = ""
    """The id of the document that says so."""
    names: str | None = None
    """The buddy that the other's own file names; None where we do not hold that file."""


@dataclass(frozen=True, slots=True)
class Ambition:
    """A number the guidance leaves to the system, and who set it."""

    name: str
    value: Quantity
    agreed_by: str
    on: date


@dataclass(frozen=True, slots=True)
class System:
    """A local maternity system with everything it and its trusts have sent."""

    code: str
    name: str
    evidence: Submission
    """The system's own folder."""
    providers: tuple[Provider, ...]
    partnerships: tuple[str, ...] = ()
    """Maternity voices partnerships, by name."""
    places: Mapping[str, str] | None = None
    """Each place of the footprint, and the partnership that is there for it."""
    buddy: Buddy | None = None
    ambitions: tuple[Ambition, ...] = ()
    assessed_as_at: date | None = None
    known_on: date | None = None

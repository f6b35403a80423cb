"""What a named person must answer before a declaration is upheld again, and the answer."""

import hashlib
from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class MatterKind(StrEnum):
    """Why something must be answered before a declaration is upheld again."""

    CONTRADICTED = "contradicted"
    EXPIRED = "expired"
    SUPERSEDED = "superseded"
    CHANGED = "evidence changed"
    SAME = "same evidence"
    THIN = "thin margin"
    ALONE = "one item alone"
    RULES = "rules changed"
    CONFIRMATIONS = "confirmations changed"


@dataclass(frozen=True, slots=True)
class Matter:
    """One thing that a named person must answer."""

    kind: MatterKind
    about: str
    """A requirement, a piece of evidence or a consistency rule."""
    was: str
    now: str
    of: str = ""
    """The trust and the scheme year."""

    @property
    def id(self) -> str:
        """The same matter has the same id each time it is asked about."""
        said = "\0".join((self.of, self.kind.value, self.about, self.was, self.now))
        return hashlib.sha256(said.encode()).hexdigest()[:12]


@dataclass(frozen=True, slots=True)
class MatterAnswer:
    """What a named person answered, on which day and why."""

    matter: str
    stands: bool
    """Whether the declaration stands in spite of it."""
    who: str
    role: str
    on: date
    reason: str

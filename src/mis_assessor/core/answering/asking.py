"""What every question needs: the submission, the reading, the member and the day.

How the rows of a register are named to people and in provenance.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from pydantic import BaseModel

from mis_assessor.core.evidence.answers import NoAnswer, NoAnswerReason, Provenance, Used
from mis_assessor.core.evidence.references import folded
from mis_assessor.core.evidence.submission import Register, RegisterRow, Submission
from mis_assessor.core.evidence.system import System
from mis_assessor.core.rules.readings import Reading, texts
from mis_assessor.core.rules.requirement import Requirement
from mis_assessor.core.rules.rulebook import Guidance
from mis_assessor.core.rules.values import as_names

EACH = "each"
"""In a rule: the member of *for each*."""


@dataclass(frozen=True, slots=True)
class Asking:
    """One requirement's questions, put to one submission as at one day."""

    year: Guidance
    submission: Submission
    requirement: Requirement
    reading: Reading
    on: date
    member: str = ""
    doubts_count: bool = True
    """Whether cases in doubt are counted; both ways are decided."""
    memo: dict[Any, Any] = field(default_factory=dict)
    """Work that several members share, such as the search for a training window."""
    system: System | None = None
    """The local maternity system, where the requirement is of a framework that has one."""
    owner: str = ""
    """Who sent the evidence: the code of a trust or a system."""
    organisation: str = ""
    """Whom the question is about: the owner, one of its units, a partnership."""

    def day(self, name: str) -> date | None:
        """A day among the values; None where it is not loaded."""
        value = self.reading.value(name)
        return value if isinstance(value, date) else None

    def names(self, name: str | tuple[str, ...], day: date | None = None) -> tuple[str, ...]:
        """A list of names: a value's, or as written."""
        if isinstance(name, tuple):
            return name
        if name == EACH:
            return (self.member,)
        if self.reading.knows(name):
            return as_names(self.reading.value(name, day))
        return (name,)

    @property
    def organisations(self) -> tuple[str, ...]:
        """How rows may name whom they are about; a blank is whoever sent the folder."""
        if self.organisation != self.owner:
            return (self.organisation,)
        return ("", self.owner)

    def is_about(self, written: str) -> bool:
        """Whether a row that names an organisation is about the one asked for."""
        return folded(written) in map(folded, self.organisations)

    @property
    def due_by(self) -> date | None:
        """The day after which nothing of this requirement is *not due yet*."""
        return self.day(self.requirement.due_by)

    @property
    def closed(self) -> bool:
        """Whether that day is past; where it is not loaded, the scheme year's last day."""
        return self.on > (self.due_by or self.year.last_day)

    def silent(self, says: str) -> NoAnswer:
        """Nothing usable was supplied: not due yet before the last day, else missing."""
        return NoAnswer(NoAnswerReason.MISSING if self.closed else NoAnswerReason.NOT_DUE, says)


def not_loaded(name: str) -> NoAnswer:
    """A value that the rulebook does not hold is never guessed."""
    return NoAnswer(NoAnswerReason.NOT_LOADED, f"The guidance value “{name}” is not loaded.")


def unloaded(asking: Asking, question: BaseModel) -> NoAnswer | None:
    """The first value a question names that the rulebook does not hold."""
    for name in texts(question):
        if asking.reading.lacks(name):
            return not_loaded(name)
    return None


KEYS = (
    "case",
    "person",
    "event",
    "placement",
    "committee",
    "unit",
    "measure",
    "element",
    "report",
    "role",
    "month",
    "day",
)


def label(row: RegisterRow) -> str:
    """How a row is named to people: its reference, or its number."""
    cells: Mapping[str, Any] = row.cells
    for key in KEYS:
        if key in cells:
            return str(cells[key])
    return f"row {row.number}"


def joins_on(row: RegisterRow) -> str:
    """What a row is joined to rows of other registers by: its reference, however written."""
    return folded(label(row))


def used(register: Register, what: str, rows: tuple[int, ...] = ()) -> Provenance:
    """Provenance of an answer read from a register."""
    return Provenance(used=(Used(register.name, what, register.sha256, rows),))

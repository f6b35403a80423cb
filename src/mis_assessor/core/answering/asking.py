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
from mis_assessor.core.rules.calendar import day_of
from mis_assessor.core.rules.comparisons import Mistyped
from mis_assessor.core.rules.once import ByIdentity, once_each
from mis_assessor.core.rules.readings import Reading, every_text
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

    def sure_day(self, name: str) -> date:
        """A day among the values that is known to be loaded."""
        value = self.reading.value(name)
        if isinstance(value, date):
            return value
        raise Mistyped(f"“{name}” is no day")

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
        """Whether that day is past; where it is not loaded, the scheme year's last day.

        It is past too once somebody said that what closes it has happened.
        """
        if self.on > (self.due_by or self.year.last_day):
            return True
        shut = self._shut_on()
        return shut is not None and shut <= self.on

    def _shut_on(self) -> date | None:
        """The day of the statement after which nothing more can follow, if it was made."""
        said = self.submission.statements.get(self.requirement.closed_once or "")
        if said is None or not said.who or said.said_on > self.on:
            return None
        return said_day(said.answer)

    def silent(self, says: str) -> NoAnswer:
        """Nothing usable was supplied: not due yet before the last day, else missing."""
        return NoAnswer(NoAnswerReason.MISSING if self.closed else NoAnswerReason.NOT_DUE, says)


def said_day(answer: bool | date | int | str) -> date | None:
    """The day of a stated day or moment, with its seconds or without; None for any other.

    >>> said_day("2023-02-02 12:00"), said_day(True)
    (datetime.date(2023, 2, 2), None)
    """
    if isinstance(answer, date):
        return day_of(answer)
    try:
        return date.fromisoformat(answer[:10]) if isinstance(answer, str) else None
    except ValueError:
        return None


def not_loaded(name: str) -> NoAnswer:
    """A value that the rulebook does not hold is never guessed."""
    return NoAnswer(NoAnswerReason.NOT_LOADED, f"The guidance value “{name}” is not loaded.")


def unloaded(asking: Asking, question: BaseModel) -> NoAnswer | None:
    """The first value a question names that the rulebook does not hold."""
    name = _not_loaded_of(question, ByIdentity(asking.reading))
    return None if name is None else not_loaded(name)


@once_each
def _not_loaded_of(question: BaseModel, reading: ByIdentity[Reading]) -> str | None:
    return next(filter(reading.it.lacks, every_text(question)), None)


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

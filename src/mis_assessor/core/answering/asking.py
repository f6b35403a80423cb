"""What every question needs: the submission, the reading, the member and the day."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from pydantic import BaseModel

from mis_assessor.core.answers import NoAnswer, Provenance, Used, Why
from mis_assessor.core.questions.window import Window
from mis_assessor.core.readings import Reading, texts
from mis_assessor.core.requirement import Requirement
from mis_assessor.core.scheme import SchemeYear
from mis_assessor.core.submission import Register, Row, Submission
from mis_assessor.core.values import as_names
from mis_assessor.core.wording import on_day

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


@dataclass(frozen=True, slots=True)
class Asking:
    """One requirement's questions, put to one submission as at one day."""

    year: SchemeYear
    submission: Submission
    requirement: Requirement
    reading: Reading
    on: date
    member: str = ""
    doubts_count: bool = True
    """Whether cases in doubt are counted; both ways are decided."""
    memo: dict[Any, Any] = field(default_factory=dict)
    """Work that several members share, such as the search for a training window."""

    def day(self, name: str) -> date | None:
        """A day among the values; None where it is not loaded."""
        value = self.reading.value(name)
        return value if isinstance(value, date) else None

    def names(self, name: str | tuple[str, ...], day: date | None = None) -> tuple[str, ...]:
        """A list of names: a value's, or as written."""
        if isinstance(name, tuple):
            return name
        if self.reading.knows(name):
            return as_names(self.reading.value(name, day))
        return (name,)

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
        return NoAnswer(Why.MISSING if self.closed else Why.NOT_DUE, says)


def not_loaded(name: str) -> NoAnswer:
    """A value that the rulebook does not hold is never guessed."""
    return NoAnswer(Why.NOT_LOADED, f"The guidance value “{name}” is not loaded.")


def unloaded(asking: Asking, question: BaseModel) -> NoAnswer | None:
    """The first value a question names that the rulebook does not hold."""
    for name in texts(question):
        if asking.reading.lacks(name):
            return not_loaded(name)
    return None


def usable(asking: Asking, name: str) -> Register | NoAnswer:
    """A register that passes the evidence gate: supplied, and checked by somebody."""
    register = asking.submission.registers.get(name)
    if register is None:
        return asking.silent(f"Send the register of {name}.")
    if not register.checked_by or register.checked_on is None:
        return asking.silent(
            f"The register of {name} has not been checked by a named person. "
            "Fill in “checked by” and “checked on” in registers.csv."
        )
    if register.checked_on > asking.on:
        return asking.silent(
            f"The register of {name} was checked {on_day(register.checked_on)}, "
            f"after the assessment day."
        )
    if not register.rows and not register.nothing_to_report:
        return asking.silent(
            f"The register of {name} is empty. Fill it in, or write "
            "“nothing to report: yes” in registers.csv."
        )
    return register


def before_results(asking: Asking, known_from: str | None) -> NoAnswer | None:
    """Published results are not due before the day they are published."""
    day = asking.day(known_from) if known_from else None
    if day is None or asking.on >= day:
        return None
    return NoAnswer(Why.NOT_DUE, f"Final results are published {on_day(day)}.")


def window(asking: Asking, covers: Window) -> tuple[date, date]:
    """The first and last day a question is about."""
    start, end = asking.day(covers.from_), asking.day(covers.to)
    assert start is not None and end is not None  # an unloaded value has been answered
    return start, end


def outside(asking: Asking, register: Register, start: date, end: date) -> NoAnswer | None:
    """Why a register says nothing of a window: too early, or not covered; or None."""
    if asking.on < start:
        return NoAnswer(Why.NOT_DUE, f"The window opens {on_day(start)}.")
    return short_of(asking, register, start, end)


def short_of(asking: Asking, register: Register, start: date, end: date) -> NoAnswer | None:
    """What a register does not cover of a window, or None."""
    last = min(end, asking.on)
    if register.covers_from is None or register.covers_from > start:
        return asking.silent(
            f"The register of {register.name} must cover the days from {on_day(start, '')}"
            + _but(register.covers_from, "it starts")
        )
    if end <= asking.on and (register.covers_to is None or register.covers_to < last):
        return NoAnswer(
            Why.MISSING,
            f"The register of {register.name} must cover the days to {on_day(last, '')}"
            + _but(register.covers_to, "it ends"),
        )
    return None


def _but(day: date | None, verb: str) -> str:
    return f"; {verb} {on_day(day)}." if day else "; registers.csv does not say what it covers."


def label(row: Row) -> str:
    """How a row is named to people: its reference, or its number."""
    cells: Mapping[str, Any] = row.cells
    for key in KEYS:
        if key in cells:
            return str(cells[key])
    return f"row {row.number}"


def used(register: Register, what: str, rows: tuple[int, ...] = ()) -> Provenance:
    """Provenance of an answer read from a register."""
    return Provenance(used=(Used(register.name, what, register.sha256, rows),))

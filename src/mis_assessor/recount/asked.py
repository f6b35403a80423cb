"""One requirement's question as it is put: the values it names, of whom, on which day.

Whether a register may be used at all, and why not, is found here too.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from mis_assessor.core.evidence.answers import NoAnswer, NoAnswerReason
from mis_assessor.core.evidence.references import folded
from mis_assessor.core.evidence.submission import Register, Submission
from mis_assessor.core.evidence.system import System
from mis_assessor.core.rules.register_questions import AnyQuestion
from mis_assessor.core.rules.requirement import Requirement
from mis_assessor.core.rules.rulebook import Guidance
from mis_assessor.recount.evidence import Evidence
from mis_assessor.recount.tables import day_of
from mis_assessor.recount.terms import Terms, columns_asked


class NotRecounted(Exception):
    """A question, or a cell, that the recount has no SQL for; it says which."""


@dataclass(frozen=True, slots=True)
class Asked:
    """One requirement put to one sender's evidence, as at one day."""

    guidance: Guidance
    terms: Terms
    evidence: Evidence
    on: date
    system: System | None = None
    owner: str = ""
    organisation: str = ""

    @property
    def submission(self) -> Submission:
        """What the sender sent."""
        return self.evidence.submission

    @property
    def requirement(self) -> Requirement:
        """What is asked of the sender."""
        return self.terms.requirement

    @property
    def today(self) -> int:
        """The assessment day as its number."""
        return self.on.toordinal()

    @property
    def organisations(self) -> frozenset[str]:
        """How rows may name whom the question is about, as it is compared."""
        if self.organisation != self.owner:
            return frozenset((folded(self.organisation),))
        return frozenset(("", folded(self.owner)))

    @property
    def closed(self) -> bool:
        """Whether that day is past, or what closes it has been stated to have happened."""
        last = self.terms.due_by or self.guidance.last_day
        if self.on > last:
            return True
        closing = self.requirement.closed_once
        if not closing:
            return False
        found = self.evidence.database.execute(
            'SELECT COALESCE(day, written) FROM statement WHERE "statement =" = ? '
            "AND who <> '' AND said_on <= ?",
            (folded(closing), self.today),
        ).fetchone()
        return found is not None and any(day <= self.on for day in _days_in(found[0]))

    def silent(self) -> NoAnswer:
        """Nothing that counts was sent: open up to the last day, missing after it."""
        return none(NoAnswerReason.MISSING if self.closed else NoAnswerReason.NOT_DUE)


def _days_in(said: int | str | None) -> Iterator[date]:
    if isinstance(said, int):
        yield date.fromordinal(said)
    elif said:
        try:
            yield datetime.fromisoformat(said).date()
        except ValueError:
            return


def none(why: NoAnswerReason) -> NoAnswer:
    """No figure, and why."""
    return NoAnswer(why, "")


def window(question: AnyQuestion, asked: Asked) -> tuple[date, date] | None:
    """The first and the last day that a question is about."""
    names = question.between_days()
    if not names:
        return None
    first, last = map(asked.terms.day, names)
    if first is None or last is None:
        raise NotRecounted(f"“{names[0]}” or “{names[1]}” is no day")
    return first, last


def usable(asked: Asked, name: str, question: AnyQuestion) -> Register | NoAnswer:
    """A register that was sent, checked in time, not empty, and has the columns asked for."""
    register = asked.submission.registers.get(name)
    if register is None:
        return asked.silent()
    checked = bool(register.checked_by) and register.checked_on is not None
    if not checked or (register.checked_on or date.max) > asked.on:
        return asked.silent()
    if not register.rows and not register.nothing_to_report:
        return asked.silent()
    needed = columns_asked(question, asked.terms, register.name)
    if register.rows and register.columns is not None and not needed <= register.columns:
        return asked.silent()
    return register


def not_covering(asked: Asked, register: Register, first: date, last: date) -> NoAnswer | None:
    """Why a register says nothing of a window: not begun, or the register is too short."""
    if asked.on < first:
        return none(NoAnswerReason.NOT_DUE)
    if register.covers_from is None or register.covers_from > first:
        return asked.silent()
    over = last <= asked.on
    if over and (register.covers_to is None or register.covers_to < last):
        return none(NoAnswerReason.MISSING)
    return None


def ends_early(asked: Asked, register: Register, last: date) -> bool:
    """Whether a last day has come that the register was not complete and checked to."""
    told = (register.covers_to, register.complete_to, register.checked_on)
    known = [day for day in told if day is not None]
    return asked.on >= last and (not known or min(known) < last)


def not_published(asked: Asked, known_from: str | None) -> bool:
    """Whether results come out only after the assessment day."""
    day = asked.terms.day(known_from) if known_from else None
    return day is not None and asked.on < day_of(day)

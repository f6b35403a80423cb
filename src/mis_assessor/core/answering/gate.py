"""Whether a register may be used: supplied, checked, due, and covering the days asked for."""

from datetime import date

from mis_assessor.core.answering.asking import Asking, unloaded
from mis_assessor.core.answering.rows import row_test
from mis_assessor.core.answering.usable import pooled, usable
from mis_assessor.core.answers import NoAnswer, Why
from mis_assessor.core.questions.cases import CasesQuestion
from mis_assessor.core.questions.totals import TotalsQuestion
from mis_assessor.core.questions.window import Window
from mis_assessor.core.submission import Register
from mis_assessor.core.wording import on_day


def ready(question: CasesQuestion | TotalsQuestion, asking: Asking) -> Register | NoAnswer:
    """The register a question is about, once it and the values named can be used."""
    register = (
        pooled(asking, question.register_, row_test(question.cases, asking))
        if question.pooled_over
        else usable(asking, question.register_)
    )
    if isinstance(register, NoAnswer):
        return register
    return unloaded(asking, question) or before_results(asking, question.known_from) or register


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


def unseen(asking: Asking, register: Register, end: date) -> str:
    """Why nobody can have seen every case to a last day that has come; or nothing."""
    days = (register.covers_to, register.complete_to, register.checked_on)
    seen = min((day for day in days if day is not None), default=date.min)
    if asking.on < end or seen >= end:
        return ""
    return (
        f"The register of {register.name} must be complete and checked to {on_day(end, '')}"
        + _but(seen, "it is")
    )


def _but(day: date | None, verb: str) -> str:
    return f"; {verb} {on_day(day)}." if day else "; registers.csv does not say what it covers."

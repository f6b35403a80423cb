"""Whether a register may be used: supplied, checked, due, and covering the days asked for.

Registers that pass the evidence gate: one folder's, or all the trusts' together.
"""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date

from mis_assessor.core.answering.asking import Asking, unloaded
from mis_assessor.core.answering.rows import folded_cell, row_test
from mis_assessor.core.evidence.answers import NoAnswer, NoAnswerReason
from mis_assessor.core.evidence.references import folded
from mis_assessor.core.evidence.submission import Register, RegisterRow
from mis_assessor.core.evidence.system import Provider
from mis_assessor.core.rules.questions import (
    CasesQuestion,
    TotalsQuestion,
)
from mis_assessor.core.rules.register_questions import AnyQuestion
from mis_assessor.core.wording import listed, on_day

Pooled = Register | NoAnswer
Belongs = Callable[[RegisterRow], bool | None]


def usable(asking: Asking, name: str, question: AnyQuestion) -> Register | NoAnswer:
    """A register that passes the evidence gate: supplied, whole, and checked by somebody."""
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
    if lacks := _lacks(asking, register, question):
        return asking.silent(f"The register of {name} {lacks}")
    return register


def _lacks(asking: Asking, register: Register, question: AnyQuestion) -> str:
    """What it has no column for, or nothing: a column left out is not known, never no."""
    if register.columns is None:
        return ""
    key = ("columns", id(question), id(asking.reading.entries))
    if key not in asking.memo:
        columns = question.columns(asking.reading.knows)
        asking.memo[key] = columns, question, asking.reading.entries  # so that no id is used again
    lacking = register.lacks(c for of, c in asking.memo[key][0] if of == register.name)
    if not lacking:
        return ""
    named, them = listed([f"“{c}”" for c in lacking]), "them" if lacking[1:] else "it"
    return (
        f"has no column {named}. Add {them} to {register.file}; a cell may be blank where the "
        "answer is not known."
    )


def pooled(asking: Asking, question: CasesQuestion | TotalsQuestion, belongs: Belongs) -> Pooled:
    """The system's own register, else those of all its trusts put together.

    The system's own counts where it has a row that belongs. It shows that there is none where
    it reports so, or lists cases that are all of another kind, and no trust knows of one.
    One trust without it makes the whole missing: a part of the women is no share of all.
    """
    name = question.register_
    own = asking.submission.registers.get(name)
    rows = _of_the_sender(own, asking) if own else ()
    if asking.system is None or any(map(belongs, rows)):
        return usable(asking, name, question)
    found: list[Register] = []
    without: list[str] = []
    says: list[str] = []
    for provider in asking.system.providers:
        sent = provider.submission
        register = usable(replace(asking, submission=sent), name, question) if sent else None
        if isinstance(register, Register):
            found.append(_of_its_own(register, provider))
        elif (
            sent
            and name in sent.registers
            and (lacks := _lacks(asking, sent.registers[name], question))
        ):
            says.append(f"The register of {name} of {provider.name} {lacks}")
        else:
            without.append(provider.name)
    says_none = own is not None and (
        own.nothing_to_report or (bool(rows) and isinstance(question, CasesQuestion))
    )
    if says_none and not any(belongs(row) for register in found for row in register.rows):
        return usable(asking, name, question)
    if without:
        says.insert(0, f"The register of {name} is missing from {listed(without)}.")
    return asking.silent(" ".join(says)) if says else _together(name, found)


def _of_the_sender(own: Register, asking: Asking) -> tuple[RegisterRow, ...]:
    """The rows of the sender's own register that are about itself and not about one trust."""
    whose = ("", folded(asking.owner), "system")
    return tuple(row for row in own.rows if folded_cell(row, "organisation") in whose)


def _of_its_own(register: Register, provider: Provider) -> Register:
    """A trust's register without rows about others, such as England, that would count twice."""
    whose = ("", folded(provider.code))
    rows = tuple(r for r in register.rows if folded_cell(r, "organisation") in whose)
    return replace(register, name=f"{register.name} of {provider.name}", rows=rows)


def _together(name: str, found: Sequence[Register]) -> Register:
    """Every row, covered only as far as the register that reaches least far."""
    rows = tuple(
        replace(row, number=n) for n, row in enumerate((row for r in found for row in r.rows), 2)
    )
    return Register(
        name,
        rows,
        covers_from=_latest([r.covers_from for r in found]),
        covers_to=_earliest([r.covers_to for r in found]),
        complete_to=min((r.complete_to for r in found if r.complete_to), default=None),
        nothing_to_report=all(r.nothing_to_report for r in found),
        checked_by=listed([r.checked_by for r in found]),
        checked_on=_earliest([r.checked_on for r in found]),
        taken_from=listed([r.file for r in found if r.file]),
        sha256=" ".join(r.sha256 for r in found),
        parts=tuple(found),
    )


def _latest(days: Sequence[date | None]) -> date | None:
    known = [day for day in days if day is not None]
    return max(known) if len(known) == len(days) else None


def _earliest(days: Sequence[date | None]) -> date | None:
    known = [day for day in days if day is not None]
    return min(known) if len(known) == len(days) else None


def ready(question: CasesQuestion | TotalsQuestion, asking: Asking) -> Register | NoAnswer:
    """The register a question is about, once it and the values named can be used."""
    register = (
        pooled(asking, question, row_test(question.cases, asking))
        if question.pooled_over
        else usable(asking, question.register_, question)
    )
    if isinstance(register, NoAnswer):
        return register
    return unloaded(asking, question) or before_results(asking, question.known_from) or register


def before_results(asking: Asking, known_from: str | None) -> NoAnswer | None:
    """Published results are not due before the day they are published."""
    day = asking.day(known_from) if known_from else None
    if day is None or asking.on >= day:
        return None
    return NoAnswer(NoAnswerReason.NOT_DUE, f"Final results are published {on_day(day)}.")


def window(asking: Asking, question: AnyQuestion) -> tuple[date, date]:
    """The first and last day a question is about; an unloaded value has been answered."""
    first, last = question.between_days()
    return asking.sure_day(first), asking.sure_day(last)


def outside(asking: Asking, register: Register, start: date, end: date) -> NoAnswer | None:
    """Why a register says nothing of a window: too early, or not covered; or None."""
    if asking.on < start:
        return NoAnswer(NoAnswerReason.NOT_DUE, f"The window opens {on_day(start)}.")
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
            NoAnswerReason.MISSING,
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

"""Whether a register may be used: supplied, checked, due, and covering the days asked for.

Registers that pass the evidence gate: one folder's, or all the trusts' together.

Registers that must have a row for every month, shift or named item.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from itertools import pairwise

from mis_assessor.core.answering.asking import Asking, unloaded
from mis_assessor.core.answering.rows import row_test
from mis_assessor.core.evidence.answers import NoAnswer, NoAnswerReason
from mis_assessor.core.evidence.references import folded
from mis_assessor.core.evidence.submission import Register, RegisterRow
from mis_assessor.core.evidence.system import Provider
from mis_assessor.core.rules.calendar import ONE_DAY, first_day, last_day, whole_periods
from mis_assessor.core.rules.quantities import Month
from mis_assessor.core.rules.questions import (
    IN_BETWEEN,
    CasesQuestion,
    QuestionWindow,
    TotalsQuestion,
)
from mis_assessor.core.rules.row_tests import RowTest
from mis_assessor.core.wording import listed, on_day

Pooled = Register | NoAnswer
Belongs = Callable[[RegisterRow], bool | None]


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
        return usable(asking, name)
    found: list[Register] = []
    without: list[str] = []
    for provider in asking.system.providers:
        sent = provider.submission
        register = usable(replace(asking, submission=sent), name) if sent else None
        if isinstance(register, Register):
            found.append(_of_its_own(register, provider))
        else:
            without.append(provider.name)
    says_none = own is not None and (
        own.nothing_to_report or (bool(rows) and isinstance(question, CasesQuestion))
    )
    if says_none and not any(belongs(row) for register in found for row in register.rows):
        return usable(asking, name)
    if without:
        return asking.silent(f"The register of {name} is missing from {listed(without)}.")
    return _together(name, found)


def _of_the_sender(own: Register, asking: Asking) -> tuple[RegisterRow, ...]:
    """The rows of the sender's own register that are about itself and not about one trust."""
    whose = ("", folded(asking.owner), "system")
    return tuple(row for row in own.rows if _said(row, "organisation") in whose)


def _of_its_own(register: Register, provider: Provider) -> Register:
    """A trust's register without rows about others, such as England, that would count twice."""
    whose = ("", folded(provider.code))
    rows = tuple(r for r in register.rows if _said(r, "organisation") in whose)
    return replace(register, name=f"{register.name} of {provider.name}", rows=rows)


def _said(row: RegisterRow, column: str) -> str:
    """The text in a column as it is compared; blank is the empty text."""
    return folded(str(row.cells.get(column, "")))


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
    return NoAnswer(NoAnswerReason.NOT_DUE, f"Final results are published {on_day(day)}.")


def window(asking: Asking, covers: QuestionWindow) -> tuple[date, date]:
    """The first and last day a question is about."""
    start, end = asking.day(covers.from_), asking.day(covers.to)
    assert start is not None and end is not None  # an unloaded value has been answered
    return start, end


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


SHIFTS = ("day", "night")


def missing_in_series(
    question: CasesQuestion | TotalsQuestion,
    register: Register,
    asking: Asking,
    start: date | None,
    end: date | None,
) -> tuple[str, ...]:
    """What has no row although every one must have: a gap is evidence missing.

    Of a register put together from several, each must have every row.
    """
    if register.parts:
        return tuple(
            f"{what} ({part.name})"
            for part in register.parts
            for what in missing_in_series(question, part, asking, start, end)
        )
    missing: list[str] = []
    if isinstance(question, CasesQuestion) and question.one_row_for_each_of:
        missing += _names(question, register, asking)
    if question.one_row_for_every == IN_BETWEEN:
        missing += _holes(question, register, asking)
    elif question.one_row_for_every and start and end:
        last = min(end, asking.on)
        if question.one_row_for_every == "month":
            missing += _months(register, start, last)
        else:
            missing += _shifts(register, start, last)
    return tuple(missing)


def days_of(row: RegisterRow) -> tuple[date, date] | None:
    """The first and last day a row of figures is about: its month, or its own two days."""
    month = row.cells.get("month")
    if isinstance(month, Month):
        return first_day(month), last_day(month)
    first, last = row.day("from"), row.day("to")
    return (first, last) if first and last else None


def _holes(
    question: CasesQuestion | TotalsQuestion, register: Register, asking: Asking
) -> Iterator[str]:
    """Days without a row between the first and the last that have one: a bad month left out."""
    belongs = row_test(question.cases, asking)
    spans = sorted(span for row in register.rows if belongs(row) and (span := days_of(row)))
    for (_, ended), (begins, _) in pairwise(spans):
        if begins - ended > ONE_DAY:
            first, last = ended + ONE_DAY, begins - ONE_DAY
            yield f"{on_day(first, '')} to {on_day(last, '')}"


def _names(question: CasesQuestion, register: Register, asking: Asking) -> Iterator[str]:
    column = next(
        line.column
        for line in question.cases
        if isinstance(line, RowTest) and line.is_one_of == question.one_row_for_each_of
    )
    others = tuple(
        line for line in question.cases if not (isinstance(line, RowTest) and line.column == column)
    )
    belongs = row_test(others, asking)
    present = {_said(row, column) for row in register.rows if belongs(row)}
    assert question.one_row_for_each_of is not None
    yield from (n for n in asking.names(question.one_row_for_each_of) if folded(n) not in present)


def _months(register: Register, start: date, last: date) -> Iterator[str]:
    present = {str(row.cells.get("month")) for row in register.rows}
    for first, _ in whole_periods(1, start, last):
        if f"{first:%Y-%m}" not in present:
            yield f"{first:%B %Y}"


def _shifts(register: Register, start: date, last: date) -> Iterator[str]:
    """Shifts without a row, of each labour ward that the register names."""
    present = {
        (_said(row, "unit"), row.cells.get("day"), row.cells.get("shift")) for row in register.rows
    }
    written = {_said(row, "unit"): str(row.cells.get("unit", "")) for row in register.rows}
    for unit in sorted(written, key=written.__getitem__) or [""]:
        where = f", {written[unit]}" if unit else ""
        day = start
        while day <= last:
            for shift in SHIFTS:
                if (unit, day, shift) not in present:
                    yield f"{shift} shift {on_day(day)}{where}"
            day += ONE_DAY

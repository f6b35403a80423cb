"""Rows of a register: which are cases, and which of them did what was asked."""

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from mis_assessor.core.answering.asking import (
    Asking,
    label,
    not_loaded,
    short_of,
    usable,
    used,
)
from mis_assessor.core.answering.rows import cell_holds, limit, matches
from mis_assessor.core.answering.series import missing_in_series
from mis_assessor.core.answers import Answer, Failed, NoAnswer, Provenance, Tally, Why
from mis_assessor.core.questions import AnyRowTest, CasesQuestion, Counts, Line, RowTest
from mis_assessor.core.submission import Register, Row
from mis_assessor.core.wording import counted, on_day


class Did(StrEnum):
    """How a case stands."""

    DONE = "done"
    FAILED = "failed"
    OPEN = "open"
    UNKNOWN = "unknown"


@dataclass(slots=True)
class _Sorted:
    rows: dict[Did, list[int]] = field(default_factory=lambda: {d: [] for d in Did})
    failed: list[Failed] = field(default_factory=list)
    open: list[Failed] = field(default_factory=list)
    left_out: list[str] = field(default_factory=list)
    not_counted: list[str] = field(default_factory=list)


def ask_cases(question: CasesQuestion, asking: Asking) -> Answer:
    """How many cases there are and how many did what was asked, or why that is not known."""
    register = usable(asking, question.register_)
    if isinstance(register, NoAnswer):
        return register
    if question.known_from:
        known_from = asking.day(question.known_from)
        if known_from is None:
            return not_loaded(question.known_from)
        if asking.on < known_from:
            return NoAnswer(Why.NOT_DUE, f"Final results are published {on_day(known_from)}.")
    start = end = None
    if question.covers:
        start, end = asking.day(question.covers.from_), asking.day(question.covers.to)
        if start is None or end is None:
            return not_loaded(question.covers.from_ if start is None else question.covers.to)
        if asking.on < start:
            return NoAnswer(Why.NOT_DUE, f"The window opens {on_day(start)}.")
        if gap := short_of(asking, register, start, end):
            return gap
    sorted_ = _sort(question, register, asking)
    _add_missing(question, register, asking, sorted_, start, end)
    return _answer(question, register, sorted_, end is not None and asking.on < end)


def _sort(question: CasesQuestion, register: Register, asking: Asking) -> _Sorted:
    counts = question.who_counts
    if asking.reading.knows(counts):
        counts = str(asking.reading.value(counts))
    result = _Sorted()
    for row in register.rows:
        belongs = matches(question.cases, row, asking)
        if belongs is False:
            continue
        if question.leave_out and matches(question.leave_out, row, asking):
            result.left_out.append(label(row))
            continue
        doubtful = question.in_doubt and matches(question.in_doubt, row, asking)
        if doubtful and not asking.doubts_count:
            result.left_out.append(label(row))
            continue
        if belongs is None:
            blank = _blanks(question.cases, row)
            did, due, says = Did.UNKNOWN, None, f"{blank} is blank"
        elif question.not_due_while and matches(question.not_due_while, row, asking):
            if asking.closed:
                result.not_counted.append(label(row))
                continue
            did, due, says = Did.OPEN, None, "waiting for a decision"
        else:
            did, due, says = _did(question, question.done_when, row, asking, register)
        last = asking.due_by
        if due and last and due > last and not (did is Did.DONE and counts == Counts.DUE_OR_DONE):
            result.not_counted.append(label(row))
            continue
        if asking.closed and did is Did.OPEN:
            did = Did.UNKNOWN
        result.rows[did].append(row.number)
        if did is not Did.DONE:
            late = (asking.on - due).days if due and did is Did.FAILED else None
            entry = Failed(register.name, label(row), says, row.number, due, late)
            (result.failed if did is Did.FAILED else result.open).append(entry)
    return result


def _blanks(lines: tuple[Line, ...], row: Row) -> str:
    blank = [
        f"“{ln.column}”" for ln in lines if isinstance(ln, RowTest) and ln.column not in row.cells
    ]
    return ", ".join(blank) or "a column"


def _did(
    question: CasesQuestion,
    lines: tuple[Line, ...],
    row: Row,
    asking: Asking,
    register: Register,
) -> tuple[Did, date | None, str]:
    """A case has failed as soon as one limit is missed, is done when all lines are."""
    limits = [d for ln in lines if isinstance(ln, RowTest) and (d := limit(ln, row, asking))]
    case_due = max(limits) if limits else None
    found = [_line(question, line, row, asking, register, case_due) for line in lines]
    for did in (Did.FAILED, Did.UNKNOWN, Did.OPEN):
        for state, due, says in found:
            if state is did:
                return state, due or case_due, says
    return Did.DONE, case_due, ""


def _line(
    question: CasesQuestion,
    line: Line,
    row: Row,
    asking: Asking,
    register: Register,
    case_due: date | None,
) -> tuple[Did, date | None, str]:
    if isinstance(line, AnyRowTest):
        return _any_line(question, line, row, asking, register)
    cell = row.cells.get(line.column)
    if isinstance(cell, date) and cell > asking.on:
        cell = None
    own = limit(line, row, asking)
    if line.within and own is None:
        return Did.UNKNOWN, None, f"“{line.after or line.before}” is blank"
    due = own or case_due or asking.due_by
    if cell is not None:
        if line.is_given and isinstance(cell, date) and due is not None and cell > due:
            own = due
        elif line.is_given or cell_holds(line, cell, row, asking):
            return Did.DONE, own, ""
        if own is not None and isinstance(cell, date):
            late = (cell - own).days
            return (
                Did.FAILED,
                own,
                f"{line.column} {on_day(cell)}, {counted(late, 'days')} late",
            )
        final = question.one_row_for_every or question.known_from
        if due is not None and due >= asking.on and not final:
            return Did.OPEN, own, f"{line.column}: not yet"
        shown = {True: "yes", False: "no"}.get(cell, str(cell)) if isinstance(cell, bool) else cell
        return Did.FAILED, own, f"{line.column}: {shown}"
    if due is None or due >= asking.on:
        return Did.OPEN, own, f"{line.column}: due {on_day(due) if due else ''}".strip()
    complete_to = register.complete_to or register.covers_to
    acted = own is not None or line.is_given
    if acted and complete_to and due <= complete_to:
        return Did.FAILED, own, f"{line.column}: not done by {on_day(due, '')}"
    return Did.UNKNOWN, own, f"{line.column} is blank"


def _any_line(
    question: CasesQuestion, line: AnyRowTest, row: Row, asking: Asking, register: Register
) -> tuple[Did, date | None, str]:
    found = [_did(question, group, row, asking, register) for group in line.any_of]
    for did in (Did.DONE, Did.OPEN, Did.UNKNOWN, Did.FAILED):
        for result in found:
            if result[0] is did:
                return result
    raise AssertionError("“any of” has no line")


def _add_missing(
    question: CasesQuestion,
    register: Register,
    asking: Asking,
    sorted_: _Sorted,
    start: date | None,
    end: date | None,
) -> None:
    for what in missing_in_series(question, register, asking, start, end):
        sorted_.rows[Did.UNKNOWN].append(0)
        sorted_.open.append(Failed(register.name, what, "no row"))


def _answer(
    question: CasesQuestion, register: Register, found: _Sorted, more_to_come: bool
) -> Answer:
    counts = {did: len(rows) for did, rows in found.rows.items()}
    total = sum(counts.values())
    remarks = []
    if found.left_out:
        remarks.append(
            f"{counted(len(found.left_out), 'cases')} left out: " + ", ".join(found.left_out[:12])
        )
    if found.not_counted:
        remarks.append(
            f"{counted(len(found.not_counted), 'cases')} not counted, the limit falls after "
            "the last day: " + ", ".join(found.not_counted[:12])
        )
    rows = tuple(sorted(n for r in found.rows.values() for n in r if n))
    basis = used(register, f"{counts[Did.DONE]} of {counted(total, 'rows')}", rows)
    provenance = Provenance(basis.used, tuple(found.failed), tuple(found.open), tuple(remarks))
    if total:
        return Tally(
            counts[Did.DONE],
            counts[Did.FAILED],
            counts[Did.OPEN],
            counts[Did.UNKNOWN],
            more_to_come,
            provenance=provenance,
        )
    if found.not_counted:
        return NoAnswer(Why.NONE_DUE, "Cases happened; none has fallen due.", provenance)
    if more_to_come:
        return NoAnswer(Why.NOT_DUE, "No cases so far; the window is still open.", provenance)
    return NoAnswer(Why.NO_CASES, "No cases in the window.", provenance)

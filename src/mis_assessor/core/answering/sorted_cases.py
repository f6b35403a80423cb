"""Rows sorted into those that did what was asked, those that did not, and the rest."""

from dataclasses import dataclass, field

from mis_assessor.core.answering.asking import Asking
from mis_assessor.core.answering.day_limits import is_after
from mis_assessor.core.answering.did import Did, How, Lines
from mis_assessor.core.answering.labels import label
from mis_assessor.core.answering.rows import Holds, row_test
from mis_assessor.core.answers import (
    Failed,
)
from mis_assessor.core.calendar import day_of
from mis_assessor.core.questions.cases import CasesQuestion, Counts
from mis_assessor.core.questions.row_tests import Line, RowTest
from mis_assessor.core.submission import Register, Row


@dataclass(slots=True)
class Sorted:
    """The rows by what became of them, and those that do not enter the share."""

    rows: dict[Did, list[int]] = field(default_factory=lambda: {d: [] for d in Did})
    failed: list[Failed] = field(default_factory=list)
    open: list[Failed] = field(default_factory=list)
    left_out: list[str] = field(default_factory=list)
    not_counted: list[str] = field(default_factory=list)


def sort_cases(question: CasesQuestion, register: Register, asking: Asking) -> Sorted:
    """Each row of a register in its place, held against the lines of the question."""
    counts = question.who_counts
    if asking.reading.knows(counts):
        counts = str(asking.reading.value(counts))
    result = Sorted()
    lines = Lines(question, asking, register)
    last = asking.due_by
    is_case, is_left_out = row_test(question.cases, asking), _left_out(question, asking)
    is_waiting = row_test(question.not_due_while, asking)
    for row in register.rows:
        belongs = is_case(row)
        if belongs is False:
            continue
        if is_left_out(row):
            result.left_out.append(label(row))
            continue
        waits = bool(question.not_due_while) and is_waiting(row)
        if waits and asking.closed:
            result.not_counted.append(label(row))
            continue
        if belongs is None:
            how = How(Did.UNKNOWN, None, f"{_blanks(question.cases, row)} is blank")
        else:
            how = How(Did.OPEN, None, "waiting for a decision") if waits else lines.case(row)
        beyond = how.last is not None and last is not None and is_after(how.last, last)
        if beyond and not (how.did is Did.DONE and counts == Counts.DUE_OR_DONE):
            result.not_counted.append(label(row))
            continue
        did = Did.UNKNOWN if asking.closed and how.did is Did.OPEN else how.did
        result.rows[did].append(row.number)
        if did is not Did.DONE:
            due = day_of(how.due) if how.due else None
            entry = Failed(register.name, label(row), how.says, row.number, due, how.days_late)
            (result.failed if did is Did.FAILED else result.open).append(entry)
    return result


def _left_out(question: CasesQuestion, asking: Asking) -> Holds:
    leave_out = row_test(question.leave_out, asking) if question.leave_out else None
    doubtful = question.in_doubt if not asking.doubts_count else ()
    in_doubt = row_test(doubtful, asking) if doubtful else None
    return lambda row: bool(
        (leave_out is not None and leave_out(row)) or (in_doubt is not None and in_doubt(row))
    )


def _blanks(lines: tuple[Line, ...], row: Row) -> str:
    blank = [
        f"“{ln.column}”" for ln in lines if isinstance(ln, RowTest) and ln.column not in row.cells
    ]
    return ", ".join(blank) or "a column"

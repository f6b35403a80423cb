"""Rows of a register: which are cases, and which of them did what was asked.

Rows sorted into those that did what was asked, those that did not, and the rest.

The days on which something happened, row by row.
"""

from dataclasses import dataclass, field
from datetime import date

from mis_assessor.core.answering.alike import Read, columns_in, only_words, read, rows_held
from mis_assessor.core.answering.asking import Asking, label, used
from mis_assessor.core.answering.case_status import CaseClock, CaseState, CaseStatus
from mis_assessor.core.answering.registers import outside, ready, unseen, window
from mis_assessor.core.answering.rows import Holds, is_after, row_test
from mis_assessor.core.answering.series import missing_in_series
from mis_assessor.core.evidence.answers import (
    Answer,
    Failed,
    NoAnswer,
    NoAnswerReason,
    Papers,
    Provenance,
    Report,
    Tally,
)
from mis_assessor.core.evidence.submission import Register, RegisterRow
from mis_assessor.core.rules.calendar import day_of
from mis_assessor.core.rules.questions import CasesQuestion, Counts
from mis_assessor.core.rules.row_tests import RowTest, RowTestLine
from mis_assessor.core.wording import counted, listed

WAITING = "waiting for a decision"


@dataclass(slots=True)
class SortedCases:
    """The rows by what became of them, and those that do not enter the share."""

    rows: dict[CaseStatus, list[int]] = field(default_factory=lambda: {d: [] for d in CaseStatus})
    failed: list[Failed] = field(default_factory=list)
    open: list[Failed] = field(default_factory=list)
    left_out: list[str] = field(default_factory=list)
    not_counted: list[str] = field(default_factory=list)


def sort_cases(question: CasesQuestion, register: Register, asking: Asking) -> SortedCases:
    """Each row of a register in its place, held against the lines of the question."""
    counts = question.who_counts
    if asking.reading.knows(counts):
        counts = str(asking.reading.value(counts))
    result = SortedCases()
    lines = CaseClock(question, asking, register)
    kept: dict[Read, CaseState] = {}
    read_by = columns_in(question.done_when) if all(map(only_words, question.done_when)) else None
    last = asking.due_by
    is_left_out = _left_out(question, asking)
    is_waiting = row_test(question.not_due_while, asking)
    for row, belongs in rows_held(register.rows, question.cases, asking):
        if is_left_out(row):
            result.left_out.append(label(row))
            continue
        waits = bool(question.not_due_while) and is_waiting(row)
        if waits and asking.closed:
            result.not_counted.append(label(row))
            continue
        if belongs is None:
            how = CaseState(CaseStatus.UNKNOWN, None, f"{_blanks(question.cases, row)} is blank")
        elif waits:
            how = CaseState(CaseStatus.OPEN, None, WAITING)
        elif read_by is None:
            how = lines.case(row)
        else:  # rows that read alike stand alike
            words = read(row, read_by)
            how = kept.get(words) or kept.setdefault(words, lines.case(row))
        beyond = how.last is not None and last is not None and is_after(how.last, last)
        if beyond and not (how.did is CaseStatus.DONE and counts == Counts.DUE_OR_DONE):
            result.not_counted.append(label(row))
            continue
        did = CaseStatus.UNKNOWN if asking.closed and how.did is CaseStatus.OPEN else how.did
        result.rows[did].append(row.number)
        if did is not CaseStatus.DONE:
            due = day_of(how.due) if how.due else None
            entry = Failed(register.name, label(row), how.says, row.number, due, how.days_late)
            (result.failed if did is CaseStatus.FAILED else result.open).append(entry)
    return result


def _left_out(question: CasesQuestion, asking: Asking) -> Holds:
    leave_out = row_test(question.leave_out, asking) if question.leave_out else None
    doubtful = question.in_doubt if not asking.doubts_count else ()
    in_doubt = row_test(doubtful, asking) if doubtful else None
    return lambda row: bool(
        (leave_out is not None and leave_out(row)) or (in_doubt is not None and in_doubt(row))
    )


def _blanks(lines: tuple[RowTestLine, ...], row: RegisterRow) -> str:
    blank = [
        f"“{ln.column}”" for ln in lines if isinstance(ln, RowTest) and ln.column not in row.cells
    ]
    return ", ".join(blank) or "a column"


def dates_of_cases(
    question: CasesQuestion,
    register: Register,
    asking: Asking,
    day_column: str,
    start: date,
    end: date,
) -> Answer:
    """The days of the cases, for tests of how often something happened."""
    if missing := missing_in_series(question, register, asking, start, end):
        return asking.silent(
            f"The register of {register.name} has no row for {listed(list(missing[:6]))}."
        )
    belongs = row_test(question.cases, asking)
    found = [(row, day, belongs(row)) for row in register.rows if (day := row.day(day_column))]
    if unclear := [label(row) for row, _, known in found if known is None]:
        return asking.silent(
            f"The register of {register.name} leaves blank what tells whether it counts: "
            f"{listed(unclear[:6])}."
        )
    rows = [(row, day) for row, day, known in found if known]
    reports = tuple(Report(label(r), True, (("dated", d),), None) for r, d in rows)
    basis = used(register, f"{counted(len(rows), 'rows')}", tuple(r.number for r, _ in rows))
    return Papers(reports, start, end, asking.on, provenance=basis)


def ask_cases(question: CasesQuestion, asking: Asking) -> Answer:
    """How many cases there are and how many did what was asked, or why that is not known."""
    register = ready(question, asking)
    if isinstance(register, NoAnswer):
        return register
    start = end = None
    if question.covers:
        start, end = window(asking, question)
        if (gap := outside(asking, register, start, end)) is not None:
            return gap
        if question.day is not None:
            return dates_of_cases(question, register, asking, question.day, start, end)
    sorted_ = sort_cases(question, register, asking)
    _add_missing(question, register, asking, sorted_, start, end)
    if end is None:
        return _answer(register, sorted_, False, not asking.closed, "")
    not_seen = unseen(asking, register, end)
    to_come = asking.on < end or (asking.on == end and bool(not_seen))
    return _answer(register, sorted_, to_come, to_come, "" if to_come else not_seen)


def _add_missing(
    question: CasesQuestion,
    register: Register,
    asking: Asking,
    sorted_: SortedCases,
    start: date | None,
    end: date | None,
) -> None:
    for what in missing_in_series(question, register, asking, start, end):
        sorted_.rows[CaseStatus.UNKNOWN].append(0)
        sorted_.open.append(Failed(register.name, what, "no row"))


def _answer(
    register: Register, found: SortedCases, more_to_come: bool, cases_may_come: bool, not_seen: str
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
            f"{counted(len(found.not_counted), 'cases')} not counted, not due by the last day: "
            + ", ".join(found.not_counted[:12])
        )
    if not_seen:
        remarks.append(not_seen)
    rows = tuple(sorted(n for r in found.rows.values() for n in r if n))
    basis = used(register, f"{counts[CaseStatus.DONE]} of {counted(total, 'rows')}", rows)
    provenance = Provenance(basis.used, tuple(found.failed), tuple(found.open), tuple(remarks))
    if total:
        return Tally(
            counts[CaseStatus.DONE],
            counts[CaseStatus.FAILED],
            counts[CaseStatus.OPEN],
            counts[CaseStatus.UNKNOWN],
            more_to_come,
            bool(not_seen),
            provenance=provenance,
        )
    if not_seen:
        return NoAnswer(NoAnswerReason.MISSING, not_seen, provenance)
    if found.not_counted:
        return NoAnswer(NoAnswerReason.NONE_DUE, "Cases happened; none has fallen due.", provenance)
    if cases_may_come:
        return NoAnswer(
            NoAnswerReason.NOT_DUE, "No cases so far; the window is still open.", provenance
        )
    return NoAnswer(NoAnswerReason.NO_CASES, "No cases in the window.", provenance)

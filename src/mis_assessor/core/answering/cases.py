"""Rows of a register: which are cases, and which of them did what was asked.

Rows sorted into those that did what was asked, those that did not, and the rest.

The days on which something happened, row by row.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from itertools import chain, compress

from mis_assessor.core.answering.asking import Asking, used
from mis_assessor.core.answering.case_status import CaseClock, CaseState, CaseStatus
from mis_assessor.core.answering.held import (
    OPEN,
    YES,
    Marks,
    both,
    but_for,
    columns_read,
    in_any,
    marks_of,
    names_of,
    rows_held,
    surely,
)
from mis_assessor.core.answering.registers import outside, ready, unseen, window
from mis_assessor.core.answering.rows import is_after
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
from mis_assessor.core.evidence.rows import RegisterRow, Rows
from mis_assessor.core.evidence.submission import Register
from mis_assessor.core.rules.calendar import day_of
from mis_assessor.core.rules.questions import CasesQuestion, Counts
from mis_assessor.core.rules.row_tests import RowTest, RowTestLine
from mis_assessor.core.wording import counted, listed

AWAITING_A_DECISION = "waiting for a decision"


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
    rows, result = register.table, SortedCases()
    held = rows_held(rows, question.cases, asking)
    left_out, waiting = _left_out(question, rows, asking), _waiting(question, rows, asking)
    plain = but_for(surely(held.marks), left_out, waiting)
    alike = rows.alike(columns_read(question.done_when, asking))
    clock, states = CaseClock(question, asking, register), _states(question, rows, asking)
    for code in set(compress(alike.codes, plain)).difference(states):
        states[code] = clock.case(alike.cells[code])
    counts = _counting(question, asking)
    placed = {code: counts(how) for code, how in states.items()}
    is_done = [YES * (placed.get(code) is CaseStatus.DONE) for code in range(len(alike.cells))]
    done = both(plain, alike.marked(is_done))
    result.rows[CaseStatus.DONE] += compress(rows.numbers, done)
    labels, blank = names_of(rows, asking).labels, rows.alike(columns_read(question.cases, asking))
    for place in compress(range(len(rows)), but_for(held.marks, done)):
        number, name = rows.numbers[place], labels[place]
        if left_out[place]:
            result.left_out.append(name)
            continue
        if waiting[place] and asking.closed:
            result.not_counted.append(name)
            continue
        if held.marks[place] == OPEN:
            says = f"{_blanks(question.cases, blank.cells[blank.codes[place]])} is blank"
            how = CaseState(CaseStatus.UNKNOWN, None, says)
        elif waiting[place]:
            how = CaseState(CaseStatus.OPEN, None, AWAITING_A_DECISION)
        else:
            how = states[alike.codes[place]]
        if (did := counts(how)) is None:
            result.not_counted.append(name)
            continue
        result.rows[did].append(number)
        due = day_of(how.due) if how.due else None
        entry = Failed(register.name, name, how.says, number, due, how.days_late)
        (result.failed if did is CaseStatus.FAILED else result.open).append(entry)
    return result


def _states(question: CasesQuestion, rows: Rows, asking: Asking) -> dict[int, CaseState]:
    """How cases stand by what their rows say: the same whether or not those in doubt count."""
    about = (id(question), id(rows), id(asking.reading), asking.member, asking.organisation)
    kept = asking.memo.setdefault(("states", *about), ({}, question, rows, asking.reading))
    states: dict[int, CaseState] = kept[0]
    return states


def _counting(question: CasesQuestion, asking: Asking) -> Callable[[CaseState], CaseStatus | None]:
    """How a case counts, or None where it does not enter the share yet."""
    who = question.who_counts
    if asking.reading.knows(who):
        who = str(asking.reading.value(who))
    last, closed = asking.due_by, asking.closed

    def counts(how: CaseState) -> CaseStatus | None:
        beyond = how.last is not None and last is not None and is_after(how.last, last)
        if beyond and not (how.did is CaseStatus.DONE and who == Counts.DUE_OR_DONE):
            return None
        return CaseStatus.UNKNOWN if closed and how.did is CaseStatus.OPEN else how.did

    return counts


def _left_out(question: CasesQuestion, rows: Rows, asking: Asking) -> Marks:
    """Of each row whether it does not enter the share at all."""
    aside = [question.leave_out] if question.leave_out else []
    if question.in_doubt and not asking.doubts_count:
        aside.append(question.in_doubt)
    return in_any(len(rows), *(surely(marks_of(rows, lines, asking)) for lines in aside))


def _waiting(question: CasesQuestion, rows: Rows, asking: Asking) -> Marks:
    """Of each row whether somebody else must decide first."""
    lines = question.not_due_while
    return surely(marks_of(rows, lines, asking)) if lines else bytes(len(rows))


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
    table = register.table
    known, labels = marks_of(table, question.cases, asking), names_of(table, asking).labels
    days = table.days(day_column)
    found = [(place, day) for place, day in enumerate(days) if day and known[place]]
    if unclear := [labels[place] for place, _ in found if known[place] == OPEN]:
        return asking.silent(
            f"The register of {register.name} leaves blank what tells whether it counts: "
            f"{listed(unclear[:6])}."
        )
    reports = tuple(Report(labels[place], True, (("dated", d),), None) for place, d in found)
    numbers = tuple(table.numbers[place] for place, _ in found)
    basis = used(register, f"{counted(len(found), 'rows')}", numbers)
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
    rows = tuple(sorted(filter(None, chain.from_iterable(found.rows.values()))))
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

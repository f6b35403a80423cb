"""Rows of a register: which are cases, and which of them did what was asked."""

from datetime import date

from mis_assessor.core.answering.asking import Asking
from mis_assessor.core.answering.dates import dates_of_cases
from mis_assessor.core.answering.did import Did
from mis_assessor.core.answering.gate import outside, ready, unseen, window
from mis_assessor.core.answering.labels import used
from mis_assessor.core.answering.series import missing_in_series
from mis_assessor.core.answering.sorted_cases import Sorted, sort_cases
from mis_assessor.core.answers import Answer, Failed, NoAnswer, Provenance, Tally, Why
from mis_assessor.core.questions.cases import CasesQuestion
from mis_assessor.core.submission import Register
from mis_assessor.core.wording import counted


def ask_cases(question: CasesQuestion, asking: Asking) -> Answer:
    """How many cases there are and how many did what was asked, or why that is not known."""
    register = ready(question, asking)
    if isinstance(register, NoAnswer):
        return register
    start = end = None
    if question.covers:
        start, end = window(asking, question.covers)
        if (gap := outside(asking, register, start, end)) is not None:
            return gap
    if question.answer == "dates of cases":
        return dates_of_cases(question, register, asking, start, end)
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
    sorted_: Sorted,
    start: date | None,
    end: date | None,
) -> None:
    for what in missing_in_series(question, register, asking, start, end):
        sorted_.rows[Did.UNKNOWN].append(0)
        sorted_.open.append(Failed(register.name, what, "no row"))


def _answer(
    register: Register, found: Sorted, more_to_come: bool, cases_may_come: bool, not_seen: str
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
    basis = used(register, f"{counts[Did.DONE]} of {counted(total, 'rows')}", rows)
    provenance = Provenance(basis.used, tuple(found.failed), tuple(found.open), tuple(remarks))
    if total:
        return Tally(
            counts[Did.DONE],
            counts[Did.FAILED],
            counts[Did.OPEN],
            counts[Did.UNKNOWN],
            more_to_come,
            bool(not_seen),
            provenance=provenance,
        )
    if not_seen:
        return NoAnswer(Why.MISSING, not_seen, provenance)
    if found.not_counted:
        return NoAnswer(Why.NONE_DUE, "Cases happened; none has fallen due.", provenance)
    if cases_may_come:
        return NoAnswer(Why.NOT_DUE, "No cases so far; the window is still open.", provenance)
    return NoAnswer(Why.NO_CASES, "No cases in the window.", provenance)

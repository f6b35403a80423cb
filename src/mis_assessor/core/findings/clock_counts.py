"""Clocks of shares and counts: every open case, and the least number still to train."""

from collections.abc import Iterator
from dataclasses import replace
from math import ceil, floor

from mis_assessor.core.answering.asking import label
from mis_assessor.core.answering.case_status import CaseClock, CaseStatus
from mis_assessor.core.answering.rows import row_test
from mis_assessor.core.deciding.measure import limit_of
from mis_assessor.core.evidence.answers import Tally
from mis_assessor.core.findings.clock import Clock, ClockKind
from mis_assessor.core.findings.clock_asked import ClockAsked
from mis_assessor.core.findings.sentences import asked_in_words
from mis_assessor.core.rules.comparisons import Op
from mis_assessor.core.rules.conditions import Test
from mis_assessor.core.rules.quantities import Share, Times
from mis_assessor.core.rules.questions import CasesQuestion, TotalsQuestion
from mis_assessor.core.rules.readings import Reading
from mis_assessor.core.rules.register_questions import PeopleQuestion
from mis_assessor.core.rules.row_tests import RowTest, RowTestLine
from mis_assessor.core.verdicts import Verdict
from mis_assessor.core.wording import listed, on_day


def of_tally(test: Test, tally: Tally, asked: ClockAsked) -> Iterator[Clock]:
    """The clocks of one share or count."""
    question = asked.question(test.evidence)
    match question:
        case CasesQuestion():
            if test.op is not Op.REPORTED:  # however a case ends, it is reported
                yield from _of_cases(test, tally, question, asked)
            yield from _of_register(tally, test, question, asked)
        case PeopleQuestion():
            yield from _of_people(test, tally, question, asked)
        case TotalsQuestion() if asked.verdict is Verdict.NOT_DUE_YET:
            yield from _of_register(tally, test, question, asked)
        case _:
            return


def needed(test: Test, total: int, reading: Reading) -> int | None:
    """How many of a total must do what is asked; None where it is no floor.

    >>> needed(Test(evidence="a", op="is at least", value="all of them"), 7, Reading("", {}, {}))
    7
    """
    match test.op, limit_of(test, reading):
        case Op.AT_LEAST, Share(of_one=share):
            return ceil(share * total)
        case Op.MORE_THAN, Share(of_one=share):
            return floor(share * total) + 1
        case ((Op.AT_LEAST | Op.HAS_AT_LEAST), Times(number=number)):
            return number
        case Op.MORE_THAN, Times(number=number):
            return number + 1
        case _:
            return None


def _spare(test: Test, tally: Tally, asked: ClockAsked) -> int | None:
    """How many that are open may still be missed."""
    need = needed(test, tally.total, asked.scene.reading)
    return None if need is None else max(0, tally.total - tally.failed - need)


def _of_cases(
    test: Test, tally: Tally, question: CasesQuestion, asked: ClockAsked
) -> Iterator[Clock]:
    register = asked.asking.submission.registers.get(question.register_)
    if register is None or asked.asking.closed:
        return
    rows = {row.number: row for row in register.rows}
    lines = CaseClock(question, asked.asking, register)
    waits = row_test(question.not_due_while, asked.asking) if question.not_due_while else None
    spare = _spare(test, tally, asked)
    for entry in tally.provenance.open:
        row = rows.get(entry.row)
        if row is None or (waits is not None and waits(row)):
            continue
        whole = lines.case(row)
        for line in question.done_when:
            state = lines.case(row, (line,))
            last = state.due or whole.last or asked.due_by
            if state.did is CaseStatus.OPEN and whole.did is not CaseStatus.FAILED:
                act, counted = _act(line), _counted(line, asked)
                clock = asked.clock(test.evidence, ClockKind.CASE, act, last, label(row))
                yield replace(clock, spare=spare, counted=counted)


def _act(line: RowTestLine) -> str:
    if isinstance(line, RowTest):
        return line.column
    return listed([" and ".join(map(_act, group)) for group in line.any_of], "or")


def _counted(line: RowTestLine, asked: ClockAsked) -> str:
    if not isinstance(line, RowTest) or not line.within or not line.after:
        return ""
    length = getattr(asked.value(line.within), "written", line.within)
    return f"{length} after “{line.after}”"


def _of_people(
    test: Test, tally: Tally, question: PeopleQuestion, asked: ClockAsked
) -> Iterator[Clock]:
    need = needed(test, tally.total, asked.scene.reading)
    chosen = asked.asking.submission.chosen.get(question.window.chosen)
    last = chosen.last if chosen else asked.asking.day(question.window.to)
    if need is None or last is None or asked.on > last or need <= tally.done or not tally.open:
        return
    clock = asked.clock(test.evidence, ClockKind.PEOPLE, test.evidence, last)
    names = tuple(f.reference for f in tally.provenance.open)
    yield replace(
        clock,
        least=need - tally.done,
        spare=_spare(test, tally, asked),
        names=names,
        counted=f"the last day of the training window, {on_day(last, '')}",
    )


def _of_register(
    tally: Tally, test: Test, question: CasesQuestion | TotalsQuestion, asked: ClockAsked
) -> Iterator[Clock]:
    """The register must reach the last day of its window; what is still to come decides too."""
    if not tally.more_to_come or question.covers is None:
        return
    end = asked.asking.sure_day(question.covers.to)
    act = f"register of {question.register_} complete and checked to {on_day(end, '')}"
    if isinstance(question, TotalsQuestion):
        act += f", its figures together {asked_in_words(test, asked.scene.reading)}"
    yield asked.clock(test.evidence, ClockKind.REGISTER, act, end)

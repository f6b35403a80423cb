"""What an answer can still become: the repairs open to it, and what it says after some.

An answer after a set of repairs is an answer like any other, so that whoever proposes the
repairs can have them decided by the evaluators and see whether they are enough.
"""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, datetime, time
from decimal import Decimal

from mis_assessor.core.ahead.outlook_counts import register_to_complete, tally_ahead
from mis_assessor.core.ahead.outlook_papers import papers_ahead
from mis_assessor.core.ahead.repair import (
    Done,
    Outlook,
    Repair,
    RepairKind,
    mark_of,
    settled,
    tests_of_evidence,
)
from mis_assessor.core.deciding.measure import limit_of
from mis_assessor.core.evidence.answers import (
    Answer,
    Figure,
    NoAnswer,
    NoAnswerReason,
    Paper,
    Papers,
    Report,
    Stated,
    Tally,
)
from mis_assessor.core.findings.clock_asked import ClockAsked
from mis_assessor.core.findings.clock_silence import paper_in_words
from mis_assessor.core.rules.calendar import ONE_DAY, day_of
from mis_assessor.core.rules.comparisons import Op
from mis_assessor.core.rules.conditions import Test
from mis_assessor.core.rules.fact_questions import StatementQuestion
from mis_assessor.core.rules.quantities import LONDON, Times
from mis_assessor.core.rules.questions import CasesQuestion, DocumentsQuestion, NumberQuestion
from mis_assessor.core.rules.register_questions import RegisterQuestion
from mis_assessor.core.wording import capital, on_day

DECIDED = (
    NoAnswerReason.NONE_DUE,
    NoAnswerReason.NOT_LOADED,
    NoAnswerReason.UNCLEAR,
    NoAnswerReason.FAILS,
)
"""Reasons that nothing anybody sends takes away."""


def outlook(evidence: str, asked: ClockAsked) -> Outlook:
    """What one evidence of a scene can still become."""
    answer, question = asked.scene.answers[evidence], asked.question(evidence)
    match answer:
        case Tally() as tally:
            return tally_ahead(evidence, tally, asked)
        case Papers() as papers if isinstance(question, DocumentsQuestion):
            return Outlook(*papers_ahead(evidence, papers, question, asked))
        case Paper() as paper:
            return _of_paper(evidence, paper, asked)
        case Figure() as figure:
            return _of_figure(evidence, figure, asked)
        case NoAnswer() as silence:
            return _of_silence(evidence, silence, asked)
        case _:
            return settled(answer)


def _last_day(evidence: str, asked: ClockAsked) -> date:
    """The last day on which a new paper or statement would be in time."""
    days = [d for d in (asked.limit_on(evidence), asked.due_by) if d is not None]
    for test in tests_of_evidence(evidence, asked):
        value = asked.value(test.before if test.op is Op.DATED_WITHIN else test.value)
        if isinstance(value, date) and test.op in (Op.IN_FORCE_ON, Op.DATED_WITHIN):
            days.append(value)
    return min(days, key=day_of)


def _of_paper(evidence: str, paper: Paper, asked: ClockAsked) -> Outlook:
    """Another paper beside the one that is held, while there is time; never a change of it."""
    last = day_of(_last_day(evidence, asked))
    question = asked.question(evidence)
    if last < asked.on or not isinstance(question, DocumentsQuestion):
        return settled(paper)
    new = _new_paper(last)
    repair = _paper_repair(evidence, question, last, asked)

    def after(done: Done) -> Answer:
        return replace(paper, others=(*paper.others, new)) if repair.key in done else paper

    return Outlook((repair,), after)


def _new_paper(day: date) -> Paper:
    return Paper(day, dated=day, in_force_from=day, title="the new document")


def _paper_repair(
    evidence: str, question: DocumentsQuestion, last: date, asked: ClockAsked
) -> Repair:
    kind, about = question.documents.kind, question.documents.about
    whose = f"{asked.scene.requirement.id} {asked.asking.member}" if about else ""
    words = paper_in_words(question, asked)
    late = last < asked.on
    return Repair(
        f"{'show' if late else 'document'} {kind} {whose} {mark_of(question.contains_all)}",
        RepairKind.SHOW if late else RepairKind.DOCUMENT,
        f"{words}, as it was in place by {on_day(last, '')}" if late else words,
        None if late else last,
    )


def _of_figure(evidence: str, figure: Figure, asked: ClockAsked) -> Outlook:
    """A later figure that reaches what is asked, while there is time."""
    question = asked.question(evidence)
    reached = [
        value
        for test in tests_of_evidence(evidence, asked)
        if isinstance(value := _asked_figure(test, asked), Decimal)
    ]
    if asked.asking.closed or not reached or not isinstance(question, NumberQuestion):
        return settled(figure)
    repair = Repair(
        f"figure {question.register_} {question.column}",
        RepairKind.FIGURE,
        f"“{question.column}” of {question.register_} at {max(reached)}, shown by a later row",
        asked.due_by,
    )

    def after(done: Done) -> Answer:
        return Figure(max(reached)) if repair.key in done else figure

    return Outlook((repair,), after)


def _asked_figure(test: Test, asked: ClockAsked) -> object:
    other = asked.scene.answers.get(test.value)
    return other.value if isinstance(other, Figure) else asked.value(test.value)


def _of_silence(evidence: str, silence: NoAnswer, asked: ClockAsked) -> Outlook:
    """What nobody has sent: sent while there is time, or shown where there was."""
    question = asked.question(evidence)
    none = silence.why is NoAnswerReason.NO_CASES
    if silence.why in DECIDED or (none and asked.scene.requirement.if_no_cases):
        return settled(silence)
    last = _last_day(evidence, asked)
    match question:
        case DocumentsQuestion():
            repair = _paper_repair(evidence, question, day_of(last), asked)
            shown: Answer = _new_paper(day_of(last))
            if question.answer == "documents":
                shown = _all_papers(evidence, question, asked)
        case StatementQuestion():
            repair, shown = _statement(evidence, question, last, asked)
        case _:
            repair, shown = _register(evidence, question, silence, asked)
    missing = silence if none else replace(silence, why=NoAnswerReason.MISSING)
    return Outlook((repair,), lambda done: shown if repair.key in done else missing)


def _statement(
    evidence: str, question: StatementQuestion, last: date, asked: ClockAsked
) -> tuple[Repair, Answer]:
    wanted = [t.value for t in tests_of_evidence(evidence, asked) if t.op is Op.IS]
    value: bool | date | datetime = "no" not in wanted
    if question.answer == "moment":
        value = last if isinstance(last, datetime) else _at_start(last)
    elif question.answer == "day":
        value = day_of(last)
    asks = f" (what is asked: {wanted[0]})" if wanted else ""
    late = day_of(last) < asked.on
    return (
        Repair(
            f"{'show' if late else 'statement'} {question.statement}",
            RepairKind.SHOW if late else RepairKind.STATEMENT,
            f"“{question.statement}” answered by a named person{asks}",
            None if late else day_of(last),
        ),
        Stated(value),
    )


def _at_start(day: date) -> datetime:
    return datetime.combine(day, time(), LONDON)


def _as_asked(evidence: str, asked: ClockAsked) -> Tally:
    """A share or a count that comes out as asked, of which nobody knows yet what it will be."""
    tests = [*tests_of_evidence(evidence, asked)]
    counts = (v.number for t in tests if isinstance(v := limit_of(t, asked.scene.reading), Times))
    many = max([1, *counts]) + 1
    few = any(test.op in (Op.AT_MOST, Op.UNDER) for test in tests)
    return Tally(0, many) if few else Tally(many, 0)


def _register(
    evidence: str, question: object, silence: NoAnswer, asked: ClockAsked
) -> tuple[Repair, Answer]:
    """A register that nobody has sent: what it will show nobody knows, and the words say so."""
    if isinstance(question, RegisterQuestion) and silence.provenance.used:
        days = question.between_days()
        end = asked.asking.sure_day(days[1]) if days else None
        none = replace(silence, why=NoAnswerReason.NO_CASES)
        return register_to_complete(question.register_, end), none
    names: Iterable[str] = getattr(question, "asks", tuple)()
    wanted = "; ".join(name.removeprefix("register: ") for name in names)
    shown: Answer = _as_asked(evidence, asked)
    if isinstance(question, NumberQuestion):
        shown = Figure(Decimal(10**9))
    if isinstance(question, CasesQuestion) and question.day is not None:  # none happened
        first, last = (asked.asking.sure_day(name) for name in question.between_days())
        shown = Papers((), first, last, last + ONE_DAY)
    repair = Repair(
        f"send {wanted} {asked.asking.member}".strip(),
        RepairKind.REGISTER,
        f"{capital(silence.says.removesuffix('.'))}; what it shows decides",
        None,
    )
    return repair, shown


def _all_papers(evidence: str, question: DocumentsQuestion, asked: ClockAsked) -> Papers:
    first, last = (asked.asking.sure_day(name) for name in question.between_days())
    names = [test.counted_by for test in tests_of_evidence(evidence, asked) if test.counted_by]
    days = tuple((name, last) for name in dict.fromkeys(["dated", *names]))
    report = Report("the new report", True, days, (first, last))
    return Papers((report,), first, last, last + ONE_DAY, meetings=(last,))

"""Clocks of what nobody has sent or said: papers, statements, registers, decisions."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime

from mis_assessor.core.answering.asking import EACH
from mis_assessor.core.evidence.answers import NoAnswer, NoAnswerReason, Paper
from mis_assessor.core.findings.clock import Clock, ClockKind
from mis_assessor.core.findings.clock_asked import ClockAsked
from mis_assessor.core.rules.calendar import day_of
from mis_assessor.core.rules.comparisons import Op
from mis_assessor.core.rules.conditions import InOrder, Test, tests_in
from mis_assessor.core.rules.fact_questions import StatementQuestion
from mis_assessor.core.rules.questions import CasesQuestion, DocumentsQuestion, TotalsQuestion
from mis_assessor.core.wording import act, listed, on_day


def of_silence(test: Test, answer: NoAnswer, asked: ClockAsked) -> Iterator[Clock]:
    """The clock of a test that has no answer yet."""
    if answer.why in (NoAnswerReason.NOT_LOADED, NoAnswerReason.UNCLEAR):
        yield from of_person(answer.says.removesuffix("."), (), asked)
        return
    value = asked.value(test.before if test.op is Op.DATED_WITHIN else test.value)
    own = value if isinstance(value, date) and test.op is not Op.NOT_BEFORE else None
    yield from _silent(test.evidence, answer, asked, own)


def of_order(order: InOrder, asked: ClockAsked) -> Iterator[Clock]:
    """A clock for each step of an order that nobody has shown yet."""
    for name in order.in_this_order:
        answer = asked.scene.answers[name]
        if isinstance(answer, NoAnswer) and answer.why is NoAnswerReason.NOT_DUE:
            yield from _silent(name, answer, asked, None)


def of_person(what: str, who_may: tuple[str, ...], asked: ClockAsked) -> Iterator[Clock]:
    """The clock of what only a named person can settle."""
    clock = asked.clock(
        "", ClockKind.JUDGEMENT, f"a named person's answer: {what.removesuffix('.')}", asked.due_by
    )
    yield replace(clock, who=listed(list(who_may), "or") or "a named person")


def of_paper(test: Test, paper: Paper, asked: ClockAsked) -> Iterator[Clock]:
    """A paper that must still be in force on a day to come, or that is tolerated until one."""
    day = asked.value(test.value)
    if not isinstance(day, date):
        return
    papers = (paper, *paper.others)
    lasts = [p for p in papers if p.in_force_to is None or p.in_force_to >= day_of(day)]
    if test.op is Op.IN_FORCE_ON and lasts:
        words = f"“{lasts[0].title}” still in force {on_day(day)}"
        yield asked.clock(test.evidence, ClockKind.FIGURE, words, day)
        return
    ends = max((p.in_force_to for p in papers if p.in_force_to), default=day_of(day))
    words = f"a successor of “{paper.title}”, which ends {on_day(ends)}"
    last = day if test.op is Op.IN_FORCE_ON else min(ends, day_of(day))
    yield asked.clock(test.evidence, ClockKind.DOCUMENT, words, last)


def _silent(
    evidence: str, answer: NoAnswer, asked: ClockAsked, own: date | None
) -> Iterator[Clock]:
    question = asked.question(evidence)
    days = [d for d in (own, asked.limit_on(evidence), asked.due_by) if d is not None]
    last = min(days, key=lambda d: (day_of(d), not isinstance(d, datetime)))
    shown = ""
    if day_of(last) < asked.on:  # the act is past; that it was done may still be shown
        shown, last = f", shown to have been in place by {on_day(day_of(last), '')}", asked.due_by
    match question:
        case DocumentsQuestion():
            words = f"{_lacking(question, answer, asked)}{shown}"
            yield asked.clock(evidence, ClockKind.DOCUMENT, words, last)
        case StatementQuestion():
            words = f"“{question.statement}” answered{_wanted(evidence, asked)}"
            yield asked.clock(evidence, ClockKind.STATEMENT, words, last)
        case CasesQuestion() | TotalsQuestion() if answer.provenance.used:
            return  # nothing has happened that could be in time or late
        case _:
            words = answer.says.removesuffix(".")
            yield asked.clock(evidence, ClockKind.REGISTER, words, last)


def _wanted(evidence: str, asked: ClockAsked) -> str:
    """The answer that is asked for, so that nobody reads a question as an instruction."""
    tests = tests_in(asked.scene.requirement.met_when)
    wanted = [test.value for test in tests if test.evidence == evidence and test.op is Op.IS]
    return f" (what is asked: {wanted[0]})" if wanted else ""


def _lacking(question: DocumentsQuestion, answer: NoAnswer, asked: ClockAsked) -> str:
    """The paper that is asked for; of one that was sent, what it lacks."""
    if answer.provenance.failed:
        return answer.says.removesuffix(".")
    return paper_in_words(question, asked)


def paper_in_words(question: DocumentsQuestion, asked: ClockAsked) -> str:
    """A paper with who must act on it: “staffing report”, received by Trust Board."""
    names = asked.asking.names
    acts = [act(verb, by) for verb, bodies in question.events() for by in names(bodies)]
    about = f" about {asked.asking.member}" if question.documents.about == EACH else ""
    told = f"“{question.documents.kind}”{about}"
    return f"{told}, {listed(acts)}" if acts else told

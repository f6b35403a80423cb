"""What an answer can still become: the repairs open to it, and what it says after some.

An answer after a set of repairs is an answer like any other, so that whoever proposes the
repairs can have them decided by the evaluators and see whether they are enough.
"""

import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, time
from decimal import Decimal

from mis_assessor.core.ahead.outlook_papers import papers_ahead
from mis_assessor.core.ahead.repair import Repair, RepairKind
from mis_assessor.core.answering.cases import WAITING
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
from mis_assessor.core.findings.clock import ClockKind
from mis_assessor.core.findings.clock_asked import ClockAsked
from mis_assessor.core.findings.clock_counts import of_tally
from mis_assessor.core.findings.clock_silence import paper_in_words
from mis_assessor.core.rules.calendar import day_of
from mis_assessor.core.rules.comparisons import Op
from mis_assessor.core.rules.conditions import Test, tests_in
from mis_assessor.core.rules.fact_questions import StatementQuestion
from mis_assessor.core.rules.quantities import LONDON, Times
from mis_assessor.core.rules.questions import CasesQuestion, DocumentsQuestion, NumberQuestion
from mis_assessor.core.rules.register_questions import PeopleQuestion, RegisterQuestion
from mis_assessor.core.wording import capital, on_day

Done = frozenset[str]
DECIDED = (
    NoAnswerReason.NONE_DUE,
    NoAnswerReason.NOT_LOADED,
    NoAnswerReason.UNCLEAR,
    NoAnswerReason.FAILS,
)
"""Reasons that nothing anybody sends takes away."""


@dataclass(frozen=True, slots=True)
class Outlook:
    """The repairs open to one answer, and the answer after some of them."""

    repairs: tuple[Repair, ...]
    after: Callable[[Done], Answer]


def settled(answer: Answer) -> Outlook:
    """An answer that nothing changes any more."""
    return Outlook((), lambda done: answer)


def outlook(evidence: str, asked: ClockAsked) -> Outlook:
    """What one evidence of a scene can still become."""
    answer, question = asked.scene.answers[evidence], asked.question(evidence)
    match answer:
        case Tally() as tally:
            return _of_tally(evidence, tally, asked)
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


def _short(text: object) -> str:
    return hashlib.sha256(repr(text).encode()).hexdigest()[:12]


def _tests(evidence: str, asked: ClockAsked) -> Iterator[Test]:
    requirement = asked.scene.requirement
    for condition in (requirement.met_when, requirement.or_instead):
        yield from (test for test in tests_in(condition) if test.evidence == evidence)


def _of_tally(evidence: str, tally: Tally, asked: ClockAsked) -> Outlook:
    acts = _acts(evidence, tally, asked)
    finds = _finds(tally, set(acts), asked)
    register = _to_complete(evidence, tally, asked)
    kept = {repair.key for repair in acts.values()}
    waiting = max(0, tally.open - len(acts))  # of no account once the window is over

    def after(done: Done) -> Answer:
        acted = sum(key in done for key in kept)
        found = sum(repair.key in done for repair in finds)
        return replace(
            tally,
            done=tally.done + acted + found,
            failed=tally.failed + tally.open - acted - waiting,
            open=0,
            unknown=tally.unknown - found,
            more_to_come=False,
            unseen=any(repair.key not in done for repair in register),
        )

    return Outlook((*acts.values(), *finds, *register), after)


def _acts(evidence: str, tally: Tally, asked: ClockAsked) -> dict[str, Repair]:
    """A repair for every case and person that is still open, by its reference."""
    question = asked.question(evidence)
    if isinstance(question, PeopleQuestion):
        return _training(question, tally, asked)
    found: dict[str, Repair] = {}
    for test in [*_tests(evidence, asked)][:1]:  # every test of it waits for the same cases
        for clock in of_tally(test, tally, asked):
            if clock.kind is ClockKind.CASE and isinstance(question, CasesQuestion):
                key = f"case {question.register_} {clock.subject} {_short(question.done_when)}"
                old = found.get(clock.subject)
                acts = f"{old.what}; {clock.act}" if old else clock.what
                last = min(clock.last, old.by) if old and old.by else clock.last
                group = asked.scene.requirement.title
                found[clock.subject] = Repair(key, RepairKind.CASE, acts, last, group)
    return found


def _training(question: PeopleQuestion, tally: Tally, asked: ClockAsked) -> dict[str, Repair]:
    chosen = asked.asking.submission.chosen.get(question.window.chosen)
    last = chosen.last if chosen else asked.asking.day(question.window.to)
    training = _short((question.people, question.trained_in, question.rows))
    group = f"{asked.asking.member or 'people'}: {asked.scene.requirement.title}"
    return {
        entry.reference: Repair(
            f"train {training} {entry.reference}",
            RepairKind.TRAIN,
            f"{entry.reference} trained",
            last,
            group,
        )
        for entry in tally.provenance.open[: tally.open]
    }


def _finds(tally: Tally, acted: set[str], asked: ClockAsked) -> tuple[Repair, ...]:
    """A repair for everything that is not known of a case or a person."""
    entries = [
        entry
        for entry in tally.provenance.open
        if entry.reference not in acted and entry.what != WAITING
    ]
    return tuple(
        Repair(
            f"find {entry.item} {entry.reference} {entry.what}",
            RepairKind.FIND_OUT,
            f"{entry.reference}: {entry.what}",
            None,
            f"{asked.scene.requirement.title}: not known",
        )
        for entry in entries[: tally.unknown]
    )


def _to_complete(evidence: str, tally: Tally, asked: ClockAsked) -> tuple[Repair, ...]:
    question = asked.question(evidence)
    if not (tally.more_to_come or tally.unseen) or not isinstance(question, RegisterQuestion):
        return ()
    days = question.between_days()
    return (_complete(question.register_, asked.asking.sure_day(days[1]) if days else None),)


def _complete(register: str, end: date | None) -> Repair:
    until = f" to {on_day(end, '')}" if end else ""
    return Repair(
        f"register {register} {end}",
        RepairKind.REGISTER,
        f"register of {register} complete and checked{until}, nothing in it missed from now on",
        None,
    )


def _last_day(evidence: str, asked: ClockAsked) -> date:
    """The last day on which a new paper or statement would be in time."""
    days = [d for d in (asked.limit_on(evidence), asked.due_by) if d is not None]
    for test in _tests(evidence, asked):
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
        f"{'show' if late else 'document'} {kind} {whose} {_short(question.contains_all)}",
        RepairKind.SHOW if late else RepairKind.DOCUMENT,
        f"{words}, as it was in place by {on_day(last, '')}" if late else words,
        None if late else last,
    )


def _of_figure(evidence: str, figure: Figure, asked: ClockAsked) -> Outlook:
    """A later figure that reaches what is asked, while there is time."""
    question = asked.question(evidence)
    reached = [
        value
        for test in _tests(evidence, asked)
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
                shown = _all_papers(question, asked)
        case StatementQuestion():
            repair, shown = _statement(evidence, question, last, asked)
        case _:
            repair, shown = _register(evidence, question, silence, asked)
    missing = silence if none else replace(silence, why=NoAnswerReason.MISSING)
    return Outlook((repair,), lambda done: shown if repair.key in done else missing)


def _statement(
    evidence: str, question: StatementQuestion, last: date, asked: ClockAsked
) -> tuple[Repair, Answer]:
    wanted = [t.value for t in _tests(evidence, asked) if t.op is Op.IS]
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
    tests = [*_tests(evidence, asked)]
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
        return _complete(question.register_, end), none
    names: Iterable[str] = getattr(question, "asks", tuple)()
    wanted = "; ".join(name.removeprefix("register: ") for name in names)
    shown: Answer = _as_asked(evidence, asked)
    if isinstance(question, NumberQuestion):
        shown = Figure(Decimal(10**9))
    repair = Repair(
        f"send {wanted} {asked.asking.member}".strip(),
        RepairKind.REGISTER,
        f"{capital(silence.says.removesuffix('.'))}; what it shows decides",
        None,
    )
    return repair, shown


def _all_papers(question: DocumentsQuestion, asked: ClockAsked) -> Papers:
    first, last = (asked.asking.sure_day(name) for name in question.between_days())
    report = Report("the new report", True, (("dated", last),), (first, last))
    return Papers((report,), first, last, last, meetings=(last,))


def together(outlooks: Mapping[str, Outlook]) -> tuple[Repair, ...]:
    """Every repair of several answers, each once."""
    found = {repair.key: repair for one in outlooks.values() for repair in one.repairs}
    return tuple(found.values())

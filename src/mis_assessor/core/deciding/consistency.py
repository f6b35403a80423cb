"""What the consistency rules found, who explained it, and which verdicts it stops."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from mis_assessor.core.consistency.check import contradictions, waits_for_verdicts
from mis_assessor.core.consistency.look import Contradiction, looking
from mis_assessor.core.consistency.tables import Tables
from mis_assessor.core.deciding.case import Case, Stop
from mis_assessor.core.deciding.judgements import JudgedBy, judgement_named
from mis_assessor.core.evidence.submission import Submission
from mis_assessor.core.rules.consistency import ConsistencyRule, resting
from mis_assessor.core.rules.in_words import fill
from mis_assessor.core.rules.rulebook import Edition, Rulebook
from mis_assessor.core.verdicts import Verdict


@dataclass(frozen=True, slots=True)
class ConsistencyFinding:
    """One consistency rule that found something: what, where, and what follows."""

    id: str
    title: str
    asks: str
    follows: str
    """The verdict that what rests on it cannot better, or ``remark``."""
    contradictions: tuple[Contradiction, ...]
    requirements: tuple[str, ...]
    """The requirements that rest on what was compared."""
    actions: tuple[int, ...]
    """Their safety actions; 0 is the conditions of the scheme."""
    stopped: tuple[str, ...]
    """Those whose verdict it stops; none once a person has explained it."""
    next: str
    explained: JudgedBy | None = None

    @property
    def open(self) -> bool:
        """Whether nobody has explained it yet."""
        return self.explained is None


def consistency_of(
    rulebook: Rulebook, submission: Submission, editions: Sequence[Edition], on: date
) -> tuple[ConsistencyFinding, ...]:
    """Everything in a folder that does not agree, rule by rule, before anything is decided."""
    return tuple(_found(rulebook, submission, editions, on, {}))


def consistency_of_verdicts(
    rulebook: Rulebook,
    submission: Submission,
    editions: Sequence[Edition],
    on: date,
    final: Mapping[str, Verdict],
) -> tuple[ConsistencyFinding, ...]:
    """What does not agree with the verdicts themselves; it can only be a remark."""
    return tuple(_found(rulebook, submission, editions, on, final))


def _found(
    rulebook: Rulebook,
    submission: Submission,
    editions: Sequence[Edition],
    on: date,
    final: Mapping[str, Verdict],
) -> Iterator[ConsistencyFinding]:
    others = tuple(rule.id for rule in rulebook.consistency)
    tables = Tables(submission, rulebook.rules, others)
    guidance = (rulebook.year, editions[-1].id)
    for rule in rulebook.consistency:
        if waits_for_verdicts(rule.check) != bool(final):
            continue
        look = looking(rule, tables, guidance, rulebook.rules, on, final)
        if found := contradictions(look):
            asks = fill(rule.asks, look.asking.reading)
            yield replace(_finding(rule, rulebook, submission, on, found), asks=asks)


def _finding(
    rule: ConsistencyRule,
    rulebook: Rulebook,
    submission: Submission,
    on: date,
    found: tuple[Contradiction, ...],
) -> ConsistencyFinding:
    resting_on = resting(rule.follows.of, (r.requirement for r in rulebook.rules))
    touched, stopped = set[str](), set[str]()
    for one in found:
        theirs = resting_on if one.requirements is None else one.requirements
        touched |= set(theirs)
        if rule.follows.stop is not None and not one.remark:
            stopped |= set(theirs)
    explained = judgement_named(rule.id, (), submission, on)
    if explained is not None and not explained.verdict.holds:
        explained = None  # a person looked, and says that it is a contradiction
    in_order = [r for r in rulebook.rules if r.requirement.id in touched]
    says = rule.follows.stop.value if rule.follows.stop and stopped else "remark"
    return ConsistencyFinding(
        id=rule.id,
        title=rule.title,
        asks=rule.asks,
        follows=says,
        contradictions=found,
        requirements=tuple(r.requirement.id for r in in_order),
        actions=tuple(sorted({r.action for r in in_order})),
        stopped=()
        if explained
        else tuple(r.requirement.id for r in in_order if r.requirement.id in stopped),
        next=rule.if_found,
        explained=explained,
    )


def with_stops(
    cases: Sequence[Case], found: Sequence[ConsistencyFinding], last_day: date
) -> tuple[Case, ...]:
    """Every case with what stops it; what nobody asks today is not stopped either."""
    stopped = ((case, tuple(_stops(case, found, last_day))) for case in cases)
    return tuple(replace(case, stops=stops) if stops else case for case, stops in stopped)


def _stops(case: Case, found: Sequence[ConsistencyFinding], last_day: date) -> Iterator[Stop]:
    if case.verdict is not None:
        return
    for finding in found:
        if case.rule.requirement.id in finding.stopped:
            yield Stop(finding.id, _in_time(case, Verdict(finding.follows), last_day))


def _in_time(case: Case, verdict: Verdict, last_day: date) -> Verdict:
    """What is still missing before the last day is not due yet; a contradiction stands."""
    scene = case.parts[0].scenes[0]
    name = case.rule.requirement.due_by
    due = scene.reading.value(name) if scene.reading.knows(name) else None
    last = due if isinstance(due, date) else last_day
    if verdict is Verdict.EVIDENCE_MISSING and scene.on <= last:
        return Verdict.NOT_DUE_YET
    return verdict

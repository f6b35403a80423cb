"""Every clock that still runs in a decided case, made from the rule's own condition.

The days come from the questions and values of the rule, so that a rule that changes
changes its clocks; nothing here knows a requirement by name.
"""

from collections.abc import Iterable, Iterator

from mis_assessor.core.answering.asking import Asking
from mis_assessor.core.deciding.case import Case
from mis_assessor.core.deciding.evaluate import Decided, parts_decided
from mis_assessor.core.evidence.answers import NoAnswer, Paper, Papers, Tally
from mis_assessor.core.evidence.submission import Submission
from mis_assessor.core.findings.clock import Clock
from mis_assessor.core.findings.clock_asked import ClockAsked
from mis_assessor.core.findings.clock_counts import of_tally
from mis_assessor.core.findings.clock_reports import of_reports
from mis_assessor.core.findings.clock_silence import of_order, of_paper, of_person, of_silence
from mis_assessor.core.rules.conditions import (
    AnyOf,
    Condition,
    InOrder,
    Instead,
    Join,
    Leaf,
    PersonConfirms,
    Test,
)
from mis_assessor.core.rules.rulebook import Guidance
from mis_assessor.core.verdicts import Verdict

WAITING = (Verdict.NOT_DUE_YET, Verdict.EVIDENCE_MISSING, Verdict.MET)
"""Verdicts of a member in which an act may still be waited for."""


def clocks_of(
    case: Case, decided: Decided, frame: Guidance, submission: Submission
) -> tuple[Clock, ...]:
    """The clocks of one requirement, the first to run out first; each act once.

    Where the guidance can be read several ways the strictest day is the safe one.
    """
    found: dict[tuple[str, ...], Clock] = {}
    for clock in _all_of(case, decided, frame, submission):
        key = (clock.member, clock.evidence, clock.subject, clock.kind.value, clock.act)
        if key not in found or (clock.last, -clock.least) < (found[key].last, -found[key].least):
            found[key] = clock
    return tuple(sorted(found.values(), key=Clock.place))


def _all_of(
    case: Case, decided: Decided, frame: Guidance, submission: Submission
) -> Iterator[Clock]:
    for part, member in zip(case.parts, decided.parts, strict=True):
        if not part.counts or member.verdict not in WAITING:
            continue
        for scene, inner in zip(part.scenes, member.parts, strict=True):
            asking = Asking(
                frame, submission, case.rule.requirement, scene.reading, scene.on, part.member
            )
            for leaf, one in ways_open(case.condition, inner):
                yield from of_leaf(leaf, ClockAsked(asking, scene, one.node, one.verdict))


def ways_open(condition: Condition, decided: Decided) -> Iterator[tuple[Leaf, Decided]]:
    """The leaves that can still decide: what the guidance accepts instead waits for a miss,
    and of several routes a closed one is left, and all others once one is met.
    """
    if not isinstance(condition, Join):
        yield condition, decided
        return
    parts = list(parts_decided(condition, decided))
    verdicts = [inner.verdict for _, inner in parts]
    if isinstance(condition, Instead):
        parts = parts[verdicts[0] is Verdict.NOT_MET :][:1]
    elif isinstance(condition, AnyOf):
        wanted = [v.holds for v in verdicts]
        if not any(wanted):
            wanted = [v is not Verdict.NOT_MET for v in verdicts]
        parts = [part for part, kept in zip(parts, wanted, strict=True) if kept]
    for part, inner in parts:
        yield from ways_open(part, inner)


def of_leaf(leaf: Leaf, asked: ClockAsked) -> Iterable[Clock]:
    """The clocks of one leaf; none where nothing is waited for."""
    match leaf:
        case Test():
            return _of_test(leaf, asked)
        case InOrder() if asked.verdict is Verdict.NOT_DUE_YET:
            return of_order(leaf, asked)
        case PersonConfirms() if asked.verdict is Verdict.NOT_DUE_YET:
            return of_person(leaf.a_person_confirms, leaf.who_may, asked)
        case _:
            return ()


def _of_test(test: Test, asked: ClockAsked) -> Iterable[Clock]:
    answer = asked.scene.answers[test.evidence]
    if isinstance(answer, Tally):
        return of_tally(test, answer, asked)
    if asked.verdict is not Verdict.NOT_DUE_YET:
        return ()
    if not isinstance(answer, NoAnswer) and asked.lacks(test.value):
        return of_person(f"the guidance value “{test.value}”, which is not loaded", (), asked)
    match answer:
        case NoAnswer():
            return of_silence(test, answer, asked)
        case Papers():
            return of_reports(test, answer, asked)
        case Paper():
            return of_paper(test, answer, asked)
        case _:
            return ()

"""Every clock that still runs in a decided case, made from the rule's own condition.

The days come from the questions and values of the rule, so that a rule that changes
changes its clocks; nothing here knows a requirement by name.
"""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from mis_assessor.core.answering.asking import Asking
from mis_assessor.core.deciding.case import Case
from mis_assessor.core.deciding.evaluate import Decided, parts_decided
from mis_assessor.core.evidence.answers import NoAnswer, Paper, Papers, Tally
from mis_assessor.core.evidence.submission import Submission
from mis_assessor.core.findings.clock import Clock, ClockKind
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

STILL_OPEN = (Verdict.NOT_DUE_YET, Verdict.EVIDENCE_MISSING, Verdict.MET)
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
        if not part.counts or member.verdict not in STILL_OPEN:
            continue
        for scene, inner in zip(part.scenes, member.parts, strict=True):
            asking = Asking(
                frame, submission, case.rule.requirement, scene.reading, scene.on, part.member
            )
            yield from _of_condition(
                case.condition, inner, ClockAsked(asking, scene, "", member.verdict)
            )


def _of_condition(condition: Condition, decided: Decided, asked: ClockAsked) -> list[Clock]:
    """The clocks that can still decide.

    What the guidance accepts instead waits for a miss. Of several routes a closed one is left;
    one that holds, or asks nothing of anybody, is enough.
    """
    if not isinstance(condition, Join):
        return list(of_leaf(condition, replace(asked, node=decided.node, verdict=decided.verdict)))
    parts = list(parts_decided(condition, decided))
    match condition:
        case Instead():
            parts = parts[parts[0][1].verdict is Verdict.NOT_MET :][:1]
        case AnyOf():
            return _of_routes(parts, asked)
        case _:
            pass
    return [clock for part, inner in parts for clock in _of_condition(part, inner, asked)]


def _of_routes(parts: list[tuple[Condition, Decided]], asked: ClockAsked) -> list[Clock]:
    open_ = [part for part in parts if part[1].verdict is not Verdict.NOT_MET]
    routes = [_of_condition(part, inner, asked) for part, inner in open_]
    held = [clocks for clocks, (_, inner) in zip(routes, open_, strict=True) if inner.verdict.holds]
    easy = [clocks for clocks in routes if all(c.kind is ClockKind.FIGURE for c in clocks)]
    if held or easy:
        return (held or easy)[0]
    one = len(routes) == 1
    return [clock if one else replace(clock, rescue=True) for clocks in routes for clock in clocks]


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


def _of_test(test: Test, asked: ClockAsked) -> Iterator[Clock]:
    answer, other = asked.scene.answers[test.evidence], asked.scene.answers.get(test.value)
    if isinstance(answer, Tally):
        yield from of_tally(test, answer, asked)
    if asked.verdict is not Verdict.NOT_DUE_YET:
        return
    if isinstance(other, NoAnswer):  # a figure waits for the one that it is held against
        yield from of_silence(test.model_copy(update={"evidence": test.value}), other, asked)
    elif not isinstance(answer, NoAnswer | Tally) and asked.lacks(test.value):
        yield from of_person(f"the guidance value “{test.value}”, which is not loaded", (), asked)
        return
    match answer:
        case NoAnswer():
            yield from of_silence(test, answer, asked)
        case Papers():
            yield from of_reports(test, answer, asked)
        case Paper():
            yield from of_paper(test, answer, asked)
        case _:
            return

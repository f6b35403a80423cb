"""Checks a paper against its own numbers, independently of how it was assessed.

Whatever goes wrong upstream, a Board must never read a verdict that the figures
beside it contradict, and a red must never be hidden. A paper with a contradiction is
not published at all.

Re-does the sum behind a number and holds it against the verdict shown beside it.

Checks the lines beside the scheme against their own numbers before they are printed.
"""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from fractions import Fraction

from mis_assessor.core.assessment.assessment import ActionResult, Assessment
from mis_assessor.core.deciding.recovery import Recovery
from mis_assessor.core.errors import EngineFault, Problem
from mis_assessor.core.findings.finding import Finding, Number
from mis_assessor.core.frameworks.result import BodyResult, FrameworkFinding, FrameworkResult
from mis_assessor.core.rules.comparisons import Way
from mis_assessor.core.verdicts import Verdict, all_of
from mis_assessor.reports.pages.due import told_of
from mis_assessor.reports.pages.figures import place
from mis_assessor.reports.pages.outcome import EXCEPTIONS


def contradicted(where: str, number: Number) -> Iterator[Problem]:
    """What the figures of one number contradict; open cases can still go either way."""
    name = f"{where}: {number.name}"
    if number.done is None:
        return
    if number.done < 0 or (number.of is not None and number.done > number.of):
        yield Problem(name, f"{number.done} of {number.of} cannot be")
    limit = number.asked
    if limit is None or (limit.share and not number.of):
        return
    low, high = number.done, number.done + number.open + number.unknown
    if limit.share and number.of:
        limit = replace(limit, limit=limit.limit * number.of)
    if limit.way in (Way.AT_MOST, Way.UNDER):
        low, high = high, low  # the worst it can be first
    if number.verdict is Verdict.MET and not limit.holds(Fraction(low)):
        yield Problem(name, f"is shown met, but {_sum(number)} fails “{number.test}”")
    if number.verdict is Verdict.NOT_MET and limit.holds(Fraction(high)):
        yield Problem(name, f"is shown not met, but {_sum(number)} may be: “{number.test}”")


def _sum(number: Number) -> str:
    done = f"{number.done} of {number.of}" if number.of else f"{number.done}"
    undecided = number.open + number.unknown
    return f"{done}, with {undecided} undecided," if undecided else done


def refuse_framework_contradictions(results: Iterable[FrameworkResult]) -> None:
    """Stops publication when there is any contradiction."""
    if problems := tuple(framework_contradictions(results)):
        raise EngineFault(problems)


def framework_contradictions(results: Iterable[FrameworkResult]) -> Iterator[Problem]:
    """Everything in a framework's result that its own figures contradict."""
    for result in results:
        for body in result.bodies:
            where = f"{result.short_title}, {body.name}"
            yield from _of_body(where, body)
            for one in body.findings:
                yield from _of_framework_finding(where, one)


def _of_body(where: str, body: BodyResult) -> Iterator[Problem]:
    rolled = all_of(g.verdict for g in body.groups if g.recommended is body.recommended)
    if body.verdict is not rolled:
        yield Problem(where, f"is shown as {body.verdict}, but its groups make it {rolled}")
    for group in body.groups:
        here = [f for f in body.findings if f.finding.action == group.number and not f.joins]
        beside = [f for f in here if f.force == "should"] or here
        counted = beside if group.recommended else [f for f in here if f.force == "must"]
        counting = [one.finding.verdict for one in counted]
        made = all_of(counting)
        if group.verdict is not made:
            yield Problem(
                f"{where}, {group.title}",
                f"is shown as {group.verdict}, but its duties make it {made}",
            )
        if group.hold != sum(verdict.holds for verdict in counting):
            yield Problem(f"{where}, {group.title}", f"says {group.hold} duties hold")


def _of_framework_finding(where: str, one: FrameworkFinding) -> Iterator[Problem]:
    finding = one.finding
    place = f"{where}, {finding.id} ({finding.verdict})"
    parts = [number for part in finding.parts for number in part.numbers]
    for number in (*finding.numbers, *parts):
        yield from contradicted(place, number)
    if not finding.verdict.holds or one.joins:
        return
    if not finding.used and finding.judged is None:
        yield Problem(place, "holds without evidence and without a judgement")
    for part in finding.parts:
        if part.counts and part.verdict is Verdict.NOT_MET:
            yield Problem(place, f"holds although {part.member} is not met")


def refuse_contradictions(assessment: Assessment) -> None:
    """Stops publication when there is any contradiction."""
    if problems := contradictions(assessment):
        raise EngineFault(problems)


def contradictions(assessment: Assessment) -> tuple[Problem, ...]:
    """Everything in an assessment that its own figures contradict."""
    return (
        *(p for finding in assessment.findings for p in _of_finding(finding)),
        *(p for action in assessment.actions for p in _of_action(assessment, action)),
        *_of_action(assessment, assessment.conditions),
        *_of_outcome(assessment),
        *_of_money(assessment),
        *_hidden(assessment),
        *framework_contradictions(assessment.frameworks),
    )


def _of_finding(finding: Finding) -> Iterator[Problem]:
    where = f"{finding.id} ({finding.verdict})"
    parts = [(part.member, number) for part in finding.parts for number in part.numbers]
    for name, number in (*(("", number) for number in finding.numbers), *parts):
        yield from contradicted(f"{where}, {name}".rstrip(", "), number)
    if not finding.verdict.holds:
        return
    if not finding.used and finding.judged is None:
        yield Problem(where, "holds without evidence and without a judgement")
    if finding.verdict is Verdict.MET:
        for part in finding.parts:
            if part.counts and part.verdict is Verdict.NOT_MET:
                yield Problem(where, f"is met although {part.member} is not met")
        unheld = finding.numbers and not any(_may_hold(n.verdict) for n in finding.numbers)
        if unheld and finding.judged is None:
            yield Problem(where, "is met although none of its numbers holds")


def _may_hold(verdict: Verdict) -> bool:
    return verdict not in (Verdict.NOT_MET, Verdict.EVIDENCE_MISSING)


def _of_action(assessment: Assessment, action: ActionResult) -> Iterator[Problem]:
    verdicts = [finding.verdict for finding in _counted(assessment, action.number)]
    where, rolled_up = place(action.number), all_of(verdicts)
    if action.verdict is not rolled_up:
        yield Problem(
            where,
            f"is shown as {action.verdict}, but its requirements make it {rolled_up}",
        )
    hold = sum(verdict.holds for verdict in verdicts)
    if action.hold != hold or action.requirements < hold:
        yield Problem(
            where,
            f"says {action.hold} of {action.requirements} requirements hold, but {hold} do",
        )


def _counted(assessment: Assessment, action: int) -> list[Finding]:
    towards = "safety action" if action else "conditions of the scheme"
    return [
        finding
        for finding in assessment.findings
        if finding.counts_towards == towards
        and (finding.action == action or not action)
        and not finding.stands_in_for
    ]


def _of_outcome(assessment: Assessment) -> Iterator[Problem]:
    results = (*assessment.actions, assessment.conditions)
    rolled_up = all_of(result.verdict for result in results)
    if rolled_up.holds and not all(action.verdict.holds for action in assessment.actions):
        rolled_up = Verdict.NOT_DUE_YET  # ten of ten is asked, and one is paused
    if assessment.verdict is not rolled_up:
        yield Problem(
            "Outcome",
            f"is shown as {assessment.verdict}, but the actions make it {rolled_up}",
        )
    if assessment.met != assessment.verdict.holds:
        yield Problem("Outcome", "says two things: met, and the verdict, disagree")


def _of_money(assessment: Assessment) -> Iterator[Problem]:
    settled = (*_HOLDING, Verdict.NOT_DUE_YET)  # the form may still be to come
    hopeful = (
        all(action.verdict.holds for action in assessment.actions)
        and assessment.conditions.verdict in settled
    )
    if assessment.fund.status is Recovery.EXPECTED and not hopeful:
        yield Problem("Money", "expects recovery although the outcome does not hold")


_HOLDING = tuple(verdict for verdict in Verdict if verdict.holds)


def _hidden(assessment: Assessment) -> Iterator[Problem]:
    shown = told_of(assessment)
    for finding in assessment.findings:
        if finding.verdict in EXCEPTIONS and finding.id not in shown:
            yield Problem(finding.id, "is an exception and would not be shown")
    known = {action.number for action in (*assessment.actions, assessment.conditions)}
    for finding in assessment.findings:
        if finding.action not in known:
            yield Problem(finding.id, "belongs to a safety action that is not shown")

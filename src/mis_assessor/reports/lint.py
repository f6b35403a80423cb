"""Checks a paper against its own numbers, independently of how it was assessed.

Whatever goes wrong upstream, a Board must never read a verdict that the figures
beside it contradict, and a red must never be hidden. A paper with a contradiction is
not published at all.
"""

from collections.abc import Iterator

from mis_assessor.core.assessment import ActionResult, Assessment
from mis_assessor.core.errors import EngineFault, Problem
from mis_assessor.core.findings import Finding
from mis_assessor.core.recovery import Recovery
from mis_assessor.core.verdicts import Verdict, all_of
from mis_assessor.reports.framework_lint import framework_contradictions
from mis_assessor.reports.presenters.exceptions import exceptions
from mis_assessor.reports.presenters.figures import place
from mis_assessor.reports.presenters.outcome import EXCEPTIONS
from mis_assessor.reports.sums import contradicted


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
    shown = {one.id for group in exceptions(assessment) for one in group.shown}
    for finding in assessment.findings:
        if finding.verdict in EXCEPTIONS and finding.id not in shown:
            yield Problem(finding.id, "is an exception and would not be shown")
    known = {action.number for action in (*assessment.actions, assessment.conditions)}
    for finding in assessment.findings:
        if finding.action not in known:
            yield Problem(finding.id, "belongs to a safety action that is not shown")

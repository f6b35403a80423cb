"""What a trust claims held against what is assessed: declaration, conditions, agreement."""

from collections.abc import Iterator

from mis_assessor.core.assessment.assessment import Assessment
from mis_assessor.core.checking.verification import (
    CheckDone,
    Subject,
    does_hold,
    fails,
    open_question,
)
from mis_assessor.core.deciding.consistency import ConsistencyFinding
from mis_assessor.core.findings.finding import Finding
from mis_assessor.core.verdicts import Verdict
from mis_assessor.core.wording import counted, listed, on_day

YES = "yes"
_NOT_ASKED = (Verdict.NOT_APPLICABLE, Verdict.PAUSED)


def claims_checked(assessment: Assessment) -> Iterator[CheckDone]:
    """Declaration, conditions and agreement, each claim that is not borne out in a sentence."""
    yield from _declaration(assessment)
    yield from _conditions(assessment)
    yield from _agreement(assessment)


def _declaration(assessment: Assessment) -> Iterator[CheckDone]:
    declared = {name for name, answer in assessment.declared.items() if answer == YES}
    if not declared:
        yield open_question(
            Subject.DECLARATION,
            "nothing is declared in declared.csv, so nothing can be held to it.",
        )
        return
    said = [f for f in assessment.findings if f.id in declared]
    wrong = [f for f in said if _is_unborne(assessment, f.verdict)]
    for finding in wrong:
        yield fails(
            Subject.DECLARATION,
            f"declared yes, assessed {finding.verdict.value}: {_ended(finding.sentence)}",
            f"{finding.id} {finding.title}",
        )
    unsaid = [
        a
        for a in assessment.actions
        if _is_unborne(assessment, a.verdict)
        and not _said_no(assessment, a.number)
        and not any(f.action == a.number for f in wrong)
    ]
    for action in unsaid:
        yield fails(
            Subject.DECLARATION,
            f"nothing of it is declared “no”, and it is assessed {action.verdict.value}.",
            f"safety action {action.number}",
        )
    yield from _still_to_come(Subject.DECLARATION, assessment, said)
    if not wrong and not unsaid:
        number = counted(len(declared), "answers")
        yield does_hold(Subject.DECLARATION, f"{number} of “yes” are borne out by the assessment.")


def _is_unborne(assessment: Assessment, verdict: Verdict) -> bool:
    """Whether a claim stands on nothing; on the last day, what is still to come is not there."""
    if verdict is Verdict.NOT_DUE_YET:
        last = max((m.day for m in assessment.milestones), default=assessment.on)
        return assessment.on >= last
    return not verdict.holds and verdict not in _NOT_ASKED


def _said_no(assessment: Assessment, action: int) -> bool:
    own = {f.id for f in assessment.findings if f.action == action}
    return any(answer != YES for name, answer in assessment.declared.items() if name in own)


def _still_to_come(
    subject: Subject, assessment: Assessment, findings: list[Finding]
) -> Iterator[CheckDone]:
    """What nobody could know yet on the day of the assessment."""
    early = [f.id for f in findings if f.verdict is Verdict.NOT_DUE_YET]
    if early and not _is_unborne(assessment, Verdict.NOT_DUE_YET):
        day = on_day(assessment.on)
        yield open_question(subject, f"not due yet {day}, so assess again later: {listed(early)}.")


def _conditions(assessment: Assessment) -> Iterator[CheckDone]:
    asked = [f for f in assessment.findings if f.counts_towards == "conditions of the scheme"]
    missed = [f for f in asked if _is_unborne(assessment, f.verdict)]
    for finding in missed:
        yield fails(
            Subject.CONDITIONS,
            f"assessed {finding.verdict.value}: {_ended(finding.sentence)}",
            f"{finding.id} {finding.title}",
        )
    yield from _still_to_come(Subject.CONDITIONS, assessment, asked)
    if not missed:
        yield does_hold(Subject.CONDITIONS, "none is missed on the days that count.")


def _agreement(assessment: Assessment) -> Iterator[CheckDone]:
    for found in assessment.consistency:
        yield from _of_rule(found)
    if not any(found.open for found in assessment.consistency):
        yield does_hold(Subject.AGREEMENT, "no consistency rule finds a contradiction left open.")


def _of_rule(found: ConsistencyFinding) -> Iterator[CheckDone]:
    where = f"{found.id} {found.title}"
    if (by := found.explained) is not None:
        told = f"explained by {by.who}, {by.role}, {on_day(by.on)}: {_ended(by.reason)}"
        yield open_question(Subject.AGREEMENT, f"{told} A person must judge that.", where)
        return
    for one in found.contradictions:
        yield fails(Subject.AGREEMENT, _ended(one.sentence), where)


def _ended(words: str) -> str:
    return words if words.endswith((".", "?", "!", "…")) else f"{words}."

"""What a trust claims held against what is assessed: declaration, conditions, agreement."""

from collections.abc import Iterator

from mis_assessor.core.assessment.assessment import Assessment
from mis_assessor.core.checking.verification import (
    Check,
    Subject,
    fails,
    holds,
    open_question,
)
from mis_assessor.core.deciding.consistency import ConsistencyFinding
from mis_assessor.core.findings.finding import Finding
from mis_assessor.core.verdicts import Verdict
from mis_assessor.core.wording import counted, on_day

YES = "yes"
_NOT_ASKED = (Verdict.NOT_APPLICABLE, Verdict.PAUSED)


def claims_checked(assessment: Assessment) -> Iterator[Check]:
    """Declaration, conditions and agreement, each claim that is not borne out in a sentence."""
    yield from _declaration(assessment)
    yield from _conditions(assessment)
    yield from _agreement(assessment)


def _declaration(assessment: Assessment) -> Iterator[Check]:
    declared = {name for name, answer in assessment.declared.items() if answer == YES}
    if not declared:
        yield open_question(
            Subject.DECLARATION,
            "nothing is declared in declared.csv, so nothing can be held to it.",
        )
        return
    wrong = [f for f in assessment.findings if f.id in declared and _is_unborne(f)]
    for finding in wrong:
        yield fails(
            Subject.DECLARATION,
            f"declared yes, assessed {finding.verdict.value}: {_ended(finding.sentence)}",
            f"{finding.id} {finding.title}",
        )
    unsaid = [
        a
        for a in assessment.actions
        if not a.verdict.holds
        and a.verdict not in (*_NOT_ASKED, Verdict.NOT_DUE_YET)
        and not _said_no(assessment, a.number)
        and not any(f.action == a.number for f in wrong)
    ]
    for action in unsaid:
        yield fails(
            Subject.DECLARATION,
            f"nothing of it is declared “no”, and it is assessed {action.verdict.value}.",
            f"safety action {action.number}",
        )
    if not wrong and not unsaid:
        number = counted(len(declared), "answers")
        yield holds(Subject.DECLARATION, f"{number} of “yes” are borne out by the assessment.")


def _is_unborne(finding: Finding) -> bool:
    passed_over = (*_NOT_ASKED, Verdict.NOT_DUE_YET)
    return not finding.verdict.holds and finding.verdict not in passed_over


def _said_no(assessment: Assessment, action: int) -> bool:
    own = {f.id for f in assessment.findings if f.action == action}
    return any(answer != YES for name, answer in assessment.declared.items() if name in own)


def _conditions(assessment: Assessment) -> Iterator[Check]:
    missed = [
        f
        for f in assessment.findings
        if f.counts_towards == "conditions of the scheme" and _is_unborne(f)
    ]
    for finding in missed:
        yield fails(
            Subject.CONDITIONS,
            f"assessed {finding.verdict.value}: {_ended(finding.sentence)}",
            f"{finding.id} {finding.title}",
        )
    if not missed:
        yield holds(Subject.CONDITIONS, "none is missed on the days that count.")


def _agreement(assessment: Assessment) -> Iterator[Check]:
    for found in assessment.consistency:
        yield from _of_rule(found)
    if not any(found.open for found in assessment.consistency):
        yield holds(Subject.AGREEMENT, "no rule of consistency finds a contradiction left open.")


def _of_rule(found: ConsistencyFinding) -> Iterator[Check]:
    where = f"{found.id} {found.title}"
    if (by := found.explained) is not None:
        told = f"explained by {by.who}, {by.role}, {on_day(by.on)}: {_ended(by.reason)}"
        yield open_question(Subject.AGREEMENT, f"{told} A person must judge that.", where)
        return
    for one in found.contradictions:
        yield fails(Subject.AGREEMENT, _ended(one.sentence), where)


def _ended(words: str) -> str:
    return words if words.endswith((".", "?", "!", "…")) else f"{words}."

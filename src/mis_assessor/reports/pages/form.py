"""The Board declaration form, question by question, ready to copy.

The answers are those that the evidence supports. What the Board declared stands beside
them, where it did: two voices in two columns, never one for the other.
"""

from dataclasses import dataclass
from decimal import Decimal
from typing import assert_never

from mis_assessor.core.assessment.assessment import ActionResult, Assessment
from mis_assessor.core.findings.finding import Finding
from mis_assessor.core.verdicts import Verdict
from mis_assessor.reports.pages.figures import place
from mis_assessor.reports.pages.outcome import all_results
from mis_assessor.reports.wording import listed_or_none, pounds

YES, NO, OPEN = "Yes", "No", "not to be answered yet"
NOT_DECLARED = "–"


@dataclass(frozen=True, slots=True)
class ActionAnswer:
    """One safety action on the form's summary."""

    number: int
    title: str
    achieved: str
    plan: str
    requested: str


@dataclass(frozen=True, slots=True)
class Answer:
    """One question of the form."""

    id: str
    title: str
    supported: str
    declared: str


@dataclass(frozen=True, slots=True)
class Questions:
    """The questions of one safety action, or of the conditions."""

    heading: str
    rows: tuple[Answer, ...]
    not_asked: str


@dataclass(frozen=True, slots=True)
class Form:
    """The form as the evidence supports it."""

    header: tuple[tuple[str, str], ...]
    actions: tuple[ActionAnswer, ...]
    totals: tuple[tuple[str, str], ...]
    statements: tuple[str, ...]
    questions: tuple[Questions, ...]
    declared: str


STATEMENTS = (
    "The Board is satisfied that the evidence shows what is declared.",
    "The submission was discussed with the commissioners (the integrated care board).",
    "No report of this or the last financial year contradicts it, or NHS Resolution was told.",
    "The trust answers for its own certification.",
    "A declaration that proves wrong can be reopened, money paid back, and the Board’s "
    "governance looked into.",
    "What is paid for an action plan is spent on that plan.",
)
"""What the form has the Board state, in our words and from memory: the form's own govern."""


def form(assessment: Assessment) -> Form:
    """The form of an assessment."""
    met = sum(action.verdict.holds for action in assessment.actions)
    return Form(
        header=(
            ("Trust", assessment.trust_name),
            ("Trust code", assessment.trust_code),
            ("Scheme year", assessment.scheme_title),
        ),
        actions=tuple(_action(assessment, action) for action in assessment.actions),
        totals=(
            ("Safety actions met", f"{met} of {len(assessment.actions)}"),
            ("Asked for in total", pounds(assessment.fund.requested or Decimal(0))),
        ),
        statements=STATEMENTS,
        questions=tuple(_questions(assessment, action) for action in all_results(assessment)),
        declared=_declared(assessment),
    )


def achieved(verdict: Verdict) -> str:
    """What may truthfully be written on the form."""
    match verdict:
        case Verdict.MET | Verdict.MET_BY_ALTERNATIVE:
            return YES
        case Verdict.NOT_MET:
            return NO
        case Verdict.NOT_APPLICABLE:
            return "N/A"
        case (
            Verdict.EVIDENCE_MISSING
            | Verdict.NEEDS_JUDGEMENT
            | Verdict.NOT_DUE_YET
            | Verdict.PAUSED
        ):
            return OPEN
        case _:
            assert_never(verdict)


def _action(assessment: Assessment, action: ActionResult) -> ActionAnswer:
    planned = [p for p in assessment.action_plan if p.get("safety action") == str(action.number)]
    amounts = [Decimal(p["amount requested"]) for p in planned if p.get("amount requested")]
    holds = action.verdict.holds
    return ActionAnswer(
        action.number,
        action.title or place(action.number),
        achieved(action.verdict),
        "not needed" if holds and not planned else YES if planned else NO,
        pounds(sum(amounts, Decimal(0))) if amounts else "–",
    )


def _questions(assessment: Assessment, action: ActionResult) -> Questions:
    own = sorted((f for f in assessment.findings if f.action == action.number), key=lambda f: f.id)
    asked = [f for f in own if f.verdict is not Verdict.NOT_APPLICABLE]
    heading = f"{place(action.number)}: {action.title}" if action.title else place(action.number)
    return Questions(
        heading=heading if action.number else place(0),
        rows=tuple(_answer(assessment, finding) for finding in asked),
        not_asked=listed_or_none([f.id for f in own if f not in asked]),
    )


def _answer(assessment: Assessment, finding: Finding) -> Answer:
    return Answer(
        finding.id,
        finding.title,
        achieved(finding.verdict),
        assessment.declared.get(finding.id, NOT_DECLARED),
    )


def _declared(assessment: Assessment) -> str:
    """What the Board declared so far, in one sentence."""
    if not assessment.declared:
        return "The Board has declared nothing yet."
    known = {finding.id for finding in assessment.findings}
    elsewhere = sorted(name for name in assessment.declared if name not in known)
    said = f"The Board has answered {len(assessment.declared):,} questions."
    if not elsewhere:
        return said
    return f"{said} Not a question of this edition: {listed_or_none(elsewhere)}."

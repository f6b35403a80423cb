"""Judgements of named people, wherever the rules leave the last word to a person."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from mis_assessor.core.evidence.submission import Document, Judgement
from mis_assessor.core.rules.questions import DocumentsQuestion
from mis_assessor.core.rules.rulebook import Rule, Rulebook
from trust_year.asked import Asked, to_be_judged
from trust_year.people import name_of
from trust_year.plans import Plan

BY_ACTION = {
    0: "non-executive champion",
    3: "neonatal champion",
    4: "clinical director for maternity",
    6: "obstetric champion",
    9: "non-executive champion",
}
SHOWN_TO_THE_BOARD = {
    0: "joint presentation to the Board",
    2: "joint presentation to the Board",
    6: "Board paper on the care bundle",
}
OTHERWISE = "director of midwifery"
EVIDENCE_READ = date(2022, 12, 8)


def judgements(
    rules: Rulebook, asked: Sequence[Asked], documents: Sequence[Document], plan: Plan
) -> Iterator[Judgement]:
    """One for every requirement that the facts alone cannot complete."""
    for rule, confirms in to_be_judged(rules, plan) if plan.judged else ():
        if paper := _paper_for(rule, asked, documents):
            yield _judgement(rule, confirms, paper, plan)


def _judgement(rule: Rule, confirms: str, paper: Document, plan: Plan) -> Judgement:
    role = BY_ACTION.get(rule.action, OTHERWISE)
    read = plan.year.moved(EVIDENCE_READ)
    known = max(paper.checked_on or read, read)
    compared = confirms or "The value was read in the published guidance and compared."
    return Judgement(
        requirement=rule.requirement.id,
        met=True,
        who=name_of(role),
        role=role,
        on=min(known + timedelta(days=6), plan.year.declaration_day),
        reason=f"Seen in “{paper.title}”. {compared}",
        evidence=paper.id,
    )


def _paper_for(
    rule: Rule, asked: Sequence[Asked], documents: Sequence[Document]
) -> Document | None:
    """The newest checked document of the requirement, or of what the Board was shown."""
    requirement = rule.requirement.id
    kinds = {
        one.question.documents.kind
        for one in asked
        if one.rule is rule and isinstance(one.question, DocumentsQuestion)
    }
    checked = [d for d in documents if d.checked_by]
    own = [d for d in checked if d.kind in kinds and (not d.about or requirement in d.about)]
    shown = [d for d in checked if d.kind == SHOWN_TO_THE_BOARD.get(rule.action)]
    found = own if kinds else shown
    return found[-1] if found else None

"""The Board's own answers, gathered so that a page holds them."""

from dataclasses import dataclass

from mis_assessor.core.assessment import Assessment
from mis_assessor.reports.presenters.figures import place
from mis_assessor.reports.wording import count

ELSEWHERE = "Not a requirement of this edition"


@dataclass(frozen=True, slots=True)
class DeclaredRow:
    """One answer, with all of a safety action that it was given to."""

    place: str
    answer: str
    number: str
    ids: str


def declared(assessment: Assessment) -> tuple[DeclaredRow, ...]:
    """Appendix D: each answer once for each safety action."""
    actions = {finding.id: finding.action for finding in assessment.findings}
    last = max(actions.values(), default=0) + 1
    gathered: dict[tuple[int, str], list[str]] = {}
    for name, answer in sorted(assessment.declared.items()):
        number = actions.get(name, -1)
        order = number if number > 0 else last - number
        gathered.setdefault((order, answer), []).append(name)
    names = {last: place(0), last + 1: ELSEWHERE}
    return tuple(
        DeclaredRow(
            names.get(order) or place(order), answer, count(len(ids), "answer"), ", ".join(ids)
        )
        for (order, answer), ids in sorted(gathered.items())
    )

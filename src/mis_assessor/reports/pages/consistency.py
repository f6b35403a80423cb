"""What in the folder does not agree: a page of its own, and words for the other pages."""

from collections.abc import Iterable
from dataclasses import dataclass

from mis_assessor.core.assessment.assessment import Assessment
from mis_assessor.core.deciding.consistency import ConsistencyFinding
from mis_assessor.core.deciding.judgements import JudgedBy
from mis_assessor.core.wording import listed
from mis_assessor.reports.wording import sentence, short_day

MOST = 8
"""How many contradictions of one rule a page tells in full."""
REMARK = "remark"
TITLE = "Does the folder agree with itself?"


@dataclass(frozen=True, slots=True)
class ConsistencyRow:
    """One consistency rule that found something."""

    id: str
    title: str
    follows: str
    told: tuple[str, ...]
    more: str
    stops: str
    next: str
    explained: str


def consistency(assessment: Assessment) -> tuple[ConsistencyRow, ...]:
    """Every rule that found something: stops first, then remarks, explained ones last."""
    return tuple(_row(found) for found in in_order(assessment.consistency))


def in_order(found: Iterable[ConsistencyFinding]) -> list[ConsistencyFinding]:
    """What stops a verdict first; what somebody has explained last."""
    return sorted(found, key=lambda f: (not f.open, not f.stopped, f.id))


def open_in(assessment: Assessment) -> list[ConsistencyFinding]:
    """What nobody has explained yet."""
    return [found for found in in_order(assessment.consistency) if found.open]


def open_words(assessment: Assessment) -> str:
    """How much is open, as a sentence for the front page; empty where nothing is."""
    found = open_in(assessment)
    if not found:
        return ""
    stops = sum(bool(one.stopped) for one in found)
    said = (
        "1 thing in the folder does not agree, and nobody has explained it"
        if len(found) == 1
        else f"{len(found)} things in the folder do not agree, and nobody has explained them"
    )
    kept = f"; {stops} {'keeps' if stops == 1 else 'keep'} a requirement from being met"
    return f"{said}{kept if stops else ''}. See “{TITLE}”."


def open_about(assessment: Assessment, action: int) -> str:
    """What is open about one safety action, though nothing else is missing; or nothing."""
    titles = [f.title for f in open_in(assessment) if action in (f.actions or (0,))]
    if not titles:
        return ""
    more = f", and {len(titles) - 1} more" if len(titles) > 1 else ""
    return f"To be explained: {titles[0][:1].lower()}{titles[0][1:]}{more}"


def _row(found: ConsistencyFinding) -> ConsistencyRow:
    told = [sentence(one.sentence) for one in found.contradictions]
    more = len(told) - MOST
    return ConsistencyRow(
        id=found.id,
        title=found.title,
        follows="Remark" if found.follows == REMARK else f"Stop: {found.follows}",
        told=tuple(told[:MOST]),
        more=f"And {more} more; assessment.json has them all." if more > 0 else "",
        stops=listed(list(found.stopped)),
        next=sentence(found.next),
        explained=_explained(found.explained) if found.explained else "",
    )


def _explained(by: JudgedBy) -> str:
    return sentence(
        f"Explained by {by.who}, {by.role}, {short_day(by.on)}: {by.reason} ({by.evidence})"
    )

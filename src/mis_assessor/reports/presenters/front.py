"""The front page: the ten safety actions in one table."""

from dataclasses import dataclass

from mis_assessor.core.assessment import ActionResult, Assessment
from mis_assessor.core.verdicts import Verdict
from mis_assessor.reports.dates import day
from mis_assessor.reports.presenters.figures import place
from mis_assessor.reports.presenters.money import effect
from mis_assessor.reports.presenters.outcome import (
    UNMET,
    confirmed,
    counting,
    position,
)
from mis_assessor.reports.tags import Tag, tag
from mis_assessor.reports.wording import count


@dataclass(frozen=True, slots=True)
class ActionRow:
    """One safety action on one line."""

    number: int
    title: str
    link: str
    tag: Tag
    hold: str
    missing: str


@dataclass(frozen=True, slots=True)
class Front:
    """The summary a Board reads in two minutes."""

    overall: str
    tag: Tag
    rows: tuple[ActionRow, ...]
    conditions: ActionRow
    fund: str
    confirmed: str


def front(assessment: Assessment) -> Front:
    """The front page of an assessment."""
    return Front(
        overall=f"Assessed as at {day(assessment.on)}: {position(assessment)}",
        tag=tag(assessment.verdict),
        rows=tuple(_row(assessment, action) for action in assessment.actions),
        conditions=_row(assessment, assessment.conditions),
        fund=effect(assessment.fund),
        confirmed=confirmed_words(assessment),
    )


def _row(assessment: Assessment, action: ActionResult) -> ActionRow:
    return ActionRow(
        number=action.number,
        title=action.title or place(action.number),
        link=f"appendix-a-action-{action.number}",
        tag=tag(action.verdict),
        hold=f"{action.hold} of {action.requirements}" if action.requirements else "–",
        missing=_missing(assessment, action),
    )


def _missing(assessment: Assessment, action: ActionResult) -> str:
    if action.verdict in (Verdict.PAUSED, Verdict.NOT_APPLICABLE):
        return "Nothing is asked at this day"
    gaps = [f for f in counting(assessment.findings, action.number) if f.verdict in UNMET]
    if not gaps:
        return "Nothing"
    worst, *rest = gaps
    more = f", and {count(len(rest), 'more', 'more')}" if rest else ""
    return worst.title + more


def confirmed_words(assessment: Assessment) -> str:
    """How far the values behind the verdicts were confirmed, as one sentence."""
    sums = confirmed(assessment)
    if not sums.no:
        return f"All {count(sums.all, 'value')} behind these verdicts are confirmed."
    return (
        f"Of {count(sums.all, 'value')} behind these verdicts, {sums.yes:,} "
        f"{'is' if sums.yes == 1 else 'are'} confirmed in a document and {sums.no:,} "
        f"{'is' if sums.no == 1 else 'are'} not; appendix A marks each one."
    )

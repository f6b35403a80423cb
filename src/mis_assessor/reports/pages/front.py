"""The front page: the ten safety actions in one table.

What the assessed position means for the trust's money; unknown stays unknown.
"""

from dataclasses import dataclass
from typing import assert_never

from mis_assessor.core.assessment.assessment import ActionResult, Assessment
from mis_assessor.core.deciding.recovery import Fund, Recovery
from mis_assessor.core.verdicts import Verdict
from mis_assessor.core.wording import listed
from mis_assessor.reports.pages.figures import place
from mis_assessor.reports.pages.outcome import (
    UNMET,
    confirmed,
    counting,
    position,
)
from mis_assessor.reports.tags import Tag, tag
from mis_assessor.reports.wording import count, day, pounds, sentence

Rows = tuple[tuple[str, str], ...]


def recovery(status: Recovery) -> str:
    """The fund status as a sentence."""
    match status:
        case Recovery.EXPECTED:
            return "Recovery expected: the contribution would come back."
        case Recovery.AT_RISK:
            return "At risk: the contribution comes back only if every gap is closed."
        case Recovery.NOT_RECOVERED:
            return "Not recovered: the contribution would not come back."
        case Recovery.DISCRETIONARY:
            return "Discretionary requested: only a small payment can be asked for."
        case Recovery.REPAYMENT_RISK:
            return "Repayment risk: money already paid may have to be paid back."
        case _:
            assert_never(status)


def effect(fund: Fund) -> str:
    """The money in two sentences for the cover sheet and the front page."""
    asked = f" Asked for: {pounds(fund.requested)}." if fund.requested is not None else ""
    return (
        f"{recovery(fund.status)}{asked} Contribution: {pounds(fund.contribution)}. "
        f"Exposure: {pounds(fund.exposure)}."
    )


def money(fund: Fund) -> Rows:
    """Every amount of the fund page, in the assessed voice."""
    asked = pounds(fund.requested) if fund.requested is not None else "none"
    return (
        ("Status", recovery(fund.status)),
        ("Why", sentence(fund.why)),
        ("The trust’s contribution to the fund", pounds(fund.contribution)),
        ("Exposure: what would not come back", pounds(fund.exposure)),
        ("Share of what other trusts leave", fund.share_of_unallocated),
        *((("What the scheme pays", sentence(fund.terms)),) if fund.terms else ()),
        ("Discretionary payment asked for", asked),
    )


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
    if action.verdict is Verdict.PAUSED:
        keep = [
            words
            for pause in assessment.pauses
            for words in pause.best_effort
            if pause.first <= assessment.on <= pause.last
        ]
        asked = f"; asked all the same: {listed(keep)}" if keep else ""
        return f"Nothing is decided at this day{asked}"
    if action.verdict is Verdict.NOT_APPLICABLE:
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

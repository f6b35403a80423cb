"""The answer in one line, and the ten safety actions in one table with their margins.

What the assessed position means for the trust's money; unknown stays unknown.
"""

from dataclasses import dataclass
from typing import assert_never

from mis_assessor.core.assessment.assessment import ActionResult, Assessment
from mis_assessor.core.assessment.made_with import rules_of_another_origin
from mis_assessor.core.deciding.recovery import Fund, Recovery
from mis_assessor.core.findings.corrected import corrected_values
from mis_assessor.core.verdicts import Verdict
from mis_assessor.core.wording import listed
from mis_assessor.reports.pages.consistency import open_about, open_words
from mis_assessor.reports.pages.figures import place
from mis_assessor.reports.pages.margins import margins
from mis_assessor.reports.pages.outcome import (
    UNMET,
    confirmed,
    counting,
    not_held,
    overall_verdict,
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
    closest: str
    """The figure that is nearest to failing, or furthest below."""
    missing: str


@dataclass(frozen=True, slots=True)
class Front:
    """The summary a Board reads in two minutes."""

    answer: str
    overall: str
    tag: Tag
    rows: tuple[ActionRow, ...]
    conditions: ActionRow
    fund: str
    confirmed: str
    to_explain: str
    """What in the folder does not agree; empty where everything does, or is explained."""
    strangers: str
    """What is said of rules that were not published with the program."""


def front(assessment: Assessment) -> Front:
    """The front page of an assessment."""
    held = sum(action.verdict.holds for action in assessment.actions)
    return Front(
        answer=f"{held} of {len(assessment.actions)}",
        overall=f"Assessed as at {day(assessment.on)}. {not_held(assessment)}".strip(),
        tag=tag(overall_verdict(assessment)),
        rows=tuple(_row(assessment, action) for action in assessment.actions),
        conditions=_row(assessment, assessment.conditions),
        fund=effect(assessment.fund),
        confirmed=confirmed_words(assessment),
        to_explain=open_words(assessment),
        strangers=rules_of_another_origin(assessment.made_with),
    )


def _row(assessment: Assessment, action: ActionResult) -> ActionRow:
    return ActionRow(
        number=action.number,
        title=action.title or place(action.number),
        link=f"action-{action.number}",
        tag=tag(action.verdict),
        hold=f"{action.hold} of {action.requirements}" if action.requirements else "–",
        closest=_closest(assessment, action),
        missing=_missing(assessment, action),
    )


NO_SHARE = "No share is asked"


def _closest(assessment: Assessment, action: ActionResult) -> str:
    """The closest margin of a safety action over all that counts towards it."""
    found = [
        (one.tightness, finding.id, finding, one)
        for finding in counting(assessment.findings, action.number)
        if finding.verdict.holds or finding.verdict in UNMET
        for one in margins(finding)
    ]
    if not found:
        return NO_SHARE if action.number and action.requirements else ""
    _, _, finding, one = min(found, key=lambda f: f[:2])
    named = _missing(assessment, action).startswith(finding.title)
    told = one.line if finding.parts or not named else f"{one.counted}, {one.words}"
    if finding.parts and not named:
        told = f"{finding.title}. {told}"
    stands_in = finding.verdict is Verdict.MET_BY_ALTERNATIVE and one.spare < 0
    return f"{told}; the alternative holds" if stands_in else told


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
        return open_about(assessment, action.number)
    if action.verdict is Verdict.NOT_DUE_YET:
        return f"{len(gaps):,} not due yet"
    worst, *rest = gaps
    more = f", and {count(len(rest), 'more', 'more')}" if rest else ""
    return worst.title + more


def confirmed_words(assessment: Assessment) -> str:
    """How far the values behind the verdicts were confirmed, as one sentence."""
    sums = confirmed(assessment)
    if not sums.no:
        told = f"All {count(sums.all, 'value')} behind these verdicts are confirmed."
    else:
        told = (
            f"Of {count(sums.all, 'value')} behind these verdicts, {sums.yes:,} "
            f"{'is' if sums.yes == 1 else 'are'} confirmed in a document and {sums.no:,} "
            f"{'is' if sums.no == 1 else 'are'} not; the requirements in full mark each one."
        )
    return f"{told} {corrected_words(assessment)}".strip()


def corrected_words(assessment: Assessment) -> str:
    """Which values the trust corrected against the guidance; empty where it corrected none."""
    found = corrected_values(assessment.findings)
    if not found:
        return ""
    each = listed([f"{one.name} is {one.value} ({one.source})" for one in found])
    return f"{count(len(found), 'value')} corrected here against the guidance: {each}."

"""The lines beside the scheme: each framework by itself, never added up with another."""

from dataclasses import dataclass

from mis_assessor.core.assessment import Assessment
from mis_assessor.core.frameworks.result import (
    BodyResult,
    FrameworkFinding,
    FrameworkResult,
    GroupResult,
)
from mis_assessor.core.verdicts import Verdict
from mis_assessor.reports.presenters.group_tables import GroupTable, group_tables
from mis_assessor.reports.presenters.shared_evidence import SharedRow, shared
from mis_assessor.reports.presenters.timing import done_in_words, due_in_words
from mis_assessor.reports.tags import Tag, tag
from mis_assessor.reports.wording import count

SHOWN_OPEN = 5


@dataclass(frozen=True, slots=True)
class LineRow:
    """One line: whose, what it came to, and what is open."""

    name: str
    body: str
    tag: Tag
    hold: str
    open: str


@dataclass(frozen=True, slots=True)
class DutyRow:
    """A duty with a day of its own."""

    title: str
    id: str
    body: str
    tag: Tag
    due: str
    done: str


@dataclass(frozen=True, slots=True)
class Beside:
    """Everything a Board sees of the frameworks before the appendix."""

    lines: tuple[LineRow, ...]
    groups: tuple[GroupTable, ...]
    dated: tuple[DutyRow, ...]
    shared: tuple[SharedRow, ...]
    others: str
    """Duties of bodies that sent nothing here, or an empty text."""


def beside(assessment: Assessment) -> Beside | None:
    """The lines beside the scheme; None where no framework was asked for."""
    if not assessment.frameworks:
        return None
    return Beside(
        lines=(_scheme(assessment), *lines(assessment.frameworks)),
        groups=group_tables(assessment.frameworks),
        dated=dated(assessment.frameworks),
        shared=shared(assessment.frameworks, (assessment.trust_code, "MIS", assessment.findings)),
        others=_others(assessment.frameworks),
    )


def _scheme(assessment: Assessment) -> LineRow:
    met = sum(action.verdict.holds for action in assessment.actions)
    missed = [str(a.number) for a in assessment.actions if not a.verdict.holds]
    return LineRow(
        assessment.scheme_title,
        assessment.trust_name,
        tag(assessment.verdict),
        f"{met} of {len(assessment.actions)} safety actions",
        f"Safety action {', '.join(missed)}" if missed else "Nothing",
    )


def lines(results: tuple[FrameworkResult, ...]) -> tuple[LineRow, ...]:
    """One line for each framework and body."""
    return tuple(
        LineRow(
            result.short_title,
            body.name,
            tag(body.verdict),
            _hold(body.groups),
            _open(body) if body.sent else "It has sent nothing",
        )
        for result in results
        for body in result.bodies
        if body.groups
    )


def _hold(groups: tuple[GroupResult, ...]) -> str:
    return f"{sum(g.hold for g in groups)} of {sum(g.requirements for g in groups)} duties"


def _open(body: BodyResult) -> str:
    open_ = [f.finding.id for f in body.findings if is_open(f)]
    more = len(open_) - SHOWN_OPEN
    words = ", ".join(open_[:SHOWN_OPEN]) or "Nothing"
    return f"{words} and {count(more, 'more', 'more')}" if more > 0 else words


def is_open(one: FrameworkFinding) -> bool:
    """Whether it is a duty that counts and does not hold."""
    settled = (Verdict.NOT_APPLICABLE, Verdict.PAUSED)
    verdict = one.finding.verdict
    return one.force == "must" and not one.joins and not verdict.holds and verdict not in settled


def dated(results: tuple[FrameworkResult, ...]) -> tuple[DutyRow, ...]:
    """Duties of systems with a day of their own: due when, and done when."""
    return tuple(
        DutyRow(
            one.finding.title,
            one.finding.id,
            body.name,
            tag(one.finding.verdict),
            due_in_words(one.timing),
            done_in_words(one.timing),
        )
        for result in results
        for body in result.bodies
        if body.kind == "system"
        for one in body.findings
        if one.timing is not None and one.force == "must"
    )


def _others(results: tuple[FrameworkResult, ...]) -> str:
    if any(body.kind == "system" for result in results for body in result.bodies):
        return ""
    number = sum(len(body.others) for result in results for body in result.bodies)
    if not number:
        return ""
    return (
        f"{count(number, 'duty', 'duties')} of the local maternity system, its integrated care "
        "system and others are not decided here: their evidence was not sent. Name the "
        "system's folder to see them."
    )

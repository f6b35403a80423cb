"""The lines beside the scheme: each framework by itself, never added up with another.

What each group of a framework came to, with the national score beside it.

Evidence that was supplied once and used by more than one line.

When something was due and when it was done, in the words of a table.
"""

from collections import Counter
from dataclasses import dataclass, replace
from typing import assert_never

from mis_assessor.core.assessment.assessment import Assessment
from mis_assessor.core.evidence.answers import Used
from mis_assessor.core.findings.finding import Finding
from mis_assessor.core.frameworks.result import (
    BodyResult,
    FrameworkFinding,
    FrameworkResult,
    GroupResult,
    Timing,
    When,
    verdict_in_words,
)
from mis_assessor.core.verdicts import Verdict
from mis_assessor.reports.tags import Tag, tag
from mis_assessor.reports.wording import count, day, listed_or_none


@dataclass(frozen=True, slots=True)
class GroupRow:
    """One group of a framework on one line."""

    title: str
    tag: Tag
    hold: str
    questions: str
    pieces: str


@dataclass(frozen=True, slots=True)
class GroupTable:
    """The groups of one framework for one body."""

    caption: str
    scored: bool
    rows: tuple[GroupRow, ...]


def group_tables(results: tuple[FrameworkResult, ...]) -> tuple[GroupTable, ...]:
    """What each group came to, with the national score beside it where there is one."""
    return tuple(
        GroupTable(
            caption=f"{result.short_title}: {body.name}, by {result.groups_called}",
            scored=any(group.scored for group in body.groups),
            rows=tuple(_group(group) for group in body.groups if _shown(group)),
        )
        for result in results
        for body in result.bodies
        if body.sent and len(body.groups) > 1
    )


def _shown(group: GroupResult) -> bool:
    return bool(group.requirements or group.scored) or group.verdict is not Verdict.NOT_APPLICABLE


def _group(group: GroupResult) -> GroupRow:
    return GroupRow(
        title=group.title,
        tag=tag_in_full(group),
        hold=f"{group.hold} of {group.requirements}" if group.requirements else "–",
        questions=_share(group.compliant, group.scored),
        pieces=_share(group.pieces_there, group.pieces_asked),
    )


def tag_in_full(one: GroupResult | BodyResult) -> Tag:
    """The verdict of a group or line, with how late it was met and whether it counts."""
    words = verdict_in_words(one.verdict, one.days_late, one.recommended)
    return replace(tag(one.verdict), word=words)


def _share(part: int, whole: int) -> str:
    """So many of so many with the share, cut and never rounded up.

    >>> _share(2, 3), _share(0, 0)
    ('2 of 3 (66%)', '–')
    """
    return f"{part} of {whole} ({100 * part // whole}%)" if whole else "–"


@dataclass(frozen=True, slots=True)
class SharedRow:
    """A piece of evidence that serves more than one line."""

    item: str
    serves: tuple[tuple[str, str], ...]
    """Each framework, and the requirements there that used it."""


def shared(
    results: tuple[FrameworkResult, ...], *schemes: tuple[str, str, tuple[Finding, ...]]
) -> tuple[SharedRow, ...]:
    """Evidence that was supplied once and used by more than one line."""
    used: dict[tuple[str, str], dict[str, dict[str, None]]] = {}
    names: dict[tuple[str, str], str] = {}
    users: dict[tuple[str, str], str] = {}
    told = [(code, name, finding) for code, name, findings in schemes for finding in findings]
    for result in results:
        for body in result.bodies:
            told += [(body.code, result.short_title, one.finding) for one in body.findings]
    for code, name, finding in told:
        for item in finding.used:
            # Two bodies may call two things the same; what is the same has one fingerprint.
            key = (item.item, item.sha256 or code)
            names.setdefault(key, _named(item))
            users[key] = code or users.get(key, "")
            used.setdefault(key, {}).setdefault(name, {})[finding.id] = None
    twice = Counter(names.values())
    return tuple(
        SharedRow(
            f"{names[key]}, {users[key]}" if twice[names[key]] > 1 and users[key] else names[key],
            tuple((name, ", ".join(ids)) for name, ids in serves.items()),
        )
        for key, serves in sorted(used.items())
        if len(serves) > 1
    )


def _named(item: Used) -> str:
    """A document by its title and id; anything else by its own name."""
    title, colon, rest = item.what.partition(": ")
    if rest.startswith("in place on ") and rest.endswith(")"):  # a fact, shown by a document
        title = rest.rpartition(" (")[2].removesuffix(")")
    return f"{title} ({item.item})" if colon and item.sha256 and not item.rows else item.item


def due_in_words(timing: Timing | None) -> str:
    """The day it was due."""
    return day(timing.due) if timing else "–"


def done_in_words(timing: Timing | None) -> str:
    """When it was done against that day, or how long it is overdue."""
    if timing is None:
        return "–"
    match timing.when:
        case When.NOT_DUE:
            return "Not due yet"
        case When.OVERDUE:
            return f"{count(timing.days, 'day')} overdue"
        case When.ON_TIME:
            return f"{_done(timing)}, on time"
        case When.LATE:
            return f"{_done(timing)}, {count(timing.days, 'day')} late"
        case _:
            assert_never(timing.when)


def _done(timing: Timing) -> str:
    return day(timing.done) if timing.done else "Done"


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
            tag_in_full(body),
            _hold(body),
            _open(body) if body.sent else "It has sent nothing",
        )
        for result in results
        for body in result.bodies
        if body.groups
    )


def _hold(body: BodyResult) -> str:
    groups = [g for g in body.groups if g.recommended is body.recommended]
    return f"{sum(g.hold for g in groups)} of {sum(g.requirements for g in groups)} duties"


def _open(body: BodyResult) -> str:
    open_ = [f.finding.id for f in body.findings if is_open(f)]
    more = len(open_) - SHOWN_OPEN
    words = ", ".join(open_[:SHOWN_OPEN]) or "Nothing"
    if more > 0:
        words += f" and {count(more, 'more', 'more')}"
    late = [f for f in body.findings if f.days_late and f.force == "must" and not f.joins]
    told = [f"{f.finding.id} by {count(f.days_late, 'day')}" for f in late]
    return f"{words}; met late: {listed_or_none(told)}" if told else words


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
            replace(
                tag(one.finding.verdict), word=verdict_in_words(one.finding.verdict, one.days_late)
            ),
            due_in_words(one.timing),
            done_in_words(one.timing),
        )
        for result in results
        for body in result.bodies
        if body.kind == "system"
        for one in body.findings
        if one.timing is not None and one.force == "must" and not one.joins
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

"""A decided framework written up: findings body by body, groups, and what they rest on."""

from collections import Counter
from collections.abc import Mapping

from mis_assessor.core.confirmations import RECALLED
from mis_assessor.core.framework import FrameworkBook
from mis_assessor.core.frameworks.joined import joined_finding
from mis_assessor.core.frameworks.position import BodyPosition, FrameworkPosition
from mis_assessor.core.frameworks.result import (
    BodyResult,
    FrameworkFinding,
    FrameworkResult,
    GroupResult,
)
from mis_assessor.core.frameworks.rollup import counting, joined_in_order
from mis_assessor.core.frameworks.scores import OUTSIDE
from mis_assessor.core.frameworks.told import told
from mis_assessor.core.scheme import SafetyAction

Fired = Mapping[str, tuple[str, ...]]


def write_framework(position: FrameworkPosition, fired: Mapping[str, Fired]) -> FrameworkResult:
    """One framework's result; `fired` names the engine's rules by body and requirement."""
    book = position.book
    bodies = tuple(_body(position, b, fired.get(b.body.code, {})) for b in position.bodies)
    return FrameworkResult(
        framework=book.frame.framework,
        title=book.frame.title,
        short_title=book.frame.short_title,
        groups_called=book.frame.parts_called,
        editions=tuple(e.title for e in position.editions),
        on=position.on,
        known_on=position.known_on,
        bodies=bodies,
        context=tuple(
            (r.requirement.id, r.requirement.title, r.requirement.asks)
            for r in book.rules
            if not r.requirement.decided
        ),
        statuses=_statuses(bodies),
        rulebook=book.digest,
    )


def _body(position: FrameworkPosition, one: BodyPosition, fired: Fired) -> BodyResult:
    book, body = position.book, one.body
    by_id = {
        case.rule.requirement.id: told(
            case,
            decided,
            one.rolled.requirements[case.rule.requirement.id],
            fired.get(case.rule.requirement.id, ()),
            book,
            position.on,
        )
        for case, decided in zip(one.cases, one.decided, strict=True)
    }
    for rule in joined_in_order(book.rules, body):
        name = rule.requirement.id
        by_id[name] = joined_finding(rule, one, by_id, fired.get(name, ()), book)
    findings = tuple(by_id[r.requirement.id] for r in book.rules if r.requirement.id in by_id)
    return BodyResult(
        code=body.code,
        name=body.name,
        kind="system" if body.is_system else "trust",
        sent=body.sent,
        verdict=one.rolled.whole,
        groups=tuple(
            group for g in book.groups if (group := _group(book, one, g, findings)) is not None
        ),
        findings=findings,
        others=tuple(
            (r.requirement.id, r.requirement.title, " and ".join(r.requirement.duties))
            for r in book.rules
            if r.requirement.decided and not body.has(r.requirement)
        ),
        fingerprint=body.fingerprint,
    )


def _group(
    book: FrameworkBook,
    one: BodyPosition,
    group: SafetyAction,
    findings: tuple[FrameworkFinding, ...],
) -> GroupResult | None:
    """A group of the framework; None where none of it is this body's duty."""
    here = [f for f in findings if f.finding.action == group.number]
    if not here:
        return None
    names = set(counting(book.rules, one.body, group.number))
    asked = [
        f.finding.verdict
        for f in here
        if f.finding.id in names and f.finding.verdict not in OUTSIDE
    ]
    scored = [f.score for f in here if f.scored and f.score is not None]
    return GroupResult(
        number=group.number,
        title=group.title,
        verdict=one.rolled.groups[group.number],
        requirements=len(asked),
        hold=sum(v.holds for v in asked),
        compliant=sum(s.there == s.asked for s in scored),
        scored=len(scored),
        pieces_there=sum(s.there for s in scored),
        pieces_asked=sum(s.asked for s in scored),
    )


def _statuses(bodies: tuple[BodyResult, ...]) -> Mapping[str, int]:
    """Values by how they are known; one that a person compared is counted as such."""
    recalled = {mark.value for mark in RECALLED}
    marks = Counter(
        "confirmed by a person" if t.confirmed and t.status in recalled else t.status
        for body in bodies
        for f in body.findings
        for t in f.finding.thresholds
    )
    return dict(sorted(marks.items()))

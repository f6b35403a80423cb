"""A decided framework written up: findings body by body, groups, and what they rest on.

One requirement of a framework as a finding, with timing, score and assurance.

A requirement that takes its verdict from others: a group, or a duty met twice over.
"""

from collections import Counter
from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from mis_assessor.core.deciding.case import Case
from mis_assessor.core.deciding.evaluate import Decided
from mis_assessor.core.findings.finding import Finding
from mis_assessor.core.findings.write import finding
from mis_assessor.core.frameworks.decide import (
    BodyPosition,
    FrameworkPosition,
    counting,
    joined_in_order,
    joins,
)
from mis_assessor.core.frameworks.result import (
    OUTSIDE,
    BodyResult,
    FrameworkFinding,
    FrameworkResult,
    GroupResult,
    Score,
    joined_timing,
    score,
    timing,
    word,
)
from mis_assessor.core.rules.in_words import source_in_words
from mis_assessor.core.rules.questions import DocumentsQuestion
from mis_assessor.core.rules.rulebook import FrameworkBook, Rule, SafetyAction, Scores
from mis_assessor.core.rules.values import Status
from mis_assessor.core.verdicts import Verdict, all_of
from mis_assessor.core.wording import listed

HEADING_ONLY = "Only the heading of the published document is held, not what stands under it."


def finding_of(
    case: Case,
    decided: Decided,
    final: Verdict,
    fired: tuple[str, ...],
    book: FrameworkBook,
    on: date,
) -> FrameworkFinding:
    """The finding of a requirement that is decided by itself."""
    requirement = case.rule.requirement
    written = finding(case, decided, final, fired, book)
    if requirement.headline_only:
        written = replace(written, remarks=(*written.remarks, HEADING_ONLY))
    return FrameworkFinding(
        finding=written,
        duty_of=requirement.duties,
        force=requirement.force,
        joins=False,
        made_of=(),
        parts=tuple(requirement.parts),
        timing=timing(case, final, on),
        score=score(case, decided, book.frame.scores),
        scored=requirement.scored is not None and requirement.scored.is_ == "yes",
        assurance=_assurance(case, written),
    )


def _assurance(case: Case, written: Finding) -> str:
    """How far what holds is shown: a word, a checked document, or somebody's validation."""
    if not written.verdict.holds:
        return ""
    validated = [
        by
        for question in case.rule.requirement.evidence.values()
        if isinstance(question, DocumentsQuestion)
        for by in _each(question.validated_by)
    ]
    if validated:
        return f"validated by {listed(validated)}"
    shown = any(not used.item.startswith("statement:") for used in written.used)
    return "evidenced" if shown or written.judged else "self-declared"


def _each(by: str | tuple[str, ...]) -> tuple[str, ...]:
    return (by,) if isinstance(by, str) else by


def joined_finding(
    rule: Rule,
    one: BodyPosition,
    found: Mapping[str, FrameworkFinding],
    fired: tuple[str, ...],
    book: FrameworkBook,
) -> FrameworkFinding:
    """The finding of a group, or of a requirement that is another under a second number."""
    requirement = rule.requirement
    names = joins(rule, book.rules, one.body)
    verdict = one.rolled.requirements[requirement.id]
    inner = [found[name].finding for name in names]
    return FrameworkFinding(
        finding=Finding(
            id=requirement.id,
            action=rule.action,
            title=requirement.title,
            asks=requirement.asks,
            verdict=verdict,
            sentence=_sentence(rule, inner),
            numbers=(),
            parts=(),
            used=(),
            failed=(),
            open=(),
            thresholds=(),
            source=source_in_words(requirement.source, book.sources),
            verified_by=requirement.verified_by,
            counts_towards="nothing",
            stands_in_for=(),
            next=" ".join(dict.fromkeys(f.next for f in inner if f.next and not f.verdict.holds)),
            fired=fired,
        ),
        duty_of=requirement.duties,
        force=requirement.force,
        joins=True,
        made_of=names,
        parts=(),
        timing=joined_timing(verdict, [found[name].timing for name in names]),
        score=found[names[0]].score
        if requirement.decided_by and names
        else _score(inner, book.frame.scores),
        scored=requirement.scored is not None and requirement.scored.is_ == "yes",
        assurance="",
    )


def _sentence(rule: Rule, inner: list[Finding]) -> str:
    requirement = rule.requirement
    if not inner:
        return "It rests on the duties of another body."
    if requirement.decided_by is not None:
        return f"It is the same duty as {inner[0].id}. {inner[0].sentence}"
    asked = [f for f in inner if f.verdict is not Verdict.NOT_APPLICABLE]
    hold = sum(f.verdict.holds for f in asked)
    others = [f"{f.id} ({f.verdict.value})" for f in asked if not f.verdict.holds]
    rest = f" Not: {listed(others)}." if others else ""
    return f"{hold} of {len(asked)} hold.{rest}"


def _score(inner: list[Finding], scores: Scores | None) -> Score | None:
    asked = [f for f in inner if f.verdict not in OUTSIDE]
    if scores is None or not asked:
        return None
    there = sum(f.verdict.holds for f in asked)
    return Score(there, len(asked), word(there, len(asked), scores))


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
        case.rule.requirement.id: finding_of(
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
    groups = tuple(
        group for g in book.groups if (group := _group(book, one, g, findings)) is not None
    )
    recommended = bool(groups) and all(g.recommended for g in groups)
    return BodyResult(
        code=body.code,
        name=body.name,
        kind="system" if body.is_system else "trust",
        sent=body.sent,
        verdict=all_of(g.verdict for g in groups) if recommended else one.rolled.whole,
        groups=groups,
        findings=findings,
        others=tuple(
            (r.requirement.id, r.requirement.title, " and ".join(r.requirement.duties))
            for r in book.rules
            if r.requirement.decided and not body.has(r.requirement)
        ),
        fingerprint=body.fingerprint,
        days_late=max((g.days_late for g in groups if g.recommended is recommended), default=0),
        recommended=recommended,
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
    counted = [f for f in here if f.finding.id in names]
    recommended = not counted
    if recommended:
        beside = [f for f in here if not f.joins]
        counted = [f for f in beside if f.force == "should"] or beside
    asked = [f.finding.verdict for f in counted if f.finding.verdict not in OUTSIDE]
    scored = [f.score for f in here if f.scored and f.score is not None]
    return GroupResult(
        number=group.number,
        title=group.title,
        verdict=all_of(f.finding.verdict for f in counted)
        if recommended
        else one.rolled.groups[group.number],
        requirements=len(asked),
        hold=sum(v.holds for v in asked),
        compliant=sum(s.there == s.asked for s in scored),
        scored=len(scored),
        pieces_there=sum(s.there for s in scored),
        pieces_asked=sum(s.asked for s in scored),
        days_late=max((f.days_late for f in counted), default=0),
        recommended=recommended,
    )


def _statuses(bodies: tuple[BodyResult, ...]) -> Mapping[str, int]:
    """Values by how they are known; one that a person compared is counted as such."""
    marks = Counter(
        "confirmed by a person" if t.confirmed and not Status(t.status).confirmed else t.status
        for body in bodies
        for f in body.findings
        for t in f.finding.thresholds
    )
    return dict(sorted(marks.items()))

"""A requirement that takes its verdict from others: a group, or a duty met twice over."""

from collections.abc import Mapping

from mis_assessor.core.findings import Finding
from mis_assessor.core.framework import FrameworkBook, Scores
from mis_assessor.core.frameworks.position import BodyPosition
from mis_assessor.core.frameworks.result import FrameworkFinding
from mis_assessor.core.frameworks.rollup import joins
from mis_assessor.core.frameworks.scores import OUTSIDE, Score, word
from mis_assessor.core.scheme import Rule
from mis_assessor.core.thresholds import source_in_words
from mis_assessor.core.verdicts import Verdict
from mis_assessor.core.wording import listed


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
        timing=None,
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

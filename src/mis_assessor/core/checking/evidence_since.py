"""Evidence then and now: what ran out, was provisional, is another file, or stands alone."""

from collections.abc import Iterator

from mis_assessor.core.assessment.assessment import Assessment
from mis_assessor.core.checking.matters import Matter, MatterKind
from mis_assessor.core.findings.evidence_register import EvidenceItem
from mis_assessor.core.wording import counted, listed, on_day


def _serving(assessment: Assessment) -> Iterator[tuple[EvidenceItem, tuple[str, ...]]]:
    """The evidence that something rests on which holds, each with what does."""
    holding = {finding.id for finding in assessment.findings if finding.verdict.holds}
    for item in assessment.evidence:
        if served := tuple(name for name in item.serves if name in holding):
            yield item, served


def expired(then: Assessment, now: Assessment) -> Iterator[Matter]:
    """Documents that were in force when the declaration was looked at first, and are not now."""
    for item, served in _serving(then):
        ends = item.valid_until
        if ends is not None and then.on <= ends < now.on:
            yield Matter(
                MatterKind.EXPIRED,
                item.id,
                f"“{item.title}” was in force; {listed(served)} rested on it",
                f"in force until {on_day(ends, '')}",
            )


def other_evidence(then: Assessment, now: Assessment) -> Iterator[Matter]:
    """Evidence that is another file than it was, was provisional, or is no longer there."""
    later = {item.id: item for item in now.evidence}
    for item, served in _serving(then):
        after = later.get(item.id)
        if item.provisional:
            left = after.provisional if after else 0
            yield Matter(
                MatterKind.SUPERSEDED,
                item.id,
                f"{counted(item.provisional, 'rows')} provisional; {listed(served)} rested on it",
                f"{counted(left, 'rows')} provisional" if left else "final figures, or none",
            )
        if after is None:
            yield Matter(MatterKind.CHANGED, item.id, f"“{item.title}”", "not there any more")
        elif after.sha256 != item.sha256:
            yield Matter(
                MatterKind.CHANGED,
                item.id,
                f"“{item.title}”, sha256 {item.sha256[:12] or 'not given'}",
                f"another file, sha256 {after.sha256[:12] or 'not given'}",
            )
    earlier = {item.id for item in then.evidence}
    for item, served in _serving(now):
        if item.id not in earlier:
            yield Matter(
                MatterKind.CHANGED, item.id, "not there", f"“{item.title}”, for {listed(served)}"
            )


def same_evidence(then: Assessment, now: Assessment) -> Iterator[Matter]:
    """Evidence that was sent for a second look and is the first, to the last byte."""
    if then.digests.submission == now.digests.submission:
        digest = then.digests.submission[:12]
        yield Matter(
            MatterKind.SAME,
            "the submission",
            f"sha256 {digest}",
            f"sha256 {digest}: the very same files; nobody has looked at anything again",
        )


def alone(now: Assessment) -> Iterator[Matter]:
    """Safety actions whose requirements all rest on one and the same item."""
    titles = {item.id: item.title for item in now.evidence}
    for action in now.actions:
        met = [f for f in now.findings if f.action == action.number and f.verdict.holds]
        items = {used.item for finding in met for used in finding.used}
        if len(met) > 1 and len(items) == 1:
            (item,) = items
            yield Matter(
                MatterKind.ALONE,
                f"safety action {action.number}",
                action.title,
                f"{counted(len(met), 'requirements')} rest on “{titles.get(item, item)}” alone",
            )

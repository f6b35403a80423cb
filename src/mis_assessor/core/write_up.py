"""Decided cases written up as findings: verdict, sentence, numbers, rows, what next."""

from mis_assessor.core.basis import basis
from mis_assessor.core.case import Case
from mis_assessor.core.evaluate import Decided
from mis_assessor.core.findings import Finding
from mis_assessor.core.next_steps import next_step
from mis_assessor.core.parts import written_part
from mis_assessor.core.reasons import judged, reason, stood_in
from mis_assessor.core.requirement import Requirement
from mis_assessor.core.scheme import Book
from mis_assessor.core.slots import fill
from mis_assessor.core.thresholds import source_in_words, thresholds_of
from mis_assessor.core.verdicts import Verdict


def finding(
    case: Case,
    decided: Decided,
    final: Verdict,
    fired: tuple[str, ...],
    rulebook: Book,
) -> Finding:
    """One requirement's finding. `final` is its verdict after alternatives stood in."""
    requirement = case.rule.requirement
    parts = tuple(
        written_part(case, part, inner)
        for part, inner in zip(case.parts, decided.parts, strict=True)
    )
    words = reason(case, decided, parts)
    first = case.parts[0].scenes[0].reading if case.parts else None
    provenance = basis(case, decided)
    return Finding(
        id=requirement.id,
        action=case.rule.action,
        title=requirement.title,
        asks=fill(requirement.asks, first) if first else _unfilled(requirement),
        verdict=final,
        sentence=words if final is decided.verdict else stood_in(words, final),
        numbers=parts[0].numbers if len(parts) == 1 else (),
        parts=parts if len(parts) > 1 else (),
        used=provenance.used,
        failed=provenance.failed,
        open=provenance.open,
        thresholds=thresholds_of(requirement, first, rulebook),
        source=source_in_words(requirement.source, rulebook.sources),
        verified_by=requirement.verified_by,
        counts_towards=requirement.counts_towards if requirement.force == "must" else "nothing",
        stands_in_for=requirement.stands_in_for,
        next=next_step(case, decided, final, words, first),
        remarks=provenance.remarks,
        judged=judged(case, decided),
        fired=fired,
    )


def _unfilled(requirement: Requirement) -> str:
    return requirement.asks.replace("<", "").replace(">", "")

"""One requirement of a framework as a finding, with timing, score and assurance."""

from dataclasses import replace
from datetime import date

from mis_assessor.core.case import Case
from mis_assessor.core.evaluate import Decided
from mis_assessor.core.findings import Finding
from mis_assessor.core.framework import FrameworkBook
from mis_assessor.core.frameworks.result import FrameworkFinding
from mis_assessor.core.frameworks.scores import score
from mis_assessor.core.frameworks.timing import timing
from mis_assessor.core.questions.documents import DocumentsQuestion
from mis_assessor.core.verdicts import Verdict
from mis_assessor.core.wording import listed
from mis_assessor.core.write_up import finding

HEADING_ONLY = "Only the heading of the published document is held, not what stands under it."


def told(
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

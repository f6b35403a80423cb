"""The exceptions: every finding that does not plainly hold, and what to do next."""

from dataclasses import dataclass
from typing import assert_never

from mis_assessor.core.assessment.assessment import Assessment
from mis_assessor.core.findings.finding import Finding
from mis_assessor.core.verdicts import Verdict
from mis_assessor.reports.pages.figures import (
    CaseTable,
    FigureLine,
    anchor,
    cases,
    place,
    telling_lines,
)
from mis_assessor.reports.pages.outcome import EXCEPTIONS, standing_at
from mis_assessor.reports.tags import Tag, tag
from mis_assessor.reports.wording import count, sentence


@dataclass(frozen=True, slots=True)
class Shown:
    """One exception."""

    id: str
    anchor: str
    title: str
    place: str
    tag: Tag
    facts: tuple[tuple[str, str], ...]
    lines: tuple[FigureLine, ...]
    failed: CaseTable
    open: CaseTable
    next: str
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Group:
    """The exceptions with one verdict."""

    heading: str
    means: str
    shown: tuple[Shown, ...]


def exceptions(assessment: Assessment) -> tuple[Group, ...]:
    """All exceptions, the most serious first; nothing can be left out here."""
    return tuple(
        Group(_heading(verdict, len(found)), _means(verdict), tuple(map(_shown, found)))
        for verdict in EXCEPTIONS
        if (found := standing_at(assessment.findings, verdict))
    )


def _heading(verdict: Verdict, number: int) -> str:
    return f"{verdict.capitalize()}: {count(number, 'requirement')}"


def _means(verdict: Verdict) -> str:
    match verdict:
        case Verdict.NOT_MET:
            return "Known facts break the requirement, whatever else may be supplied."
        case Verdict.EVIDENCE_MISSING:
            return "What was supplied does not show it. This is not a failure: send it."
        case Verdict.NEEDS_JUDGEMENT:
            return "Only a named person can decide, and must say why."
        case Verdict.NOT_DUE_YET:
            return "The day on which it is decided has not come."
        case Verdict.MET_BY_ALTERNATIVE:
            return (
                "The standard was missed, and the guidance’s own alternative is "
                "evidenced. It holds, and is always shown as such."
            )
        case Verdict.MET | Verdict.PAUSED | Verdict.NOT_APPLICABLE:
            return ""
        case _:
            assert_never(verdict)


def _shown(finding: Finding) -> Shown:
    return Shown(
        id=finding.id,
        anchor=anchor(finding),
        title=finding.title,
        place=place(finding.action),
        tag=tag(finding.verdict),
        facts=_facts(finding),
        lines=telling_lines(finding),
        failed=cases(finding.failed),
        open=cases(finding.open),
        next=sentence(finding.next),
        notes=_notes(finding),
    )


def _facts(finding: Finding) -> tuple[tuple[str, str], ...]:
    found, todo = sentence(finding.sentence), sentence(finding.next)
    said = [("What is asked", sentence(finding.asks))]
    if found == todo:
        said.append(("What to do next", todo))
    else:
        said += [("What we found", found), ("What to do next", todo)]
    return tuple((label, words) for label, words in said if words)


def _notes(finding: Finding) -> tuple[str, ...]:
    notes = list(map(sentence, finding.remarks))
    if finding.counts_towards in ("nothing", "discretionary payment"):
        notes.append(
            f"This counts towards {finding.counts_towards}, not towards the verdict "
            "of the safety action."
        )
    if finding.stands_in_for:
        names = ", ".join(finding.stands_in_for)
        notes.append(f"This is the guidance’s alternative to {names}.")
    return tuple(notes)

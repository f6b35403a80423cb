"""The exceptions: every finding that does not plainly hold, what was found, who closes it.

What is not due yet is no exception; it stands by date on a page of its own.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final, assert_never

from mis_assessor.core.assessment.assessment import Assessment
from mis_assessor.core.findings.finding import Finding
from mis_assessor.core.verdicts import Verdict
from mis_assessor.reports.pages.figures import CaseTable, anchor, cases, place
from mis_assessor.reports.pages.margins import margins
from mis_assessor.reports.pages.outcome import EXCEPTIONS, standing_at
from mis_assessor.reports.tags import Tag, tag
from mis_assessor.reports.wording import count, day_if_dated, sentence

TO_NAME: Final = "to be named"


@dataclass(frozen=True, slots=True)
class Planned:
    """What closes a gap: the trust's own action, else what the finding says to do."""

    action: str
    owner: str
    by: str
    known_by: str
    """How the Board will know."""
    cost: str


@dataclass(frozen=True, slots=True)
class Shown:
    """One exception."""

    id: str
    anchor: str
    title: str
    place: str
    tag: Tag
    asks: str
    found: tuple[str, ...]
    plans: tuple[Planned, ...]
    failed: CaseTable
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
        Group(
            _heading(verdict, len(found)),
            _means(verdict),
            tuple(_shown(f, assessment) for f in found),
        )
        for verdict in EXCEPTIONS
        if verdict is not Verdict.NOT_DUE_YET
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
        case Verdict.MET_BY_ALTERNATIVE:
            return (
                "The standard was missed, and the guidance’s own alternative is "
                "evidenced. It holds, and is always shown as such."
            )
        case Verdict.MET | Verdict.NOT_DUE_YET | Verdict.PAUSED | Verdict.NOT_APPLICABLE:
            return ""
        case _:
            assert_never(verdict)


def _shown(finding: Finding, assessment: Assessment) -> Shown:
    own = [p for p in assessment.action_plan if p.get("requirement") == finding.id]
    return Shown(
        id=finding.id,
        anchor=anchor(finding),
        title=finding.title,
        place=place(finding.action),
        tag=tag(finding.verdict),
        asks=sentence(finding.asks),
        found=tuple(_found(finding)),
        plans=tuple(_plans(finding, own)),
        failed=cases(finding.failed),
        notes=_notes(finding),
    )


def _found(finding: Finding) -> Iterator[str]:
    """What falls short with its margin; else the sentence of the finding."""
    short = [one for one in margins(finding) if one.spare < 0]
    if len(finding.parts) > 1 and short:
        yield from (f"{one.line}." for one in short)
        if held := len(margins(finding)) - len(short):
            yield f"The other {held} reach it." if held > 1 else "The other one reaches it."
        return
    told, todo = sentence(finding.sentence), sentence(finding.next)
    if told != todo:
        yield told
    yield from (sentence(one.words) for one in short)


def _plans(finding: Finding, own: list[Mapping[str, str]]) -> Iterator[Planned]:
    if finding.verdict.holds and not own:
        return
    for planned in own or ({},):
        yield Planned(
            action=sentence(planned.get("action") or finding.next) or TO_NAME,
            owner=planned.get("owner") or TO_NAME,
            by=day_if_dated(planned.get("end day", "")) or TO_NAME,
            known_by=sentence(planned.get("monitoring", "")),
            cost=planned.get("amount requested") or "not costed",
        )


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

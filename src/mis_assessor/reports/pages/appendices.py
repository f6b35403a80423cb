"""The appendices: every requirement, every evidence item, and what is only shown.

Each thing is said once: values that many requirements share stand in a table of their
own, evidence is named by its reference, and what is not asked is one line.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from string import ascii_uppercase

from mis_assessor.core.assessment.assessment import ActionResult, Assessment
from mis_assessor.core.findings.evidence_register import EvidenceItem
from mis_assessor.core.findings.finding import Finding
from mis_assessor.core.rules.in_words import Threshold
from mis_assessor.core.verdicts import Verdict
from mis_assessor.reports.pages.figures import (
    FigureLine,
    anchor,
    common_beginning,
    place,
    telling_lines,
)
from mis_assessor.reports.pages.outcome import all_results, value
from mis_assessor.reports.tags import Tag, tag
from mis_assessor.reports.wording import count, day_if_dated, sentence, short_day, short_digest

SHARED_BY = 2
"""A value that so many requirements rest on is told once, at the head."""


@dataclass(frozen=True, slots=True)
class RequirementRow:
    """One requirement with all it rests on."""

    id: str
    anchor: str
    title: str
    tag: Tag
    sentence: str
    figures: str
    """Figures that the sentence does not hold."""
    values: tuple[str, ...]
    """Values of its own, together where they are known alike."""
    source: str
    rests_on: str


@dataclass(frozen=True, slots=True)
class ActionSection:
    """The requirements of one safety action."""

    anchor: str
    heading: str
    caption: str
    tag: Tag
    rows: tuple[RequirementRow, ...]
    not_asked: str
    """The ids of what this edition or this trust is not asked, in one line."""


@dataclass(frozen=True, slots=True)
class SharedValue:
    """A value that many requirements rest on."""

    name: str
    value: str
    status: str
    requirements: str


@dataclass(frozen=True, slots=True)
class EvidenceRow:
    """One line of the evidence register."""

    id: str
    title: str
    kind: str
    dated: str
    checked_by: str
    digest: str
    serves: str


@dataclass(frozen=True, slots=True)
class EvidenceRegister:
    """What was supplied; a checker or a prefix that all lines share is told once."""

    note: str
    rows: tuple[EvidenceRow, ...]


def requirements(assessment: Assessment) -> tuple[ActionSection, ...]:
    """Every finding that is asked, under its safety action, in order of id."""
    shared = _shared(assessment.findings)
    return tuple(_section(assessment, action, shared) for action in all_results(assessment))


def _section(assessment: Assessment, action: ActionResult, shared: set[str]) -> ActionSection:
    own = sorted((f for f in assessment.findings if f.action == action.number), key=lambda f: f.id)
    asked = [f for f in own if f.verdict is not Verdict.NOT_APPLICABLE]
    others = [f.id for f in own if f.verdict is Verdict.NOT_APPLICABLE]
    where = common_beginning((f"{f.source}, " for f in asked), ", ")
    return ActionSection(
        anchor=f"action-{action.number}",
        heading=heading(action),
        caption=f"{count(len(asked), 'requirement')} of {where.rstrip(', ') or 'several papers'}",
        tag=tag(action.verdict),
        rows=tuple(_requirement(finding, shared, where) for finding in asked),
        not_asked=", ".join(others),
    )


def heading(action: ActionResult) -> str:
    """An action's number and title; the conditions of the scheme have only a name."""
    if not action.number or not action.title:
        return place(action.number)
    return f"{place(action.number)}: {action.title}"


def _key(threshold: Threshold) -> str:
    return f"{threshold.name}\0{threshold.value}\0{threshold.status}\0{threshold.confirmed}"


def _shared(findings: Iterable[Finding]) -> set[str]:
    used = Counter(key for f in findings for key in {_key(t) for t in f.thresholds})
    return {key for key, times in used.items() if times >= SHARED_BY}


def shared_values(assessment: Assessment) -> tuple[SharedValue, ...]:
    """The values told once, the most used first."""
    shared = _shared(assessment.findings)
    found: dict[str, list[Threshold]] = {}
    for finding in assessment.findings:
        for key, threshold in {_key(t): t for t in finding.thresholds}.items():
            if key in shared:
                found.setdefault(key, []).append(threshold)
    ordered = sorted(found.values(), key=lambda same: (-len(same), same[0].name))
    return tuple(
        SharedValue(
            same[0].name,
            same[0].value,
            value(same[0]).status,
            count(len(same), "requirement"),
        )
        for same in ordered
    )


MET_FOR_EACH = "Met for each of "


def _requirement(finding: Finding, shared: set[str], where: str) -> RequirementRow:
    told, figures = sentence(finding.sentence), _figures(telling_lines(finding))
    if figures and told.startswith(MET_FOR_EACH):
        told = ""  # the figures name each of them
    if (by := finding.judged) is not None:
        told = f"Judged {by.verdict} by {by.who}, {short_day(by.on)}: see judgements."
    return RequirementRow(
        id=finding.id,
        anchor=anchor(finding) + "-in-full",
        title=finding.title,
        tag=tag(finding.verdict),
        sentence=told,
        figures=figures,
        values=_values([t for t in finding.thresholds if _key(t) not in shared], finding.source),
        source=f"{finding.source}, ".removeprefix(where).removesuffix(", "),
        rests_on=", ".join(dict.fromkeys(used.item for used in finding.used)) or "nothing",
    )


def _figures(lines: Iterable[FigureLine]) -> str:
    """Each figure once, and what is asked once for all that are asked the same."""
    asked_of: dict[str, list[str]] = {}
    for line in lines:
        note = f", {line.note}" if line.note else ""
        asked_of.setdefault(f"{line.name} {line.figures}{note}", []).append(line.test)
    alike: dict[str, list[str]] = {}
    for figure, tests in asked_of.items():
        alike.setdefault(", and ".join(filter(None, tests)), []).append(figure)
    return " ".join(
        sentence("; ".join(found) + (f" (asked: {asked})" if asked else ""))
        for asked, found in alike.items()
    )


def _values(thresholds: list[Threshold], beside: str) -> tuple[str, ...]:
    """Values that are known alike in one line: “Not confirmed, recalled: a 95%; b 4 weeks”."""
    alike: dict[str, list[str]] = {}
    for threshold in thresholds:
        shown = value(threshold, beside)
        where = f" ({shown.source})" if shown.source else ""
        alike.setdefault(shown.status, []).append(f"{shown.name} {shown.value}{where}")
    return tuple(f"{status}: {'; '.join(found)}." for status, found in alike.items())


def evidence(assessment: Assessment) -> EvidenceRegister:
    """What was supplied, by title and fingerprint."""
    items = sorted(assessment.evidence, key=lambda item: item.id)
    prefix = common_beginning(f.id for f in assessment.findings)
    most = Counter(item.checked_by for item in items if item.checked_by).most_common()
    letters = {who: letter for (who, _), letter in zip(most, ascii_uppercase, strict=False)}
    told = [f"Requirements are named without “{prefix}”."] if prefix else []
    told.append("A fingerprint is shown by its first 12 characters.")
    if letters:
        named = [f"{letters[who]}, {who} ({times})" for who, times in most if who in letters]
        told.append(f"Checked by: {'; '.join(named)}.")
    return EvidenceRegister(" ".join(told), tuple(_item(item, prefix, letters) for item in items))


def _item(item: EvidenceItem, prefix: str, letters: Mapping[str, str]) -> EvidenceRow:
    return EvidenceRow(
        id=item.id,
        title=item.title,
        kind="" if item.kind == "register" else item.kind,
        dated=day_if_dated(item.dated) or "no date",
        checked_by=letters.get(item.checked_by, item.checked_by) or "nobody",
        digest=short_digest(item.sha256),
        serves=", ".join(name.removeprefix(prefix) for name in item.serves) or "no requirement",
    )

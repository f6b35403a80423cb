"""Since the last paper: what of the ten moved, and how far each staff group has come."""

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from mis_assessor.core.assessment.assessment import Assessment
from mis_assessor.core.findings.finding import Finding
from mis_assessor.core.findings.last_paper import LastPaper
from mis_assessor.core.wording import capital, percent
from mis_assessor.reports.pages.figures import PEOPLE, place
from mis_assessor.reports.pages.margins import closest
from mis_assessor.reports.tags import Tag, tag
from mis_assessor.reports.wording import day

WIDTH = 120
"""Drawing units from nobody to everybody."""


@dataclass(frozen=True, slots=True)
class Moved:
    """A safety action that is not where it was."""

    place: str
    title: str
    before: Tag
    after: Tag
    held: str


@dataclass(frozen=True, slots=True)
class GroupMoved:
    """One staff group under one requirement, then and now."""

    group: str
    requirement: str
    before: str
    after: str
    words: str
    says: str
    """What the drawing shows, for whoever does not see it."""
    then: float
    now: float
    mark: float


@dataclass(frozen=True, slots=True)
class Trend:
    """Everything the page says."""

    since: str
    answer: str
    line: str
    """The same for the front page."""
    moved: tuple[Moved, ...]
    groups: tuple[GroupMoved, ...]


def trend(assessment: Assessment) -> Trend | None:
    """What changed since the last paper; None where none is known of an earlier day."""
    last = assessment.last_paper
    if last is None or last.on >= assessment.on:
        return None
    now = sum(action.verdict.holds for action in assessment.actions)
    moved = tuple(_moved(assessment, last))
    return Trend(
        day(last.on),
        f"{now} of {len(assessment.actions)} safety actions hold; in the paper of {day(last.on)} "
        f"it was {last.held}.",
        f"In the paper of {day(last.on)} it was {last.held} of {len(assessment.actions)}.",
        moved,
        tuple(
            one
            for finding in assessment.findings
            if PEOPLE & {used.item for used in finding.used}
            for one in _groups(finding, last)
        ),
    )


def _moved(assessment: Assessment, last: LastPaper) -> Iterator[Moved]:
    then = {action.number: action for action in last.actions}
    for action in (*assessment.actions, assessment.conditions):
        was = then.get(action.number)
        if was is None or (was.verdict, was.hold) == (action.verdict, action.hold):
            continue
        yield Moved(
            place(action.number),
            action.title if action.number else "",
            tag(was.verdict),
            tag(action.verdict),
            f"{was.hold} of {was.requirements} → {action.hold} of {action.requirements}",
        )


def _groups(finding: Finding, last: LastPaper) -> Iterator[GroupMoved]:
    """Each group that counts and whose figures moved."""
    for part in finding.parts:
        found = closest(part.numbers, part.member) if part.counts else None
        number = next((n for n in part.numbers if n.asked is not None and n.of), None)
        if found is None or number is None or not found.of or found.all_asked:
            continue
        was = last.share(finding.id, part.member, number.name)
        if was is None or (was.done, was.of) == (number.done, number.of):
            continue
        before = f"{was.done:,} of {was.of:,} ({percent(was.done, was.of)})"
        asked = percent(found.limit.numerator, found.limit.denominator)
        yield GroupMoved(
            capital(part.member),
            finding.title,
            before,
            found.figures,
            found.words,
            f"{before}, now {found.figures}, against {asked}",
            _units(Fraction(was.done, was.of)),
            _units(Fraction(found.done, found.of)),
            _units(found.limit),
        )


def _units(share: Fraction) -> float:
    return round(float(share * WIDTH), 1)

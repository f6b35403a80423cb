"""How far each staff group has come, drawn to scale in a table: a bar, a line at what is asked.

The words beside each bar say the same, so that nothing rests on the drawing.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from mis_assessor.core.assessment.assessment import Assessment
from mis_assessor.core.findings.finding import Finding
from mis_assessor.core.wording import capital
from mis_assessor.reports.pages.figures import PEOPLE
from mis_assessor.reports.pages.margins import Margin, closest
from mis_assessor.reports.wording import percentage

WIDTH = 120
"""Drawing units from nobody to everybody."""


@dataclass(frozen=True, slots=True)
class Bar:
    """One group under one requirement."""

    requirement: str
    figures: str
    words: str
    says: str
    """What the drawing shows, for whoever does not see it."""
    done: float
    mark: float
    """Where what is asked lies."""
    short: bool
    counts: bool


@dataclass(frozen=True, slots=True)
class GroupBars:
    """One group: a bar for each requirement that asks for it, or None."""

    group: str
    bars: tuple[Bar | None, ...]


@dataclass(frozen=True, slots=True)
class Progress:
    """Requirements across, groups down."""

    requirements: tuple[str, ...]
    groups: tuple[GroupBars, ...]


def progress(assessment: Assessment) -> Progress | None:
    """The groups of every requirement that asks a share of each; None where none does."""
    found = [f for f in assessment.findings if any(_bars(f))]
    if not found:
        return None
    drawn = [dict(_bars(f)) for f in found]
    names = list(dict.fromkeys(name for bars in drawn for name in bars))
    return Progress(
        requirements=tuple(f.title for f in found),
        groups=tuple(
            GroupBars(capital(name), tuple(bars.get(name) for bars in drawn)) for name in names
        ),
    )


def _bars(finding: Finding) -> Iterator[tuple[str, Bar]]:
    """A bar for each group of people; other members, such as elements, have none."""
    if not PEOPLE & {used.item for used in finding.used}:
        return
    for part in finding.parts:
        found = closest(part.numbers, part.member)
        if found is not None and found.of and not found.all_asked:
            yield part.member, _bar(finding, found, part.counts)


def _bar(finding: Finding, found: Margin, counts: bool) -> Bar:
    of = found.of or 1
    asked = percentage(found.limit.numerator, found.limit.denominator)
    watched = "" if counts else "; shown, does not count"
    return Bar(
        requirement=finding.title,
        figures=found.figures,
        words=found.words + watched,
        says=f"{found.figures} against {asked}: {found.words}",
        done=_units(Fraction(found.done, of)),
        mark=_units(found.limit),
        short=found.spare < 0,
        counts=counts,
    )


def _units(share: Fraction) -> float:
    return round(float(share * WIDTH), 1)

"""The cover sheet: what is asked of the Board, and how sure it can be."""

from collections.abc import Iterator
from dataclasses import dataclass

from mis_assessor.core.assessment import Assessment
from mis_assessor.core.verdicts import Verdict
from mis_assessor.core.wording import capital
from mis_assessor.reports.dates import day
from mis_assessor.reports.presenters.assurance import assurance
from mis_assessor.reports.presenters.money import effect
from mis_assessor.reports.presenters.outcome import position, standing
from mis_assessor.reports.presenters.recommendations import purpose, recommendations
from mis_assessor.reports.wording import count, listed

SMALL = 10


@dataclass(frozen=True, slots=True)
class Cover:
    """The words of the cover sheet; what only the secretary knows is left to fill."""

    title: str
    trust: str
    to_fill: tuple[str, ...]
    to_complete: tuple[str, ...]
    purpose: str
    recommendations: tuple[str, ...]
    facts: tuple[tuple[str, str], ...]


TO_FILL = (
    "Meeting",
    "Date of meeting",
    "Agenda item",
    "Executive lead",
    "Author and presenters",
)
TO_COMPLETE = (
    "Previously considered: committee, date, outcome",
    "Strategic objective",
    "Risk register: reference, likelihood, consequence",
    "Equality effect",
)


def cover(assessment: Assessment) -> Cover:
    """The cover sheet of an assessment."""
    facts = (
        ("Scheme year", assessment.scheme_title),
        ("Guidance edition", "; ".join(map(capital, assessment.editions))),
        ("Why this edition governs", assessment.edition_reason),
        ("Assessed as at", f"{day(assessment.on)}: facts up to this day count"),
        ("Guidance as known on", day(assessment.known_on)),
        ("Next date", next_milestone(assessment)),
        ("Assessed position", position(assessment)),
        ("Assurance level", assurance(assessment)),
        ("Effect on money", effect(assessment.fund)),
        *_beside(assessment),
        ("Public or private session", session(assessment)),
    )
    return Cover(
        title=title(assessment),
        trust=f"{assessment.trust_name} ({assessment.trust_code})",
        to_fill=TO_FILL,
        to_complete=TO_COMPLETE,
        purpose=purpose(standing(assessment)),
        recommendations=recommendations(assessment),
        facts=facts,
    )


def _beside(assessment: Assessment) -> Iterator[tuple[str, str]]:
    """What stands beside the scheme, where it was asked for: no red is left to page three."""
    said = [
        (f"{result.short_title} ({body.kind})", body.verdict)
        for result in assessment.frameworks
        for body in result.bodies
        if body.asked
    ]
    if not said:
        return
    hold = sum(verdict.holds for _, verdict in said)
    red = [name for name, verdict in said if verdict is Verdict.NOT_MET]
    words = f"{hold} of {count(len(said), 'line')} met in full"
    yield "Beside the scheme", f"{words}; not met: {listed(red)}" if red else words


def title(assessment: Assessment) -> str:
    """The title of the paper, the same on every page and in the file."""
    return f"{assessment.scheme_title}: Board paper"


def next_milestone(assessment: Assessment) -> str:
    """The next dated point of the scheme year, so that nobody is surprised."""
    coming = [m for m in assessment.milestones if m.day >= assessment.on]
    if not coming:
        return "None known after the day of this assessment"
    first = min(coming, key=lambda m: m.day)
    return f"{first.title}: {day(first.day)}"


def session(assessment: Assessment) -> str:
    """Whether the paper can be taken in public, and what to look at before."""
    small = sum(
        1
        for finding in assessment.findings
        for number in (*finding.numbers, *(n for p in finding.parts for n in p.numbers))
        if number.of is not None and 0 < number.of < SMALL
    )
    if not small:
        return "Public session: no patient data and no counts of fewer than 10 cases."
    return (
        f"Check before publication: no patient data, but {count(small, 'number')} "
        f"count{'s' if small == 1 else ''} fewer than {SMALL} cases."
    )

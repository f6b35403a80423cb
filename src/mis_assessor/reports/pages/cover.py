"""The cover sheet: what is asked of the Board, and how sure it can be.

How sure a Board can be of the assessed position, and the one reason that decides.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import assert_never

from mis_assessor.core.assessment.assessment import Assessment
from mis_assessor.core.verdicts import Verdict
from mis_assessor.reports.pages.front import effect
from mis_assessor.reports.pages.outcome import confirmed, not_holding, overall_verdict
from mis_assessor.reports.pages.recommendations import purpose, recommendations
from mis_assessor.reports.wording import actions_named, count, day, listed_or_none, sentence


def assurance(assessment: Assessment) -> str:
    """Significant, partial or limited, with the one reason that decides."""
    unsure = confirmed(assessment).no
    verdict = overall_verdict(assessment)
    match verdict:
        case Verdict.NOT_MET | Verdict.EVIDENCE_MISSING:
            gaps = actions_named(not_holding(assessment))
            return f"Limited: {gaps} cannot be declared on what was supplied."
        case Verdict.NEEDS_JUDGEMENT | Verdict.NOT_DUE_YET:
            return f"Partial: the assessed position is {verdict}."
        case Verdict.MET | Verdict.MET_BY_ALTERNATIVE if unsure:
            values = count(unsure, "value")
            return f"Partial: {values} behind the verdicts not confirmed in the guidance."
        case Verdict.MET_BY_ALTERNATIVE:
            return "Partial: part of the position rests on the guidance’s alternative."
        case Verdict.MET:
            return "Significant: every value behind the verdicts is confirmed."
        case Verdict.PAUSED | Verdict.NOT_APPLICABLE:
            return "None given: nothing is assessed at this day."
        case _:
            assert_never(verdict)


SMALL = 10

Facts = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Cover:
    """The words of the first two pages; what only the trust knows is left to fill."""

    title: str
    trust: str
    meeting: Facts
    """Label and what the trust wrote; empty is a line to fill in."""
    purpose: str
    recommendations: tuple[str, ...]
    from_the_lead: str
    facts: Facts
    board: Facts
    """What a Board secretary asks of every paper."""
    remarks: tuple[str, ...]


MEETING = (
    "Meeting",
    "Date of meeting",
    "Agenda item",
    "Executive lead",
    "Author and presenters",
)


def cover(assessment: Assessment) -> Cover:
    """The cover sheet of an assessment."""
    facts = (
        ("Scheme year", assessment.scheme_title),
        ("Guidance edition", assessment.edition_reason),
        ("Facts counted up to", f"{day(assessment.on)}; {_known(assessment)}"),
        ("Next date", next_milestone(assessment)),
        ("Assurance level", assurance(assessment)),
        *_beside(assessment),
        ("Public or private session", session(assessment)),
    )
    return Cover(
        title=title(assessment),
        trust=f"{assessment.trust_name} ({assessment.trust_code})",
        meeting=tuple((label, _written(assessment, label)) for label in MEETING),
        purpose=purpose(assessment),
        recommendations=recommendations(assessment),
        from_the_lead=assessment.board_paper.get("from the lead", ""),
        facts=facts,
        board=tuple(_board(assessment)),
        remarks=tuple(map(sentence, assessment.remarks)),
    )


def _known(assessment: Assessment) -> str:
    if assessment.known_on == assessment.on:
        return "guidance as known on that day"
    return f"guidance as known on {day(assessment.known_on)}"


def _written(assessment: Assessment, label: str) -> str:
    """What the trust wrote under a heading, however its first letter is written."""
    written = {heading.casefold(): words for heading, words in assessment.board_paper.items()}
    return written.get(label.casefold(), "")


RESOURCES = "Resource implications"
LEGAL = "Legal implications"
SUGGESTED = "Ours to suggest: safe, and well-led"
DUTY = (
    "The Board certifies to NHS Resolution; a declaration that proves wrong can be reopened and "
    "money paid back. Candour to families is a duty in law of its own."
)


def _board(assessment: Assessment) -> Iterator[tuple[str, str]]:
    """The lines of a Board's cover sheet: what the trust wrote, else ours, else a line to fill."""
    ours = {
        "CQC domain": SUGGESTED,
        RESOURCES: effect(assessment.fund),
        LEGAL: DUTY,
    }
    for label in (
        "Previously considered",
        "LMNS and ICB",
        "Strategic objective",
        "BAF reference",
        "CQC domain",
        RESOURCES,
        LEGAL,
        "Equality effect",
    ):
        written = _written(assessment, label)
        if written and label == RESOURCES:
            yield label, f"{ours[label]} {written}"
        else:
            yield label, written or ours.get(label, "")


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
    yield "Beside the scheme", f"{words}; not met: {listed_or_none(red)}" if red else words


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

"""The cover sheet: what is asked of the Board, and how sure it can be."""

from dataclasses import dataclass
from typing import assert_never

from mis_assessor.core.findings import Assessment
from mis_assessor.core.verdicts import Verdict
from mis_assessor.reports.presenters.money import effect
from mis_assessor.reports.presenters.outcome import (
    by_alternative,
    confirmed,
    missed,
    not_holding,
    position,
    standing,
    undecided,
)
from mis_assessor.reports.wording import actions_named, capital, count, day

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


def title(assessment: Assessment) -> str:
    """The title of the paper, the same on every page and in the file."""
    return f"{assessment.scheme_title}: Board paper"


def purpose(verdict: Verdict) -> str:
    """Whether the Board decides or is assured."""
    match verdict:
        case Verdict.MET | Verdict.MET_BY_ALTERNATIVE | Verdict.NOT_MET:
            return "For decision"
        case Verdict.EVIDENCE_MISSING | Verdict.NEEDS_JUDGEMENT:
            return "For assurance, and for direction on what is missing"
        case Verdict.NOT_DUE_YET:
            return "For assurance"
        case Verdict.PAUSED | Verdict.NOT_APPLICABLE:
            return "For information"
        case _:
            assert_never(verdict)


def recommendations(assessment: Assessment) -> tuple[str, ...]:
    """What the Board is asked to do, in verbs that the minutes can copy."""
    gaps = actions_named(not_holding(assessment))
    verdict = standing(assessment)
    match verdict:
        case Verdict.MET | Verdict.MET_BY_ALTERNATIVE:
            return (_note_all_met(assessment), *_SIGN)
        case Verdict.NOT_MET:
            return (
                "Note the assessed position below.",
                f"Agree not to declare {_not_to_declare(assessment)}.",
                "Approve the action plan in this paper, with owners, dates and costs.",
                "Authorise the chief executive to sign a Board declaration form that "
                f"says so{_request(assessment)}.",
            )
        case Verdict.EVIDENCE_MISSING:
            return (
                "Note the assessed position below.",
                f"Do not authorise the declaration yet: {gaps} cannot be relied on.",
                "Direct the owners in the action plan to supply the evidence listed "
                "under exceptions.",
                "Receive this paper again before the declaration deadline.",
            )
        case Verdict.NEEDS_JUDGEMENT:
            return (
                "Note the assessed position below.",
                f"Do not authorise the declaration yet: {gaps} cannot be relied on.",
                "Name who will judge each requirement that needs judgement, and record "
                "the judgement with its reason.",
                "Receive this paper again before the declaration deadline.",
            )
        case Verdict.NOT_DUE_YET:
            return (
                "Note the assessed position below, which can still change.",
                "Receive this paper again when the last requirement has fallen due.",
            )
        case Verdict.PAUSED | Verdict.NOT_APPLICABLE:
            return ("Note that nothing is asked of the trust at this day.",)
        case _:
            assert_never(verdict)


_SIGN = (
    "Agree, after the questions in the challenge sheet are answered, that the evidence "
    "in appendix B supports the declaration.",
    "Authorise the chief executive to sign the Board declaration form, and ask the "
    "accountable officer of the integrated care board to sign it.",
)


def _note_all_met(assessment: Assessment) -> str:
    noted = "Note that all ten safety actions are assessed as met"
    if numbers := by_alternative(assessment):
        noted += f", {actions_named(numbers)} by the guidance’s alternative"
    if not assessment.conditions.verdict.holds:
        return f"{noted}; the conditions of the scheme fall due with the declaration."
    return f"{noted}, and the conditions of the scheme with them."


def _not_to_declare(assessment: Assessment) -> str:
    first = f"{actions_named(missed(assessment))} as met"
    if later := undecided(assessment):
        return f"{first}, nor {actions_named(later)} unless this position changes"
    return first


def next_milestone(assessment: Assessment) -> str:
    """The next dated point of the scheme year, so that nobody is surprised."""
    coming = [m for m in assessment.milestones if m.day >= assessment.on]
    if not coming:
        return "None known after the day of this assessment"
    first = min(coming, key=lambda m: m.day)
    return f"{first.title}: {day(first.day)}"


def _request(assessment: Assessment) -> str:
    wanted = assessment.fund.requested
    return " and asks for a discretionary payment" if wanted is not None else ""


def assurance(assessment: Assessment) -> str:
    """Significant, partial or limited, with the one reason that decides."""
    unsure = confirmed(assessment).no
    verdict = standing(assessment)
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


def session(assessment: Assessment) -> str:
    """Whether the paper can be taken in public, and what to look at before."""
    small = sum(
        1
        for finding in assessment.findings
        for number in finding.numbers
        if number.of is not None and 0 < number.of < SMALL
    )
    if not small:
        return "Public session: no patient data and no counts of fewer than 10 cases."
    return (
        f"Check before publication: no patient data, but {count(small, 'number')} "
        f"count{'s' if small == 1 else ''} fewer than {SMALL} cases."
    )

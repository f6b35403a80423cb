"""Fingerprints, what the paper was made with, and how the values behind it are known."""

from collections.abc import Mapping
from dataclasses import dataclass

from mis_assessor.core.assessment.assessment import Assessment
from mis_assessor.core.assessment.made_with import MadeWith, rules_of_another_origin
from mis_assessor.core.rules.confirmations import Confirmation
from mis_assessor.reports.pages.outcome import is_confirmed, status_words
from mis_assessor.reports.wording import count, short_day, short_digest


@dataclass(frozen=True, slots=True)
class Trace:
    """Fingerprints and confidence marks."""

    digests: tuple[tuple[str, str], ...]
    inside: tuple[tuple[str, str], ...]
    """The files that lie in the paper, with their fingerprints."""
    made_with: tuple[tuple[str, str], ...]
    confirmations: tuple[tuple[str, ...], ...]
    """Requirement, value, who, when, document and page, short fingerprint of the document."""
    statuses: tuple[tuple[str, str, str], ...]


NOT_RECORDED = "not recorded"


def _made_with(made: MadeWith) -> tuple[tuple[str, str], ...]:
    """Program and rules, for whoever makes the paper again."""
    return (
        ("Program", made.tool or NOT_RECORDED),
        ("Second evaluator", made.engine or NOT_RECORDED),
        ("Rules", rules_of_another_origin(made) or _published(made)),
        ("Values nobody confirmed", "left to a person" if made.confirmed_only else "used"),
    )


def _confirmation(made: Confirmation) -> tuple[str, ...]:
    document = f"{made.document}, page {made.page}"
    digest = short_digest(made.sha256)
    return (made.requirement, made.value, made.by, short_day(made.on), document, digest)


def trace(assessment: Assessment, inside: Mapping[str, str]) -> Trace:
    """What a verifier compares first."""
    digests = assessment.digests
    return Trace(
        digests=(
            ("Rulebook", digests.rulebook or NOT_RECORDED),
            ("Submission", digests.submission or NOT_RECORDED),
            ("Assessment", digests.assessment or NOT_RECORDED),
        ),
        inside=tuple(inside.items()),
        made_with=_made_with(assessment.made_with),
        confirmations=tuple(map(_confirmation, assessment.made_with.confirmations)),
        statuses=tuple(
            (
                status_words(mark).capitalize(),
                "confirmed" if is_confirmed(mark) else "not confirmed",
                f"{number:,}",
            )
            for mark, number in sorted(assessment.statuses.items())
        ),
    )


def _published(made: MadeWith) -> str:
    if not made.corrections:
        return "As published with the program."
    number = count(len(made.corrections), "value")
    return f"As published with the program, with {number} corrected here against the guidance."

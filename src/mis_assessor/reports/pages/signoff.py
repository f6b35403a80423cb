"""The sign-off page: what the signers rely on, and where they sign.

There are boxes to sign only where there is something to sign: never during the year, and
never while evidence or a judgement is wanting.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import assert_never

from mis_assessor.core.assessment.assessment import Assessment
from mis_assessor.core.verdicts import Verdict
from mis_assessor.core.wording import capital
from mis_assessor.reports.pages.front import confirmed_words
from mis_assessor.reports.pages.outcome import overall_verdict, position
from mis_assessor.reports.pages.stage import Stage, stage
from mis_assessor.reports.wording import day, short_digest


@dataclass(frozen=True, slots=True)
class Signer:
    """A box for one signature."""

    id: str
    role: str
    signs_for: str
    field: str
    """The name of the signature field in the PDF."""


@dataclass(frozen=True, slots=True)
class SignOff:
    """The words above the signature boxes, and the boxes."""

    ready: str
    """Whether the assessed position is one that can be signed."""
    relies_on: tuple[tuple[str, str], ...]
    signers: tuple[Signer, ...]


SIGNERS = (
    Signer(
        "signature-chief-executive",
        "Chief executive",
        "for the Trust Board",
        "Chief Executive",
    ),
    Signer(
        "signature-accountable-officer",
        "Accountable officer",
        "for the integrated care board (ICB)",
        "Accountable Officer of the ICB",
    ),
)


def sign_off(assessment: Assessment) -> SignOff:
    """What exactly is signed: days, edition, position and fingerprints."""
    digests = assessment.digests
    relies_on = (
        ("Assessed position", position(assessment)),
        (
            "Assessed as at, and guidance",
            f"{day(assessment.on)}; {'; '.join(map(capital, assessment.editions))}, as known on "
            f"{day(assessment.known_on)}",
        ),
        ("How far values were confirmed", confirmed_words(assessment)),
        (
            "Fingerprints",
            f"rulebook {short_digest(digests.rulebook)}, submission "
            f"{short_digest(digests.submission)}, assessment {short_digest(digests.assessment)}",
        ),
        *_audit(assessment),
    )
    signers = SIGNERS if stage(assessment) is Stage.TO_SIGN else ()
    return SignOff(_ready(overall_verdict(assessment)), relies_on, signers)


def _audit(assessment: Assessment) -> Iterator[tuple[str, str]]:
    """Whoever cuts off the end of the audit lacks the line that the signers have on paper."""
    if assessment.audit_head:
        yield (
            "The service’s audit",
            f"ended in {short_digest(assessment.audit_head)} when this paper was made; "
            "“mis audit verify --head” finds the line again",
        )


def _ready(verdict: Verdict) -> str:
    match verdict:
        case Verdict.MET | Verdict.MET_BY_ALTERNATIVE:
            return "The assessed position supports a declaration that all ten are met."
        case Verdict.NOT_MET:
            return (
                "The assessed position supports only a declaration that says which "
                "safety actions are not met."
            )
        case Verdict.EVIDENCE_MISSING | Verdict.NEEDS_JUDGEMENT | Verdict.NOT_DUE_YET:
            return f"Not ready to be signed: the assessed position is {verdict}."
        case Verdict.PAUSED | Verdict.NOT_APPLICABLE:
            return "Nothing is to be signed at this day."
        case _:
            assert_never(verdict)

"""The sign-off page: what the signers rely on, and where they sign."""

from dataclasses import dataclass

from mis_assessor.core.findings import Assessment
from mis_assessor.reports.presenters.outcome import position
from mis_assessor.reports.wording import day, short_digest


@dataclass(frozen=True, slots=True)
class Signer:
    """A box for one signature."""

    id: str
    role: str
    signs_for: str


@dataclass(frozen=True, slots=True)
class SignOff:
    """The words above the signature boxes, and the boxes."""

    relies_on: tuple[tuple[str, str], ...]
    signers: tuple[Signer, ...]


SIGNERS = (
    Signer("signature-chief-executive", "Chief executive", "for the Trust Board"),
    Signer(
        "signature-accountable-officer",
        "Accountable officer",
        "for the integrated care board (ICB)",
    ),
)


def sign_off(assessment: Assessment) -> SignOff:
    """What exactly is signed: days, edition, position and fingerprints."""
    digests = assessment.digests
    relies_on = (
        ("Assessed position", position(assessment)),
        ("Assessed as at", day(assessment.on)),
        ("Guidance as known on", day(assessment.known_on)),
        ("Guidance edition", "; ".join(assessment.editions)),
        ("Fingerprint of the rulebook", short_digest(digests.rulebook)),
        ("Fingerprint of the submission", short_digest(digests.submission)),
        ("Fingerprint of the assessment", short_digest(digests.assessment)),
    )
    return SignOff(relies_on, SIGNERS)

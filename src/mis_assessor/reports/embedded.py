"""What lies in a Board paper beside its pages, and what the file says of itself."""

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from mis_assessor.core.assessment.assessment import Assessment

ASSESSMENT, RULEBOOK, SUBMISSION = "assessment.json", "rulebook.json", "submission.zip"
FILES = (ASSESSMENT, RULEBOOK, SUBMISSION)
BOARD, VERIFIER = "Board edition", "verifier edition"
PREFIX = "file-"
"""Of a claim about a file; names in the metadata have no dots."""


class Embedded(NamedTuple):
    """A file that lies in the paper."""

    name: str
    content: bytes
    relationship: str
    """What it is to the paper, in the words of PDF/A-3."""
    description: str


def embedded(
    assessment: bytes, rulebook: bytes | None, submission: bytes | None
) -> tuple[Embedded, ...]:
    """The files of a paper, in order of name; a submission only in the verifier's edition."""
    return tuple(_embedded(assessment, rulebook, submission))


def _embedded(
    assessment: bytes, rulebook: bytes | None, submission: bytes | None
) -> Iterator[Embedded]:
    yield Embedded(ASSESSMENT, assessment, "Data", "The assessment that the pages show")
    if rulebook is not None:
        yield Embedded(RULEBOOK, rulebook, "Source", "The rules it was assessed by")
    if submission is not None:
        yield Embedded(SUBMISSION, submission, "Supplement", "The evidence it was assessed on")


def edition_of(inside: Mapping[str, str]) -> str:
    """Which edition a paper with these files is."""
    return VERIFIER if SUBMISSION in inside else BOARD


def claim_about(file: str) -> str:
    """The name under which the metadata gives a file's fingerprint.

    >>> claim_about("rulebook.json")
    'file-rulebook-json'
    """
    return PREFIX + file.replace(".", "-")


def claims_of(assessment: Assessment, inside: Mapping[str, str]) -> dict[str, str]:
    """What the metadata of the paper says, by name."""
    digests = assessment.digests
    return {
        "rulebook": digests.rulebook,
        "submission": digests.submission,
        "assessment": digests.assessment,
        "edition": edition_of(inside),
        **{claim_about(name): digest for name, digest in inside.items()},
    }

"""The signatures of a paper: who signed, in which order, and whether anything came after."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from mis_assessor.core.checking.verification import (
    CheckDone,
    Subject,
    does_hold,
    fails,
    open_question,
)
from mis_assessor.core.errors import EvidenceUnreadable
from mis_assessor.core.wording import listed, on_day
from mis_assessor.packs.paper_file import PaperFile
from mis_assessor.reports.pages.signoff import SIGNERS

if TYPE_CHECKING:
    from mis_assessor.packs.signatures import SignatureSeen

REQUIRED = tuple(signer.field for signer in SIGNERS)
"""The places that must be signed, in this order: the trust, then the integrated care board."""
CONSISTENT = "internally consistent, not signed"


def signatures_checked(paper: PaperFile, roots: Sequence[bytes]) -> Iterator[CheckDone]:
    """What can be said of the signatures of a paper, with the roots a verifier gave."""
    if b"/ByteRange" not in paper.content:
        if paper.layers > 1:
            said = (
                f"it was written to {paper.layers} times, and nobody signed: something was added."
            )
            yield fails(Subject.FILE, said, "its layers")
        yield open_question(Subject.SIGNATURES, _unsigned(paper))
        return
    # what reads signatures is slow to load, and most papers have none
    from mis_assessor.packs.signatures import roots_in, signatures_of

    try:
        trusted = [one for n, root in enumerate(roots, 1) for one in roots_in(root, f"root {n}")]
        seen = signatures_of(paper.content, trusted)
    except EvidenceUnreadable as error:
        yield fails(Subject.SIGNATURES, str(error))
        return
    for one in seen:
        yield from _of_one(one)
    yield from _of_all(paper, seen)


def _unsigned(paper: PaperFile) -> str:
    if not paper.places:
        return "not signed: a paper at this stage has no places for signatures."
    return f"{CONSISTENT}: nobody stands behind it yet."


def _of_one(one: "SignatureSeen") -> Iterator[CheckDone]:
    where, when = one.place, f" {on_day(one.signed_at.date())}" if one.signed_at else ""
    who = f"{one.who} ({one.organisation})" if one.organisation else one.who
    if not one.whole:
        said = f"what {who} signed is not what stands there now: the paper was changed."
        yield fails(Subject.SIGNATURES, said, where)
    elif one.changed_after:
        said = f"after {who} signed, more was done to the paper than the signature allows."
        yield fails(Subject.SIGNATURES, said, where)
    elif one.vouched_for is None:
        said = (
            f"whole, signed by {who}{when} by the signer’s own clock; whether that is who it says "
            "cannot be told without a root to trust (--trust)."
        )
        yield open_question(Subject.SIGNATURES, said, where)
    elif not one.vouched_for:
        said = f"no root that was given vouches for the certificate of {who}."
        yield fails(Subject.SIGNATURES, said, where)
    else:
        said = f"whole, signed by {who}{when} by the signer’s own clock, and vouched for."
        yield does_hold(Subject.SIGNATURES, said, where)


def _of_all(paper: PaperFile, seen: "tuple[SignatureSeen, ...]") -> Iterator[CheckDone]:
    made = [one.place for one in seen]
    if missing := [place for place in REQUIRED if place not in made]:
        said = f"signed by {listed(made)} only: the signature of the {listed(missing)} is missing."
        yield fails(Subject.SIGNATURES, said, "required roles")
    if strange := [place for place in made if place not in REQUIRED]:
        said = f"signed in a place that no paper has: {listed(strange)}."
        yield fails(Subject.SIGNATURES, said, "required roles")
    order = [place for place in made if place in REQUIRED]
    if order != sorted(order, key=REQUIRED.index):
        said = f"signed in the order {listed(order)}; the {REQUIRED[0]} signs first."
        yield fails(Subject.SIGNATURES, said, "their order")
    if paper.layers < 1 + len(seen):
        said = "it has fewer layers than signatures: it was put together by other means."
        yield fails(Subject.FILE, said, "its layers")

"""What whoever signs reads on one page, and papers that come back signed.

A key never comes here: its owner signs the paper where the key is, and sends the paper back.
"""

from dataclasses import dataclass

from mis_assessor.core.errors import EvidenceUnreadable, NotAllowed
from mis_assessor.packs.signatures import signatures_of
from mis_assessor.reports.pages.front import Front, Rows, front, money
from mis_assessor.reports.pages.signoff import SIGNERS, Signer, SignOff, sign_off
from mis_assessor.services.compare_held import assessment_kept
from mis_assessor.services.desk import Desk
from mis_assessor.services.where_it_stands import PAPER, declaration
from mis_assessor.store import audit
from mis_assessor.store.assessments import keep_paper, paper
from mis_assessor.store.database import Work
from mis_assessor.store.records import By, Kept, Role

SIGNS = {Role.APPROVER: SIGNERS[0], Role.OFFICER: SIGNERS[1]}
"""Who sends back the paper with which signature."""


@dataclass(frozen=True, slots=True)
class Brief:
    """The answer, the money and what is signed, as the paper says them."""

    front: Front
    money: Rows
    sign_off: SignOff


def brief_of(desk: Desk, kept: Kept) -> Brief:
    """What whoever signs reads first. Raises NotAllowed where the assessment cannot be read."""
    assessment = assessment_kept(desk, kept)
    return Brief(front(assessment), money(assessment.fund), sign_off(assessment))


def kind_of(signer: Signer) -> str:
    """The name under which the paper with one more signature is kept."""
    return f"{PAPER} signed by the {signer.field}"


def signed_so_far(work: Work, kept: Kept) -> dict[str, str]:
    """The places that are signed in papers that came back, each with its paper's fingerprint."""
    found = {s.field: paper(work, kept.submission, kept.digest, kind_of(s)) for s in SIGNERS}
    return {place: sha256 for place, sha256 in found.items() if sha256}


def signed_paper(desk: Desk, kept: Kept) -> bytes:
    """The paper with most signatures that came back. Raises NotAllowed where none did."""
    with desk.store.reading() as work:
        made = signed_so_far(work, kept)
    if not made:
        raise NotAllowed("No signed paper of this assessment has been sent back yet.")
    return desk.store.blobs.read(list(made.values())[-1])


def keep_signed(desk: Desk, submission: str, content: bytes, role: Role, by: By) -> None:
    """Keeps a paper that its signer sends back.

    Raises NotAllowed where it is not the paper of this assessment with that person's signature
    whole in its place, or not their turn.
    """
    signer = SIGNS.get(role)
    if signer is None:
        raise NotAllowed("Only the approver and the accountable officer send back what they sign.")
    with desk.store.reading() as work:
        stands = declaration(desk, work, submission)
        kept = stands.kept
        approved = [step.digest for step in stands.this_round if step.move == "approve"]
        if kept is None or approved[-1:] != [kept.digest]:
            raise NotAllowed("The Board has not approved this assessment; nothing is signed yet.")
        made = signed_so_far(work, kept)
        drawn = paper(work, submission, kept.digest, PAPER)
    before = [one.field for one in SIGNERS[: SIGNERS.index(signer)]]
    if waits := [place for place in before if place not in made]:
        raise NotAllowed(f"The {waits[0]} signs first. Their signed paper has not come back yet.")
    if signer.field in made:
        raise NotAllowed(f"The paper signed by the {signer.field} is here already.")
    unsigned = made[before[-1]] if before else drawn
    if unsigned is None or not content.startswith(desk.store.blobs.read(unsigned)):
        raise NotAllowed(
            "This is not the paper of this assessment. Save it from this page, sign that very "
            "file, and send it back."
        )
    _refuse_broken(content, [*before, signer.field])
    sha256 = desk.store.blobs.keep(content)
    with desk.store.writing() as work:
        keep_paper(work, submission, kept.digest, kind_of(signer), sha256, by.moment)
        done = f"sent back the paper signed by the {signer.field}"
        audit.write(work, by, done, submission, assessment=kept.digest)


def _refuse_broken(content: bytes, wanted: list[str]) -> None:
    try:
        seen = signatures_of(content, ())
    except EvidenceUnreadable as error:
        raise NotAllowed("Its signatures cannot be read: the file is damaged.") from error
    if [one.place for one in seen] != wanted:
        raise NotAllowed(
            f"The paper does not carry the signature of the {wanted[-1]} in its place. Sign it "
            "with “mis sign”, and send that file."
        )
    ends = content.rstrip().endswith(b"%%EOF")
    if not ends or not all(one.whole and not one.changed_after for one in seen):
        raise NotAllowed("The paper was changed after it was signed. Do not rely on it.")

"""Signs a Board paper in the place of one role, with a key that is never kept."""

from pathlib import Path

from mis_assessor.core.errors import NotAllowed
from mis_assessor.packs.paper_file import read_paper
from mis_assessor.packs.signatures import signatures_of
from mis_assessor.packs.signing import signed, signer_from
from mis_assessor.reports.pages.signoff import SIGNERS

ROLES = {signer.id.removeprefix("signature-"): signer.field for signer in SIGNERS}
"""Role, as a person names it, → the place in the paper; in the order in which they sign."""


def sign_paper(path: Path, role: str, p12: bytes, passphrase: bytes) -> bytes:
    """The paper with one more signature.

    Raises EvidenceUnreadable where it is no paper, NotAllowed where it is not that person's turn
    or the key cannot be used.
    """
    content = path.read_bytes()
    paper = read_paper(content, path.name)
    place = ROLES[role]
    if place not in paper.places:
        raise NotAllowed(
            f"{path.name} has no place for the signature of the {place}: papers have places only "
            "where the assessed position is one that can be signed."
        )
    seen = signatures_of(content, ())
    if broken := [one.place for one in seen if not one.whole or one.changed_after]:
        raise NotAllowed(f"{path.name} was changed after the {broken[0]} signed. Do not sign it.")
    made = [one.place for one in seen]
    if place in made:
        raise NotAllowed(f"{path.name} is already signed by the {place}.")
    before = list(ROLES.values())[: list(ROLES.values()).index(place)]
    if waiting := [one for one in before if one not in made]:
        raise NotAllowed(f"{path.name} is to be signed by the {waiting[0]} first.")
    return signed(content, place, signer_from(p12, passphrase), first=not made)

"""Papers that come back signed: kept where they are the approved paper, byte for byte."""

from dataclasses import replace

import pytest

from functional.mis import SAMPLES
from mis_assessor.core.errors import NotAllowed
from mis_assessor.packs.signing import signed, signer_from
from mis_assessor.services.assess_held import assess_held
from mis_assessor.services.declarations import acknowledge
from mis_assessor.services.desk import Desk
from mis_assessor.services.held import take_in
from mis_assessor.services.signing_held import keep_signed, signed_paper
from mis_assessor.services.where_it_stands import declaration
from mis_assessor.store.records import Kept, Role
from packs.keys import PASSPHRASE, Root
from service.people import People, people
from service.serving import make_paper

CHIEF, OFFICER = "Chief Executive", "Accountable Officer of the ICB"


def approved(desk: Desk, staff: People) -> tuple[str, Kept, bytes]:
    """A submission that the Board approved, with its paper as it was drawn."""
    by = staff.by(Role.CHAMPION)
    new = take_in(desk, SAMPLES / "one-midwife-short", by)
    kept = assess_held(desk, new, by.at.date(), by)
    staff.make(new, "mark the evidence complete", Role.CHAMPION)
    drawn = make_paper(desk, new, kept.digest, by)
    staff.make(new, "send to the Board", Role.APPROVER)
    staff.make(new, "record the conversation", Role.APPROVER)
    with desk.store.reading() as work:
        items = [one.item for one in declaration(desk, work, new).exceptions]
    acknowledge(desk, new, items, kept.digest, staff.by(Role.BOARD))
    return new, kept, drawn


def test_a_signed_paper_is_kept_in_its_turn_and_nothing_else_is(books_desk: Desk) -> None:
    staff = people(books_desk)
    new, kept, drawn = approved(books_desk, staff)
    root = Root()
    keys = {
        CHIEF: signer_from(root.person("Ottoline Farrowmere", "Vale of Harrowmere"), PASSPHRASE),
        OFFICER: signer_from(root.person("Beth Else", "The ICB"), PASSPHRASE),
    }

    def send(content: bytes, role: Role) -> None:
        keep_signed(books_desk, new, content, role, staff.by(role))

    once = signed(drawn, CHIEF, keys[CHIEF], first=True)
    with pytest.raises(NotAllowed, match="has not approved"):
        send(once, Role.APPROVER)
    staff.make(new, "approve", Role.BOARD)
    with pytest.raises(NotAllowed, match="No signed paper"):
        signed_paper(books_desk, kept)
    twice = signed(once, OFFICER, keys[OFFICER], first=False)
    for content, role, why in (
        (once, Role.BOARD, "Only the approver and the accountable officer"),
        (twice, Role.OFFICER, "The Chief Executive signs first"),
        (b"%PDF-1.7 another", Role.APPROVER, "not the paper of this assessment"),
        (drawn, Role.APPROVER, "does not carry the signature"),
        (twice, Role.APPROVER, "does not carry the signature"),
        (once + b"\n% more\n", Role.APPROVER, "changed after it was signed|cannot be read"),
    ):
        with pytest.raises(NotAllowed, match=why):
            send(content, role)
    send(once, Role.APPROVER)
    with pytest.raises(NotAllowed, match="is here already"):
        send(once, Role.APPROVER)
    with pytest.raises(NotAllowed, match="not the paper of this assessment"):
        send(signed(drawn, OFFICER, keys[OFFICER], first=True), Role.OFFICER)
    assert signed_paper(books_desk, kept) == once
    send(twice, Role.OFFICER)
    assert signed_paper(books_desk, kept) == twice
    with pytest.raises(NotAllowed, match="No signed paper"):
        signed_paper(books_desk, replace(kept, digest="another"))

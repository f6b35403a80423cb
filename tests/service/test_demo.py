"""The demo: whoever signs in there has something to do."""

import pytest

from functional.mis import SAMPLES
from mis_assessor.core.errors import NotAllowed
from mis_assessor.services.desk import Desk
from mis_assessor.services.systems_held import systems_of, trusts_seen
from mis_assessor.services.where_it_stands import declaration, steps_of
from mis_assessor.store.accounts import everybody
from mis_assessor.store.records import Role
from mis_assessor.store.submissions import all_held
from mis_assessor.web.demo import SYSTEM, email_of, fill_demo
from service.serving import moment_now

TO_DO = {
    Role.CHAMPION: "Mark the evidence complete",
    Role.APPROVER: "Send to the Board",
    Role.BOARD: "Approve for the Board",
    Role.OFFICER: "Sign as accountable officer of the integrated care board",
    Role.VERIFIER: "Record the outcome of the verification",
}


def test_each_role_finds_a_declaration_to_go_on_with(
    books_desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    drawn = b"%PDF-1.7 that nobody had to draw"
    monkeypatch.setattr("mis_assessor.services.assess_held.board_paper", lambda *_: drawn)
    fill_demo(books_desk, SAMPLES, moment_now())
    with books_desk.store.reading() as work:
        people = {one.role: one for one in everybody(work)}
        stand = [declaration(books_desk, work, it.id) for it in all_held(work)]
    assert {people[role].email for role in Role} == set(map(email_of, Role))
    for role, title in TO_DO.items():
        waiting = [steps_of(books_desk.workflow, one, people[role], ()) for one in stand]
        assert sum(title in steps for steps in waiting) == 1, role
    (system,) = systems_of(books_desk, people[Role.OFFICER])
    (trust,) = trusts_seen(books_desk, system)
    assert (system.code, system.name) == SYSTEM and trust.kept is not None


def test_a_demo_without_samples_says_where_they_are(books_desk: Desk) -> None:
    with pytest.raises(NotAllowed, match="make serve"):
        fill_demo(books_desk, SAMPLES / "ten-of-ten", moment_now())

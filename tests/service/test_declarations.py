"""A declaration on its way: who may do what, what a change voids, and what nobody may skip."""

import io
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from pypdf import PdfReader

from functional.mis import SAMPLES, mis
from mis_assessor.core.errors import NotAllowed
from mis_assessor.services.assess_held import assess_held, web_page
from mis_assessor.services.declarations import acknowledge, make
from mis_assessor.services.desk import Desk
from mis_assessor.services.held import change, files_of, give_back, take_in
from mis_assessor.services.outcomes import read_chain
from mis_assessor.services.stores import audit_head, audit_of
from mis_assessor.services.what_became import chain_beside_folder, chain_file, paper_since
from mis_assessor.services.where_it_stands import PAPER, Declaration, Written, declaration, rulings
from mis_assessor.store.accounts import delegate
from mis_assessor.store.assessments import keep_paper
from mis_assessor.store.records import By, Change, Role
from service.people import NOW, People, people
from service.serving import make_paper

C, A, B, V = Role.CHAMPION, Role.APPROVER, Role.BOARD, Role.VERIFIER
OFFICER = Role.OFFICER
WELL = Written("TB/23/014", NOW.date(), "As it was minuted.", "met")
LATE = Written("TB/23/014", NOW.date(), "")


@pytest.fixture
def staff(desk: Desk) -> People:
    return people(desk)


def words_of(pdf: bytes) -> str:
    """Every word of a paper."""
    pages = PdfReader(io.BytesIO(pdf)).pages
    return " ".join(" ".join(page.extract_text().split()) for page in pages)


def begun(desk: Desk, by: By, sample: str = "ten-of-ten") -> str:
    new = take_in(desk, SAMPLES / sample, by)
    assess_held(desk, new, by.at.date(), by)
    return new


def stands(desk: Desk, submission: str) -> Declaration:
    with desk.store.reading() as work:
        return declaration(desk, work, submission)


def with_paper(desk: Desk, submission: str, by: By) -> None:
    """Keeps a paper as if it had been made; making one takes seconds, and has its own test."""
    kept = stands(desk, submission).kept
    assert kept is not None
    made = desk.store.blobs.keep(b"%PDF of " + kept.digest.encode())
    with desk.store.writing() as work:
        keep_paper(work, submission, kept.digest, PAPER, made, by.moment)


def acknowledge_all(desk: Desk, staff: People, submission: str) -> None:
    now = stands(desk, submission)
    assert now.kept is not None
    items = [one.item for one in now.exceptions]
    acknowledge(desk, submission, items, now.kept.digest, staff.by(B))


def sent(desk: Desk, staff: People, by: By) -> str:
    """A declaration that went all the way to NHS Resolution."""
    new = begun(desk, by)
    staff.make(new, "mark the evidence complete", C)
    with_paper(desk, new, by)
    staff.make(new, "send to the Board", A)
    staff.make(new, "record the conversation", A)
    acknowledge_all(desk, staff, new)
    staff.make(new, "approve", B)
    staff.make(new, "sign as chief executive", A)
    staff.make(new, "sign as accountable officer", OFFICER)
    staff.make(new, "record the submission", C)
    return new


def test_a_declaration_goes_all_the_way(desk: Desk, staff: People, by: By) -> None:
    new = sent(desk, staff, by)
    now = stands(desk, new)
    assert now.state == "submitted" and now.kept is not None
    sealed = [s.digest for s in now.steps if s.move in ("approve", "sign as chief executive")]
    assert set(sealed) == {now.kept.digest}
    told = replace(WELL, note="Nine of ten.", outcome="not met")
    assert staff.make(new, "verify", V, told).state == "verified"
    staff.make(new, "appeal", A)
    staff.make(new, "settle the appeal", V)
    staff.make(new, "ask to confirm again", V)
    staff.make(new, "confirm again", A, replace(WELL, outcome="upheld"))
    chain = stands(desk, new).outcomes
    assert [(one.step.value, one.outcome) for one in chain] == [
        ("declared", "met"),
        ("verified", "not met"),
        ("appealed", "awaited"),
        ("appealed", "met"),
        ("re-confirmed", "awaited"),
        ("re-confirmed", "upheld"),
    ]
    assert (chain[0].who, chain[0].role) == (staff[A].name, "chief executive")
    assert {one.assessment for one in chain} == {now.kept.digest}
    assert audit_of(desk.store).broken_at == 0


def test_what_became_of_it_is_one_chain_in_the_store_and_beside_the_folder(
    books_desk: Desk, by: By, tmp_path: Path
) -> None:
    desk, staff = books_desk, people(books_desk)
    new = sent(desk, staff, by)
    with pytest.raises(NotAllowed, match="Choose the outcome: met or not met"):
        staff.make(new, "verify", V, replace(WELL, outcome="awaited"))
    staff.make(new, "verify", V)
    with pytest.raises(NotAllowed, match="only what was found not met is appealed"):
        staff.make(new, "appeal", A)
    folder = tmp_path / "out"
    give_back(desk.store, new, folder)
    beside = chain_beside_folder(desk.store, new, folder)
    assert beside is not None and beside.read_bytes() == chain_file(desk.store, new)
    assert read_chain(folder) == stands(desk, new).outcomes
    assert mis("outcome", "show", folder).out.count("verified: met") == 1
    with pytest.raises(NotAllowed, match="Name another folder"):
        chain_beside_folder(desk.store, new, folder)
    pages = words_of(paper_since(desk, new, staff.by(V)))
    assert "What became of it" in pages and staff[V].name in pages
    assert paper_since(desk, new, staff.by(V)).startswith(b"%PDF")
    kept = stands(desk, new).kept
    assert kept is not None
    desk.store.blobs.path(kept.content).unlink()
    with pytest.raises(NotAllowed, match="missing or damaged"):
        staff.make(new, "ask to confirm again", V)


def test_before_it_was_sent_nothing_became_of_it(books_desk: Desk, by: By, tmp_path: Path) -> None:
    people(books_desk)
    new = begun(books_desk, by)
    assert chain_beside_folder(books_desk.store, new, tmp_path / "out") is None
    with pytest.raises(NotAllowed, match="Nothing is recorded yet"):
        paper_since(books_desk, new, by)


def test_the_board_cannot_approve_before_the_conversation(
    desk: Desk, staff: People, by: By
) -> None:
    new = begun(desk, by)
    staff.make(new, "mark the evidence complete", C)
    with pytest.raises(NotAllowed, match="no Board paper"):
        staff.make(new, "send to the Board", A)
    with_paper(desk, new, by)
    staff.make(new, "send to the Board", A)
    with pytest.raises(NotAllowed, match="before the conversation with commissioners is recorded"):
        staff.make(new, "approve", B)
    assert stands(desk, new).state == "board review"


def test_nobody_approves_what_is_not_met_without_having_read_it(
    desk: Desk, staff: People, by: By
) -> None:
    new = begun(desk, by, "evidence-missing")
    staff.make(new, "mark the evidence complete", C)
    with_paper(desk, new, by)
    staff.make(new, "send to the Board", A)
    staff.make(new, "record the conversation", B)
    assert stands(desk, new).exceptions
    with pytest.raises(NotAllowed, match="has to be acknowledged first"):
        staff.make(new, "approve", B)
    acknowledge_all(desk, staff, new)
    staff.make(new, "approve", B)
    assert all(one.acknowledged for one in stands(desk, new).exceptions)


def test_a_change_voids_the_approval_and_says_what_changed(
    desk: Desk, staff: People, by: By
) -> None:
    new = begun(desk, by)
    staff.make(new, "mark the evidence complete", C)
    page = files_of(desk.store, new)["submission.yaml"].content(99_999)
    change(desk, new, {"submission.yaml": Change(page + b"# seen\n", None)}, staff.by(C))
    now = stands(desk, new)
    assert (now.state, now.kept) == ("draft", None)
    assert now.steps[-1].note.startswith("submission.yaml changed")
    with pytest.raises(NotAllowed, match="changed since it was last assessed"):
        staff.make(new, "mark the evidence complete", C)


def test_what_was_sent_cannot_be_changed(desk: Desk, staff: People, by: By) -> None:
    new = sent(desk, staff, by)
    with pytest.raises(NotAllowed, match="Submitted to NHS Resolution"):
        change(desk, new, {"files/more.txt": Change(b"more", "")}, staff.by(C))


def test_nobody_approves_their_own_work(desk: Desk, staff: People, by: By) -> None:
    """Not even in the place of somebody absent."""
    new = begun(desk, by)
    staff.make(new, "mark the evidence complete", C)
    with_paper(desk, new, by)
    with desk.store.writing() as work:
        days = (date(2023, 1, 1), date(2023, 2, 1))
        delegate(work, staff[A].id, staff[C].id, days, "on leave", by)
    with pytest.raises(NotAllowed, match="Somebody else must do this"):
        staff.make(new, "send to the Board", C)


def test_somebody_acts_for_somebody_absent_on_their_days_only(
    desk: Desk, staff: People, by: By
) -> None:
    new = begun(desk, by)
    with pytest.raises(NotAllowed, match="Only the champion"):
        staff.make(new, "mark the evidence complete", OFFICER)
    with desk.store.writing() as work:
        delegate(
            work, staff[C].id, staff[OFFICER].id, (date(2023, 1, 21), date(2023, 1, 22)), "away", by
        )
    with pytest.raises(NotAllowed, match="Only the champion"):
        staff.make(new, "mark the evidence complete", OFFICER)
    with desk.store.writing() as work:
        delegate(
            work, staff[C].id, staff[OFFICER].id, (date(2023, 1, 20), date(2023, 1, 20)), "away", by
        )
    step = staff.make(new, "mark the evidence complete", OFFICER)
    assert (step.by, step.on_behalf_of) == (staff[OFFICER].name, staff[C].name)


def test_who_decided_on_another_assessment_is_asked_again(
    desk: Desk, staff: People, by: By
) -> None:
    new = begun(desk, by)
    with pytest.raises(NotAllowed, match="has changed since you opened the page"):
        make(desk, new, "mark the evidence complete", staff[C], LATE, staff.by(C), "0" * 64)


def test_a_person_of_another_trust_may_do_nothing(desk: Desk, staff: People, by: By) -> None:
    new = begun(desk, by)
    stranger = replace(staff[C], trust="RZ8")
    with pytest.raises(NotAllowed, match="Only the champion"):
        make(desk, new, "mark the evidence complete", stranger, LATE, staff.by(C), "")


def test_a_day_to_come_and_an_empty_reference_are_refused_together(
    desk: Desk, staff: People, by: By
) -> None:
    new = begun(desk, by)
    with pytest.raises(NotAllowed, match=r"Write the day .*\nWrite the minute"):
        staff.make(new, "record the conversation", C, Written(" ", date(2024, 1, 1)))
    with pytest.raises(NotAllowed, match="no such step"):
        staff.make(new, "jump", C)


def test_a_damaged_assessment_is_approved_by_nobody(desk: Desk, staff: People, by: By) -> None:
    new = begun(desk, by)
    kept = stands(desk, new).kept
    assert kept is not None
    desk.store.blobs.path(kept.content).write_bytes(b"{}")
    with desk.store.reading() as work:
        now = declaration(desk, work, new)
    assert not now.whole
    approve = next(
        one
        for one in rulings(desk, now, staff[B], (), None, NOW.date())
        if one.move.move == "approve"
    )
    assert any("missing or damaged" in why for why in approve.refusals)


def test_acknowledging_is_for_those_who_sign(desk: Desk, staff: People, by: By) -> None:
    new = begun(desk, by, "one-midwife-short")
    kept = stands(desk, new).kept
    assert kept is not None
    with pytest.raises(NotAllowed, match="Only the approver"):
        acknowledge(desk, new, [], kept.digest, staff.by(C))
    with pytest.raises(NotAllowed, match="not among what has to be"):
        acknowledge(desk, new, ["MIS-Y4-SA1-X"], kept.digest, staff.by(B))
    with pytest.raises(NotAllowed, match="has changed since"):
        acknowledge(desk, new, [], "0" * 64, staff.by(B))


def test_papers_are_made_once_and_of_what_was_kept(books_desk: Desk, by: By) -> None:
    desk = books_desk  # drawing takes seconds, and knows no database
    new = begun(desk, by)
    kept = stands(desk, new).kept
    assert kept is not None
    assert web_page(desk, new, kept.digest).startswith(b"<!")
    assert not stands(desk, new).has_paper
    head = audit_head(desk.store)
    first = make_paper(desk, new, kept.digest, by)
    assert first.startswith(b"%PDF") and make_paper(desk, new, kept.digest, by) == first
    assert f"ended in {head[:12]}" in words_of(first)
    assert audit_of(desk.store, head[:12]).found
    with pytest.raises(NotAllowed, match="no such assessment"):
        make_paper(desk, new, "0" * 64, by)
    with pytest.raises(NotAllowed, match="no such assessment"):
        web_page(desk, new, "0" * 64)

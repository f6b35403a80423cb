"""A verifier at work on what was sent: verified, compared, counted, and receipts kept."""

import csv
import io
import shutil
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

import pytest

from functional.mis import SAMPLES
from mis_assessor.core.checking.verification import State
from mis_assessor.core.errors import EvidenceUnreadable, NotAllowed
from mis_assessor.core.pool.trust_year import Verified
from mis_assessor.reports.portfolio_page import portfolio_csv
from mis_assessor.services.assess_held import assess_held
from mis_assessor.services.desk import Desk
from mis_assessor.services.held import take_in
from mis_assessor.services.held_portfolio import in_order, portfolio_held
from mis_assessor.services.job_runs import Came, Worker
from mis_assessor.services.jobs import ask_for_portfolio, job_seen
from mis_assessor.services.pack_differences import differences, held_side, pack_side
from mis_assessor.services.receipts import check_receipt
from mis_assessor.services.verifications import (
    line_kept,
    receipt_kept,
    verify_sent_pack,
    verify_submission,
    write_down,
)
from mis_assessor.store.records import By, Role, VerificationKept
from service.people import People, people
from service.serving import make_paper, sent_off

V = Role.VERIFIER
SAMPLE = SAMPLES / "ten-of-ten"


def sent(desk: Desk, staff: People, *, paper: bool) -> str:
    """A declaration that was sent, with its own paper or with one that is none."""
    by = staff.by(Role.CHAMPION)
    new = take_in(desk, SAMPLE, by)
    kept = assess_held(desk, new, by.at.date(), by)
    if paper:
        make_paper(desk, new, kept.digest, by)
    sent_off(staff, new)
    return new


def kept_now(desk: Desk, found: VerificationKept, by: By) -> VerificationKept:
    """What was found, written down."""
    with desk.store.writing() as work:
        return write_down(work, found, by)


@pytest.fixture
def staff(books_desk: Desk) -> People:
    return people(books_desk)


def test_a_declaration_is_verified_with_its_paper_and_counted(
    books_desk: Desk, staff: People
) -> None:
    desk, by = books_desk, staff.by(V)
    new = sent(desk, staff, paper=True)
    kept = kept_now(desk, verify_submission(desk, new, by), by)
    line = line_kept(desk, kept)
    assert line.differences == () and line.state is State.CANNOT_BE_CHECKED
    assert any("signed" in why for why in line.open)  # by nobody, and nothing else is open
    said, receipt = receipt_kept(desk, kept.number)
    assert (said.by, said.sha256) == (by.who, line.sha256) and line.sha256.encode() in receipt
    staff.make(new, "verify", V)
    other = sent(desk, staff, paper=False)
    asked = ask_for_portfolio(desk, by)
    assert Worker(desk, lambda: by.at).take_next() is Came.DONE
    assert job_seen(desk.store, asked.id).problems == () and portfolio_held(desk).waiting == ()
    found = portfolio_held(desk)
    assert found.counts.states[State.CANNOT_BE_CHECKED] == 2 and found.counts.twice
    by_state = in_order(found.lines, "declaration")
    assert [one.held.id for one in by_state] == [other, new]
    assert by_state[1].line is not None and by_state[1].line.recorded is not None
    assert by_state[1].line.recorded.verified is Verified.MET
    assert by_state[1].contribution and by_state[0].differences == 0
    rows = list(
        csv.reader(io.StringIO(b"".join(portfolio_csv(found.verified)).decode("utf-8-sig")))
    )
    assert len(rows) == 3
    with pytest.raises(NotAllowed, match="no such receipt"):
        receipt_kept(desk, 999)
    unread = next(one.kept for one in by_state if one.held.id == other)
    assert unread is not None and not unread.receipt


def test_a_pack_from_outside_leaves_a_receipt_and_nothing_else(
    books_desk: Desk, staff: People, tmp_path: Path
) -> None:
    desk, by = books_desk, staff.by(V)
    packed = Path(shutil.make_archive(str(tmp_path / "pack"), "zip", SAMPLE))
    before = set(desk.store.blobs.all())
    found, kept = verify_sent_pack(desk, packed, by, receipt=False)
    assert kept is None and set(desk.store.blobs.all()) == before
    found, kept = verify_sent_pack(desk, packed, by, receipt=True)
    assert kept is not None and found.state is State.HOLDS
    kept = kept_now(desk, kept, by)
    assert len(set(desk.store.blobs.all()) - before) == 2
    assert check_receipt(receipt_kept(desk, kept.number)[1], found) == ()


def test_a_pack_beside_what_is_held_is_told_file_by_file(
    books_desk: Desk, staff: People, tmp_path: Path
) -> None:
    desk = books_desk
    new = sent(desk, staff, paper=False)
    folder = Path(shutil.copytree(SAMPLE, tmp_path / "theirs"))
    register = folder / "registers" / "staff.csv"
    was = register.read_bytes()
    now = b"".join(was.splitlines(keepends=True)[:-1])
    register.write_bytes(now)
    listed = folder / "registers.csv"
    before, after = (sha256(content).hexdigest() for content in (was, now))
    text = listed.read_text("utf-8").replace(before, after).replace("492", "491")
    listed.write_text(text, "utf-8")
    packed = Path(shutil.make_archive(str(tmp_path / "pack"), "zip", folder))
    held = held_side(desk, new)
    found = differences(held, pack_side(desk, packed))
    assert found.other == ("registers.csv", "registers/staff.csv") and not found.nothing
    assert any("staff" in line for line in found.changed.registers)
    assert differences(held, held).nothing
    other = replace(held, assessment=replace(held.assessment, trust_code="RZ8"))
    with pytest.raises(EvidenceUnreadable, match="two of one trust and one year"):
        differences(held, other)
    empty = tmp_path / "empty.zip"
    empty.write_bytes(b"PK\x05\x06" + bytes(18))
    with pytest.raises(EvidenceUnreadable):
        pack_side(desk, empty)
    draft = take_in(desk, SAMPLE, staff.by(Role.CHAMPION))
    with pytest.raises(EvidenceUnreadable, match="not sent yet"):
        held_side(desk, draft)

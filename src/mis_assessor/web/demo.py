"""The demo: an invented trust whose years stand at different places, so that each role has work.

Everything is done by the accounts that people then sign in with, as they would do it.
"""

import re
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path

from mis_assessor.core.errors import NotAllowed
from mis_assessor.intake.manifest import MANIFEST
from mis_assessor.services.assess_held import assess_held, draw_paper, note_paper
from mis_assessor.services.declarations import acknowledge, make
from mis_assessor.services.desk import Desk
from mis_assessor.services.held import take_in_files
from mis_assessor.services.systems_held import change_system
from mis_assessor.services.visitors import add_account, add_trust, set_by_invitation
from mis_assessor.services.where_it_stands import Written, declaration
from mis_assessor.store.accounts import everybody
from mis_assessor.store.records import Account, By, Kept, Role, Trust

PASSWORD = "looking-around-2023"
TRUST = Trust("RZ9", "Vale of Harrowmere University Hospitals NHS Foundation Trust")
SYSTEM = ("QX9", "Harrowmere and Tolland Local Maternity System")
NAMES = {
    Role.CHAMPION: "Rowan Ashcombe",
    Role.APPROVER: "Marguerite Vale",
    Role.BOARD: "Tobias Fenwick",
    Role.OFFICER: "Ishani Kestrel",
    Role.VERIFIER: "Lowri Pendle",
    Role.ADMINISTRATOR: "Agnes Thorne",
}
Moves = Sequence[tuple[str, Role]]
READY: Moves = (("mark the evidence complete", Role.CHAMPION),)
TO_THE_BOARD: Moves = (*READY, ("send to the Board", Role.APPROVER))
APPROVED: Moves = (
    *TO_THE_BOARD,
    ("record the conversation", Role.APPROVER),
    ("approve", Role.BOARD),
    ("sign as chief executive", Role.APPROVER),
)
SENT: Moves = (
    *APPROVED,
    ("sign as accountable officer", Role.OFFICER),
    ("record the submission", Role.CHAMPION),
)
YEARS: Mapping[str, Moves] = {
    "year-3-ten-of-ten": SENT,
    "one-midwife-short": TO_THE_BOARD,
    "year-5-ten-of-ten": APPROVED,
    "year-6-ten-of-ten": READY,
    "year-7-in-september": (),
}
"""By sample, how far its declaration has come: one for each role to go on with."""


@dataclass(frozen=True, slots=True)
class _Demo:
    """The desk, the moment, and who there is."""

    desk: Desk
    now: datetime
    people: Mapping[Role, Account]

    def by(self, role: Role) -> By:
        """Somebody, acting now."""
        who = self.people[role]
        return By(who.name, role.value, self.now, who.trust, who.id)


def email_of(role: Role) -> str:
    """The address of a role in the demo."""
    return f"{role.value.replace(' ', '.')}@example.org"


def fill_demo(desk: Desk, samples: Path, now: datetime) -> None:
    """An invented trust with five years, and one account for each role."""
    if not all((samples / name).is_dir() for name in YEARS):
        raise NotAllowed(
            "The demo needs the folder evidence_samples of the source. Start it there with "
            "“make serve”, or name the folder with --samples."
        )
    by = By("mis serve --demo", "command line", now)
    add_trust(desk.store, TRUST.code, TRUST.name, by)
    for role in Role:
        of = TRUST.code if role.of_a_trust else ""
        token = add_account(desk.store, email_of(role), NAMES[role], role, of, by)
        set_by_invitation(desk.store, token, PASSWORD, PASSWORD, now)
    with desk.store.reading() as work:
        people = {one.role: one for one in everybody(work)}
    demo = _Demo(replace(desk, slow=desk.quick), now, people)
    change_system(desk, *SYSTEM, [TRUST.code], [people[Role.OFFICER].id], by)
    champion = demo.by(Role.CHAMPION)
    held = {take_in_files(desk, _ours(samples / name), champion): name for name in YEARS}
    at_once = 2 if desk.quick else 1  # in one process pages are drawn by one thread
    with ThreadPoolExecutor(at_once) as both:
        kept = both.map(lambda one: _made_ready(demo, *one), held.items())
        for (submission, name), assessed in zip(held.items(), kept, strict=True):
            _gone(demo, submission, assessed, YEARS[name])


def _ours(sample: Path) -> Mapping[str, bytes]:
    """A sample as if it were of the trust of the demo."""
    every = sorted(path for path in sample.rglob("*") if path.is_file())
    files = {path.relative_to(sample).as_posix(): path.read_bytes() for path in every}
    whose = f"trust: {{code: {TRUST.code}, name: {TRUST.name}}}"
    page = re.sub(r"(?m)^trust: .*$", whose, files[MANIFEST].decode("utf-8"))
    return {**files, MANIFEST: page.encode()}


def _made_ready(demo: _Demo, submission: str, name: str) -> Kept:
    """Assessed, and with its paper where its Board has read it."""
    desk, champion = demo.desk, demo.by(Role.CHAMPION)
    kept = assess_held(desk, submission, demo.now.date(), champion)
    if len(YEARS[name]) > len(READY):
        drawn = draw_paper(desk, submission, kept.digest)
        if drawn is not None:
            with desk.store.writing() as work:
                note_paper(work, submission, kept.digest, drawn, champion)
    return kept


def _gone(demo: _Demo, submission: str, kept: Kept, moves: Moves) -> None:
    """The moves of a declaration, each by whoever makes it, on the day it was assessed as at."""
    desk, day = demo.desk, date.fromisoformat(kept.on)
    for move, role in moves:
        if move == "approve":
            with desk.store.reading() as work:
                open_ = [one.item for one in declaration(desk, work, submission).exceptions]
            acknowledge(desk, submission, open_, kept.digest, demo.by(Role.BOARD))
        told = desk.workflow.move(move)
        reference = "TB/014" if told is not None and "reference" in told.asks else ""
        written = Written(reference, day if reference or "sign" in move else None, "", "met")
        make(desk, submission, move, demo.people[role], written, demo.by(role), kept.digest)

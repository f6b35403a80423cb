"""A local maternity system in the service: what its officers see, and how it is assessed.

Of a trust they see what its Board was sent, and nothing from before; never a file of it.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from io import BytesIO
from pathlib import Path
from typing import Any

from mis_assessor.core.assessment.system import system_json
from mis_assessor.core.errors import EvidenceUnreadable, NotAllowed
from mis_assessor.intake.files import File, Files, open_files
from mis_assessor.intake.inventory import SYSTEM
from mis_assessor.intake.read_system import PROVIDERS, received_system
from mis_assessor.intake.submission_zip import files_zipped, zipped
from mis_assessor.reading import limits
from mis_assessor.rulebook.loaded import frameworks_in
from mis_assessor.services.assess import Confirmed, Days
from mis_assessor.services.assess_system import assess_received_system
from mis_assessor.services.confirming import confirmed_of
from mis_assessor.services.desk import Desk
from mis_assessor.services.held import files_of
from mis_assessor.services.publish import system_paper, system_web_edition
from mis_assessor.services.read_twice import received_system_twice
from mis_assessor.services.workshop import Bench
from mis_assessor.store import assessments, audit
from mis_assessor.store.accounts import everybody
from mis_assessor.store.database import Work
from mis_assessor.store.records import Account, By, Held, Kept, Role, SystemKept, SystemPaperKept
from mis_assessor.store.submissions import all_held, trusts
from mis_assessor.store.systems import (
    keep_system,
    keep_system_paper,
    last_system_paper,
    set_folder,
    systems,
)

TO_THE_BOARD = "send to the Board"
LINES = ("ockenden", "lms-governance")
"""The frameworks that a system is shown by, beside its trusts' schemes."""
OWN_BYTES = 60 * limits.MEGABYTE


def change_system(
    desk: Desk, code: str, name: str, its_trusts: Sequence[str], officers: Sequence[int], by: By
) -> None:
    """Makes a system, or changes its name, trusts and officers. Raises NotAllowed."""
    code, name = code.strip().upper(), name.strip()
    if not (2 <= len(code) <= 12 and code.isalnum() and code.isascii()):
        raise NotAllowed("Write the code of the system in letters and digits, such as QX9.")
    if not name or not name.isprintable() or len(name) > 200:
        raise NotAllowed("Write the name of the system.")
    if not its_trusts:
        raise NotAllowed("Choose at least one trust of the system.")
    with desk.store.writing() as work:
        known = {one.code for one in trusts(work)}
        may = {one.id for one in everybody(work) if one.role is Role.OFFICER}
        if not known.issuperset(its_trusts) or not may.issuperset(officers):
            raise NotAllowed("Choose trusts and accountable officers that are there.")
        keep_system(work, code, name, its_trusts, officers)
        told = ", ".join(its_trusts)
        audit.write(work, by, "kept a local system", code, trusts=told, officers=len(officers))


def systems_of(desk: Desk, account: Account) -> tuple[SystemKept, ...]:
    """The systems that an officer sees."""
    with desk.store.reading() as work:
        every = systems(work)
    return tuple(one for one in every if account.id in one.officers)


def system_of(desk: Desk, account: Account, code: str) -> SystemKept:
    """One of them. Raises NotAllowed alike for what is not there and what one may not see."""
    found = next((one for one in systems_of(desk, account) if one.code == code), None)
    if found is None:
        raise NotAllowed("There is no such local system here, or it is not one that you may see.")
    return found


@dataclass(frozen=True, slots=True)
class TrustSeen:
    """A trust of a system, by the last assessment that its Board was sent."""

    code: str
    name: str
    held: Held | None
    kept: Kept | None
    """None where nothing was sent to its Board yet."""
    state: str


def trusts_seen(desk: Desk, system: SystemKept) -> tuple[TrustSeen, ...]:
    """Every trust of a system; of several years the newest that went to its Board."""
    with desk.store.reading() as work:
        names = {one.code: one.name for one in trusts(work)}
        found: list[TrustSeen] = []
        for code in system.trusts:
            seen = TrustSeen(code, names[code], None, None, "")
            for it in sorted(all_held(work, code), key=lambda one: (one.scheme_year, one.made_at)):
                steps = assessments.steps(work, it.id)
                sent = [step.digest for step in steps if step.move == TO_THE_BOARD]
                kept = assessments.assessment(work, it.id, sent[-1]) if sent else None
                if kept is not None:
                    state = desk.workflow.states[steps[-1].state]
                    seen = TrustSeen(code, names[code], it, kept, state)
            found.append(seen)
    return tuple(found)


def take_folder(desk: Desk, system: SystemKept, path: Path, by: By) -> None:
    """Keeps what a system itself sends, as a zip of its folder without its trusts.

    Raises EvidenceUnreadable with every problem; then nothing of it is kept.
    """
    with open_files(path) as files:
        if any(name.startswith(f"{PROVIDERS}/") for name in files):
            raise EvidenceUnreadable(
                f"Leave the folder “{PROVIDERS}” out: what the trusts sent is taken from them."
            )
        found = received_system(files, desk.books.tables).system
    codes = {one.code for one in found.providers}
    if found.code != system.code or codes != set(system.trusts):
        raise EvidenceUnreadable(
            f"{SYSTEM} is of {found.code} with {', '.join(sorted(codes))}; here {system.code} has "
            f"{', '.join(system.trusts)}. Correct the page, or ask the administrator."
        )
    sha256 = desk.store.blobs.keep(zipped(path))
    with desk.store.writing() as work:
        set_folder(work, system.code, sha256)
        audit.write(work, by, "sent the folder of a local system", system.code, sha256=sha256)


@dataclass(frozen=True, slots=True)
class AskedOfSystem:
    """Everything that a system is assessed on."""

    files: Files
    on: date
    confirmed: Confirmed


@dataclass(frozen=True, slots=True)
class SystemWritten:
    """The assessment of a system as it is kept, and its paper."""

    digest: str
    on: str
    content: bytes
    page: bytes
    pdf: bytes


def assess_system_held(desk: Desk, system: SystemKept, today: date, by: By) -> SystemPaperKept:
    """Assesses a system as “mis assess --system” does, and draws its paper.

    As at the day that its own folder names, else as at today. What is found counts once
    `write_system` has written it down.
    Raises EvidenceUnreadable, RulebookWrong or EngineFault.
    """
    asked = AskedOfSystem(_files(desk, system), today, confirmed_of(desk))
    made = desk.do_slowly(_assessed, asked)
    keep = desk.store.blobs.keep
    return SystemPaperKept(
        system.code,
        made.digest,
        made.on,
        keep(made.content),
        keep(made.page),
        keep(made.pdf),
        by.who,
        by.moment,
    )


def write_system(work: Work, kept: SystemPaperKept, by: By) -> str:
    """Keeps the assessment of a system, inside a transaction; gives its digest."""
    keep_system_paper(work, kept)
    audit.write(work, by, "assessed a local system", kept.system, assessment=kept.digest)
    return kept.digest


def _assessed(bench: Bench, asked: AskedOfSystem) -> SystemWritten:
    whole = received_system_twice(asked.files, bench.books.tables)
    names = [name for name in LINES if name in frameworks_in(bench.books.rules)]
    days = Days(None if whole.system.assessed_as_at else asked.on)
    found = assess_received_system(whole, bench.books, names, days, bench.engine, asked.confirmed)
    on = found.on.isoformat()
    page, pdf = system_web_edition(found), system_paper(found)
    return SystemWritten(found.digest, on, system_json(found), page, pdf)


def _files(desk: Desk, system: SystemKept) -> Files:
    """The system's own files with those that each trust's Board was sent, as one folder."""
    found = dict(_own(desk, system))
    for seen in trusts_seen(desk, system):
        if seen.kept is None:
            continue
        for name, file in files_of(desk.store, seen.kept.submission, seen.kept.version).items():
            whole = f"{PROVIDERS}/{seen.code}/{name}"
            found[whole] = File(whole, file.size, file.open)
    return found


def _own(desk: Desk, system: SystemKept) -> Files:
    """What the system sent; until then a page that says who belongs to it, and nothing else."""
    if not system.folder:
        with desk.store.reading() as work:
            names = {one.code: one.name for one in trusts(work)}
        said = {
            "system": {"code": system.code, "name": system.name},
            "providers": [{"code": one, "name": names[one]} for one in system.trusts],
        }
        return _in_memory({SYSTEM: json.dumps(said, ensure_ascii=False).encode()})
    with files_zipped(desk.store.blobs.read(system.folder), SYSTEM) as files:
        return _in_memory({name: file.content(OWN_BYTES) for name, file in files.items()})


def _in_memory(contents: Mapping[str, bytes]) -> Files:
    return {
        name: File(name, len(content), partial(BytesIO, content))
        for name, content in contents.items()
    }


def system_shown(desk: Desk, code: str) -> tuple[SystemPaperKept, Mapping[str, Any]] | None:
    """The last assessment of a system, as data; None before the first."""
    with desk.store.reading() as work:
        kept = last_system_paper(work, code)
    if kept is None:
        return None
    return kept, json.loads(desk.store.blobs.read(kept.content))


def system_named(desk: Desk, code: str) -> SystemKept:
    """A system by its code. Raises NotAllowed where there is none."""
    with desk.store.reading() as work:
        found = next((one for one in systems(work) if one.code == code), None)
    if found is None:
        raise NotAllowed(f"There is no local system {code} here.")
    return found


def system_page(desk: Desk, code: str) -> bytes:
    """The page of the last assessment of a system. Raises NotAllowed before the first."""
    return desk.store.blobs.read(_last(desk, code).page)


def system_pdf(desk: Desk, code: str) -> bytes:
    """The same paper as PDF. Raises NotAllowed where none was made."""
    kept = _last(desk, code)
    if not kept.pdf:
        raise NotAllowed("This was assessed before papers were made as PDF. Assess it again.")
    return desk.store.blobs.read(kept.pdf)


def _last(desk: Desk, code: str) -> SystemPaperKept:
    with desk.store.reading() as work:
        kept = last_system_paper(work, code)
    if kept is None:
        raise NotAllowed("This system has not been assessed yet.")
    return kept

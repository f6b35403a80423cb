"""Reads a local maternity system with all its trusts, or says everything that is wrong.

The folders of its trusts are read as submissions like any other.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from mis_assessor.core.errors import EvidenceUnreadable, Problem
from mis_assessor.core.evidence.references import folded
from mis_assessor.core.evidence.submission import RoleHolder, Submission
from mis_assessor.core.evidence.system import Ambition, BirthUnit, Buddy, Provider, System
from mis_assessor.intake.files import File, Files, left_by_a_system, open_files
from mis_assessor.intake.inventory import SYSTEM, take_inventory
from mis_assessor.intake.lists import join_tables
from mis_assessor.intake.manifest import MANIFEST
from mis_assessor.intake.pages import Page
from mis_assessor.intake.read import Received, over_all, received_in, stated, unknown_to_statements
from mis_assessor.intake.registers import Tables
from mis_assessor.intake.system_page import SystemFile, buddy_of_neighbour, read_system_page
from mis_assessor.intake.table_files import TableFiles, read_contents, read_fingerprinted
from mis_assessor.reading.problems import did_you_mean, gathered_in, quoted

if TYPE_CHECKING:
    from mis_assessor.core.payment.view import PaymentFile


def assemble_system(
    page: Page[SystemFile] | None,
    tables: TableFiles,
    fingerprints: Mapping[str, str],
    problems: list[Problem],
) -> Submission | None:
    """The system's own evidence, unless its page is missing; problems are added."""
    joined = join_tables(tables, fingerprints, problems)
    if page is None:
        return None
    says = page.says
    statements = [said for fact in says.facts_stated if (said := fact.said)]
    if joined.document_ids is not None:
        problems += unknown_to_statements(SYSTEM, statements, joined.document_ids)
        problems += _unknown_letter(page, joined.document_ids)
    return Submission(
        trust_code=says.system.code,
        trust_name=says.system.name,
        scheme="",
        scheme_year=0,
        assessed_as_at=says.assessed_as_at,
        known_on=says.known_on,
        contribution=None,
        registers=joined.registers,
        documents=joined.documents,
        statements=stated(statements),
        judgements=joined.judgements,
        chosen={},
        declared=joined.declared,
        fingerprint=over_all(fingerprints),
        role_holders=tuple(_role_holders(says)),
        arrangements=joined.arrangements,
        posts=joined.posts,
        remarks=joined.remarks,
    )


def _unknown_letter(page: Page[SystemFile], ids: tuple[str, ...]) -> Iterator[Problem]:
    letter = page.says.buddy.letter if page.says.buddy else ""
    if letter and folded(letter) not in map(folded, ids):
        yield Problem(
            page.file.where(("buddy", "letter")),
            f"{quoted(letter)} is not the id of a document in documents.csv."
            f"{did_you_mean(letter, ids)}",
        )


def _role_holders(says: SystemFile) -> Iterator[RoleHolder]:
    """The people to reach, then the bodies and commissioners by their roles."""
    for contact in says.contacts:
        yield RoleHolder(**dict(contact))
    for body in says.bodies:
        yield RoleHolder(body.role, body.name, held_from=body.from_, held_to=body.to)
    for one in says.commissioners:
        yield RoleHolder("commissioner", one.name, one.code, one.from_, one.to)


def read_own_folder(
    files: Files, kinds: Tables, problems: list[Problem]
) -> tuple[SystemFile | None, Submission | None, Buddy | None]:
    """What the system's own page says, its evidence, and its buddy; problems are added."""
    found: list[Problem] = []
    page, fingerprints = read_fingerprinted(files, SYSTEM, read_system_page, found)
    says = page.says if page else None
    buddy = _buddy(page, files, fingerprints, found) if page else None
    neighbours = [says.buddy.file] if says and says.buddy and says.buddy.file else []
    inventory = take_inventory(
        files, kinds, SYSTEM, "It says who belongs to the system.", neighbours
    )
    found += inventory.problems
    alarms = says.false_alarms if says else ()
    tables = read_contents(files, kinds, inventory, alarms, fingerprints, found)
    evidence = assemble_system(page, tables, fingerprints, found)
    # the false alarms of a system stand in its own page
    problems += [Problem(p.where, p.what.replace(MANIFEST, SYSTEM)) for p in found]
    return says, evidence, buddy


def _buddy(
    page: Page[SystemFile],
    files: Files,
    fingerprints: dict[str, str],
    problems: list[Problem],
) -> Buddy | None:
    if not (named := page.says.buddy):
        return None
    if named.file and named.file not in files:
        problems.append(
            Problem(
                page.file.where(("buddy", "file")),
                f"{quoted(named.file)} is not a file of this folder. Add it, or take “file” out.",
            )
        )
    names, fingerprint = read_fingerprinted(
        files,
        named.file,
        lambda content: buddy_of_neighbour(content, named, page.says.false_alarms),
        problems,
    )
    fingerprints |= fingerprint
    return Buddy(named.code, named.name, named.agreed_on, named.letter, names)


PROVIDERS = "providers"


def by_folder(files: Files) -> tuple[Files, Mapping[str, Files]]:
    """The system's own files, and those of every trust's folder, named from there."""
    own: dict[str, File] = {}
    sent: dict[str, dict[str, File]] = defaultdict(dict)
    for name, file in files.items():
        path = PurePosixPath(name)
        if path.parts[0] != PROVIDERS or len(path.parts) < 3:
            own[name] = file
        elif not left_by_a_system(path):
            inside = "/".join(path.parts[2:])
            sent[path.parts[1]][inside] = File(inside, file.size, file.open)
    return own, sent


def received_of(code: str, files: Files, kinds: Tables, problems: list[Problem]) -> Received | None:
    """What a trust has sent; problems are added with the trust's folder before them."""
    received = None
    inside: list[Problem] = []
    with gathered_in(inside):
        received = received_in(files, kinds)
        if (said := received.submission.trust_code) != code:
            inside.append(Problem(MANIFEST, _another_trust(said, code)))
    problems += [Problem(f"{PROVIDERS}/{code}/{p.where}", p.what) for p in inside]
    return received


def _another_trust(said: str, code: str) -> str:
    return (
        f"is of the trust {quoted(said)}, and the folder is that of {quoted(code)}. Put it in "
        "the folder of its own trust, or write its code as in system.yaml."
    )


@dataclass(frozen=True, slots=True)
class ReceivedSystem:
    """What a system's folder holds, and the payment pages of its trusts by their codes."""

    system: System
    payments: "Mapping[str, PaymentFile]"


def read_system(path: Path, kinds: Tables) -> System:
    """A system's folder, or a zip of one, with the submission of every trust in it.

    Raises EvidenceUnreadable with every problem of every folder.
    """
    return receive_system(path, kinds).system


def receive_system(path: Path, kinds: Tables) -> ReceivedSystem:
    """Everything in a system's folder, or a zip of one; raises EvidenceUnreadable."""
    with open_files(path) as files:
        return received_system(files, kinds)


def received_system(files: Files, kinds: Tables) -> ReceivedSystem:
    """The same of files that are open already; raises EvidenceUnreadable."""
    own, sent = by_folder(files)
    problems: list[Problem] = []
    says, evidence, buddy = read_own_folder(own, kinds, problems)
    problems += _unknown_folders(says, sent)
    found = {code: received_of(code, sent[code], kinds, problems) for code in sorted(sent)}
    if says is None or evidence is None or problems:
        raise EvidenceUnreadable(dict.fromkeys(problems))
    received = {code: one for code, one in found.items() if one is not None}
    submissions = {code: one.submission for code, one in received.items()}
    payments = {code: one.payment for code, one in received.items() if one.payment is not None}
    return ReceivedSystem(_system(says, evidence, buddy, submissions), payments)


def _unknown_folders(says: SystemFile | None, sent: Mapping[str, Files]) -> Iterator[Problem]:
    if says is None:
        return
    codes = [provider.code for provider in says.providers]
    for folder in sorted(sent):
        if folder not in codes:
            yield Problem(
                f"{PROVIDERS}/{folder}",
                f"is not the folder of a trust named in {SYSTEM}. Name the trust there, or take "
                f"the folder out.{did_you_mean(folder, codes)}",
            )


def _system(
    says: SystemFile,
    evidence: Submission,
    buddy: Buddy | None,
    submissions: Mapping[str, Submission | None],
) -> System:
    return System(
        code=says.system.code,
        name=says.system.name,
        evidence=evidence,
        providers=tuple(
            Provider(
                named.code,
                named.name,
                tuple(BirthUnit(u.code, u.name, u.kind, u.neonatal_care) for u in named.units),
                submissions.get(named.code),
                named.kind,
            )
            for named in says.providers
        ),
        partnerships=tuple(p.name for p in says.maternity_voices_partnerships),
        places=None if says.places is None else {p.name: p.partnership for p in says.places},
        buddy=buddy,
        ambitions=tuple(Ambition(a.name, a.is_, a.agreed_by, a.on) for a in says.local_ambitions),
        assessed_as_at=says.assessed_as_at,
        known_on=says.known_on,
    )

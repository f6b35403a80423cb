"""Reads a whole submission, or says everything that keeps it from being read.

Manifest and tables are put together as one submission; what they say of each other is checked.
"""

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from mis_assessor.core.errors import EvidenceUnreadable, Problem
from mis_assessor.core.evidence.references import folded
from mis_assessor.core.evidence.submission import ChosenWindow, RoleHolder, Statement, Submission
from mis_assessor.intake.files import Files, open_files
from mis_assessor.intake.inventory import LAST, MAPPINGS, PAYMENT, take_inventory
from mis_assessor.intake.lists import join_tables
from mis_assessor.intake.manifest import MANIFEST, Manifest, StatementRow, read_manifest
from mis_assessor.intake.mappings import read_mappings
from mis_assessor.intake.registers import Tables
from mis_assessor.intake.table_files import TableFiles, read_contents, read_fingerprinted
from mis_assessor.reading.limits import MEGABYTE
from mis_assessor.reading.problems import did_you_mean, one_problem, quoted

if TYPE_CHECKING:
    from mis_assessor.core.assessment.assessment import Assessment
    from mis_assessor.core.payment.view import PaymentFile


def assemble(
    manifest: Manifest | None,
    tables: TableFiles,
    fingerprints: Mapping[str, str],
    problems: list[Problem],
) -> Submission | None:
    """The submission, unless the manifest is missing; problems are added to the list."""
    joined = join_tables(tables, fingerprints, problems)
    if manifest and joined.document_ids is not None:
        problems += unknown_to_statements(MANIFEST, manifest.statements, joined.document_ids)
    if manifest is None:
        return None
    window = manifest.training_window
    leave = manifest.long_term_leave_means
    return Submission(
        trust_code=manifest.trust.code,
        trust_name=manifest.trust.name,
        scheme=manifest.scheme,
        scheme_year=manifest.scheme_year,
        assessed_as_at=manifest.assessed_as_at,
        known_on=manifest.known_on,
        contribution=manifest.contribution,
        registers=joined.registers,
        documents=joined.documents,
        statements=stated(manifest.statements),
        judgements=joined.judgements,
        chosen={"training window": ChosenWindow(window.from_, window.to)} if window else {},
        declared=joined.declared,
        fingerprint=over_all(fingerprints),
        role_holders=tuple(RoleHolder(**dict(c)) for c in manifest.contacts),
        long_term_leave_days=leave.number if leave else None,
        arrangements=joined.arrangements,
        posts=joined.posts,
        remarks=joined.remarks,
        board_paper=manifest.for_the_board,
        files=dict(sorted(fingerprints.items())),
    )


def stated(statements: Iterable[StatementRow]) -> Mapping[str, Statement]:
    """What people stated, by what it is about."""
    return {said.statement: Statement(**dict(said)) for said in statements}


def unknown_to_statements(
    page: str, statements: Iterable[StatementRow], ids: tuple[str, ...]
) -> Iterator[Problem]:
    """Statements that rely on a document that is not in documents.csv."""
    for said in statements:
        if said.evidence and folded(said.evidence) not in map(folded, ids):
            yield Problem(
                f"{page}, statement {quoted(said.statement)}",
                f"{quoted(said.evidence)} is not the id of a document in documents.csv."
                f"{did_you_mean(said.evidence, ids)}",
            )


def over_all(fingerprints: Mapping[str, str]) -> str:
    """One fingerprint over every file read, in order of name."""
    digest = hashlib.sha256()
    for name, sha256 in sorted(fingerprints.items()):
        digest.update(f"{name}\0{sha256}\n".encode("utf-8", "surrogateescape"))
    return digest.hexdigest()


@dataclass(frozen=True, slots=True)
class Received:
    """What a folder holds: evidence to be assessed, and the payment page laid beside it."""

    submission: Submission
    payment: "PaymentFile | None" = None
    last: "Assessment | None" = None
    """What the last Board paper was made from."""


def _payment(content: bytes) -> "PaymentFile":
    from mis_assessor.intake.payment_file import read_payment  # much, and few folders have one

    return read_payment(content)


LAST_BYTES = 20 * MEGABYTE


def _last(content: bytes) -> "Assessment":
    from mis_assessor.core.assessment.canonical import assessment_from  # few folders have one

    try:
        return assessment_from(content)
    except (ValueError, RecursionError):
        raise one_problem(
            LAST,
            "is no assessment as this version of the program writes it. Take it out, or write it "
            "again from the folder of that time with “mis assess --json”.",
        ) from None


def _of_another(last: "Assessment | None", submission: Submission | None) -> Iterator[Problem]:
    if last is None or submission is None:
        return
    ours, theirs = (
        (submission.trust_code, submission.scheme_year),
        (last.trust_code, last.scheme_year),
    )
    if ours != theirs:
        yield Problem(
            LAST,
            f"is of {theirs[0]}, year {theirs[1]}; this is {ours[0]}, year {ours[1]}. Take it out.",
        )


def read_submission(path: Path, kinds: Tables) -> Submission:
    """A submission folder, or a zip of one, as typed evidence.

    Raises EvidenceUnreadable with every problem of every file.
    """
    return receive(path, kinds).submission


def receive(path: Path, kinds: Tables) -> Received:
    """Everything in a submission folder, or a zip of one; raises EvidenceUnreadable."""
    with open_files(path) as files:
        return received_in(files, kinds)


def received_in(files: Files, kinds: Tables) -> Received:
    """What the files of a folder hold; raises EvidenceUnreadable."""
    inventory = take_inventory(files, kinds)
    problems = list(inventory.problems)
    manifest, fingerprints = read_fingerprinted(
        files, MANIFEST, lambda content: read_manifest(content, kinds.years), problems
    )
    payment, stated = read_fingerprinted(files, PAYMENT, _payment, problems)
    fingerprints |= stated
    last, kept = read_fingerprinted(files, LAST, _last, problems, LAST_BYTES)
    fingerprints |= kept
    read_fingerprinted(files, MAPPINGS, read_mappings, problems)  # no evidence, and no patients
    alarms = manifest.false_alarms if manifest else ()
    tables = read_contents(files, kinds, inventory, alarms, fingerprints, problems)
    submission = assemble(manifest, tables, fingerprints, problems)
    problems += _of_another(last, submission)
    if submission is None or problems:
        raise EvidenceUnreadable(dict.fromkeys(problems))
    return Received(submission, payment, last)

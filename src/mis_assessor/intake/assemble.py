"""Puts manifest and tables together as one submission, checking what they say of
each other."""

import hashlib
from collections.abc import Iterator, Mapping

from mis_assessor.core.errors import Problem
from mis_assessor.core.payment.file import PaymentFile
from mis_assessor.core.submission import (
    Chosen,
    Document,
    Judgement,
    Register,
    RoleHolder,
    Row,
    Statement,
    Submission,
)
from mis_assessor.intake.cell_access import day, needed_day, text
from mis_assessor.intake.documents import join_documents, unknown_documents
from mis_assessor.intake.manifest import Manifest
from mis_assessor.intake.manifest_page import MANIFEST
from mis_assessor.intake.problems import did_you_mean, gathered_in, quoted
from mis_assessor.intake.register_list import join_registers
from mis_assessor.intake.registers import (
    CONTENTS,
    DECLARED,
    DOCUMENTS,
    EVENTS,
    JUDGEMENTS,
    REGISTER_LIST,
    REGISTERS,
)
from mis_assessor.intake.table_files import TableFiles


def assemble(
    manifest: Manifest | None,
    tables: TableFiles,
    fingerprints: Mapping[str, str],
    problems: list[Problem],
    payment: PaymentFile | None = None,
) -> Submission | None:
    """The submission, unless the manifest is missing; problems are added to the list."""
    registers: Mapping[str, Register] = {}
    documents: tuple[Document, ...] = ()
    with gathered_in(problems):
        registers = _registers(tables)
    with gathered_in(problems):
        documents = _documents(tables, fingerprints)
    judged = tables.rows(JUDGEMENTS) or ()
    if (listed := tables.rows(DOCUMENTS)) is not None:
        ids = [text(row, "id") for row in listed]
        problems += unknown_documents((tables.name(JUDGEMENTS), judged), "evidence", ids)
        problems += _unknown_to_statements(manifest, ids)
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
        registers=registers,
        documents=documents,
        statements={said.statement: Statement(**dict(said)) for said in manifest.statements},
        judgements=tuple(_judgement(row) for row in judged),
        chosen={"training window": Chosen(window.from_, window.to)} if window else {},
        declared={
            text(row, "requirement"): text(row, "answer") for row in tables.rows(DECLARED) or ()
        },
        fingerprint=_fingerprint(fingerprints),
        role_holders=tuple(RoleHolder(**dict(c)) for c in manifest.contacts),
        long_term_leave_days=leave.number if leave else None,
        payment=payment,
    )


def _registers(tables: TableFiles) -> Mapping[str, Register]:
    found = {name: tables.found[name] for name in REGISTERS if name in tables.found}
    listed = tables.rows(REGISTER_LIST)
    return join_registers(listed or (), tables.name(REGISTER_LIST), found)


def _documents(tables: TableFiles, fingerprints: Mapping[str, str]) -> tuple[Document, ...]:
    documents = tables.rows(DOCUMENTS)
    if documents is None:
        return ()
    return join_documents(
        (tables.name(DOCUMENTS), documents),
        (tables.name(EVENTS), tables.rows(EVENTS) or ()),
        (tables.name(CONTENTS), tables.rows(CONTENTS) or ()),
        fingerprints,
    )


def _unknown_to_statements(manifest: Manifest | None, ids: list[str]) -> Iterator[Problem]:
    for said in manifest.statements if manifest else ():
        if said.evidence and said.evidence not in ids:
            yield Problem(
                f"{MANIFEST}, statement {quoted(said.statement)}",
                f"{quoted(said.evidence)} is not the id of a document in documents.csv."
                f"{did_you_mean(said.evidence, ids)}",
            )


def _judgement(row: Row) -> Judgement:
    return Judgement(
        requirement=text(row, "requirement"),
        met=text(row, "answer") == "met",
        who=text(row, "who"),
        role=text(row, "role"),
        on=needed_day(row, "date"),
        reason=text(row, "reason"),
        evidence=text(row, "evidence"),
        until=day(row, "until"),
    )


def _fingerprint(fingerprints: Mapping[str, str]) -> str:
    """One fingerprint over every file read, in order of name."""
    digest = hashlib.sha256()
    for name, sha256 in sorted(fingerprints.items()):
        digest.update(f"{name}\0{sha256}\n".encode("utf-8", "surrogateescape"))
    return digest.hexdigest()

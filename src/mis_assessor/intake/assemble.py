"""Puts manifest and tables together as one submission, checking what they say of
each other."""

import hashlib
from collections.abc import Iterable, Iterator, Mapping

from mis_assessor.core.errors import Problem
from mis_assessor.core.payment.file import PaymentFile
from mis_assessor.core.submission import Chosen, RoleHolder, Statement, Submission
from mis_assessor.intake.joined import join_tables
from mis_assessor.intake.manifest import Manifest, Said
from mis_assessor.intake.manifest_page import MANIFEST
from mis_assessor.intake.problems import did_you_mean, quoted
from mis_assessor.intake.table_files import TableFiles


def assemble(
    manifest: Manifest | None,
    tables: TableFiles,
    fingerprints: Mapping[str, str],
    problems: list[Problem],
    payment: PaymentFile | None = None,
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
        chosen={"training window": Chosen(window.from_, window.to)} if window else {},
        declared=joined.declared,
        fingerprint=over_all(fingerprints),
        role_holders=tuple(RoleHolder(**dict(c)) for c in manifest.contacts),
        long_term_leave_days=leave.number if leave else None,
        arrangements=joined.arrangements,
        posts=joined.posts,
        payment=payment,
    )


def stated(statements: Iterable[Said]) -> Mapping[str, Statement]:
    """What people stated, by what it is about."""
    return {said.statement: Statement(**dict(said)) for said in statements}


def unknown_to_statements(
    page: str, statements: Iterable[Said], ids: tuple[str, ...]
) -> Iterator[Problem]:
    """Statements that rely on a document that is not in documents.csv."""
    for said in statements:
        if said.evidence and said.evidence not in ids:
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

"""Puts the system's own page and tables together as evidence of its own."""

from collections.abc import Iterator, Mapping

from mis_assessor.core.errors import Problem
from mis_assessor.core.submission import RoleHolder, Submission
from mis_assessor.intake.assemble import over_all, stated, unknown_to_statements
from mis_assessor.intake.joined import join_tables
from mis_assessor.intake.problems import did_you_mean, quoted
from mis_assessor.intake.system_file import SystemFile
from mis_assessor.intake.system_page import SYSTEM
from mis_assessor.intake.table_files import TableFiles
from mis_assessor.intake.yaml_page import Page


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
    )


def _unknown_letter(page: Page[SystemFile], ids: tuple[str, ...]) -> Iterator[Problem]:
    letter = page.says.buddy.letter if page.says.buddy else ""
    if letter and letter not in ids:
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

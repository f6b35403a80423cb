"""What a submission says of itself, without its rows: all that the store writes down of it."""

from dataclasses import dataclass
from pathlib import Path

from mis_assessor.intake.files import Files, open_files
from mis_assessor.intake.read import received_in
from mis_assessor.services.workshop import Bench
from mis_assessor.store.records import Listed


@dataclass(frozen=True, slots=True)
class Summary:
    """Whose submission it is, and what it lists."""

    trust_code: str
    trust_name: str
    scheme_year: int | None
    fingerprint: str
    registers: tuple[Listed, ...]
    documents: tuple[Listed, ...]


def summed_up_at(bench: Bench, path: Path) -> Summary:
    """The same of a folder, or of a zip of one."""
    with open_files(path) as files:
        return summed_up(bench, files)


def summed_up(bench: Bench, files: Files) -> Summary:
    """Reads a whole submission. Raises EvidenceUnreadable with every problem."""
    sent = received_in(files, bench.books.tables).submission
    registers = tuple(
        Listed(
            r.name,
            "register",
            r.file,
            r.complete_to.isoformat() if r.complete_to else "",
            r.checked_by,
            r.sha256,
            len(r.rows),
        )
        for r in sent.registers.values()
    )
    documents = tuple(
        Listed(
            d.id,
            d.kind,
            d.title,
            d.dated.isoformat() if d.dated else "",
            d.checked_by,
            d.sha256,
        )
        for d in sent.documents
    )
    return Summary(
        sent.trust_code,
        sent.trust_name,
        sent.scheme_year,
        sent.fingerprint,
        registers,
        documents,
    )

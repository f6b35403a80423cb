"""The evidence register: what was supplied, by title and fingerprint, and what it serves.

A file listed as several documents, a column left out: a person should look. Remarks only.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from mis_assessor.core.answering.held import in_any
from mis_assessor.core.evidence.rows import Rows
from mis_assessor.core.evidence.submission import Document, Submission
from mis_assessor.core.findings.finding import Finding
from mis_assessor.core.rules.registers import asked_by
from mis_assessor.core.rules.rulebook import Rule
from mis_assessor.core.wording import listed


@dataclass(frozen=True, slots=True)
class EvidenceItem:
    """A line of the evidence register: what was supplied, by title and fingerprint."""

    id: str
    kind: str
    title: str
    dated: str
    checked_by: str
    sha256: str
    serves: tuple[str, ...]
    valid_until: date | None = None
    """The last day of a document that says how long it is in force."""
    provisional: int = 0
    """Rows of a register that were published as provisional."""
    progress_reported: tuple[date, ...] = ()
    """The days on which progress on a plan was reported."""


PROVISIONAL = "provisional"


def register_of_evidence(
    submission: Submission, findings: tuple[Finding, ...]
) -> tuple[EvidenceItem, ...]:
    """Every register and document supplied, each with the requirements that used it."""
    serves: dict[str, list[str]] = defaultdict(list)
    for finding in findings:
        for item in dict.fromkeys(u.item for u in finding.used):
            serves[item].append(finding.id)
    registers = [
        EvidenceItem(
            r.name,
            "register",
            f"Register of {r.name}" + (f", from {r.taken_from}" if r.taken_from else ""),
            r.complete_to.isoformat() if r.complete_to else "",
            r.checked_by,
            r.sha256,
            tuple(serves[r.name]),
            provisional=_provisional(r.table),
        )
        for r in sorted(submission.registers.values(), key=lambda r: r.name)
    ]
    documents = [
        EvidenceItem(
            d.id,
            d.kind,
            d.title,
            d.dated.isoformat() if d.dated else "",
            d.checked_by,
            d.sha256,
            tuple(serves[d.id]),
            valid_until=d.in_force_to or d.expires_on,
            progress_reported=d.progress_reported_on,
        )
        for d in sorted(submission.documents, key=lambda d: d.id)
    ]
    return (*registers, *documents)


def _provisional(rows: Rows) -> int:
    """How many rows were published as provisional."""
    columns = (rows.column(name) for name in ("release", "state"))
    said = (c.marked([cell == PROVISIONAL for cell in c.cells]) for c in columns)
    return in_any(len(rows), *said).count(1)


def same_file_remarks(documents: Iterable[Document]) -> tuple[str, ...]:
    """Each file that stands for more than one document of the same kind."""
    found: dict[tuple[str, str], list[str]] = defaultdict(list)
    for document in documents:
        if document.sha256:
            found[document.kind, document.sha256].append(document.id)
    return tuple(
        f"Documents {listed(ids)} ({kind}) are one and the same file, and each counts as a "
        "document of its own. Check that the file really holds them all."
        for (kind, _), ids in found.items()
        if len(ids) > 1
    )


def columns_left_out(submission: Submission, rules: Iterable[Rule]) -> tuple[str, ...]:
    """Each column that a register was sent without, and the requirements that read it."""
    asked = asked_by(rules)
    return tuple(
        f"{register.file} has no column “{column}”, which {listed(asked[name][column])} "
        f"{'read' if asked[name][column][1:] else 'reads'}."
        for name, register in sorted(submission.registers.items())
        for column in register.lacks(asked.get(name, ()))
    )

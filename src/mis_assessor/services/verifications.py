"""Verifications that the store keeps: of what was sent, and of packs from outside, with receipts.

A verification is written once. The receipt is a statement without a signature: a verifier signs
with a key of their own, which no service has to hold (``mis verify --receipt --p12``).
"""

from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory

from pydantic import TypeAdapter

from mis_assessor.core.assessment.canonical import as_json
from mis_assessor.core.checking.portfolio import FEW_TOLD, PackLine
from mis_assessor.core.checking.verification import State, Verification
from mis_assessor.core.errors import AssessorError, NotAllowed
from mis_assessor.reading import limits
from mis_assessor.reading.shipped import rules_folder
from mis_assessor.reading.whole_files import write_new_folder
from mis_assessor.services.books import Books
from mis_assessor.services.desk import Desk
from mis_assessor.services.held import files_of
from mis_assessor.services.pack_call import line_of
from mis_assessor.services.receipts import Verifier, receipt_of
from mis_assessor.services.verify import NOTHING, Tools, verified
from mis_assessor.services.where_it_stands import PAPER, declaration
from mis_assessor.services.workshop import Bench
from mis_assessor.store import assessments, audit
from mis_assessor.store.database import Work
from mis_assessor.store.records import By, Held, VerificationKept
from mis_assessor.store.verifications import keep, of_number

_LINE = TypeAdapter(PackLine)


def tools_at(bench: Bench) -> Tools:
    """The engine at hand with the published rules: a verifier believes no others."""
    shipped = rules_folder()
    books = bench.books if bench.books.rules == shipped else Books(shipped)
    return Tools.running(books, bench.engine)


@dataclass(frozen=True, slots=True)
class Looked:
    """A verification, and the same as a line of a portfolio."""

    verification: Verification
    line: PackLine


def _looked(bench: Bench, pack: Path) -> Looked:
    seen = verified(pack, NOTHING, tools_at(bench))
    return Looked(seen.verification, line_of(seen, pack.name, ""))


def verify_submission(desk: Desk, submission: str, by: By) -> VerificationKept:
    """Verifies what was sent: the evidence as it stands, with the paper that was signed.

    What is found counts once `write_down` has written it down.
    """
    with desk.store.reading() as work:
        stands = declaration(desk, work, submission, only_shown=True)
        paper = assessments.paper(work, submission, stands.sealed, PAPER)
    held = stands.held
    with TemporaryDirectory(prefix="mis-held-") as place:
        pack = Path(place, f"{held.trust}-year-{held.scheme_year}")
        contents = {
            f"evidence/{name}": file.content(limits.TOTAL_BYTES)
            for name, file in files_of(desk.store, submission).items()
        }
        if paper is not None:
            contents["board-paper.pdf"] = desk.store.blobs.read(paper)
        write_new_folder(pack, contents)
        try:
            seen = desk.do_slowly(_looked, pack)
        except AssessorError as error:
            return _found(desk, _not_read(held, pack.name, error), None, submission, by)
    return _found(desk, seen.line, seen.verification, submission, by)


def _not_read(held: Held, name: str, error: AssessorError) -> PackLine:
    """The line of what was sent where it cannot be verified at all."""
    return PackLine(
        name,
        "",
        State.CANNOT_BE_CHECKED,
        held.trust,
        held.trust_name,
        held.scheme_year,
        open=tuple(str(problem) for problem in error.problems)[:FEW_TOLD],
    )


def verify_sent_pack(
    desk: Desk, path: Path, by: By, *, receipt: bool
) -> tuple[Verification, VerificationKept | None]:
    """Verifies a pack from outside, of which nothing is kept but a receipt where that is asked.

    Raises EvidenceUnreadable where it is nothing that can be verified. A receipt is made, and
    counts once `write_down` has written it down.
    """
    seen = desk.do_slowly(_looked, path)
    found = _found(desk, seen.line, seen.verification, "", by) if receipt else None
    return seen.verification, found


def _found(
    desk: Desk, line: PackLine, found: Verification | None, submission: str, by: By
) -> VerificationKept:
    receipt = ""
    if found is not None:
        verifier = Verifier(f"{by.who}, {by.role}", by.at.date())
        receipt = desk.store.blobs.keep(receipt_of(found, verifier))
    return VerificationKept(
        0,
        submission,
        line.name,
        line.sha256,
        line.trust_code,
        line.scheme_year,
        line.state.value,
        desk.store.blobs.keep(as_json(line)),
        receipt,
        by.who,
        by.moment,
    )


def write_down(work: Work, found: VerificationKept, by: By) -> VerificationKept:
    """Keeps a verification, inside a transaction; gives it with its number."""
    number = keep(work, found)
    audit.write(work, by, "verified a pack", found.submission, pack=found.name, state=found.state)
    return replace(found, number=number)


def line_kept(desk: Desk, kept: VerificationKept) -> PackLine:
    """What was found, as a line of a portfolio. Raises EvidenceUnreadable where it is not whole."""
    return _LINE.validate_json(desk.store.blobs.read(kept.content))


def receipt_kept(desk: Desk, number: int) -> tuple[VerificationKept, bytes]:
    """A receipt with the verification it is of. Raises NotAllowed where there is none."""
    with desk.store.reading() as work:
        kept = of_number(work, number)
    if kept is None or not kept.receipt:
        raise NotAllowed("There is no such receipt.")
    return kept, desk.store.blobs.read(kept.receipt)

"""What became of a declaration that the store holds: its chain of outcomes, and papers with it.

The chain is the one that ``mis outcome`` writes beside a folder: the store keeps its lines, and
gives them back byte for byte.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

from mis_assessor.core.assessment.canonical import assessment_from
from mis_assessor.core.errors import NotAllowed
from mis_assessor.core.pool.outcomes import OutcomeRecord, OutcomeStep
from mis_assessor.core.workflow.moves import Transition
from mis_assessor.intake.inventory import chain_beside
from mis_assessor.services.desk import Desk
from mis_assessor.services.outcomes import About, Told, next_record
from mis_assessor.services.publish import board_paper
from mis_assessor.services.stores import Store
from mis_assessor.services.where_it_stands import (
    SENT,
    Declaration,
    Written,
    assessment_of,
    declaration,
)
from mis_assessor.services.workshop import Bench
from mis_assessor.store import assessments, audit
from mis_assessor.store.database import Work
from mis_assessor.store.records import By, Step

CHIEF = "sign as chief executive"


def record_of(
    store: Store,
    work: Work,
    stands: Declaration,
    move: Transition,
    step: Step,
    written: Written,
    by: By,
) -> OutcomeRecord:
    """The record that a move adds to the chain. Raises NotAllowed where it cannot follow."""
    shown = _declared(store, work, stands, step.digest if move.move == SENT else stands.sealed)
    digests = shown["digests"]
    about = About(
        stands.held.trust,
        stands.held.scheme_year,
        digests["submission"],
        digests["assessment"],
        digests["rulebook"],
    )
    who, role = _whose_word(stands, move, step)
    outcome = written.outcome if "outcome" in move.asks else move.outcomes[0]
    reason = step.note or (f"Reference {step.reference}." if step.reference else "")
    day = date.fromisoformat(step.happened_on)
    told = Told(OutcomeStep(move.records), outcome, day, who, role, reason)
    return next_record(stands.outcomes, about, told, by.at.date(), move.title)


def _whose_word(stands: Declaration, move: Transition, step: Step) -> tuple[str, str]:
    """A declaration is the chief executive's word, whoever sends the form off."""
    if move.move != SENT:
        return step.by, step.role
    signed = [one for one in stands.this_round if one.move == CHIEF]
    return signed[-1].by, "chief executive"


def _declared(store: Store, work: Work, stands: Declaration, digest: str) -> Mapping[str, Any]:
    kept = assessments.assessment(work, stands.held.id, digest)
    shown = assessment_of(store, kept) if kept else None
    if shown is None:
        raise NotAllowed(
            "The assessment that was declared is missing or damaged. Restore it from a backup."
        )
    return shown


def chain_file(store: Store, submission: str) -> bytes:
    """The chain of a submission as the file that lies beside a folder; empty without one."""
    with store.reading() as work:
        lines = assessments.outcomes(work, submission)
    return "".join(f"{line}\n" for line in lines).encode()


def chain_beside_folder(store: Store, submission: str, folder: Path) -> Path | None:
    """Writes the chain beside a folder, where there is one; gives its place.

    Raises NotAllowed where something lies there already, or it cannot be written.
    """
    content = chain_file(store, submission)
    if not content:
        return None
    place = chain_beside(folder)
    try:
        with place.open("xb") as stream:
            stream.write(content)
    except OSError as error:
        raise NotAllowed(f"{place}: {error.strerror}. Name another folder with --to.") from error
    return place


def paper_since(desk: Desk, submission: str, by: By) -> bytes:
    """The paper of what was declared, with what became of it; made once for each record.

    The paper that was signed stays as it is. Raises NotAllowed where nothing is recorded.
    """
    with desk.store.reading() as work:
        stands = declaration(desk, work, submission, only_shown=True)
        kept = assessments.assessment(work, submission, stands.sealed)
    chain = stands.outcomes
    if kept is None or not chain:
        raise NotAllowed("Nothing is recorded yet of what became of this declaration.")
    kind = f"paper with outcome {len(chain)}"
    with desk.store.reading() as work:
        made = assessments.paper(work, submission, kept.digest, kind)
    if made is not None:
        return desk.store.blobs.read(made)
    content = desk.do_slowly(_drawn, Since(desk.store.blobs.read(kept.content), chain))
    sha256 = desk.store.blobs.keep(content)
    with desk.store.writing() as work:
        assessments.keep_paper(work, submission, kept.digest, kind, sha256, by.moment)
        audit.write(work, by, "made the paper with outcomes", submission, outcomes=len(chain))
    return content


@dataclass(frozen=True, slots=True)
class Since:
    """What was declared, and what became of it."""

    declared: bytes
    chain: tuple[OutcomeRecord, ...]


def _drawn(bench: Bench, since: Since) -> bytes:
    declared = assessment_from(since.declared)
    return board_paper(replace(declared, outcomes=since.chain), bench.books.rules)

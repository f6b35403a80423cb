"""Submissions with something taken away, in another order, or of another day."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from random import Random
from typing import Any

from mis_assessor.core.deciding.rollup import Rolled
from mis_assessor.core.evidence.submission import Document, Register, Submission
from mis_assessor.core.verdicts import Verdict

FAVOUR = {
    Verdict.NOT_MET: 0,
    Verdict.EVIDENCE_MISSING: 0,
    Verdict.NEEDS_JUDGEMENT: 1,
    Verdict.NOT_DUE_YET: 1,
    Verdict.MET_BY_ALTERNATIVE: 2,
    Verdict.MET: 3,
}
"""How good a verdict is for the trust; paused and not applicable are neither."""


def all_verdicts(rolled: Rolled) -> dict[str, Verdict]:
    """Every requirement, action and the outcome, by name."""
    actions = {f"action {number}": verdict for number, verdict in rolled.actions.items()}
    return {**rolled.requirements, **actions, "outcome": rolled.outcome}


def raised(before: Rolled, after: Rolled, closed: bool) -> dict[str, tuple[str, str]]:
    """What became better. While the year runs silence may wait, but it never holds."""
    was, now = all_verdicts(before), all_verdicts(after)
    return {
        name: (was[name].value, verdict.value)
        for name, verdict in now.items()
        if verdict in FAVOUR and was[name] in FAVOUR
        if FAVOUR[verdict] > FAVOUR[was[name]]
        if closed or verdict.holds
    }


def each_taken_away(submission: Submission) -> Iterator[tuple[str, Submission]]:
    """The submission without one register, one document or one statement."""
    for name in submission.registers:
        kept = {k: r for k, r in submission.registers.items() if k != name}
        yield f"the register of {name}", replace(submission, registers=kept)
    for document in submission.documents:
        others = tuple(d for d in submission.documents if d is not document)
        yield f"{document.kind} {document.id}", replace(submission, documents=others)
    for name in submission.statements:
        said = {k: s for k, s in submission.statements.items() if k != name}
        yield f"the statement “{name}”", replace(submission, statements=said)


def in_another_order(submission: Submission, chance: Random) -> Submission:
    """The same rows, files and lines, shuffled; each row keeps its number."""

    def some(things: Any) -> tuple[Any, ...]:
        listed = list(things)
        return tuple(chance.sample(listed, len(listed)))

    def of_register(register: Register) -> Register:
        return replace(register, rows=some(register.rows))

    def of_document(document: Document) -> Document:
        return replace(document, events=some(document.events), contents=some(document.contents))

    def mapped(things: Mapping[str, Any]) -> dict[str, Any]:
        return dict(some(things.items()))

    registers = {name: of_register(r) for name, r in submission.registers.items()}
    return replace(
        submission,
        registers=mapped(registers),
        documents=some(map(of_document, submission.documents)),
        statements=mapped(submission.statements),
        judgements=some(submission.judgements),
    )

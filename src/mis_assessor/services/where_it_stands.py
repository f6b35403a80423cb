"""Where a declaration stands, and who may do what next, with a reason for every refusal."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any

from mis_assessor.core.errors import AssessorError, NotAllowed
from mis_assessor.core.pool.outcomes import OutcomeRecord
from mis_assessor.core.verdicts import Verdict
from mis_assessor.core.workflow.moves import (
    ANOTHER_PERSON,
    RIGHT_PLACE,
    RIGHT_ROLE,
    SAME,
    Ruling,
    Transition,
    Workflow,
    rule_on,
)
from mis_assessor.intake.inventory import OUTCOMES
from mis_assessor.services.desk import Desk
from mis_assessor.services.outcomes import can_follow, chain_in
from mis_assessor.services.stores import Store
from mis_assessor.store import assessments
from mis_assessor.store.database import Work
from mis_assessor.store.records import (
    Account,
    Acknowledged,
    Held,
    Kept,
    Step,
)
from mis_assessor.store.submissions import held

PAPER = "board paper"
SENT = "record the submission"
"""The move with which a declaration is made; whatever is recorded later is about it."""


@dataclass(frozen=True, slots=True)
class OpenPoint:
    """One thing that whoever signs must have read of: not met, or not agreeing."""

    item: str
    title: str
    says: str
    acknowledged: Acknowledged | None


@dataclass(frozen=True, slots=True)
class Declaration:
    """Where a declaration stands."""

    held: Held
    state: str
    steps: tuple[Step, ...]
    kept: Kept | None
    """The assessment of the version that stands; None where it has not been assessed."""
    exceptions: tuple[OpenPoint, ...]
    has_paper: bool
    recorded: tuple[str, ...]
    """The chain of outcomes, line by line."""
    whole: bool
    """Whether the assessment's own file is there and as it was written."""

    @property
    def outcomes(self) -> tuple[OutcomeRecord, ...]:
        """What became of it. Raises EvidenceUnreadable where a record was changed."""
        return chain_in(self.recorded, f"{self.held.id}{OUTCOMES}")

    @property
    def sealed(self) -> str:
        """The digest of the assessment that was declared; empty before."""
        sent = [step.digest for step in self.this_round if step.move == SENT]
        return sent[-1] if sent else ""

    @property
    def this_round(self) -> tuple[Step, ...]:
        """The steps since the declaration was last a draft."""
        drafts = [n for n, step in enumerate(self.steps) if step.state == "draft"]
        begun = [n for n in drafts if self.steps[n].move != "record the conversation"]
        return self.steps[begun[-1] + 1 if begun else 0 :]


def declaration(
    desk: Desk, work: Work, submission: str, *, only_shown: bool = False
) -> Declaration:
    """Where a declaration stands, and all that moves rest on. Raises NotAllowed."""
    read = assessment_shown if only_shown else assessment_of
    it = held(work, submission)
    if it is None:
        raise NotAllowed("There is no such submission here.")
    steps = assessments.steps(work, submission)
    kept = assessments.latest(work, submission, it.version)
    shown = read(desk.store, kept) if kept else None
    made = assessments.acknowledged(work, submission, kept.digest) if kept else ()
    return Declaration(
        it,
        steps[-1].state if steps else desk.workflow.begins,
        steps,
        kept,
        tuple(exceptions(shown, made)) if shown else (),
        kept is not None and assessments.paper(work, submission, kept.digest, PAPER) is not None,
        assessments.outcomes(work, submission),
        kept is None or shown is not None,
    )


def assessment_of(store: Store, kept: Kept) -> Mapping[str, Any] | None:
    """An assessment as it was written; None where its file is not whole any more."""
    try:
        store.blobs.read(kept.content)  # looks at it; what it says is read once
        return _read_once(store, kept.content)
    except AssessorError:
        return None


def assessment_shown(store: Store, kept: Kept) -> Mapping[str, Any] | None:
    """The same for pages that only show it, and need not know whether it is whole still."""
    try:
        return _read_once(store, kept.content)
    except AssessorError:
        return None


@lru_cache(maxsize=64)
def _read_once(store: Store, content: str) -> Mapping[str, Any]:
    found: Mapping[str, Any] = json.loads(store.blobs.read(content))
    return found


def exceptions(shown: Mapping[str, Any], made: Sequence[Acknowledged]) -> Iterator[OpenPoint]:
    """Each requirement that does not hold, and each open finding of consistency."""
    by_item = {one.item: one for one in made}
    passing = {v.value for v in (Verdict.PAUSED, Verdict.NOT_APPLICABLE)}
    for finding in shown["findings"]:
        verdict = finding["verdict"]
        if not Verdict(verdict).holds and verdict not in passing:
            yield OpenPoint(
                finding["id"],
                finding["title"],
                f"{verdict}: {finding['sentence']}",
                by_item.get(finding["id"]),
            )
    for one in shown["consistency"]:
        if one["explained"] is None:
            what = " ".join(c["sentence"] for c in one["contradictions"][:3])
            yield OpenPoint(one["id"], one["title"], what, by_item.get(one["id"]))


@dataclass(frozen=True, slots=True)
class Written:
    """What whoever makes a move writes down with it."""

    reference: str = ""
    day: date | None = None
    note: str = ""
    outcome: str = ""


def rulings(
    desk: Desk,
    stands: Declaration,
    account: Account,
    acting_for: Sequence[Account],
    written: Written | None,
    on: date,
) -> tuple[Ruling, ...]:
    """What somebody may do, and for everything else why not.

    Without `written`, what has still to be written is taken as given.
    """
    known = (
        (move.move, tuple(facts_for(move, stands, account, acting_for, written, on).items()))
        for move in desk.workflow.moves
    )
    return _ruled_once(desk, tuple(known), on)


@lru_cache(maxsize=256)
def _ruled_once(
    desk: Desk, known: tuple[tuple[str, tuple[tuple[str, bool], ...]], ...], on: date
) -> tuple[Ruling, ...]:
    """Decided twice the first time: of the same facts the same always follows."""
    facts = {move: dict(its) for move, its in known}
    return rule_on(desk.workflow, desk.workflow.moves, facts, on, desk.engine)


def facts_for(
    move: Transition,
    stands: Declaration,
    account: Account,
    acting_for: Sequence[Account],
    written: Written | None,
    on: date,
) -> dict[str, bool]:
    """Whether each thing is so that a move may need."""
    kept = stands.kept
    approved = [step.digest for step in stands.this_round if step.move == "approve"]
    makers = {s.account for s in stands.this_round if s.move in move.not_by_whoever}
    told = written or Written("given", on, "given", next(iter(move.outcomes), ""))
    principal = in_whose_place(move, account, acting_for, stands.held.trust)
    persons = {account.id, principal.id} if principal else {account.id}
    return {
        RIGHT_ROLE: principal is not None,
        RIGHT_PLACE: stands.state in move.from_,
        ANOTHER_PERSON: not persons & makers,
        "outcome": told.outcome in move.outcomes,
        "follows what was found": not move.records or can_follow(stands.outcomes, move),
        "reference": bool(told.reference.strip()),
        "day": told.day is not None and told.day <= on,
        "note": bool(told.note.strip()),
        "assessed as it stands": kept is not None,
        "paper made": stands.has_paper,
        "conversation recorded": any(
            step.move == "record the conversation" for step in stands.steps
        ),
        "exceptions acknowledged": kept is not None
        and all(one.acknowledged for one in stands.exceptions),
        "same assessment as approved": kept is not None and approved[-1:] == [kept.digest],
        "nothing lost on disk": stands.whole,
    }


def steps_of(
    workflow: Workflow, stands: Declaration, account: Account, acting_for: Sequence[Account]
) -> tuple[str, ...]:
    """The steps forward that wait for somebody, whatever they may still need, by their titles."""
    found = []
    for move in workflow.moves:
        principal = in_whose_place(move, account, acting_for, stands.held.trust)
        forward = move.to not in (SAME, workflow.begins)
        if principal is None or stands.state not in move.from_ or not forward:
            continue
        makers = {s.account for s in stands.this_round if s.move in move.not_by_whoever}
        if not {account.id, principal.id} & makers:
            found.append(move.title)
    return tuple(found)


def in_whose_place(
    move: Transition, account: Account, acting_for: Sequence[Account], trust: str
) -> Account | None:
    """Whose role makes the move: one's own, else that of somebody absent; None for neither."""
    for one in (account, *acting_for):
        if one.role.value in move.by and (not one.role.of_a_trust or one.trust == trust):
            return one
    return None

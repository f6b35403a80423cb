"""Moves of a declaration that people make, and the one that a change of its evidence makes.

Approvals rest on the digest of one assessment. A change of the evidence voids them.
"""

from collections.abc import Sequence

from mis_assessor.core.errors import NotAllowed, Problem
from mis_assessor.core.wording import listed
from mis_assessor.core.workflow.moves import (
    SAME,
    Workflow,
    rule_on,
)
from mis_assessor.services.desk import Desk
from mis_assessor.services.outcomes import line_of
from mis_assessor.services.what_became import record_of
from mis_assessor.services.where_it_stands import Written, declaration, facts_for, in_whose_place
from mis_assessor.store import assessments, audit
from mis_assessor.store.accounts import acts_for
from mis_assessor.store.database import Work
from mis_assessor.store.records import (
    Account,
    By,
    Role,
    Step,
)


class Outdated(NotAllowed):
    """The assessment is another by now than the one that somebody had before them."""


class Refused(NotAllowed):
    """A move that cannot be made now, with a sentence for everything that it lacks."""


def make(
    desk: Desk,
    submission: str,
    name: str,
    account: Account,
    written: Written,
    by: By,
    digest: str,
) -> Step:
    """Makes a move, or says everything that it lacks.

    `digest` is of the assessment that the person had before them. Raises NotAllowed.
    """
    on, workflow = by.at.date(), desk.workflow
    move = workflow.move(name)
    if move is None:
        raise NotAllowed("There is no such step.")
    with desk.store.writing() as work:
        stands = declaration(desk, work, submission)
        acting_for = acts_for(work, account.id, on)
        known = {name: facts_for(move, stands, account, acting_for, written, on)}
        (ruling,) = rule_on(workflow, (move,), known, on, desk.engine)
        if ruling.refusals:
            raise Refused(Problem("", lacking) for lacking in ruling.refusals)
        current = stands.kept.digest if stands.kept else ""
        if move.seals and digest != current:
            raise Outdated(
                "The assessment has changed since you opened the page. Read it again, then decide."
            )
        principal = in_whose_place(move, account, acting_for, stands.held.trust)
        step = Step(
            move=name,
            state=stands.state if move.to == SAME else move.to,
            digest=current,
            by=by.who,
            role=principal.role.value if principal else by.role,
            at=by.moment,
            account=account.id,
            on_behalf_of=principal.name if principal and principal.id != account.id else "",
            happened_on=written.day.isoformat() if written.day else "",
            reference=written.reference.strip(),
            note=written.note.strip(),
        )
        assessments.take(work, submission, step)
        recorded = None
        if move.records:
            recorded = record_of(desk.store, work, stands, move, step, written, by)
            line = line_of(recorded).decode()
            assessments.record(work, submission, recorded.number, recorded.digest, line)
        audit.write(
            work,
            by,
            move.done,
            submission,
            assessment=current,
            on_behalf_of=step.on_behalf_of,
            reference=step.reference,
            outcome=recorded.digest if recorded else "",
        )
    return step


def acknowledge(desk: Desk, submission: str, items: Sequence[str], digest: str, by: By) -> None:
    """Writes down that somebody has read of things that are not met. Raises NotAllowed."""
    if by.role not in (Role.APPROVER, Role.BOARD, Role.OFFICER):
        raise NotAllowed("Only the approver, the Board and the accountable officer acknowledge.")
    with desk.store.writing() as work:
        stands = declaration(desk, work, submission)
        if stands.kept is None or stands.kept.digest != digest:
            raise Outdated("The assessment has changed since you opened the page. Read it again.")
        known = {one.item for one in stands.exceptions}
        if strange := [item for item in items if item not in known]:
            raise NotAllowed(f"{listed(strange)} is not among what has to be acknowledged.")
        for item in items:
            assessments.acknowledge(work, submission, digest, item, by, "")
        audit.write(work, by, "acknowledged", submission, items=", ".join(items), assessment=digest)


def changed(work: Work, workflow: Workflow, submission: str, names: Sequence[str], by: By) -> None:
    """Voids every approval of what is being changed, and says what changed.

    Raises NotAllowed where the declaration was sent, so that nothing may change any more.
    """
    steps = assessments.steps(work, submission)
    state = steps[-1].state if steps else workflow.begins
    if state in workflow.closed_to_changes:
        raise NotAllowed(
            f"The declaration stands at: {workflow.states[state]}. What was sent stays as it was "
            "sent, so its evidence cannot be changed any more."
        )
    if state not in workflow.voided_by_a_change:
        return
    what = f"{listed(names)} changed, so what was approved or signed before no longer counts."
    void = Step(
        move=workflow.changed,
        state=workflow.begins,
        digest="",
        by=by.who,
        role=by.role,
        at=by.moment,
        account=by.account,
        note=what,
    )
    assessments.take(work, submission, void)
    audit.write(work, by, "voided approvals by a change", submission, files=", ".join(names))

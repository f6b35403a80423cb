"""What a share or a count can still become: who is open, who is not known, who is unseen."""

from dataclasses import replace
from datetime import date

from mis_assessor.core.ahead.repair import (
    Done,
    Outlook,
    Repair,
    RepairKind,
    mark_of,
    tests_of_evidence,
)
from mis_assessor.core.answering.cases import AWAITING_A_DECISION
from mis_assessor.core.evidence.answers import Answer, Tally
from mis_assessor.core.findings.clock import ClockKind
from mis_assessor.core.findings.clock_asked import ClockAsked
from mis_assessor.core.findings.clock_counts import of_tally
from mis_assessor.core.rules.questions import CasesQuestion
from mis_assessor.core.rules.register_questions import PeopleQuestion, RegisterQuestion
from mis_assessor.core.wording import on_day


def tally_ahead(evidence: str, tally: Tally, asked: ClockAsked) -> Outlook:
    """The cases still to act on, what is not known of others, and the register to complete."""

    acts = _acts(evidence, tally, asked)
    finds = _finds(tally, set(acts), asked)
    register = _to_complete(evidence, tally, asked)
    kept = {repair.key for repair in acts.values()}
    waiting = max(0, tally.open - len(acts))  # of no account once the window is over

    def after(done: Done) -> Answer:
        acted = sum(key in done for key in kept)
        found = sum(repair.key in done for repair in finds)
        return replace(
            tally,
            done=tally.done + acted + found,
            failed=tally.failed + tally.open - acted - waiting,
            open=0,
            unknown=tally.unknown - found,
            more_to_come=False,
            unseen=any(repair.key not in done for repair in register),
        )

    return Outlook((*acts.values(), *finds, *register), after)


def _acts(evidence: str, tally: Tally, asked: ClockAsked) -> dict[str, Repair]:
    """A repair for every case and person that is still open, by its reference."""
    question = asked.question(evidence)
    if isinstance(question, PeopleQuestion):
        return _training(question, tally, asked)
    found: dict[str, Repair] = {}
    for test in [*tests_of_evidence(evidence, asked)][
        :1
    ]:  # every test of it waits for the same cases
        for clock in of_tally(test, tally, asked):
            if clock.kind is ClockKind.CASE and isinstance(question, CasesQuestion):
                key = f"case {question.register_} {clock.subject} {mark_of(question.done_when)}"
                old = found.get(clock.subject)
                acts = f"{old.what}; {clock.act}" if old else clock.what
                last = min(clock.last, old.by) if old and old.by else clock.last
                group = asked.scene.requirement.title
                found[clock.subject] = Repair(key, RepairKind.CASE, acts, last, group)
    return found


def _training(question: PeopleQuestion, tally: Tally, asked: ClockAsked) -> dict[str, Repair]:
    chosen = asked.asking.submission.chosen.get(question.window.chosen)
    last = chosen.last if chosen else asked.asking.day(question.window.to)
    training = mark_of((question.people, question.trained_in, question.rows))
    group = f"{asked.asking.member or 'people'}: {asked.scene.requirement.title}"
    return {
        entry.reference: Repair(
            f"train {training} {entry.reference}",
            RepairKind.TRAIN,
            f"{entry.reference} trained",
            last,
            group,
        )
        for entry in tally.provenance.open[: tally.open]
    }


def _finds(tally: Tally, acted: set[str], asked: ClockAsked) -> tuple[Repair, ...]:
    """A repair for everything that is not known of a case or a person."""
    entries = [
        entry
        for entry in tally.provenance.open
        if entry.reference not in acted and entry.what != AWAITING_A_DECISION
    ]
    return tuple(
        Repair(
            f"find {entry.item} {entry.reference} {entry.what}",
            RepairKind.FIND_OUT,
            f"{entry.reference}: {entry.what}",
            None,
            f"{asked.scene.requirement.title}: not known",
        )
        for entry in entries[: tally.unknown]
    )


def _to_complete(evidence: str, tally: Tally, asked: ClockAsked) -> tuple[Repair, ...]:
    question = asked.question(evidence)
    if not (tally.more_to_come or tally.unseen) or not isinstance(question, RegisterQuestion):
        return ()
    days = question.between_days()
    return (
        register_to_complete(question.register_, asked.asking.sure_day(days[1]) if days else None),
    )


def register_to_complete(register: str, end: date | None) -> Repair:
    """A register brought up to the last day of its window."""
    until = f" to {on_day(end, '')}" if end else ""
    return Repair(
        f"register {register} {end}",
        RepairKind.REGISTER,
        f"register of {register} complete and checked{until}, nothing in it missed from now on",
        None,
    )

"""The work behind each kind of job: done outside any transaction, then written down inside one.

So whoever writes down can first see that the job is still theirs.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, assert_never

from mis_assessor.core.assessment.canonical import as_json
from mis_assessor.core.checking.verification import Verification
from mis_assessor.core.errors import AssessorError
from mis_assessor.core.plain import plain
from mis_assessor.core.wording import counted
from mis_assessor.services.assess_held import (
    draw_paper,
    note_paper,
    work_out,
    write_assessment,
)
from mis_assessor.services.desk import Desk
from mis_assessor.services.held import FIRST_VERSION, arrived, begin_with, files_arrived
from mis_assessor.services.held_portfolio import portfolio_held
from mis_assessor.services.import_shown import look_at_sent
from mis_assessor.services.job_files import keep_made, sent_with
from mis_assessor.services.jobs import ZIP
from mis_assessor.services.systems_held import assess_system_held, system_named, write_system
from mis_assessor.services.verifications import verify_sent_pack, verify_submission, write_down
from mis_assessor.services.ways_held import find_ways, note_ways
from mis_assessor.store.database import Work
from mis_assessor.store.job_attempts import mine
from mis_assessor.store.jobs import Job, JobKind
from mis_assessor.store.records import By

VERIFIED = "verified.json"
Tell = Callable[[str], None]
"""Says how far the work is; raises Stopped where it is to end."""
WriteDown = Callable[[Work, By], str]
"""Writes down what came of the work, inside a transaction, and gives where it leads."""


@dataclass(frozen=True, slots=True)
class Attempt:
    """One attempt at a job."""

    desk: Desk
    job: Job
    by: By
    tell: Tell


def work_on(attempt: Attempt) -> WriteDown:
    """Does the work of a job, and gives what writes it down. Raises AssessorError."""
    match attempt.job.kind:
        case JobKind.PAPER:
            return _paper(attempt)
        case JobKind.LOAD:
            return _load(attempt)
        case JobKind.PACK:
            return _pack(attempt)
        case JobKind.DECLARATION:
            return _declaration(attempt)
        case JobKind.PORTFOLIO:
            return _portfolio(attempt)
        case JobKind.WAYS:
            return _ways(attempt)
        case JobKind.IMPORT:
            return _import(attempt)
        case JobKind.SYSTEM:
            return _system(attempt)
        case _:
            assert_never(attempt.job.kind)


def _paper(attempt: Attempt) -> WriteDown:
    attempt.tell("The evidence is assessed again, and the pages are drawn.")
    return _made_once(attempt, draw_paper, note_paper)


def _ways(attempt: Attempt) -> WriteDown:
    attempt.tell("Every repair is weighed, and each way is decided again by both evaluators.")
    return _made_once(attempt, find_ways, note_ways)


def _made_once(
    attempt: Attempt,
    make: Callable[[Desk, str, str], str | None],
    note: Callable[[Work, str, str, str, By], None],
) -> WriteDown:
    """Makes something of an assessment, and notes it unless it was there before."""
    job = attempt.job
    digest = job.asked["digest"]
    made = make(attempt.desk, job.submission, digest)

    def write(work: Work, by: By) -> str:
        if made is not None:
            note(work, job.submission, digest, made, by)
        return digest

    return write


def _load(attempt: Attempt) -> WriteDown:
    """Assesses what was sent and takes it in with that, or without where it cannot be assessed."""
    desk, job = attempt.desk, attempt.job
    attempt.tell("Every file is read.")
    whole = arrived(desk, sent_with(desk.store, job.id) / ZIP, attempt.by)
    attempt.tell("Every file has been read, and is assessed.")
    try:
        day = date.fromisoformat(job.asked["today"])
        made = work_out(desk, files_arrived(desk.store, whole), day)
    except AssessorError:
        made = None  # it is taken in all the same, and its page says that it is not assessed

    def write(work: Work, by: By) -> str:
        new = begin_with(work, whole, by)
        if made is not None:
            write_assessment(work, new, FIRST_VERSION, made, by)
        return new

    return write


def _pack(attempt: Attempt) -> WriteDown:
    """Keeps what was found for a while, and a receipt for good where that was asked."""
    desk, job = attempt.desk, attempt.job
    attempt.tell("Everything in it is decided again, and held against what its pages say.")
    path = sent_with(desk.store, job.id) / job.asked["name"]
    found, receipt = verify_sent_pack(desk, path, attempt.by, receipt=bool(job.asked["receipt"]))
    made = keep_made(desk.store, job, {VERIFIED: as_json(shown_of(found))})

    def write(work: Work, by: By) -> str:
        number = write_down(work, receipt, by).number if receipt else ""
        return f"{made} {number}".strip()

    return write


def shown_of(found: Verification) -> Mapping[str, Any]:
    """A verification as the page shows it."""
    return {**plain(found), "sentence": found.sentence(), "state": found.state.value}


def _declaration(attempt: Attempt) -> WriteDown:
    attempt.tell("What was sent is decided again, and held against the paper that was signed.")
    found = verify_submission(attempt.desk, attempt.job.submission, attempt.by)
    return lambda work, by: str(write_down(work, found, by).number)


def _portfolio(attempt: Attempt) -> WriteDown:
    """One after another; what was verified before the work was stopped is not verified again."""
    desk, job = attempt.desk, attempt.job
    waiting = portfolio_held(desk).waiting
    for done, one in enumerate(waiting):
        attempt.tell(f"{done} of {counted(len(waiting), 'declarations')} verified.")
        found = verify_submission(desk, one.held.id, attempt.by)
        with desk.store.writing() as work:
            mine(work, job)
            write_down(work, found, attempt.by)
    return lambda work, by: ""


def _import(attempt: Attempt) -> WriteDown:
    """Changes nothing: what was read is shown to whoever sent it, who then keeps it or not."""
    desk, job = attempt.desk, attempt.job
    attempt.tell("Every sheet is read, and held beside what stands here.")
    made = look_at_sent(desk, job, date.fromisoformat(job.asked["today"]))
    folder = keep_made(desk.store, job, made)
    return lambda work, by: folder


def _system(attempt: Attempt) -> WriteDown:
    desk, job = attempt.desk, attempt.job
    attempt.tell("Every trust and the system are assessed, and the paper is drawn.")
    system = system_named(desk, job.asked["system"])
    kept = assess_system_held(desk, system, date.fromisoformat(job.asked["today"]), attempt.by)
    return lambda work, by: write_system(work, kept, by)

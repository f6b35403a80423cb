"""The work behind each kind of job: done outside any transaction, then written down inside one.

So whoever writes down can first see that the job is still theirs.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, assert_never

from mis_assessor.core.assessment.canonical import as_json
from mis_assessor.core.checking.verification import Verification
from mis_assessor.core.plain import plain
from mis_assessor.core.wording import counted
from mis_assessor.services.assess_held import draw_paper, note_paper
from mis_assessor.services.desk import Desk
from mis_assessor.services.held import arrived, begin_with
from mis_assessor.services.held_portfolio import portfolio_held
from mis_assessor.services.job_files import keep_made, sent_with
from mis_assessor.services.jobs import ZIP
from mis_assessor.services.sending import not_assessed
from mis_assessor.services.verifications import verify_sent_pack, verify_submission, write_down
from mis_assessor.store.database import Work
from mis_assessor.store.job_attempts import keep_result, mine
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
        case _:
            assert_never(attempt.job.kind)


def _paper(attempt: Attempt) -> WriteDown:
    job = attempt.job
    digest = job.asked["digest"]
    attempt.tell("The evidence is assessed again, and the pages are drawn.")
    drawn = draw_paper(attempt.desk, job.submission, digest)

    def write(work: Work, by: By) -> str:
        if drawn is not None:
            note_paper(work, job.submission, digest, drawn, by)
        return digest

    return write


def _load(attempt: Attempt) -> WriteDown:
    """Takes in once; an attempt after a lost one only assesses what was taken in."""
    desk, job = attempt.desk, attempt.job
    new = job.result
    if not new:
        attempt.tell("Every file is read.")
        whole = arrived(desk, sent_with(desk.store, job.id) / ZIP, attempt.by)
        with desk.store.writing() as work:
            mine(work, job)
            new = begin_with(work, whole, attempt.by)
            keep_result(work, job, new)
    attempt.tell("It has been taken in, and is assessed.")
    not_assessed(desk, new, date.fromisoformat(job.asked["today"]), attempt.by)
    return lambda work, by: new


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

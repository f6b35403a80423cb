"""Attempts at jobs: taken up, told of while they go on, and ended.

A job is handed out attempt by attempt. Whoever finishes must still hold the attempt that was
begun last: so a worker that was thought lost, and comes back, writes nothing.
"""

import json
from collections.abc import Mapping, Sequence
from datetime import datetime

from sqlalchemy import update
from sqlmodel import col, select

from mis_assessor.core.errors import NotAllowed
from mis_assessor.store.database import Work
from mis_assessor.store.jobs import OVER, Job, JobState, JobTable, job_of
from mis_assessor.store.records import moment


class Overtaken(NotAllowed):
    """The job was taken up by somebody else meanwhile, so nothing of this attempt counts."""


def next_free(work: Work, now: datetime, silent_since: datetime) -> str | None:
    """The job to take up next: one that is due, or one whose worker has been silent too long."""
    is_due = (col(JobTable.state) == JobState.WAITING.value) & (col(JobTable.due) <= moment(now))
    is_lost = (col(JobTable.state) == JobState.AT_WORK.value) & (
        col(JobTable.beat) <= moment(silent_since)
    )
    asked = select(JobTable.id).where(is_due | is_lost).order_by(JobTable.due, JobTable.at)
    return work.exec(asked.limit(1)).one_or_none()


def take(work: Work, id_: str, worker: str, now: datetime) -> Job | None:
    """Begins the next attempt; None where there is no such job, or it is over."""
    row = work.exec(select(JobTable).where(JobTable.id == id_).with_for_update()).one_or_none()
    if row is None or JobState(row.state).is_over:
        return None
    row.state, row.attempt = JobState.AT_WORK.value, row.attempt + 1
    row.worker, row.beat = worker, moment(now)
    work.add(row)
    work.flush()
    return job_of(row)


def mine(work: Work, held: Job) -> None:
    """Raises Overtaken where this attempt is no longer the one that counts.

    The row is held until the transaction ends, so what is written beside it is written once.
    """
    asked = select(JobTable.state, JobTable.attempt).where(JobTable.id == held.id)
    found = work.exec(asked.with_for_update()).one_or_none()
    if found is None or tuple(found) != (JobState.AT_WORK.value, held.attempt):
        raise Overtaken("This job was taken up again meanwhile, so this attempt does not count.")


def note(work: Work, held: Job, now: datetime, progress: str | None = None) -> bool:
    """Says that somebody is still at work, and how far; whether the attempt still counts."""
    values = {"beat": moment(now)} | ({} if progress is None else {"progress": progress})
    return _set(work, held, values)


def cancel(work: Work, id_: str, now: datetime) -> bool:
    """Ends a job that is not over; whether there was anything to end.

    Whoever is at it holds no attempt any more that counts, so nothing of it is written down.
    """
    open_ = (col(JobTable.id) == id_) & col(JobTable.state).not_in(OVER)
    over = {"state": JobState.CANCELLED.value, "finished": moment(now), "progress": ""}
    changed = work.connection().execute(update(JobTable).where(open_).values(**over))
    return changed.rowcount == 1


def give_back(work: Work, held: Job, due: datetime, *, counts: bool) -> None:
    """Lets a job wait again; an attempt that was only stopped does not count."""
    back = {"state": JobState.WAITING.value, "due": moment(due), "progress": ""}
    _set(work, held, back | ({} if counts else {"attempt": held.attempt - 1}))


def finish(work: Work, held: Job, now: datetime, result: str) -> None:
    """The end of a job: what came of it."""
    over = {"state": JobState.DONE.value, "finished": moment(now), "progress": ""}
    _set(work, held, over | {"result": result})


def fail(work: Work, held: Job, now: datetime, problems: Sequence[str]) -> bool:
    """The end of a job that could not be done: every problem; whether the attempt counted."""
    told = json.dumps(list(problems), ensure_ascii=False)
    over = {"state": JobState.FAILED.value, "finished": moment(now), "progress": ""}
    return _set(work, held, over | {"problems": told})


def _set(work: Work, held: Job, values: Mapping[str, str | int]) -> bool:
    held_still = (
        (col(JobTable.id) == held.id)
        & (col(JobTable.attempt) == held.attempt)
        & (col(JobTable.state) == JobState.AT_WORK.value)
    )
    changed = work.connection().execute(update(JobTable).where(held_still).values(**values))
    return changed.rowcount == 1

"""Jobs: what was asked for, who is at work on it, how far it is, and what came of it."""

import json
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from sqlalchemy import Index, text
from sqlalchemy.exc import IntegrityError
from sqlmodel import Field, SQLModel, col, delete, func, select

from mis_assessor.store.database import Work
from mis_assessor.store.records import By, moment


class JobKind(StrEnum):
    """What can be asked for."""

    PAPER = "board paper"
    LOAD = "submission taken in"
    PACK = "pack verified"
    DECLARATION = "declaration verified"
    PORTFOLIO = "portfolio verified"
    WAYS = "way to ten"
    IMPORT = "files looked at"
    SYSTEM = "local system assessed"


class JobState(StrEnum):
    """How far a job is."""

    WAITING = "waiting"
    AT_WORK = "at work"
    DONE = "done"
    FAILED = "failed"
    CANCELLED = "cancelled"

    @property
    def is_over(self) -> bool:
        """Whether nothing more happens to it."""
        return self.value in OVER


OVER = ("done", "failed", "cancelled")
_STILL_OPEN = text("state IN ('waiting', 'at work')")


class JobTable(SQLModel, table=True):
    """A job; of one kind and subject no more than one is under way."""

    __tablename__ = "job"
    __table_args__ = (
        Index(
            "uq_job_open",
            "kind",
            "subject",
            unique=True,
            sqlite_where=_STILL_OPEN,
            postgresql_where=_STILL_OPEN,
        ),
    )
    id: str = Field(primary_key=True)
    kind: str
    subject: str
    submission: str = ""
    asked: str
    by: str
    role: str
    trust: str = ""
    account: int | None = None
    through: str = ""
    at: str
    due: str
    state: str = Field(index=True)
    progress: str = ""
    attempt: int = 0
    worker: str = ""
    beat: str = ""
    result: str = ""
    problems: str = "[]"
    finished: str = ""


@dataclass(frozen=True, slots=True)
class Job:
    """A job as it stands."""

    id: str
    kind: JobKind
    submission: str
    asked: Mapping[str, str]
    """What the work needs to know."""
    by: str
    role: str
    trust: str
    account: int | None
    through: str
    """The program that asked in the person's name."""
    at: str
    state: JobState
    progress: str
    """How far it is, in words."""
    attempt: int
    result: str
    """What came of it: an id, or the folder in which more of it lies."""
    problems: tuple[str, ...]
    finished: str

    def asker(self, now: datetime) -> By:
        """Whoever asked, as the one in whose name it is done now."""
        return By(self.by, self.role, now, self.trust, self.account, self.through)


@dataclass(frozen=True, slots=True)
class Wanted:
    """A job that somebody asks for."""

    kind: JobKind
    subject: str
    """A fingerprint of what is asked: the same is not done twice at once."""
    asked: Mapping[str, str]
    submission: str = ""


def new_id() -> str:
    """An id that nobody can guess."""
    return secrets.token_hex(8)


def ask(work: Work, job: str, wanted: Wanted, by: By) -> tuple[Job, bool]:
    """A new job of that id, or the one under way for the same; and whether it is new."""
    while (there := under_way(work, wanted)) is None:
        row = JobTable(
            id=job,
            kind=wanted.kind.value,
            subject=wanted.subject,
            submission=wanted.submission,
            asked=json.dumps(dict(wanted.asked), ensure_ascii=False),
            by=by.who,
            role=by.role,
            trust=by.trust,
            account=by.account,
            through=by.through,
            at=by.moment,
            due=by.moment,
            state=JobState.WAITING.value,
        )
        try:
            with work.begin_nested():
                work.add(row)
                work.flush()
        except IntegrityError:
            continue  # another process was asked the same at the same moment
        return job_of(row), True
    return there, False


def under_way(work: Work, wanted: Wanted) -> Job | None:
    """The job that waits or is at work for the same, or None."""
    asked = select(JobTable).where(
        JobTable.kind == wanted.kind.value,
        JobTable.subject == wanted.subject,
        col(JobTable.state).in_([JobState.WAITING.value, JobState.AT_WORK.value]),
    )
    row = work.exec(asked).one_or_none()
    return job_of(row) if row else None


def still_open(work: Work) -> frozenset[str]:
    """The id of every job that is not over."""
    asked = select(JobTable.id).where(col(JobTable.state).not_in(OVER))
    return frozenset(work.exec(asked))


def done_since(work: Work, wanted: Wanted, since: datetime) -> Job | None:
    """The last job that was done for the same since a moment, or None."""
    asked = (
        select(JobTable)
        .where(
            JobTable.kind == wanted.kind.value,
            JobTable.subject == wanted.subject,
            JobTable.state == JobState.DONE.value,
            JobTable.finished >= moment(since),
        )
        .order_by(col(JobTable.finished).desc())
        .limit(1)
    )
    row = work.exec(asked).one_or_none()
    return job_of(row) if row else None


def job(work: Work, id_: str) -> Job | None:
    """A job as it stands, or None."""
    row = work.exec(select(JobTable).where(JobTable.id == id_)).one_or_none()
    return job_of(row) if row else None


def jobs(work: Work, account: int | None = None, last: int = 50) -> tuple[Job, ...]:
    """The last jobs, the newest first: of everybody, or of one account."""
    asked = select(JobTable).order_by(col(JobTable.at).desc(), JobTable.id).limit(last)
    if account is not None:
        asked = asked.where(JobTable.account == account)
    return tuple(map(job_of, work.exec(asked)))


def job_of(row: JobTable) -> Job:
    """A job, out of its row."""
    return Job(
        row.id,
        JobKind(row.kind),
        row.submission,
        json.loads(row.asked),
        row.by,
        row.role,
        row.trust,
        row.account,
        row.through,
        row.at,
        JobState(row.state),
        row.progress,
        row.attempt,
        row.result,
        tuple(json.loads(row.problems)),
        row.finished,
    )


@dataclass(frozen=True, slots=True)
class Waiting:
    """How many jobs wait, and since when the first of them."""

    number: int
    since: str


def waiting(work: Work, account: int | None = None) -> Waiting:
    """The queue: of everybody, or of one account."""
    asked = select(func.count(), func.min(JobTable.at)).where(
        JobTable.state == JobState.WAITING.value
    )
    if account is not None:
        asked = asked.where(JobTable.account == account)
    number, since = work.exec(asked).one()
    return Waiting(number, since or "")


def over_before(work: Work, kind: JobKind, when: datetime) -> tuple[str, ...]:
    """The jobs of a kind that were over before a moment."""
    over = (JobTable.kind == kind.value, JobTable.finished < moment(when), JobTable.finished != "")
    return tuple(work.exec(select(JobTable.id).where(*over)))


def forget(work: Work, now: datetime, kept_for: timedelta) -> None:
    """Removes what was over long ago."""
    over = col(JobTable.state).in_(OVER)
    old = col(JobTable.finished) < moment(now - kept_for)
    work.exec(delete(JobTable).where(over, old))


def known(work: Work) -> frozenset[str]:
    """The id of every job there is."""
    return frozenset(work.exec(select(JobTable.id)))

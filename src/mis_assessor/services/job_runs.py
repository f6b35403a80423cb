"""One attempt at a job from its beginning to its end, and a worker that does one after another.

What came of an attempt is written down in one transaction, which first sees that the attempt is
still the one that counts. What fails for a reason that may pass is tried again, up to a limit.
"""

import logging
import os
import platform
import time
from collections.abc import Callable
from datetime import datetime, timedelta
from enum import StrEnum
from threading import Event, Thread

from mis_assessor.core.errors import AssessorError, EngineFault
from mis_assessor.services.desk import Desk
from mis_assessor.services.import_shown import clear_old_looks
from mis_assessor.services.job_files import clear_folder, clear_nobodys, clear_sent
from mis_assessor.services.job_limits import limit_of, took_too_long
from mis_assessor.services.job_work import Attempt, work_on
from mis_assessor.store import job_attempts, jobs
from mis_assessor.store.database import Work
from mis_assessor.store.job_attempts import Overtaken, next_free
from mis_assessor.store.jobs import Job, JobState
from mis_assessor.store.queue import Rhythm, work_the_queue

LOG = logging.getLogger("mis.jobs")
Clock = Callable[[], datetime]
MOST_ATTEMPTS = 3
AGAIN_IN = timedelta(seconds=5)
KEPT_FOR = timedelta(days=30)
"""How long a job that is over can be looked at."""
TIDY_EVERY = 3600.0
STEADY = Rhythm()
LOOK_EVERY = 0.3
"""Seconds between two looks at the table, where no queue tells of a new job."""
ALL_ENDED = (
    "Every worker that took this up ended before it was done. What was sent may be too large. Try "
    "again with less, or tell whoever runs the service."
)
NOT_FORESEEN = (
    "The service failed over this in a way that nobody foresaw, also when it was tried again. Tell "
    "whoever runs the service, and name this page."
)


class Stopped(Exception):
    """The worker is to end, so the job is given back."""


class Came(StrEnum):
    """How an attempt ended."""

    DONE = "done"
    FAILED = "failed"
    AGAIN = "again"
    STOPPED = "given back"
    OVERTAKEN = "overtaken"
    CANCELLED = "cancelled"
    NOTHING = "nothing to do"


class Worker:
    """Whoever works on jobs, one after another."""

    def __init__(
        self,
        desk: Desk,
        clock: Clock,
        rhythm: Rhythm = STEADY,
        begin_anew: Callable[[], None] | None = None,
    ) -> None:
        self.desk, self.clock, self.rhythm = desk, clock, rhythm
        self.begin_anew = begin_anew
        """Ends, with its process, an attempt that does not count any more; else it goes on."""
        self.stop = Event()
        """Set when it is to end."""
        self.name = f"{platform.node()} {os.getpid()}"
        self._tidied = -TIDY_EVERY

    def take_up(self, job: str) -> Came:
        """Makes one attempt at a job that the queue handed out."""
        return self._taken(lambda work, now: job)

    def take_next(self) -> Came:
        """Makes one attempt at the job that is next in the table, if there is one."""
        with self.desk.store.reading() as work:  # a look takes nobody's turn to write
            if self._next(work, self.clock()) is None:
                return Came.NOTHING
        return self._taken(self._next)

    def _next(self, work: Work, now: datetime) -> str | None:
        return next_free(work, now, now - timedelta(seconds=self.rhythm.lost_after))

    def _taken(self, choose: Callable[[Work, datetime], str | None]) -> Came:
        store, began, now = self.desk.store, time.monotonic(), self.clock()
        with store.writing() as work:
            job = choose(work, now)
            held = job_attempts.take(work, job, self.name, now) if job else None
            if held is not None and held.attempt > MOST_ATTEMPTS:
                job_attempts.fail(work, held, now, [ALL_ENDED])
        if held is None:
            return Came.NOTHING
        came = Came.FAILED if held.attempt > MOST_ATTEMPTS else self._attempt(held)
        self.clear(held, came)
        spent = round((time.monotonic() - began) * 1000)
        told = {"job": held.id, "kind": held.kind.value, "attempt": held.attempt, "ms": spent}
        LOG.info("job", extra={"told": {**told, "came": came.value}})
        self.tidy()
        return came

    def clear(self, held: Job, came: Came) -> None:
        """Takes away what nobody needs any more once a job is over."""
        if came is Came.CANCELLED:
            clear_folder(self.desk.store, held.id)
        elif came in (Came.DONE, Came.FAILED):
            clear_sent(self.desk.store, held.id)

    def tidy(self) -> None:
        """Forgets, once an hour, jobs that were over long ago, with what nobody needs of them."""
        if time.monotonic() - self._tidied < TIDY_EVERY:
            return
        self._tidied = time.monotonic()
        with self.desk.store.writing() as work:
            jobs.forget(work, self.clock(), KEPT_FOR)
            known = jobs.known(work)
        clear_nobodys(self.desk.store, known)
        clear_old_looks(self.desk.store, self.clock())

    def _attempt(self, held: Job) -> Came:
        store = self.desk.store

        def tell(progress: str) -> None:
            if self.stop.is_set():
                raise Stopped
            with store.writing() as work:
                if not job_attempts.note(work, held, self.clock(), progress):
                    raise Overtaken("This job was taken up again meanwhile.")

        try:
            with _Heart(self, held):
                attempt = Attempt(self.desk, held, held.asker(self.clock()), tell)
                write_down = work_on(attempt)
                now = self.clock()
                with store.writing() as work:
                    job_attempts.mine(work, held)
                    result = write_down(work, held.asker(now))
                    job_attempts.finish(work, held, now, result)
            return Came.DONE
        except Stopped:
            return self._back(held, Came.STOPPED)
        except Overtaken:
            return self.came_of(held)
        except EngineFault as error:
            return self._again_or(held, tuple(str(one) for one in error.problems))
        except AssessorError as error:
            return self._failed(held, tuple(str(one) for one in error.problems))
        except Exception as fault:
            LOG.exception("a fault that nobody foresaw: %s", type(fault).__name__)
            return self._again_or(held, (NOT_FORESEEN,))

    def came_of(self, held: Job) -> Came:
        """How an attempt ended that was ended by somebody else."""
        with self.desk.store.reading() as work:
            now = jobs.job(work, held.id)
        match now.state if now else None:
            case JobState.CANCELLED:
                return Came.CANCELLED
            case JobState.FAILED:
                return Came.FAILED
            case _:
                return Came.OVERTAKEN

    def _back(self, held: Job, came: Came) -> Came:
        due = self.clock() + (AGAIN_IN if came is Came.AGAIN else timedelta())
        with self.desk.store.writing() as work:
            job_attempts.give_back(work, held, due, counts=came is Came.AGAIN)
        return came

    def _again_or(self, held: Job, problems: tuple[str, ...]) -> Came:
        if held.attempt < MOST_ATTEMPTS:
            return self._back(held, Came.AGAIN)
        return self._failed(held, problems)

    def _failed(self, held: Job, problems: tuple[str, ...]) -> Came:
        with self.desk.store.writing() as work:
            job_attempts.fail(work, held, self.clock(), problems)
        return Came.FAILED


class _Heart:
    """Says at intervals that somebody is at work, until the attempt ends.

    An attempt that was cancelled, or takes too long, does not count from then on.
    """

    def __init__(self, worker: Worker, held: Job) -> None:
        self._worker, self._held = worker, held
        self._over = Event()
        self._began = time.monotonic()
        self._thread = Thread(target=self._beat, daemon=True)

    def __enter__(self) -> None:
        self._thread.start()

    def __exit__(self, *_: object) -> None:
        self._over.set()
        self._thread.join()

    def _beat(self) -> None:
        while not self._over.wait(self._worker.rhythm.beat):
            try:
                ended = self._ended()
            except Exception as fault:  # the database may be back for the next one
                LOG.warning("no sign of life could be given: %s", type(fault).__name__)
                continue
            if ended is not None:
                self._end(ended)
                return

    def _ended(self) -> Came | None:
        """How the attempt was ended meanwhile; None while it goes on, or was over by itself."""
        worker, held = self._worker, self._held
        with worker.desk.store.writing() as work:
            if time.monotonic() - self._began > limit_of(held.kind):
                told = [took_too_long(held.kind)]
                return Came.FAILED if job_attempts.fail(work, held, worker.clock(), told) else None
            if job_attempts.note(work, held, worker.clock()):
                return None
        return Came.CANCELLED if worker.came_of(held) is Came.CANCELLED else None

    def _end(self, came: Came) -> None:
        worker, held = self._worker, self._held
        if worker.begin_anew is None:
            return
        told = {"job": held.id, "kind": held.kind.value, "attempt": held.attempt}
        LOG.info("job", extra={"told": {**told, "came": came.value}})
        worker.clear(held, came)
        worker.begin_anew()


def work_by_the_table(worker: Worker, idle: float | None = None) -> None:
    """Takes up job upon job from the table itself, until it is stopped or idle for long."""
    worker.tidy()
    last = time.monotonic()
    while not worker.stop.is_set():
        if worker.take_next() is not Came.NOTHING:
            last = time.monotonic()
        elif idle is not None and time.monotonic() - last > idle:
            return
        else:
            worker.stop.wait(LOOK_EVERY)


def work_by_the_queue(worker: Worker) -> None:
    """Takes up job upon job as PostgreSQL's queue hands them out, until it is stopped."""
    worker.tidy()

    def do(job: str) -> bool:
        return worker.take_up(job) in (Came.AGAIN, Came.STOPPED)

    work_the_queue(worker.desk.store.database, do, worker.stop.set, worker.rhythm)

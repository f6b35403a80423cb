"""The queue on PostgreSQL, by procrastinate: handed out to workers on as many machines as wanted.

The table of jobs says what people see; the queue only says who takes up which, and when.
"""

import asyncio
import contextlib
import logging
import signal
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import make_url

from mis_assessor.store.database import Database, Work
from mis_assessor.store.jobs import still_open

LOG = logging.getLogger("mis.jobs")
NAME, QUEUE = "mis.job", "mis"
ONE_AT_A_TIME = 5412
"""The advisory lock of whoever looks for lost jobs."""
AGAIN_IN = 5
"""Seconds before a job is tried again."""


class Again(Exception):
    """The job is to be tried again later."""


@dataclass(frozen=True, slots=True)
class Rhythm:
    """How often a worker says that it is there, and when the others give it up."""

    lost_after: float = 20.0

    @property
    def beat(self) -> float:
        """Seconds between two signs of life."""
        return self.lost_after / 5


def hand_out(work: Work, job: str) -> None:
    """Puts a job into the queue, in the same transaction as its row; nothing on SQLite."""
    connection = work.connection()
    if connection.dialect.name == "sqlite":
        return
    from procrastinate import App, SyncPsycopgConnector

    app = App(connector=SyncPsycopgConnector())
    driver = connection.connection.driver_connection
    task = app.configure_task(NAME, queue=QUEUE, lock=job, connection=driver)
    task.defer(job=job)


def work_the_queue(
    database: Database, do: Callable[[str], bool], stop: Callable[[], None], rhythm: Rhythm
) -> None:
    """Takes up job upon job until SIGTERM or SIGINT; `do` says whether it is to be tried again.

    `stop` is called at the signal, so that whatever is under way may end early.
    """
    asyncio.run(_work(database, do, stop, rhythm))


async def _work(
    database: Database, do: Callable[[str], bool], stop: Callable[[], None], rhythm: Rhythm
) -> None:
    from procrastinate import App, PsycopgConnector, RetryStrategy

    app = App(connector=PsycopgConnector(conninfo=_conninfo(database), min_size=1, max_size=6))

    @app.task(name=NAME, queue=QUEUE, retry=RetryStrategy(wait=AGAIN_IN))
    def take_up(job: str) -> None:
        if do(job):
            raise Again

    async with app.open_async():
        running = asyncio.create_task(
            app.run_worker_async(
                queues=[QUEUE],
                concurrency=1,
                install_signal_handlers=False,
                delete_jobs="always",
                fetch_job_polling_interval=max(1.0, rhythm.beat),
                update_heartbeat_interval=rhythm.beat,
                stalled_worker_timeout=rhythm.lost_after,
            )
        )
        watching = asyncio.create_task(_look_for_lost(app, database, rhythm))

        def end() -> None:
            stop()
            running.cancel()  # it lets what is under way come to its end

        loop = asyncio.get_running_loop()
        for one in (signal.SIGTERM, signal.SIGINT):
            loop.add_signal_handler(one, end)
        try:
            with contextlib.suppress(asyncio.CancelledError):
                await running
        finally:
            watching.cancel()


def _conninfo(database: Database) -> str:
    address = make_url(database.engine.url).set(drivername="postgresql")
    return address.render_as_string(hide_password=False)


async def _look_for_lost(app: Any, database: Database, rhythm: Rhythm) -> None:
    """Hands out again what a worker held that gives no sign of life any more."""
    while True:
        try:
            async with app.connector.pool.connection() as held:
                got = await held.execute("SELECT pg_try_advisory_xact_lock(%s)", (ONE_AT_A_TIME,))
                if (await got.fetchone())[0]:
                    await _hand_out_again(app, database, rhythm)
        except Exception as fault:  # its worker came back, or the database is away for a moment
            LOG.warning("lost jobs could not be looked for: %s", type(fault).__name__)
        await asyncio.sleep(rhythm.beat)


async def _hand_out_again(app: Any, database: Database, rhythm: Rhythm) -> None:
    manager = app.job_manager
    for one in await manager.get_stalled_jobs(seconds_since_heartbeat=rhythm.lost_after):
        await manager.retry_job(one)
    rows = await asyncio.to_thread(_open_rows, database)  # before the queue is looked at
    queued = {one.task_kwargs["job"] for one in await manager.list_jobs_async(task=NAME)}
    for job in rows - queued:  # its worker came back late, and cleared another's away
        await app.configure_task(NAME, queue=QUEUE, lock=job).defer_async(job=job)


def _open_rows(database: Database) -> frozenset[str]:
    with database.reading() as work:
        return still_open(work)

"""``mis worker``: works on the jobs that a service was asked for, on any machine."""

import os
import signal
import sys
from datetime import UTC, datetime
from pathlib import Path
from threading import Thread
from types import FrameType
from typing import Never

import click

from mis_assessor.cli.options import RULES, say
from mis_assessor.cli.store import DATA, DATABASE
from mis_assessor.reading.shipped import rules_folder

LOG_JSON = click.option(
    "--log-json", is_flag=True, help="Write each event as a line of JSON; never anything of people."
)
RANK = 10
"""How much a worker lets those go first who read pages on the same machine."""
LOST_AFTER = click.option(
    "--lost-after",
    type=click.FloatRange(1, 600),
    default=20.0,
    show_default=True,
    metavar="SECONDS",
    help="A worker that gives no sign of life for so long has lost its job to another.",
)


@click.command()
@click.option(
    "--concurrency",
    type=click.IntRange(1, 64),
    default=1,
    show_default=True,
    help="How many jobs at once; each has a process of its own.",
)
@LOST_AFTER
@LOG_JSON
@click.option("--beside", is_flag=True, hidden=True, help="End when the input is closed.")
@click.option("--idle", type=float, default=None, hidden=True, help="End when nothing was to do.")
@DATA
@DATABASE
@RULES
def worker(
    concurrency: int,
    lost_after: float,
    log_json: bool,
    beside: bool,
    idle: float | None,
    data: Path,
    database: str,
    rules: Path | None,
) -> None:
    """Make papers, take in folders and verify packs that the service was asked for.

    Run it on as many machines as you like: each needs the database and the data folder. SIGTERM
    and Ctrl-C let it end what it is at. For example: mis worker --concurrency 2
    """
    from mis_assessor.services.desk import open_desk
    from mis_assessor.services.event_log import write_events
    from mis_assessor.services.job_runs import Worker, work_by_the_queue, work_by_the_table
    from mis_assessor.store.queue import Rhythm

    write_events(as_json=log_json)
    folder = rules or rules_folder()
    if concurrency > 1:
        _several(concurrency, lost_after, log_json, data, database, folder)
        return
    with open_desk(data, folder, database) as desk:
        one = Worker(desk, lambda: datetime.now(UTC), Rhythm(lost_after), _begin_anew)

        def end(number: int, frame: FrameType | None) -> None:
            one.stop.set()

        signal.signal(signal.SIGTERM, end)
        signal.signal(signal.SIGINT, signal.SIG_IGN if beside else end)
        if beside:
            os.setpriority(os.PRIO_PROCESS, 0, RANK)  # also where it begins anew
            Thread(target=_until_the_input_is_closed, daemon=True).start()
        if desk.store.database.is_sqlite:
            work_by_the_table(one, idle)
        else:
            work_by_the_queue(one)


def _until_the_input_is_closed() -> None:
    """Ends this process as SIGTERM does, once whoever started it is gone."""
    sys.stdin.buffer.read()
    os.kill(os.getpid(), signal.SIGTERM)


def _begin_anew() -> Never:
    """Lets go of everything that a job still holds: the same process, from its beginning."""
    os.execv(sys.executable, [sys.executable, "-m", "mis_assessor", *sys.argv[1:]])


def _several(
    number: int, lost_after: float, log_json: bool, data: Path, database: str, rules: Path
) -> None:
    from threading import Event

    from mis_assessor.services.crew import Crew, worker_command
    from mis_assessor.services.stores import open_store

    open_store(data, database).close()  # what is wrong is told once, and not by each of them
    options = ("--data", str(data), "--rules", str(rules), "--lost-after", str(lost_after))
    flags = ("--log-json",) if log_json else ()
    command = worker_command((*options, *flags))
    over = Event()
    for one in (signal.SIGTERM, signal.SIGINT):
        signal.signal(one, lambda *_: over.set())
    with Crew(command, {"MIS_DATABASE_URL": database}, lambda: number):
        say(f"{number} workers. Stop with Ctrl-C or SIGTERM.")
        over.wait()

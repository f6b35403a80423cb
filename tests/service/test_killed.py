"""The server killed in the midst of its work: what it said yes to is there, and nothing by half.

``make crash`` kills it more often, and prints what became of every act.
"""

import os
import random
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import date
from pathlib import Path

import httpx
import pytest

from functional.mis import ROOT
from mis_assessor.services.assess_held import assess_held
from mis_assessor.services.declarations import acknowledge
from mis_assessor.services.desk import Desk
from mis_assessor.services.forms import files_of_new_submission
from mis_assessor.services.held import take_in_files
from mis_assessor.services.where_it_stands import PAPER, declaration
from mis_assessor.store.assessments import keep_paper
from mis_assessor.store.records import Role
from patience import until
from service.at_work import Work
from service.people import people

pytestmark = pytest.mark.uncounted  # who is killed writes down no count

KILLS = int(os.environ.get("MIS_KILLS", "2"))
EACH = 8
"""So many acts are acknowledged between two kills, more or less, and as many steps beside them."""


def free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


@contextmanager
def served(data: Path, address: str, *more: str) -> Iterator[tuple[subprocess.Popen[bytes], str]]:
    """The service as a process of its own, in a group that can be killed whole."""
    port = free_port()
    words = ("-m", "mis_assessor", "serve", "--data", str(data), "--port", str(port), *more)
    environment = {**os.environ, "MIS_DATABASE_URL": address}
    said = data / "said.txt"
    with said.open("ab") as told:
        running = subprocess.Popen(
            (sys.executable, *words),
            cwd=ROOT,
            env=environment,
            stdout=subprocess.DEVNULL,
            stderr=told,
            start_new_session=True,
        )
    url = f"http://127.0.0.1:{port}"
    try:
        for _ in range(2400):
            assert running.poll() is None, f"the service ended by itself: {said.read_text()}"
            try:
                if httpx.get(f"{url}/health").status_code == 200:
                    break
            except httpx.TransportError:
                time.sleep(0.05)
        else:
            raise AssertionError("the service was not up after two minutes")
        yield running, url
    finally:
        with suppress(ProcessLookupError):
            os.killpg(running.pid, signal.SIGKILL)
        running.wait(20)


def begun(desk: Desk) -> Work:
    """Two submissions of year 7, one of which is ready to be approved, and its people."""
    staff = people(desk)
    empty = files_of_new_submission(desk.rules, 7, "RZ9", "Vale Trust")
    files = {name: text.encode() for name, text in empty.items()}
    by = staff.by(Role.CHAMPION)
    changed, approved = (take_in_files(desk, files, by) for _ in range(2))
    kept = assess_held(desk, approved, date(2026, 1, 20), by)
    with desk.store.writing() as work:
        made = desk.store.blobs.keep(b"%PDF of " + kept.digest.encode())
        keep_paper(work, approved, kept.digest, PAPER, made, by.moment)
        items = [one.item for one in declaration(desk, work, approved).exceptions]
    acknowledge(desk, approved, items, kept.digest, staff.by(Role.BOARD))
    staff.make(approved, "record the conversation", Role.BOARD)
    return Work(desk, staff, changed, approved)


def test_what_was_acknowledged_is_there_after_a_kill(desk: Desk, address: str) -> None:
    work, chance = begun(desk), random.Random(13)
    for life in range(KILLS):
        with served(desk.store.data, address) as (running, url):
            work.gone, before = False, work.done(steps=False)
            at_work = list(work.people(url, life))
            for one in at_work:
                one.start()
            enough = before + chance.randrange(1, 2 * EACH)

            def so_far(enough: int = enough, at_work: list[threading.Thread] = at_work) -> bool:
                alive = any(one.is_alive() for one in at_work)
                return work.done(steps=False) >= enough or bool(work.wrong) or not alive

            until(so_far, f"{enough} acts are acknowledged")
            time.sleep(chance.uniform(0, 0.2))
            work.gone = True
            os.kill(running.pid, signal.SIGKILL)
            for one in at_work:
                one.join(60)
        assert work.wrong == []
        became = work.became()
        assert became.lost == 0, became.table(life + 1, "after this")
        work.whole()
    where = "PostgreSQL" if address else "SQLite"
    sys.stdout.write(f"\n{became.table(KILLS, where)}")
    assert became.acts >= KILLS

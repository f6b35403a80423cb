"""The server killed in the midst of its work: what it said yes to is there, and nothing by half.

``MIS_KILLS=20 pytest -n 0 tests/service/test_killed.py`` kills it more often.
"""

import os
import random
import re
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx

from functional.mis import ROOT
from mis_assessor.services.declarations import make
from mis_assessor.services.desk import Desk
from mis_assessor.services.forms import files_of_new_submission
from mis_assessor.services.held import files_of, standing, take_in_files
from mis_assessor.services.stores import audit_of
from mis_assessor.services.where_it_stands import Written, assessment_of
from mis_assessor.store.accounts import sign_in, visit
from mis_assessor.store.assessments import assessments, steps
from mis_assessor.store.records import Role
from mis_assessor.web.entrance import VISIT
from service.people import NOW, People, people
from service.serving import moment_now

KILLS = int(os.environ.get("MIS_KILLS", "3"))


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
    running = subprocess.Popen(
        (sys.executable, *words),
        cwd=ROOT,
        env=environment,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    url = f"http://127.0.0.1:{port}"
    try:
        for _ in range(2400):
            assert running.poll() is None, "the service ended by itself"
            try:
                if httpx.get(f"{url}/health").status_code == 200:
                    break
            except httpx.TransportError:
                time.sleep(0.05)
        else:
            raise AssertionError("the service was not up after two minutes")
        yield running, url
    finally:
        os.killpg(running.pid, signal.SIGKILL)
        running.wait(20)


class Writer(threading.Thread):
    """Somebody who sends one note after another, and remembers which were taken."""

    def __init__(self, url: str, cookie: str, token: str, submission: str, name: str) -> None:
        super().__init__(daemon=True)
        self.url, self.cookie, self.token, self.submission = url, cookie, token, submission
        self.named = name
        self.taken: list[str] = []
        self.wrong: list[str] = []
        self.enough = False

    def run(self) -> None:
        """Sends until the server is gone."""
        with httpx.Client(base_url=self.url, timeout=60) as client:
            client.cookies.set(VISIT, self.cookie)
            for number in range(1000):
                if self.enough:
                    return
                name = f"{self.named}-{number}.txt"
                sent = {"files": (name, name.encode())}
                try:
                    answer = client.post(
                        f"/submissions/{self.submission}/upload",
                        data={"form_token": self.token},
                        files=sent,
                    )
                except httpx.TransportError:
                    return
                if answer.status_code == 303:
                    self.taken.append(name)
                else:
                    said = re.sub(r"<[^>]+>|\s+", " ", answer.text)[-800:]
                    self.wrong.append(f"{answer.status_code} {said}")


def begun(desk: Desk) -> tuple[People, str, str, str]:
    """An empty submission of year 7, and somebody signed in."""
    staff = people(desk)
    empty = files_of_new_submission(desk.rules, 7, "RZ9", "Vale Trust")
    files = {name: text.encode() for name, text in empty.items()}
    new = take_in_files(desk, files, staff.by(Role.CHAMPION))
    with desk.store.writing() as work:
        cookie = sign_in(work, staff[Role.CHAMPION].id, moment_now())
        found = visit(work, cookie, moment_now())
    assert found is not None
    return staff, new, cookie, found.form_token


def test_what_was_acknowledged_is_there_after_a_kill(desk: Desk, address: str) -> None:
    staff, new, cookie, token = begun(desk)
    chance = random.Random(13)
    kept: set[str] = set()
    for kill in range(KILLS):
        with served(desk.store.data, address) as (running, url):
            writers = [Writer(url, cookie, token, new, f"k{kill}w{n}") for n in range(3)]
            for writer in writers:
                writer.start()
            while not any(w.taken for w in writers):
                assert not any(w.wrong for w in writers), writers[0].wrong
                time.sleep(0.02)
            time.sleep(chance.uniform(0, 1.5))
            os.killpg(running.pid, signal.SIGKILL)
            for writer in writers:
                writer.join(60)
                assert writer.wrong == []
                kept |= set(writer.taken)
        whole(desk, new, kept)
    assert len(kept) >= KILLS
    conversation = Written("ICB/1", NOW.date())
    by = staff.by(Role.CHAMPION)
    step = make(desk, new, "record the conversation", staff[Role.CHAMPION], conversation, by, "")
    with desk.store.reading() as work:
        assert steps(work, new)[-1] == step


def whole(desk: Desk, submission: str, kept: set[str]) -> None:
    """Everything that was acknowledged is there, all of it can be read, and the chain is whole."""
    files = files_of(desk.store, submission)
    missing = [name for name in kept if f"files/{name}" not in files]
    assert missing == []
    for name in kept:
        assert files[f"files/{name}"].content(1000) == name.encode()
    it = standing(desk.store, submission)
    notes = [name for name in files if name.startswith("files/k")]
    assert it.version == len(notes) + 1  # a version for each note, and none without
    with desk.store.reading() as work:
        every = assessments(work, submission)
    assert all(assessment_of(desk.store, one) is not None for one in every)
    assert all(one.version <= it.version for one in every)
    assert audit_of(desk.store).broken_at == 0

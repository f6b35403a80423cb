"""The service and its workers as processes of their own, killed in the midst of a job.

Whatever was asked for is done by those who are left, and once only.
"""

import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

import httpx
import pytest

from functional.mis import ROOT, mis
from mis_assessor.core.errors import NotAllowed
from mis_assessor.services.assess_held import assess_held
from mis_assessor.services.crew import Crew
from mis_assessor.services.desk import Desk
from mis_assessor.services.forms import files_of_new_submission
from mis_assessor.services.held import take_in_files
from mis_assessor.services.jobs import job_seen
from mis_assessor.services.stores import Store, audit_of
from mis_assessor.store.accounts import sign_in, visit
from mis_assessor.store.audit import lines
from mis_assessor.store.jobs import JobState, JobTable
from mis_assessor.store.records import Role
from mis_assessor.web.entrance import VISIT
from mis_assessor.web.serve import Staff
from patience import PATIENCE, until
from service.people import People, people
from service.serving import moment_now
from service.test_killed import served

LOST_AFTER = "2"


@contextmanager
def at_work(data: Path, address: str) -> Iterator[subprocess.Popen[bytes]]:
    """A worker as a process of its own."""
    words = ("worker", "--data", str(data), "--lost-after", LOST_AFTER, "--log-json")
    running = subprocess.Popen(
        (sys.executable, "-m", "mis_assessor", *words),
        cwd=ROOT,
        env={**os.environ, "MIS_DATABASE_URL": address},
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        yield running
    finally:
        if running.poll() is None:
            os.killpg(running.pid, signal.SIGKILL)
        running.wait(20)


def assessed(desk: Desk, staff: People, number: int) -> list[str]:
    """New submissions, of which each has an empty year: no paper is made in less time."""
    by = staff.by(Role.CHAMPION)
    empty = files_of_new_submission(desk.rules, 7, "RZ9", "Vale Trust")
    files = {name: text.encode() for name, text in empty.items()}
    found = [take_in_files(desk, files, by) for _ in range(number)]
    for new in found:
        assess_held(desk, new, date(2025, 4, 20), by)
    return found


@contextmanager
def browser(desk: Desk, staff: People, url: str) -> Iterator[Callable[[str], str]]:
    """Asks for the paper of a submission in a browser, and gives the id of the job."""
    with desk.store.writing() as work:
        cookie = sign_in(work, staff[Role.APPROVER].id, moment_now())
        found = visit(work, cookie, moment_now())
    assert found is not None
    with httpx.Client(base_url=url, timeout=120) as client:
        client.cookies.set(VISIT, cookie)

        def ask(submission: str) -> str:
            form = {"form_token": found.form_token}
            answer = client.post(f"/submissions/{submission}/paper", data=form)
            assert answer.status_code == 303, answer.text
            return answer.headers["location"].rpartition("/")[2]

        yield ask


def row(store: Store, job: str) -> JobTable:
    with store.reading() as work:
        found = work.get(JobTable, job)
    assert found is not None
    return found


def is_done(store: Store, job: str) -> Callable[[], bool]:
    def done() -> bool:
        now = job_seen(store, job)
        assert now.state is not JobState.FAILED, now.problems
        return now.state is JobState.DONE

    return done


def made_once(store: Store, submission: str) -> None:
    with store.reading() as work:
        acts = [line.act for line in lines(work, submission)]
    assert acts.count("made the board paper") == 1
    assert audit_of(store).broken_at == 0


def test_two_workers_share_papers_and_one_is_killed(postgres_desk: Desk) -> None:
    desk, store = postgres_desk, postgres_desk.store
    url = store.database.engine.url.render_as_string(hide_password=False)
    address = url.replace("+psycopg", "")
    staff = people(desk)
    first, second, third = assessed(desk, staff, 3)
    with (
        served(store.data, address) as (_, place),
        at_work(store.data, address) as one,
        at_work(store.data, address) as other,
        browser(desk, staff, place) as ask,
    ):
        until(lambda: workers(store) == 2, "both workers are there")
        papers = [ask(first), ask(second)]
        assert ask(first) == papers[0]
        for paper in papers:
            until(is_done(store, paper), "a paper")
        assert len({row(store, paper).worker for paper in papers}) == 2
        last = ask(third)
        until(lambda: row(store, last).progress != "", "the last paper is begun")
        by_pid = {str(one.pid): (one, other), str(other.pid): (other, one)}
        killed, left = by_pid[row(store, last).worker.rpartition(" ")[2]]
        os.killpg(killed.pid, signal.SIGKILL)
        until(is_done(store, last), "the paper of the killed worker")
        assert row(store, last).attempt == 2
        assert row(store, last).worker.endswith(f" {left.pid}")
        left.send_signal(signal.SIGTERM)
        assert left.wait(PATIENCE) == 0
        assert workers(store) <= 1  # the one that was killed is not missed yet
    for submission in (first, second, third):
        made_once(store, submission)


def workers(store: Store) -> int:
    with store.database.engine.connect() as connection:
        found = connection.exec_driver_sql("SELECT count(*) FROM procrastinate_workers")
        return int(found.scalar_one())


def test_a_service_killed_with_its_worker_goes_on_at_the_next_start(books_desk: Desk) -> None:
    desk, store = books_desk, books_desk.store
    staff = people(desk)
    (submission,) = assessed(desk, staff, 1)
    options = ("--lost-after", LOST_AFTER, "--log-json")
    with served(store.data, "", *options) as (running, place), browser(desk, staff, place) as ask:
        paper = ask(submission)
        until(lambda: row(store, paper).progress != "", "the paper is begun")
        os.killpg(running.pid, signal.SIGKILL)
    assert row(store, paper).state == JobState.AT_WORK.value
    with served(store.data, "", *options) as (running, _):
        until(is_done(store, paper), "the paper, at the next start")
        running.send_signal(signal.SIGTERM)
        assert running.wait(PATIENCE) == 0
    assert row(store, paper).attempt == 2
    made_once(store, submission)


def test_several_workers_are_one_command(books_desk: Desk) -> None:
    """Their starter is told once what is wrong, and they end with it."""
    data = books_desk.store.data
    assert mis("worker", "--concurrency", "2", "--data", data / "nowhere").code == 12
    words = ("worker", "--concurrency", "2", "--data", str(data), "--log-json")
    running = subprocess.Popen(
        (sys.executable, "-m", "mis_assessor", *words), cwd=ROOT, stdout=subprocess.PIPE
    )
    assert running.stdout is not None and b"2 workers" in running.stdout.readline()
    running.send_signal(signal.SIGTERM)
    running.stdout.close()
    assert running.wait(PATIENCE) == 0


def test_a_worker_beside_a_service_ends_with_it_or_when_it_is_idle(books_desk: Desk) -> None:
    data = str(books_desk.store.data)
    command = (sys.executable, "-m", "mis_assessor", "worker", "--data", data)
    with subprocess.Popen((*command, "--beside"), cwd=ROOT, stdin=subprocess.PIPE) as beside:
        assert beside.stdin is not None
        beside.stdin.close()
        try:
            assert beside.wait(PATIENCE) == 0
        finally:
            beside.kill()
    idle = subprocess.run((*command, "--idle", "0"), cwd=ROOT, check=False, timeout=PATIENCE)
    assert idle.returncode == 0


def test_a_crew_replaces_who_ends_and_ends_who_does_not(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("mis_assessor.services.crew.MAY_TAKE", 0.2)
    monkeypatch.setattr("mis_assessor.services.crew.REST", 0.0)
    asked: list[int] = []

    def wanted() -> int:
        asked.append(len(asked))
        if len(asked) == 1:
            raise OSError("the database is away for a moment")
        return 1

    command = ("-c", "import sys, time; len(sys.argv) > 1 and time.sleep(600)")
    with Crew((sys.executable, "-c", "raise SystemExit(3)"), {}, wanted):
        until(lambda: len(asked) > 6, "the crew looks again and again")
    asked.clear()
    with Crew((sys.executable, *command, "for long"), {}, wanted) as crew:
        until(lambda: len(crew.pids) == 1 and len(asked) > 3, "one is at work")
    assert crew.pids == ()


def test_on_postgresql_workers_do_not_stand_beside() -> None:
    assert Staff().number(sqlite=True) == 1 and Staff().number(sqlite=False) == 0
    assert Staff(0).number(sqlite=False) == 0 and Staff(4).number(sqlite=True) == 4
    with pytest.raises(NotAllowed, match="mis worker"):
        Staff(2).number(sqlite=False)

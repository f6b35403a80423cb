"""Jobs: the same asked twice is one; what fails is tried again or told; nothing is done twice."""

import asyncio
import os
import shutil
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from functional.mis import SAMPLES
from mis_assessor.core.errors import EngineFault, EvidenceUnreadable, NotAllowed
from mis_assessor.services import job_runs, jobs
from mis_assessor.services.assess_held import assess_held
from mis_assessor.services.backups import back_up, restore
from mis_assessor.services.desk import Desk
from mis_assessor.services.held import NotThere, take_in
from mis_assessor.services.job_files import folder_of, keep_sent, made_by, sent_with
from mis_assessor.services.job_runs import ALL_ENDED, NOT_FORESEEN, Came, Worker
from mis_assessor.services.job_work import VERIFIED, Attempt, WriteDown
from mis_assessor.services.jobs import (
    ask_for_paper,
    ask_for_portfolio,
    ask_to_load,
    ask_to_verify,
    ask_to_verify_held,
    job_seen,
    told,
)
from mis_assessor.services.stores import audit_of, open_store
from mis_assessor.services.verifications import write_down
from mis_assessor.store import job_attempts, queue
from mis_assessor.store.audit import lines
from mis_assessor.store.jobs import Job, JobKind, JobState, Wanted, ask, done_since, known
from mis_assessor.store.records import By, Kept, Role, Trust, VerificationKept
from mis_assessor.store.submissions import all_held
from mis_assessor.store.verifications import verifications
from patience import until
from service.people import NOW, People, people
from service.serving import sent_off

TOLLAN = Trust("RZ7", "Isle of Tollan Community and Maternity NHS Trust")
Work = Callable[[Attempt], WriteDown]


class Clock:
    """A clock that a test moves."""

    def __init__(self) -> None:
        self.now = NOW

    def __call__(self) -> datetime:
        return self.now

    def on(self, seconds: float) -> None:
        self.now += timedelta(seconds=seconds)


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def worker(desk: Desk, clock: Clock) -> Worker:
    return Worker(desk, clock)


def doing(monkeypatch: pytest.MonkeyPatch, work: Work) -> None:
    monkeypatch.setattr(job_runs, "work_on", work)


def failing(error: Exception) -> Work:
    def work(attempt: Attempt) -> WriteDown:
        raise error

    return work


def quickly(attempt: Attempt) -> WriteDown:
    attempt.tell("Half of it is done.")
    return lambda work, by: "made"


def pack(desk: Desk, by: By, name: str = "pack.zip") -> Job:
    return ask_to_verify(desk, name, b"not looked at", by, receipt=False)


def sent(desk: Desk, staff: People) -> str:
    """A declaration that was sent to NHS Resolution."""
    kept = kept_of(desk, staff.by(Role.CHAMPION))
    sent_off(staff, kept.submission)
    return kept.submission


def kept_of(desk: Desk, by: By, sample: str = "small-unit") -> Kept:
    new = take_in(desk, SAMPLES / sample, by)
    return assess_held(desk, new, by.at.date(), by)


def test_the_same_asked_twice_is_one_job(desk: Desk, by: By, worker: Worker) -> None:
    kept = kept_of(desk, by)
    first = ask_for_paper(desk, kept.submission, kept.digest, by)
    assert told(first) == "It waits for its turn."
    assert ask_for_paper(desk, kept.submission, kept.digest, by).id == first.id
    one, other = pack(desk, by), pack(desk, by, "another.zip")
    assert pack(desk, by).id == one.id != other.id
    with pytest.raises(NotAllowed, match="no such assessment"):
        ask_for_paper(desk, kept.submission, "0" * 64, by)
    with pytest.raises(NotThere):
        job_seen(desk.store, "nonsense")


def test_asked_twice_at_the_same_moment_is_one_job(desk: Desk, by: By) -> None:
    wanted = Wanted(JobKind.PACK, "the same", {})
    with desk.store.writing() as work:
        first, is_new = ask(work, "a", wanted, by)
    assert is_new
    found = iter([None, first])
    with desk.store.writing() as work, pytest.MonkeyPatch.context() as patch:
        patch.setattr("mis_assessor.store.jobs.under_way", lambda *_: next(found))
        assert ask(work, "b", wanted, by) == (first, False)


def test_whoever_comes_second_leaves_no_files(
    desk: Desk, by: By, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = pack(desk, by)
    with monkeypatch.context() as patch:
        patch.setattr("mis_assessor.services.jobs.kept_jobs.under_way", lambda *_: None)
        patch.setattr("mis_assessor.services.jobs.kept_jobs.ask", lambda *_: (first, False))
        assert pack(desk, by) == first
    assert [path.name for path in (desk.store.data / "jobs").iterdir()] == [first.id]


def test_what_was_done_answers_for_a_while(
    desk: Desk, by: By, worker: Worker, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    doing(monkeypatch, quickly)
    first = pack(desk, by)
    assert worker.take_next() is Came.DONE
    done = job_seen(desk.store, first.id)
    assert (done.state, done.result, told(done)) == (JobState.DONE, "made", "It is done.")
    assert pack(desk, by).id == first.id
    later = replace(by, at=by.at + timedelta(minutes=11))
    assert pack(desk, later).id != first.id
    with desk.store.reading() as work:
        assert done_since(work, Wanted(JobKind.PACK, "another", {}), NOW) is None


def test_too_much_is_refused_in_words(desk: Desk, by: By, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(jobs, "MOST_OF_ONE", 1)
    me = replace(by, account=7)
    pack(desk, me, "one.zip")
    with pytest.raises(NotAllowed, match="1 job of yours wait"):
        pack(desk, me, "two.zip")
    monkeypatch.setattr(jobs, "MOST_WAITING", 1)
    with pytest.raises(NotAllowed, match="no more are taken"):
        pack(desk, replace(by, account=8), "two.zip")


@pytest.mark.parametrize("name", ["../up.zip", "a\\b.zip", ".hidden.zip", "x\n.zip", "~$x.zip"])
def test_a_name_that_leads_elsewhere_is_refused(books_desk: Desk, by: By, name: str) -> None:
    with pytest.raises(EvidenceUnreadable):
        pack(books_desk, by, name)
    assert not (books_desk.store.data / "jobs").exists()


def test_two_packs_of_one_name_are_refused(books_desk: Desk, by: By) -> None:
    with pytest.raises(EvidenceUnreadable, match="was sent twice"):
        keep_sent(books_desk.store, "job", {"a.zip": b"", "A.zip": b""})


def test_what_cannot_be_done_is_told_at_once(
    desk: Desk, by: By, worker: Worker, monkeypatch: pytest.MonkeyPatch
) -> None:
    doing(monkeypatch, failing(EvidenceUnreadable("staff.csv: is empty.")))
    asked = pack(desk, by)
    assert worker.take_next() is Came.FAILED
    failed = job_seen(desk.store, asked.id)
    assert failed.problems == ("staff.csv: is empty.",)
    assert told(failed) == "It could not be done."
    assert worker.take_next() is Came.NOTHING and worker.take_up(asked.id) is Came.NOTHING
    assert not sent_with(desk.store, asked.id).exists()
    assert pack(desk, by).id != asked.id  # what failed is asked again


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (EngineFault("The engine did not answer."), "The engine did not answer."),
        (ZeroDivisionError("of Ada Wren"), NOT_FORESEEN),
    ],
)
def test_what_may_pass_is_tried_again_up_to_a_limit(
    desk: Desk,
    by: By,
    worker: Worker,
    clock: Clock,
    monkeypatch: pytest.MonkeyPatch,
    error: Exception,
    said: str,
) -> None:
    doing(monkeypatch, failing(error))
    asked = pack(desk, by)
    for number in (1, 2):
        assert worker.take_next() is Came.AGAIN
        waits = job_seen(desk.store, asked.id)
        assert (waits.state, waits.attempt) == (JobState.WAITING, number)
        assert "tried again soon" in told(waits)
        assert worker.take_next() is Came.NOTHING  # not at once
        clock.on(6)
    assert worker.take_next() is Came.FAILED
    assert job_seen(desk.store, asked.id).problems == (said,)


def test_what_ends_every_worker_is_given_up(desk: Desk, by: By, worker: Worker) -> None:
    asked = pack(desk, by)
    for _ in range(job_runs.MOST_ATTEMPTS):
        with desk.store.writing() as work:
            job_attempts.take(work, asked.id, "a worker that ends", NOW)
    assert worker.take_up(asked.id) is Came.FAILED
    assert job_seen(desk.store, asked.id).problems == (ALL_ENDED,)


def test_a_worker_that_is_to_end_gives_its_job_back(
    desk: Desk, by: By, worker: Worker, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = pack(desk, by)

    def stopped(attempt: Attempt) -> WriteDown:
        worker.stop.set()
        attempt.tell("Half of it is done.")
        raise AssertionError("it went on")

    doing(monkeypatch, stopped)
    assert worker.take_next() is Came.STOPPED
    given_back = job_seen(desk.store, asked.id)
    assert (given_back.state, given_back.attempt) == (JobState.WAITING, 0)
    assert sent_with(desk.store, asked.id).exists()


def test_a_job_of_a_silent_worker_is_taken_up_by_another(
    desk: Desk, by: By, worker: Worker, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    doing(monkeypatch, quickly)
    asked = pack(desk, by)
    with desk.store.writing() as work:
        lost = job_attempts.take(work, asked.id, "lost", clock())
    assert lost is not None
    assert told(job_seen(desk.store, asked.id)) == "It has been begun."
    clock.on(19)
    assert worker.take_next() is Came.NOTHING
    clock.on(2)
    assert worker.take_next() is Came.DONE
    assert job_seen(desk.store, asked.id).attempt == 2


@pytest.mark.parametrize("when", ["while it works", "when it writes down"])
def test_a_worker_that_comes_back_late_writes_nothing(
    desk: Desk, by: By, worker: Worker, monkeypatch: pytest.MonkeyPatch, when: str
) -> None:
    asked = pack(desk, by)
    wrote = []

    def overtaken(attempt: Attempt) -> WriteDown:
        with desk.store.writing() as work:
            job_attempts.take(work, asked.id, "another", NOW)
        if when == "while it works":
            attempt.tell("Half of it is done.")
        return lambda work, by: wrote.append(by) or "twice"  # type: ignore[func-returns-value]

    doing(monkeypatch, overtaken)
    assert worker.take_next() is Came.OVERTAKEN
    now = job_seen(desk.store, asked.id)
    assert (now.state, now.attempt, now.result, wrote) == (JobState.AT_WORK, 2, "", [])


def test_while_it_works_it_gives_signs_of_life(
    desk: Desk, by: By, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    hasty = Worker(desk, clock, queue.Rhythm(0.05))
    beats: list[bool] = []
    note = job_attempts.note

    def heard(*given: object) -> bool:
        beats.append(True)
        if len(beats) == 1:
            raise OSError("the database is away for a moment")
        return note(*given)  # type: ignore[arg-type]

    def patiently(attempt: Attempt) -> WriteDown:
        until(lambda: len(beats) >= 3, "three signs of life")
        return lambda work, by: "made"

    monkeypatch.setattr(job_attempts, "note", heard)
    doing(monkeypatch, patiently)
    pack(desk, by)
    assert hasty.take_next() is Came.DONE


def test_a_paper_is_made_once(
    books_desk: Desk, by: By, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    drawn = b"%PDF-1.7 that nobody had to draw"
    monkeypatch.setattr("mis_assessor.services.assess_held.board_paper", lambda *_: drawn)
    desk, worker = books_desk, Worker(books_desk, clock)
    kept = kept_of(desk, by)
    asked = ask_for_paper(desk, kept.submission, kept.digest, by)
    assert worker.take_next() is Came.DONE
    assert ask_for_paper(desk, kept.submission, kept.digest, by).id == asked.id
    with desk.store.writing() as work:
        ask(work, "again", Wanted(JobKind.PAPER, "x", asked.asked, kept.submission), by)
    assert worker.take_next() is Came.DONE  # made before: nothing is drawn
    with desk.store.reading() as work:
        acts = [line.act for line in lines(work, kept.submission)]
    assert acts.count("made the board paper") == 1


def test_a_folder_is_taken_in_once(
    books_desk: Desk, by: By, clock: Clock, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Also where its worker ended while it assessed it."""
    desk, worker = books_desk, Worker(books_desk, clock)
    packed = Path(shutil.make_archive(str(tmp_path / "sent"), "zip", SAMPLES / "small-unit"))
    asked = ask_to_load(desk, packed.read_bytes(), by.at.date(), by)

    def ends(*_: object) -> None:
        raise SystemExit

    with monkeypatch.context() as patch:
        patch.setattr("mis_assessor.services.job_work.work_out", ends)
        with pytest.raises(SystemExit):
            worker.take_next()
    with desk.store.reading() as work:
        assert all_held(work) == ()
    clock.on(30)
    assert worker.take_next() is Came.DONE
    done = job_seen(desk.store, asked.id)
    with desk.store.reading() as work:
        assert [it.id for it in all_held(work)] == [done.result]
        acts = [line.act for line in lines(work, done.result)]
    assert acts == ["assessed", "took in a submission"]


def test_a_pack_is_verified_and_a_receipt_of_it_kept(
    books_desk: Desk, by: By, clock: Clock, tmp_path: Path
) -> None:
    desk, worker = books_desk, Worker(books_desk, clock)
    packed = Path(shutil.make_archive(str(tmp_path / "sent"), "zip", SAMPLES / "small-unit"))
    one = ask_to_verify(desk, "pack.zip", packed.read_bytes(), by, receipt=True)
    assert worker.take_next() is Came.DONE
    done = job_seen(desk.store, one.id)
    assert done.result == "made-1 1"
    assert b'"sentence"' in made_by(desk.store, done, VERIFIED)
    with pytest.raises(EvidenceUnreadable, match="Send it again"):
        made_by(desk.store, done, "another.json")


def test_what_was_sent_is_verified_once_each(books_desk: Desk, clock: Clock) -> None:
    """A worker that is stopped between two leaves the first as it is."""
    desk, staff = books_desk, people(books_desk, TOLLAN)
    by = staff.by(Role.VERIFIER)
    first, second = (sent(desk, staff) for _ in range(2))
    asked = ask_for_portfolio(desk, by)
    assert ask_for_portfolio(desk, by).id == asked.id
    stopped = Worker(desk, clock)

    def stopping(*given: Any) -> VerificationKept:
        stopped.stop.set()
        return write_down(*given)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("mis_assessor.services.job_work.write_down", stopping)
        assert stopped.take_next() is Came.STOPPED
    assert Worker(desk, clock).take_next() is Came.DONE
    one = ask_to_verify_held(desk, first, by)
    assert Worker(desk, clock).take_next() is Came.DONE
    with desk.store.reading() as work:
        every = verifications(work)
        assert [kept.submission for kept in every].count(second) == 1
        assert [kept.submission for kept in every].count(first) == 2
    assert job_seen(desk.store, one.id).result == str(every[0].number)


def test_what_was_over_long_ago_is_forgotten(
    books_desk: Desk, by: By, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = books_desk.store
    doing(monkeypatch, quickly)
    asked = pack(books_desk, by)
    nobodys, file = folder_of(store, "nobody"), folder_of(store, "nobody").with_name("a-file")
    nobodys.mkdir()
    file.write_text("left behind")
    assert Worker(books_desk, clock).take_next() is Came.DONE
    assert nobodys.exists()  # it may be somebody's who is just asking
    for path in (nobodys, file, folder_of(store, asked.id)):
        os.utime(path, (0, 0))
    clock.on(31 * 24 * 3600)
    Worker(books_desk, clock).tidy()
    assert not nobodys.exists() and not file.exists()
    assert not folder_of(store, asked.id).exists()
    with store.reading() as work:
        assert known(work) == frozenset()


def test_a_copy_is_taken_while_jobs_run(
    desk: Desk, by: By, tmp_path: Path, worker: Worker, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Jobs are not in it: whoever misses one asks again."""
    kept_of(desk, by)
    asked = pack(desk, by)

    def meanwhile(attempt: Attempt) -> WriteDown:
        back_up(desk.store, tmp_path / "copy.zip")
        return quickly(attempt)

    doing(monkeypatch, meanwhile)
    assert worker.take_next() is Came.DONE
    restore(tmp_path / "copy.zip", tmp_path / "again")
    other = open_store(tmp_path / "again")
    assert audit_of(other) == audit_of(desk.store)
    with pytest.raises(NotThere):
        job_seen(other, asked.id)
    other.close()


def test_a_job_that_fell_out_of_the_queue_is_handed_out_again(by: By, postgres_desk: Desk) -> None:
    """A worker that came back late may have cleared away what another was at."""
    from procrastinate import App, PsycopgConnector

    desk = postgres_desk
    database = desk.store.database
    with desk.store.writing() as work:
        ask(work, "fallen", Wanted(JobKind.PACK, "fallen", {}), by)

    async def looked() -> list[str]:
        app = App(connector=PsycopgConnector(conninfo=queue._conninfo(database)))
        async with app.open_async():
            for _ in range(2):
                await queue._hand_out_again(app, database, queue.Rhythm())
            return [str(one.task_kwargs["job"]) for one in await app.job_manager.list_jobs_async()]

    assert asyncio.run(looked()) == ["fallen"]

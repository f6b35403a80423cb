"""A job that is cancelled, or takes too long, writes nothing; whoever asked is told so."""

import re
import shutil
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from functional.mis import SAMPLES
from mis_assessor.core.errors import EvidenceUnreadable, NotAllowed
from mis_assessor.services import job_runs, job_work
from mis_assessor.services.assess_held import work_out
from mis_assessor.services.desk import Desk
from mis_assessor.services.import_held import Sent
from mis_assessor.services.import_shown import clear_old_looks, shown_by
from mis_assessor.services.job_files import folder_of, keep_made
from mis_assessor.services.job_limits import limit_of, took_too_long
from mis_assessor.services.job_runs import Came, Worker
from mis_assessor.services.job_work import Attempt, WriteDown
from mis_assessor.services.jobs import (
    ask_for_paper,
    ask_to_load,
    ask_to_look,
    ask_to_verify,
    cancel,
    job_seen,
)
from mis_assessor.services.systems_held import (
    change_system,
    system_named,
    system_pdf,
    write_system,
)
from mis_assessor.store import job_attempts
from mis_assessor.store.assessments import latest
from mis_assessor.store.audit import lines
from mis_assessor.store.jobs import Job, JobKind, JobState
from mis_assessor.store.queue import Rhythm
from mis_assessor.store.records import By, Role, SystemPaperKept
from mis_assessor.store.submissions import all_held
from patience import until
from service.browsing import context
from service.people import people
from service.serving import Site, moment_now
from service.test_jobs_in_a_browser import at_work as at_work_on
from service.test_workers import assessed, at_work, row
from wcag import failures

ME = 7


@pytest.fixture
def me(by: By) -> By:
    return replace(by, account=ME)


def pack(desk: Desk, by: By) -> Job:
    return ask_to_verify(desk, "pack.zip", b"not looked at", by, receipt=False)


def state(desk: Desk, job: Job) -> JobState:
    return job_seen(desk.store, job.id).state


def test_a_job_that_waits_is_cancelled_by_whoever_asked_and_nobody_takes_it_up(
    desk: Desk, me: By
) -> None:
    job = pack(desk, me)
    for other in (replace(me, account=8), replace(me, account=None)):
        with pytest.raises(NotAllowed, match="Only Ada Wren can cancel this"):
            cancel(desk.store, job, other)
    assert cancel(desk.store, job, me).state is JobState.CANCELLED
    assert not folder_of(desk.store, job.id).exists()
    worker = Worker(desk, lambda: me.at)
    assert (worker.take_next(), worker.take_up(job.id)) == (Came.NOTHING, Came.NOTHING)
    with pytest.raises(NotAllowed, match="over before you cancelled it"):
        cancel(desk.store, job, me)
    assert pack(desk, me).id != job.id


@pytest.mark.parametrize("notices", ["as it writes down", "at a sign of life"])
def test_of_a_job_that_is_cancelled_at_its_work_nothing_is_written(
    desk: Desk, me: By, monkeypatch: pytest.MonkeyPatch, notices: str
) -> None:
    began_anew: list[bool] = []
    wrote: list[By] = []

    def work(attempt: Attempt) -> WriteDown:
        cancel(desk.store, attempt.job, me)
        if notices == "at a sign of life":
            until(lambda: bool(began_anew), "the worker begins anew")
        return lambda work, by: wrote.append(by) or "made"  # type: ignore[func-returns-value]

    monkeypatch.setattr(job_runs, "work_on", work)
    anew = (lambda: began_anew.append(True)) if notices == "at a sign of life" else None
    job = pack(desk, me)
    worker = Worker(desk, lambda: me.at, Rhythm(0.05 if anew else 20), anew)
    assert worker.take_next() is Came.CANCELLED
    assert (state(desk, job), wrote) == (JobState.CANCELLED, [])
    assert not folder_of(desk.store, job.id).exists()


@pytest.mark.parametrize("anew", [True, False])
def test_a_job_that_takes_too_long_is_stopped_and_told(
    desk: Desk, me: By, monkeypatch: pytest.MonkeyPatch, anew: bool
) -> None:
    began_anew: list[bool] = []
    wrote: list[By] = []
    job = pack(desk, me)

    def work(attempt: Attempt) -> WriteDown:
        until(lambda: state(desk, job) is JobState.FAILED, "the job is stopped")
        if anew:
            until(lambda: bool(began_anew), "the worker begins anew")
        return lambda work, by: wrote.append(by) or "made"  # type: ignore[func-returns-value]

    monkeypatch.setattr(job_runs, "work_on", work)
    monkeypatch.setattr(job_runs, "limit_of", lambda _: 0.0)
    begin = (lambda: began_anew.append(True)) if anew else None
    assert Worker(desk, lambda: me.at, Rhythm(0.05), begin).take_next() is Came.FAILED
    assert job_seen(desk.store, job.id).problems == (took_too_long(JobKind.PACK),)
    assert wrote == []


def test_what_is_over_as_its_time_ends_stays_as_it_is(
    books_desk: Desk, me: By, monkeypatch: pytest.MonkeyPatch
) -> None:
    job = pack(books_desk, me)
    looked: list[bool] = []

    def fail(*_: object) -> bool:
        looked.append(True)
        return False

    def work(attempt: Attempt) -> WriteDown:
        until(lambda: bool(looked), "its time has ended")
        return lambda work, by: "made"

    monkeypatch.setattr(job_runs, "work_on", work)
    monkeypatch.setattr(job_runs, "limit_of", lambda _: 0.0)
    monkeypatch.setattr(job_attempts, "fail", fail)
    worker = Worker(books_desk, lambda: me.at, Rhythm(0.05), pytest.fail)
    assert worker.take_next() is Came.DONE
    assert state(books_desk, job) is JobState.DONE


@pytest.mark.parametrize("kind", JobKind)
def test_each_kind_has_a_limit_and_a_sentence(kind: JobKind) -> None:
    assert 300 < limit_of(kind) < 24 * 3600
    said = took_too_long(kind)
    assert re.search(r"after \d+ (minutes|hours), so it was stopped", said) and "again" in said
    assert ("stays" in said) == (kind is JobKind.PORTFOLIO)


def test_a_folder_whose_job_is_cancelled_while_it_is_assessed_is_not_taken_in(
    books_desk: Desk, me: By, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    packed = Path(shutil.make_archive(str(tmp_path / "sent"), "zip", SAMPLES / "small-unit"))
    job = ask_to_load(books_desk, packed.read_bytes(), me.at.date(), me)

    def cancelled(*given: object) -> object:
        cancel(books_desk.store, job, me)
        return work_out(*given)  # type: ignore[arg-type]

    monkeypatch.setattr(job_work, "work_out", cancelled)
    assert Worker(books_desk, lambda: me.at).take_next() is Came.CANCELLED
    with books_desk.store.reading() as work:
        assert all_held(work) == () and lines(work) == ()


def test_a_worker_lets_go_of_a_cancelled_job_and_goes_on_with_the_next(desk: Desk) -> None:
    """As a process of its own: what is under way there is given up at once."""
    staff = people(desk)
    (submission,) = assessed(desk, staff, 1)
    by = replace(staff.by(Role.APPROVER), at=moment_now())
    with desk.store.reading() as work:
        kept = latest(work, submission)
    assert kept is not None
    url = desk.store.database.engine.url.render_as_string(hide_password=False)
    address = "" if desk.store.database.is_sqlite else url.replace("+psycopg", "")
    with at_work(desk.store.data, address) as process:
        paper = ask_for_paper(desk, submission, kept.digest, by)
        until(lambda: row(desk.store, paper.id).progress != "", "the paper is begun")
        cancel(desk.store, paper, by)
        following = pack(desk, by)
        until(lambda: state(desk, following).is_over, "the next job is over")
        assert row(desk.store, following.id).worker.endswith(f" {process.pid}")
    assert state(desk, paper) is JobState.CANCELLED
    with desk.store.reading() as work:
        assert "made the board paper" not in [line.act for line in lines(work, submission)]


def cancels(site: Site) -> Callable[[Role, str], int]:
    """Asks as a program for a job to be cancelled, and gives the status."""

    def asked(role: Role, job: str) -> int:
        with site.program(site.ours[role]) as program:
            return program.post(f"/v1/jobs/{job}/cancellation").status_code

    return asked


def test_a_job_is_cancelled_on_its_page_without_script(browser: Browser, site: Site) -> None:
    held = at_work_on(site, "cancelled")
    with context(browser, site, "board", script=False) as somebody:
        page = somebody.new_page()
        page.goto(f"/jobs/{held.id}?still=yes")
        assert page.get_by_role("button", name="Cancel this job").count() == 0
    with context(browser, site, "approver", script=False) as somebody:
        page = somebody.new_page()
        page.set_viewport_size({"width": 320, "height": 800})
        page.goto(f"/jobs/{held.id}?still=yes")
        assert page.evaluate("document.documentElement.scrollWidth") <= 320
        page.get_by_role("button", name="Cancel this job").click()
        assert "Nothing of it was kept" in page.inner_text("main")
        page.get_by_role("button", name="Go back").click()
        assert page.url.endswith("/declaration")
    with context(browser, site, "approver") as somebody:
        page = somebody.new_page()
        page.goto(f"/jobs/{held.id}")
        assert failures(page) == []


def test_a_program_cancels_the_jobs_of_its_owner_only(site: Site) -> None:
    held, asks = at_work_on(site, "cancelledByAProgram"), cancels(site)
    assert asks(Role.BOARD, held.id) == 422
    assert asks(Role.APPROVER, held.id) == 200
    assert asks(Role.APPROVER, held.id) == 422
    with site.program(site.ours[Role.APPROVER]) as program:
        told = program.get(f"/v1/jobs/{held.id}").json()
    assert (told["state"], told["says"], told["result"]) == ("cancelled", "It was cancelled.", "")


def test_what_nobody_decided_about_is_taken_away_after_some_hours(
    books_desk: Desk, me: By, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Files that were looked at do not lie about."""

    def work(attempt: Attempt) -> WriteDown:
        made = keep_made(books_desk.store, attempt.job, {"looked.json": b"{}"})
        return lambda work, by: made

    monkeypatch.setattr(job_runs, "work_on", work)
    submission = assessed(books_desk, people(books_desk), 1)[0]
    sent = Sent((("matrix.csv", b"Staff number"),))
    job = ask_to_look(books_desk, submission, sent, me.at.date(), me)
    now = [me.at]
    worker = Worker(books_desk, lambda: now[0])
    assert worker.take_next() is Came.DONE
    clear_old_looks(books_desk.store, me.at + timedelta(hours=11))
    assert folder_of(books_desk.store, job.id).exists()
    clear_old_looks(books_desk.store, me.at + timedelta(hours=13))
    assert not folder_of(books_desk.store, job.id).exists()
    with pytest.raises(EvidenceUnreadable, match="not kept any more"):
        shown_by(books_desk.store, job_seen(books_desk.store, job.id))


def test_a_system_that_is_not_there_or_was_assessed_before_papers_were_drawn(
    books_desk: Desk, me: By
) -> None:
    with pytest.raises(NotAllowed, match="no local system QX1"):
        system_named(books_desk, "QX1")
    change_system(books_desk, "QX1", "Saltmarsh", [trust_of(books_desk)], [], me)
    early = SystemPaperKept("QX1", "0" * 64, "2023-01-20", "", "", "", me.who, me.moment)
    with books_desk.store.writing() as work:
        assert write_system(work, early, me) == "0" * 64
    with pytest.raises(NotAllowed, match="Assess it again"):
        system_pdf(books_desk, "QX1")


def trust_of(desk: Desk) -> str:
    """A trust that is known here."""
    return people(desk)[Role.CHAMPION].trust

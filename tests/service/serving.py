"""A real server of the tests' own, with people of two trusts and submissions in two states."""

import faulthandler
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

import httpx
import uvicorn
from fastapi import FastAPI

from functional.mis import SAMPLES
from mis_assessor.services.assess_held import assess_held, draw_paper, drawn_paper, note_paper
from mis_assessor.services.declarations import acknowledge
from mis_assessor.services.desk import Desk
from mis_assessor.services.held import take_in
from mis_assessor.services.job_runs import Came, Worker, work_by_the_table
from mis_assessor.services.jobs import ask_for_paper, job_seen
from mis_assessor.services.visitors import set_by_invitation
from mis_assessor.services.where_it_stands import PAPER, declaration
from mis_assessor.store.accounts import invite, sign_in, visit
from mis_assessor.store.assessments import keep_paper, latest
from mis_assessor.store.programs import add
from mis_assessor.store.records import Account, By, Role, Trust
from mis_assessor.web.app import build
from mis_assessor.web.ask import Settings
from mis_assessor.web.entrance import VISIT
from mis_assessor.web.serve import at_once
from patience import PATIENCE, until
from service.people import OURS, People, people

PASSWORD = "three plain words"
PLAIN = False
"""Nothing here speaks HTTPS, and to read every certificate for that takes longer than to ask."""
THEIRS = Trust("RZ8", "Another Trust")


def moment_now() -> datetime:
    """This moment, as the running server has it."""
    return datetime.fromtimestamp(time.time(), UTC)


def signed_in(desk: Desk, account: Account) -> tuple[str, str]:
    """The cookie of somebody who has just signed in, and the secret of their forms."""
    with desk.store.writing() as work:
        cookie = sign_in(work, account.id, moment_now())
        found = visit(work, cookie, moment_now())
    assert found is not None
    return cookie, found.form_token


class InThisProcess(Worker):
    """Works on jobs in a thread of the tests' own process, and can be waited for."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, moment_now)
        self._at_one = threading.Lock()

    def take_next(self) -> Came:
        """Makes one attempt, during which this is not idle."""
        with self._at_one:
            return super().take_next()

    def is_idle(self) -> bool:
        """Whether it is at no job, and none is there that it would take up."""
        with self._at_one, self.desk.store.reading() as work:
            return self._next(work, moment_now()) is None


@dataclass(frozen=True)
class Site:
    """A running service."""

    address: str
    desk: Desk
    worker: InThisProcess
    ours: People
    theirs: People
    draft: str
    """A submission of ours that is a draft, not all met."""
    sent: str
    """A submission of ours that went to NHS Resolution."""
    tokens: dict[int, str] = field(default_factory=dict)
    """Of programs that came in before, by whose they are."""

    def cookie(self, account: Account) -> str:
        """The cookie of somebody who has just signed in, without waiting for a password."""
        with self.desk.store.writing() as work:
            return sign_in(work, account.id, moment_now())

    def client(self, account: Account | None = None) -> httpx.Client:
        """Somebody's browser, which follows nothing by itself."""
        client = httpx.Client(base_url=self.address, timeout=120, verify=PLAIN)
        if account is not None:
            client.cookies.set(VISIT, self.cookie(account))
        return client

    def program(self, account: Account | None = None, token: str = "") -> httpx.Client:
        """Another program with a token of somebody's, or with one that it is given."""
        if account is not None:
            token = self.tokens.get(account.id) or self._let_in(account)
        headers = {"Authorization": f"Bearer {token}"} if token else {}
        return httpx.Client(
            base_url=f"{self.address}/api", headers=headers, timeout=120, verify=PLAIN
        )

    def _let_in(self, account: Account) -> str:
        at, until = moment_now(), moment_now() + timedelta(days=30)
        by = By(account.name, account.role.value, at, account.trust, account.id)
        with self.desk.store.writing() as work:
            token = add(work, account, "a program of the tests", until, by)
        self.tokens[account.id] = token
        return token

    def after(self, client: httpx.Client, answer: httpx.Response) -> httpx.Response:
        """What a job comes to that somebody was sent on to: where it leads, or why it failed."""
        path = answer.headers["location"]
        assert path.startswith("/jobs/"), answer.text[:400]
        store, job = self.desk.store, path.rpartition("/")[2].partition("?")[0]
        # Asked of the store: to write a page takes the worker's time.
        until(lambda: job_seen(store, job).state.is_over, "the job is over")
        page = client.get(path)
        assert page.is_redirect or "data-moving" not in page.text
        return page

    def paper_job(self, submission: str) -> str:
        """The job of the paper of one of our submissions."""
        with self.desk.store.reading() as work:
            kept = latest(work, submission)
        assert kept is not None
        by = self.ours.by(Role.APPROVER)
        return ask_for_paper(self.desk, submission, kept.digest, by).id

    def token(self, client: httpx.Client) -> str:
        """The secret that the forms of whoever is signed in carry."""
        with self.desk.store.reading() as work:
            found = visit(work, client.cookies[VISIT], moment_now())
        assert found is not None
        return found.form_token


def make_paper(desk: Desk, submission: str, digest: str, by: By) -> bytes:
    """The Board paper of an assessment, made at once."""
    drawn = draw_paper(desk, submission, digest)
    if drawn is not None:
        with desk.store.writing() as work:
            note_paper(work, submission, digest, drawn, by)
    return drawn_paper(desk, submission, digest) or b""


def sent_off(staff: People, submission: str) -> None:
    """Takes a declaration all the way to NHS Resolution."""
    desk, by = staff.desk, staff.by(Role.APPROVER)
    staff.make(submission, "mark the evidence complete", Role.CHAMPION)
    with desk.store.writing() as work:
        now = declaration(desk, work, submission)
        assert now.kept is not None
        made = desk.store.blobs.keep(b"%PDF-1.7 of " + now.kept.digest.encode())
        keep_paper(work, submission, now.kept.digest, PAPER, made, by.moment)
    staff.make(submission, "send to the Board", Role.APPROVER)
    staff.make(submission, "record the conversation", Role.APPROVER)
    items = [one.item for one in now.exceptions]
    acknowledge(desk, submission, items, now.kept.digest, staff.by(Role.BOARD))
    staff.make(submission, "approve", Role.BOARD)
    staff.make(submission, "sign as chief executive", Role.APPROVER)
    staff.make(submission, "sign as accountable officer", Role.OFFICER)
    staff.make(submission, "record the submission", Role.CHAMPION)


def filled(desk: Desk) -> tuple[People, People, str, str]:
    """People of two trusts, one draft and one submission that was sent."""
    ours, theirs = people(desk, OURS), people(desk, THEIRS, "their-")
    by = ours.by(Role.CHAMPION)
    found = []
    for sample in ("one-midwife-short", "ten-of-ten"):
        new = take_in(desk, SAMPLES / sample, by)
        assess_held(desk, new, by.at.date(), by)
        found.append(new)
    sent_off(ours, found[1])
    for account in ours.by_role.values():
        with desk.store.writing() as work:
            token = invite(work, account.id, moment_now())
        set_by_invitation(desk.store, token, PASSWORD, PASSWORD, moment_now())
    return ours, theirs, found[0], found[1]


def begun(site: Site, sample: str = "one-midwife-short") -> str:
    """A new submission of ours, assessed once."""
    by = site.ours.by(Role.CHAMPION)
    new = take_in(site.desk, SAMPLES / sample, by)
    assess_held(site.desk, new, by.at.date(), by)
    return new


def with_the_board(site: Site) -> str:
    """A new submission of ours, not all met, made ready for the Board."""
    desk, staff = site.desk, site.ours
    by, new = staff.by(Role.CHAMPION), begun(site)
    staff.make(new, "mark the evidence complete", Role.CHAMPION)
    with desk.store.writing() as work:
        kept = declaration(desk, work, new).kept
        assert kept is not None
        made = desk.store.blobs.keep(b"%PDF-1.7 of " + kept.digest.encode())
        keep_paper(work, new, kept.digest, PAPER, made, by.moment)
    staff.make(new, "send to the Board", Role.APPROVER)
    return new


@contextmanager
def serving(desk: Desk) -> Iterator[Site]:
    """Fills a store, and serves it until the tests are done."""
    ours, theirs, draft, sent = filled(desk)
    worker = InThisProcess(desk)
    at_work = threading.Thread(target=work_by_the_table, args=(worker,), daemon=True)
    at_work.start()
    try:
        with running(build(desk, Settings(largest=5_000_000))) as address:
            yield Site(address, desk, worker, ours, theirs, draft, sent)
    finally:
        worker.stop.set()
        ended(at_work, "the worker")


@contextmanager
def running(app: FastAPI) -> Iterator[str]:
    """Runs a service in a thread, and gives its address."""
    listening = socket.socket()
    listening.bind(("127.0.0.1", 0))
    at_once(listening)
    server = uvicorn.Server(uvicorn.Config(app, log_level="error", timeout_graceful_shutdown=5))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]}, daemon=True)
    thread.start()
    until(lambda: server.started, "the service listens")
    try:
        yield f"http://127.0.0.1:{listening.getsockname()[1]}"
    finally:
        server.should_exit = True
        ended(thread, "the service")
        listening.close()


def ended(thread: threading.Thread, what: str) -> None:
    """Waits for a thread that was told to end; one that does not is told, with where it stands."""
    thread.join(PATIENCE)
    if thread.is_alive():
        faulthandler.dump_traceback(all_threads=True)
        raise AssertionError(f"{what} did not end: where each thread stands is written above")

"""Runs the service: makes its database and its first administrator, and says where it is."""

import signal
import socket
import tempfile
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Never

import uvicorn

from mis_assessor.core.errors import NotAllowed
from mis_assessor.services.crew import Crew, worker_command
from mis_assessor.services.desk import Desk, open_desk
from mis_assessor.services.event_log import write_events
from mis_assessor.services.jobs import open_jobs
from mis_assessor.services.provider import Provider
from mis_assessor.services.stores import upgrade_store
from mis_assessor.services.visitors import add_account
from mis_assessor.store.accounts import everybody, invite
from mis_assessor.store.records import By, Role
from mis_assessor.web.app import build
from mis_assessor.web.ask import Settings
from mis_assessor.web.demo import PASSWORD, email_of, fill_demo

FIRST = "admin@localhost"
IDLE_WORKER = 60.0
"""Seconds after which a worker ends that has nothing to do; another is started when there is."""
IDLE = 75
"""Seconds that a connection stays open for the next page; proxies keep theirs for 60."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where the service listens."""

    host: str
    port: int
    secure: bool = False
    sign_on: Provider | None = None
    """Where people may sign in too."""

    @property
    def address(self) -> str:
        """What a browser opens."""
        return f"{'https' if self.secure else 'http'}://{self.host}:{self.port}"


@dataclass(frozen=True, slots=True)
class Staff:
    """Who works on jobs beside the service, and how the service writes of itself."""

    workers: int | None = None
    """How many at most; None is one on SQLite, and none where a queue hands jobs out."""
    lost_after: float = 20.0
    log_json: bool = False

    def number(self, *, sqlite: bool) -> int:
        """How many workers there may be. Raises NotAllowed where they cannot stand beside."""
        if self.workers and not sqlite:
            raise NotAllowed(
                "On PostgreSQL workers are processes of their own: leave out --workers, and start "
                "“mis worker” here or on other machines."
            )
        return self.workers if self.workers is not None else int(sqlite)


def run(
    data: Path,
    rules: Path,
    url: str,
    place: Place,
    demo: Path | None,
    say: Callable[[str], None],
    staff: Staff,
) -> None:
    """Serves until it is stopped; `demo` is the folder of samples to look around in."""
    listening = _listening(place)
    staff.number(sqlite=not url or url.startswith("sqlite"))  # said before anything is made
    write_events(as_json=staff.log_json)
    signal.signal(signal.SIGTERM, _ended)
    with _data(data, demo) as folder:
        upgrade_store(folder, url)
        with open_desk(folder, rules, url, serving=True) as desk:
            for line in _welcome(desk, place, demo):
                say(line)
            app = build(desk, Settings(place.secure, demo is not None, place.sign_on))
            desk.engine.start()
            if desk.quick is not None:
                desk.quick.start()
            config = uvicorn.Config(
                app,
                log_config=None,
                server_header=False,
                proxy_headers=place.secure,
                timeout_graceful_shutdown=5,
                timeout_keep_alive=IDLE,
            )
            with _crew(desk, rules, url, staff):
                uvicorn.Server(config).run(sockets=[listening])


def _ended(*_: object) -> Never:
    """SIGTERM: everything is closed in order, and then it has ended well."""
    raise SystemExit(0)


def _crew(desk: Desk, rules: Path, url: str, staff: Staff) -> AbstractContextManager[object]:
    """The workers beside the service, of which there are as many as there is work for."""
    most = staff.number(sqlite=desk.store.database.is_sqlite)
    if not most:
        return nullcontext()
    options = ["--data", str(desk.store.data), "--rules", str(rules), "--idle", str(IDLE_WORKER)]
    options += ["--lost-after", str(staff.lost_after), *(["--log-json"] if staff.log_json else [])]
    environment = {"MIS_DATABASE_URL": url}
    return Crew(worker_command(options), environment, lambda: min(most, open_jobs(desk.store)))


def _listening(place: Place) -> socket.socket:
    """The place itself, taken before anything is begun. Raises NotAllowed where it is taken."""
    try:
        listening = socket.create_server((place.host, place.port))
    except OSError as error:
        raise NotAllowed(
            f"{place.host} cannot be listened to on port {place.port} ({error.strerror}). Name "
            "another one with --port."
        ) from error
    at_once(listening)
    return listening


def at_once(listening: socket.socket) -> None:
    """Lets answers go out whole: otherwise each waits 40 milliseconds for the browser's word.

    Those that asyncio opens by itself are set so; connections inherit it from this one.
    """
    listening.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)


@contextmanager
def _data(data: Path, demo: Path | None) -> Iterator[Path]:
    """The data folder; of a demo one that goes again."""
    if demo is None:
        yield data
        return
    with tempfile.TemporaryDirectory(prefix="mis-demo-") as folder:
        yield Path(folder)


def _welcome(desk: Desk, place: Place, demo: Path | None) -> Iterator[str]:
    now = datetime.now(UTC)
    if demo is not None:
        yield "Five years of an invented trust are assessed first. This takes about a minute."
        fill_demo(desk, demo, now)
        yield f"Open {place.address} and sign in. The password of each is {PASSWORD}"
        yield from (f"  {email_of(role)}" for role in Role)
        yield "Nothing that you do here is kept once the demo is stopped (Ctrl-C)."
        return
    token = first_administrator(desk, now)
    if token:
        yield f"Set the administrator's password: {place.address}/invitation/{token}"
        yield f"The administrator signs in as {FIRST}, and invites everybody else."
    yield f"Open {place.address}. Stop with Ctrl-C."


def first_administrator(desk: Desk, now: datetime) -> str:
    """The secret of the first administrator's link, until their password is set; else nothing."""
    with desk.store.reading() as work:
        people = everybody(work)
    admins = [one for one in people if one.role is Role.ADMINISTRATOR]
    by = By("mis serve", "command line", now)
    if not admins:
        return add_account(desk.store, FIRST, "Administrator", Role.ADMINISTRATOR, "", by)
    if all(one.invited for one in admins):
        with desk.store.writing() as work:
            return invite(work, admins[0].id, now)
    return ""

"""What the service writes of itself: events for machines, and nothing of people."""

import io
import json
import logging
import sys
from collections.abc import Iterator

import pytest

from mis_assessor.services import readiness as ready
from mis_assessor.services.event_log import Events, write_events
from mis_assessor.services.readiness import readiness
from mis_assessor.services.stores import Store
from mis_assessor.store.records import Role
from service.people import NOW
from service.serving import Site

PLANTED = ("Rosalind Featherstonehaugh", "r.featherstonehaugh@example.org", "mw-48213")


@pytest.fixture
def written() -> Iterator[io.StringIO]:
    """Everything that is written as JSON while a test runs."""
    root, web = logging.getLogger(), logging.getLogger("mis.web")
    before = (root.handlers[:], root.level, web.level, logging.getLogger("mis").level)
    write_events(as_json=True)
    stream = io.StringIO()
    (handler,) = root.handlers
    assert isinstance(handler, logging.StreamHandler)
    handler.setStream(stream)
    yield stream
    root.handlers[:] = before[0]
    root.setLevel(before[1])
    web.setLevel(before[2])
    logging.getLogger("mis").setLevel(before[3])


def events(stream: io.StringIO) -> list[dict[str, object]]:
    return [json.loads(line) for line in stream.getvalue().splitlines()]


def test_requests_are_told_by_door_and_nobody_is_named(site: Site, written: io.StringIO) -> None:
    name, email, staff = PLANTED
    with site.client() as stranger:
        stranger.get("/sign-in", params={"who": name})
        stranger.post("/sign-in", data={"email": email, "password": name})
        stranger.get(f"/{staff}/{email}")
        stranger.get("/static/mis.css", headers={"x-request-id": staff})
        stranger.request("ROSALIND", "/sign-in")
    with site.client(site.ours[Role.CHAMPION]) as client:
        token = site.token(client)
        page = client.get("/", headers={"x-request-id": "0123456789abcdef"})
        assert page.headers["x-request-id"] == "0123456789abcdef"
        client.get(f"/submissions/{site.draft}/search", params={"q": name})
        client.get(f"/submissions/{site.draft}/files/{staff}.csv")
        files = {"files": (f"{name}.txt", staff.encode())}
        form = {"form_token": token}
        client.post(f"/submissions/{site.draft}/upload", data=form, files=files)
        answer = client.post("/load", data=form, files={"zip": (f"{email}.zip", name.encode())})
        site.after(client, answer)
        cookie = client.cookies["mis_visit"]
    told = events(written)
    said = written.getvalue()
    assert [one for one in (*PLANTED, *name.split(), token, cookie) if one in said] == []
    doors = {one["door"]: one for one in told if one["event"] == "request"}
    assert {"sign_in", "signing_in", "nowhere", "static", "search", "file", "job"} <= set(doors)
    assert set(doors["search"]) == {
        *("at", "level", "event", "door", "method", "status", "ms", "request"),
    }
    assert {one["method"] for one in told if "method" in one} == {"GET", "POST", "other"}
    jobs = [one for one in told if one["event"] == "job"]
    assert [one["came"] for one in jobs] == ["failed"]


def test_a_fault_is_told_by_its_kind_and_place(written: io.StringIO) -> None:
    try:
        raise ValueError(f"of {PLANTED[0]}")
    except ValueError:
        logging.getLogger("mis.web").exception("a fault that nobody foresaw: %s", PLANTED[1])
        logging.getLogger("somebody.else").error("over %s", PLANTED[2], exc_info=True)
    logging.getLogger("somebody.else").info("never told")
    ours, theirs = events(written)
    assert (ours["event"], ours["fault"]) == ("a fault that nobody foresaw", "ValueError")
    assert ours["places"] == theirs["places"]
    assert "test_events.py" in str(ours["places"])
    assert theirs["event"] == "library" and theirs["library"] == "somebody.else"
    assert not [one for one in PLANTED if one in written.getvalue()]


def test_on_a_screen_the_same_is_told_in_a_line() -> None:
    record = logging.LogRecord("mis.jobs", logging.INFO, "x.py", 1, "job", None, None)
    record.told = {"kind": "board paper", "ms": 12}
    line = Events(as_json=False).format(record)
    assert line.endswith("info job kind=board paper ms=12")
    bare = logging.LogRecord("lib", logging.ERROR, "x.py", 7, "x", None, (None, None, None))
    assert "library=lib where=x:7" in Events(as_json=False).format(bare)
    assert sys.exc_info() == (None, None, None)


def test_readiness_is_told_to_machines(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    with site.client() as machine:
        answer = machine.get("/health/ready")
        assert answer.status_code == 200 and answer.json()["ready"] is True
        assert "set-cookie" not in answer.headers
        monkeypatch.setattr(ready, "is_of_this_version", lambda store: False)
        answer = machine.get("/health/ready")
        assert (answer.status_code, answer.json()["migrations"]) == (503, False)
        monkeypatch.setattr(ready, "answers", lambda database: False)
        answer = machine.get("/health/ready")
        assert (answer.status_code, answer.json()["database"]) == (503, False)


def test_a_job_that_waits_long_is_an_alarm(store: Store) -> None:
    from mis_assessor.store.jobs import JobKind, Wanted, ask
    from mis_assessor.store.records import By

    assert readiness(store, NOW).jobs_waiting == 0
    with store.writing() as work:
        ask(work, "waits", Wanted(JobKind.PACK, "x", {}), By("A", "verifier", NOW))
    later = NOW.replace(hour=NOW.hour + 1)
    found = readiness(store, later)
    assert (found.jobs_waiting, found.oldest_waits_seconds) == (1, 3600)
    assert found.ready and found.jobs_late

"""Lets one person read in a service of its own, then fifty work, and prints what was measured."""

import json
import os
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import httpx

from mis_assessor.engine.cage import Engine
from mis_assessor.reading.shipped import rules_folder
from mis_assessor.rulebook.workflow import read_workflow
from mis_assessor.services.books import Books
from mis_assessor.services.desk import Desk
from mis_assessor.services.held import files_of
from mis_assessor.services.stores import audit_of, open_store, upgrade_store
from mis_assessor.store.accounts import sign_in
from mis_assessor.store.records import Role
from mis_assessor.web.entrance import VISIT
from service.serving import filled, moment_now, signed_in
from service.test_killed import served

HERE = Path(__file__).parent
SECONDS = int(os.environ.get("MIS_LOAD_SECONDS", "60"))
ALONE = 15
"""Seconds for which one person reads alone: quicker than that it will not be with fifty."""


def run() -> int:
    """One person, then fifty; gives 1 where something failed or a note was lost, else 0."""
    with tempfile.TemporaryDirectory(prefix="mis-load-") as place:
        data = Path(place)
        upgrade_store(data)
        store = open_store(data)
        with Engine() as engine:
            desk = Desk(store, Books(rules_folder()), read_workflow(rules_folder()), engine)
            staff, _, submission, _ = filled(desk)
        cookies = {}
        for role in (Role.CHAMPION, Role.BOARD, Role.APPROVER):
            with store.writing() as work:
                cookies[role.value] = sign_in(work, staff[role].id, moment_now())
        kept = data / "kept.txt"
        kept.touch()
        told = {
            "MIS_LOAD_SUBMISSION": submission,
            "MIS_LOAD_COOKIES": json.dumps(cookies),
            "MIS_LOAD_KEPT": str(kept),
        }
        with served(data, "") as (_, url):
            warmed(url, submission, *signed_in(desk, staff[Role.CHAMPION]))
            once = ("-u", "1", "-t", f"{ALONE}s", "Reader")
            alone = worked(url, once, {**told, "MIS_LOAD_PAUSE": "0.1"})
            busy = os.getloadavg()[0]
            begun, used = time.monotonic(), os.times()
            fifty = worked(url, ("-u", "50", "-r", "10", "-t", f"{SECONDS}s"), told)
            took, locust = time.monotonic() - begun, _children(os.times()) - _children(used)
        say("| | done | failed | half of them within | 95% within | slowest |")
        say("|---|---|---|---|---|---|")
        for name, entries in (("one reads alone", alone), *_by_name(fifty)):
            say(_row(name, entries))
        there = files_of(store, submission)
        notes = kept.read_text().split()
        lost = [n for n in notes if f"files/{n}" not in there]
        chain = audit_of(store)
        how = "broken" if chain.broken_at else "whole"
        say(
            f"\n{len(notes)} notes were taken, {len(lost)} of them lost; the audit has "
            f"{chain.lines} lines and is {how}.\nThose who made the load took {locust / took:.0%} "
            f"of a processor of {os.cpu_count()}; before they began {busy:.1f} were waited for."
        )
        store.close()
        return int(bool(lost) or any(entry["num_failures"] for entry in fifty))


def warmed(url: str, submission: str, cookie: str, token: str) -> None:
    """Has everything there that starts when it is first needed, which is not what is measured."""
    httpx.post(
        f"{url}/submissions/{submission}/assess",
        data={"form_token": token},
        headers={"cookie": f"{VISIT}={cookie}"},
        timeout=300,
    )


def worked(url: str, how: Sequence[str], told: Mapping[str, str]) -> list[dict[str, Any]]:
    """What locust measured, one entry for each thing that people did."""
    words = (sys.executable, "-m", "locust", "-f", str(HERE / "people.py"), "--headless", "--json")
    done = subprocess.run(
        (*words, "--host", url, *how),
        env={**os.environ, **told},
        check=False,
        capture_output=True,
        text=True,
    )
    found: list[dict[str, Any]] = json.loads(done.stdout[done.stdout.index("[") :])
    if any(entry["num_failures"] for entry in found):
        say("\n".join(line for line in done.stderr.splitlines() if "rror" in line))
    return found


def _by_name(entries: Sequence[dict[str, Any]]) -> list[tuple[str, Sequence[dict[str, Any]]]]:
    pages = [entry for entry in entries if entry["name"].startswith(("read", "home", "open"))]
    return [("**all page views**", pages), *((entry["name"], [entry]) for entry in entries)]


def _row(name: str, entries: Sequence[dict[str, Any]]) -> str:
    times: Counter[float] = Counter()
    for entry in entries:
        times.update({float(ms): number for ms, number in entry["response_times"].items()})
    every = sorted(times.elements())
    failed = sum(entry["num_failures"] for entry in entries)
    if not every:
        return f"| {name} | 0 | {failed} | | | |"
    half, most = every[len(every) // 2], every[min(len(every) * 95 // 100, len(every) - 1)]
    cells = (name, len(every), failed, *(f"{ms:,.0f} ms" for ms in (half, most, every[-1])))
    return f"| {' | '.join(map(str, cells))} |"


def _children(times: os.times_result) -> float:
    return times.children_user + times.children_system


def say(line: str) -> None:
    """A line for whoever started this."""
    sys.stdout.write(f"{line}\n")


if __name__ == "__main__":
    sys.exit(run())

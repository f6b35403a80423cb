"""Starts the service, lets fifty people work in it, and prints what was measured."""

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

from mis_assessor.engine.cage import Engine
from mis_assessor.reading.shipped import rules_folder
from mis_assessor.rulebook.workflow import read_workflow
from mis_assessor.services.books import Books
from mis_assessor.services.desk import Desk
from mis_assessor.services.held import files_of
from mis_assessor.services.stores import audit_of, open_store, upgrade_store
from mis_assessor.store.accounts import sign_in
from mis_assessor.store.records import Role
from service.serving import filled, moment_now
from service.test_killed import served

HERE = Path(__file__).parent
SECONDS = os.environ.get("MIS_LOAD_SECONDS", "60")


def run() -> int:
    """Fifty people for a minute; gives locust's exit code, or 1 where a note was lost."""
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
        words = ("-f", str(HERE / "people.py"), "--headless", "-u", "50", "-r", "10")
        with served(data, "") as (_, url):
            done = subprocess.run(
                (
                    sys.executable,
                    "-m",
                    "locust",
                    *words,
                    "-t",
                    f"{SECONDS}s",
                    "--host",
                    url,
                    "--only-summary",
                ),
                env={**os.environ, **told},
                check=False,
            )
        there = files_of(store, submission)
        lost = [n for n in kept.read_text().split() if f"files/{n}" not in there]
        chain = audit_of(store)
        taken = len(kept.read_text().split())
        how = "broken" if chain.broken_at else "whole"
        sys.stdout.write(
            f"{taken} notes were taken, {len(lost)} of them lost; the audit has {chain.lines} "
            f"lines and is {how}.\n"
        )
        store.close()
        return done.returncode or bool(lost)


if __name__ == "__main__":
    sys.exit(run())

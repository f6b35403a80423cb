"""The way to ten of an assessment that is held: worked out once, then kept beside it."""

import json
from collections.abc import Mapping
from typing import Any

from mis_assessor.core.assessment.canonical import as_json
from mis_assessor.rulebook.efforts import read_efforts
from mis_assessor.services.assess import position_of
from mis_assessor.services.assess_held import Asked, asked_of, write_made
from mis_assessor.services.desk import Desk
from mis_assessor.services.path import path_of_position
from mis_assessor.services.read_twice import received_twice
from mis_assessor.services.time_limit import Deadline
from mis_assessor.services.workshop import Bench
from mis_assessor.store import assessments
from mis_assessor.store.database import Work
from mis_assessor.store.records import By

WAYS = "way to ten"
MOST_WAYS = 3


def ways_found(desk: Desk, submission: str, digest: str) -> Mapping[str, Any] | None:
    """The cheapest ways to ten from an assessment; None before they have been worked out."""
    with desk.store.reading() as work:
        made = assessments.paper(work, submission, digest, WAYS)
    if made is None:
        return None
    found: Mapping[str, Any] = json.loads(desk.store.blobs.read(made))
    return found


def find_ways(desk: Desk, submission: str, digest: str) -> str | None:
    """Works out the ways to ten, and gives the fingerprint under which they lie.

    None where they were before; else `note_ways` writes them down. Raises as an assessment.
    """
    if ways_found(desk, submission, digest) is not None:
        return None
    return desk.store.blobs.keep(desk.do_slowly(_ways, asked_of(desk, submission, digest)))


def note_ways(work: Work, submission: str, digest: str, sha256: str, by: By) -> None:
    """Writes down that the ways to ten were worked out; the first ones stand."""
    write_made(work, submission, digest, WAYS, sha256, by)


def _ways(bench: Bench, asked: Asked) -> bytes:
    received = received_twice(asked.files, bench.books.tables)
    position = position_of(received, bench.books, asked.days, asked.confirmed, Deadline())
    efforts = read_efforts(bench.books.rules, None)
    return as_json(path_of_position(position, efforts, bench.engine, MOST_WAYS))

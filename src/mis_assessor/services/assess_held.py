"""Assesses what is held, and keeps the assessment with the papers made of it.

A paper is made of the very assessment that was kept, or not at all.
"""

import json
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any

from mis_assessor.core.assessment.assessment import Assessment
from mis_assessor.core.assessment.canonical import as_json, assessment_json
from mis_assessor.core.errors import EngineFault, NotAllowed
from mis_assessor.intake.read import Received
from mis_assessor.rulebook.efforts import read_efforts
from mis_assessor.services.ahead import CALENDAR, CALENDAR_FILE, calendar_of_assessment
from mis_assessor.services.assess import Days, assess_received, position_of
from mis_assessor.services.desk import Desk
from mis_assessor.services.held import files_of, standing
from mis_assessor.services.path import path_of_position
from mis_assessor.services.publish import board_paper, challenge_sheet, web_edition
from mis_assessor.services.read_twice import received_twice
from mis_assessor.services.time_limit import Deadline
from mis_assessor.services.where_it_stands import PAPER
from mis_assessor.store import assessments, audit
from mis_assessor.store.records import By, Held, Kept

WEB, CHALLENGE, WAYS = "web edition", "challenge sheet", "way to ten"
MOST_WAYS = 3


def assess_held(desk: Desk, submission: str, today: date, by: By) -> Kept:
    """Assesses the version that stands, as at the day it names, else as at today.

    Raises EvidenceUnreadable, RulebookWrong or EngineFault; then nothing is kept.
    """
    with desk.queues.of("assess", submission):
        it = standing(desk.store, submission)
        with desk.store.reading() as work:
            last = assessments.latest(work, submission, it.version)
        if last is not None and last.at >= by.moment:
            return last  # somebody assessed this very version while we waited
        return _assess(desk, it, today, by)


def _assess(desk: Desk, it: Held, today: date, by: By) -> Kept:
    submission = it.id
    assessed = _assessed(desk, it, Days(), today)
    content = desk.store.blobs.keep(assessment_json(assessed))
    made = {WEB: web_edition(assessed), CHALLENGE: as_json(challenge_sheet(assessed))}
    made |= calendar_of_assessment(assessed)
    pages = {kind: desk.store.blobs.keep(page) for kind, page in made.items()}
    kept = Kept(
        submission=submission,
        version=it.version,
        digest=assessed.digests.assessment,
        on=assessed.on.isoformat(),
        known_on=assessed.known_on.isoformat(),
        rulebook=assessed.digests.rulebook,
        verdict=assessed.verdict.value,
        met=assessed.met,
        hold=sum(action.verdict.holds for action in assessed.actions),
        content=content,
        by=by.who,
        at=by.moment,
    )
    with desk.store.writing() as work:
        if assessments.assessment(work, submission, kept.digest, it.version) is None:
            assessments.keep(work, kept)
            for kind, sha256 in pages.items():
                assessments.keep_paper(work, submission, kept.digest, kind, sha256, by.moment)
            audit.write(work, by, "assessed", submission, assessment=kept.digest)
    return kept


def _assessed(desk: Desk, it: Held, days: Days, today: date) -> Assessment:
    received = received_twice(files_of(desk.store, it.id, it.version), desk.books.tables)
    if days.on is None and received.submission.assessed_as_at is None:
        days = Days(today, days.known_on)
    return assess_received(received, desk.books, days, desk.engine)


def make_paper(desk: Desk, submission: str, digest: str, by: By) -> bytes:
    """The Board paper of an assessment: made once, then always the same bytes.

    Raises NotAllowed where there is no such assessment, and EngineFault where what is
    assessed again does not come to what was kept.
    """

    def draw(received: Received, days: Days) -> bytes:
        again = assess_received(received, desk.books, days, desk.engine)
        if again.digests.assessment != digest:
            raise EngineFault(
                "Assessed again, the evidence does not come to what was kept: the rules have "
                "changed since. Assess the submission again, and make the paper of that."
            )
        return board_paper(again)

    return made_once(desk, submission, digest, PAPER, draw, by)


def path_to_ten(desk: Desk, submission: str, digest: str, by: By) -> Mapping[str, Any]:
    """The cheapest ways to ten from an assessment, worked out once. Raises as an assessment."""

    def work_out(received: Received, days: Days) -> bytes:
        position = position_of(received, desk.books, days, None, Deadline())
        efforts = read_efforts(desk.rules, None)
        return as_json(path_of_position(position, efforts, desk.engine, MOST_WAYS))

    found: Mapping[str, Any] = json.loads(made_once(desk, submission, digest, WAYS, work_out, by))
    return found


def made_once(
    desk: Desk,
    submission: str,
    digest: str,
    kind: str,
    make: Callable[[Received, Days], bytes],
    by: By,
) -> bytes:
    """What is made of the evidence of an assessment when it is first asked for, then kept."""
    with desk.store.reading() as work:
        kept = assessments.assessment(work, submission, digest)
        made = assessments.paper(work, submission, digest, kind)
    if kept is None:
        raise NotAllowed("There is no such assessment here.")
    if made is not None:
        return desk.store.blobs.read(made)
    received = received_twice(files_of(desk.store, submission, kept.version), desk.books.tables)
    days = Days(date.fromisoformat(kept.on), date.fromisoformat(kept.known_on))
    content = make(received, days)
    sha256 = desk.store.blobs.keep(content)
    with desk.store.writing() as work:
        assessments.keep_paper(work, submission, digest, kind, sha256, by.moment)
        audit.write(work, by, f"made the {kind}", submission, assessment=digest)
    return content


def web_page(desk: Desk, submission: str, digest: str) -> bytes:
    """The web edition of the paper of an assessment. Raises NotAllowed."""
    return _made(desk, submission, digest, WEB)


def challenge_of(desk: Desk, submission: str, digest: str) -> tuple[str, ...]:
    """The questions of the challenge sheet of an assessment. Raises NotAllowed."""
    return tuple(json.loads(_made(desk, submission, digest, CHALLENGE)))


def calendar_kept(desk: Desk, submission: str, digest: str) -> Sequence[Mapping[str, Any]]:
    """What is due next, one table for each state. Raises NotAllowed."""
    found: Sequence[Mapping[str, Any]] = json.loads(_made(desk, submission, digest, CALENDAR))
    return found


def calendar_file_kept(desk: Desk, submission: str, digest: str) -> bytes:
    """The same as a calendar file. Raises NotAllowed."""
    return _made(desk, submission, digest, CALENDAR_FILE)


def _made(desk: Desk, submission: str, digest: str, kind: str) -> bytes:
    with desk.store.reading() as work:
        made = assessments.paper(work, submission, digest, kind)
    if made is None:
        raise NotAllowed("There is no such assessment here.")
    return desk.store.blobs.read(made)

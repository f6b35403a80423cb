"""Assesses what is held, and keeps the assessment with the papers made of it.

A paper is made of the very assessment that was kept, or not at all.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from mis_assessor.core.assessment.assessment import Assessment
from mis_assessor.core.assessment.canonical import as_json, assessment_json
from mis_assessor.core.errors import EngineFault, NotAllowed
from mis_assessor.intake.files import Files
from mis_assessor.intake.read import Received
from mis_assessor.services.ahead import CALENDAR, CALENDAR_FILE, calendar_of_assessment
from mis_assessor.services.assess import Confirmed, Days, assess_received
from mis_assessor.services.confirming import confirmed_of, confirmed_then
from mis_assessor.services.desk import Desk
from mis_assessor.services.held import files_of, standing
from mis_assessor.services.publish import board_paper, challenge_sheet, web_edition
from mis_assessor.services.read_twice import received_twice
from mis_assessor.services.stores import audit_head
from mis_assessor.services.where_it_stands import PAPER
from mis_assessor.services.workshop import Bench, Task
from mis_assessor.store import assessments, audit
from mis_assessor.store.database import Work
from mis_assessor.store.records import By, Held, Kept

WEB, CHALLENGE = "web edition", "challenge sheet"


def assess_held(desk: Desk, submission: str, today: date, by: By, since: int | None = None) -> Kept:
    """Assesses the version that stands, as at the day it names, else as at today.

    Who only wants a change of theirs assessed names the version `since` which it stands; an
    assessment of that or a later one, made while they waited, will do.
    Raises EvidenceUnreadable, RulebookWrong or EngineFault; then nothing is kept.
    """
    with desk.queues.of("assess", submission):
        it = standing(desk.store, submission)
        with desk.store.reading() as work:
            last = assessments.latest(work, submission)
        if last is not None and _will_do(last, it, by, since):
            return last
        return _assess(desk, it, today, by)


def _will_do(last: Kept, it: Held, by: By, since: int | None) -> bool:
    """Whether somebody assessed what is asked for while we waited."""
    if since is not None:
        return last.version >= since
    return last.version == it.version and last.at >= by.moment


@dataclass(frozen=True, slots=True)
class Asked:
    """The files of one version, and the days it is assessed as at."""

    files: Files
    days: Days
    digest: str = ""
    """What it must come to, where it was assessed before."""
    audit_head: str = ""
    """The line in which the audit ended when this was asked for."""
    confirmed: Confirmed | None = None
    """Which values count as confirmed; of what was assessed before, those that did then."""


@dataclass(frozen=True, slots=True)
class Written:
    """An assessment as it is kept, and the pages made of it."""

    digest: str
    on: str
    known_on: str
    rulebook: str
    verdict: str
    met: bool
    hold: int
    content: bytes
    pages: Mapping[str, bytes]


def _written(bench: Bench, asked: Asked) -> Written:
    """An assessment with the pages made of it; as at the day it names, else the one given."""
    received = received_twice(asked.files, bench.books.tables)
    own = received.submission.assessed_as_at is not None
    days = Days() if own else asked.days
    assessed = assess_received(received, bench.books, days, bench.engine, asked.confirmed)
    pages = {WEB: web_edition(assessed), CHALLENGE: as_json(challenge_sheet(assessed))}
    return Written(
        digest=assessed.digests.assessment,
        on=assessed.on.isoformat(),
        known_on=assessed.known_on.isoformat(),
        rulebook=assessed.digests.rulebook,
        verdict=assessed.verdict.value,
        met=assessed.met,
        hold=sum(action.verdict.holds for action in assessed.actions),
        content=assessment_json(assessed),
        pages={**pages, **calendar_of_assessment(assessed)},
    )


@dataclass(frozen=True, slots=True)
class WorkedOut:
    """An assessment whose pages lie on disk, and which nothing in the store names yet."""

    made: Written
    content: str
    pages: Mapping[str, str]
    """The fingerprint of each by its kind."""


def work_out(desk: Desk, evidence: Files, today: date) -> WorkedOut:
    """Assesses files; what is found counts once `write_assessment` has written it down."""
    made = desk.do(_written, Asked(evidence, Days(today), confirmed=confirmed_of(desk)))
    keep = desk.store.blobs.keep
    pages = {kind: keep(page) for kind, page in made.pages.items()}
    return WorkedOut(made, keep(made.content), pages)


def write_assessment(work: Work, submission: str, version: int, found: WorkedOut, by: By) -> Kept:
    """Keeps an assessment of a version, inside a transaction; the first of its digest stands."""
    made = found.made
    kept = Kept(
        submission=submission,
        version=version,
        digest=made.digest,
        on=made.on,
        known_on=made.known_on,
        rulebook=made.rulebook,
        verdict=made.verdict,
        met=made.met,
        hold=made.hold,
        content=found.content,
        by=by.who,
        at=by.moment,
    )
    if assessments.assessment(work, submission, kept.digest, version) is None:
        assessments.keep(work, kept)
        for kind, sha256 in found.pages.items():
            assessments.keep_paper(work, submission, kept.digest, kind, sha256, by.moment)
        audit.write(work, by, "assessed", submission, assessment=kept.digest)
    return kept


def _assess(desk: Desk, it: Held, today: date, by: By) -> Kept:
    found = work_out(desk, files_of(desk.store, it.id, it.version), today)
    with desk.store.writing() as work:
        return write_assessment(work, it.id, it.version, found, by)


def drawn_paper(desk: Desk, submission: str, digest: str) -> bytes | None:
    """The Board paper of an assessment; None before it has been drawn."""
    with desk.store.reading() as work:
        made = assessments.paper(work, submission, digest, PAPER)
    return desk.store.blobs.read(made) if made else None


def draw_paper(desk: Desk, submission: str, digest: str) -> str | None:
    """Draws the Board paper of an assessment, and gives the fingerprint under which it lies.

    None where there is one already; else `note_paper` writes down that it was made. Its
    declaration page names the line in which the audit ended just before. Raises NotAllowed
    where there is no such assessment, and EngineFault where what is assessed again does not come
    to what was kept.
    """
    if drawn_paper(desk, submission, digest) is not None:
        return None
    return desk.store.blobs.keep(desk.do_slowly(_drawn, asked_of(desk, submission, digest)))


def note_paper(work: Work, submission: str, digest: str, sha256: str, by: By) -> None:
    """Writes down that the Board paper was made; the first one stands."""
    write_made(work, submission, digest, PAPER, sha256, by)


def assessed_again(bench: Bench, asked: Asked, received: Received) -> Assessment:
    """What was assessed before, once more. Raises EngineFault where it is not the same."""
    again = assess_received(received, bench.books, asked.days, bench.engine, asked.confirmed)
    if again.digests.assessment != asked.digest:
        raise EngineFault(
            "Assessed again, the evidence does not come to what was kept: the rules have "
            "changed since. Assess the submission again, and look at that."
        )
    return again


def _drawn(bench: Bench, asked: Asked) -> bytes:
    received = received_twice(asked.files, bench.books.tables)
    again = assessed_again(bench, asked, received)
    return board_paper(replace(again, audit_head=asked.audit_head), bench.books.rules)


def made_once(
    desk: Desk,
    submission: str,
    digest: str,
    kind: str,
    task: Task[Asked, bytes],
    by: By,
) -> bytes:
    """What is made of the evidence of an assessment when it is first asked for, then kept."""
    with desk.queues.of(kind, submission):
        with desk.store.reading() as work:
            made = assessments.paper(work, submission, digest, kind)
        if made is not None:
            return desk.store.blobs.read(made)
        content = desk.do(task, asked_of(desk, submission, digest))
        sha256 = desk.store.blobs.keep(content)
        with desk.store.writing() as work:
            write_made(work, submission, digest, kind, sha256, by)
        return content


def asked_of(desk: Desk, submission: str, digest: str) -> Asked:
    """The evidence and the days of an assessment that was kept. Raises NotAllowed."""
    with desk.store.reading() as work:
        kept = assessments.assessment(work, submission, digest)
    if kept is None:
        raise NotAllowed("There is no such assessment here.")
    days = Days(date.fromisoformat(kept.on), date.fromisoformat(kept.known_on))
    evidence = files_of(desk.store, submission, kept.version)
    then = confirmed_then(desk, kept.content)
    return Asked(evidence, days, digest, audit_head(desk.store), then)


def write_made(work: Work, submission: str, digest: str, kind: str, sha256: str, by: By) -> None:
    """Writes down what was made of an assessment; the first one of its kind stands."""
    audit.hold(work)  # two who made the same at once come one after the other
    if assessments.paper(work, submission, digest, kind) is None:
        assessments.keep_paper(work, submission, digest, kind, sha256, by.moment)
        audit.write(work, by, f"made the {kind}", submission, assessment=digest)


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

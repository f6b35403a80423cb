"""An assessment made again from evidence and rules, as at the days on which it was first made."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from mis_assessor.core.assessment.assessment import Assessment
from mis_assessor.core.assessment.canonical import with_digest
from mis_assessor.core.checking.data_differences import data_differences
from mis_assessor.core.checking.verification import (
    CheckDone,
    Subject,
    does_hold,
    fails,
    open_question,
)
from mis_assessor.core.errors import EvidenceUnreadable, RulebookWrong
from mis_assessor.core.evidence.submission import Submission
from mis_assessor.core.wording import counted, on_day
from mis_assessor.engine.cage import Engine
from mis_assessor.intake.read import Received
from mis_assessor.rulebook.confirmations import write_confirmations
from mis_assessor.services.assess import Confirmed, Days, assess_received
from mis_assessor.services.assess_frameworks import assess_received_beside
from mis_assessor.services.books import Books
from mis_assessor.services.pack_files import Evidence
from mis_assessor.services.read_twice import received_twice

MOST_TOLD = 40


@dataclass(frozen=True, slots=True)
class Recomputed:
    """What came of computing again; None where the evidence does not let it."""

    assessment: Assessment | None
    submission: Submission | None
    """The evidence, where it could be read."""
    checks: tuple[CheckDone, ...]


def recomputed(
    evidence: Evidence,
    stated: Assessment | None,
    books: Books,
    engine: Engine,
    folder: Path,
) -> Recomputed:
    """The assessment of the evidence, by both evaluators, on the days of the stated one.

    What keeps it from being computed becomes a check that does not hold. Raises EngineFault.
    """
    try:
        with evidence.opened() as files:
            received = received_twice(files, books.tables)
        computed = _assessed(received, stated, books, engine, folder)
    except EvidenceUnreadable as error:
        said = tuple(fails(Subject.EVIDENCE, p.what, p.where) for p in error.problems)
        return Recomputed(None, None, said)
    except RulebookWrong as error:
        said = tuple(fails(Subject.RULES, p.what, p.where) for p in error.problems)
        return Recomputed(None, None, said)
    return Recomputed(computed, received.submission, ())


def _assessed(
    received: Received,
    stated: Assessment | None,
    books: Books,
    engine: Engine,
    folder: Path,
) -> Assessment:
    if stated is None:
        return assess_received(received, books, Days(), engine)
    made = stated.made_with
    file = folder / "confirmations.json"
    if made.confirmations:
        write_confirmations(file, made.confirmations)
    marks = Confirmed(file, made.confirmed_only)
    days = Days(stated.on, stated.known_on)
    names = tuple(result.framework for result in stated.frameworks)
    if names and not stands_in_a_system(stated):
        return assess_received_beside(received, None, books, names, days, engine, marks)
    return assess_received(received, books, days, engine, marks)


def stands_in_a_system(assessment: Assessment) -> bool:
    """Whether frameworks were decided with a local system's own folder, which no paper holds."""
    return any(body.kind == "system" for result in assessment.frameworks for body in result.bodies)


def held_together(stated: Assessment, computed: Assessment) -> Iterator[CheckDone]:
    """What a paper states against what was computed again, place by place."""
    yield from _evidence(stated, computed)
    if stands_in_a_system(stated):
        yield open_question(
            Subject.ASSESSMENT,
            "the frameworks were decided with the folder of the local system, which is not in the "
            "paper; the scheme itself was computed again.",
        )
        computed = replace(computed, frameworks=stated.frameworks, remarks=stated.remarks)
    since = replace(
        computed,
        made_with=stated.made_with,
        outcomes=stated.outcomes,
        audit_head=stated.audit_head,
    )
    same = with_digest(since) == stated
    found = () if same else data_differences(stated, computed)
    for where, said in found[:MOST_TOLD]:
        yield fails(Subject.ASSESSMENT, f"{said}.", where)
    if (more := len(found) - MOST_TOLD) > 0:
        yield fails(Subject.ASSESSMENT, f"{counted(more, 'differences')} more.")
    if same:
        made, now = stated.made_with, computed.made_with
        versions = (
            f"with {now.tool} and {now.engine}"
            if (made.tool, made.engine) == (now.tool, now.engine)
            else f"with {now.tool} and {now.engine}; it was made with {made.tool} and {made.engine}"
        )
        yield does_hold(
            Subject.ASSESSMENT,
            f"gives the same, by both evaluators, {versions}, on the facts up to "
            f"{on_day(stated.on, '')} and the guidance known {on_day(stated.known_on)}.",
        )
    elif not found and stated.made_with != computed.made_with:
        said = "what it says of how it was made is not so."
        yield fails(Subject.ASSESSMENT, said, "made with")


def _evidence(stated: Assessment, computed: Assessment) -> Iterator[CheckDone]:
    """Every file that was read against every file that is there."""
    was, now = stated.files, computed.files
    lost = {name: digest for name, digest in was.items() if name not in now}
    new = {name: digest for name, digest in now.items() if name not in was}
    for name, digest in lost.items():
        other = next((n for n, d in new.items() if d == digest), None)
        if other is None:
            yield fails(Subject.EVIDENCE, "was assessed and is not there.", name)
        else:
            del new[other]
            yield fails(Subject.EVIDENCE, f"was called “{name}” when it was assessed.", other)
    for name in new:
        yield fails(Subject.EVIDENCE, "was not there when it was assessed.", name)
    changed = [name for name in was if name in now and was[name] != now[name]]
    for name in changed:
        said = f"is not the file that was assessed: {now[name][:12]} instead of {was[name][:12]}."
        yield fails(Subject.EVIDENCE, said, name)
    if was == now and stated.digests.submission == computed.digests.submission:
        yield does_hold(Subject.EVIDENCE, f"{counted(len(was), 'files')} bear their fingerprints.")
    elif not (lost or new or changed):
        said = "the fingerprint over all of it is not the one the paper states."
        yield fails(Subject.EVIDENCE, said)

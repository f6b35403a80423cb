"""Two assessments of a submission that is held, side by side; and one of what is not so.

What somebody compares with is what they saw last: the Board what was before it, everybody else
the assessment before this one.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from mis_assessor.core.assessment.assessment import Assessment
from mis_assessor.core.assessment.canonical import assessment_from
from mis_assessor.core.assessment.changed import Changed, changed
from mis_assessor.core.errors import NotAllowed, Problem
from mis_assessor.intake.files import Files
from mis_assessor.intake.read import received_in
from mis_assessor.services.assess_held import Asked, asked_of
from mis_assessor.services.chase import rows_changed
from mis_assessor.services.desk import Desk
from mis_assessor.services.held import files_of
from mis_assessor.services.read_twice import received_twice
from mis_assessor.services.what_if import MistypedFact, supposed
from mis_assessor.services.workshop import Bench
from mis_assessor.store.assessments import assessments, steps
from mis_assessor.store.records import Kept, Role, Step

TO_THE_BOARD = ("send to the Board", "approve")
READ_BY_THE_BOARD = (Role.BOARD, Role.APPROVER, Role.OFFICER)


@dataclass(frozen=True, slots=True)
class Earlier:
    """An assessment to compare with, and what it was for."""

    kept: Kept
    step: Step | None
    """The step by which it was before the Board; None where it never was."""


def earlier_ones(desk: Desk, submission: str, than: Kept) -> tuple[Earlier, ...]:
    """Every assessment before one that says something else, the newest first; each once."""
    with desk.store.reading() as work:
        every = assessments(work, submission)
        taken = steps(work, submission)
    before = {step.digest: step for step in taken if step.move in TO_THE_BOARD}
    found: dict[str, Earlier] = {}
    for kept in every:
        if kept.digest != than.digest and kept.digest not in found:
            found[kept.digest] = Earlier(kept, before.get(kept.digest))
    return tuple(found.values())


def seen_last(earlier: Sequence[Earlier], role: Role) -> Earlier | None:
    """What somebody of a role saw last: at the last meeting, else before this one."""
    at_the_board = [one for one in earlier if one.step is not None]
    if role in READ_BY_THE_BOARD and at_the_board:
        return max(at_the_board, key=lambda one: one.step.at if one.step else "")
    return earlier[0] if earlier else None


@dataclass(frozen=True, slots=True)
class _Pair:
    """Two assessments, and the files of each where the two are of different evidence."""

    before: Assessment
    after: Assessment
    files: tuple[Files, Files] | None


def compared(desk: Desk, before: Kept, after: Kept) -> Changed:
    """What moved from one assessment to another, down to the rows of the registers."""
    files = None
    if before.version != after.version:
        old, new = (files_of(desk.store, one.submission, one.version) for one in (before, after))
        files = old, new
    pair = _Pair(assessment_kept(desk, before), assessment_kept(desk, after), files)
    return desk.do(_side_by_side, pair)


def _side_by_side(bench: Bench, pair: _Pair) -> Changed:
    rows: tuple[str, ...] = ()
    if pair.files is not None:
        old, new = (received_in(files, bench.books.tables) for files in pair.files)
        rows = rows_changed(old.submission, new.submission)
    return changed(pair.before, pair.after, rows)


@dataclass(frozen=True, slots=True)
class _Supposed:
    """An assessment, what it rests on, and what is supposed besides."""

    asked: Asked
    kept: Assessment
    facts: tuple[str, ...]


def compared_with_what_is_not_so(desk: Desk, kept: Kept, facts: Sequence[str]) -> Changed:
    """What would be otherwise if some facts were so; nothing of it is kept.

    Raises MistypedFact with every fact that cannot be read.
    """
    asked = asked_of(desk, kept.submission, kept.digest)
    found = desk.do(_not_so, _Supposed(asked, assessment_kept(desk, kept), tuple(facts)))
    if not isinstance(found, Changed):
        raise MistypedFact(found)
    return found


def _not_so(bench: Bench, what: _Supposed) -> Changed | tuple[Problem, ...]:
    """What would be otherwise, or every fact that cannot be read."""
    asked = what.asked
    received = received_twice(asked.files, bench.books.tables)
    try:
        found = supposed(
            received, bench.books, asked.days, what.facts, bench.engine, asked.confirmed
        )
    except MistypedFact as wrong:
        return wrong.problems
    return changed(what.kept, found)


def assessment_kept(desk: Desk, kept: Kept) -> Assessment:
    """An assessment as a value. Raises NotAllowed where another version wrote it."""
    try:
        return assessment_from(desk.store.blobs.read(kept.content))
    except ValueError as error:
        raise NotAllowed(
            "The assessment was written by another version of the program, and cannot be compared. "
            "Assess the submission again."
        ) from error


def course_of(desk: Desk, submission: str, most: int) -> Iterator[Kept]:
    """The last assessments in the order of time, of each version of the evidence the last."""
    with desk.store.reading() as work:
        every = assessments(work, submission)
    last: dict[int, Kept] = {}
    for kept in every:
        last.setdefault(kept.version, kept)
    yield from sorted(last.values(), key=lambda one: one.version)[-most:]

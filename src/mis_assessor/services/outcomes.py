"""The chain of outcomes beside a submission or a pack: read whole, and only ever added to."""

import hashlib
import os
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from pydantic import TypeAdapter, ValidationError
from pydantic_core import to_json

from mis_assessor import __version__
from mis_assessor.core.assessment.assessment import Assessment
from mis_assessor.core.errors import EvidenceUnreadable, NotAllowed, Problem
from mis_assessor.core.plain import plain
from mis_assessor.core.pool.outcomes import (
    FIRST,
    OutcomeRecord,
    OutcomeStep,
    sealed_record,
    why_not,
    wrong_in_chain,
)
from mis_assessor.core.workflow.moves import Transition
from mis_assessor.intake.files import File
from mis_assessor.intake.inventory import chain_beside
from mis_assessor.intake.somebody import read_role, read_somebody
from mis_assessor.reading import limits

CHAIN_BYTES = 5 * limits.MEGABYTE
_RECORD = TypeAdapter(OutcomeRecord)


@dataclass(frozen=True, slots=True)
class Told:
    """What a person says of a step: its outcome, the day, who, in which role, and why."""

    step: OutcomeStep
    outcome: str
    on: date
    who: str
    role: str
    reason: str = ""
    letter: Path | None = None
    """The file that says so; its fingerprint is recorded, the file itself stays where it is."""


def read_chain(path: Path) -> tuple[OutcomeRecord, ...]:
    """The chain beside a submission or pack; none where nothing was recorded yet.

    Raises EvidenceUnreadable where a record was changed, taken out or cannot be read.
    """
    place = chain_beside(path)
    if not place.exists():
        return ()
    content = File(place.name, place.stat().st_size, lambda: place.open("rb")).content(CHAIN_BYTES)
    return chain_in(content.splitlines(), place.name)


def chain_in(lines: Iterable[bytes | str], name: str) -> tuple[OutcomeRecord, ...]:
    """The chain in lines of a file or of the store, whose name its problems bear.

    Raises EvidenceUnreadable where a record was changed, taken out or cannot be read.
    """
    found: list[OutcomeRecord] = []
    problems: list[Problem] = []
    for number, line in enumerate(lines, start=1):
        try:
            found.append(_RECORD.validate_json(line, extra="forbid"))
        except ValidationError:
            problems.append(Problem(f"{name}, line {number}", "is no record of an outcome."))
    if not problems:
        problems = [Problem(f"{name}, line {n}", says) for n, says in wrong_in_chain(found)]
    if problems:
        raise EvidenceUnreadable(problems)
    return tuple(found)


def with_outcomes(assessment: Assessment, path: Path) -> Assessment:
    """The assessment with what was recorded of it since; its own digest stays as it is."""
    chain = read_chain(path)
    return replace(assessment, outcomes=chain) if chain else assessment


def record_outcome(
    path: Path, assessment: Assessment, told: Told, recorded_on: date
) -> OutcomeRecord:
    """Adds one record to the chain; what stands there is never touched.

    Raises NotAllowed with everything that keeps it from being recorded.
    """
    with _alone(chain_beside(path)) as place:
        chain = read_chain(path)
        digests = assessment.digests
        about = About(
            assessment.trust_code,
            assessment.scheme_year,
            _sha256(path) if path.is_file() else digests.submission,
            digests.assessment,
            digests.rulebook,
        )
        own = _of_its_own(told, assessment)
        record = next_record(chain, about, told, recorded_on, place.name, own)
        line = line_of(record) + b"\n"
        try:
            with place.open("ab") as stream:
                stream.write(line)
                stream.flush()
                os.fsync(stream.fileno())
        except OSError as error:
            raise NotAllowed(f"{place}: {error.strerror or error}. Nothing was recorded.") from None
    return record


@dataclass(frozen=True, slots=True)
class About:
    """What a record is about: whose year, and the fingerprints of exactly what."""

    trust_code: str
    scheme_year: int
    subject: str
    assessment: str
    rulebook: str


def next_record(
    chain: Sequence[OutcomeRecord],
    about: About,
    told: Told,
    recorded_on: date,
    where: str,
    more: Iterable[str] = (),
) -> OutcomeRecord:
    """The record that follows a chain, sealed; raises NotAllowed with everything against it."""
    letter = told.letter
    record = sealed_record(
        OutcomeRecord(
            number=len(chain) + 1,
            trust_code=about.trust_code,
            scheme_year=about.scheme_year,
            step=told.step,
            outcome=told.outcome,
            on=told.on,
            who=told.who,
            role=told.role,
            subject=about.subject,
            assessment=about.assessment,
            rulebook=about.rulebook,
            program=__version__,
            recorded_on=recorded_on,
            reason=told.reason,
            evidence=_sha256(letter) if letter else "",
            previous=chain[-1].digest if chain else FIRST,
        )
    )
    problems = [*_nobody(told), *more, *why_not(chain, record)]
    if problems:
        raise NotAllowed([Problem(where, says) for says in problems])
    return record


def can_follow(chain: Sequence[OutcomeRecord], move: Transition) -> bool:
    """Whether any outcome of a move could be recorded after a chain."""
    last = chain[-1] if chain else None
    if last is None:
        return move.records == OutcomeStep.DECLARED
    trials = (
        replace(last, step=OutcomeStep(move.records), outcome=outcome) for outcome in move.outcomes
    )
    return any(not list(why_not(chain, trial)) for trial in trials)


def line_of(record: OutcomeRecord) -> bytes:
    """A record as its line of the chain."""
    return to_json(plain(record))


def _nobody(told: Told) -> Iterator[str]:
    for read, text in ((read_somebody, told.who), (read_role, told.role)):
        try:
            read(text)
        except ValueError as why:
            yield str(why)


def _of_its_own(told: Told, assessment: Assessment) -> Iterator[str]:
    """What is recorded as assessed is what the program assesses, in nobody else's words."""
    if told.step is OutcomeStep.ASSESSED and told.outcome != assessment.verdict.value:
        yield (
            f"It is assessed as {assessment.verdict.value}, not as {told.outcome}. Leave the "
            "outcome out: it is taken from the assessment."
        )


def _sha256(path: Path) -> str:
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


@contextmanager
def _alone(place: Path) -> Iterator[Path]:
    """Nobody else records at the same time: two records would name the same one before them."""
    lock = place.with_name(place.name + ".lock")
    try:
        os.close(os.open(lock, os.O_CREAT | os.O_EXCL | os.O_WRONLY))
    except FileExistsError:
        raise NotAllowed(
            f"Somebody else is recording in {place.name}. Try again; if nobody is, delete "
            f"{lock.name}."
        ) from None
    except OSError as error:
        raise NotAllowed(f"{place}: {error.strerror or error}. Nothing was recorded.") from None
    try:
        yield place
    finally:
        with suppress(OSError):
            lock.unlink()

"""One pack as one pure call: a path in, a small line out; each process keeps its own tools."""

import gc
import hashlib
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

from mis_assessor.core.assessment.assessment import Assessment
from mis_assessor.core.checking.agreement import Agreement
from mis_assessor.core.checking.portfolio import FEW_TOLD, PackLine
from mis_assessor.core.checking.published import NationalData
from mis_assessor.core.checking.verification import State
from mis_assessor.core.errors import AssessorError, EvidenceUnreadable
from mis_assessor.core.evidence.submission import Submission
from mis_assessor.core.pool.outcomes import trust_year_of
from mis_assessor.core.pool.trust_year import Declared, TrustYear
from mis_assessor.intake.inventory import chain_beside
from mis_assessor.services.assess import Days
from mis_assessor.services.outcomes import read_chain
from mis_assessor.services.verify import NOTHING, Tools, Verified, verified

SELDOM = 100_000
"""New objects between two searches for garbage."""


@dataclass(frozen=True, slots=True)
class PackJob:
    """What one call needs, small enough to be sent anywhere."""

    folder: str
    name: str
    stamp: str
    size: int
    against: tuple[str, ...] = ()
    """National files, read once in each process."""
    scratch: str = ""
    """Where a process may write while it works; empty is the machine's own place."""

    @property
    def path(self) -> Path:
        """Where the pack lies, on every machine that takes part."""
        return Path(self.folder, self.name)


def stamp_of(path: Path) -> tuple[str, int]:
    """A fingerprint of names, sizes and times, and the size, without reading the files."""
    digest, total = hashlib.sha256(), 0
    for place in sorted(path.rglob("*")) if path.is_dir() else (path,):
        if place.is_symlink() or not place.is_file():
            continue
        said = place.stat()
        total += said.st_size
        inside = place.relative_to(path).as_posix()
        digest.update(f"{inside}\0{said.st_size}\0{said.st_mtime_ns}\n".encode(errors="replace"))
    return digest.hexdigest()[:32], total


@cache
def _tools() -> Tools:
    """The engine and the rules of this process, made at its first pack and kept."""
    gc.set_threshold(SELDOM)  # what is read lives until its pack is done
    return Tools().__enter__()


@cache
def _national(against: tuple[str, ...]) -> NationalData:
    from mis_assessor.services.cross_check import national_data

    return national_data([Path(one) for one in against], _tools().books.rules)


def look_at(job: PackJob) -> PackLine:
    """Everything about one pack, whatever it is; nothing in it stops the others."""
    tempfile.tempdir = job.scratch or tempfile.tempdir
    try:
        return _looked_at(job)
    except AssessorError as error:
        said = tuple(str(problem) for problem in error.problems)
        return PackLine(job.name, job.stamp, State.CANNOT_BE_CHECKED, open=said[:FEW_TOLD])


def _looked_at(job: PackJob) -> PackLine:
    tools = _tools()
    seen = verified(job.path, NOTHING, tools)
    recorded, wrong = _recorded(job, seen.assessment)
    national = tuple(_national_differences(job, seen.submission, tools))
    line = line_of(seen, job.name, job.stamp, wrong)
    return replace(line, national=national[:FEW_TOLD], recorded=recorded)


def line_of(seen: Verified, name: str, stamp: str, wrong: tuple[str, ...] = ()) -> PackLine:
    """A verification as its line, with what is wrong beside the pack."""
    found = seen.verification
    differences = [*map(str, found.differences), *wrong]
    return PackLine(
        name,
        stamp,
        State.DOES_NOT_HOLD if wrong else found.state,
        found.trust_code,
        found.trust_name,
        found.scheme_year,
        found.edition,
        found.assessed,
        found.sha256,
        tuple(differences[:FEW_TOLD]),
        max(0, len(differences) - FEW_TOLD),
        tuple(str(check) for check in found.open)[:FEW_TOLD],
        recorded=_year(seen.assessment) if seen.assessment else None,
    )


def _recorded(
    job: PackJob, assessment: Assessment | None
) -> tuple[TrustYear | None, tuple[str, ...]]:
    """The year as the fund has it, and what is wrong with the record of it."""
    try:
        chain = read_chain(job.path)
    except EvidenceUnreadable as broken:
        return None, tuple(map(str, broken.problems))
    year = _year(assessment) if assessment else None
    if year is None or not chain:
        return year, ()
    if (chain[0].trust_code, chain[0].scheme_year) != (year.code, year.scheme_year):
        return None, (f"{chain_beside(job.path).name}: is about another trust or scheme year.",)
    return trust_year_of(chain, year.name, year.contribution), ()


def _year(said: Assessment) -> TrustYear | None:
    """The year by what the Board declared; None where the contribution is not known."""
    contribution = said.fund.contribution
    if contribution is None or contribution <= 0:
        return None
    year = TrustYear(said.trust_code, said.trust_name, said.scheme_year, contribution)
    if not said.declared:
        return year
    declared = Declared.NOT_MET if "no" in said.declared.values() else Declared.MET
    return replace(year, declared=declared, declared_on=said.on)


def _national_differences(
    job: PackJob, submission: Submission | None, tools: Tools
) -> Iterator[str]:
    if submission is None or not job.against:
        return  # a Board edition, or evidence of which the verification says what is wrong
    from mis_assessor.services.cross_check import hold_submission

    found = hold_submission(submission, _national(job.against), tools.books, Days())
    for one in found.compared:
        if one.agreement is Agreement.DIFFERS:
            yield f"{one.about}: {one.says}"

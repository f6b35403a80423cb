"""Two packs of one trust beside each other, or a pack beside what is held: what is not the same."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from mis_assessor.core.assessment.assessment import Assessment
from mis_assessor.core.assessment.canonical import assessment_from
from mis_assessor.core.assessment.changed import Changed, changed
from mis_assessor.core.errors import EvidenceUnreadable
from mis_assessor.core.evidence.submission import Submission
from mis_assessor.intake.read import received_in
from mis_assessor.services.chase import rows_changed
from mis_assessor.services.desk import Desk
from mis_assessor.services.held import files_of
from mis_assessor.services.verifications import tools_at
from mis_assessor.services.verify import NOTHING, verified
from mis_assessor.services.where_it_stands import declaration
from mis_assessor.services.workshop import Bench
from mis_assessor.store import assessments


@dataclass(frozen=True, slots=True)
class Side:
    """One of the two: its assessment, and its evidence where that is there."""

    name: str
    assessment: Assessment
    submission: Submission | None


@dataclass(frozen=True, slots=True)
class PackDifferences:
    """What is not the same in two packs: file by file, then in what they come to."""

    first: str
    second: str
    gone: tuple[str, ...]
    new: tuple[str, ...]
    other: tuple[str, ...]
    changed: Changed

    @property
    def nothing(self) -> bool:
        """Whether the two are the same in everything that is compared."""
        return not (self.gone or self.new or self.other) and self.changed.nothing


def held_side(desk: Desk, submission: str) -> Side:
    """What is held, as it was declared. Raises EvidenceUnreadable where it is not whole."""
    with desk.store.reading() as work:
        stands = declaration(desk, work, submission, only_shown=True)
        kept = assessments.assessment(work, submission, stands.sealed)
    if kept is None:
        raise EvidenceUnreadable("This declaration was not sent yet, so there is nothing to hold.")
    received = received_in(files_of(desk.store, submission, kept.version), desk.books.tables)
    assessed = assessment_from(desk.store.blobs.read(kept.content))
    it = stands.held
    return Side(f"{it.trust_name}, year {it.scheme_year}, as held", assessed, received.submission)


def pack_side(desk: Desk, path: Path) -> Side:
    """A pack, by what is computed of it again, else by what it states.

    Raises EvidenceUnreadable where it is no pack, or bears no assessment.
    """
    seen = verified(path, NOTHING, tools_at(Bench(desk.books, desk.engine)))
    if seen.assessment is None:
        first = next(iter(seen.verification.differences), None)
        why = f": {first}" if first else "."
        raise EvidenceUnreadable(f"{path.name} holds no assessment to compare{why}")
    return Side(path.name, seen.assessment, seen.submission)


def differences(first: Side, second: Side) -> PackDifferences:
    """What is not the same. Raises EvidenceUnreadable where they are of two trusts or years."""
    one, two = first.assessment, second.assessment
    if (one.trust_code, one.scheme_year) != (two.trust_code, two.scheme_year):
        raise EvidenceUnreadable(
            f"{first.name} is of {one.trust_code}, year {one.scheme_year}, and {second.name} of "
            f"{two.trust_code}, year {two.scheme_year}. Choose two of one trust and one year."
        )
    rows: tuple[str, ...] = ()
    if first.submission is not None and second.submission is not None:
        rows = rows_changed(first.submission, second.submission)
    return PackDifferences(
        first.name,
        second.name,
        _only_in(one.files, two.files),
        _only_in(two.files, one.files),
        tuple(sorted(n for n in one.files if two.files.get(n, one.files[n]) != one.files[n])),
        changed(one, two, rows),
    )


def _only_in(one: Mapping[str, str], other: Mapping[str, str]) -> tuple[str, ...]:
    return tuple(sorted(set(one) - set(other)))

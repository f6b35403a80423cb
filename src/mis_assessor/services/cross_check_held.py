"""What is held beside files that national bodies publish or supply, by requirement."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from mis_assessor.core.checking.agreement import Agreement, Compared, CrossCheck
from mis_assessor.intake.read import received_in
from mis_assessor.services.assess import Days
from mis_assessor.services.cross_check import hold_submission, national_data
from mis_assessor.services.desk import Desk
from mis_assessor.services.held import files_of, standing

WORST_FIRST = (Agreement.DIFFERS, Agreement.CANNOT_TELL, Agreement.AGREES)


@dataclass(frozen=True, slots=True)
class Beside:
    """What rests on one requirement, beside the same things of national files."""

    requirement: str
    """Empty of what no single requirement rests on."""
    compared: tuple[Compared, ...]

    @property
    def worst(self) -> Agreement:
        """What came out worst of it."""
        return next(one for one in WORST_FIRST if one in {c.agreement for c in self.compared})


def cross_check_held(desk: Desk, submission: str, against: Sequence[Path]) -> CrossCheck:
    """What is held against every file named; nothing of the files is kept.

    Raises EvidenceUnreadable with every problem of the files.
    """
    it = standing(desk.store, submission)
    national = national_data(against, desk.rules, frozenset((it.trust,)))
    received = received_in(files_of(desk.store, submission, it.version), desk.books.tables)
    return hold_submission(received.submission, national, desk.books, Days())


def by_requirement(found: CrossCheck) -> tuple[Beside, ...]:
    """The comparisons by requirement, what differs first."""
    groups: dict[str, list[Compared]] = {}
    for one in found.compared:
        for requirement in one.serves or ("",):
            groups.setdefault(requirement, []).append(one)
    beside = [Beside(name, _worst_first(its)) for name, its in groups.items()]
    order = {one: n for n, one in enumerate(WORST_FIRST)}
    return tuple(sorted(beside, key=lambda b: (order[b.worst], b.requirement)))


def _worst_first(compared: Sequence[Compared]) -> tuple[Compared, ...]:
    order: Mapping[Agreement, int] = {one: n for n, one in enumerate(WORST_FIRST)}
    return tuple(sorted(compared, key=lambda one: order[one.agreement]))

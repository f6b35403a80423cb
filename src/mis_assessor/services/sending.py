"""What people send to the store: a year begun, changed files; assessed at once."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from mis_assessor.core.errors import AssessorError, NotAllowed, Problem
from mis_assessor.rulebook.loaded import years_in
from mis_assessor.services.assess_held import assess_held
from mis_assessor.services.desk import Desk
from mis_assessor.services.forms import files_of_new_submission
from mis_assessor.services.held import change, take_in_files
from mis_assessor.store.records import By, Change, Held
from mis_assessor.store.submissions import all_held, trusts


def begun_already(desk: Desk, year: int, trust: str) -> Held | None:
    """The submission of a trust for a scheme year, if there is one; the newest of several."""
    with desk.store.reading() as work:
        return next((it for it in all_held(work, trust) if it.scheme_year == year), None)


def begin_year(desk: Desk, year: int, today: date, by: By) -> str:
    """Begins a scheme year with an empty submission; gives its id. Raises NotAllowed."""
    if year not in (years := years_in(desk.rules)):
        known = ", ".join(map(str, years))
        raise NotAllowed(f"There is no scheme year {year} here. Choose one of {known}.")
    with desk.store.reading() as work:
        name = next(trust.name for trust in trusts(work) if trust.code == by.trust)
    empty = files_of_new_submission(desk.rules, year, by.trust, name)
    new = take_in_files(desk, {file: text.encode() for file, text in empty.items()}, by)
    not_assessed(desk, new, today, by)
    return new


@dataclass(frozen=True, slots=True)
class Arrived:
    """What came of changes that were sent."""

    held: Held
    changed: bool
    """Whether what was sent is other than what was there."""
    not_assessed: tuple[Problem, ...] = ()
    """Why it could be kept and not assessed; empty where it was."""


def send_changes(
    desk: Desk, it: Held, changes: Mapping[str, Change], today: date, by: By
) -> Arrived:
    """Makes changes to a submission and assesses what stands then. Raises as `change`."""
    after = change(desk, it.id, changes, by)
    if after.version == it.version:
        return Arrived(after, False)
    return Arrived(after, True, not_assessed(desk, it.id, today, by, after.version))


def not_assessed(
    desk: Desk, submission: str, today: date, by: By, since: int | None = None
) -> tuple[Problem, ...]:
    """Assesses; what was kept stays, also where no guidance was out on the day."""
    try:
        assess_held(desk, submission, today, by, since=since)
    except AssessorError as error:
        return error.problems
    return ()

"""The scheme year as a reader of the assessment sees it: what governs, and its dated points."""

from dataclasses import dataclass
from datetime import date

from mis_assessor.core.position import Position
from mis_assessor.core.wording import on_day


@dataclass(frozen=True, slots=True)
class Milestone:
    """A dated point of the scheme year for the timeline."""

    title: str
    day: date
    status: str


def edition_reason(position: Position) -> str:
    """Why the edition that was used governs, or why there are two."""
    titles = " and the ".join(e.title for e in position.editions)
    reason = f"The {titles} governs: it was the guidance in force {on_day(position.known_on)}."
    if len(position.editions) > 1:
        return (
            f"The {titles} are both decided: the day the newer came into force is not known, "
            f"and {on_day(position.known_on, '')} lies between the first and last it could be."
        )
    return reason


def milestones(position: Position) -> tuple[Milestone, ...]:
    """The guidance of the year and its last days, in order."""
    year, edition = position.rulebook.year, position.editions[-1]
    found = [
        Milestone(f"Guidance: {e.title}", e.in_force_from, e.status.value) for e in year.editions
    ]
    for name in ("evidence end", "declaration day"):
        for entry in year.values.get(name, ()):
            in_edition = not entry.editions or edition.id in entry.editions
            if in_edition and isinstance(entry.is_, date):
                words = {"evidence end": "Last day of the evidence"}.get(
                    name, "Declaration due by 12 noon"
                )
                found.append(Milestone(words, entry.is_, entry.status.value))
    return tuple(sorted(found, key=lambda m: m.day))

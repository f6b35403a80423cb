"""Where the pages of a submission are, for each role: what it comes for first, then the rest."""

from dataclasses import dataclass

from mis_assessor.store.records import Role
from mis_assessor.web.doors import DOOR


@dataclass(frozen=True, slots=True)
class Place:
    """A page of a submission that a role may go to."""

    href: str
    """What follows the address of the submission."""
    title: str
    door: str


EVERY = (
    Place("", "Overview", "submission"),
    Place("/calendar", "Due next", "calendar"),
    Place("/missing", "Missing", "missing"),
    Place("/way-to-ten", "Way to ten", "ways"),
    Place("/evidence", "Evidence", "evidence"),
    Place("/checklist", "Checklist", "checklist"),
    Place("/statements", "Statements", "statements"),
    Place("/challenge", "Challenge", "challenge"),
    Place("/declaration", "Declaration", "declaration"),
    Place("/verification", "Verification", "verification"),
    Place("/changes", "What changed", "changes"),
    Place("/cross-check", "National files", "cross_check"),
    Place("/history", "History", "history"),
)
_SIGNERS = "submission missing evidence statements challenge declaration changes"
FIRST = {
    Role.CHAMPION: "submission calendar missing evidence checklist statements declaration",
    Role.VERIFIER: "submission evidence declaration verification changes cross_check",
}
"""The doors that stand in one row for a role; those of whoever signs for every other."""


def places_for(role: Role) -> tuple[tuple[Place, ...], tuple[Place, ...]]:
    """The pages that a role comes for, and the others that it may open."""
    may = [place for place in EVERY if DOOR[place.door].admits(role)]
    first = FIRST.get(role, _SIGNERS).split()
    return (
        tuple(place for place in may if place.door in first),
        tuple(place for place in may if place.door not in first),
    )

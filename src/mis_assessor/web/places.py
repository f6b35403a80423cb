"""Where the pages are that a role goes to: those of a submission, and those of its own desk."""

from dataclasses import dataclass

from mis_assessor.store.records import Role
from mis_assessor.web.doors import DOOR


@dataclass(frozen=True, slots=True)
class Place:
    """A page that a role may go to."""

    href: str
    """Its address; of a submission, what follows the address of that."""
    title: str
    door: str
    also: tuple[str, ...] = ()
    """Doors further inside, on whose pages it is the current place too."""


OF_A_SUBMISSION = (
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
FIRST = {
    Role.CHAMPION: "submission calendar missing evidence checklist statements declaration",
    Role.VERIFIER: "submission evidence declaration verification changes cross_check",
}
"""The doors that stand in one row for a role."""
FIRST_OF_SIGNERS = "submission missing evidence statements challenge declaration changes"
DESKS = {
    Role.VERIFIER: (
        Place("/", "Declarations", "home"),
        Place("/portfolio", "Portfolio", "portfolio"),
        Place("/pack", "Verify a pack", "pack"),
        Place("/compare", "Compare", "compare"),
        Place("/receipts", "Receipts", "receipts"),
    ),
    Role.OFFICER: (
        Place("/", "Submissions", "home"),
        Place("/system", "Local system", "system", ("one_system", "system_folder")),
    ),
    Role.ADMINISTRATOR: (
        Place("/accounts", "People", "accounts"),
        Place("/trusts", "Trusts", "trusts"),
        Place("/local-systems", "Local systems", "local_systems"),
        Place("/everybodys-programs", "Programs", "everybodys_programs"),
        Place("/rulebook", "Rulebook", "rulebook"),
        Place("/guidance", "Guidance", "guidance"),
        Place("/backups", "Backups", "backups"),
        Place("/audit", "Audit", "audit"),
    ),
}
"""The pages outside any submission of those who have some of their own."""
DESK_CALLED = {
    Role.VERIFIER: "Verification",
    Role.OFFICER: "Trust and system",
    Role.ADMINISTRATOR: "Administration",
}


def places_for(role: Role) -> tuple[tuple[Place, ...], tuple[Place, ...]]:
    """The pages of a submission that a role comes for, and the others that it may open."""
    may = [place for place in OF_A_SUBMISSION if DOOR[place.door].admits(role)]
    first = FIRST.get(role, FIRST_OF_SIGNERS).split()
    return (
        tuple(place for place in may if place.door in first),
        tuple(place for place in may if place.door not in first),
    )


def desk_of(role: Role) -> tuple[str, tuple[Place, ...]]:
    """What the pages of a role's own are called together, and each of them."""
    return DESK_CALLED.get(role, ""), DESKS.get(role, ())

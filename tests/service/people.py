"""People of one trust, and of another, with accounts in the store."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from mis_assessor.services.declarations import make
from mis_assessor.services.desk import Desk
from mis_assessor.services.where_it_stands import Written, declaration
from mis_assessor.store.accounts import add
from mis_assessor.store.records import Account, By, Role, Step, Trust
from mis_assessor.store.submissions import keep_trust

NOW = datetime(2023, 1, 20, 9, 30, tzinfo=UTC)
OURS = Trust("RZ9", "Vale of Harrowmere University Hospitals NHS Foundation Trust")


@dataclass(frozen=True)
class People:
    """One account for each role."""

    desk: Desk
    by_role: dict[Role, Account]

    def __getitem__(self, role: Role) -> Account:
        return self.by_role[role]

    def by(self, role: Role, minutes: int = 0) -> By:
        """That person, acting now."""
        who = self[role]
        at = NOW + timedelta(minutes=minutes)
        return By(who.name, who.role.value, at, who.trust, who.id)

    def make(self, submission: str, move: str, role: Role, written: Written | None = None) -> Step:
        """That person makes a move, having the assessment before them that stands."""
        with self.desk.store.reading() as work:
            kept = declaration(self.desk, work, submission).kept
        digest = kept.digest if kept else ""
        told = written or Written("TB/23/014", NOW.date(), "As the Board minuted it.", "met")
        return make(self.desk, submission, move, self[role], told, self.by(role), digest)


def people(desk: Desk, trust: Trust = OURS, prefix: str = "") -> People:
    """A person for each role, those of a trust in this one."""
    with desk.store.writing() as work:
        keep_trust(work, trust)
        found = {
            role: add(
                work,
                f"{prefix}{role.name.casefold()}@example.org",
                f"{prefix}{role.value.title()} One",
                role,
                trust.code if role.of_a_trust else "",
            )
            for role in Role
        }
    return People(desk, found)

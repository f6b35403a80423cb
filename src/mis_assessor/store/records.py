"""What the store gives and takes: frozen values, none of which knows a database."""

from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum


class Role(StrEnum):
    """What a person may do; each account has one."""

    CHAMPION = "champion"
    APPROVER = "approver"
    BOARD = "board"
    OFFICER = "accountable officer"
    VERIFIER = "verifier"
    ADMINISTRATOR = "administrator"

    @property
    def of_a_trust(self) -> bool:
        """Whether whoever has it belongs to one trust and sees no other."""
        return self not in (Role.VERIFIER, Role.ADMINISTRATOR)


@dataclass(frozen=True, slots=True)
class By:
    """Who does something, as what, and when; without a name nothing is written."""

    who: str
    role: str
    at: datetime
    trust: str = ""
    account: int | None = None
    through: str = ""
    """The other program that does it in their name; empty where they do it themselves."""

    def __post_init__(self) -> None:
        if not self.who.strip():
            raise ValueError("whatever is written down has a person behind it")

    @property
    def moment(self) -> str:
        """When, as the store writes it."""
        return moment(self.at)


def moment(at: datetime) -> str:
    """A moment as text that sorts.

    >>> moment(datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC))
    '2026-01-02T03:04:05Z'
    """
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


@dataclass(frozen=True, slots=True)
class Trust:
    """A trust, by its ODS code."""

    code: str
    name: str


@dataclass(frozen=True, slots=True)
class Account:
    """A person who may come in."""

    id: int
    email: str
    name: str
    role: Role
    trust: str
    """The ODS code; empty for those who belong to none."""
    active: bool
    invited: bool
    """Whether no password has been set yet."""
    locked_until: str = ""


@dataclass(frozen=True, slots=True)
class Program:
    """Another program that may come in, in somebody's name and role."""

    id: int
    account: Account
    name: str
    role: Role
    made: str
    until: str
    used: str
    """When it last came in; empty before the first time."""
    ended: str
    """When it was ended before its time; empty where it was not."""
    ended_by: str

    def works(self, now: datetime) -> bool:
        """Whether it still opens anything: not ended, not too old, its owner as they were."""
        owner = self.account
        still = owner.active and owner.role is self.role
        return still and not self.ended and self.until > moment(now)


@dataclass(frozen=True, slots=True)
class Held:
    """A submission as it stands."""

    id: str
    trust: str
    trust_name: str
    scheme_year: int
    version: int
    fingerprint: str
    made_by: str
    made_at: str


@dataclass(frozen=True, slots=True)
class HeldFile:
    """A file of a submission, in one version of it."""

    name: str
    sha256: str
    size: int
    since: int
    by: str
    at: str


@dataclass(frozen=True, slots=True)
class Change:
    """What becomes of one file, and what it was when whoever changes it last looked."""

    content: bytes | None
    """None takes it away."""
    seen: str | None
    """Its fingerprint when it was looked at; empty where there was no such file, and
    None where it does not matter."""


@dataclass(frozen=True, slots=True)
class Listed:
    """A register or a document, as a version lists it."""

    id: str
    kind: str
    title: str
    dated: str
    checked_by: str
    sha256: str
    rows: int = 0


@dataclass(frozen=True, slots=True)
class Kept:
    """An assessment that was kept."""

    submission: str
    version: int
    digest: str
    on: str
    known_on: str
    rulebook: str
    verdict: str
    met: bool
    hold: int
    content: str
    by: str
    at: str


@dataclass(frozen=True, slots=True)
class Step:
    """One step of the workflow that was taken."""

    move: str
    state: str
    digest: str
    by: str
    role: str
    at: str
    account: int | None = None
    on_behalf_of: str = ""
    happened_on: str = ""
    reference: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Acknowledged:
    """One thing that somebody has read of, in one assessment."""

    item: str
    by: str
    role: str
    at: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class VerificationKept:
    """A verification of one pack that was kept."""

    number: int
    submission: str
    """Empty of a pack that came from outside."""
    name: str
    sha256: str
    trust: str
    scheme_year: int | None
    state: str
    content: str
    """The fingerprint of its line in a portfolio."""
    receipt: str
    """The fingerprint of its receipt; empty where nothing could be verified."""
    by: str
    at: str


@dataclass(frozen=True, slots=True)
class GuidanceKept:
    """A guidance document that people compare the rules with."""

    number: int
    scheme_year: int
    edition: str
    name: str
    sha256: str
    pages: int
    by: str
    at: str


@dataclass(frozen=True, slots=True)
class ValueRead:
    """What somebody said of one value after looking at a page."""

    requirement: str
    value: str
    fingerprint: str
    by: str
    on: str
    document: str
    page: str
    sha256: str
    says: str

    @property
    def key(self) -> tuple[str, str, str]:
        """What tells one value of a year from every other."""
        return (self.requirement, self.value, self.fingerprint)


@dataclass(frozen=True, slots=True)
class SystemKept:
    """A local maternity system, its trusts, and the officers who see it."""

    code: str
    name: str
    folder: str
    """The fingerprint of a zip of what the system itself sent; empty until then."""
    trusts: tuple[str, ...]
    officers: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class SystemPaperKept:
    """One assessment of a whole system, with its page."""

    system: str
    digest: str
    on: str
    content: str
    page: str
    pdf: str
    """Empty of an assessment that an earlier version made."""
    by: str
    at: str


@dataclass(frozen=True, slots=True)
class AuditLine:
    """One line of the audit, with its place in the chain."""

    number: int
    at: str
    who: str
    role: str
    trust: str
    act: str
    about: str
    detail: str
    previous: str
    hash: str

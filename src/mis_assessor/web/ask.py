"""What a page is asked with: who asks, of what, with which words and files."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from zoneinfo import ZoneInfo

from starlette.requests import Request

from mis_assessor.core.errors import NotAllowed
from mis_assessor.services.desk import Desk
from mis_assessor.services.provider import Provider
from mis_assessor.store.accounts import Visit
from mis_assessor.store.jobs import Job
from mis_assessor.store.records import Account, By, Held, Role
from mis_assessor.web.doors import Door

LONDON = ZoneInfo("Europe/London")


@dataclass(frozen=True, slots=True)
class Settings:
    """How a service is run."""

    secure: bool = False
    """Whether it stands behind HTTPS, so that cookies may go no other way."""
    demo: bool = False
    sign_on: Provider | None = None
    """Where people may sign on, if an administrator has named a provider."""
    largest: int = 60_000_000
    """The most bytes that a request may carry where files may be sent."""


SMALL = 200_000
"""The most bytes of every other request."""


class TooLarge(Exception):
    """More came than may come."""


@dataclass(frozen=True, slots=True)
class Sent:
    """A file that came with a form."""

    field: str
    name: str
    content: bytes


@dataclass(frozen=True, slots=True)
class Ask:
    """One request, once it has been let in."""

    desk: Desk
    settings: Settings
    door: Door
    request: Request
    now: datetime
    form_token: str
    visit: Visit | None = None
    held: Held | None = None
    form: Mapping[str, str] = field(default_factory=dict)
    many: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    files: tuple[Sent, ...] = ()
    through: str = ""
    """The other program that asks in the person's name; empty on a page."""
    asked_for: Job | None = None

    @property
    def account(self) -> Account:
        """Who asks. Raises NotAllowed where nobody is signed in."""
        if self.visit is None:
            raise NotAllowed("Sign in first.")
        return self.visit.account

    @property
    def role(self) -> Role:
        """What whoever asks is."""
        return self.account.role

    @property
    def submission(self) -> Held:
        """The submission asked about, which the person may see."""
        if self.held is None:
            raise NotAllowed("There is no such submission here.")
        return self.held

    @property
    def job(self) -> Job:
        """The job asked about, which the person may see."""
        if self.asked_for is None:
            raise NotAllowed("There is no such job here.")
        return self.asked_for

    @property
    def by(self) -> By:
        """Who acts, as the store writes it."""
        who = self.account
        return By(who.name, who.role.value, self.now, who.trust, who.id, self.through)

    @property
    def today(self) -> date:
        """The day in London."""
        return self.now.astimezone(LONDON).date()

    def part(self, name: str) -> str:
        """A part of the address."""
        return str(self.request.path_params[name])

    def word(self, name: str, longest: int = 2_000) -> str:
        """What was written in a field, without blanks around it and no longer than allowed."""
        return self.form.get(name, "").strip()[:longest]

    def asked(self, name: str) -> str:
        """What stands behind the question mark of the address."""
        return self.request.query_params.get(name, "")[:200]

    @property
    def address(self) -> str:
        """Where the request came from."""
        return self.request.client.host if self.request.client else "nowhere"

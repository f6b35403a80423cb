"""What a trust sends, already read and typed. Nothing here knows about files."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal

from mis_assessor.core.evidence.references import folded
from mis_assessor.core.evidence.rows import Cell as Cell
from mis_assessor.core.evidence.rows import RegisterRow as RegisterRow
from mis_assessor.core.evidence.rows import Rows, in_columns


@dataclass(frozen=True, slots=True)
class Register:
    """A register with what the register list says of it (data dictionary 2.1)."""

    name: str
    rows: Sequence[RegisterRow]
    """Held in columns, however they are given."""
    covers_from: date | None = None
    covers_to: date | None = None
    complete_to: date | None = None
    nothing_to_report: bool = False
    checked_by: str = ""
    checked_on: date | None = None
    taken_from: str = ""
    taken_on: date | None = None
    supplied_by: str = ""
    file: str = ""
    sha256: str = ""
    parts: tuple["Register", ...] = ()
    """The registers it was put together from, one of each trust; each must be whole."""
    columns: frozenset[str] | None = None
    """The columns it was sent with, filled in or not; None where nobody says."""

    def __post_init__(self) -> None:
        object.__setattr__(self, "rows", in_columns(self.rows))

    @property
    def table(self) -> Rows:
        """Its rows, to be looked at column by column."""
        return in_columns(self.rows)

    def lacks(self, columns: Iterable[str]) -> tuple[str, ...]:
        """Those of some columns that it was sent without, while it has rows."""
        if self.columns is None or not self.rows:
            return ()
        return tuple(column for column in columns if column not in self.columns)


@dataclass(frozen=True, slots=True)
class DocumentEvent:
    """What a body or person did with a document: signed, agreed, received, …"""

    event: str
    by: str
    on: date
    minute: str = ""


@dataclass(frozen=True, slots=True)
class ContentItem:
    """Whether an item was looked for in a document and found (data dictionary 3.3)."""

    item: str
    found: str
    """``yes``, ``no`` or ``nothing to report``."""
    page: str = ""
    who_looked: str = ""
    looked_on: date | None = None


def _name(written: str) -> str:
    """A person's name without the role behind it."""
    return folded(written.partition(",")[0])


@dataclass(frozen=True, slots=True)
class Document:
    """A document a trust holds, by title and fingerprint; its content is never read."""

    id: str
    kind: str
    title: str
    dated: date | None = None
    covers_from: date | None = None
    covers_to: date | None = None
    in_force_from: date | None = None
    in_force_to: date | None = None
    expires_on: date | None = None
    about: tuple[str, ...] = ()
    promised_number: str = ""
    promised_by: date | None = None
    progress_reported_on: tuple[date, ...] = ()
    written_by: str = ""
    checked_by: str = ""
    checked_on: date | None = None
    file: str = ""
    sha256: str = ""
    events: tuple[DocumentEvent, ...] = ()
    contents: tuple[ContentItem, ...] = ()
    of_the_system: bool = False
    """Whether the trust's local system sent it, looked at beside the trust's own."""

    def is_checked(self, on: date) -> bool:
        """Whether a named person had checked it by a day, and not before it was written."""
        checked = self.checked_on or date.max
        return bool(self.checked_by) and (self.dated or date.min) <= checked <= on

    def is_checked_by_another(self) -> bool | None:
        """Whether somebody else checked it than wrote it; None where nobody says who wrote it."""
        if not self.written_by:
            return None
        return _name(self.written_by) != _name(self.checked_by)

    def looked_into(self, on: date) -> tuple[ContentItem, ...]:
        """What a named person had looked for in it by a day, and not before it was written."""
        return tuple(
            c
            for c in self.contents
            if c.who_looked and (self.dated or date.min) <= (c.looked_on or date.max) <= on
        )


@dataclass(frozen=True, slots=True)
class Statement:
    """Something a named person said, on a day (data dictionary 2.30)."""

    statement: str
    answer: bool | date | datetime | int | str
    who: str
    role: str
    said_on: date
    evidence: str = ""


@dataclass(frozen=True, slots=True)
class Judgement:
    """A named person's answer where only a person can decide (data dictionary 2.32)."""

    requirement: str
    met: bool
    who: str
    role: str
    on: date
    reason: str
    evidence: str
    until: date | None = None


@dataclass(frozen=True, slots=True)
class ChosenWindow:
    """A window the trust chose where the guidance lets it choose, e.g. for training."""

    first: date
    last: date


@dataclass(frozen=True, slots=True)
class RoleHolder:
    """Somebody the scheme must be able to reach, or who holds a role it asks for."""

    role: str
    name: str
    organisation: str = ""
    held_from: date | None = None
    held_to: date | None = None


@dataclass(frozen=True, slots=True)
class Arrangement:
    """A plain dated fact: something is, or is not, in place."""

    arrangement: str
    organisation: str = ""
    """A trust, unit or partnership; empty is whoever sends the folder."""
    in_place: bool | None = None
    """None where nobody has answered: silence is never no."""
    since: date | None = None
    until: date | None = None
    """Its last day."""
    evidence: str = ""
    """The id of the document that shows it."""
    stated_by: str = ""
    stated_on: date | None = None


@dataclass(frozen=True, slots=True)
class Post:
    """A post and who holds it, from when."""

    post: str
    person: str
    organisation: str = ""
    profession: str = ""
    held_from: date | None = None
    held_to: date | None = None
    """The last day in post."""
    reports_to: tuple[str, ...] = ()
    evidence: str = ""


@dataclass(frozen=True, slots=True)
class Submission:
    """All evidence a trust has supplied for one scheme year."""

    trust_code: str
    trust_name: str
    scheme: str
    scheme_year: int
    assessed_as_at: date | None
    known_on: date | None
    contribution: Decimal | None
    registers: Mapping[str, Register]
    documents: tuple[Document, ...]
    statements: Mapping[str, Statement]
    judgements: tuple[Judgement, ...]
    chosen: Mapping[str, ChosenWindow]
    declared: Mapping[str, str] = field(default_factory=dict)
    """The Board's own answers on the form: requirement → yes, no, not applicable."""
    fingerprint: str = ""
    """sha256 over every file read, in order of name."""
    role_holders: tuple[RoleHolder, ...] = ()
    long_term_leave_days: int | None = None
    """From how many days on the trust calls leave long-term; its own choice."""
    arrangements: tuple[Arrangement, ...] = ()
    posts: tuple[Post, ...] = ()
    remarks: tuple[str, ...] = ()
    """What was noticed while it was read, and a person should look at."""
    board_paper: Mapping[str, str] = field(default_factory=dict)
    """What the lead wrote for the Board paper: heading → words; no verdict rests on it."""
    files: Mapping[str, str] = field(default_factory=dict, compare=False)
    """Every file that was read, by name, with its sha256."""

"""What programs are given: the shapes of submissions, requirements, evidence and declarations.

Days and moments are as the store writes them: 2023-02-02, and 2023-02-02T11:41:08Z.
"""

from pydantic import BaseModel, Field

from mis_assessor.core.verdicts import Verdict


class Assessed(BaseModel):
    """An assessment that was kept."""

    digest: str = Field(description="Its fingerprint: what approvals and signatures name.")
    version: int = Field(description="The version of the submission that was assessed.")
    on: str
    known_on: str
    rulebook: str
    verdict: Verdict
    met: bool
    hold: int = Field(description="How many of the ten safety actions hold.")
    by: str
    at: str


class Submission(BaseModel):
    """A submission as it stands."""

    id: str
    trust: str
    trust_name: str
    scheme_year: int
    version: int = Field(description="Counts every change; send it with what you change.")
    fingerprint: str
    made_by: str
    made_at: str
    state: str = Field(description="Where the declaration stands.")
    assessment: Assessed | None
    up_to_date: bool = Field(description="Whether the assessment is of the version that stands.")


class Action(BaseModel):
    """A safety action, or 0 for the conditions of the scheme."""

    number: int
    title: str
    verdict: Verdict
    requirements: int
    hold: int


class Due(BaseModel):
    """Something that must happen."""

    day: str
    title: str
    requirement: str = Field(description="Its id; empty for a dated point of the year.")


class WholeSubmission(Submission):
    """A submission with its safety actions, and what is due next."""

    actions: list[Action]
    due_next: list[Due]


class Requirement(BaseModel):
    """A requirement: its verdict, why, and what to do next."""

    id: str
    action: int
    title: str
    verdict: Verdict
    why: str
    next: str = Field(description="What to do next; empty where nothing is to be done.")
    due: str = Field(description="The last day; empty where there is none.")


class Rests(BaseModel):
    """A piece of evidence behind a finding."""

    item: str
    title: str
    what: list[str]
    sha256: str = Field(description="Of its file; empty where it has none.")


class WholeRequirement(Requirement):
    """A requirement with what it asks and what its finding rests on."""

    asks: str
    source: str
    counts_towards: str
    verified_by: str
    remarks: list[str]
    evidence: list[Rests]


class MissingOf(BaseModel):
    """What does not hold of one safety action."""

    action: Action
    requirements: list[Requirement]


class CalendarEntry(BaseModel):
    """Something that lies ahead, or is lost."""

    requirements: str
    day: str
    left: str
    what: str
    title: str
    place: str
    who: str
    costs: str
    notes: list[str]


class CalendarPart(BaseModel):
    """The entries of one state."""

    state: str
    heading: str
    says: str
    entries: list[CalendarEntry]


class EvidenceFile(BaseModel):
    """A file of a submission."""

    name: str
    sha256: str
    size: int
    since: int = Field(description="The version in which it came to be as it is.")
    by: str
    at: str


class Column(BaseModel):
    """A column of a register."""

    heading: str
    meaning: str
    required: bool


class Register(BaseModel):
    """A register that a submission may hold."""

    name: str
    title: str = Field(description="What one row is.")
    file: str = Field(description="Its file; empty where it has not been sent.")
    rows: int
    complete_to: str
    checked_by: str


class WholeRegister(BaseModel):
    """A register, with what is said of it and what to send back when it is changed."""

    name: str
    file: str
    columns: list[Column]
    line: dict[str, str] = Field(description="What the list of registers says of it.")
    seen: str = Field(description="The sha256 of its file: send it with a change.")
    seen_line: str = Field(description="The sha256 of the list of registers: send it too.")


class Statement(BaseModel):
    """What a named person states."""

    statement: str
    answer: str
    who: str
    role: str
    said_on: str
    evidence: str


class Statements(BaseModel):
    """What is stated, and what may be."""

    made: list[Statement]
    open: list[str] = Field(description="What people may be asked to state and have not.")
    seen: str = Field(description="The sha256 of submission.yaml: send it with a statement.")


class Arrival(BaseModel):
    """What came of a change."""

    version: int
    changed: bool = Field(description="Whether it is other than what was there.")
    assessment: Assessed | None = Field(description="Of this version; none where it could not be.")
    not_assessed: list[str] = Field(description="Why it was kept and could not be assessed.")


class OpenPoint(BaseModel):
    """Something that whoever signs must have read of."""

    item: str
    title: str
    says: str
    acknowledged_by: str = Field(description="Empty where nobody has yet.")
    acknowledged_at: str


class Move(BaseModel):
    """A step that may be taken next, or why it may not."""

    move: str
    title: str
    allowed: bool
    in_reach: bool = Field(description="Whether role and place are right.")
    refusals: list[str]
    asks: list[str] = Field(description="What has to be written down with it.")
    outcomes: list[str] = Field(description="What may have come of it, where it asks for that.")
    names_the_digest: bool = Field(description="Whether it rests on the assessment's digest.")


class Taken(BaseModel):
    """A step that was taken."""

    move: str
    state: str
    digest: str
    by: str
    role: str
    on_behalf_of: str
    at: str
    happened_on: str
    reference: str
    note: str


class Declaration(BaseModel):
    """Where a declaration stands."""

    state: str
    title: str
    digest: str = Field(description="Of the assessment that stands; empty where there is none.")
    has_paper: bool
    moves: list[Move]
    open_points: list[OpenPoint]
    steps: list[Taken]
    audit_head: str

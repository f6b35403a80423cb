"""The tables, as SQLModel classes; they never leave the store.

Moments are kept as text in UTC and days as text, so that both databases say the same bytes.
"""

from sqlalchemy import UniqueConstraint
from sqlmodel import Field, SQLModel


class TrustTable(SQLModel, table=True):
    """A trust, by its ODS code."""

    __tablename__ = "trust"
    code: str = Field(primary_key=True)
    name: str


class SubmissionTable(SQLModel, table=True):
    """What one trust sends for one scheme year; its version counts every change."""

    __tablename__ = "submission"
    id: str = Field(primary_key=True)
    trust_code: str = Field(foreign_key="trust.code", index=True)
    scheme_year: int
    version: int
    fingerprint: str
    made_by: str
    made_at: str


class FileTable(SQLModel, table=True):
    """A file of a submission from one version on; its content lies under its fingerprint."""

    __tablename__ = "file"
    id: int | None = Field(default=None, primary_key=True)
    submission_id: str = Field(foreign_key="submission.id", index=True)
    name: str
    sha256: str
    size: int
    since: int
    until: int | None = None
    """The version that replaced or removed it; none while it stands."""
    by: str
    at: str


class RegisterTable(SQLModel, table=True):
    """A register of the version that stands, as it was read."""

    __tablename__ = "register"
    submission_id: str = Field(foreign_key="submission.id", primary_key=True)
    name: str = Field(primary_key=True)
    file: str
    sha256: str
    rows: int
    complete_to: str
    checked_by: str


class DocumentTable(SQLModel, table=True):
    """A document of the version that stands, as it was listed."""

    __tablename__ = "document"
    submission_id: str = Field(foreign_key="submission.id", primary_key=True)
    id: str = Field(primary_key=True)
    kind: str
    title: str
    dated: str
    checked_by: str
    sha256: str


class AssessmentTable(SQLModel, table=True):
    """One assessment of one version; written once and never changed."""

    __tablename__ = "assessment"
    __table_args__ = (UniqueConstraint("submission_id", "version", "digest", name="uq_assessment"),)
    id: int | None = Field(default=None, primary_key=True)
    submission_id: str = Field(foreign_key="submission.id", index=True)
    version: int
    digest: str
    on: str
    known_on: str
    rulebook: str
    verdict: str
    met: bool
    hold: int
    content: str
    """The fingerprint of its canonical JSON."""
    by: str
    at: str


class PaperTable(SQLModel, table=True):
    """A page or paper made of an assessment; written once."""

    __tablename__ = "paper"
    submission_id: str = Field(foreign_key="submission.id", primary_key=True)
    digest: str = Field(primary_key=True)
    kind: str = Field(primary_key=True)
    sha256: str
    at: str


class StepTable(SQLModel, table=True):
    """One step of the workflow; written once and never changed."""

    __tablename__ = "step"
    id: int | None = Field(default=None, primary_key=True)
    submission_id: str = Field(foreign_key="submission.id", index=True)
    move: str
    state: str
    """Where the submission stands after it."""
    digest: str
    by_id: int | None = None
    by: str
    role: str
    on_behalf_of: str = ""
    at: str
    happened_on: str = ""
    reference: str = ""
    note: str = ""


class AcknowledgementTable(SQLModel, table=True):
    """Somebody has read of one thing that is not met or does not agree; written once."""

    __tablename__ = "acknowledgement"
    __table_args__ = (
        UniqueConstraint("submission_id", "digest", "item", name="uq_acknowledgement"),
    )
    id: int | None = Field(default=None, primary_key=True)
    submission_id: str = Field(foreign_key="submission.id", index=True)
    digest: str
    item: str
    by: str
    role: str
    at: str
    note: str = ""


class OutcomeTable(SQLModel, table=True):
    """A record of the chain of outcomes of a submission, as its line; written once."""

    __tablename__ = "outcome_record"
    submission_id: str = Field(foreign_key="submission.id", primary_key=True)
    number: int = Field(primary_key=True)
    digest: str
    line: str


class FirstOutcomeTable(SQLModel, table=True):
    """What the first version of the program wrote of an outcome; kept, and added to no more."""

    __tablename__ = "outcome"
    id: int | None = Field(default=None, primary_key=True)
    submission_id: str = Field(foreign_key="submission.id", index=True)
    digest: str
    kind: str
    result: str
    note: str
    by: str
    role: str
    at: str


class ConfirmationTable(SQLModel, table=True):
    """A value that somebody compared with the published document; written once."""

    __tablename__ = "confirmation"
    id: int | None = Field(default=None, primary_key=True)
    requirement: str
    value: str
    fingerprint: str
    by: str
    on: str
    document: str
    page: str
    sha256: str
    says: str = "confirmed"


class GuidanceTable(SQLModel, table=True):
    """A guidance document of one edition that people compare the rules with; written once."""

    __tablename__ = "guidance"
    id: int | None = Field(default=None, primary_key=True)
    scheme_year: int
    edition: str
    name: str
    sha256: str
    pages: int
    by: str
    at: str


class VerificationTable(SQLModel, table=True):
    """A verification of one pack, with its receipt; written once."""

    __tablename__ = "verification"
    id: int | None = Field(default=None, primary_key=True)
    submission_id: str | None = Field(default=None, foreign_key="submission.id", index=True)
    """None of a pack that came from outside, of which nothing else is kept."""
    name: str
    sha256: str
    trust_code: str
    scheme_year: int | None
    state: str
    content: str
    """The fingerprint of its line in a portfolio."""
    receipt: str
    """The fingerprint of its receipt."""
    by: str
    at: str


class SystemTable(SQLModel, table=True):
    """A local maternity system, by its ICS code."""

    __tablename__ = "system"
    code: str = Field(primary_key=True)
    name: str
    folder: str = ""
    """The fingerprint of a zip of what the system itself sent; empty until then."""


class SystemTrustTable(SQLModel, table=True):
    """A trust of a system."""

    __tablename__ = "system_trust"
    system_code: str = Field(foreign_key="system.code", primary_key=True)
    trust_code: str = Field(foreign_key="trust.code", primary_key=True)


class SystemOfficerTable(SQLModel, table=True):
    """An accountable officer who sees a system."""

    __tablename__ = "system_officer"
    system_code: str = Field(foreign_key="system.code", primary_key=True)
    account_id: int = Field(foreign_key="account.id", primary_key=True)


class SystemPaperTable(SQLModel, table=True):
    """One assessment of a whole system, with its page; written once."""

    __tablename__ = "system_paper"
    id: int | None = Field(default=None, primary_key=True)
    system_code: str = Field(foreign_key="system.code", index=True)
    digest: str
    on: str
    content: str
    page: str
    pdf: str = ""
    by: str
    at: str


class AuditTable(SQLModel, table=True):
    """One line of the audit; each carries the fingerprint of the one before."""

    __tablename__ = "audit"
    number: int = Field(primary_key=True)
    at: str
    who: str
    role: str
    trust: str
    act: str
    about: str
    detail: str
    previous: str
    hash: str


class AuditHeadTable(SQLModel, table=True):
    """The last line of the audit: one row, which whoever writes must hold."""

    __tablename__ = "audit_head"
    id: int = Field(default=1, primary_key=True)
    number: int = 0
    hash: str = ""


WRITTEN_ONCE = (
    *("acknowledgement", "assessment", "audit", "confirmation"),
    *("delegation", "guidance", "outcome", "outcome_record", "paper"),
    *("step", "system_paper", "verification"),
)
"""Tables of which the database itself refuses to change or remove a row."""

"""The tables of people and of other programs: who may come in, and how they do.

Only fingerprints of secrets stand in them.
"""

from sqlmodel import Field, SQLModel


class AccountTable(SQLModel, table=True):
    """A person who may come in, with one role and at most one trust."""

    __tablename__ = "account"
    id: int | None = Field(default=None, primary_key=True)
    email: str = Field(unique=True)
    name: str
    role: str
    trust_code: str | None = Field(default=None, foreign_key="trust.code")
    password: str = ""
    """Its argon2 hash; empty until the invitation is taken up."""
    failures: int = 0
    locked_until: str = ""
    active: bool = True


class InvitationTable(SQLModel, table=True):
    """A link with which somebody sets a password once; only its fingerprint is kept."""

    __tablename__ = "invitation"
    token: str = Field(primary_key=True)
    account_id: int = Field(foreign_key="account.id", index=True)
    until: str
    used: bool = False


class VisitTable(SQLModel, table=True):
    """Somebody who is signed in; only the fingerprint of the cookie is kept."""

    __tablename__ = "visit"
    token: str = Field(primary_key=True)
    account_id: int = Field(foreign_key="account.id", index=True)
    form_token: str
    began: str
    seen: str


class AttemptTable(SQLModel, table=True):
    """A password that was wrong, by where it came from."""

    __tablename__ = "attempt"
    id: int | None = Field(default=None, primary_key=True)
    address: str = Field(index=True)
    at: str


class ProgramTable(SQLModel, table=True):
    """A token with which another program comes in; only its fingerprint is kept."""

    __tablename__ = "program"
    id: int | None = Field(default=None, primary_key=True)
    token: str = Field(unique=True)
    account_id: int = Field(foreign_key="account.id", index=True)
    name: str
    role: str
    made: str
    until: str
    used: str = ""
    """When it last came in; empty before the first time."""
    ended: str = ""
    ended_by: str = ""


class SignOnTable(SQLModel, table=True):
    """Somebody who was sent to the provider of single sign-on and has not come back yet."""

    __tablename__ = "sign_on"
    state: str = Field(primary_key=True)
    browser: str
    nonce: str
    verifier: str
    back: str
    address: str
    until: str


class SubjectTable(SQLModel, table=True):
    """Who somebody is at a provider of single sign-on."""

    __tablename__ = "subject"
    issuer: str = Field(primary_key=True)
    subject: str = Field(primary_key=True)
    account_id: int = Field(foreign_key="account.id", index=True)
    at: str


class DelegationTable(SQLModel, table=True):
    """Somebody acts for somebody absent, from day to day; written once."""

    __tablename__ = "delegation"
    id: int | None = Field(default=None, primary_key=True)
    principal_id: int = Field(foreign_key="account.id", index=True)
    delegate_id: int = Field(foreign_key="account.id", index=True)
    from_day: str
    to_day: str
    reason: str
    by: str
    at: str

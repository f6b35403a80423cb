"""Accounts, invitations, and who is signed in; only fingerprints of secrets are kept."""

import hashlib
import secrets
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from sqlmodel import col, delete, func, select

from mis_assessor.core.errors import NotAllowed
from mis_assessor.store.database import Work
from mis_assessor.store.records import Account, By, Role, moment
from mis_assessor.store.tables import TrustTable
from mis_assessor.store.tables_of_people import (
    AccountTable,
    AttemptTable,
    DelegationTable,
    InvitationTable,
    VisitTable,
)

INVITED_FOR = timedelta(days=7)
IDLE, LONGEST = timedelta(minutes=30), timedelta(hours=10)
FAILURES, LOCKED_FOR = 5, timedelta(minutes=15)
FROM_ONE_PLACE, WITHIN = 30, timedelta(minutes=15)


def add(work: Work, email: str, name: str, role: Role, trust: str) -> Account:
    """A new account without a password.

    Raises NotAllowed where the address is taken or the trust does not fit the role.
    """
    email = email.strip().casefold()
    if by_email(work, email) is not None:
        raise NotAllowed(f"{email} has an account already.")
    if role.of_a_trust and work.get(TrustTable, trust) is None:
        raise NotAllowed(f"Choose the trust that this {role.value} belongs to.")
    if not role.of_a_trust and trust:
        raise NotAllowed(f"A {role.value} belongs to no trust. Leave the trust empty.")
    row = AccountTable(email=email, name=name.strip(), role=role.value, trust_code=trust or None)
    work.add(row)
    work.flush()
    return account_of(row)


def by_email(work: Work, email: str) -> Account | None:
    """The account of an address, or None."""
    row = _row(work, email)
    return account_of(row) if row else None


def by_id(work: Work, account: int) -> Account | None:
    """The account of a number, or None."""
    row = work.get(AccountTable, account)
    return account_of(row) if row else None


def everybody(work: Work) -> tuple[Account, ...]:
    """Every account, by name."""
    return tuple(map(account_of, work.exec(select(AccountTable).order_by(AccountTable.name))))


def _row(work: Work, email: str) -> AccountTable | None:
    asked = select(AccountTable).where(AccountTable.email == email.strip().casefold())
    return work.exec(asked).one_or_none()


def account_of(row: AccountTable) -> Account:
    """An account as the rest of the program knows it."""
    return Account(
        row.id or 0,
        row.email,
        row.name,
        Role(row.role),
        row.trust_code or "",
        row.active,
        not row.password,
        row.locked_until,
    )


def password_of(work: Work, email: str) -> tuple[Account, str] | None:
    """The account of an address with the hash of its password, or None."""
    row = _row(work, email)
    return (account_of(row), row.password) if row else None


def set_password(work: Work, account: int, hashed: str) -> None:
    """A new password; whoever is signed in with the old one no longer is."""
    row = work.get_one(AccountTable, account)
    row.password, row.failures, row.locked_until = hashed, 0, ""
    work.add(row)
    work.exec(delete(VisitTable).where(col(VisitTable.account_id) == account))
    work.flush()


def set_active(work: Work, account: int, active: bool) -> None:
    """Lets somebody in or keeps them out, from this moment on."""
    row = work.get_one(AccountTable, account)
    row.active = active
    work.add(row)
    work.exec(delete(VisitTable).where(col(VisitTable.account_id) == account))
    work.flush()


def failed(work: Work, email: str, address: str, now: datetime) -> None:
    """Counts a wrong password against the account and against where it came from."""
    work.add(AttemptTable(address=address, at=moment(now)))
    old = moment(now - WITHIN)
    work.exec(delete(AttemptTable).where(col(AttemptTable.at) < old))
    row = _row(work, email)
    if row is not None:
        row.failures += 1
        if row.failures >= FAILURES:
            row.failures, row.locked_until = 0, moment(now + LOCKED_FOR)
        work.add(row)
    work.flush()


def too_many(work: Work, address: str, now: datetime) -> bool:
    """Whether so many wrong passwords came from one place that no more are looked at."""
    since = moment(now - WITHIN)
    asked = select(func.count(col(AttemptTable.id))).where(
        AttemptTable.address == address, AttemptTable.at >= since
    )
    return work.exec(asked).one() >= FROM_ONE_PLACE


def invite(work: Work, account: int, now: datetime) -> str:
    """A link's secret, with which a password is set once; older ones no longer work."""
    work.exec(delete(InvitationTable).where(col(InvitationTable.account_id) == account))
    token = secrets.token_urlsafe(32)
    until = moment(now + INVITED_FOR)
    work.add(InvitationTable(token=fingerprint(token), account_id=account, until=until))
    work.flush()
    return token


def invited(work: Work, token: str, now: datetime) -> Account | None:
    """Whose link it is, if it is still good."""
    row = work.get(InvitationTable, fingerprint(token))
    if row is None or row.used or row.until < moment(now):
        return None
    found = by_id(work, row.account_id)
    return found if found and found.active else None


def take_up(work: Work, token: str, hashed: str, now: datetime) -> Account:
    """Sets the password of an invitation, which then is used up. Raises NotAllowed."""
    account = invited(work, token, now)
    if account is None:
        raise NotAllowed("This link has been used or is too old. Ask for a new one.")
    row = work.get_one(InvitationTable, fingerprint(token))
    row.used = True
    work.add(row)
    set_password(work, account.id, hashed)
    return account


@dataclass(frozen=True, slots=True)
class Visit:
    """Somebody who is signed in, and the secret that their forms carry."""

    account: Account
    form_token: str


def sign_in(work: Work, account: int, now: datetime) -> str:
    """A new cookie, whatever cookie was sent before; gives its secret."""
    row = work.get_one(AccountTable, account)
    row.failures, row.locked_until = 0, ""
    work.add(row)
    token = secrets.token_urlsafe(32)
    at = moment(now)
    work.add(
        VisitTable(
            token=fingerprint(token),
            account_id=account,
            form_token=secrets.token_urlsafe(32),
            began=at,
            seen=at,
        )
    )
    work.exec(delete(VisitTable).where(col(VisitTable.began) < moment(now - LONGEST)))
    work.flush()
    return token


def visit(work: Work, token: str, now: datetime) -> Visit | None:
    """Who is signed in with a cookie, unless it is too old or too long idle."""
    row = work.get(VisitTable, fingerprint(token))
    if row is None or row.began < moment(now - LONGEST) or row.seen < moment(now - IDLE):
        return None
    account = by_id(work, row.account_id)
    if account is None or not account.active:
        return None
    return Visit(account, row.form_token)


def seen(work: Work, token: str, now: datetime) -> None:
    """Somebody is still there."""
    row = work.get(VisitTable, fingerprint(token))
    if row is not None:
        row.seen = moment(now)
        work.add(row)
        work.flush()


def seen_lately(work: Work, token: str, now: datetime) -> bool:
    """Whether that somebody is there was written down in the last minute."""
    row = work.get(VisitTable, fingerprint(token))
    return row is not None and row.seen >= moment(now - timedelta(minutes=1))


def sign_out(work: Work, token: str) -> None:
    """Ends a visit."""
    work.exec(delete(VisitTable).where(col(VisitTable.token) == fingerprint(token)))
    work.flush()


def fingerprint(token: str) -> str:
    """What is kept of a secret: enough to know it again, and not enough to use it."""
    return hashlib.sha256(token.encode()).hexdigest()


def delegate(
    work: Work, absent: int, acting: int, days: tuple[date, date], why: str, by: By
) -> None:
    """Writes down that somebody acts for somebody absent."""
    work.add(
        DelegationTable(
            principal_id=absent,
            delegate_id=acting,
            from_day=days[0].isoformat(),
            to_day=days[1].isoformat(),
            reason=why,
            by=by.who,
            at=by.moment,
        )
    )
    work.flush()


def acts_for(work: Work, account: int, on: date) -> tuple[Account, ...]:
    """The people for whom somebody acts on a day."""
    day = on.isoformat()
    asked = select(DelegationTable).where(
        DelegationTable.delegate_id == account,
        DelegationTable.from_day <= day,
        DelegationTable.to_day >= day,
    )
    found = (by_id(work, row.principal_id) for row in work.exec(asked))
    return tuple(replace(one, locked_until="") for one in found if one is not None)

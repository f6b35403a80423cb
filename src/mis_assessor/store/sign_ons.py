"""Single sign-on as the store knows it: who is on the way, and whose subject is which account."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlmodel import col, delete, func, select

from mis_assessor.store.accounts import by_id, fingerprint
from mis_assessor.store.database import Work
from mis_assessor.store.records import Account, moment
from mis_assessor.store.tables_of_people import SignOnTable, SubjectTable

ON_THE_WAY = timedelta(minutes=10)
FROM_ONE_PLACE = 60
"""So many may be on their way at once from one address."""


@dataclass(frozen=True, slots=True)
class OnTheWay:
    """Somebody who was sent to the provider: what the answer has to fit."""

    nonce: str
    verifier: str
    back: str
    """The address to which the answer was asked for."""


def send(work: Work, state: str, browser: str, way: OnTheWay, address: str, now: datetime) -> None:
    """Writes down that the browser of somebody is sent to the provider."""
    work.exec(delete(SignOnTable).where(col(SignOnTable.until) < moment(now)))
    work.add(
        SignOnTable(
            state=fingerprint(state),
            browser=fingerprint(browser),
            nonce=way.nonce,
            verifier=way.verifier,
            back=way.back,
            address=address,
            until=moment(now + ON_THE_WAY),
        )
    )
    work.flush()


def too_many(work: Work, address: str, now: datetime) -> bool:
    """Whether so many are on their way from one place that no more are sent."""
    asked = select(func.count(col(SignOnTable.state))).where(
        SignOnTable.address == address, SignOnTable.until >= moment(now)
    )
    return work.exec(asked).one() >= FROM_ONE_PLACE


def back(work: Work, state: str, browser: str, now: datetime) -> OnTheWay | None:
    """What was sent with a state by the same browser; once, and not too long ago."""
    row = work.get(SignOnTable, fingerprint(state))
    if row is None or row.browser != fingerprint(browser):
        return None
    found = OnTheWay(row.nonce, row.verifier, row.back)
    in_time = row.until >= moment(now)
    work.delete(row)
    work.flush()
    return found if in_time else None


def linked(work: Work, issuer: str, subject: str) -> Account | None:
    """The account of somebody whom the provider has named here before."""
    row = work.get(SubjectTable, (issuer, subject))
    return by_id(work, row.account_id) if row else None


def has_another(work: Work, issuer: str, account: int) -> bool:
    """Whether an account is linked to somebody at the provider already."""
    asked = select(SubjectTable).where(
        SubjectTable.issuer == issuer, SubjectTable.account_id == account
    )
    return work.exec(asked).first() is not None


def link(work: Work, issuer: str, subject: str, account: int, now: datetime) -> None:
    """Remembers who somebody is at the provider, whatever their e-mail address becomes."""
    work.add(SubjectTable(issuer=issuer, subject=subject, account_id=account, at=moment(now)))
    work.flush()


def forget(work: Work, account: int) -> None:
    """Forgets who somebody is at any provider; their next sign-on links them anew."""
    work.exec(delete(SubjectTable).where(col(SubjectTable.account_id) == account))
    work.flush()

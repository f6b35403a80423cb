"""Other programs that come in with a token; only the token's fingerprint is kept."""

import secrets
from collections.abc import Iterable
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement
from sqlmodel import col, select

from mis_assessor.store.accounts import account_of, failed, fingerprint, too_many
from mis_assessor.store.database import Work
from mis_assessor.store.records import Account, By, Program, Role, moment
from mis_assessor.store.tables_of_people import AccountTable, ProgramTable

BEGINS = "mis_"
"""How every token begins, so that one which lies about is known for what it is."""
OF_A_TOKEN = "a token from "
"""Stands before the address of wrong tokens: they keep nobody there from signing in."""


def add(work: Work, account: Account, name: str, until: datetime, by: By) -> str:
    """A new token of somebody's; gives its secret, which is not kept."""
    token = BEGINS + secrets.token_urlsafe(32)
    work.add(
        ProgramTable(
            token=fingerprint(token),
            account_id=account.id,
            name=name,
            role=account.role.value,
            made=by.moment,
            until=moment(until),
        )
    )
    work.flush()
    return token


def of_token(work: Work, token: str) -> Program | None:
    """The program of a token, whether or not it still works."""
    return next(iter(_found(work, [col(ProgramTable.token) == fingerprint(token)])), None)


def by_number(work: Work, number: int) -> Program | None:
    """The program of a number, or None."""
    return next(iter(_found(work, [col(ProgramTable.id) == number])), None)


def programs(work: Work, account: int | None = None) -> tuple[Program, ...]:
    """Every program that was ever let in, the newest first; or those of one person."""
    return _found(work, [] if account is None else [col(ProgramTable.account_id) == account])


def _found(work: Work, where: Iterable[ColumnElement[bool]]) -> tuple[Program, ...]:
    asked = (
        select(ProgramTable, AccountTable)
        .join(AccountTable)
        .where(*where)
        .order_by(col(ProgramTable.id).desc())
    )
    return tuple(
        Program(
            row.id or 0,
            account_of(owner),
            row.name,
            Role(row.role),
            row.made,
            row.until,
            row.used,
            row.ended,
            row.ended_by,
        )
        for row, owner in work.exec(asked)
    )


def end(work: Work, number: int, by: By) -> None:
    """Ends a token, from this moment on."""
    row = work.get_one(ProgramTable, number)
    row.ended, row.ended_by = by.moment, by.who
    work.add(row)
    work.flush()


def came_in(work: Work, number: int, now: datetime) -> None:
    """Writes down that a program was here."""
    row = work.get_one(ProgramTable, number)
    row.used = moment(now)
    work.add(row)
    work.flush()


def here_lately(program: Program, now: datetime) -> bool:
    """Whether that a program was here was written down in the last minute."""
    return program.used >= moment(now - timedelta(minutes=1))


def wrong(work: Work, address: str, now: datetime) -> None:
    """Counts a token that opens nothing against where it came from."""
    failed(work, "", OF_A_TOKEN + address, now)


def too_many_wrong(work: Work, address: str, now: datetime) -> bool:
    """Whether so many wrong tokens came from one place that no more are written down."""
    return too_many(work, OF_A_TOKEN + address, now)

"""Programs of administrators: people, trusts, the audit; and the rulebook for everybody."""

import json
from typing import Annotated

from fastapi import Path
from pydantic import BaseModel, Field, StringConstraints

from mis_assessor.services.confirming import confirmed_of
from mis_assessor.services.rule_status import statuses
from mis_assessor.services.stores import audit_of
from mis_assessor.services.visitors import add_account, add_trust
from mis_assessor.services.visitors import invite_again as again
from mis_assessor.services.visitors import let_in as let
from mis_assessor.store.accounts import everybody
from mis_assessor.store.audit import lines
from mis_assessor.store.records import Account as Person
from mis_assessor.store.records import AuditLine as Line
from mis_assessor.store.records import Role
from mis_assessor.store.submissions import trusts
from mis_assessor.web.api import sent
from mis_assessor.web.api.entrance import Asked, ByProgram
from mis_assessor.web.api.lists import LARGEST, Listed, PageAsked, next_page, part_of
from mis_assessor.web.ask import Ask


class Me(BaseModel):
    """In whose name a program acts, and until when."""

    name: str
    email: str
    role: Role
    trust: str
    program: str
    until: str


class Account(BaseModel):
    """Somebody who may come in, or who may not any more."""

    id: int
    email: str
    name: str
    role: Role
    trust: str
    active: bool
    invited: bool = Field(description="Whether no password has been set yet.")


class Invitation(BaseModel):
    """A link with which somebody sets a password; shown once."""

    account: Account
    link: str


class Trust(BaseModel):
    """A trust that people may belong to."""

    code: str
    name: str


class AuditLine(BaseModel):
    """A line of the audit."""

    number: int
    at: str
    who: str
    role: str
    through: str = Field(description="The program that did it in their name; empty for none.")
    act: str
    about: str
    hash: str


class Audit(Listed[AuditLine]):
    """The last lines of the audit, and whether all of it is whole."""

    lines: int
    head: str
    broken_at: int = Field(description="The first line that is not as it was written; 0 for none.")
    why: str


class RulesOfAYear(BaseModel):
    """How well the values of a scheme year are known."""

    year: int
    title: str
    requirements: int
    marks: dict[str, int]
    digest: str
    wrong: str


def me(ask: Asked, program: ByProgram) -> Me:
    """In whose name the program acts, in which role, and until when its token works."""
    who = ask.account
    return Me(
        name=who.name,
        email=who.email,
        role=program.role,
        trust=who.trust,
        program=program.name,
        until=program.until,
    )


def _account(who: Person) -> Account:
    return Account(
        id=who.id,
        email=who.email,
        name=who.name,
        role=who.role,
        trust=who.trust,
        active=who.active,
        invited=who.invited,
    )


def list_accounts(ask: Asked, page: PageAsked) -> Listed[Account]:
    """Everybody who may come in, by name."""
    with ask.desk.store.reading() as work:
        found = part_of(everybody(work), page)
    items = [_account(who) for who in found[: page.limit]]
    return Listed(items=items, next=next_page(ask, found, page))


def _invitation(ask: Ask, email: str, token: str) -> Invitation:
    here = ask.request.url
    with ask.desk.store.reading() as work:
        who = next(one for one in everybody(work) if one.email == email.strip().casefold())
    return Invitation(
        account=_account(who), link=f"{here.scheme}://{here.netloc}/invitation/{token}"
    )


def invite(ask: Asked, told: sent.Invited) -> Invitation:
    """Invites somebody; gives the link that whoever it is sets a password with."""
    token = add_account(ask.desk.store, told.email, told.name, told.role, told.trust, ask.by)
    return _invitation(ask, told.email, token)


Number = Annotated[int, Path(ge=1, le=LARGEST)]


def invite_again(ask: Asked, account: Number) -> Invitation:
    """A new link for somebody; older ones no longer work."""
    token = again(ask.desk.store, account, ask.by)
    with ask.desk.store.reading() as work:
        email = next(one.email for one in everybody(work) if one.id == account)
    return _invitation(ask, email, token)


def let_in(ask: Asked, account: Number, told: sent.LetIn) -> Account:
    """Lets somebody in, or keeps them out from now on; their tokens end with that."""
    let(ask.desk.store, account, told.active, ask.by)
    with ask.desk.store.reading() as work:
        return next(_account(who) for who in everybody(work) if who.id == account)


def list_trusts(ask: Asked) -> list[Trust]:
    """The trusts that people may belong to, by name."""
    with ask.desk.store.reading() as work:
        return [Trust(code=one.code, name=one.name) for one in trusts(work)]


Code = Annotated[str, Path(max_length=6), StringConstraints(pattern=r"^[A-Za-z0-9]{2,6}$")]


def keep_trust(ask: Asked, code: Code, told: sent.TrustNamed) -> Trust:
    """Keeps a trust; its name becomes the one that is sent."""
    add_trust(ask.desk.store, code, told.name, ask.by)
    return Trust(code=code.upper(), name=told.name)


def audit_line(line: Line) -> AuditLine:
    """A line of the audit as programs are given it."""
    return AuditLine(
        number=line.number,
        at=line.at,
        who=line.who,
        role=line.role,
        through=str(json.loads(line.detail).get("through", "")),
        act=line.act,
        about=line.about,
        hash=line.hash,
    )


def read_audit(ask: Asked, page: PageAsked) -> Audit:
    """The lines of the audit, the last first, and whether all of it is whole."""
    with ask.desk.store.reading() as work:
        found = lines(work, last=page.limit + 1, before=page.after)
    chain = audit_of(ask.desk.store)
    items = [audit_line(line) for line in found[: page.limit]]
    return Audit(
        items=items,
        next=next_page(ask, found, page, items[-1].number if items else 0),
        lines=chain.lines,
        head=chain.head,
        broken_at=chain.broken_at,
        why=chain.why,
    )


def read_rulebook(ask: Asked) -> list[RulesOfAYear]:
    """How well the values of each scheme year are known, the newest first."""
    return [
        RulesOfAYear(
            year=one.year,
            title=one.title,
            requirements=one.requirements,
            marks=dict(one.marks),
            digest=one.digest,
            wrong=one.wrong,
        )
        for one in statuses(ask.desk.books, confirmed_of(ask.desk).made)
    ]

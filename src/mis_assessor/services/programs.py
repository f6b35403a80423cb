"""Other programs that act in somebody's name: their tokens made, used and ended."""

from datetime import datetime, timedelta

from mis_assessor.core.errors import NotAllowed
from mis_assessor.services.stores import Store
from mis_assessor.store import audit, programs
from mis_assessor.store.records import Account, By, Program, Role

MOST = 20
"""So many tokens of one person may work at a time."""
LONGEST = timedelta(days=366)
LONGEST_NAME = 80


class NoSuchToken(NotAllowed):
    """A token that opens nothing: unknown, ended, too old, or of somebody who is kept out."""


class TooManyWrong(NotAllowed):
    """So many wrong tokens came from one place that no more are looked into."""


def make_token(store: Store, account: Account, name: str, until: datetime | None, by: By) -> str:
    """Lets a program in until a day; gives the secret of its token. Raises NotAllowed."""
    name = name.strip()
    if not name or len(name) > LONGEST_NAME or not name.isprintable():
        raise NotAllowed(f"Write what the program is, in at most {LONGEST_NAME} characters.")
    if until is None or not by.at < until <= by.at + LONGEST:
        raise NotAllowed("Write a last day that is still to come, and at most a year from today.")
    with store.writing() as work:
        mine = [one for one in programs.programs(work, account.id) if one.works(by.at)]
        if len(mine) >= MOST:
            raise NotAllowed(f"You have {MOST} tokens that work. End one that is not needed first.")
        if name in {one.name for one in mine}:
            raise NotAllowed(f"You have a token named “{name}”. Choose another name, or end it.")
        token = programs.add(work, account, name, until, by)
        audit.write(work, by, "let a program in", account.email, program=name)
    return token


def end_token(store: Store, number: int, by: By) -> None:
    """Ends a token: its owner may, and an administrator. Raises NotAllowed."""
    with store.writing() as work:
        found = programs.by_number(work, number)
        may = found is not None and (
            found.account.id == by.account or by.role == Role.ADMINISTRATOR.value
        )
        if found is None or not may:
            raise NotAllowed("There is no such token here.")
        if not found.ended:
            programs.end(work, number, by)
            audit.write(work, by, "ended a token", found.account.email, program=found.name)


def programs_of(store: Store, account: int | None = None) -> tuple[Program, ...]:
    """The programs of one person, or everybody's; the newest first."""
    with store.reading() as work:
        return programs.programs(work, account)


def program_of(store: Store, token: str, address: str, now: datetime) -> Program:
    """The program that comes in with a token. Raises NoSuchToken or TooManyWrong.

    A token that works always opens: only wrong ones are counted, for nobody guesses one.
    """
    with store.reading() as work:
        found = programs.of_token(work, token)
        counted = found is None and programs.too_many_wrong(work, address, now)
    if found is not None and found.works(now):
        if not programs.here_lately(found, now):
            with store.writing() as work:
                programs.came_in(work, found.id, now)
        return found
    if found is not None:
        raise NoSuchToken(_why_not(found, now))
    if counted:
        raise TooManyWrong("Too many wrong tokens came from here. Try again in 15 minutes.")
    with store.writing() as work:
        programs.wrong(work, address, now)
        by = By("a program unknown", "nobody", now)
        audit.write(work, by, "gave a wrong token", "", address=address)
    raise NoSuchToken("This token is not known here. Make one under “Other programs”.")


def _why_not(found: Program, now: datetime) -> str:
    if found.ended:
        return "This token has been ended. Make a new one under “Other programs”."
    if not found.account.active:
        return "The person whose token this is may not come in any more. Ask the administrator."
    if found.account.role is not found.role:
        return "The role of the person has changed since. Make a new token for the new one."
    return "This token is too old. Make a new one under “Other programs”."

"""People who come in: passwords, invitations, and those who act for somebody absent."""

from dataclasses import dataclass
from datetime import date, datetime
from threading import BoundedSemaphore

from pwdlib import PasswordHash

from mis_assessor.core.errors import NotAllowed
from mis_assessor.services.stores import Store
from mis_assessor.store import accounts, audit, programs, sign_ons
from mis_assessor.store.records import Account, By, Role, Trust, moment
from mis_assessor.store.submissions import keep_trust

SHORTEST, LONGEST = 12, 200
WRONG = (
    "The e-mail address or the password is not right, or the account is locked. After five wrong "
    "passwords an account is locked for 15 minutes."
)
_HASH = PasswordHash.recommended()
_FEW = BoundedSemaphore(2)
"""So many passwords are looked at at once: each takes 64 MB, and a crowd must not stop the rest."""
_NOBODY = _HASH.hash("nobody has this password")
"""Compared with where there is no account, so that it takes as long to say so."""


def _hash(password: str) -> str:
    with _FEW:
        return _HASH.hash(password)


def _verify(password: str, hashed: str) -> bool:
    with _FEW:
        return _HASH.verify(password, hashed)


def password_problem(password: str, again: str) -> str:
    """What is wrong with a new password; empty where nothing is."""
    if len(password) < SHORTEST:
        return f"Choose a password of at least {SHORTEST} characters; three words are good."
    if len(password) > LONGEST:
        return f"Choose a password of at most {LONGEST} characters."
    if len(set(password)) < 5:
        return "Choose a password with more different characters in it."
    if password != again:
        return "The two passwords are not the same. Write the same one twice."
    return ""


def come_in(store: Store, email: str, password: str, address: str, now: datetime) -> str:
    """The secret of the cookie of somebody who signs in. Raises NotAllowed."""
    with store.reading() as work:
        if accounts.too_many(work, address, now):
            raise NotAllowed("Too many wrong passwords came from here. Try again in 15 minutes.")
        found = accounts.password_of(work, email)
    hashed = found[1] if found and found[1] else _NOBODY
    right = _verify(password[: LONGEST + 1], hashed)
    account = found[0] if found else None
    open_ = account is not None and account.active and account.locked_until <= moment(now)
    with store.writing() as work:
        if account is None or not right or not open_ or hashed is _NOBODY:
            accounts.failed(work, email, address, now)
            by = By(account.name if account else "somebody unknown", "nobody", now)
            audit.write(work, by, "gave a wrong password", "", address=address)
            work.commit()
            raise NotAllowed(WRONG)
        token = accounts.sign_in(work, account.id, now)
        audit.write(work, _by(account, now), "signed in", "", address=address)
    return token


def leave(store: Store, token: str, by: By) -> None:
    """Ends a visit."""
    with store.writing() as work:
        accounts.sign_out(work, token)
        audit.write(work, by, "signed out", "")


def set_by_invitation(store: Store, token: str, password: str, again: str, now: datetime) -> None:
    """Sets the password of whoever was invited. Raises NotAllowed."""
    if problem := password_problem(password, again):
        raise NotAllowed(problem)
    hashed = _hash(password)
    with store.writing() as work:
        account = accounts.take_up(work, token, hashed, now)
        audit.write(work, _by(account, now), "set a password by invitation", "")


def change_password(store: Store, account: Account, old: str, new: str, again: str, by: By) -> None:
    """Changes a password and ends every visit of its owner. Raises NotAllowed."""
    if problem := password_problem(new, again):
        raise NotAllowed(problem)
    with store.reading() as work:
        found = accounts.password_of(work, account.email)
    right = found is not None and _verify(old[: LONGEST + 1], found[1] or _NOBODY)
    hashed = _hash(new) if right else ""
    with store.writing() as work:
        if not right:
            accounts.failed(work, account.email, "", by.at)
            work.commit()
            raise NotAllowed("The password that you have now is not right.")
        accounts.set_password(work, account.id, hashed)
        audit.write(work, by, "changed the password", "")


def add_account(store: Store, email: str, name: str, role: Role, trust: str, by: By) -> str:
    """A new account; gives the secret of its invitation. Raises NotAllowed."""
    plain = email.isascii() and email.strip().isprintable()  # no letter that looks like another
    if not name.strip() or "@" not in email or len(email) > 200 or not plain:
        raise NotAllowed("Write a name, and an e-mail address as name@example.nhs.uk.")
    with store.writing() as work:
        account = accounts.add(work, email, name, role, trust)
        token = accounts.invite(work, account.id, by.at)
        audit.write(work, by, "added an account", account.email, role=role.value, trust=trust)
    return token


def invite_again(store: Store, account: int, by: By) -> str:
    """A new invitation for somebody; older ones no longer work. Raises NotAllowed."""
    with store.writing() as work:
        found = _found(accounts.by_id(work, account))
        token = accounts.invite(work, found.id, by.at)
        sign_ons.forget(work, found.id)
        audit.write(work, by, "invited again", found.email)
    return token


def let_in(store: Store, account: int, active: bool, by: By) -> None:
    """Lets somebody in, or keeps them out from now on. Raises NotAllowed."""
    if account == by.account:
        raise NotAllowed("You cannot keep yourself out. Ask another administrator.")
    with store.writing() as work:
        found = _found(accounts.by_id(work, account))
        accounts.set_active(work, found.id, active)
        if not active:
            for one in programs.programs(work, found.id):
                if not one.ended:
                    programs.end(work, one.id, by)
        audit.write(work, by, "let in" if active else "kept out", found.email)


def add_trust(store: Store, code: str, name: str, by: By) -> None:
    """A trust that accounts may belong to. Raises NotAllowed."""
    code = code.strip().upper()
    if not (2 <= len(code) <= 6 and code.isalnum() and code.isascii()) or not name.strip():
        raise NotAllowed("Write the trust's ODS code, such as RZ9, and its name.")
    with store.writing() as work:
        keep_trust(work, Trust(code, name.strip()))
        audit.write(work, by, "kept a trust", code, name=name.strip())


@dataclass(frozen=True, slots=True)
class Absence:
    """Who acts for whom, from day to day, and why."""

    acting: str
    """The e-mail address of whoever acts."""
    first: date | None
    last: date | None
    why: str


def record_absence(store: Store, absent: Account, absence: Absence, by: By) -> None:
    """Writes down who acts for somebody who will be away. Raises NotAllowed."""
    if absence.first is None or absence.last is None or absence.last < absence.first:
        raise NotAllowed("Write the first and the last day of the absence, in this order.")
    if not absence.why.strip():
        raise NotAllowed("Write why, in a sentence.")
    with store.writing() as work:
        acting = accounts.by_email(work, absence.acting)
        if acting is None or acting.trust != absent.trust or acting.id == absent.id:
            raise NotAllowed("Choose somebody else of your own trust to act for you.")
        days = (absence.first, absence.last)
        accounts.delegate(work, absent.id, acting.id, days, absence.why.strip(), by)
        audit.write(work, by, "recorded an absence", acting.email, days=f"{days[0]} to {days[1]}")


def _found(account: Account | None) -> Account:
    if account is None:
        raise NotAllowed("There is no such account.")
    return account


def _by(account: Account, now: datetime) -> By:
    return By(account.name, account.role.value, now, account.trust, account.id)

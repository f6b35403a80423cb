"""The administrator's pages: people, trusts, the rulebook's state, the audit, copies."""

from contextlib import ExitStack
from pathlib import Path
from tempfile import mkdtemp
from typing import Any

from starlette.background import BackgroundTask
from starlette.responses import FileResponse, Response

from mis_assessor.core.errors import NotAllowed
from mis_assessor.services.backups import back_up_by, backups_made, drop
from mis_assessor.services.confirming import confirmed_of
from mis_assessor.services.stores import audit_of
from mis_assessor.services.visitors import add_account as add
from mis_assessor.services.visitors import add_trust as keep
from mis_assessor.services.visitors import invite_again as invite
from mis_assessor.services.visitors import let_in as let
from mis_assessor.store.accounts import everybody
from mis_assessor.store.audit import lines
from mis_assessor.store.records import Role
from mis_assessor.store.submissions import trusts as every_trust
from mis_assessor.web.ask import Ask
from mis_assessor.web.fields import number_in
from mis_assessor.web.render import page, to


def accounts(ask: Ask) -> Response:
    """Everybody who may come in, and the form to invite somebody."""
    return _accounts_page(ask)


def _accounts_page(ask: Ask, status: int = 200, **more: Any) -> Response:
    with ask.desk.store.reading() as work:
        people, known = everybody(work), every_trust(work)
    return page(ask, "accounts.html", status, people=people, trusts=known, roles=list(Role), **more)


def add_account(ask: Ask) -> Response:
    """Adds an account, and shows the link that whoever it is sets a password with."""
    wanted = ask.word("role")
    try:
        if wanted not in {role.value for role in Role}:
            raise NotAllowed("Choose a role.")
        role = Role(wanted)
        email, name, trust = ask.word("email"), ask.word("name"), ask.word("trust")
        token = add(ask.desk.store, email, name, role, trust, ask.by)
    except NotAllowed as error:
        errors = [{"text": str(error), "href": "#email"}]
        return _accounts_page(ask, 422, errors=errors, words=ask.form)
    return _accounts_page(ask, link=_link(ask, token), link_of=ask.word("name"))


def invite_again(ask: Ask) -> Response:
    """A new link for somebody."""
    token = invite(ask.desk.store, _number(ask), ask.by)
    return _accounts_page(ask, link=_link(ask, token), link_of="")


def let_in(ask: Ask) -> Response:
    """Lets somebody in, or keeps them out."""
    let(ask.desk.store, _number(ask), ask.word("active") == "yes", ask.by)
    return to("/accounts", "moved")


def _number(ask: Ask) -> int:
    return number_in(ask.part("account")) or 0


def _link(ask: Ask, token: str) -> str:
    return f"{ask.request.base_url}invitation/{token}"


def trusts(ask: Ask) -> Response:
    """The trusts that accounts may belong to."""
    with ask.desk.store.reading() as work:
        known = every_trust(work)
    chosen = next((one for one in known if one.code == ask.asked("code")), None)
    return page(ask, "trusts.html", trusts=known, chosen=chosen)


def add_trust(ask: Ask) -> Response:
    """Keeps a trust."""
    try:
        keep(ask.desk.store, ask.word("code"), ask.word("name"), ask.by)
    except NotAllowed as error:
        with ask.desk.store.reading() as work:
            known = every_trust(work)
        errors = [{"text": str(error), "href": "#code"}]
        return page(ask, "trusts.html", 422, trusts=known, errors=errors, words=ask.form)
    return to("/trusts", "trust")


def rulebook(ask: Ask) -> Response:
    """How well the values of each year are known."""
    from mis_assessor.services.rule_status import statuses

    return page(ask, "rulebook.html", years=statuses(ask.desk.books, confirmed_of(ask.desk).made))


def audit(ask: Ask) -> Response:
    """The last lines of the audit, and whether all of it is whole."""
    with ask.desk.store.reading() as work:
        last = lines(work)
    return page(ask, "audit.html", lines=last, chain=audit_of(ask.desk.store))


def backups(ask: Ask) -> Response:
    """When copies were taken, and by whom; putting one back stays a command."""
    return page(ask, "backups.html", made=backups_made(ask.desk.store))


def take_backup(ask: Ask) -> Response:
    """A copy of everything as one zip, which the browser saves, while the service goes on."""
    place = Path(mkdtemp(prefix="mis-backup-", dir=ask.desk.store.data))
    name = f"mis-{ask.now:%Y-%m-%d-%H%M}.zip"
    with ExitStack() as unsent:
        unsent.callback(drop, place)
        back_up_by(ask.desk.store, place / name, ask.by)
        unsent.pop_all()  # from here on it goes once it was sent
    gone = BackgroundTask(drop, place)
    return FileResponse(place / name, media_type="application/zip", filename=name, background=gone)


HANDLERS = {
    "accounts": accounts,
    "add_account": add_account,
    "invite_again": invite_again,
    "let_in": let_in,
    "trusts": trusts,
    "add_trust": add_trust,
    "rulebook": rulebook,
    "audit": audit,
    "backups": backups,
    "take_backup": take_backup,
}

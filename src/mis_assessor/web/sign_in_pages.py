"""Signing in and out, invitations, one's own password, and who acts for whom."""

from datetime import date

from starlette.responses import JSONResponse, Response

from mis_assessor.core.errors import NotAllowed
from mis_assessor.core.plain import plain
from mis_assessor.services.readiness import readiness
from mis_assessor.services.stores import answers
from mis_assessor.services.visitors import (
    Absence,
    come_in,
    leave,
    set_by_invitation,
)
from mis_assessor.services.visitors import change_password as change
from mis_assessor.services.visitors import record_absence as record
from mis_assessor.store.accounts import everybody, invited
from mis_assessor.web.ask import Ask
from mis_assessor.web.entrance import VISIT, set_visit
from mis_assessor.web.fields import day_in
from mis_assessor.web.render import page, to


def health(ask: Ask) -> Response:
    """Whether the service and its database answer; nothing about what they hold."""
    alive = answers(ask.desk.store.database)
    return JSONResponse({"status": "ok" if alive else "no database"}, 200 if alive else 503)


def ready(ask: Ask) -> Response:
    """Whether requests may come, and how long jobs wait: for a proxy and for an alarm."""
    found = readiness(ask.desk.store, ask.now)
    told = {"ready": found.ready, **plain(found), "jobs_late": found.jobs_late}
    return JSONResponse(told, 200 if found.ready else 503)


def sign_in(ask: Ask) -> Response:
    """The page to sign in with."""
    return to("/") if ask.visit else page(ask, "sign_in.html")


def signing_in(ask: Ask) -> Response:
    """Signs somebody in, with a cookie that is always a new one."""
    email, password = ask.word("email"), ask.form.get("password", "")
    try:
        token = come_in(ask.desk.store, email, password, ask.address, ask.now)
    except NotAllowed as error:
        errors = [{"text": str(error), "href": "#email"}]
        return page(ask, "sign_in.html", 422, errors=errors, email=email)
    return set_visit(to("/"), ask.settings, token)


def sign_out(ask: Ask) -> Response:
    """Signs somebody out."""
    leave(ask.desk.store, ask.request.cookies.get(VISIT, ""), ask.by)
    response = to("/sign-in", "signed-out" if ask.settings.sign_on else "")
    response.delete_cookie(VISIT)
    return response


def invitation(ask: Ask) -> Response:
    """The page behind an invitation."""
    with ask.desk.store.reading() as work:
        who = invited(work, ask.part("token"), ask.now)
    if who is None:
        raise NotAllowed("This link has been used or is too old. Ask for a new one.")
    return page(ask, "invitation.html", who=who)


def taking_up(ask: Ask) -> Response:
    """Sets the password of whoever was invited."""
    token = ask.part("token")
    password, again = ask.form.get("password", ""), ask.form.get("again", "")
    with ask.desk.store.reading() as work:
        who = invited(work, token, ask.now)
    if who is None:
        raise NotAllowed("This link has been used or is too old. Ask for a new one.")
    try:
        set_by_invitation(ask.desk.store, token, password, again, ask.now)
    except NotAllowed as error:
        errors = [{"text": str(error), "href": "#password"}]
        return page(ask, "invitation.html", 422, who=who, errors=errors)
    return to("/sign-in", "password")


def password(ask: Ask) -> Response:
    """The page to change one's password on."""
    return page(ask, "password.html")


def change_password(ask: Ask) -> Response:
    """Changes one's password; one signs in again with the new one."""
    old, new, again = (ask.form.get(name, "") for name in ("old", "password", "again"))
    try:
        change(ask.desk.store, ask.account, old, new, again, ask.by)
    except NotAllowed as error:
        href = "#old" if "have now" in str(error) else "#password"
        return page(ask, "password.html", 422, errors=[{"text": str(error), "href": href}])
    return to("/sign-in", "password")


def absence(ask: Ask) -> Response:
    """The page that says who acts while one is away."""
    return page(ask, "absence.html", colleagues=_colleagues(ask))


def record_absence(ask: Ask) -> Response:
    """Writes down who acts while one is away."""
    days: list[date | None] = [day_in(ask.word(name)) for name in ("first", "last")]
    told = Absence(ask.word("acting"), days[0], days[1], ask.word("why"))
    try:
        record(ask.desk.store, ask.account, told, ask.by)
    except NotAllowed as error:
        errors = [{"text": str(error), "href": "#acting"}]
        return page(ask, "absence.html", 422, colleagues=_colleagues(ask), errors=errors)
    return to("/absence", "absence")


def _colleagues(ask: Ask) -> list[dict[str, str]]:
    me = ask.account
    with ask.desk.store.reading() as work:
        others = [a for a in everybody(work) if a.trust == me.trust and a.id != me.id and a.active]
    return [{"value": a.email, "text": f"{a.name}, {a.role.value}"} for a in others]


HANDLERS = {
    "health": health,
    "ready": ready,
    "sign_in": sign_in,
    "signing_in": signing_in,
    "sign_out": sign_out,
    "invitation": invitation,
    "taking_up": taking_up,
    "password": password,
    "change_password": change_password,
    "absence": absence,
    "record_absence": record_absence,
}

"""Single sign-on, where an administrator has named a provider: there, back, and out of it."""

import logging

from starlette.responses import RedirectResponse, Response

from mis_assessor.core.errors import NotAllowed
from mis_assessor.services.held import NotThere
from mis_assessor.services.provider import Provider, ProviderAway, way_out
from mis_assessor.services.single_sign_on import come_back, send_on
from mis_assessor.web.ask import Ask
from mis_assessor.web.entrance import FORM, set_visit
from mis_assessor.web.render import page, to

LOG = logging.getLogger("mis.web")
ANSWER = ("state", "code", "error", "iss")
LONGEST = 4_000
"""Of what a provider answers in the address, in characters."""


def sign_on(ask: Ask) -> Response:
    """Sends the browser to the provider; what else the address names is passed over."""
    provider = _provider(ask)
    if ask.visit:
        return to("/")
    back = f"{ask.request.base_url}sign-on/back"
    try:
        where = send_on(ask.desk.store, provider, ask.form_token, back, ask.address, ask.now)
    except NotAllowed as error:
        return _not_in(ask, error)
    return RedirectResponse(where, 303)


def signed_on(ask: Ask) -> Response:
    """Signs in whoever comes back, with a cookie that is always a new one."""
    provider = _provider(ask)
    told = {name: ask.request.query_params.get(name, "")[:LONGEST] for name in ANSWER}
    answer = {name: word for name, word in told.items() if word}
    browser = ask.request.cookies.get(FORM, "")
    try:
        token = come_back(ask.desk.store, provider, browser, answer, ask.address, ask.now)
    except NotAllowed as error:
        return _not_in(ask, error)
    return set_visit(to("/"), ask.settings, token)


def signed_out(ask: Ask) -> Response:
    """Signs somebody out at the provider too, once they have signed out here."""
    provider = _provider(ask)
    try:
        where = way_out(provider, f"{ask.request.base_url}sign-in")
    except NotAllowed as error:
        return _not_in(ask, error)
    return RedirectResponse(where, 303)


def _provider(ask: Ask) -> Provider:
    if ask.settings.sign_on is None:
        raise NotThere("There is no single sign-on here. Sign in with your password.")
    return ask.settings.sign_on


def _not_in(ask: Ask, error: NotAllowed) -> Response:
    status = 503 if isinstance(error, ProviderAway) else 422
    LOG.warning("no single sign-on: %s", type(error.__cause__ or error).__name__)
    return page(ask, "sign_in.html", status, errors=[{"text": str(error)}])


HANDLERS = {"sign_on": sign_on, "signed_on": signed_on, "signed_out": signed_out}

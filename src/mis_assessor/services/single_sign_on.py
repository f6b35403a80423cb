"""Signing in at the provider that an administrator named: whom it lets in, and whom not.

It makes no accounts: whoever comes back is somebody whom the administrator has invited.
"""

from collections.abc import Mapping
from datetime import datetime

from mis_assessor.core.errors import NotAllowed
from mis_assessor.services.provider import (
    NotSignedOn,
    Provider,
    Somebody,
    way_to,
    who_comes_back,
)
from mis_assessor.services.stores import Store
from mis_assessor.store import accounts, audit, sign_ons
from mis_assessor.store.database import Work
from mis_assessor.store.records import Account, By

ANOTHER_VISIT = (
    "This answer belongs to another visit, or came too late or twice. Begin again from this page."
)
GIVEN_UP = ("access_denied", "login_required", "interaction_required", "consent_required")


def send_on(
    store: Store, provider: Provider, browser: str, back: str, address: str, now: datetime
) -> str:
    """Where the browser of somebody is sent to sign on. Raises NotAllowed or ProviderAway."""
    with store.reading() as work:
        if sign_ons.too_many(work, address, now):
            raise NotAllowed("Too many sign-ons were begun from here. Try again in 10 minutes.")
    where, state, way = way_to(provider, back)
    with store.writing() as work:
        sign_ons.send(work, state, browser, way, address, now)
    return where


def come_back(
    store: Store,
    provider: Provider,
    browser: str,
    answer: Mapping[str, str],
    address: str,
    now: datetime,
) -> str:
    """The secret of the cookie of somebody who comes back from the provider.

    Raises NotSignedOn or ProviderAway.
    """
    with store.writing() as work:
        way = sign_ons.back(work, answer.get("state", ""), browser, now)
    if way is None or answer.get("iss", provider.issuer) != provider.issuer:
        raise NotSignedOn(ANOTHER_VISIT)
    if error := answer.get("error"):
        ended = error in GIVEN_UP
        raise NotSignedOn(
            f"You did not sign in with {provider.name}. Begin again, or use your password."
            if ended
            else f"{provider.name} could not sign you in. Try again later, or use your password."
        )
    who = who_comes_back(provider, way, answer.get("code", ""), now)
    with store.writing() as work:
        try:
            account = _account(work, provider, who, now)
        except NotSignedOn:
            by = By("somebody unknown", "nobody", now)
            audit.write(work, by, "was not let in by single sign-on", "", address=address)
            work.commit()
            raise
        token = accounts.sign_in(work, account.id, now)
        by = By(account.name, account.role.value, now, account.trust, account.id)
        audit.write(work, by, "signed in", "", address=address, provider=provider.issuer)
    return token


def _account(work: Work, provider: Provider, who: Somebody, now: datetime) -> Account:
    """Whose account it is: linked before, else invited by the address that is verified."""
    issuer, name = provider.issuer, provider.name
    found = sign_ons.linked(work, issuer, who.subject)
    if found is None:
        if not who.email:
            raise NotSignedOn(
                f"{name} gives no e-mail address that it has verified, so nobody can tell who you "
                "are here. Sign in with your password, and tell the administrator."
            )
        found = accounts.by_email(work, who.email)
        if found is None:
            raise NotSignedOn(
                f"You signed in with {name}, and nobody with your e-mail address is known here. "
                "Ask the administrator of this service to invite you."
            )
        if found.active and sign_ons.has_another(work, issuer, found.id):
            raise NotSignedOn(
                f"Your account here belongs to another account of {name}. Ask the administrator "
                "for a new link; after that, sign in again."
            )
    if not found.active:
        raise NotSignedOn("You may not come in any more. Ask the administrator of this service.")
    if sign_ons.linked(work, issuer, who.subject) is None:
        sign_ons.link(work, issuer, who.subject, found.id, now)
    return found

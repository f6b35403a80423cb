"""The provider of single sign-on that an administrator named, and what it answers.

Nothing else is asked over the network: what it says of itself, its keys, a token, an address.
"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlencode, urlsplit

import httpx
from authlib.common.errors import AuthlibBaseError
from authlib.common.security import generate_token
from authlib.oauth2.client import OAuth2Client
from authlib.oidc.core import CodeIDToken
from joserfc import jwt
from joserfc.errors import ClaimError, JoseError
from joserfc.jwk import KeySet

from mis_assessor.core.errors import NotAllowed, Problem
from mis_assessor.store.sign_ons import OnTheWay

SECONDS, LEEWAY = 10, 120
"""How long the provider may take to answer, and how far apart the two clocks may be."""
SIGNED_WITH = [f"{kind}{bits}" for kind in ("RS", "PS", "ES") for bits in (256, 384, 512)]
"""Signatures with the provider's own key; never with a secret that both have, and never none."""
CLOCK = ("exp", "iat", "nbf", "auth_time")
HERE = ("localhost", "127.0.0.1", "::1")
NAMES = (
    *("ISSUER", "CLIENT_ID", "CLIENT_SECRET", "CLIENT_SECRET_FILE"),
    *("SCOPES", "NAME", "TRUST_EMAIL"),
)
OF_US = "MIS_OIDC_"


@dataclass(frozen=True, slots=True)
class Provider:
    """Who signs people on, and how this service is known there."""

    issuer: str
    client: str
    secret: str = ""
    scopes: str = "openid email"
    name: str = "your organisation's account"
    """What people are told that they sign in with."""
    trusts_email: bool = False
    """Whether its e-mail addresses are right although it does not say that it verified them."""


@dataclass(frozen=True, slots=True)
class Somebody:
    """Who the provider says that somebody is."""

    subject: str
    email: str
    """Empty where the provider gives none, or none that it has verified."""


class ProviderAway(NotAllowed):
    """The provider does not answer, or not as one that signs people on."""


class NotSignedOn(NotAllowed):
    """What the provider answered lets nobody in, with a sentence why."""


def provider_in(settings: Mapping[str, str]) -> Provider | None:
    """The provider that the environment names; None where it names none. Raises NotAllowed."""
    told = {name: settings.get(OF_US + name, "").strip() for name in NAMES}
    if not any(told.values()):
        return None
    problems = [
        Problem(OF_US + name, "is needed for single sign-on. Set it, or none of them.")
        for name in ("ISSUER", "CLIENT_ID")
        if not told[name]
    ]
    if told["ISSUER"] and not _is_safe(told["ISSUER"]):
        problems.append(Problem(OF_US + "ISSUER", "is no address that begins with https://."))
    if told["SCOPES"] and "openid" not in told["SCOPES"].split():
        problems.append(Problem(OF_US + "SCOPES", "has to have “openid” among its words."))
    secret = told["CLIENT_SECRET"]
    if file := told["CLIENT_SECRET_FILE"]:
        try:
            secret = Path(file).read_text(encoding="utf-8").strip()
        except (OSError, UnicodeDecodeError):
            problems.append(Problem(OF_US + "CLIENT_SECRET_FILE", f"{file} cannot be read."))
    if problems:
        raise NotAllowed(problems)
    scopes = told["SCOPES"] or "openid email"
    name, trusts = told["NAME"] or "your organisation's account", told["TRUST_EMAIL"] == "yes"
    return Provider(told["ISSUER"], told["CLIENT_ID"], secret, scopes, name, trusts)


def _is_safe(address: str) -> bool:
    """Whether an address goes over HTTPS, or no further than this machine."""
    parts = urlsplit(address)
    return parts.scheme == "https" or (parts.scheme == "http" and parts.hostname in HERE)


def way_to(provider: Provider, back: str) -> tuple[str, str, OnTheWay]:
    """Where a browser is sent, the state it is sent with, and what the answer has to fit.

    Raises ProviderAway.
    """
    way = OnTheWay(generate_token(40), generate_token(64), back)
    with _asking(provider) as http:
        where = _of_itself(http, provider, "authorization_endpoint")
        address, state = _client(http, provider, back).create_authorization_url(
            where["authorization_endpoint"],
            state=generate_token(40),
            nonce=way.nonce,
            code_verifier=way.verifier,
        )
    return address, state, way


def way_out(provider: Provider, back: str) -> str:
    """Where somebody signs out at the provider itself. Raises ProviderAway or NotSignedOn."""
    with _asking(provider) as http:
        about = _of_itself(http, provider)
    address = str(about.get("end_session_endpoint", ""))
    if not _is_safe(address):
        raise NotSignedOn(
            f"You are signed out here. Sign out of {provider.name} there: it offers no way for us."
        )
    asked = urlencode({"client_id": provider.client, "post_logout_redirect_uri": back})
    return f"{address}{'&' if '?' in address else '?'}{asked}"


def who_comes_back(provider: Provider, way: OnTheWay, code: str, now: datetime) -> Somebody:
    """Who somebody is, once the provider has taken back the code that it gave them.

    Raises ProviderAway or NotSignedOn.
    """
    with _asking(provider) as http:
        about = _of_itself(http, provider, "token_endpoint", "jwks_uri")
        token = _token(http, provider, about, way, code)
        claims = _checked(http, provider, about, way, token, now)
        return Somebody(claims["sub"], _email(http, provider, about, token, claims))


@contextmanager
def _asking(provider: Provider) -> Iterator[httpx.Client]:
    """Asks the provider, and follows it nowhere else."""
    try:
        with httpx.Client(timeout=SECONDS, follow_redirects=False) as http:
            yield http
    except (httpx.HTTPError, httpx.InvalidURL, ValueError) as error:
        raise ProviderAway(
            f"{provider.name} does not answer now. Try again in a few minutes, or sign in with "
            "your password."
        ) from error


def _got(http: httpx.Client, address: str, **more: Any) -> dict[str, Any]:
    answer = http.get(address, **more)
    answer.raise_for_status()
    found = answer.json()
    if not isinstance(found, dict):
        raise ValueError("not an object")
    return found


def _of_itself(http: httpx.Client, provider: Provider, *asked: str) -> dict[str, Any]:
    """What the provider says of itself (OpenID Connect Discovery)."""
    address = f"{provider.issuer.rstrip('/')}/.well-known/openid-configuration"
    found = _got(http, address)
    if found.get("issuer") != provider.issuer:
        raise ProviderAway(
            f"{provider.name} calls itself by another name than MIS_OIDC_ISSUER. The administrator "
            "has to put that right."
        )
    if lacking := [name for name in asked if not _is_safe(str(found.get(name, "")))]:
        raise ProviderAway(
            f"{provider.name} names no {lacking[0]} that goes over HTTPS. Its administrator has to "
            "put that right."
        )
    return found


def _client(http: httpx.Client, provider: Provider, back: str) -> OAuth2Client:
    return OAuth2Client(
        session=http,
        client_id=provider.client,
        scope=provider.scopes,
        redirect_uri=back,
        code_challenge_method="S256",
    )


def _token(
    http: httpx.Client, provider: Provider, about: Mapping[str, Any], way: OnTheWay, code: str
) -> Mapping[str, Any]:
    """The token for a code; the secret goes in the way that the provider takes it."""
    taken = about.get("token_endpoint_auth_methods_supported") or ["client_secret_basic"]
    named, auth = {"client_id": provider.client}, httpx.Auth()
    if provider.secret and "client_secret_basic" in taken:
        named = {}
        auth = httpx.BasicAuth(quote(provider.client, safe=""), quote(provider.secret, safe=""))
    elif provider.secret:
        named["client_secret"] = provider.secret
    try:
        token: Mapping[str, Any] = _client(http, provider, way.back).fetch_token(
            about["token_endpoint"], auth=auth, code=code, code_verifier=way.verifier, **named
        )
    except AuthlibBaseError as error:
        whose = {
            "invalid_grant": "Sign in again.",
            "invalid_client": "The administrator has to look at MIS_OIDC_CLIENT_ID and the secret.",
        }
        todo = whose.get(error.error or "", "Sign in again; if it goes on, ask the administrator.")
        raise NotSignedOn(f"{provider.name} did not take its code back. {todo}") from error
    return token


def _checked(
    http: httpx.Client,
    provider: Provider,
    about: Mapping[str, Any],
    way: OnTheWay,
    token: Mapping[str, Any],
    now: datetime,
) -> Mapping[str, Any]:
    """The claims of an ID token: signed by the provider, for us, for this visit, and in time."""
    options = {
        "iss": {"essential": True, "value": provider.issuer},
        "aud": {"essential": True, "value": provider.client},
        "sub": {"essential": True},
    }
    fits = {
        "nonce": way.nonce,
        "client_id": provider.client,
        "access_token": token.get("access_token"),
    }
    keys: Any = _got(http, about["jwks_uri"])
    try:
        read = jwt.decode(str(token.get("id_token", "")), KeySet.import_key_set(keys), SIGNED_WITH)
        claims = CodeIDToken(read.claims, read.header, options, fits)
        claims.validate(int(now.timestamp()), LEEWAY)
    except ClaimError as error:
        if error.claim in CLOCK:
            raise NotSignedOn(
                f"By the clock of this service, what {provider.name} answered is too old or still "
                "to come. Sign in again; if it goes on, the administrator has to set the clock."
            ) from error
        raise NotSignedOn(
            f"What {provider.name} answered is not for this visit ({error.claim}). Sign in again."
        ) from error
    except (JoseError, KeyError, TypeError, ValueError) as error:
        raise NotSignedOn(
            f"What {provider.name} answered is not signed with a key of its own. Sign in again; if "
            "it goes on, tell the administrator."
        ) from error
    found: Mapping[str, Any] = claims
    return found


def _email(
    http: httpx.Client,
    provider: Provider,
    about: Mapping[str, Any],
    token: Mapping[str, Any],
    claims: Mapping[str, Any],
) -> str:
    """The verified e-mail address: of the token, else of what the provider tells beside it."""
    address = str(about.get("userinfo_endpoint", ""))
    if "email" not in claims and _is_safe(address):
        bearer = {"Authorization": f"Bearer {token.get('access_token', '')}"}
        told = _got(http, address, headers=bearer)
        claims = told if told.get("sub") == claims["sub"] else {}
    verified = claims.get("email_verified") in (True, "true") or provider.trusts_email
    email = str(claims.get("email", ""))
    return email if verified and email.isascii() else ""  # “ﬁ” is written like “fi” elsewhere

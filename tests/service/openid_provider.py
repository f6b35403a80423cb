"""A real OpenID provider on this machine: Authlib's authorization server, in a thread.

It holds clients to their secret, their address and the proof of their code. Whoever comes to it
is signed in at once, as the person it is told; and it can be made to answer wrongly.
"""

import os
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from authlib.integrations.flask_oauth2 import AuthorizationServer
from authlib.oauth2.rfc6749 import ClientMixin
from authlib.oauth2.rfc6749.grants import AuthorizationCodeGrant
from authlib.oauth2.rfc7636 import CodeChallenge
from authlib.oidc.core import AuthorizationCodeMixin, UserInfo
from authlib.oidc.core.grants import OpenIDCode
from flask import Flask, Response, jsonify, redirect, request
from joserfc.jwk import ECKey, KeySet
from werkzeug.serving import make_server

CLIENT, SECRET = "mis-assessor", "a secret / of two"
ES256 = "ES256"


def _key(name: str) -> ECKey:
    return ECKey.generate_key("P-256", {"kid": name, "use": "sig", "alg": ES256})


@dataclass
class Provider:
    """A provider that runs, and how it answers."""

    address: str = ""
    subject: str = "s-1"
    claims: dict[str, Any] = field(default_factory=dict)
    """What it says of the person besides the subject."""
    lies: dict[str, Any] = field(default_factory=dict)
    """What it says in the ID token instead of what is so."""
    about: dict[str, Any] = field(default_factory=dict)
    """What it says of itself instead of what is so; a thing that is None is left out."""
    refuses: bool = False
    """Whether the person gives up there."""
    beside: dict[str, Any] | None = None
    """What it tells of the person beside the ID token; the same where it is not set."""
    another_key: bool = False
    takes: tuple[str, ...] = ("client_secret_basic",)
    tokens: int = 0
    key: ECKey = field(default_factory=lambda: _key("one"))
    other_key: ECKey = field(default_factory=lambda: _key("one"))

    def plain(self) -> None:
        """Answers rightly again, of the person it had."""
        self.claims, self.lies, self.about, self.beside = {}, {}, {}, None
        self.refuses, self.another_key, self.takes = False, False, ("client_secret_basic",)


class _Client(ClientMixin):  # type: ignore[misc]
    backs: tuple[str, ...] = ()

    def __init__(self, provider: Provider) -> None:
        self.provider = provider

    id_token_signed_response_alg = ES256

    def get_client_id(self) -> str:
        return CLIENT

    def get_default_redirect_uri(self) -> None:
        return None

    def get_allowed_scope(self, scope: str) -> str:
        return scope

    def check_redirect_uri(self, redirect_uri: str) -> bool:
        return redirect_uri.startswith("http://127.0.0.1:") and redirect_uri.endswith(
            "/sign-on/back"
        )

    def check_client_secret(self, client_secret: str) -> bool:
        return client_secret == SECRET

    def check_endpoint_auth_method(self, method: str, endpoint: str) -> bool:
        return method in self.provider.takes

    def check_response_type(self, response_type: str) -> bool:
        return response_type == "code"

    def check_grant_type(self, grant_type: str) -> bool:
        return grant_type == "authorization_code"


@dataclass
class _Code(AuthorizationCodeMixin):  # type: ignore[misc]
    redirect_uri: str
    scope: str
    nonce: str
    code_challenge: str
    code_challenge_method: str
    user: str

    def get_redirect_uri(self) -> str:
        return self.redirect_uri

    def get_scope(self) -> str:
        return self.scope

    def get_nonce(self) -> str:
        return self.nonce

    def get_auth_time(self) -> int:
        return int(time.time())


def _grant(codes: dict[str, _Code]) -> type[AuthorizationCodeGrant]:
    class Grant(AuthorizationCodeGrant):  # type: ignore[misc]
        TOKEN_ENDPOINT_AUTH_METHODS = ("client_secret_basic", "client_secret_post", "none")

        def save_authorization_code(self, code: str, asked: Any) -> None:
            data = asked.payload.data
            codes[code] = _Code(
                asked.payload.redirect_uri,
                asked.payload.scope,
                data.get("nonce", ""),
                data["code_challenge"],
                data["code_challenge_method"],
                asked.user,
            )

        def query_authorization_code(self, code: str, client: object) -> _Code | None:
            return codes.get(code)

        def delete_authorization_code(self, authorization_code: _Code) -> None:
            for name in [name for name, one in codes.items() if one is authorization_code]:
                del codes[name]

        def authenticate_user(self, authorization_code: _Code) -> str:
            return authorization_code.user

    return Grant


def _open_id(provider: Provider) -> OpenIDCode:
    class OpenID(OpenIDCode):  # type: ignore[misc]
        def exists_nonce(self, nonce: str, asked: object) -> bool:
            return False

        def resolve_client_private_key(self, client: object) -> ECKey:
            return provider.other_key if provider.another_key else provider.key

        def get_client_claims(self, client: object) -> dict[str, Any]:
            return {"iss": provider.address, "aud": [CLIENT]}

        def get_encode_header(self, client: object) -> dict[str, str]:
            return {"alg": ES256, "kid": "one"}

        def generate_user_info(self, user: str, scope: str) -> UserInfo:
            return UserInfo({"sub": user, **provider.claims, **provider.lies})

    return OpenID()


def _app(provider: Provider) -> Flask:
    app, codes = Flask("provider"), dict[str, _Code]()
    client = _Client(provider)

    def save(token: object, asked: object) -> None:
        provider.tokens += 1

    server = AuthorizationServer(app, lambda name: client if name == CLIENT else None, save)
    server.register_grant(_grant(codes), [_open_id(provider), CodeChallenge(required=True)])

    @app.get("/.well-known/openid-configuration")
    def about() -> Response:
        here = provider.address
        told = {
            "issuer": here,
            "authorization_endpoint": f"{here}/authorize?tenant=one",
            "token_endpoint": f"{here}/token",
            "jwks_uri": f"{here}/keys",
            "userinfo_endpoint": f"{here}/person",
            "end_session_endpoint": f"{here}/out",
            "token_endpoint_auth_methods_supported": list(provider.takes),
        }
        said = {**told, **provider.about}
        return jsonify({name: word for name, word in said.items() if word is not None})

    @app.get("/authorize")
    def authorize() -> Any:
        user = None if provider.refuses else provider.subject
        grant = server.get_consent_grant(end_user=user)
        return server.create_authorization_response(grant_user=user, grant=grant)

    @app.post("/token")
    def token() -> Any:
        return server.create_token_response()

    @app.get("/keys")
    def keys() -> Response:
        return jsonify(KeySet([provider.key]).as_dict(private=False))

    @app.get("/person")
    def person() -> Any:
        if not request.headers.get("authorization", "").startswith("Bearer "):
            return Response(status=401)
        told = provider.beside if provider.beside is not None else provider.claims
        return jsonify({"sub": provider.subject, **told})

    @app.get("/out")
    def out() -> Any:
        return redirect(request.args["post_logout_redirect_uri"])

    return app


@contextmanager
def provider_running() -> Iterator[Provider]:
    """A provider on loopback until the tests are done."""
    os.environ["AUTHLIB_INSECURE_TRANSPORT"] = "1"
    provider = Provider()
    server = make_server("127.0.0.1", 0, _app(provider), threaded=True)
    provider.address = f"http://127.0.0.1:{server.server_port}"
    running = threading.Thread(target=server.serve_forever, daemon=True)
    running.start()
    try:
        yield provider
    finally:
        server.shutdown()
        running.join(20)
        server.server_close()
        del os.environ["AUTHLIB_INSECURE_TRANSPORT"]

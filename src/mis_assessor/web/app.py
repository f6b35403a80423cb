"""Builds the service: every door with its handler, and what stands around all of them."""

import logging
import re
import secrets
import time
from collections.abc import Callable, Coroutine, Mapping
from datetime import UTC, datetime
from types import ModuleType
from typing import Any

from fastapi import FastAPI
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import compile_path
from starlette.staticfiles import StaticFiles
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from mis_assessor.reading.shipped import templates_folder
from mis_assessor.services.desk import Desk
from mis_assessor.web import (
    administrator_pages,
    change_pages,
    checklist_pages,
    declaration_pages,
    evidence_pages,
    explain_pages,
    guidance_pages,
    import_pages,
    job_pages,
    paper_pages,
    program_pages,
    sign_in_pages,
    sign_on_pages,
    signing_pages,
    submission_pages,
    system_pages,
    verifier_pages,
)
from mis_assessor.web.api.app import api
from mis_assessor.web.api.problems import of_status
from mis_assessor.web.ask import SMALL, Ask, Settings, TooLarge
from mis_assessor.web.doors import API, API_DOORS, DOORS, Door, Whom
from mis_assessor.web.entrance import Handler, entered, headers
from mis_assessor.web.render import STATIC, page

LOG = logging.getLogger("mis.web")
PAGES: tuple[ModuleType, ...] = (
    administrator_pages,
    checklist_pages,
    change_pages,
    declaration_pages,
    evidence_pages,
    explain_pages,
    guidance_pages,
    import_pages,
    job_pages,
    paper_pages,
    program_pages,
    sign_in_pages,
    sign_on_pages,
    signing_pages,
    submission_pages,
    system_pages,
    verifier_pages,
)
SAID = {
    400: "The form could not be read. Open the page again, and send it again.",
    404: "There is no such page here.",
    405: "That cannot be done with this page.",
    413: "What you sent is larger than can be taken. Send fewer files at once.",
    500: "The service failed in a way that nobody foresaw, and nothing was done. Try again.",
    415: "Forms of that kind are not read here.",
}


ASK_FIRST = b"no-cache"
"""Styles may be kept; whether they are still the same is asked, and answered in a few bytes."""
UPLOADS = [compile_path(door.path)[0] for door in (*DOORS, *API_DOORS) if door.uploads]
NOWHERE = Door("nowhere", "GET", "/", whom=Whom.ANYBODY)
ExceptionHandler = Callable[[Request, Any], Coroutine[Any, Any, Response]]


METHODS = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS")
_OF_A_PROXY = re.compile(rb"[0-9a-f-]{16,36}")
"""The shape of a request's id that is taken over: nothing can be said with it."""


class Told:
    """One request while it goes on, without its address, its cookies and its words."""

    def __init__(self, scope: Scope) -> None:
        self.status = 0
        self._scope, self._began = scope, time.monotonic()
        given = dict(scope["headers"]).get(b"x-request-id", b"")
        self.id = given.decode() if _OF_A_PROXY.fullmatch(given) else secrets.token_hex(8)

    @property
    def header(self) -> tuple[bytes, bytes]:
        """The id, for whoever asked and for the proxy."""
        return b"x-request-id", self.id.encode()

    @property
    def of(self) -> Mapping[str, Any]:
        """What is written; the door is known once one was found."""
        endpoint = self._scope.get("endpoint")
        door = getattr(endpoint, "__name__", "static" if endpoint else "nowhere")
        spent = round((time.monotonic() - self._began) * 1000)
        method = self._scope["method"]
        return {
            "door": door,
            "method": method if method in METHODS else "other",
            "status": self.status,
            "ms": spent,
            "request": self.id,
        }


class Around:
    """What is so for every request: no more bytes than allowed, and headers on each answer."""

    def __init__(self, app: ASGIApp, settings: Settings) -> None:
        self.app = app
        self.settings = settings
        always = headers(settings.secure).items()
        self.headers = [(name.lower().encode(), value.encode()) for name, value in always]
        self.of_static = [(b"cache-control", ASK_FIRST), *self.headers]

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Passes a request on."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        told = Told(scope)
        most = self.settings.largest if _may_upload(scope["path"]) else SMALL
        every = self.of_static if scope["path"].startswith(f"{STATIC}/") else self.headers
        came, begun = 0, False

        async def counted() -> Message:
            nonlocal came
            message = await receive()
            came += len(message.get("body", b""))
            if came > most:
                raise TooLarge
            return message

        async def dressed(message: Message) -> None:
            nonlocal begun
            if message["type"] == "http.response.start":
                begun, told.status = True, message["status"]
                own = {name for name, _ in message["headers"]}
                extra = {name: value for name, value in reversed(every) if name not in own}
                message["headers"] = [*message["headers"], *extra.items(), told.header]
            await send(message)

        try:
            length = dict(scope["headers"]).get(b"content-length", b"0")
            if length.isdigit() and int(length) > most:
                raise TooLarge
            await self.app(scope, counted, dressed)
        except TooLarge:
            if begun:
                raise
            await _plain(413, scope["path"])(scope, receive, dressed)
        except Exception as fault:
            LOG.exception(
                "a fault that nobody foresaw: %s", type(fault).__name__, extra={"told": told.of}
            )
            if begun:
                raise
            await _plain(500, scope["path"])(scope, receive, dressed)
        finally:
            LOG.info("request", extra={"told": told.of})


def _may_upload(path: str) -> bool:
    return any(pattern.match(path) for pattern in UPLOADS)


def _plain(status: int, path: str) -> Response:
    """What is said before anybody has been let in."""
    if path.startswith(f"{API}/"):
        return of_status(status)
    return PlainTextResponse(SAID[status], status)


def build(desk: Desk, settings: Settings) -> FastAPI:
    """The service, at a desk that is open."""
    app = FastAPI(
        title="mis-assessor",
        docs_url=None,
        redoc_url=None,
        openapi_url=None,
        middleware=[Middleware(Around, settings=settings)],
        exception_handlers={HTTPException: in_words_of(desk, settings)},
    )
    handlers = handlers_by_name()
    for door in DOORS:
        endpoint = entered(desk, settings, door, handlers[door.name])
        app.add_route(door.path, endpoint, methods=[door.method], name=door.name)
    app.mount(API, api(desk, settings))
    app.mount(STATIC, StaticFiles(directory=templates_folder() / "web" / "static"), name="static")
    return app


def handlers_by_name() -> Mapping[str, Handler]:
    """Every handler by the name of its door."""
    return {name: handler for module in PAGES for name, handler in module.HANDLERS.items()}


def in_words_of(desk: Desk, settings: Settings) -> ExceptionHandler:
    """What is answered where there is no such page, or no such way to use it."""

    async def in_words(request: Request, error: Exception) -> Response:
        status = error.status_code if isinstance(error, HTTPException) else 500
        said = SAID.get(status, "That cannot be done here.")
        ask = Ask(desk, settings, NOWHERE, request, datetime.now(UTC), "")
        return page(ask, "problem.html", status, title="This is not here", errors=[{"text": said}])

    return in_words

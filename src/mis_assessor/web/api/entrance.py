"""Lets programs in: by token and never by cookie, then as pages let people in.

It happens before the body is read, so that nobody who may not send files has them read.
"""

import logging
from collections.abc import Callable, Coroutine
from datetime import UTC, datetime
from typing import Annotated, Any

from fastapi import Depends, Path
from fastapi.exceptions import RequestValidationError
from fastapi.routing import APIRoute
from fastapi.security import HTTPBearer
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from mis_assessor.core.errors import AssessorError
from mis_assessor.services.desk import Desk
from mis_assessor.services.programs import NoSuchToken, program_of
from mis_assessor.store.accounts import Visit
from mis_assessor.store.records import Program
from mis_assessor.web.api.problems import OtherRole, of_status
from mis_assessor.web.ask import Ask, Settings
from mis_assessor.web.doors import API_DOOR, Door
from mis_assessor.web.entrance import stopped, with_job, with_submission

LOG = logging.getLogger("mis.web")
TOKEN = HTTPBearer(
    auto_error=False,
    scheme_name="token",
    description="A token made by a person under “Other programs”; it has their role.",
)
"""How the document says that a token is needed; it is looked at in `Gate`."""


class Gate(APIRoute):
    """A way into the API: whoever may not take it is answered before anything is read."""

    def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        """The endpoint behind its gate."""
        inner, door = super().get_route_handler(), API_DOOR[self.name]

        async def gated(request: Request) -> Response:
            desk, settings = request.app.state.desk, request.app.state.settings
            request.state.ask = await run_in_threadpool(_let_in, desk, settings, door, request)
            try:
                return await inner(request)
            except (AssessorError, HTTPException, RequestValidationError):
                raise
            except Exception as fault:
                LOG.exception("a fault that nobody foresaw: %s", type(fault).__name__)
                return of_status(500)

        return gated


def _let_in(desk: Desk, settings: Settings, door: Door, request: Request) -> Ask:
    now = datetime.now(UTC)
    kind, _, token = request.headers.get("authorization", "").partition(" ")
    if kind.casefold() != "bearer" or not token.strip():
        raise NoSuchToken(
            "Send a token with “Authorization: Bearer …”. Make one under “Other programs”."
        )
    unknown = Ask(desk, settings, door, request, now, "")
    program = program_of(desk.store, token.strip(), unknown.address, now)
    request.state.program = program
    if stopped(door, program.account):
        raise OtherRole(f"It is not among what a {program.role.value} may do.")
    who = Visit(program.account, "")
    ask = Ask(desk, settings, door, request, now, "", who, through=program.name)
    if door.of_a_submission:
        ask = with_submission(ask)
    return with_job(ask) if door.of_a_job else ask


def _asked(request: Request) -> Ask:
    ask: Ask = request.state.ask
    return ask


def _of_submission(
    request: Request,
    submission: Annotated[
        str, Path(description="Its id, as the list of submissions has it.", max_length=40)
    ],
) -> Ask:
    return _asked(request)


def _of_job(
    request: Request, job: Annotated[str, Path(description="Its id.", max_length=40)]
) -> Ask:
    return _asked(request)


def _program(request: Request) -> Program:
    program: Program = request.state.program
    return program


Asked = Annotated[Ask, Depends(_asked)]
"""Who asks, once they have been let in."""
OfSubmission = Annotated[Ask, Depends(_of_submission)]
"""The same, of a submission that they may see."""
OfJob = Annotated[Ask, Depends(_of_job)]
"""The same, of a job that they may see."""
ByProgram = Annotated[Program, Depends(_program)]
"""The program with whose token it is asked."""

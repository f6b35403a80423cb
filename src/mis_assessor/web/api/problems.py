"""What a program is answered where something cannot be done: RFC 9457, with every problem."""

from collections.abc import Callable, Coroutine, Mapping, Sequence
from typing import Any

from fastapi.exceptions import RequestValidationError
from pydantic import BaseModel, Field
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from mis_assessor.core.errors import AssessorError, EngineFault, EvidenceUnreadable
from mis_assessor.core.errors import Problem as Found
from mis_assessor.services.checklist import ChangedPaper
from mis_assessor.services.declarations import Outdated, Refused
from mis_assessor.services.held import ChangedMeanwhile, Clash, NotThere
from mis_assessor.services.programs import NoSuchToken, TooManyWrong
from mis_assessor.web.ask import TooLarge

MEDIA = "application/problem+json"
KINDS = "urn:mis-assessor:problem:"
RETRY = "900"
"""Seconds after which wrong tokens are looked at again."""

SAID = {
    400: ("What was sent cannot be read", "Send it again, of the kind that openapi.json names."),
    404: ("There is nothing here", "There is no such address. openapi.json names them all."),
    405: ("Not done in this way", "This address is not used in that way. See openapi.json."),
    413: ("Too large", "What was sent is larger than can be taken. Send fewer files at once."),
    500: ("A fault of the service", "Nobody foresaw this, and nothing was done. Try again."),
}
"""By status, where the service itself has nothing more to say."""

PLAIN = {
    "missing": "is missing. Send it.",
    "extra_forbidden": "is not known here. Leave it out.",
    "json_invalid": "is not JSON. Put it right, and send it again.",
}
"""What is wrong with a field, by pydantic's word for it; every other one says so itself."""


class OneProblem(BaseModel):
    """One thing wrong in one place."""

    where: str = Field(description="The field, file, row or column; empty where it is the whole.")
    what: str = Field(description="What is wrong, and what to do about it.")


class Standing(BaseModel):
    """A version of a file: what somebody else made of it meanwhile."""

    sha256: str
    size: int
    by: str
    at: str
    version: int


class Conflict(BaseModel):
    """One file that two people changed: both versions of it."""

    file: str
    stands: Standing | None = Field(description="What stands now; none where it was taken away.")
    sent: str = Field(description="The sha256 of what was sent; empty where it was to go.")


class Problem(BaseModel):
    """Why something was not done (RFC 9457), with everything that is wrong at once."""

    type: str = Field(description="The kind of problem, for a program to tell them apart.")
    title: str
    status: int
    detail: str = Field(description="Everything that is wrong, in words.")
    problems: list[OneProblem]
    conflicts: list[Conflict] = Field(default=[], description="Of a file changed meanwhile.")


class OtherRole(AssessorError):
    """The token is good, and the person's role does not open this."""


class NotYet(AssessorError):
    """What is asked for has not been made, or is not over yet."""


def problem(
    status: int,
    kind: str,
    title: str,
    found: Sequence[Found],
    conflicts: Sequence[Conflict] = (),
    headers: Mapping[str, str] | None = None,
) -> Response:
    """An answer that says why not."""
    said = Problem(
        type=KINDS + kind,
        title=title,
        status=status,
        detail=" ".join(map(str, found)),
        problems=[OneProblem(where=one.where, what=one.what) for one in found],
        conflicts=list(conflicts),
    )
    return Response(said.model_dump_json(), status, headers, media_type=MEDIA)


def of_status(status: int, headers: Mapping[str, str] | None = None) -> Response:
    """An answer of which only the status is known."""
    title, says = SAID.get(status, SAID[400])
    return problem(status, f"status-{status}", title, [Found("", says)], (), headers)


async def refused(_: Request, error: AssessorError) -> Response:
    """What the service refuses, with its status and kind."""
    found, wait = error.problems, {"Retry-After": RETRY}
    match error:
        case NoSuchToken():
            ask_for = {"WWW-Authenticate": 'Bearer realm="mis-assessor"'}
            return problem(401, "no-such-token", "Send a token that works", found, (), ask_for)
        case TooManyWrong():
            return problem(429, "too-many-wrong-tokens", "Wait", found, (), wait)
        case OtherRole():
            return problem(403, "other-role", "Not for this role", found)
        case NotThere():
            return problem(404, "not-there", "There is nothing here", found)
        case ChangedMeanwhile(clashes=clashes):
            both = [_conflict(clash) for clash in clashes]
            return problem(409, "changed-meanwhile", "Changed by somebody else", found, both)
        case ChangedPaper():
            return problem(409, "document-changed", "Changed by somebody else", found)
        case NotYet():
            return problem(409, "not-yet", "Not made yet", found)
        case Outdated():
            return problem(409, "assessment-changed", "Another assessment stands now", found)
        case Refused():
            return problem(422, "move-refused", "This step cannot be taken now", found)
        case EvidenceUnreadable():
            return problem(422, "cannot-be-read", "This cannot be read", found)
        case EngineFault():
            return problem(503, "not-decided", "Nothing was decided", found)
        case _:
            return problem(422, "not-allowed", "This could not be done", found)


def _conflict(clash: Clash) -> Conflict:
    it = clash.stands
    stands = (
        Standing(sha256=it.sha256, size=it.size, by=it.by, at=it.at, version=it.since)
        if it
        else None
    )
    return Conflict(file=clash.name, stands=stands, sent=clash.sent)


async def not_as_asked(_: Request, error: RequestValidationError) -> Response:
    """What was sent is not what openapi.json asks for: every field at once."""
    found = [
        Found(
            ", ".join(str(part) for part in one["loc"] if part != "body"),
            PLAIN.get(one["type"], f"is not as asked: {one['msg']}."),
        )
        for one in error.errors()
    ]
    return problem(422, "not-as-asked", "What was sent is not what is asked for", found)


async def of_http(_: Request, error: HTTPException) -> Response:
    """There is no such address, or no such way to use it."""
    if isinstance(error.__cause__, TooLarge):
        return of_status(413)
    return of_status(error.status_code, error.headers)


HANDLERS: dict[int | type[Exception], Callable[[Request, Any], Coroutine[Any, Any, Response]]] = {
    AssessorError: refused,
    HTTPException: of_http,
    RequestValidationError: not_as_asked,
}
"""By what went wrong, what is answered."""

"""Builds what programs use: a way for every row of the table, and the document about them all."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import partial, wraps
from typing import Any

from anyio import to_thread
from fastapi import APIRouter, Depends, FastAPI
from starlette.responses import Response

from mis_assessor import __version__
from mis_assessor.services.desk import Desk
from mis_assessor.web.api import (
    administration,
    comparing,
    declaring,
    documents,
    evidence,
    guidance,
    importing,
    jobs,
    reading,
    systems,
)
from mis_assessor.web.api.entrance import TOKEN, Gate
from mis_assessor.web.api.problems import HANDLERS, MEDIA, Problem
from mis_assessor.web.ask import Settings
from mis_assessor.web.doors import API, API_DOORS, V1, Door
from mis_assessor.web.entrance import WAITING

ABOUT = (
    "The same operations as the pages of the service. Send a token as “Authorization: Bearer …”; "
    "a person makes it under “Other programs”, and it has their role. What is refused is told as "
    "RFC 9457 problems, with everything that is wrong at once."
)
SAID = {
    401: "No token that works",
    403: "Not for this role",
    404: "Not there, or not yours to see",
    409: "Changed meanwhile, or not made yet",
    413: "Too large",
    422: "Refused, with every reason",
    429: "Too many wrong tokens",
    503: "Nothing was decided",
}


BINARY = {"type": "string", "format": "binary"}
LISTED = {"type": "array", "description": "As “mis rules confirm” writes it."}
CANONICAL = {"type": "object", "description": "As “mis schema” describes it."}


@dataclass(frozen=True, slots=True)
class Bytes:
    """An operation that gives a file."""

    handler: Callable[..., Response]
    media: str
    schema: Mapping[str, str] = field(default_factory=lambda: BINARY)


@dataclass(frozen=True, slots=True)
class Made:
    """An operation that makes something new."""

    handler: Callable[..., Any]


@dataclass(frozen=True, slots=True)
class Later:
    """An operation that gives a job."""

    handler: Callable[..., Any]


Operation = Callable[..., Any] | Bytes | Made | Later
OPERATIONS: Mapping[str, Operation] = {
    "me": administration.me,
    "list_submissions": reading.list_submissions,
    "begin_a_year": Made(evidence.begin_a_year),
    "send_a_folder": Later(jobs.send_a_folder),
    "read_submission": reading.read_submission,
    "list_requirements": reading.list_requirements,
    "read_requirement": reading.read_requirement,
    "list_missing": reading.list_missing,
    "read_calendar": reading.read_calendar,
    "list_files": evidence.list_files,
    "send_files": evidence.send_files,
    "read_file": Bytes(evidence.read_file, "application/octet-stream"),
    "list_registers": evidence.list_registers,
    "read_register": evidence.read_register,
    "send_register": evidence.send_register,
    "list_statements": evidence.list_statements,
    "make_statement": evidence.make_statement,
    "assess": reading.assess,
    "list_assessments": reading.list_assessments,
    "read_assessment": Bytes(reading.read_assessment, "application/json", CANONICAL),
    "ask_for_the_paper": Later(jobs.ask_for_the_paper),
    "read_paper": Bytes(declaring.read_paper, "application/pdf"),
    "read_challenge": reading.read_challenge,
    "read_declaration": declaring.read_declaration,
    "make_a_move": declaring.make_a_move,
    "acknowledge": declaring.acknowledge,
    "read_history": declaring.read_history,
    "verify_a_pack": Later(jobs.verify_a_pack),
    "verify_what_was_sent": Later(jobs.verify_what_was_sent),
    "list_verifications": jobs.list_verifications,
    "list_jobs": jobs.list_jobs,
    "read_job": jobs.read_job,
    "cancel_job": jobs.cancel_job,
    "read_verification": jobs.read_verification,
    "list_accounts": administration.list_accounts,
    "invite": Made(administration.invite),
    "invite_again": Made(administration.invite_again),
    "let_in": administration.let_in,
    "list_trusts": administration.list_trusts,
    "keep_trust": administration.keep_trust,
    "read_rulebook": administration.read_rulebook,
    "read_audit": administration.read_audit,
    "ask_for_the_way": Later(jobs.ask_for_the_way),
    "read_way_to_ten": jobs.read_way_to_ten,
    "look_at_files": Later(importing.look_at_files),
    "read_import": importing.read_import,
    "keep_import": importing.keep_import,
    "read_checklist": documents.read_checklist,
    "read_document": documents.read_document,
    "tick_document": documents.tick_document,
    "take_document_off": documents.take_document_off,
    "read_changes": comparing.read_changes,
    "suppose": comparing.suppose,
    "hold_against": comparing.hold_against,
    "compare_packs": comparing.compare_packs,
    "read_outcomes": declaring.read_outcomes,
    "read_outcomes_file": Bytes(declaring.read_outcomes_file, "application/jsonl"),
    "read_outcomes_paper": Bytes(declaring.read_outcomes_paper, "application/pdf"),
    "list_systems": systems.list_systems,
    "keep_system": systems.keep_system,
    "read_system": systems.read_system,
    "assess_system": Later(systems.assess_system),
    "send_system_folder": systems.send_system_folder,
    "read_system_paper": Bytes(systems.read_system_paper, "application/pdf"),
    "list_guidance": guidance.list_guidance,
    "send_guidance": Made(guidance.send_guidance),
    "read_guidance": guidance.read_guidance,
    "say_of_values": guidance.say_of_values,
    "read_confirmations": Bytes(guidance.read_confirmations, "application/json", LISTED),
}


def api(desk: Desk, settings: Settings) -> FastAPI:
    """What programs use, to be mounted under the address of the API."""
    app = FastAPI(
        title="mis-assessor",
        version=__version__,
        description=ABOUT,
        docs_url=None,
        redoc_url=None,
        openapi_url="/openapi.json",
        exception_handlers=HANDLERS,
        separate_input_output_schemas=False,
    )
    app.state.desk, app.state.settings = desk, settings
    ways = APIRouter(route_class=Gate, dependencies=[Depends(TOKEN)])
    for door in API_DOORS:
        if door.path.startswith(V1):
            _add(ways, door, OPERATIONS[door.name])
    app.include_router(ways)
    document = app.openapi
    app.openapi = lambda: _with_problems(document())  # type: ignore[method-assign]
    return app


def _add(ways: APIRouter, door: Door, operation: Operation) -> None:
    more: dict[str, Any] = {}
    answers: dict[int | str, dict[str, Any]] = {
        status: {"model": Problem, "description": says} for status, says in SAID.items()
    }
    match operation:
        case Bytes(handler, media, schema):
            content = {media: {"schema": schema}}
            answers[200] = {"content": content, "description": "The file, to the byte"}
            more["response_class"] = Response
        case Made(handler):
            more["status_code"] = 201
        case Later(handler):
            more["status_code"] = 202
        case handler:
            pass
    ways.add_api_route(
        door.path.removeprefix(API),
        _waiting(handler) if door.slow else handler,
        methods=[door.method],
        name=door.name,
        operation_id=door.name,
        summary=door.name.replace("_", " ").capitalize(),
        responses=answers,
        **more,
    )


def _waiting(handler: Callable[..., Any]) -> Callable[..., Any]:
    """A handler that may take seconds, which takes no thread from those who read."""

    @wraps(handler)
    async def waits(**asked: Any) -> Any:
        return await to_thread.run_sync(partial(handler, **asked), limiter=WAITING)

    return waits


def _with_problems(document: dict[str, Any]) -> dict[str, Any]:
    """The document with the kind of answer that problems are given as."""
    for way in document["paths"].values():
        for operation in way.values():
            for status, answer in operation["responses"].items():
                if status >= "4" and "application/json" in answer["content"]:
                    answer["content"] = {MEDIA: answer["content"]["application/json"]}
    return document

"""The one place where it is decided who may open a door; and what every answer carries.

Signed in, right role, a submission that the person may see, a form that came from a page of
ours: in this order, before a handler is called at all.
"""

import logging
import secrets
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import UTC, datetime
from enum import StrEnum
from typing import Any

from anyio import CapacityLimiter, to_thread
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData, UploadFile
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from mis_assessor.core.errors import AssessorError
from mis_assessor.services.desk import Desk
from mis_assessor.services.held import NotThere
from mis_assessor.services.jobs import job_seen
from mis_assessor.services.systems_held import systems_of
from mis_assessor.store.accounts import Visit, seen, seen_lately, visit
from mis_assessor.store.assessments import steps
from mis_assessor.store.jobs import Job, JobKind
from mis_assessor.store.records import Account, Held, Role
from mis_assessor.store.submissions import held
from mis_assessor.web.ask import Ask, Sent, Settings
from mis_assessor.web.doors import Door, Whom
from mis_assessor.web.fields import seen_in
from mis_assessor.web.render import page, to

Handler = Callable[[Ask], Response]
LOG = logging.getLogger("mis.web")
VISIT, FORM = "mis_visit", "mis_form"
MOST_FILES = 50
WAITING = CapacityLimiter(60)
"""So many may wait at slow doors at once; they take no thread from those who read pages."""
EXPIRED = "The page was open too long, or was not one of ours. Open it again, and send it again."


def may_see(desk: Desk, account: Account, it: Held) -> bool:
    """Whether somebody may know of a submission at all."""
    match account.role:
        case Role.ADMINISTRATOR:
            return False
        case Role.VERIFIER:
            with desk.store.reading() as work:
                taken = steps(work, it.id)
            return bool(taken) and taken[-1].state in desk.workflow.closed_to_changes
        case _:
            return account.trust == it.trust


def entered(desk: Desk, settings: Settings, door: Door, handler: Handler) -> Any:
    """The endpoint of a door: lets in who may, and answers whatever goes wrong in words."""

    async def endpoint(request: Request) -> Response:
        now = datetime.now(UTC)
        if door.uploads:  # nobody who may not send files has them read
            early = Ask(desk, settings, door, request, now, *await _who(request, now))
            if refusal := await run_in_threadpool(_stopped, early):
                return refusal
        form = await _form(request, door) if door.method == "POST" else FormData()
        files = await _files(form) if door.uploads else ()
        await form.close()
        many = {k: tuple(seen_in(v) for v in form.getlist(k) if isinstance(v, str)) for k in form}
        words = {k: every[-1] for k, every in many.items() if every}
        token, who = await _who(request, now)
        ask = Ask(desk, settings, door, request, now, token, who, None, words, many, files)
        if door.slow:
            return await to_thread.run_sync(_answer, ask, limiter=WAITING)
        return await run_in_threadpool(_answer, ask)

    async def _who(request: Request, now: datetime) -> tuple[str, Visit | None]:
        who = await run_in_threadpool(_visit, desk, request, now)
        known = who.form_token if who else request.cookies.get(FORM)
        return known or secrets.token_urlsafe(32), who

    def _answer(ask: Ask) -> Response:
        try:
            response = _let_in(ask, handler)
        except AssessorError as error:
            response = refused(ask, error)
        of_machines = door.path.startswith("/health")
        if ask.visit is None and FORM not in ask.request.cookies and not of_machines:
            _set(response, settings, FORM, ask.form_token)
        return response

    endpoint.__name__ = door.name
    return endpoint


def _let_in(ask: Ask, handler: Handler) -> Response:
    if refusal := _stopped(ask):
        return refusal
    if ask.door.method == "POST" and not _is_of_ours(ask):
        return page(ask, "problem.html", 403, title="Send it again", errors=[{"text": EXPIRED}])
    if ask.door.of_a_submission:
        ask = with_submission(ask)
    if ask.door.of_a_job:
        ask = with_job(ask)
    return handler(ask)


class Stopped(StrEnum):
    """Why somebody gets no further than the door."""

    UNKNOWN = "not signed in"
    OTHER_ROLE = "not the role"


def stopped(door: Door, account: Account | None) -> Stopped | None:
    """Whether a door stays shut for somebody, on a page as for a program; None where it opens."""
    if account is None:
        return None if door.whom is Whom.ANYBODY else Stopped.UNKNOWN
    return None if door.admits(account.role) else Stopped.OTHER_ROLE


def _stopped(ask: Ask) -> Response | None:
    """What somebody is answered who is not signed in, or has not the role; else nothing."""
    match stopped(ask.door, ask.visit.account if ask.visit else None):
        case Stopped.UNKNOWN:
            return to("/sign-in")
        case Stopped.OTHER_ROLE:
            return page(
                ask,
                "problem.html",
                403,
                title="You cannot open this page",
                errors=[{"text": f"It is not among the pages of a {ask.role.value}."}],
            )
        case None:
            return None


def with_submission(ask: Ask) -> Ask:
    """Raises NotThere alike for what is not there and for what the person may not see."""
    name = ask.part("submission")
    with ask.desk.store.reading() as work:
        it = held(work, name) if name.isalnum() else None
    if it is None or not may_see(ask.desk, ask.account, it):
        raise NotThere("There is no such submission here, or it is not one that you may see.")
    return replace(ask, held=it)


def with_job(ask: Ask) -> Ask:
    """The job asked about; raises NotThere alike for none and for one that is not theirs to see.

    A job of a submission is seen by whoever may see that, one of a local system by its officers;
    any other by whoever asked, and by those who are the same at the same trust.
    """
    name = ask.part("job")
    it = job_seen(ask.desk.store, name if name.isalnum() else "")
    elsewhere = ask.held is not None and it.submission != ask.held.id
    if elsewhere or not _may_see_job(ask.desk, ask.account, it):
        raise NotThere("There is no such job here, or it is not one that you may see.")
    return replace(ask, asked_for=it)


def _may_see_job(desk: Desk, who: Account, it: Job) -> bool:
    if it.submission:
        with desk.store.reading() as work:
            of = held(work, it.submission)
        return of is not None and may_see(desk, who, of)
    if it.kind is JobKind.SYSTEM:
        return it.asked["system"] in {one.code for one in systems_of(desk, who)}
    return (it.role, it.trust) == (who.role.value, who.trust)


def _is_of_ours(ask: Ask) -> bool:
    """Whether a form came from a page of this service, opened by the same person."""
    headers = ask.request.headers
    if headers.get("sec-fetch-site", "same-origin") not in ("same-origin", "none"):
        return False
    origin = headers.get("origin")
    if origin is not None and origin.partition("://")[2] != headers.get("host"):
        return False
    known = ask.form_token if ask.visit else ask.request.cookies.get(FORM, "")
    return bool(known) and secrets.compare_digest(
        ask.form.get("form_token", "").encode(), known.encode()
    )


def _visit(desk: Desk, request: Request, now: datetime) -> Visit | None:
    token = request.cookies.get(VISIT, "")
    if not token:
        return None
    with desk.store.reading() as work:
        found = visit(work, token, now)
        lately = found is not None and seen_lately(work, token, now)
    if found is not None and not lately:
        with desk.store.writing() as work:
            seen(work, token, now)
    return found


def refused(ask: Ask, error: AssessorError) -> Response:
    """Why not, in words, with every problem."""
    status = 404 if isinstance(error, NotThere) else 422
    title = "There is nothing here" if status == 404 else "This could not be done"
    errors = [{"text": str(problem)} for problem in error.problems]
    return page(ask, "problem.html", status, title=title, errors=errors)


def set_visit(response: Response, settings: Settings, token: str) -> Response:
    """The cookie of somebody who has just signed in; the one of the form before goes."""
    _set(response, settings, VISIT, token)
    response.delete_cookie(FORM)
    return response


def _set(response: Response, settings: Settings, name: str, value: str) -> None:
    response.set_cookie(
        name, value, httponly=True, samesite="lax", secure=settings.secure, path="/"
    )


async def _form(request: Request, door: Door) -> FormData:
    kind = request.headers.get("content-type", "").partition(";")[0]
    allowed = ["application/x-www-form-urlencoded", "multipart/form-data"]
    if kind and kind not in allowed:
        raise HTTPException(415)
    try:
        return await request.form(
            max_files=MOST_FILES if door.uploads else 0, max_fields=door.most_fields
        )
    except HTTPException as wrong:  # as starlette tells of a form that cannot be read
        raise HTTPException(413 if wrong.detail.startswith("Too many files") else 400) from wrong
    except (UnicodeDecodeError, ValueError) as wrong:
        raise HTTPException(400) from wrong


async def _files(form: FormData) -> tuple[Sent, ...]:
    """The files of a form that have a name; an empty field sends one without."""
    found = []
    for field, value in form.multi_items():
        if isinstance(value, UploadFile) and value.filename:
            found.append(Sent(field, value.filename, await value.read()))
    return tuple(found)


def headers(secure: bool) -> Mapping[str, str]:
    """What every answer carries."""
    always = {
        "X-Content-Type-Options": "nosniff",
        "X-Frame-Options": "DENY",
        "Referrer-Policy": "same-origin",
        "Cross-Origin-Opener-Policy": "same-origin",
        "Permissions-Policy": "camera=(), microphone=(), geolocation=()",
        "Cache-Control": "no-store",
        "Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'",
    }
    more = {"Strict-Transport-Security": "max-age=31536000; includeSubDomains"}
    return {**always, **more} if secure else always

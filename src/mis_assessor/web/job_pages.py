"""Jobs: how far one is, what came of it, and the list of those one asked for."""

import json
from datetime import datetime, timedelta
from typing import assert_never

from starlette.responses import Response

from mis_assessor.core.checking.verification import State
from mis_assessor.services.job_files import made_by
from mis_assessor.services.job_limits import at_most
from mis_assessor.services.job_work import VERIFIED
from mis_assessor.services.jobs import cancel, jobs_of
from mis_assessor.services.jobs import told as said_of
from mis_assessor.store.jobs import Job, JobKind, JobState
from mis_assessor.store.records import Role
from mis_assessor.web.ask import Ask
from mis_assessor.web.render import page, to

TITLES = {
    JobKind.PAPER: "Make the Board paper",
    JobKind.LOAD: "Take in a submission",
    JobKind.PACK: "Verify a pack",
    JobKind.DECLARATION: "Verify what was sent",
    JobKind.PORTFOLIO: "Verify everything that was sent",
    JobKind.WAYS: "Work out the way to ten",
    JobKind.IMPORT: "Look at a workbook or lists",
    JobKind.SYSTEM: "Assess a local system",
}
LOOKS = {
    State.HOLDS.value: "green",
    State.DOES_NOT_HOLD.value: "red",
    State.CANNOT_BE_CHECKED.value: "purple",
}
LATE = timedelta(minutes=2)
"""After which somebody who waits is told that nobody may be at work."""


def jobs(ask: Ask) -> Response:
    """The jobs that one asked for; an administrator sees how those of everybody go."""
    everybody = ask.role is Role.ADMINISTRATOR
    found = jobs_of(ask.desk.store, None if everybody else ask.account.id)
    return page(ask, "jobs.html", jobs=found, titles=TITLES, everybody=everybody)


def job(ask: Ask) -> Response:
    """How far a job is, until it is done; then what came of it."""
    it = ask.job
    if it.state is JobState.DONE:
        return _result(ask, it)
    moving = not it.state.is_over
    waits = it.state is JobState.WAITING
    late = waits and ask.now - datetime.fromisoformat(it.at) > LATE
    errors = [{"text": text} for text in it.problems]
    return page(
        ask,
        "job.html",
        job=it,
        title=TITLES[it.kind],
        said=said_of(it),
        moving=moving,
        still=bool(ask.asked("still")),
        late=late,
        at_most=at_most(it.kind),
        mine=it.account == ask.account.id,
        cancelled=it.state is JobState.CANCELLED,
        some_stay=it.kind is JobKind.PORTFOLIO,
        back=_back(it),
        errors=errors,
    )


def cancel_job(ask: Ask) -> Response:
    """Cancels a job of one's own."""
    cancel(ask.desk.store, ask.job, ask.by)
    return to(f"/jobs/{ask.job.id}")


def _back(it: Job) -> str:
    """Where the same can be asked for again."""
    match it.kind:
        case JobKind.PAPER:
            return f"/submissions/{it.submission}/declaration"
        case JobKind.LOAD:
            return "/load"
        case JobKind.PACK:
            return "/pack"
        case JobKind.DECLARATION:
            return f"/submissions/{it.submission}/verification"
        case JobKind.PORTFOLIO:
            return "/portfolio"
        case JobKind.WAYS:
            return f"/submissions/{it.submission}"
        case JobKind.IMPORT:
            before = it.asked.get("before", "")
            return f"/submissions/{it.submission}/import" + (f"/{before}" if before else "")
        case JobKind.SYSTEM:
            return f"/systems/{it.asked['system']}"
        case _:
            assert_never(it.kind)


def _result(ask: Ask, it: Job) -> Response:
    match it.kind:
        case JobKind.PAPER if ask.asked("then") == "pdf":
            return to(f"/submissions/{it.submission}/paper.pdf")
        case JobKind.PAPER:
            return to(f"/submissions/{it.submission}/declaration", "paper")
        case JobKind.LOAD:
            return to(f"/submissions/{it.result}", "loaded")
        case JobKind.PACK:
            return to(f"/jobs/{it.id}/result")
        case JobKind.DECLARATION:
            return to(f"/submissions/{it.submission}/verification", "verified")
        case JobKind.PORTFOLIO:
            return to("/portfolio", "verified")
        case JobKind.WAYS:
            return to(f"/submissions/{it.submission}/way-to-ten")
        case JobKind.IMPORT:
            return to(f"/submissions/{it.submission}/import/{it.id}")
        case JobKind.SYSTEM:
            return to(f"/systems/{it.asked['system']}", "assessed")
        case _:
            assert_never(it.kind)


def job_result(ask: Ask) -> Response:
    """What verifying a pack came to."""
    it = ask.job
    if it.state is not JobState.DONE:
        return to(f"/jobs/{it.id}")
    if it.kind is not JobKind.PACK:
        return _result(ask, it)
    found = json.loads(made_by(ask.desk.store, it, VERIFIED))
    receipt = it.result.partition(" ")[2]
    return page(ask, "pack.html", found=found, receipt=receipt, looks=LOOKS)


HANDLERS = {"jobs": jobs, "job": job, "cancel_job": cancel_job, "job_result": job_result}

"""What takes longer than an answer may: programs ask for it, and look how far it is."""

import json
from typing import Annotated, assert_never

from fastapi import Form, Response
from pydantic import BaseModel, Field

from mis_assessor.core.ahead.path import PathToTen
from mis_assessor.core.errors import NotAllowed
from mis_assessor.services.job_files import made_by
from mis_assessor.services.job_work import VERIFIED
from mis_assessor.services.jobs import (
    ask_for_paper,
    ask_for_ways,
    ask_to_load,
    ask_to_verify,
    ask_to_verify_held,
    cancel,
    jobs_of,
)
from mis_assessor.services.jobs import told as how_far
from mis_assessor.services.verify import SENT_AS
from mis_assessor.services.ways_held import ways_found
from mis_assessor.store.jobs import Job as Kept
from mis_assessor.store.jobs import JobKind, JobState
from mis_assessor.store.records import Role, VerificationKept
from mis_assessor.store.verifications import verifications
from mis_assessor.web.api import sent
from mis_assessor.web.api.entrance import Asked, OfJob, OfSubmission
from mis_assessor.web.api.lists import Listed, PageAsked, next_page, part_of
from mis_assessor.web.api.problems import NotYet
from mis_assessor.web.api.reading import kept_of
from mis_assessor.web.doors import V1
from mis_assessor.web.sent_files import short


class Job(BaseModel):
    """Something that was asked for, and how far it is."""

    id: str
    href: str = Field(description="Where to look how far it is.")
    kind: JobKind
    state: JobState
    says: str
    problems: list[str] = Field(description="Why it could not be done; empty otherwise.")
    result: str = Field(description="Where what came of it is; empty until it is done.")
    by: str
    at: str
    finished: str


class Check(BaseModel):
    """One thing that was looked at in a pack."""

    subject: str
    where: str
    state: str
    says: str


class Verification(BaseModel):
    """Everything that can be said of a pack."""

    name: str
    state: str
    sentence: str
    sha256: str
    edition: str
    trust: str
    scheme_year: int | None
    receipt: int | None = Field(description="The number of its receipt, where one was asked for.")
    checks: list[Check]


class Verified(BaseModel):
    """A verification of what was sent, as it was kept."""

    number: int
    name: str
    sha256: str
    trust: str
    scheme_year: int | None
    state: str
    by: str
    at: str


def told(job: Kept) -> Job:
    """A job as programs are given it."""
    return Job(
        id=job.id,
        href=f"{V1}/jobs/{job.id}",
        kind=job.kind,
        state=job.state,
        says=how_far(job),
        problems=list(job.problems),
        result=_result(job) if job.state is JobState.DONE else "",
        by=job.by,
        at=job.at,
        finished=job.finished,
    )


def _result(job: Kept) -> str:
    match job.kind:
        case JobKind.PAPER:
            return f"{V1}/submissions/{job.submission}/paper?digest={job.asked['digest']}"
        case JobKind.LOAD:
            return f"{V1}/submissions/{job.result}"
        case JobKind.PACK:
            return f"{V1}/jobs/{job.id}/verification"
        case JobKind.DECLARATION:
            return f"{V1}/submissions/{job.submission}/verifications"
        case JobKind.PORTFOLIO:
            return f"{V1}/submissions"
        case JobKind.WAYS:
            return f"{V1}/submissions/{job.submission}/way-to-ten"
        case JobKind.IMPORT:
            return f"{V1}/submissions/{job.submission}/imports/{job.id}"
        case JobKind.SYSTEM:
            return f"{V1}/systems/{job.asked['system']}"
        case _:
            assert_never(job.kind)


def later(job: Kept, answer: Response) -> Job:
    """The answer of what takes longer: the job, and where to look."""
    found = told(job)
    answer.headers["Location"] = found.href
    return found


def list_jobs(ask: Asked) -> list[Job]:
    """The last jobs that you asked for; an administrator sees everybody's. The newest first."""
    everybody = ask.role is Role.ADMINISTRATOR
    return [told(job) for job in jobs_of(ask.desk.store, None if everybody else ask.account.id)]


def read_job(ask: OfJob) -> Job:
    """How far a job is, and where what came of it is."""
    return told(ask.job)


def cancel_job(ask: OfJob) -> Job:
    """Cancels a job that you asked for and that is not over: nothing of it is kept."""
    return told(cancel(ask.desk.store, ask.job, ask.by))


def send_a_folder(
    ask: Asked,
    folder: Annotated[sent.Folder, Form(media_type="multipart/form-data")],
    answer: Response,
) -> Job:
    """Asks to take in a whole submission folder, sent as a zip."""
    content = folder.file.file.read()
    return later(ask_to_load(ask.desk, content, ask.today, ask.by), answer)


def ask_for_the_paper(ask: OfSubmission, answer: Response) -> Job:
    """Asks for the Board paper of the last assessment; it is made once."""
    return later(ask_for_paper(ask.desk, ask.submission.id, kept_of(ask).digest, ask.by), answer)


def ask_for_the_way(ask: OfSubmission, answer: Response) -> Job:
    """Asks for the way to ten from the last assessment; it is worked out once."""
    job = ask_for_ways(ask.desk, ask.submission.id, kept_of(ask).digest, ask.by)
    return later(job, answer)


def read_way_to_ten(ask: OfSubmission) -> PathToTen:
    """The cheapest sets of repairs that make all ten true, and what can never be repaired."""
    found = ways_found(ask.desk, ask.submission.id, kept_of(ask).digest)
    if found is None:
        raise NotYet("The way to ten is not worked out yet. Ask for it first, with POST.")
    return found  # type: ignore[return-value]  # it is read back into its shape


def verify_a_pack(
    ask: Asked,
    pack: Annotated[sent.Pack, Form(media_type="multipart/form-data")],
    answer: Response,
) -> Job:
    """Asks to hold a paper, or a zip of a submission, against itself."""
    name = short(pack.file.filename or "")
    if not name.casefold().endswith(SENT_AS):
        raise NotAllowed("Choose a Board paper (PDF), or a zip of a submission.")
    content = pack.file.file.read()
    return later(ask_to_verify(ask.desk, name, content, ask.by, receipt=pack.receipt), answer)


def read_verification(ask: OfJob) -> Verification:
    """What verifying a pack came to, for as long as it is kept."""
    job = ask.job
    if job.kind is not JobKind.PACK or job.state is not JobState.DONE:
        raise NotYet("No pack has been verified by this job, or not yet.")
    found = json.loads(made_by(ask.desk.store, job, VERIFIED))
    receipt = job.result.partition(" ")[2]
    return Verification(
        name=found["name"],
        state=found["state"],
        sentence=found["sentence"],
        sha256=found["sha256"],
        edition=found["edition"],
        trust=found["trust_code"],
        scheme_year=found["scheme_year"],
        receipt=int(receipt) if receipt else None,
        checks=[Check(**check) for check in found["checks"]],
    )


def verify_what_was_sent(ask: OfSubmission, answer: Response) -> Job:
    """Asks to verify what was sent: the evidence, the paper, and whether they are one."""
    return later(ask_to_verify_held(ask.desk, ask.submission.id, ask.by), answer)


def list_verifications(ask: OfSubmission, page: PageAsked) -> Listed[Verified]:
    """What verifying a submission found, the last first."""
    with ask.desk.store.reading() as work:
        found = part_of(verifications(work, ask.submission.id), page)
    items = [_verified(kept) for kept in found[: page.limit]]
    return Listed(items=items, next=next_page(ask, found, page))


def _verified(kept: VerificationKept) -> Verified:
    return Verified(
        number=kept.number,
        name=kept.name,
        sha256=kept.sha256,
        trust=kept.trust,
        scheme_year=kept.scheme_year,
        state=kept.state,
        by=kept.by,
        at=kept.at,
    )

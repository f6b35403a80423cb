"""What takes longer than a page may: asked for here, answered at once with a job.

The same asked twice is one job. Who asks too much, or while too much waits, is told so.
"""

import hashlib
from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta

from mis_assessor.core.errors import NotAllowed
from mis_assessor.core.wording import counted
from mis_assessor.services.desk import Desk
from mis_assessor.services.held import NotThere
from mis_assessor.services.import_held import Sent
from mis_assessor.services.import_shown import After, clear_old_looks, files_to_look_at
from mis_assessor.services.job_files import clear_folder, keep_sent
from mis_assessor.services.stores import Store
from mis_assessor.store import assessments, job_attempts
from mis_assessor.store import jobs as kept_jobs
from mis_assessor.store.database import Work
from mis_assessor.store.jobs import Job, JobKind, JobState, Waiting, Wanted
from mis_assessor.store.queue import hand_out
from mis_assessor.store.records import By

MOST_WAITING, MOST_OF_ONE = 100, 10
"""Jobs that may wait: of everybody together, and of one person."""
ANSWERS_FOR = timedelta(minutes=10)
"""How long a job that is done answers the same asked again."""
ALWAYS = datetime(2000, 1, 1, tzinfo=UTC)
ZIP = "submission.zip"


def ask_for_paper(desk: Desk, submission: str, digest: str, by: By) -> Job:
    """The job that makes the Board paper of an assessment. Raises NotAllowed."""
    with desk.store.reading() as work:
        if assessments.assessment(work, submission, digest) is None:
            raise NotAllowed("There is no such assessment here.")
    wanted = Wanted(JobKind.PAPER, _fingerprint(submission, digest), {"digest": digest}, submission)
    return _asked(desk.store, wanted, {}, by, ALWAYS)


def ask_to_load(desk: Desk, content: bytes, today: date, by: By) -> Job:
    """The job that takes in a zip as a new submission and assesses it. Raises NotAllowed."""
    subject = _fingerprint(by.trust, _sha256(content))
    wanted = Wanted(JobKind.LOAD, subject, {"today": today.isoformat()})
    return _asked(desk.store, wanted, {ZIP: content}, by, by.at - ANSWERS_FOR)


def ask_to_verify(desk: Desk, name: str, content: bytes, by: By, *, receipt: bool) -> Job:
    """The job that verifies one pack from outside. Raises NotAllowed or EvidenceUnreadable."""
    keep = "yes" if receipt else ""
    subject = _fingerprint(str(by.account), name, _sha256(content), keep)
    wanted = Wanted(JobKind.PACK, subject, {"name": name, "receipt": keep})
    return _asked(desk.store, wanted, {name: content}, by, by.at - ANSWERS_FOR)


def ask_to_verify_held(desk: Desk, submission: str, by: By) -> Job:
    """The job that verifies what was sent of one submission. Raises NotAllowed."""
    wanted = Wanted(JobKind.DECLARATION, _fingerprint(submission), {}, submission)
    return _asked(desk.store, wanted, {}, by, None)


def ask_for_ways(desk: Desk, submission: str, digest: str, by: By) -> Job:
    """The job that works out the ways to ten of an assessment. Raises NotAllowed."""
    subject = _fingerprint(submission, digest)
    return _asked(
        desk.store, Wanted(JobKind.WAYS, subject, {"digest": digest}, submission), {}, by, None
    )


def ask_to_look(
    desk: Desk, submission: str, sent: Sent, today: date, by: By, after: After | None = None
) -> Job:
    """The job that shows what files would change in a submission.

    Raises NotAllowed, and EvidenceUnreadable where a file is named after a patient.
    """
    files = files_to_look_at(sent)
    clear_old_looks(desk.store, by.at)
    subject = _fingerprint(submission, str(by.account), *(_sha256(one) for one in files.values()))
    asked = {"today": today.isoformat(), **(after.told if after else {})}
    return _asked(desk.store, Wanted(JobKind.IMPORT, subject, asked, submission), files, by, None)


def ask_for_system(desk: Desk, code: str, today: date, by: By) -> Job:
    """The job that assesses a local system and draws its paper. Raises NotAllowed."""
    asked = {"system": code, "today": today.isoformat()}
    return _asked(desk.store, Wanted(JobKind.SYSTEM, _fingerprint(code), asked), {}, by, None)


def ask_for_portfolio(desk: Desk, by: By) -> Job:
    """The job that verifies whatever was sent and nobody has verified yet. Raises NotAllowed."""
    return _asked(desk.store, Wanted(JobKind.PORTFOLIO, "", {}), {}, by, None)


def _asked(
    store: Store, wanted: Wanted, files: Mapping[str, bytes], by: By, since: datetime | None
) -> Job:
    """The job for what is wanted: under way, done since a moment, or a new one."""
    with store.reading() as work:
        there = kept_jobs.under_way(work, wanted)
        if there is None and since is not None:
            there = kept_jobs.done_since(work, wanted, since)
        if there is not None:
            return there
        _refuse_too_much(kept_jobs.waiting(work), kept_jobs.waiting(work, by.account or 0))
    new = kept_jobs.new_id()
    keep_sent(store, new, files)  # first: whoever takes the job up finds them
    with store.writing() as work:
        job, is_new = kept_jobs.ask(work, new, wanted, by)
        if is_new:
            hand_out(work, job.id)
    if not is_new:
        clear_folder(store, new)
    return job


def _refuse_too_much(everybody: Waiting, own: Waiting) -> None:
    if everybody.number >= MOST_WAITING:
        raise NotAllowed(
            f"{counted(everybody.number, 'jobs')} wait already, so no more are taken. Try again in "
            "some minutes. If it goes on, tell whoever runs the service."
        )
    if own.number >= MOST_OF_ONE:
        raise NotAllowed(
            f"{counted(own.number, 'jobs')} of yours wait already. Ask again when one of them is "
            "done."
        )


def job_seen(store: Store, job: str) -> Job:
    """A job as it stands. Raises NotThere."""
    with store.reading() as work:
        return job_seen_in(work, job)


def job_seen_in(work: Work, job: str) -> Job:
    """The same, inside a transaction. Raises NotThere."""
    found = kept_jobs.job(work, job)
    if found is None:
        raise NotThere("There is no such job here, or it is not one that you may see.")
    return found


def cancel(store: Store, job: Job, by: By) -> Job:
    """Cancels one's own job: nothing of it is kept. Raises NotAllowed where it is over."""
    if job.account is None or job.account != by.account:
        raise NotAllowed(f"Only {job.by} can cancel this, who asked for it.")
    with store.writing() as work:
        waited = job_seen_in(work, job.id).state is JobState.WAITING
        if not job_attempts.cancel(work, job.id, by.at):
            raise NotAllowed("It was over before you cancelled it.")
    if waited:
        clear_folder(store, job.id)  # else by whoever is at work on it
    return job_seen(store, job.id)


def jobs_of(store: Store, account: int | None) -> tuple[Job, ...]:
    """The last jobs of an account; of everybody where none is named."""
    with store.reading() as work:
        return kept_jobs.jobs(work, account)


def queue_of(store: Store) -> Waiting:
    """How many jobs wait, and since when."""
    with store.reading() as work:
        return kept_jobs.waiting(work)


def open_jobs(store: Store) -> int:
    """How many jobs are not over yet."""
    with store.reading() as work:
        return len(kept_jobs.still_open(work))


def told(job: Job) -> str:
    """How far a job is, in a sentence."""
    match job.state:
        case JobState.WAITING:
            again = " It is tried again soon." if job.attempt else ""
            return f"It waits for its turn.{again}"
        case JobState.AT_WORK:
            return job.progress or "It has been begun."
        case JobState.DONE:
            return "It is done."
        case JobState.FAILED:
            return "It could not be done."
        case JobState.CANCELLED:
            return "It was cancelled."


def _fingerprint(*parts: str) -> str:
    return _sha256("\0".join(parts).encode())


def _sha256(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()

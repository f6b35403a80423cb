"""Programs bring in what a trust has anyway: looked at by a job, shown, and then kept."""

from typing import Annotated, Any

from fastapi import Form, Response
from pydantic import BaseModel, Field

from mis_assessor.core.wording import listed
from mis_assessor.intake.mappings import read_mappings
from mis_assessor.services.held import ChangedMeanwhile
from mis_assessor.services.import_held import Sent
from mis_assessor.services.import_shown import changes_shown, note_kept, shown_by, was_kept
from mis_assessor.services.jobs import ask_to_look
from mis_assessor.services.spreadsheets import layouts_called
from mis_assessor.store.jobs import JobKind, JobState
from mis_assessor.web.api import sent, shapes
from mis_assessor.web.api.entrance import OfJob, OfSubmission
from mis_assessor.web.api.evidence import keep
from mis_assessor.web.api.jobs import Job, later
from mis_assessor.web.api.problems import NotYet
from mis_assessor.web.ask import Ask
from mis_assessor.web.fields import plain_name


class RowChange(BaseModel):
    """A row that would be new, changed or taken out."""

    row: str
    what: str
    cells: list[str]


class TableChange(BaseModel):
    """What would change in one table."""

    name: str
    counts: str
    rows: list[RowChange] = Field(description="The first thousand of them.")
    number: int = Field(description="How many rows would change.")
    kept: int = Field(description="Rows that stand there and not in the files; they stay.")


class FileChange(BaseModel):
    """A file of the submission that would be written."""

    file: str
    seen: str = Field(description="Its sha256 when it was looked at; empty where there was none.")


class Import(BaseModel):
    """What files would change in a submission; nothing of it is kept yet."""

    files: list[str]
    called: str
    take_out: bool
    mapping: str = Field(description="How each sheet was read: send it back changed to look again.")
    tables: list[TableChange]
    page: list[str] = Field(description="What would be different in submission.yaml.")
    changed: bool
    to_be_checked: list[str] = Field(description="Registers whose check would be taken back.")
    remarks: list[str]
    not_taken: list[str] = Field(description="What was not understood, each with its cell.")
    left_out: list[str]
    notes: list[str]
    seen: list[str]
    changes: list[FileChange]


def look_at_files(
    ask: OfSubmission,
    told: Annotated[sent.Import, Form(media_type="multipart/form-data")],
    answer: Response,
) -> Job:
    """Asks what files would change: a workbook of the submission, or the trust's own lists."""
    files = tuple((plain_name(one.filename or ""), one.file.read()) for one in told.files)
    layouts_called(told.called, ask.desk.rules)  # refuses a kind of file that nobody knows
    said = read_mappings(told.mapping.encode()) if told.mapping else None
    asked = Sent(files, told.called, said, told.take_out)
    return later(ask_to_look(ask.desk, ask.submission.id, asked, ask.today, ask.by), answer)


def _shown(ask: Ask) -> dict[str, Any]:
    """Raises NotYet where the job looked at no files, or has not done so yet."""
    job = ask.job
    if job.kind is not JobKind.IMPORT or job.state is not JobState.DONE:
        raise NotYet("No files have been looked at by this job, or not yet.")
    if was_kept(ask.desk.store, job):
        raise NotYet("What this job showed has been kept already.")
    return dict(shown_by(ask.desk.store, job))


def read_import(ask: OfSubmission, job: OfJob) -> Import:
    """What the files would change, row by row, and what was not taken."""
    return Import(**_shown(job))


def keep_import(ask: OfSubmission, job: OfJob) -> shapes.Arrival:
    """Keeps what was shown, and assesses what stands then."""
    _shown(job)
    store = ask.desk.store
    try:
        arrived = keep(ask, changes_shown(store, job.job))
    except ChangedMeanwhile as error:
        names = listed([clash.name for clash in error.clashes])
        raise NotYet(
            f"{names} changed since this was looked at. Look at the files again."
        ) from None
    note_kept(store, job.job)
    return arrived

"""Files that a trust has anyway: sent, shown as they were read, and kept once that is confirmed.

They are looked at by a job, and lie in its folder until somebody has decided.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from starlette.responses import Response

from mis_assessor.core.errors import AssessorError, NotAllowed
from mis_assessor.core.wording import listed
from mis_assessor.intake.mappings import Mappings, SheetMapped
from mis_assessor.reading import limits
from mis_assessor.services.held import ChangedMeanwhile
from mis_assessor.services.import_held import Choices, Sent
from mis_assessor.services.import_shown import (
    After,
    changes_shown,
    mappings_shown,
    note_kept,
    sent_before,
    shown_by,
    was_kept,
)
from mis_assessor.services.jobs import ask_to_look
from mis_assessor.services.spreadsheets import AUTO, layouts_called, layouts_in
from mis_assessor.store.jobs import JobKind, JobState
from mis_assessor.web.ask import Ask
from mis_assessor.web.fields import plain_name
from mis_assessor.web.keeping import keep
from mis_assessor.web.render import page, to, told

MOST_FILES, MORE_WORDS = 20, 2
MOST_BYTES = 20_000_000
YOU_CHANGED = "You changed how it is read. This is what would come of it now: look, and keep it."
CHANGED_MEANWHILE = (
    " changed since you looked. Nothing of yours was kept: this is what would come of it now."
)
ELSEWHERE = {
    "in mappings.yaml, and import the file again": "above, and look again",
    "in mappings.yaml": "above",
    "under “words” above": "above, under words,",
}
"""How the command line names a remedy, and where it is on this page."""


def bring(ask: Ask) -> Response:
    """The page to send a workbook or spreadsheets on."""
    return _start(ask)


def _start(ask: Ask, status: int = 200, **more: Any) -> Response:
    kinds = {one.called: one.layout for one in layouts_in(ask.desk.rules)}
    called = ask.word("called") or AUTO
    return page(ask, "import.html", status, kinds=kinds, auto=AUTO, called=called, **more)


def bring_in(ask: Ask) -> Response:
    """Asks for files to be looked at."""
    files = tuple((plain_name(sent.name), sent.content) for sent in ask.files)
    if not files:
        return _start(ask, 422, errors=[{"text": "Choose at least one file.", "href": "#files"}])
    if len(files) > MOST_FILES or sum(len(content) for _, content in files) > MOST_BYTES:
        most = limits.in_megabytes(MOST_BYTES)
        text = f"Send at most {MOST_FILES} files of {most} together."
        return _start(ask, 422, errors=[{"text": text, "href": "#files"}])
    try:
        layouts_called(called := ask.word("called") or AUTO, ask.desk.rules)
        job = ask_to_look(ask.desk, ask.submission.id, Sent(files, called), ask.today, ask.by)
    except AssessorError as error:
        return _start(ask, 422, errors=told(error.problems, "#files"))
    return to(f"/jobs/{job.id}")


def _looked(ask: Ask) -> Mapping[str, Any]:
    """What files of a submission would change. Raises NotAllowed where nobody looked at any."""
    if ask.job.kind is not JobKind.IMPORT or ask.job.state is not JobState.DONE:
        raise NotAllowed("No files have been looked at by this job, or not yet.")
    return shown_by(ask.desk.store, ask.job)


def look(ask: Ask) -> Response:
    """What files would change, row by row, before anything of them is kept."""
    store, job = ask.desk.store, ask.job
    if was_kept(store, job):
        return to(f"/submissions/{ask.submission.id}/evidence", "same")
    shown = _looked(ask)
    mappings, may = mappings_shown(shown)
    why = job.asked.get("why", "")
    return page(
        ask,
        "import_look.html",
        job=job,
        shown=shown,
        sheets=tuple(zip(mappings.imports, may, strict=True)),
        not_taken=tuple(map(_here, shown["not_taken"])),
        more_words=range(MORE_WORDS),
        errors=[{"text": why, "href": "#changes"}] if why else [],
    )


def keep_it(ask: Ask) -> Response:
    """Keeps what was shown; where it is to be read otherwise, looks at the files again."""
    store, job = ask.desk.store, ask.job
    if was_kept(store, job):
        return to(f"/submissions/{ask.submission.id}/evidence", "same")
    shown = _looked(ask)
    mappings, may = mappings_shown(shown)
    said, take_out = _said(ask, mappings, may), ask.word("take_out") == "yes"
    keeping = ask.word("what") == "keep"
    if not keeping or said != mappings or take_out != shown["take_out"]:
        return _again(ask, said, take_out, YOU_CHANGED if keeping else "")
    try:
        answer = keep(ask, changes_shown(store, job), "evidence", "imported")
    except ChangedMeanwhile as error:
        others = listed([clash.name for clash in error.clashes])
        return _again(ask, said, take_out, others + CHANGED_MEANWHILE)
    note_kept(store, job)
    return answer


def _again(ask: Ask, said: Mappings, take_out: bool, why: str) -> Response:
    before = sent_before(ask.desk.store, ask.job)
    sent = Sent(before.files, before.called, said, take_out)
    after = After(ask.job.id, why)
    job = ask_to_look(ask.desk, ask.submission.id, sent, ask.today, ask.by, after)
    return to(f"/jobs/{job.id}")


def _here(problem: str) -> str:
    """A problem with its remedy as this page offers it."""
    for elsewhere, here in ELSEWHERE.items():
        problem = problem.replace(elsewhere, here)
    return problem


def _said(ask: Ask, shown: Mappings, choices: Sequence[Choices]) -> Mappings:
    """How whoever sent the files says that each sheet is to be read."""
    sheets = zip(shown.imports, choices, strict=True)
    return Mappings(imports=tuple(_sheet(ask, n, *one) for n, one in enumerate(sheets)))


def _sheet(ask: Ask, n: int, sheet: SheetMapped, may: Choices) -> SheetMapped:
    def chosen(field: str, options: Sequence[str], before: str) -> str:
        return found if (found := ask.word(field)) in options else before

    columns = tuple(
        one.model_copy(update={"is_": chosen(f"is-{n}-{k}", may.columns, one.is_)})
        for k, one in enumerate(sheet.columns)
    )
    words = {}
    for k in range(len(sheet.words) + MORE_WORDS):
        word, means = ask.word(f"word-{n}-{k}", 80), ask.word(f"means-{n}-{k}")
        if word and means in may.words:
            words[word] = means
    return sheet.model_copy(
        update={
            "columns": columns,
            "words": words,
            "group": chosen(f"group-{n}", ("", *may.groups), sheet.group),
            "into": chosen(f"into-{n}", may.registers, sheet.into),
        }
    )


HANDLERS = {"bring": bring, "bring_in": bring_in, "look": look, "keep_it": keep_it}

"""Programs send evidence: a year begun, files, registers, statements."""

from collections.abc import Mapping
from typing import Annotated

from fastapi import Form, Path, UploadFile
from starlette.responses import Response

from mis_assessor.core.errors import NotAllowed
from mis_assessor.intake.columns import TableKind
from mis_assessor.reading import limits
from mis_assessor.services.evidence_edits import (
    DAYS,
    LIST,
    WORDS,
    SentRegister,
    file_changes,
    fingerprint_in,
    register_changes,
    register_file,
    register_line,
    statement_change,
    statements_asked,
    statements_of,
)
from mis_assessor.services.evidence_edits import Said as Stated
from mis_assessor.services.held import NotThere, files_of, standing
from mis_assessor.services.sending import begin_year, begun_already, send_changes
from mis_assessor.store.assessments import latest
from mis_assessor.store.records import Change
from mis_assessor.store.submissions import files, registers
from mis_assessor.web.api import sent, shapes
from mis_assessor.web.api.entrance import Asked, OfSubmission
from mis_assessor.web.api.lists import Listed, PageAsked, next_page, part_of
from mis_assessor.web.api.reading import assessed, whole
from mis_assessor.web.ask import Ask
from mis_assessor.web.fields import plain_name

PAGE = "submission.yaml"


def begin_a_year(ask: Asked, year: sent.Year) -> shapes.WholeSubmission:
    """Begins a scheme year with an empty submission."""
    there = begun_already(ask.desk, year.scheme_year, ask.account.trust)
    if there and not year.another:
        raise NotAllowed(
            f"There is a submission for year {year.scheme_year} already: {there.id}. Go on with "
            "it, or send “another”: true."
        )
    new = begin_year(ask.desk, year.scheme_year, ask.today, ask.by)
    return whole(ask, standing(ask.desk.store, new))


def list_files(ask: OfSubmission, page: PageAsked) -> Listed[shapes.EvidenceFile]:
    """The files of a submission, by name."""
    with ask.desk.store.reading() as work:
        found = part_of(list(files(work, ask.submission.id).values()), page)
    items = [
        shapes.EvidenceFile(
            name=it.name, sha256=it.sha256, size=it.size, since=it.since, by=it.by, at=it.at
        )
        for it in found[: page.limit]
    ]
    return Listed(items=items, next=next_page(ask, found, page))


def read_file(ask: OfSubmission, name: Annotated[str, Path(max_length=300)]) -> Response:
    """One file as it was sent."""
    found = files_of(ask.desk.store, ask.submission.id).get(name)
    if found is None:
        raise NotThere("There is no such file in this submission.")
    content = found.content(limits.TOTAL_BYTES)
    headers = {"Content-Disposition": "attachment"}
    return Response(content, media_type="application/octet-stream", headers=headers)


def send_files(
    ask: OfSubmission, told: Annotated[sent.Files, Form(media_type="multipart/form-data")]
) -> shapes.Arrival:
    """Keeps files that are sent together, all or none, and assesses what stands then."""
    seen = files_of(ask.desk.store, ask.submission.id, told.version)
    contents = {plain_name(one.filename or ""): one.file.read() for one in told.files}
    return keep(ask, file_changes(ask.desk.books, seen, contents))


def keep(ask: Ask, changes: Mapping[str, Change]) -> shapes.Arrival:
    """Makes changes, and assesses what stands then."""
    arrived = send_changes(ask.desk, ask.submission, changes, ask.today, ask.by)
    with ask.desk.store.reading() as work:
        kept = latest(work, arrived.held.id, arrived.held.version)
    return shapes.Arrival(
        version=arrived.held.version,
        changed=arrived.changed,
        assessment=assessed(kept) if kept else None,
        not_assessed=[str(problem) for problem in arrived.not_assessed],
    )


def list_registers(ask: OfSubmission) -> list[shapes.Register]:
    """Every register that a submission may hold, with what has been sent of it."""
    with ask.desk.store.reading() as work:
        there = {one.id: one for one in registers(work, ask.submission.id)}
    kinds = ask.desk.books.tables.registers
    return [
        shapes.Register(
            name=name,
            title=kind.about,
            file=there[name].title if name in there else "",
            rows=there[name].rows if name in there else 0,
            complete_to=there[name].dated if name in there else "",
            checked_by=there[name].checked_by if name in there else "",
        )
        for name, kind in kinds.items()
    ]


Name = Annotated[str, Path(max_length=80, description="Its name, as the list of registers has it.")]


def _kind(ask: Ask, register: str) -> TableKind:
    found = ask.desk.books.tables.registers.get(register)
    if found is None:
        raise NotThere("There is no such register.")
    return found


def read_register(ask: OfSubmission, register: Name) -> shapes.WholeRegister:
    """One register: its columns, what is said of it, and what to send back with a change."""
    kind = _kind(ask, register)
    there = files_of(ask.desk.store, ask.submission.id)
    file = register_file(there, kind.stem)
    return shapes.WholeRegister(
        name=kind.name,
        file=file,
        columns=[
            shapes.Column(heading=c.heading, meaning=c.meaning, required=c.required)
            for c in kind.columns.values()
        ],
        line=dict(register_line(there, kind.name)),
        seen=fingerprint_in(there, file),
        seen_line=fingerprint_in(there, LIST),
    )


def send_register(
    ask: OfSubmission,
    register: Name,
    told: Annotated[sent.RegisterSent, Form(media_type="multipart/form-data")],
) -> shapes.Arrival:
    """Keeps a register with what is said of it, and assesses what stands then."""
    kind = _kind(ask, register)
    there = files_of(ask.desk.store, ask.submission.id)
    now = register_line(there, kind.name)
    line = {name: now.get(name, "") for name in (*WORDS, *DAYS, "nothing to report")}
    for name in (*WORDS, *DAYS):
        said = getattr(told, name.replace(" ", "_"))
        line[name] = line[name] if said is None else str(said)
    if told.nothing_to_report is not None:
        line["nothing to report"] = "yes" if told.nothing_to_report else ""
    file: UploadFile | None = told.file
    arrived = SentRegister(
        kind.name,
        kind.stem,
        plain_name(file.filename or "") if file else "",
        file.file.read() if file else None,
        line,
        told.seen,
        told.seen_line,
    )
    return keep(ask, register_changes(there, arrived))


def list_statements(ask: OfSubmission) -> shapes.Statements:
    """What named people state, and what they may still be asked to state."""
    there = files_of(ask.desk.store, ask.submission.id)
    made = [
        shapes.Statement(
            statement=str(one.get("statement", "")),
            answer=str(one.get("answer", "")),
            who=str(one.get("who", "")),
            role=str(one.get("role", "")),
            said_on=str(one.get("said on", "")),
            evidence=str(one.get("evidence", "")),
        )
        for one in statements_of(there)
    ]
    said = {one.statement for one in made}
    asked = statements_asked(ask.desk.books, ask.submission.scheme_year)
    return shapes.Statements(
        made=made, open=[one for one in asked if one not in said], seen=fingerprint_in(there, PAGE)
    )


def make_statement(ask: OfSubmission, told: sent.StatementMade) -> shapes.Arrival:
    """Records a statement, in the place of what was stated before, and assesses."""
    there = files_of(ask.desk.store, ask.submission.id)
    said = Stated(told.statement, told.answer, told.who, told.role, told.said_on, told.evidence)
    return keep(ask, statement_change(there, said, told.seen))

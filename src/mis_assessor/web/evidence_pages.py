"""Evidence: what lies there, a register sent again, files sent, statements made."""

import io
import zipfile
from collections.abc import Mapping
from typing import Any

from starlette.responses import Response

from mis_assessor.core.errors import AssessorError
from mis_assessor.intake.columns import TableKind
from mis_assessor.intake.files import Files
from mis_assessor.reading import limits
from mis_assessor.services.evidence_edits import (
    DAYS,
    LIST,
    WORDS,
    Said,
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
from mis_assessor.services.held import ChangedMeanwhile, NotThere, files_of
from mis_assessor.store.submissions import documents, registers
from mis_assessor.store.submissions import files as files_held
from mis_assessor.web.answers import saved
from mis_assessor.web.ask import Ask
from mis_assessor.web.fields import day_in, day_written, number_in, plain_name
from mis_assessor.web.keeping import both, keep
from mis_assessor.web.render import page, told

PAGE = "submission.yaml"


def evidence(ask: Ask) -> Response:
    """The registers, documents and files of a submission."""
    kinds = ask.desk.books.tables.registers
    with ask.desk.store.reading() as work:
        there = registers(work, ask.submission.id)
        listed = documents(work, ask.submission.id)
        held = files_held(work, ask.submission.id)
    sent = {one.id for one in there}
    more = [kind for name, kind in kinds.items() if name not in sent]
    return page(
        ask, "evidence.html", registers=there, documents=listed, files=held.values(), more=more
    )


def register(ask: Ask) -> Response:
    """One register: its columns, what is said of it, and the form to send it with."""
    kind = _kind(ask)
    files = files_of(ask.desk.store, ask.submission.id)
    return _register_page(ask, kind, files, register_line(files, kind.name))


def _kind(ask: Ask) -> TableKind:
    found = ask.desk.books.tables.registers.get(ask.part("register"))
    if found is None:
        raise NotThere("There is no such register.")
    return found


def _register_page(
    ask: Ask, kind: TableKind, files: Files, line: Mapping[str, str], status: int = 200, **more: Any
) -> Response:
    file = register_file(files, kind.stem)
    return page(
        ask,
        "register.html",
        status,
        kind=kind,
        columns=kind.columns.values(),
        line={name: day_written(text) if name in DAYS else text for name, text in line.items()},
        file=file,
        seen=fingerprint_in(files, file),
        seen_line=fingerprint_in(files, LIST),
        **more,
    )


def send_register(ask: Ask) -> Response:
    """Keeps a register that is sent, with what is said of it; or says every problem by cell."""
    kind = _kind(ask)
    line = {name: ask.word(name.replace(" ", "_")) for name in WORDS}
    problems = []
    for name in DAYS:
        written = ask.word(name.replace(" ", "_"))
        day = day_in(written)
        if written and day is None:
            text = f"{name.capitalize()}: write a day, such as 27/3/2023."
            problems.append({"text": text, "href": f"#{name.replace(' ', '_')}"})
        line[name] = day.isoformat() if day else written
    line["nothing to report"] = "yes" if ask.word("nothing_to_report") == "yes" else ""
    files = files_of(ask.desk.store, ask.submission.id)
    if problems:
        return _register_page(ask, kind, files, line, 422, errors=problems)
    sent = ask.files[0] if ask.files else None
    try:
        changes = register_changes(
            files,
            SentRegister(
                kind.name,
                kind.stem,
                plain_name(sent.name) if sent else "",
                sent.content if sent else None,
                line,
                ask.word("seen"),
                ask.word("seen_line"),
            ),
        )
        return keep(ask, changes, "evidence")
    except ChangedMeanwhile as error:
        return both(ask, error)
    except AssessorError as error:
        return _register_page(ask, kind, files, line, 422, errors=told(error.problems, "#file"))


def upload(ask: Ask) -> Response:
    """The page to send files on: tables under their own names, papers as evidence files."""
    return page(ask, "upload.html", version=ask.submission.version)


def send_files(ask: Ask) -> Response:
    """Keeps files that are sent together: all of them, or none."""
    if not ask.files:
        errors = [{"text": "Choose at least one file.", "href": "#files"}]
        return page(ask, "upload.html", 422, errors=errors)
    looked_at = number_in(ask.word("version"))
    seen = files_of(ask.desk.store, ask.submission.id, looked_at)
    sent = {plain_name(one.name): one.content for one in ask.files}
    changes = file_changes(ask.desk.books, seen, sent)
    try:
        return keep(ask, changes, "evidence")
    except ChangedMeanwhile as error:
        return both(ask, error)
    except AssessorError as error:
        return page(ask, "upload.html", 422, errors=told(error.problems, "#files"))


def file(ask: Ask) -> Response:
    """One file as it was sent; a browser saves it and never shows it."""
    files = files_of(ask.desk.store, ask.submission.id)
    found = files.get(ask.part("name"))
    if found is None:
        raise NotThere("There is no such file in this submission.")
    return saved(found.content(limits.TOTAL_BYTES), plain_name(found.name))


def whole(ask: Ask) -> Response:
    """The whole submission as a zip of its folder."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, one in files_of(ask.desk.store, ask.submission.id).items():
            archive.writestr(name, one.content(limits.TOTAL_BYTES))
    it = ask.submission
    return saved(packed.getvalue(), f"{it.trust}-year-{it.scheme_year}.zip")


def statements(ask: Ask) -> Response:
    """What named people state, and what they may be asked to state."""
    files = files_of(ask.desk.store, ask.submission.id)
    made = statements_of(files)
    asked = statements_asked(ask.desk.books, ask.submission.scheme_year)
    said = {one.get("statement") for one in made}
    return page(ask, "statements.html", made=made, open=[one for one in asked if one not in said])


def statement(ask: Ask) -> Response:
    """The form for one statement."""
    files = files_of(ask.desk.store, ask.submission.id)
    name = ask.asked("of")
    there = next((one for one in statements_of(files) if one.get("statement") == name), {})
    return _statement_page(ask, {**there, "statement": name}, fingerprint_in(files, PAGE))


def _statement_page(
    ask: Ask, said: Mapping[str, str], seen: str, status: int = 200, **more: Any
) -> Response:
    asked = statements_asked(ask.desk.books, ask.submission.scheme_year)
    return page(ask, "statement.html", status, said=said, seen=seen, asked=asked, **more)


def make_statement(ask: Ask) -> Response:
    """Records a statement, or says what is lacking."""
    told_ = {n: ask.word(n) for n in ("statement", "answer", "who", "role", "evidence")}
    told_["said on"] = ask.word("said_on")
    day = day_in(told_["said on"])
    lacking = {
        "statement": "Choose what is stated.",
        "answer": "Write the answer.",
        "who": "Write the name of the person who states it.",
        "role": "Write the role of the person who states it.",
    }
    errors = [{"text": lacking[n], "href": f"#{n}"} for n in lacking if not told_[n]]
    if day is None:
        text = "Write the day on which it was said, such as 27/3/2023."
        errors.append({"text": text, "href": "#said_on"})
    files = files_of(ask.desk.store, ask.submission.id)
    seen = ask.word("seen")
    if errors or day is None:
        return _statement_page(ask, told_, seen, 422, errors=errors)
    said = Said(
        told_["statement"], told_["answer"], told_["who"], told_["role"], day, told_["evidence"]
    )
    try:
        return keep(ask, statement_change(files, said, seen), "statements", "stated")
    except ChangedMeanwhile as error:
        return both(ask, error)
    except AssessorError as error:
        now = fingerprint_in(files_of(ask.desk.store, ask.submission.id), PAGE)
        problems = told(error.problems, "#answer")
        return _statement_page(ask, told_, now, 422, errors=problems)


HANDLERS = {
    "evidence": evidence,
    "register": register,
    "send_register": send_register,
    "upload": upload,
    "send_files": send_files,
    "file": file,
    "whole": whole,
    "statements": statements,
    "statement": statement,
    "make_statement": make_statement,
}

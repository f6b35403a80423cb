"""A submission as the files of its folder."""

import csv
import io
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime, timedelta
from decimal import Decimal
from hashlib import sha256

from mis_assessor.core.evidence.submission import (
    Arrangement,
    Cell,
    Document,
    Post,
    Register,
    Submission,
)
from mis_assessor.intake.columns import TableKind
from mis_assessor.intake.registers import (
    ARRANGEMENTS,
    CONTENTS,
    DECLARED,
    DOCUMENTS,
    EVENTS,
    JUDGEMENTS,
    POSTS,
    REGISTER_LIST,
)
from trust_year.forms import columns_asked, tables
from trust_year.manifest import manifest

Line = Mapping[str, Cell | None]


def as_files(
    submission: Submission, *, on_the_form: bool = False, frameworks: bool = False
) -> dict[str, str]:
    """Relative name → text, in order of name; the same for the same submission.

    Registers have every column their year asks for, and those that say something; on the
    form that ``mis new`` writes, only what it has.
    """
    asked = columns_asked(submission.scheme_year, frameworks=frameworks)
    registers = {
        _file(r): table(
            tables().registers[r.name],
            [row.cells for row in r.rows],
            asked.get(r.name, frozenset()),
            on_the_form=on_the_form,
        )
        for r in submission.registers.values()
        if r.rows and (r.name in asked or not on_the_form)
    }
    listed = [_listed(r, registers.get(_file(r), "")) for r in submission.registers.values()]
    found = {
        "submission.yaml": manifest(submission),
        **registers,
        **dict(_lists(submission, listed)),
    }
    return dict(sorted(found.items()))


def _file(register: Register) -> str:
    return f"{tables().registers[register.name].stem}.csv"


def _lists(submission: Submission, listed: Sequence[Line]) -> Iterator[tuple[str, str]]:
    documents = submission.documents
    events = [line for d in documents for line in _events(d)]
    contents = [line for d in documents for line in _contents(d)]
    judged = [
        {
            "requirement": j.requirement,
            "answer": "met" if j.met else "not met",
            "who": j.who,
            "role": j.role,
            "date": j.on,
            "until": j.until,
            "reason": j.reason,
            "evidence": j.evidence,
        }
        for j in submission.judgements
    ]
    declared = [{"requirement": k, "answer": v} for k, v in submission.declared.items()]
    for name, lines in (
        (REGISTER_LIST, listed),
        (DOCUMENTS, [_document(d) for d in documents]),
        (EVENTS, events),
        (CONTENTS, contents),
        (JUDGEMENTS, judged),
        (DECLARED, declared),
        (ARRANGEMENTS, [_arrangement(a) for a in submission.arrangements]),
        (POSTS, [_post(p) for p in submission.posts]),
    ):
        if lines:
            kind = tables().lists[name]
            yield f"{kind.stem}.csv", table(kind, lines)


def table(
    kind: TableKind,
    lines: Iterable[Line],
    asked: frozenset[str] = frozenset(),
    *,
    on_the_form: bool = False,
) -> str:
    """A table with the columns asked for and, unless it is a form, those that say something."""
    lines = list(lines)
    said = {heading for line in lines for heading, cell in line.items() if cell is not None}
    headings = [
        heading
        for heading, column in kind.columns.items()
        if column.required or heading in asked or (heading in said and not on_the_form)
    ]
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(headings)
    writer.writerows([_text(line.get(heading)) for heading in headings] for line in lines)
    return text.getvalue()


def _text(cell: Cell | None) -> str:
    match cell:
        case None:
            return ""
        case bool():
            return "yes" if cell else "no"
        case datetime():
            return f"{cell:%Y-%m-%d %H:%M:%S}"
        case tuple():
            return "; ".join(cell)
        case Decimal():
            return f"{cell:.2f}"
        case _:
            return str(cell)


def _listed(register: Register, text: str) -> Line:
    checked_on = register.checked_on
    return {
        "register": register.name,
        "taken from": register.taken_from,
        "taken on": checked_on - timedelta(days=1) if checked_on else register.complete_to,
        "covers from": register.covers_from,
        "covers to": register.covers_to,
        "complete to": register.complete_to,
        "rows": len(register.rows),
        "nothing to report": register.nothing_to_report or None,
        "supplied by": "information department",
        "checked by": register.checked_by or None,
        "checked on": checked_on,
        "file": _file(register) if text else None,
        "sha256": sha256(text.encode()).hexdigest() if text else None,
    }


def _document(document: Document) -> Line:
    return {
        "id": document.id,
        "kind": document.kind,
        "title": document.title,
        "dated": document.dated,
        "covers from": document.covers_from,
        "covers to": document.covers_to,
        "in force from": document.in_force_from,
        "in force to": document.in_force_to,
        "about": document.about or None,
        "promised number": document.promised_number or None,
        "promised by": document.promised_by,
        "progress reported on": _days(document.progress_reported_on),
        "expires on": document.expires_on,
        "checked by": document.checked_by or None,
        "checked on": document.checked_on,
        "sha256": document.sha256,
    }


def _arrangement(said: Arrangement) -> Line:
    return {
        "arrangement": said.arrangement,
        "organisation": said.organisation or None,
        "in place": said.in_place,
        "since": said.since,
        "evidence item": said.evidence or None,
        "stated by": said.stated_by,
        "stated on": said.stated_on,
    }


def _post(held: Post) -> Line:
    return {
        "post": held.post,
        "organisation": held.organisation or None,
        "person": held.person,
        "profession": held.profession,
        "from": held.held_from,
    }


def _days(days: tuple[date, ...]) -> tuple[str, ...] | None:
    return tuple(day.isoformat() for day in days) or None


def _events(document: Document) -> Iterator[Line]:
    for event in document.events:
        yield {
            "document": document.id,
            "event": event.event,
            "by": event.by,
            "on": event.on,
            "minute": event.minute,
        }


def _contents(document: Document) -> Iterator[Line]:
    for content in document.contents:
        yield {
            "document": document.id,
            "item": content.item,
            "found": content.found,
            "page": content.page,
            "who looked": content.who_looked,
            "when": content.looked_on,
        }

"""A submission as the files of its folder."""

import csv
import io
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from decimal import Decimal
from hashlib import sha256

from mis_assessor.core.evidence.submission import (
    Cell,
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
    for name, lines in (
        (REGISTER_LIST, listed),
        (DOCUMENTS, [_line(DOCUMENTS, d, file=None) for d in documents]),
        (EVENTS, [_line(EVENTS, e, document=d.id) for d in documents for e in d.events]),
        (CONTENTS, [_line(CONTENTS, c, document=d.id) for d in documents for c in d.contents]),
        (
            JUDGEMENTS,
            [
                _line(JUDGEMENTS, j, answer="met" if j.met else "not met", date=j.on)
                for j in submission.judgements
            ],
        ),
        (DECLARED, [{"requirement": k, "answer": v} for k, v in submission.declared.items()]),
        (ARRANGEMENTS, [_line(ARRANGEMENTS, a) for a in submission.arrangements]),
        (POSTS, [_line(POSTS, p) for p in submission.posts]),
    ):
        if lines:
            kind = tables().lists[name]
            yield f"{kind.stem}.csv", table(kind, lines)


FIELDS = {
    "evidence item": "evidence",
    "from": "held_from",
    "until": "held_to",
    "when": "looked_on",
}
"""Columns of lists whose field has another name."""


def _line(name: str, one: object, **also: Cell | None) -> Line:
    """A line of a list: every column that what it is about has a field for."""
    line = {heading: _field(one, heading) for heading in tables().lists[name].columns}
    return line | also


def _field(one: object, heading: str) -> Cell | None:
    field = heading.replace(" ", "_")
    cell = getattr(one, field, None) or getattr(one, FIELDS.get(heading, field), None)
    if isinstance(cell, tuple):
        return tuple(map(str, cell)) or None
    return cell if isinstance(cell, bool) else cell or None


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
    return {
        "register": register.name,
        "taken from": register.taken_from,
        "taken on": register.taken_on,
        "covers from": register.covers_from,
        "covers to": register.covers_to,
        "complete to": register.complete_to,
        "rows": len(register.rows),
        "nothing to report": register.nothing_to_report or None,
        "supplied by": register.supplied_by or None,
        "checked by": register.checked_by or None,
        "checked on": register.checked_on,
        "file": _file(register) if text else None,
        "sha256": sha256(text.encode()).hexdigest() if text else None,
    }

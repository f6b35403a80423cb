"""One thing gone wrong in a submission that was in order."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date, timedelta

from mis_assessor.core.evidence.submission import Cell, Document, Register, RegisterRow, Submission
from trust_year.years import SchemeYear

Spoil = Callable[[SchemeYear, Submission], Submission]
Where = Callable[[SchemeYear, RegisterRow], bool]
AWAY = "on long-term leave from"
New = Cell | Callable[[SchemeYear, RegisterRow], Cell] | None
"""A cell to write, None for a blank, or how to work it out from the row."""


def cell(register: str, heading: str, new: New, where: Where, rows: int = 1) -> Spoil:
    """The first so many matching rows say something else in one column."""

    def spoil(year: SchemeYear, submission: Submission) -> Submission:
        found = submission.registers[register]
        places = [n for n, row in enumerate(found.rows) if where(year, row)][:rows]
        assert len(places) == rows, f"{register} has too few rows to spoil"
        changed = list(found.rows)
        for place in places:
            row = changed[place]
            written = new(year, row) if callable(new) else new
            changed[place] = RegisterRow(row.number, _with(row.cells, heading, written))
        return _with_register(submission, replace(found, rows=tuple(changed)))

    return spoil


def both(one: Spoil, other: Spoil) -> Spoil:
    """Two things gone wrong together."""
    return lambda year, submission: other(year, one(year, submission))


def row_lost(register: str, where: Where) -> Spoil:
    """The first matching row is not there."""

    def spoil(year: SchemeYear, submission: Submission) -> Submission:
        found = submission.registers[register]
        lost = next(row for row in found.rows if where(year, row))
        kept = tuple(row for row in found.rows if row is not lost)
        return _with_register(submission, replace(found, rows=kept))

    return spoil


def one_short(group: str, module: str) -> Spoil:
    """One person fewer than nine in ten of a staff group attended a module."""

    def spoil(_: SchemeYear, submission: Submission) -> Submission:
        in_post = [
            row.cells["person"]
            for row in submission.registers["staff"].rows
            if row.cells.get("staff group") == group and not {"left on", AWAY} & row.cells.keys()
        ]
        attendance = submission.registers["training attendance"]
        came = {r.cells["person"] for r in attendance.rows if r.cells["module"] == module}
        enough = -(-9 * len(in_post) // 10)
        out = [person for person in in_post if person in came][enough - 1 :]
        kept = tuple(
            r
            for r in attendance.rows
            if r.cells["module"] != module or r.cells["person"] not in out
        )
        return _with_register(submission, replace(attendance, rows=kept))

    return spoil


def paper_lost(kind: str, whole_kind: bool = True) -> Spoil:
    """No document of a kind is there; or only the one in the middle of a series is not."""

    def spoil(_: SchemeYear, submission: Submission) -> Submission:
        found = [d for d in submission.documents if d.kind == kind]
        lost = found if whole_kind else [found[len(found) // 2]]
        assert lost, f"there is no {kind} to lose"
        kept = tuple(d for d in submission.documents if d not in lost)
        return replace(submission, documents=kept)

    return spoil


def paper_lacks(kind: str) -> Spoil:
    """What was looked for in the documents of a kind is not in them."""

    def lacking(_: SchemeYear, document: Document) -> Document:
        *others, last = document.contents
        return replace(document, contents=(*others, replace(last, found="no")))

    return _papers(kind, lacking)


def paper_late(kind: str) -> Spoil:
    """Everything about the documents of a kind was done a day after the evidence ends."""

    def late(year: SchemeYear, document: Document) -> Document:
        day = year.evidence_end + timedelta(days=1)
        events = tuple(replace(e, on=day) for e in document.events)
        return replace(document, dated=day, events=events, checked_on=day)

    return _papers(kind, late)


def act_not_recorded(kind: str, by: str) -> Spoil:
    """Nobody recorded what one body did with the documents of a kind."""

    def unrecorded(_: SchemeYear, document: Document) -> Document:
        return replace(document, events=tuple(e for e in document.events if e.by != by))

    return _papers(kind, unrecorded)


def said(statement: str, answer: Callable[[SchemeYear], Cell]) -> Spoil:
    """A person says something else."""

    def spoil(year: SchemeYear, submission: Submission) -> Submission:
        was = submission.statements[statement]
        written = answer(year)
        assert isinstance(written, bool | date | int | str)
        now = replace(was, answer=written)
        return replace(submission, statements={**submission.statements, statement: now})

    return spoil


def _papers(kind: str, change: Callable[[SchemeYear, Document], Document]) -> Spoil:
    def spoil(year: SchemeYear, submission: Submission) -> Submission:
        assert any(d.kind == kind for d in submission.documents), f"there is no {kind}"
        changed = (change(year, d) if d.kind == kind else d for d in submission.documents)
        return replace(submission, documents=tuple(changed))

    return spoil


def _with(cells: Mapping[str, Cell], heading: str, new: Cell | None) -> dict[str, Cell]:
    others = {h: c for h, c in cells.items() if h != heading}
    return others if new is None else {**others, heading: new}


def _with_register(submission: Submission, register: Register) -> Submission:
    return replace(submission, registers={**submission.registers, register.name: register})

"""Every table of a submission as rows: registers, and the lists beside them, by name."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from mis_assessor.core.evidence.rows import Cell, RegisterRow, Rows, in_columns
from mis_assessor.core.evidence.submission import Document, Submission
from mis_assessor.core.rules.rulebook import Rule

REFERENCES = (
    "case",
    "person",
    "event",
    "placement",
    "committee",
    "unit",
    "audit",
    "report",
    "id",
    "document",
    "requirement",
    "statement",
    "register",
    "indicator",
    "measure",
    "body",
    "role",
    "month",
    "as at",
    "day",
)
"""Columns that name a row to people, the first that is filled."""

LISTS = (
    "register list",
    "documents",
    "document events",
    "contents",
    "judgements",
    "statements",
    "contacts",
    "declared answers",
    "requirements",
)
"""The tables beside the registers."""


NO_ROWS = in_columns(())


def named(row: RegisterRow) -> str:
    """A row's own reference, or nothing."""
    return next((str(row.cells[c]) for c in REFERENCES if c in row.cells), "")


def place(table: str, row: RegisterRow) -> str:
    """Where a row stands, for people: “perinatal deaths, PD-003 (row 4)”."""
    name, number = named(row), f"row {row.number}" if row.number else ""
    inside = f"{name} ({number})" if name and number else name or number
    return f"{table}, {inside}"


@dataclass(frozen=True)
class Tables:
    """The tables of one submission; a table that was not sent has no rows."""

    submission: Submission
    rules: tuple[Rule, ...] = ()
    others: tuple[str, ...] = ()
    """Ids that a judgement may name beside those of requirements."""

    def rows(self, name: str) -> Rows:
        """The rows of a register or list."""
        register = self.submission.registers.get(name)
        return register.table if register is not None else self._lists.get(name, NO_ROWS)

    @cached_property
    def _lists(self) -> Mapping[str, Rows]:
        sent = self.submission
        papers = {d.id: d for d in sent.documents}
        return {
            "register list": _as_rows(_registers(sent)),
            "documents": _as_rows(_paper(d) for d in sent.documents),
            "document events": _as_rows(_events(sent.documents)),
            "contents": _as_rows(_contents(sent.documents)),
            "judgements": _as_rows(_judgements(sent, papers)),
            "statements": _as_rows(
                {
                    "statement": said.statement,
                    "answer": said.answer,
                    "who": said.who,
                    "role": said.role,
                    "said on": said.said_on,
                }
                | _of_the_paper(papers.get(said.evidence))
                for said in sent.statements.values()
            ),
            "contacts": _as_rows(
                {
                    "role": holder.role,
                    "name": holder.name,
                    "organisation": holder.organisation,
                    "held from": holder.held_from,
                    "held to": holder.held_to,
                }
                for holder in sent.role_holders
            ),
            "declared answers": _as_rows(
                {"requirement": name, "answer": answer} for name, answer in sent.declared.items()
            ),
            "requirements": _as_rows(
                {"id": name}
                for name in (
                    *(id_ for rule in self.rules for id_ in rule.requirement.ids),
                    *self.others,
                )
            ),
        }


Cells = Mapping[str, Cell | None]


def _as_rows(lines: Iterable[Cells]) -> Rows:
    return in_columns(
        RegisterRow(0, {k: cell for k, cell in line.items() if cell not in (None, "", ())})
        for line in lines
    )


def _registers(sent: Submission) -> Iterable[Cells]:
    for register in sent.registers.values():
        yield {
            "register": register.name,
            "taken on": register.taken_on,
            "covers from": register.covers_from,
            "covers to": register.covers_to,
            "complete to": register.complete_to,
            "nothing to report": register.nothing_to_report,
            "supplied by": register.supplied_by,
            "checked by": register.checked_by,
            "checked on": register.checked_on,
            "file": register.file,
            "sha256": register.sha256,
        }


def _paper(document: Document) -> Cells:
    return {
        "id": document.id,
        "kind": document.kind,
        "dated": document.dated,
        "covers from": document.covers_from,
        "covers to": document.covers_to,
        "in force from": document.in_force_from,
        "in force to": document.in_force_to,
        "about": document.about,
        "expires on": document.expires_on,
        "checked by": document.checked_by,
        "checked on": document.checked_on,
        "file": document.file,
        "sha256": document.sha256,
        "first progress": min(document.progress_reported_on, default=None),
    }


def _of_the_paper(document: Document | None) -> dict[str, Cell | None]:
    """What a line about a paper must agree with."""
    if document is None:
        return {}
    return {
        "document": document.id,
        "document kind": document.kind,
        "document dated": document.dated,
        "document covers to": document.covers_to,
        "document checked on": document.checked_on,
    }


def _events(documents: Iterable[Document]) -> Iterable[Cells]:
    for document in documents:
        for event in document.events:
            yield _of_the_paper(document) | {
                "act": event.event,
                "by": event.by,
                "on": event.on,
                "minute": event.minute,
            }


def _contents(documents: Iterable[Document]) -> Iterable[Cells]:
    for document in documents:
        for content in document.contents:
            yield _of_the_paper(document) | {
                "item": content.item,
                "found": content.found,
                "page": content.page,
                "who looked": content.who_looked,
                "when": content.looked_on,
            }


def _judgements(sent: Submission, papers: Mapping[str, Document]) -> Iterable[Cells]:
    for judged in sent.judgements:
        yield _of_the_paper(papers.get(judged.evidence)) | {
            "requirement": judged.requirement,
            "answer": "met" if judged.met else "not met",
            "who": judged.who,
            "role": judged.role,
            "date": judged.on,
        }

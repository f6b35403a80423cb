"""Joins the tables of one folder, and checks what they say of each other."""

from collections.abc import Mapping
from dataclasses import dataclass

from mis_assessor.core.errors import Problem
from mis_assessor.core.submission import Arrangement, Document, Judgement, Post, Register, Row
from mis_assessor.intake.cell_access import day, needed_day, text, words
from mis_assessor.intake.documents import join_documents, unknown_documents
from mis_assessor.intake.framework_registers import MONEY
from mis_assessor.intake.money_ledger import overspent
from mis_assessor.intake.problems import gathered_in
from mis_assessor.intake.register_list import join_registers
from mis_assessor.intake.registers import (
    ARRANGEMENTS,
    CONTENTS,
    DECLARED,
    DOCUMENTS,
    EVENTS,
    JUDGEMENTS,
    POSTS,
    REGISTER_LIST,
    REGISTERS,
)
from mis_assessor.intake.table_files import TableFiles

_RELIED_ON = ((JUDGEMENTS, "evidence"), (ARRANGEMENTS, "evidence item"), (POSTS, "evidence item"))
"""Lists that name documents, and in which column."""


@dataclass(frozen=True, slots=True)
class Joined:
    """The tables of a folder as values."""

    registers: Mapping[str, Register]
    documents: tuple[Document, ...]
    document_ids: tuple[str, ...] | None
    """Every id of documents.csv; None where that file cannot be read."""
    judgements: tuple[Judgement, ...]
    arrangements: tuple[Arrangement, ...]
    posts: tuple[Post, ...]
    declared: Mapping[str, str]


def join_tables(
    tables: TableFiles, fingerprints: Mapping[str, str], problems: list[Problem]
) -> Joined:
    """Every table of a folder, joined; problems are added to the list."""
    registers: Mapping[str, Register] = {}
    documents: tuple[Document, ...] = ()
    with gathered_in(problems):
        registers = _registers(tables)
    with gathered_in(problems):
        documents = _documents(tables, fingerprints)
    problems += overspent(tables.name(MONEY), tables.rows(MONEY) or ())
    ids = None
    if (listed := tables.rows(DOCUMENTS)) is not None:
        ids = tuple(text(row, "id") for row in listed)
        for kind, column in _RELIED_ON:
            placed = (tables.name(kind), tables.rows(kind) or ())
            problems += unknown_documents(placed, column, ids)
    return Joined(
        registers,
        documents,
        ids,
        tuple(_judgement(row) for row in tables.rows(JUDGEMENTS) or ()),
        tuple(_arrangement(row) for row in tables.rows(ARRANGEMENTS) or ()),
        tuple(_post(row) for row in tables.rows(POSTS) or ()),
        {text(row, "requirement"): text(row, "answer") for row in tables.rows(DECLARED) or ()},
    )


def _registers(tables: TableFiles) -> Mapping[str, Register]:
    found = {name: tables.found[name] for name in REGISTERS if name in tables.found}
    listed = tables.rows(REGISTER_LIST)
    return join_registers(listed or (), tables.name(REGISTER_LIST), found)


def _documents(tables: TableFiles, fingerprints: Mapping[str, str]) -> tuple[Document, ...]:
    documents = tables.rows(DOCUMENTS)
    if documents is None:
        return ()
    return join_documents(
        (tables.name(DOCUMENTS), documents),
        (tables.name(EVENTS), tables.rows(EVENTS) or ()),
        (tables.name(CONTENTS), tables.rows(CONTENTS) or ()),
        fingerprints,
    )


def _judgement(row: Row) -> Judgement:
    return Judgement(
        requirement=text(row, "requirement"),
        met=text(row, "answer") == "met",
        who=text(row, "who"),
        role=text(row, "role"),
        on=needed_day(row, "date"),
        reason=text(row, "reason"),
        evidence=text(row, "evidence"),
        until=day(row, "until"),
    )


def _arrangement(row: Row) -> Arrangement:
    in_place = row.cells.get("in place")
    return Arrangement(
        arrangement=text(row, "arrangement"),
        organisation=text(row, "organisation"),
        in_place=in_place if isinstance(in_place, bool) else None,
        since=day(row, "since"),
        until=day(row, "until"),
        evidence=text(row, "evidence item"),
        stated_by=text(row, "stated by"),
        stated_on=day(row, "stated on"),
    )


def _post(row: Row) -> Post:
    return Post(
        post=text(row, "post"),
        person=text(row, "person"),
        organisation=text(row, "organisation"),
        profession=text(row, "profession"),
        held_from=day(row, "from"),
        held_to=day(row, "until"),
        reports_to=words(row, "reports to"),
        evidence=text(row, "evidence item"),
    )

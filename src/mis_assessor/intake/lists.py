"""Joins the tables of one folder, and checks what they say of each other.

Whether more of a fund was spent than came in, which no ledger can mean.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from mis_assessor.core.errors import Problem
from mis_assessor.core.evidence.submission import (
    Arrangement,
    Document,
    Judgement,
    Post,
    Register,
    RegisterRow,
)
from mis_assessor.intake.documents import (
    day,
    join_documents,
    needed_day,
    text,
    unknown_documents,
    words,
)
from mis_assessor.intake.named_files import NamedFiles
from mis_assessor.intake.register_list import join_registers
from mis_assessor.intake.registers import (
    ARRANGEMENTS,
    CONTENTS,
    DECLARED,
    DOCUMENTS,
    EVENTS,
    JUDGEMENTS,
    MONEY,
    POSTS,
    REGISTER_LIST,
)
from mis_assessor.intake.table_files import TableFiles
from mis_assessor.reading.problems import gathered_in, quoted


def overspent(place: str, rows: Iterable[RegisterRow]) -> Iterator[Problem]:
    """Every fund of which more was spent than received."""
    left: dict[str, Decimal] = defaultdict(Decimal)
    spent: dict[str, Decimal] = defaultdict(Decimal)
    for row in rows:
        fund = text(row, "fund")
        spent[fund] += _pounds(row, "spent")
        left[fund] += _pounds(row, "received") - _pounds(row, "spent")
    for fund, rest in left.items():
        if rest < 0:
            yield Problem(
                place,
                f"£{spent[fund]:,.2f} of {quoted(fund)} was spent, and £{spent[fund] + rest:,.2f} "
                "was received. Check both, or add what was received.",
            )


def _pounds(row: RegisterRow, column: str) -> Decimal:
    cell = row.cells.get(column)
    return cell if isinstance(cell, Decimal) else Decimal(0)


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
    remarks: tuple[str, ...]
    """What keeps nothing from being read and a person should look at."""


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
        (
            *tables.remarks,
            *NamedFiles(fingerprints).not_there(tables.name(DOCUMENTS), listed or ()),
        ),
    )


def _registers(tables: TableFiles) -> Mapping[str, Register]:
    found = {name: tables.found[name] for name in tables.kinds.registers if name in tables.found}
    listed = tables.rows(REGISTER_LIST)
    return join_registers(listed or (), tables.name(REGISTER_LIST), tables.kinds.registers, found)


def _documents(tables: TableFiles, fingerprints: Mapping[str, str]) -> tuple[Document, ...]:
    documents = tables.rows(DOCUMENTS)
    if documents is None:
        return ()
    return join_documents(
        (tables.name(DOCUMENTS), documents),
        (tables.name(EVENTS), tables.rows(EVENTS) or ()),
        (tables.name(CONTENTS), tables.rows(CONTENTS) or ()),
        NamedFiles(fingerprints),
    )


def _judgement(row: RegisterRow) -> Judgement:
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


def _arrangement(row: RegisterRow) -> Arrangement:
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


def _post(row: RegisterRow) -> Post:
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

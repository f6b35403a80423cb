"""The registers of all the trusts of a system put together, for a figure they share.

The system's own register speaks for all where it has a row that belongs, or says that there is
nothing to tell and no trust knows better. One trust without it makes the whole missing.
"""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date

from mis_assessor.core.evidence.answers import NoAnswer
from mis_assessor.core.evidence.references import folded
from mis_assessor.core.evidence.submission import Register, Submission
from mis_assessor.core.rules.questions import CasesQuestion, TotalsQuestion
from mis_assessor.recount.asked import Asked, usable
from mis_assessor.recount.evidence import Evidence
from mis_assessor.recount.row_lines import Lines
from mis_assessor.recount.tables import (
    COMPARED,
    Holds,
    Table,
    quoted,
    text,
)

Shared = CasesQuestion | TotalsQuestion
EvidenceOf = Callable[[Submission, date], Evidence]


def pooled(question: Shared, asked: Asked, evidence_of: EvidenceOf) -> Register | NoAnswer:
    """The register that speaks for all, or all of them together. Needs a system."""
    name = question.register_
    own = asked.submission.registers.get(name)
    whole = ("", folded(asked.owner), "system")
    told = _rows_about(own, asked, whole) if own else ()
    if asked.system is None or (own and _belong(question, own, asked, told)):
        return usable(asked, name, question)
    found: list[Register] = []
    missing = belongs = False
    for trust in asked.system.providers:
        sent = trust.submission
        of_trust = replace(asked, evidence=evidence_of(sent, asked.on)) if sent else None
        register = usable(of_trust, name, question) if of_trust else None
        if of_trust is None or not isinstance(register, Register):
            missing = True
            continue
        rows = _rows_about(register, of_trust, ("", folded(trust.code)))
        belongs = belongs or _belong(question, register, of_trust, rows)
        kept = tuple(row for row in register.rows if row.number in set(rows))
        found.append(replace(register, name=f"{name} of {trust.name}", rows=kept))
    says_none = own is not None and (
        own.nothing_to_report or (bool(told) and isinstance(question, CasesQuestion))
    )
    if says_none and not belongs:
        return usable(asked, name, question)
    return asked.silent() if missing else _together(name, found)


def _about(table: Table, organisations: Sequence[str]) -> str:
    cell = "''"
    if table.holds("organisation") is Holds.TEXT:
        cell = f"COALESCE(r.{quoted('organisation' + COMPARED)}, '')"
    return f"{cell} IN ({', '.join(map(text, organisations))})"


def _rows_about(register: Register, asked: Asked, organisations: Sequence[str]) -> tuple[int, ...]:
    """The rows that are about one of some organisations; a blank is whoever sent them."""
    table = asked.evidence.registers[register.name]
    query = f'SELECT r."row" FROM {table.name} r WHERE {_about(table, organisations)}'
    return tuple(row for (row,) in asked.evidence.database.execute(query))


def _belong(question: Shared, register: Register, asked: Asked, rows: Sequence[int]) -> bool:
    """Whether one of some rows certainly is one that the question is about."""
    table = asked.evidence.registers[register.name]
    belongs = Lines(table, asked.terms).all_hold(question.cases)
    query = f'SELECT r."row" FROM {table.name} r WHERE {belongs}'
    found = asked.evidence.database.execute(query, {"today": asked.today})
    return not set(rows).isdisjoint(row for (row,) in found)


def _together(name: str, found: Sequence[Register]) -> Register:
    """Every row, covered only as far as the register that reaches least far."""
    rows = [row for register in found for row in register.rows]
    complete = [r.complete_to for r in found if r.complete_to is not None]
    return Register(
        name,
        tuple(replace(row, number=n) for n, row in enumerate(rows, 2)),
        covers_from=_reach(max, [r.covers_from for r in found]),
        covers_to=_reach(min, [r.covers_to for r in found]),
        complete_to=min(complete) if complete else None,
        nothing_to_report=all(r.nothing_to_report for r in found),
        checked_by="; ".join(r.checked_by for r in found),
        checked_on=_reach(min, [r.checked_on for r in found]),
        parts=tuple(found),
    )


def _reach(furthest: Callable[[list[date]], date], told: Sequence[date | None]) -> date | None:
    """As far as all reach; not known where one of them does not say."""
    known = [day for day in told if day is not None]
    return furthest(known) if known and len(known) == len(told) else None


def tables_of(register: Register, asked: Asked) -> list[Table]:
    """The tables to look into: the register's own, or one for each trust's part of it."""
    if not register.parts:
        return [asked.evidence.registers[register.name]]
    return [asked.evidence.add(part) for part in register.parts]


def whole_table(register: Register, asked: Asked) -> Table:
    """The table with every row: the register's own, or all the parts together."""
    if not register.parts:
        return asked.evidence.registers[register.name]
    return asked.evidence.add(replace(register, name=f"{register.name} of all trusts"))

"""What the rows of a register answer: how many cases and how they stand, figures, days."""

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal

from mis_assessor.core.evidence.answers import (
    Answer,
    Failed,
    Figure,
    NoAnswer,
    NoAnswerReason,
    Papers,
    Provenance,
    Report,
    Tally,
    Used,
)
from mis_assessor.core.evidence.submission import Register
from mis_assessor.core.rules.questions import (
    IN_BETWEEN,
    CasesQuestion,
    NumberQuestion,
    TotalsQuestion,
)
from mis_assessor.recount import cases, totals
from mis_assessor.recount.asked import (
    Asked,
    ends_early,
    none,
    not_covering,
    not_published,
    usable,
    window,
)
from mis_assessor.recount.pooled import pooled, tables_of, whole_table
from mis_assessor.recount.queries import Queries, Rows
from mis_assessor.recount.series import missing_rows
from mis_assessor.recount.tables import Table
from mis_assessor.recount.terms import lacks_a_value


def _ready(
    queries: Queries, question: CasesQuestion | TotalsQuestion, asked: Asked
) -> Register | NoAnswer:
    if question.pooled_over:
        register = pooled(question, asked, queries.evidence_of)
    else:
        register = usable(asked, question.register_, question)
    if isinstance(register, NoAnswer):
        return register
    if lacks_a_value(question, asked.terms):
        return none(NoAnswerReason.NOT_LOADED)
    if not_published(asked, question.known_from):
        return none(NoAnswerReason.NOT_DUE)
    return register


def count_cases(queries: Queries, question: CasesQuestion, asked: Asked) -> Answer:
    """How many cases there are, how they stand, and what has no row."""
    register = _ready(queries, question, asked)
    if isinstance(register, NoAnswer):
        return register
    days = window(question, asked)
    table, parts = whole_table(register, asked), tables_of(register, asked)
    if days is not None:
        if (gap := not_covering(asked, register, *days)) is not None:
            return gap
        if question.day is not None:
            return _days(queries, question, asked, register, table, parts, days)
    found = queries.fetch(
        "each case and how it stands",
        asked,
        cases.rows_by_status(question, asked.terms, table, asked.closed),
        complete_to=register.complete_to or register.covers_to,
    )
    by_status: dict[str, list[int]] = {}
    for row, status in found:
        by_status.setdefault(status, []).append(row)
    missing = _missing(queries, question, asked, parts, days)
    unseen = days is not None and ends_early(asked, register, days[1])
    if days is None:
        to_come, may_come, unseen = False, not asked.closed, False
    else:
        to_come = asked.on < days[1] or (asked.on == days[1] and unseen)
        may_come, unseen = to_come, unseen and not to_come
    return _tally_of_cases(register, by_status, missing, to_come, may_come, unseen)


def _missing(
    queries: Queries,
    question: CasesQuestion | TotalsQuestion,
    asked: Asked,
    parts: Sequence[Table],
    days: tuple[date, date] | None,
) -> int:
    from_, until = (days[0], min(days[1], asked.on)) if days else (None, None)
    return sum(
        len(queries.fetch("what has no row", asked, query, until=until))
        for table in parts
        for query in missing_rows(question, asked.terms, table, from_)
    )


def _days(
    queries: Queries,
    question: CasesQuestion,
    asked: Asked,
    register: Register,
    table: Table,
    parts: Sequence[Table],
    days: tuple[date, date],
) -> Answer:
    if _missing(queries, question, asked, parts, days):
        return asked.silent()
    found = queries.fetch("the days of the cases", asked, cases.days(question, asked.terms, table))
    if any(belongs is None for _, _, belongs in found):
        return asked.silent()
    reports = tuple(
        Report("", True, (("dated", date.fromordinal(day)),), None) for _, day, _ in found
    )
    used = Used(register.name, "", register.sha256, tuple(row for row, _, _ in found))
    return Papers(reports, *days, asked.on, provenance=Provenance((used,)))


def add_totals(queries: Queries, question: TotalsQuestion, asked: Asked) -> Answer:
    """The rows that count, numerators over denominators, each part of a whole by itself."""
    register = _ready(queries, question, asked)
    if isinstance(register, NoAnswer):
        return register
    parts, days = tables_of(register, asked), window(question, asked)
    to_come = False
    between = question.one_row_for_every == IN_BETWEEN
    if between and _missing(queries, question, asked, parts, None):
        return asked.silent()
    if days is not None:
        if (gap := not_covering(asked, register, *days)) is not None:
            return gap
        if _missing(queries, question, asked, parts, days):
            return asked.silent()
        unseen = ends_early(asked, register, days[1])
        if unseen and asked.on > days[1]:
            return none(NoAnswerReason.MISSING)
        to_come = asked.on < days[1] or unseen
    counted = [_counted(queries, question, asked, table) for table in parts]
    if any(rows is None for rows in counted):
        return asked.silent()
    rows = [row for part in counted for row in part or ()]
    if any(top is None or bottom is None for _, top, bottom in rows):
        return asked.silent()
    done, of = sum(top for _, top, _ in rows), sum(bottom for _, _, bottom in rows)
    if of == 0:
        return none(NoAnswerReason.NO_CASES)
    used = Used(register.name, "", register.sha256, tuple(row for row, _, _ in rows))
    provenance = Provenance((used,))
    return Tally(done, of - done, more_to_come=to_come, things="", provenance=provenance)


def _counted(queries: Queries, question: TotalsQuestion, asked: Asked, table: Table) -> Rows | None:
    """The rows of one register that count; None where that is not clear, or days count twice."""
    of = question, asked.terms, table
    if queries.fetch("rows that may count", asked, totals.unclear_rows(*of)):
        return None
    rows = queries.fetch("rows that count", asked, totals.counted_rows(*of))
    if not rows or queries.fetch("rows about the same days", asked, totals.counted_twice(*of)):
        return None
    return rows


def latest_number(queries: Queries, question: NumberQuestion, asked: Asked) -> Answer:
    """One figure from the latest row up to the assessment day."""
    register = usable(asked, question.register_, question)
    if isinstance(register, NoAnswer):
        return register
    table = asked.evidence.registers[register.name]
    query = totals.latest_number(question, asked.terms, table)
    found = queries.fetch("the number in the latest row", asked, query)
    if not found or found[0][1] is None:
        return asked.silent()
    row, value = found[0]
    used = Used(register.name, "", register.sha256, (row,))
    return Figure(Decimal(value), Provenance((used,)))


def _tally_of_cases(
    register: Register,
    rows: Mapping[str, list[int]],
    missing: int,
    to_come: bool,
    may_come: bool,
    unseen: bool,
) -> Answer:
    counts = {status: len(rows.get(status, ())) for status in cases.SERIOUS_FIRST}
    counts[cases.UNKNOWN] += missing
    counted = tuple(sorted(n for status in cases.SERIOUS_FIRST for n in rows.get(status, ())))
    if sum(counts.values()):
        left_open = [*rows.get(cases.OPEN, ()), *rows.get(cases.UNKNOWN, ()), *([0] * missing)]
        return Tally(
            done=counts[cases.DONE],
            failed=counts[cases.FAILED],
            open=counts[cases.OPEN],
            unknown=counts[cases.UNKNOWN],
            more_to_come=to_come,
            unseen=unseen,
            provenance=Provenance(
                (Used(register.name, "", register.sha256, counted),),
                entries(register.name, rows.get(cases.FAILED, ())),
                entries(register.name, left_open),
            ),
        )
    if unseen:
        return none(NoAnswerReason.MISSING)
    if rows.get(cases.NOT_COUNTED):
        return none(NoAnswerReason.NONE_DUE)
    return none(NoAnswerReason.NOT_DUE if may_come else NoAnswerReason.NO_CASES)


def entries(register: str, rows: Sequence[int]) -> tuple[Failed, ...]:
    """Rows as entries of an answer, which the recount knows by their numbers only."""
    return tuple(Failed(register, "", "", row) for row in rows)

"""Figures that a register carries ready added up, in SQL; and one number of the latest row."""

from mis_assessor.core.rules.once import once_each
from mis_assessor.core.rules.questions import NumberQuestion, TotalsQuestion
from mis_assessor.core.rules.row_tests import AnyRowTest, RowTestLine
from mis_assessor.recount.bound import TODAY
from mis_assessor.recount.row_lines import Lines
from mis_assessor.recount.series import spans
from mis_assessor.recount.tables import Holds, Table, quoted
from mis_assessor.recount.terms import Terms


@once_each
def unclear_rows(question: TotalsQuestion, terms: Terms, table: Table) -> str:
    """Rows of which a blank leaves open whether they count.

    Of a period that may be given in two ways, one that is given is enough.
    """
    lines = Lines(table, terms)
    held = [_settled(line, lines) for line in question.cases]
    if not held:
        return f'SELECT r."row" FROM {lines.table.name} r WHERE FALSE'
    joined = " AND ".join(held)
    return f'SELECT r."row" FROM {lines.table.name} r WHERE ({joined}) IS NULL'


def _settled(line: RowTestLine, lines: Lines) -> str:
    if not isinstance(line, AnyRowTest):
        return lines.holds(line)
    ways = [lines.all_hold(group) for group in line.any_of]
    holds = " ".join(f"WHEN {way} THEN TRUE" for way in ways)
    fails = " ".join(f"WHEN NOT ({way}) THEN FALSE" for way in ways)
    return f"CASE {holds} {fails} END"


@once_each
def counted_rows(question: TotalsQuestion, terms: Terms, table: Table) -> str:
    """The rows that count, with their figures; a figure that is no number is blank."""
    lines = Lines(table, terms)
    numerator, denominator = (
        f"r.{quoted(column)}" if lines.table.holds(column) is Holds.WHOLE else "NULL"
        for column in (question.numerator, question.denominator)
    )
    return (
        f'SELECT r."row", {numerator} AS numerator, {denominator} AS denominator '
        f'FROM {lines.table.name} r WHERE {lines.all_hold(question.cases)} ORDER BY r."row"'
    )


@once_each
def counted_twice(question: TotalsQuestion, terms: Terms, table: Table) -> str:
    """Rows that begin on a day which another row, before them, is about."""
    lines = Lines(table, terms)
    about = spans(lines, lines.all_hold(question.cases))
    return (
        'SELECT "row" FROM (SELECT "row", begins, LAG(ends) OVER (ORDER BY begins, ends) AS before '
        f"FROM ({about}) AS about) AS in_order WHERE begins <= before"
    )


@once_each
def latest_number(question: NumberQuestion, terms: Terms, table: Table) -> str:
    """The number in the latest row up to the assessment day."""
    lines = Lines(table, terms)
    day = lines.moment(question.latest_by)
    value = "NULL"
    if lines.table.holds(question.column) in (Holds.WHOLE, Holds.DECIMAL):
        value = f"r.{quoted(question.column)}"
    when = day.day if day is not None else "NULL"
    return (
        f'SELECT r."row", {value} AS value FROM {lines.table.name} r WHERE {when} <= '
        f"{TODAY} AND {lines.all_hold(question.cases)} "
        f'ORDER BY {when} DESC, r."row" LIMIT 1'
    )

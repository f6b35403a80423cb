"""Rows that must be there and are not, in SQL: months, shifts, names, days in between."""

from datetime import date

from mis_assessor.core.evidence.references import folded
from mis_assessor.core.rules.once import once_each
from mis_assessor.core.rules.questions import IN_BETWEEN, CasesQuestion, TotalsQuestion
from mis_assessor.core.rules.row_tests import RowTest
from mis_assessor.recount.asked import NotRecounted
from mis_assessor.recount.bound import UNTIL
from mis_assessor.recount.row_lines import Lines
from mis_assessor.recount.tables import COMPARED, Holds, Table, quoted, text
from mis_assessor.recount.terms import Terms

Series = CasesQuestion | TotalsQuestion


def spans(lines: Lines, belongs: str) -> str:
    """The first and the last day that each row which belongs is about."""
    table = lines.table
    ways: list[tuple[str, str, str]] = []
    if table.holds("month") is Holds.MONTH:
        ways.append(('r."month" IS NOT NULL', "m.first_day", "m.first_day + m.days - 1"))
    own = lines.moment("from"), lines.moment("to")
    if own[0] is not None and own[1] is not None:
        ways.append(("TRUE", own[0].day, own[1].day))
    if not ways:
        return f'SELECT r."row", 0 AS begins, 0 AS ends FROM {table.name} r WHERE FALSE'
    begins = " ".join(f"WHEN {when} THEN {first}" for when, first, _ in ways)
    ends = " ".join(f"WHEN {when} THEN {last}" for when, _, last in ways)
    joined = ' LEFT JOIN month m ON m.number = r."month"' if ways[0][1] == "m.first_day" else ""
    return (
        f'SELECT "row", begins, ends FROM (SELECT r."row", CASE {begins} END AS begins, '
        f"CASE {ends} END AS ends FROM {table.name} r{joined} WHERE {belongs}) AS about "
        "WHERE begins IS NOT NULL AND ends IS NOT NULL"
    )


@once_each
def missing_rows(
    question: Series, terms: Terms, table: Table, from_: date | None
) -> tuple[str, ...]:
    """Queries, each with one row for everything that should have a row and has none.

    Months and shifts should, from a day on.
    """
    lines = Lines(table, terms)
    found: list[str] = []
    if isinstance(question, CasesQuestion) and question.one_row_for_each_of:
        found.append(_names(question, question.one_row_for_each_of, lines))
    if question.one_row_for_every == IN_BETWEEN:
        found.append(_holes(spans(lines, lines.all_hold(question.cases))))
    elif question.one_row_for_every is not None and from_ is not None:
        rows_of = _months if question.one_row_for_every == "month" else _shifts
        found.append(rows_of(lines, from_.toordinal()))
    return tuple(found)


def _holes(about: str) -> str:
    """Days between two rows, in the order of their days, that neither is about."""
    return (
        "SELECT before + 1 AS missing FROM (SELECT begins, LAG(ends) OVER "
        f"(ORDER BY begins, ends) AS before FROM ({about}) AS about) AS in_order "
        "WHERE begins - before > 1"
    )


def _months(lines: Lines, first: int) -> str:
    """Whole months of the window without a row."""
    without = ""
    if lines.table.holds("month") is Holds.MONTH:
        without = f' AND NOT EXISTS (SELECT 1 FROM {lines.table.name} r WHERE r."month" = m.number)'
    return (
        f"SELECT m.number AS missing FROM month m WHERE m.first_day >= {first} "
        f"AND m.first_day + m.days - 1 <= {UNTIL}{without}"
    )


def _shifts(lines: Lines, first: int) -> str:
    """Day and night shifts without a row, in each unit that has any."""
    table = lines.table
    unit = "''"
    if table.holds("unit") is Holds.TEXT:
        unit = f"COALESCE(r.{quoted('unit' + COMPARED)}, '')"
    here = ""
    if table.holds("day") is Holds.DAY and table.holds("shift") is Holds.TEXT:
        here = f' EXCEPT SELECT r."day", r."shift", {unit} FROM {table.name} r'
    return (
        "SELECT c.day AS missing, s.shift, u.unit FROM calendar c CROSS JOIN "
        "(SELECT 'day' AS shift UNION ALL SELECT 'night') AS s CROSS JOIN "
        f"(SELECT DISTINCT {unit} AS unit FROM {table.name} r "
        f"UNION SELECT '' WHERE NOT EXISTS (SELECT 1 FROM {table.name})) AS u "
        f"WHERE c.day BETWEEN {first} AND {UNTIL}{here}"
    )


def _names(question: CasesQuestion, each_of: str, lines: Lines) -> str:
    """Names of a list for which no row holds."""
    column = next(
        line.column
        for line in question.cases
        if isinstance(line, RowTest) and line.is_one_of == each_of
    )
    others = lines.all_hold(
        line for line in question.cases if getattr(line, "column", None) != column
    )
    names = lines.terms.words(each_of)
    if not names:
        return "SELECT '' AS missing WHERE FALSE"
    listed = " UNION ALL ".join(f"SELECT {text(folded(name))} AS name" for name in names)
    without = ""
    match lines.table.holds(column):
        case Holds.TEXT:
            cell = f"r.{quoted(column + COMPARED)}"
            without = (
                f" WHERE NOT EXISTS (SELECT 1 FROM {lines.table.name} r WHERE {cell} = n.name "
                f"AND {others})"
            )
        case Holds.NOTHING:
            pass
        case held:
            raise NotRecounted(f"“{column}” ({held}) must have a row for each name")
    return f"SELECT n.name AS missing FROM ({listed}) AS n{without}"

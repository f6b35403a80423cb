"""The training window that leaves fewest people short, in SQL, where the trust chose none.

Each person adds one at the first start day whose window counts and takes it away after the
last; running sums of these give, for every start day at once, who is in post and trained.
"""

from collections.abc import Iterator
from datetime import date

from mis_assessor.core.rules.once import once_each
from mis_assessor.core.rules.quantities import Length, Share
from mis_assessor.core.rules.register_questions import PeopleQuestion
from mis_assessor.core.rules.row_tests import RowTest, RowTestLine, RowTests
from mis_assessor.recount.days import moved
from mis_assessor.recount.people import People
from mis_assessor.recount.row_lines import Lines
from mis_assessor.recount.tables import REFERENCE, Table, quoted
from mis_assessor.recount.terms import Terms, terms_of

ONE_WINDOW = "one window"
_NO_DAY = "CAST(NULL AS INTEGER)"


@once_each
def best_window(
    question: PeopleQuestion,
    terms: Terms,
    staff: Table,
    training: Table,
    lasts: Length,
    between: tuple[date, date],
) -> str:
    """A query of the start and the end of that window; of several alike, the latest."""
    people, (first, last) = People(question, terms, staff, training), between
    ends = f"{moved('c.day', lasts, 1)} - 1"
    groups = list(_groups(people))
    parts = [
        "WITH starts AS MATERIALIZED (SELECT day AS begins, ends FROM "
        f"(SELECT c.day, {ends} AS ends FROM calendar c WHERE c.day BETWEEN "
        f"{first.toordinal()} AND {last.toordinal()}) AS tried "
        f"WHERE ends <= {last.toordinal()})",
        "counting AS MATERIALIZED (SELECT c.day, (SELECT MIN(begins) FROM starts WHERE ends >= "
        "c.day) AS low, (SELECT MAX(begins) FROM starts WHERE begins <= c.day) AS high FROM "
        f"calendar c WHERE c.day BETWEEN {first.toordinal()} AND {last.toordinal()})",
    ]
    modules = list(dict.fromkeys(rows for rows, _ in groups))
    for m, rows in enumerate(modules):
        parts.append(f"trained_{m} AS MATERIALIZED ({_trained(people, rows)})")
    for n, (_, group) in enumerate(groups):
        parts.append(f"person_{n} AS MATERIALIZED ({_in_post(people, group)})")
    reach = people.terms.value(question.window.reach)
    share = reach.of_one if isinstance(reach, Share) else None
    needed = "total"
    if share is not None:
        needed = f"(total * {share.numerator} + {share.denominator - 1}) / {share.denominator}"
    short = " UNION ALL ".join(
        _short(n, modules.index(rows), needed) for n, (rows, _) in enumerate(groups)
    )
    found = short or "SELECT 0 AS at, 0 AS short WHERE FALSE"
    return (
        ", ".join(parts)
        + " SELECT w.begins, w.ends FROM starts w LEFT JOIN (SELECT at, SUM(short) AS short FROM "
        f"({found}) AS of_group GROUP BY at) AS s ON s.at = w.begins "
        "ORDER BY COALESCE(s.short, 0), w.begins DESC LIMIT 1"
    )


def _trained(people: People, rows: RowTests) -> str:
    """For each person, runs of start days whose window holds a day of training."""
    days = people.trained(rows)
    return (
        "SELECT reference, CASE WHEN before >= low THEN before + 1 ELSE low END AS low, high FROM "
        "(SELECT reference, low, high, MAX(high) OVER (PARTITION BY reference ORDER BY day "
        "ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) AS before FROM "
        "(SELECT DISTINCT t.reference, t.day, d.low, d.high FROM "
        f"({days}) AS t JOIN counting d ON d.day = t.day WHERE t.sure) AS run "
        "WHERE low <= high) AS apart"
    )


def _in_post(people: People, group: str) -> str:
    """For each person of a group, the start days whose window counts them."""
    q = people.question
    terms = people.terms
    of_group = terms_of(terms.requirement, terms.reading, group, terms.doubts_count)
    lines = Lines(people.staff, of_group)
    started, left = lines.moment(q.in_post_from), lines.moment(q.in_post_to)
    low = started.day if started else _NO_DAY
    high = left.day if left else _NO_DAY
    here = f"{lines.all_hold(q.who)}{_not_away(q, lines)}"
    person = f"FROM {lines.table.name} r WHERE {here}"
    first, last = "(SELECT MIN(begins) FROM starts)", "(SELECT MAX(begins) FROM starts)"
    fixed = people.in_post_on()
    if isinstance(fixed, date):
        day = fixed.toordinal()
        return (
            f"SELECT r.{quoted(REFERENCE)} AS reference, {first} AS low, {last} AS high {person} "
            f"AND COALESCE({low} <= {day}, TRUE) AND COALESCE({high} >= {day}, TRUE)"
        )
    return (
        f"SELECT reference, CASE WHEN low IS NULL THEN {first} ELSE (SELECT MIN(begins) FROM "
        f"starts WHERE ends >= low) END AS low, CASE WHEN high IS NULL THEN {last} ELSE "
        f"(SELECT MAX(begins) FROM starts WHERE ends <= high) END AS high FROM (SELECT "
        f"r.{quoted(REFERENCE)} AS reference, {low} AS low, {high} AS high {person}) AS post"
    )


def _not_away(question: PeopleQuestion, lines: Lines) -> str:
    """Whoever is away without an end is no part of the search."""
    if question.away_from is None or question.away_to is None:
        return ""
    gone, back = lines.moment(question.away_from), lines.moment(question.away_to)
    if gone is None:
        return ""
    returns = f" OR {back.day} IS NOT NULL" if back else ""
    return f" AND ({gone.day} IS NULL{returns})"


def _short(n: int, m: int, needed: str) -> str:
    """For every start day, how many of group `n` are short of the share in module `m`."""
    return (
        f"SELECT at, CASE WHEN {needed} > done THEN {needed} - done ELSE 0 END AS short FROM ("
        "SELECT at, SUM(SUM(people)) OVER (ORDER BY at) AS total, "
        "SUM(SUM(trained)) OVER (ORDER BY at) AS done FROM ("
        f"SELECT low AS at, 1 AS people, 0 AS trained FROM person_{n} WHERE low <= high UNION ALL "
        f"SELECT high + 1, -1, 0 FROM person_{n} WHERE low <= high UNION ALL "
        f"SELECT {_LATER}, 0, 1 FROM person_{n} p JOIN trained_{m} t ON t.reference = p.reference "
        f"WHERE {_MEET} UNION ALL "
        f"SELECT {_EARLIER} + 1, 0, -1 FROM person_{n} p JOIN trained_{m} t "
        f"ON t.reference = p.reference WHERE {_MEET} UNION ALL "
        "SELECT begins, 0, 0 FROM starts) AS change GROUP BY at) AS running"
    )


_LATER = "CASE WHEN p.low > t.low THEN p.low ELSE t.low END"
_EARLIER = "CASE WHEN p.high < t.high THEN p.high ELSE t.high END"
_MEET = f"p.low <= p.high AND t.low <= t.high AND {_LATER} <= {_EARLIER}"


def _groups(people: People) -> Iterator[tuple[RowTests, str]]:
    """Which training of which group enters the search."""
    q, terms = people.question, people.terms
    listed = terms.requirement.in_
    groups = terms.words(listed) if listed else (terms.member,)
    shared = q.shared_window
    if shared and terms.knows(shared):
        shared = str(terms.value(shared))
    if shared != ONE_WINDOW:
        yield from ((q.rows, group) for group in groups)
        return
    for module, of in q.modules.items():
        rows = tuple(_of_module(line, module) for line in q.rows)
        yield from ((rows, group) for group in _names(terms, of))


def _names(terms: Terms, of: str) -> tuple[str, ...]:
    value = terms.value(of)
    if value is None:
        return ()
    return value if isinstance(value, tuple) else (str(value),)


def _of_module(line: RowTestLine, module: str) -> RowTestLine:
    if isinstance(line, RowTest) and line.column == "module":
        return line.model_copy(update={"is_": module})
    return line

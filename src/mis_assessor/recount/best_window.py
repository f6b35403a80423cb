"""The training window that leaves fewest people short, in SQL, where the trust chose none.

Each person adds one at the first start day whose window counts and takes it away after the
last; running sums of these give, for every start day at once, who is in post and trained.
"""

from collections.abc import Iterator, Sequence
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
    days = f"BETWEEN {first.toordinal()} AND {last.toordinal()}"
    ends = f"{moved('c.day', lasts, 1)} - 1"
    groups = list(_groups(people))
    modules = list(dict.fromkeys(rows for rows, _ in groups))
    members = [
        _in_post(people, group, n, modules.index(rows)) for n, (rows, group) in enumerate(groups)
    ]
    reach = terms.value(question.window.reach)
    share = reach.of_one if isinstance(reach, Share) else None
    needed = "total"
    if share is not None:
        needed = f"(total * {share.numerator} + {share.denominator - 1}) / {share.denominator}"
    return (
        f"WITH tried AS MATERIALIZED (SELECT c.day AS begins, CAST({ends} AS INTEGER) AS ends "
        f"FROM calendar c WHERE c.day {days}), "
        "starts AS MATERIALIZED (SELECT begins, ends FROM tried "
        f"WHERE ends <= {last.toordinal()}), "
        f"counting AS MATERIALIZED ({_counting(days)}), "
        f"trained AS MATERIALIZED ({_trained(people, modules)}), "
        f"person AS MATERIALIZED ({_persons(members, first, last)}), "
        f"trained_person AS MATERIALIZED (SELECT p.pair, {_LATER} AS low, {_EARLIER} AS high "
        "FROM person p JOIN trained t ON t.module = p.module AND t.reference = p.reference) "
        f"SELECT w.begins, w.ends FROM starts w LEFT JOIN ({_short(needed)}) AS s "
        "ON s.at = w.begins ORDER BY COALESCE(s.short, 0), w.begins DESC LIMIT 1"
    )


def _counting(days: str) -> str:
    """Of each day: the first and the last start whose window holds it, the last that ends by it."""
    return (
        "SELECT c.day, MIN(e.first) OVER (ORDER BY c.day DESC) AS low, "
        "MAX(b.begins) OVER (ORDER BY c.day) AS high, "
        "MAX(e.last) OVER (ORDER BY c.day) AS ended FROM calendar c "
        "LEFT JOIN starts b ON b.begins = c.day LEFT JOIN (SELECT ends, MIN(begins) AS first, "
        f"MAX(begins) AS last FROM starts GROUP BY ends) AS e ON e.ends = c.day WHERE c.day {days}"
    )


def _trained(people: People, modules: Sequence[RowTests]) -> str:
    """For each person and module, runs of start days whose window holds a day of training."""
    days = " UNION ALL ".join(
        f"SELECT {m} AS module, reference, day FROM ({people.trained(rows)}) AS t WHERE sure"
        for m, rows in enumerate(modules)
    )
    return (
        "SELECT module, reference, CASE WHEN before >= low THEN before + 1 ELSE low END AS low, "
        "high FROM (SELECT module, reference, low, high, MAX(high) OVER (PARTITION BY module, "
        "reference ORDER BY day ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) AS before FROM "
        "(SELECT t.module, t.reference, t.day, d.low, d.high FROM "
        f"({days or _NOBODY_TRAINED}) AS t JOIN counting d ON d.day = t.day "
        "WHERE d.low <= d.high) AS run) AS apart"
    )


_NOBODY_TRAINED = "SELECT 0 AS module, '' AS reference, 0 AS day WHERE FALSE"
_NOBODY = "SELECT 0 AS pair, 0 AS module, '' AS reference, 0 AS since, 0 AS until WHERE FALSE"


def _persons(members: Sequence[str], first: date, last: date) -> str:
    """For each person of each group, the start days whose window counts them."""
    return (
        "SELECT pair, module, reference, low, high FROM (SELECT p.pair, p.module, p.reference, "
        f"CASE WHEN p.since IS NULL OR p.since < {first.toordinal()} THEN "
        "(SELECT MIN(begins) FROM starts) ELSE s.low END AS low, "
        f"CASE WHEN p.until IS NULL OR p.until > {last.toordinal()} THEN "
        "(SELECT MAX(begins) FROM starts) ELSE u.ended END AS high "
        f"FROM ({' UNION ALL '.join(members) or _NOBODY}) AS p LEFT JOIN counting s "
        "ON s.day = p.since LEFT JOIN counting u ON u.day = p.until) AS told WHERE low <= high"
    )


def _in_post(people: People, group: str, pair: int, module: int) -> str:
    """Everybody of a group, from when until when; who stands on one day counts always."""
    q, terms = people.question, people.terms
    of_group = terms_of(terms.requirement, terms.reading, group, terms.doubts_count)
    lines = Lines(people.staff, of_group)
    started, left = lines.moment(q.in_post_from), lines.moment(q.in_post_to)
    since = started.day if started else _NO_DAY
    until = left.day if left else _NO_DAY
    here = f"{lines.all_hold(q.who)}{_not_away(q, lines)}"
    fixed = people.in_post_on()
    if isinstance(fixed, date):
        day = fixed.toordinal()
        here += f" AND COALESCE({since} <= {day}, TRUE) AND COALESCE({until} >= {day}, TRUE)"
        since = until = _NO_DAY
    return (
        f"SELECT {pair} AS pair, {module} AS module, r.{quoted(REFERENCE)} AS reference, "
        f"{since} AS since, {until} AS until FROM {lines.table.name} r WHERE {here}"
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


def _short(needed: str) -> str:
    """For every start day, how many are short of their share, over all the groups."""
    return (
        f"SELECT at, SUM(CASE WHEN {needed} > done THEN {needed} - done ELSE 0 END) AS short FROM ("
        "SELECT at, SUM(SUM(people)) OVER (PARTITION BY pair ORDER BY at) AS total, "
        "SUM(SUM(trained)) OVER (PARTITION BY pair ORDER BY at) AS done FROM ("
        "SELECT pair, low AS at, 1 AS people, 0 AS trained FROM person UNION ALL "
        "SELECT pair, high + 1, -1, 0 FROM person UNION ALL "
        "SELECT pair, low, 0, 1 FROM trained_person WHERE low <= high UNION ALL "
        "SELECT pair, high + 1, 0, -1 FROM trained_person WHERE low <= high UNION ALL "
        "SELECT pair, begins, 0, 0 FROM starts CROSS JOIN (SELECT DISTINCT pair FROM person) AS o"
        ") AS change GROUP BY pair, at) AS running GROUP BY at"
    )


_LATER = "CASE WHEN p.low > t.low THEN p.low ELSE t.low END"
_EARLIER = "CASE WHEN p.high < t.high THEN p.high ELSE t.high END"


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

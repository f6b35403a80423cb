"""How often something came round, in SQL: gaps, calendar periods, times, and too many at once.

Two figures each: the least and the most it can still be, as a report counts for certain or
may count.
"""

from collections.abc import Iterable, Sequence
from datetime import date

from mis_assessor.core.evidence.answers import Papers, Report
from mis_assessor.core.rules.comparisons import MEETING, PERIODS, Op
from mis_assessor.core.rules.conditions import Test
from mis_assessor.core.rules.quantities import Length, Quantity
from mis_assessor.recount.days import moved

COUNTED = (Op.GAPS_AT_MOST, Op.ONE_IN_EVERY, Op.HAPPENS_AT_LEAST, Op.HAPPENS_AT_MOST)
"""The comparisons whose figures are counted here."""
PERIOD_COVERED = "period covered"


def rhythm(
    test: Test, papers: Papers, value: Quantity | None, excused: date | None = None
) -> tuple[str, str] | None:
    """Queries of the least and the most; None for a comparison that counts nothing."""
    by = test.counted_by or "dated"
    sure = [r for r in papers.reports if r.complete and not _older_than_its_period(r, by)]
    hoped = [r for r in papers.reports if r.complete is not False]
    match test.op, value:
        case Op.GAPS_AT_MOST, Length():
            return _gaps(papers, _days(hoped, by), value), _gaps(papers, _days(sure, by), value)
        case Op.ONE_IN_EVERY, str() if value == MEETING:
            return _without(papers.meetings, _days(hoped, by)), _without(
                papers.meetings, _days(sure, by)
            )
        case Op.ONE_IN_EVERY, str():
            months = PERIODS[value]
            return (
                _periods(papers, months, hoped, by, papers.on.toordinal() - 1, excused),
                _periods(papers, months, sure, by, papers.on.toordinal(), excused),
            )
        case Op.HAPPENS_AT_LEAST, _:
            return _times(papers, _days(sure, by), test), _times(papers, _days(hoped, by), test)
        case _:
            return None


def _older_than_its_period(report: Report, by: str) -> bool:
    dated = next((day for name, day in report.days if name == "dated"), None)
    if by != PERIOD_COVERED or report.covers is None or dated is None:
        return False
    return dated < report.covers[1]


def _days(reports: Iterable[Report], by: str) -> list[int]:
    """The day on which each report counts, of those that have one."""
    found: list[int] = []
    for report in reports:
        if by == PERIOD_COVERED:
            found += [report.covers[1].toordinal()] if report.covers else []
        else:
            found += [day.toordinal() for name, day in report.days if name == by][-1:]
    return found


def _listed(numbers: Sequence[int]) -> str:
    """Numbers as rows."""
    if not numbers:
        return "SELECT 0 AS day WHERE FALSE"
    return " UNION ALL ".join(f"SELECT {number} AS day" for number in numbers)


def _paused(papers: Papers, day: str) -> str:
    """Whether a day lies in a pause."""
    pauses = [f"{day} BETWEEN {p.toordinal()} AND {q.toordinal()}" for p, q in papers.pauses]
    return " OR ".join(pauses) or "FALSE"


def _gaps(papers: Papers, days: Sequence[int], longest: Length) -> str:
    """How many gaps are too long: the clock starts afresh the day after a pause."""
    until = min(papers.end, papers.on).toordinal()
    return (
        "WITH open_day AS (SELECT c.day, c.day - ROW_NUMBER() OVER (ORDER BY c.day) AS run "
        f"FROM calendar c WHERE c.day BETWEEN {papers.start.toordinal()} AND {until} "
        f"AND NOT ({_paused(papers, 'c.day')})), "
        "stretch AS (SELECT MIN(day) AS begins, MAX(day) AS ends FROM open_day GROUP BY run), "
        "step AS (SELECT begins, ends, begins AS day FROM stretch UNION ALL SELECT s.begins, "
        f"s.ends, r.day FROM stretch s JOIN ({_listed(days)}) AS r ON r.day BETWEEN s.begins "
        "AND s.ends), after_step AS (SELECT ends, day, LEAD(day) OVER (PARTITION BY begins "
        "ORDER BY day) AS following FROM step) "
        f"SELECT COUNT(*) FROM after_step a WHERE CASE WHEN following IS NOT NULL THEN "
        f"following > {moved('a.day', longest, 1)} ELSE {moved('a.day', longest, 1)} < "
        f"CASE WHEN ends < {until} THEN ends + 1 ELSE ends END END"
    )


def _periods(
    papers: Papers,
    months: int,
    reports: Sequence[Report],
    by: str,
    over_by: int,
    excused: date | None,
) -> str:
    """How many whole calendar periods, over by a day, went without a report."""
    pauses = "".join(
        f" AND NOT ({p.toordinal()} <= ends AND begins <= {q.toordinal()})"
        for p, q in papers.pauses
    )
    relief = ""
    if excused is not None:
        relief = f" AND NOT ({excused.toordinal()} BETWEEN begins AND ends)"
    if by == PERIOD_COVERED:
        there = [
            f"{r.covers[0].toordinal()} <= begins AND ends <= {r.covers[1].toordinal()}"
            for r in reports
            if r.covers
        ]
    else:
        there = [f"{day} BETWEEN begins AND ends" for day in _days(reports, by)]
    covered = " OR ".join(f"({one})" for one in there) or "FALSE"
    return (
        "SELECT COUNT(*) FROM (SELECT first.first_day AS begins, last.first_day + last.days - 1 "
        f"AS ends FROM month first JOIN month last ON last.number = first.number + {months - 1} "
        f"WHERE first.number % {months} = 0) AS period "
        f"WHERE begins >= {papers.start.toordinal()} AND ends <= {papers.end.toordinal()} "
        f"AND ends <= {over_by}{pauses}{relief} AND NOT ({covered})"
    )


def _without(meetings: Iterable[date], days: Sequence[int]) -> str:
    """How many days on which a body met are the day of no report."""
    met = _listed(sorted({day.toordinal() for day in meetings}))
    return (
        f"SELECT COUNT(*) FROM ({met}) AS met WHERE met.day NOT IN "
        f"(SELECT day FROM ({_listed(days)}) AS report)"
    )


def _times(papers: Papers, days: Sequence[int], test: Test) -> str:
    """On how many days, or in how many periods, it happened inside the window."""
    each = {"quarters": "c.month / 3", "months": "c.month", None: "c.day"}[test.in_different]
    last = min(papers.end, papers.on).toordinal()
    return (
        f"SELECT COUNT(DISTINCT {each}) FROM ({_listed(days)}) AS r JOIN calendar c "
        f"ON c.day = r.day WHERE r.day BETWEEN {papers.start.toordinal()} AND {last}"
    )


def most_at_once(papers: Papers, stretch: Quantity | None) -> str:
    """The most days in any one stretch of some length, or in one calendar week."""
    days = [day.toordinal() for report in papers.reports for _, day in report.days]
    listed = _listed(days)
    if not isinstance(stretch, Length):
        return (
            f"SELECT COALESCE(MAX(n), 0) FROM (SELECT COUNT(*) AS n FROM ({listed}) AS r "
            "GROUP BY (day - 1) / 7) AS week"
        )
    return (
        f"SELECT COALESCE(MAX(n), 0) FROM (SELECT (SELECT COUNT(*) FROM ({listed}) AS other "
        f"WHERE other.day >= r.day AND other.day < {moved('r.day', stretch, 1)}) AS n "
        f"FROM ({listed}) AS r) AS stretch"
    )

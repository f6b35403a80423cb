"""Cases in SQL: each row of a register as done, failed, open or not known.

A case has failed as soon as one limit is missed, is unknown as soon as one line is, is open
while one is, and is done when all lines are.
"""

from datetime import date, datetime

from mis_assessor.core.rules.once import once_each
from mis_assessor.core.rules.questions import IN_BETWEEN, CasesQuestion, Counts
from mis_assessor.core.rules.row_tests import AnyRowTest, RowTest, RowTestLine
from mis_assessor.recount.bound import COMPLETE_TO, TODAY
from mis_assessor.recount.days import Moment, is_late
from mis_assessor.recount.row_lines import Lines
from mis_assessor.recount.tables import UNCLEAR, Holds, Table, day_of, quoted
from mis_assessor.recount.terms import Terms

DONE, FAILED, OPEN, UNKNOWN = "done", "failed", "open", "unknown"
NOT_COUNTED, LEFT_OUT = "not due by the last day", "left out"
SERIOUS_FIRST = (FAILED, UNKNOWN, OPEN, DONE)
BEST_FIRST = (DONE, OPEN, UNKNOWN, FAILED)


@once_each
def rows_by_status(question: CasesQuestion, terms: Terms, table: Table, closed: bool) -> str:
    """A query of every case's row and status, the first of its lines that is not done first."""
    lines = Lines(table, terms, {})
    clock = _Clock(question, lines)
    belongs = lines.all_hold(question.cases)
    out = [f"COALESCE({lines.all_hold(question.leave_out)}, FALSE)"] if question.leave_out else []
    if question.in_doubt and not terms.doubts_count:
        out.append(f"COALESCE({lines.all_hold(question.in_doubt)}, FALSE)")
    waits = "FALSE"
    if question.not_due_while:
        waits = f"COALESCE({lines.all_hold(question.not_due_while)}, FALSE)"
    stands, last = clock.case(question.done_when)
    counts = question.who_counts
    if terms.knows(counts):
        counts = str(terms.value(counts))
    beyond, limits = "FALSE", ""
    if last is not None and terms.due_by is not None:
        named = Moment("limit_day", "limit_second" if last.second else None)
        beyond = f"COALESCE({is_late(named, _constant(terms.due_by))}, FALSE)"
        limits = f", {last.day} AS limit_day" + (
            f", {last.second} AS limit_second" if last.second else ""
        )
        if counts == Counts.DUE_OR_DONE:
            beyond = f"({beyond} AND stands <> '{DONE}')"
    waiting = NOT_COUNTED if closed else OPEN
    shut = UNKNOWN if closed else OPEN
    rows, made = clock.rows()
    return (
        f"{made}SELECT \"row\", CASE WHEN is_out THEN '{LEFT_OUT}' WHEN waits AND {_sql(closed)} "
        f"THEN '{waiting}' WHEN belongs IS NULL THEN '{UNKNOWN}' WHEN waits THEN '{waiting}' "
        f"WHEN {beyond} THEN '{NOT_COUNTED}' "
        f"WHEN stands = '{OPEN}' THEN '{shut}' ELSE stands END AS status "
        f'FROM (SELECT r."row", {belongs} AS belongs, {" OR ".join(out) or "FALSE"} AS is_out, '
        f"{waits} AS waits, {stands} AS stands{limits} FROM {rows} r) AS each_row "
        'WHERE belongs IS NULL OR belongs ORDER BY "row"'
    )


def _sql(known: bool) -> str:
    return "TRUE" if known else "FALSE"


def _constant(day: date) -> Moment:
    second = str(int(day.timestamp())) if isinstance(day, datetime) else None
    return Moment(str(day_of(day).toordinal()), second)


class _Clock:
    """Makes the status of a row under the lines of ``done when``."""

    def __init__(self, question: CasesQuestion, lines: Lines) -> None:
        self.question, self.lines = question, lines
        self.last: dict[str, str] = {}
        """The last of several limits, under a name in the query."""

    def rows(self) -> tuple[str, str]:
        """The table of the rows with the days that have names, and what makes it."""
        rows, named, made = self.lines.table.name, [], "WITH"
        for days, table in ((self.lines.limits or {}, "timed"), (self.last, "limited")):
            if days:
                listed = ", ".join(f"{day} AS {name}" for day, name in days.items())
                named.append(f"{made} {table} AS MATERIALIZED (SELECT r.*, {listed} FROM {rows} r)")
                rows, made = table, ","
        return rows, "".join(named) + " " if named else ""

    def case(self, lines: tuple[RowTestLine, ...]) -> tuple[str, Moment | None]:
        """A row's status, and the last of its limits."""
        limits = [
            limit
            for line in lines
            if isinstance(line, RowTest) and (limit := self.lines.last_day(line)) is not None
        ]
        last = _latest(limits)
        if last is not None and len(limits) > 1:
            day = self.last.setdefault(last.day, f"last_{len(self.last) + 1}")
            last = Moment(f"r.{day}", last.second)
        found = [self._line(line, last) for line in lines]
        return _first_of(found, SERIOUS_FIRST), last

    def _line(self, line: RowTestLine, last: Moment | None) -> str:
        if isinstance(line, AnyRowTest):
            return _first_of([self.case(group)[0] for group in line.any_of], BEST_FIRST)
        own = self.lines.last_day(line)
        parts: list[str] = []
        if line.within:
            parts.append(f"WHEN {own.day if own else 'NULL'} IS NULL THEN '{UNKNOWN}'")
        due = self._due(own, last)
        parts.append(f"WHEN {self._blank(line)} THEN {self._when_blank(line, own, due)}")
        if own is not None and own.second and self._holds(line) is Holds.MOMENT:
            unclear = f"r.{quoted(line.column + UNCLEAR)}"
            parts.append(f"WHEN {unclear} IS NOT NULL AND {own.day} IS NOT NULL THEN '{UNKNOWN}'")
        parts += self._when_an_act(line, own)
        if line.is_given:
            return f"CASE {' '.join(parts)} ELSE '{DONE}' END"
        held = "FALSE" if line.is_given is False else self._held(line)
        parts.append(f"WHEN {held} THEN '{DONE}'")
        if due is not None and not self._is_final():
            parts.append(f"WHEN {due.day} >= {TODAY} THEN '{OPEN}'")
        return f"CASE {' '.join(parts)} ELSE '{FAILED}' END"

    def _holds(self, line: RowTest) -> Holds:
        return self.lines.table.holds(line.column)

    def _held(self, line: RowTest) -> str:
        if self._holds(line) is Holds.NOTHING:
            return "FALSE"
        return f"COALESCE({self.lines.filled(line)}, FALSE)"

    def _is_final(self) -> bool:
        """Whether a figure that is there will not change: a month's, a published result."""
        series = self.question.one_row_for_every
        return series not in (None, IN_BETWEEN) or bool(self.question.known_from)

    def _due(self, own: Moment | None, last: Moment | None) -> Moment | None:
        """Its own limit, else the case's, else the requirement's."""
        closing = self.lines.terms.due_by
        known = [m.day for m in (own, last) if m is not None]
        known += [_constant(closing).day] if closing is not None else []
        known = list(dict.fromkeys(known))
        if not known:
            return None
        return Moment(known[0] if len(known) == 1 else f"COALESCE({', '.join(known)})")

    def _blank(self, line: RowTest) -> str:
        blank = f"NOT {self.lines.given(line.column)}"
        if self._holds(line) in (Holds.DAY, Holds.MOMENT) and not line.on_or_after:
            later = f"COALESCE({self.lines.cell(line.column)} > {TODAY}, FALSE)"
            blank = f"({blank} OR {later})"
        return blank

    def _when_blank(self, line: RowTest, own: Moment | None, due: Moment | None) -> str:
        if due is None:
            return f"'{OPEN}'"
        unknown = "" if due.day.isdigit() else f"{due.day} IS NULL OR "
        parts = [f"WHEN {unknown}{due.day} >= {TODAY} THEN '{OPEN}'"]
        if own is not None or line.is_given:
            is_an_act = "TRUE" if line.is_given or own is None else f"{own.day} IS NOT NULL"
            seen = f"{due.day} <= {COMPLETE_TO}"
            parts.append(f"WHEN {is_an_act} AND {seen} THEN '{FAILED}'")
        return f"CASE {' '.join(parts)} ELSE '{UNKNOWN}' END"

    def _when_an_act(self, line: RowTest, own: Moment | None) -> list[str]:
        """A day is in time or late, where it has a limit; before what it follows, neither."""
        act = self.lines.moment(line.column)
        if act is None or own is None or line.before:
            return []
        known = f"{act.day} IS NOT NULL AND {own.day} IS NOT NULL"
        parts = []
        start = self.lines.moment(line.after) if line.within and line.after else None
        if start is not None:
            parts.append(f"WHEN {known} AND {act.day} < {start.day} THEN '{UNKNOWN}'")
        late = is_late(act, own)
        parts.append(f"WHEN {known} AND {late} THEN '{FAILED}'")
        parts.append(f"WHEN {known} THEN '{DONE}'")
        return parts


def _latest(limits: list[Moment]) -> Moment | None:
    """The last of a row's limits; those that are blank are none."""
    if len(limits) < 2:
        return limits[0] if limits else None
    days = " UNION ALL ".join(f"SELECT {limit.day} AS d" for limit in limits)
    seconds = [limit.second for limit in limits if limit.second]
    second = None
    if len(seconds) == len(limits):
        told = " UNION ALL ".join(f"SELECT {one} AS d" for one in seconds)
        second = f"(SELECT MAX(d) FROM ({told}) AS limits)"
    return Moment(f"(SELECT MAX(d) FROM ({days}) AS limits)", second)


def _first_of(found: list[str], order: tuple[str, ...]) -> str:
    """The status that comes first in an order, of several; of none, done."""
    if not found:
        return f"'{DONE}'"
    if len(found) == 1:
        return found[0]
    listed = " UNION ALL ".join(f"SELECT {one} AS s" for one in found)
    ranked = " ".join(f"WHEN '{status}' THEN {n}" for n, status in enumerate(order))
    back = " ".join(f"WHEN {n} THEN '{status}'" for n, status in enumerate(order))
    return f"(SELECT CASE MIN(CASE s {ranked} END) {back} END FROM ({listed}) AS lines)"


@once_each
def days(question: CasesQuestion, terms: Terms, table: Table) -> str:
    """A query of the days of the cases; of some a blank leaves open whether they belong."""
    lines = Lines(table, terms)
    day = lines.moment(question.day or "")
    if day is None:
        return f'SELECT r."row", 0, TRUE FROM {lines.table.name} r WHERE FALSE'
    belongs = lines.all_hold(question.cases)
    return (
        f'SELECT "row", day, belongs FROM (SELECT r."row", {day.day} AS day, {belongs} AS belongs '
        f"FROM {lines.table.name} r) AS told WHERE day IS NOT NULL AND "
        '(belongs IS NULL OR belongs) ORDER BY "row"'
    )

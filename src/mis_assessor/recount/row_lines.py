"""The lines of a rule, held against the rows of a table, as one SQL condition.

A condition is TRUE, FALSE or NULL, and NULL is just what a blank cell means: not known.
SQL joins the three as the rules do: one FALSE of several that must hold settles it.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from mis_assessor.core.evidence.references import folded
from mis_assessor.core.rules.quantities import Gestation, Month, Quantity, Times, read_quantity
from mis_assessor.core.rules.row_tests import AnyRowTest, RowTest, RowTestLine
from mis_assessor.recount.asked import NotRecounted
from mis_assessor.recount.bound import TODAY
from mis_assessor.recount.days import Moment, is_late, moved, number_of_month
from mis_assessor.recount.tables import (
    COMPARED,
    MILLIONTHS,
    SECOND,
    UNCLEAR,
    Holds,
    Table,
    day_of,
    quoted,
    text,
    words_of,
)
from mis_assessor.recount.terms import EACH, Terms

UNKNOWN = "CAST(NULL AS BOOLEAN)"
NEVER = ("FALSE", "NOT FALSE")
"""What a cell is not, or is, whatever stands in it."""


@dataclass(frozen=True, slots=True)
class Lines:
    """Makes conditions on the rows of one register, `r` in the query, for one question."""

    table: Table
    terms: Terms
    limits: dict[str, str] | None = None
    """Days a length after another, each under a name in the query, where they are given names."""

    def all_hold(self, lines: Iterable[RowTestLine]) -> str:
        """Whether every line holds."""
        return _joined([self.holds(line) for line in lines], "AND", "TRUE")

    def holds(self, line: RowTestLine) -> str:
        """Whether one line holds, or one of the groups under ``any of``."""
        if isinstance(line, AnyRowTest):
            return _joined([self.all_hold(group) for group in line.any_of], "OR", "FALSE")
        held = self.table.holds(line.column)
        if line.is_given is not None:
            return self.given(line.column) if line.is_given else f"NOT {self.given(line.column)}"
        if held is Holds.NOTHING:
            return UNKNOWN
        condition = self.filled(line)
        blank_is_null = condition not in NEVER and _compares(line) and held is not Holds.SEVERAL
        if held in (Holds.DAY, Holds.MOMENT) and not line.on_or_after:
            later = f"{self.cell(line.column)} > {TODAY}"
            condition = f"CASE WHEN {later} THEN FALSE ELSE {condition} END"
        if blank_is_null:
            return condition
        return f"CASE WHEN {self.given(line.column)} THEN {condition} END"

    def cell(self, column: str) -> str:
        """A cell's number, day or text."""
        return f"r.{quoted(column)}"

    def given(self, column: str) -> str:
        """Whether a cell is filled in."""
        match self.table.holds(column):
            case Holds.NOTHING:
                return "FALSE"
            case Holds.MOMENT:
                unclear = f"r.{quoted(column + UNCLEAR)}"
                return f"({self.cell(column)} IS NOT NULL OR {unclear} IS NOT NULL)"
            case _:
                return f"({self.cell(column)} IS NOT NULL)"

    def moment(self, column: str) -> Moment | None:
        """The day in a column; None where it holds no days."""
        match self.table.holds(column):
            case Holds.DAY:
                return Moment(self.cell(column))
            case Holds.MOMENT:
                return Moment(self.cell(column), f"r.{quoted(column + SECOND)}")
            case _:
                return None

    def filled(self, line: RowTest) -> str:
        """Whether a filled cell is what the line asks."""
        if line.is_ is not None:
            return self._equals(line.column, line.is_)
        if line.is_one_of is not None:
            return self._among(line.column, self.terms.words(line.is_one_of))
        if line.contains_any_of is not None:
            return self._contains(line.column, self.terms.words(line.contains_any_of))
        if line.is_at_least is not None:
            return self._at_least(line.column, self.terms.value(line.is_at_least))
        if line.is_under is not None:
            return f"NOT {self._at_least(line.column, self.terms.value(line.is_under))}"
        return self._in_days(line)

    def _equals(self, column: str, wanted: str) -> str:
        held = self.table.holds(column)
        if wanted == EACH:
            return self._among(column, (self.terms.member,))
        if held is Holds.YES_NO:
            answer = {"yes": "1", "no": "0"}.get(wanted)
            return f"{self.cell(column)} = {answer}" if answer else "FALSE"
        value: Quantity | None = wanted
        if self.terms.knows(wanted):
            value = self.terms.value(wanted)
        elif held is not Holds.TEXT:
            value = _typed(wanted)
        match held, value:
            case (Holds.TEXT, _):
                return self._among(column, (str(value),))
            case (Holds.DAY | Holds.MOMENT, datetime()):
                return self._to_the_second(column, value)
            case (Holds.DAY, date()):
                return f"{self.cell(column)} = {value.toordinal()}"
            case (Holds.MONTH, Month()):
                return f"{self.cell(column)} = {number_of_month(value)}"
            case (Holds.GESTATION, Gestation()):
                return f"{self.cell(column)} = {value.weeks * 7 + value.days}"
            case (Holds.WHOLE | Holds.DECIMAL, int() | Decimal()):
                return f"{self._millionths(column)} = {_in_millionths(value)}"
            case (Holds.WHOLE, Times()):
                return "FALSE"
            case (Holds.SEVERAL | Holds.WHOLE | Holds.DECIMAL, str()):
                return "FALSE"
            case _:
                raise NotRecounted(f"“{column}” ({held}) is held against {value!r}")

    def _to_the_second(self, column: str, value: datetime) -> str:
        known = self.moment(column)
        if known is None or known.second is None:
            return "FALSE"
        return f"{known.second} = {int(value.timestamp())}"

    def _among(self, column: str, words: Iterable[str]) -> str:
        held = self.table.holds(column)
        if held is Holds.TEXT:
            return _is_among(f"r.{quoted(column + COMPARED)}", map(_compared, words))
        found: list[str] = []
        for word in words:
            match held, _typed(word):
                case (Holds.MONTH, Month() as month):
                    found.append(str(number_of_month(month)))
                case (Holds.GESTATION, Gestation() as gestation):
                    found.append(str(gestation.weeks * 7 + gestation.days))
                case (Holds.WHOLE, _) if word.isdecimal() and str(int(word)) == word:
                    found.append(word)
                case (Holds.DAY, date() as day) if not isinstance(day, datetime):
                    found.append(str(day.toordinal()))
                case (Holds.DECIMAL, _):
                    found.append(text(word))
        return _is_among(self.cell(column), found)

    def _contains(self, column: str, words: Iterable[str]) -> str:
        if self.table.holds(column) is not Holds.SEVERAL:
            return self._among(column, words)
        asked = _is_among("w.word", map(_compared, words))
        if asked in NEVER:
            return asked
        return (
            f"EXISTS (SELECT 1 FROM {words_of(self.table.register, column)} w "
            f'WHERE w."row" = r."row" AND {asked})'
        )

    def _millionths(self, column: str) -> str:
        if self.table.holds(column) is Holds.DECIMAL:
            return f"r.{quoted(column + MILLIONTHS)}"
        return f"(CAST({self.cell(column)} AS BIGINT) * 1000000)"

    def _at_least(self, column: str, floor: Quantity | None) -> str:
        match self.table.holds(column), floor:
            case (Holds.GESTATION, Gestation()):
                return f"({self.cell(column)} >= {floor.weeks * 7 + floor.days})"
            case (Holds.WHOLE | Holds.DECIMAL, Times()):
                return f"({self._millionths(column)} >= {_in_millionths(floor.number)})"
            case (Holds.WHOLE | Holds.DECIMAL, int() | Decimal()):
                return f"({self._millionths(column)} >= {_in_millionths(floor)})"
            case held, _:
                raise NotRecounted(f"“{column}” ({held}) is held against {floor!r}")

    def _in_days(self, line: RowTest) -> str:
        low, high = self._between(line)
        if low is None and high is None:
            return UNKNOWN
        held = self.table.holds(line.column)
        if held is Holds.MONTH:
            return self._in_months(line, low, high)
        cell = self.moment(line.column)
        if cell is None:
            raise NotRecounted(f"“{line.column}” ({held}) is held against days")
        outside = [is_late(low, cell)] if low else []
        outside += [is_late(cell, high)] if high else []
        inside = " AND ".join(f"NOT COALESCE({one}, FALSE)" for one in outside)
        bounds = [bound.day for bound in (low, high) if bound]
        if any(bound.isdigit() for bound in bounds):
            return f"({inside})"
        blank = " AND ".join(f"{bound} IS NULL" for bound in bounds)
        return f"CASE WHEN {blank} THEN NULL ELSE {inside} END"

    def _in_months(self, line: RowTest, low: Moment | None, high: Moment | None) -> str:
        """The months that the days lie in; a bound that is not known is none."""
        cell = self.cell(line.column)

        def bound(day: Moment, sign: str) -> str:
            month = f"(SELECT c.month FROM calendar c WHERE c.day = {day.day})"
            return f"COALESCE({cell} {sign} {month}, TRUE)"

        parts = [bound(low, ">=")] if low else []
        parts += [bound(high, "<=")] if high else []
        return "(" + " AND ".join(parts) + ")"

    def _between(self, line: RowTest) -> tuple[Moment | None, Moment | None]:
        if line.within and line.before:
            last = self.moment(line.before)
            length = self.terms.length(line.within)
            if last is None or length is None:
                return None, last
            return Moment(moved(last.day, length, -1)), last
        low = self.named(line.from_ or line.on_or_after)
        high = self.named(line.to) if line.to else self.last_day(line)
        return low, high

    def named(self, name: str | None) -> Moment | None:
        """The day of a value, or of another column of the row."""
        if name is None:
            return None
        if not self.terms.knows(name):
            return self.moment(name)
        value = self.terms.day(name)
        if value is None:
            return None
        second = str(int(value.timestamp())) if isinstance(value, datetime) else None
        return Moment(str(day_of(value).toordinal()), second)

    def last_day(self, line: RowTest) -> Moment | None:
        """The last day on which the act of a line is in time."""
        if not line.within:
            return self.named(line.by)
        if line.before:
            return self.moment(line.before)
        start, length = self.moment(line.after or ""), self.terms.length(line.within)
        if start is None or length is None:
            return None
        if start.second is not None:
            raise NotRecounted(f"a length after the moment “{line.after}”")
        day = moved(start.day, length, 1)
        if self.limits is None:
            return Moment(day)
        return Moment(f"r.{self.limits.setdefault(day, f'limit_{len(self.limits) + 1}')}")


def _compares(line: RowTest) -> bool:
    """Whether a cell is held against something that it is, which of a blank nobody knows."""
    asked = (line.is_, line.is_one_of, line.contains_any_of, line.is_at_least, line.is_under)
    return any(one is not None for one in asked)


def _is_among(cell: str, listed: Iterable[str]) -> str:
    found = list(listed)
    if not found:
        return "FALSE"
    return f"{cell} = {found[0]}" if len(found) == 1 else f"{cell} IN ({', '.join(found)})"


def _compared(word: str) -> str:
    return text(folded(word))


def _joined(conditions: list[str], word: str, empty: str) -> str:
    if not conditions:
        return empty
    return conditions[0] if len(conditions) == 1 else "(" + f" {word} ".join(conditions) + ")"


def _typed(word: str) -> Quantity:
    """What a word in a rule is; a bare number is not a quantity of the rules."""
    try:
        return read_quantity(word)
    except ValueError:
        return word


def _in_millionths(number: int | Decimal) -> int:
    return int(number * 1_000_000)

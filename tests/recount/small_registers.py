"""A few rows for the registers that one rule asks for."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from functools import cache
from typing import TYPE_CHECKING

from mis_assessor.core.evidence.rows import Cell
from mis_assessor.core.evidence.submission import Register, RegisterRow
from mis_assessor.core.rules.calendar import after, before, day_of, whole_periods
from mis_assessor.core.rules.quantities import LONDON, Gestation, Length, Month, Times
from mis_assessor.core.rules.questions import CasesQuestion, TotalsQuestion
from mis_assessor.core.rules.register_questions import AnyQuestion, PeopleQuestion
from mis_assessor.core.rules.registers import CellKind, DescribedColumn
from mis_assessor.core.rules.row_tests import RowTest
from mis_assessor.rulebook.registers import read_registers
from recount.small_staff import rows_of_people
from recount.spoilt import ROOT

if TYPE_CHECKING:
    from recount.small_evidence import Inventor

NOON = time(12)
OF = ("", "", "RZ9", "RY8", "system", "one", "Voices")
NAMES = ("case", "person", "event", "placement", "committee", "unit")


@cache
def columns_of(register: str) -> dict[str, DescribedColumn]:
    """The columns a register may have."""
    return dict(read_registers(ROOT / "rules").registers[register].columns)


@dataclass(frozen=True, slots=True)
class InventedRegisters:
    """Registers with rows beside every edge, mostly such as the lines of a rule ask for."""

    one: "Inventor"

    def register(self, name: str) -> Register:
        """A small register, mostly whole and checked."""
        questions = [
            q
            for q in self.one.requirement.evidence.values()
            if name in q.registers(self.one.reading.knows)
        ]
        edges = [self.one.named(n) for q in questions for n in q.between_days()] or self.one.days
        to = self.one.chance.choice(
            (max(edges), max(edges), self.one.on, self.one.near(self.one.on))
        )
        if any(isinstance(q, PeopleQuestion) for q in questions):
            to = self.one.chance.choice((self.one.days[-1], self.one.days[-1], self.one.on))
        complete_to = self._off(to) if self.one.happens(0.6) else None
        self.one.days += [complete_to or to]
        cells = [row for q in questions for row in self._rows(name, q, questions)]
        self.one.chance.shuffle(cells)
        rows = tuple(RegisterRow(n, row) for n, row in enumerate(cells, 2))
        sent = {column for row in cells for column in row}
        asked = {c for q in questions for of, c in q.columns(self.one.reading.knows) if of == name}
        return Register(
            name,
            rows,
            covers_from=self._off(min(edges)),
            covers_to=self._off(to),
            complete_to=complete_to,
            nothing_to_report=not rows and not self.one.slips(0.5),
            checked_by="" if self.one.slips(0.06) else "C. Hecker",
            checked_on=self.one.on
            - timedelta(-1 if self.one.slips(0.1) else self.one.chance.choice((0, 0, 0, 0, 1))),
            columns=frozenset(sent if self.one.slips(0.2) else sent | asked),
        )

    def _off(self, day: date) -> date | None:
        """A day, seldom another or none."""
        if self.one.slips(0.1):
            return None
        off = (-30, -1, 0, 1) if self.one.slips(0.4) else (*[0] * 14, -1, 1)
        return day + timedelta(self.one.chance.choice(off))

    def _rows(
        self, name: str, question: AnyQuestion, questions: Sequence[AnyQuestion]
    ) -> Iterator[dict[str, Cell]]:
        asked = {c for q in questions for of, c in q.columns(self.one.reading.knows) if of == name}
        told = {c for c in ("organisation", "unit", "from", "to") if self.one.happens(0.5)}
        names = [c for c in NAMES if c in columns_of(name)][:1]
        columns = [c for c in columns_of(name) if c in asked | told or c in names]
        series = [*self._series(question)]
        if isinstance(question, PeopleQuestion):
            series = [*rows_of_people(self.one, question, name)]
            told_there = (question.in_post_to, question.away_from, question.away_to)
            columns = [c for c in columns if c not in told_there]
        for fixed in series:
            yield self._row(name, columns, question, fixed)
        for number in range(self.one.chance.choice((0, 1, 1, 2, 3, 5)) if not series else 0):
            who = f"P{number}" if self.one.happens(0.85) else f"p{self.one.chance.randrange(6)} "
            yield self._row(name, columns, question, dict.fromkeys(names, who))

    def _series(self, question: AnyQuestion) -> Iterator[dict[str, Cell]]:
        """Rows that come one after the other: months, shifts, names, days of cases."""
        if not isinstance(question, CasesQuestion | TotalsQuestion):
            return
        ends = [self.one.named(n) for n in question.between_days()] or [
            self.one.days[0],
            max(self.one.days),
        ]
        first, last = min(ends), max(ends)
        every = question.one_row_for_every
        if every == "shift":
            shifts = min(9, (min(last, self.one.on) - first).days + 1)
            for n in range(shifts - self.one.chance.choice((0, 0, 0, 1))):
                for shift in ("day", "night"):
                    if not self.one.slips(0.05):
                        yield {"day": first + timedelta(n), "shift": shift, "unit": "Ward"}
        elif every is not None and self.one.happens(0.6):
            for begins, _ in whole_periods(1, first, min(last, first + timedelta(400))):
                if not self.one.slips(0.05):
                    yield {"month": Month(begins.year, begins.month)}
        elif every is not None:
            begins = first
            for _ in range(4):
                ends_on = begins + timedelta(self.one.chance.choice((0, 6, 30)))
                yield {"from": begins, "to": ends_on}
                begins = ends_on + timedelta(self.one.chance.choice((0, 1, 1, 1, 2)))
        elif isinstance(question, CasesQuestion) and question.day is not None:
            for day in self.one.coming_round(question, first, last):
                yield {question.day: day}

    def _row(
        self, name: str, columns: list[str], question: AnyQuestion, fixed: dict[str, Cell]
    ) -> dict[str, Cell]:
        row: dict[str, Cell] = {}
        lines = [line for of, line in question.row_tests() if of == name]
        for column in columns:
            blank = self.one.happens(0.6) if column == "organisation" else self.one.slips(0.12)
            if not blank:
                row[column] = self._cell(column, columns_of(name)[column], lines)
        row |= {column: cell for column, cell in fixed.items() if column in columns_of(name)}
        begun: set[str] = set()
        for line in lines:
            self._in_time(line, row, begun)
        return row

    def _in_time(self, line: RowTest, row: dict[str, Cell], begun: set[str]) -> None:
        """Moves two days of a row so that one is the last on which the other is in time."""
        length = self.one.value(line.within)
        if not isinstance(length, Length) or not self.one.happens(0.8) or line.column not in row:
            return
        if line.before in row and isinstance(last := row[line.before], date):
            row[line.column] = self.one.near(before(day_of(last), length))
        elif line.after in row and isinstance(start := row[line.after], date):
            if line.after not in begun:
                start = self.one.near(before(self.one.chance.choice(self.one.days), length))
                begun.add(line.after)
            row[line.after] = start
            act = self.one.near(
                self.one.chance.choice((start, *[after(day_of(start), length)] * 3))
            )
            if self.one.happens(0.25):
                del row[line.column]
            elif isinstance(row[line.column], date):
                row[line.column] = act

    def _cell(self, column: str, described: DescribedColumn, lines: list[RowTest]) -> Cell:
        """A cell that a line asks for, mostly, or any other of its kind."""
        mine = [line for line in lines if line.column == column]
        line = self.one.chance.choice(mine) if mine else None
        pick = self.one.chance.choice
        match described.kind:
            case CellKind.YES_NO:
                asked = line.is_ == "yes" if line and line.is_ else True
                return (
                    asked if self.one.happens(0.75 + 0.2 * (not self.one.careless)) else not asked
                )
            case CellKind.DAY | CellKind.CAREER_DAY:
                return self._day_for(line)
            case CellKind.MOMENT:
                moment = datetime.combine(self._day_for(line), NOON, LONDON)
                return moment + timedelta(seconds=pick((-1, 0, 1)))
            case CellKind.MONTH:
                day = self._day_for(line)
                return Month(day.year, day.month)
            case CellKind.WHOLE | CellKind.SCORE | CellKind.DECIMAL | CellKind.POUNDS:
                return self._number(line, described.kind)
            case CellKind.GESTATION:
                floor = self.one.value(line.is_at_least or line.is_under) if line else None
                if not isinstance(floor, Gestation):
                    floor = Gestation(pick((24, 37)), pick((0, 3)))
                days = floor.weeks * 7 + floor.days + pick((-1, 0, 1))
                return Gestation(*divmod(days, 7))
            case CellKind.SEVERAL_OF | CellKind.LIST:
                return (self._word(line, described), *pick(((), ("another",))))
            case _:
                return self._word(line, described) if column != "organisation" else pick(OF)

    def _day_for(self, line: RowTest | None) -> date:
        names = (line.from_, line.to, line.by, line.on_or_after) if line else ()
        days = [d for name in names if isinstance(d := self.one.value(name), date)]
        return self.one.near(day_of(self.one.chance.choice(days))) if days else self.one.day()

    def _number(self, line: RowTest | None, kind: CellKind) -> int | Decimal:
        floor = self.one.value(line.is_at_least or line.is_under) if line else None
        number = floor.number if isinstance(floor, Times) else 2
        whole = max(0, number + self.one.chance.choice((-1, 0, 0, 1)))
        return whole if kind is CellKind.WHOLE else Decimal(whole) + Decimal("0.5")

    def _word(self, line: RowTest | None, described: DescribedColumn) -> str:
        asked = line and (line.is_ or line.is_one_of or line.contains_any_of)
        words = [*(self.one.words(asked) if asked else ()), *described.list_] or ["P1", "P2", "P3"]
        if asked and self.one.happens(0.7 + 0.25 * (not self.one.careless)):
            words = [*self.one.words(asked)] or words
        word = self.one.chance.choice(words)
        return word.upper() if self.one.happens(0.05) else word

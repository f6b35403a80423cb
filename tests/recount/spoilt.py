"""Spoils the rows, papers and statements of a sound submission at random, by a number.

What comes out is seldom what anybody would send; both counts must say the same of it.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from decimal import Decimal
from functools import cache
from pathlib import Path
from random import Random
from typing import TypeVar

from mis_assessor.core.deciding.position import Position, decide_position
from mis_assessor.core.evidence.submission import (
    Cell,
    ContentItem,
    Document,
    Register,
    RegisterRow,
    Statement,
    Submission,
)
from mis_assessor.core.rules.quantities import Gestation, Month
from mis_assessor.core.rules.rulebook import Rulebook
from mis_assessor.intake.read import read_submission
from mis_assessor.services.books import Books

ROOT = Path(__file__).parents[2]
RATES = (0.002, 0.02, 0.1)
"""How much of a submission is spoilt: hardly, here and there, everywhere."""
OTHER_DAYS = (-500, -200, -90, -30, -10, -1, 1, 30)
T = TypeVar("T")


@cache
def books() -> Books:
    return Books(ROOT / "rules")


@cache
def sound() -> tuple[Submission, ...]:
    """The samples of single trusts, as they are read."""
    folders = sorted((ROOT / "evidence_samples").glob("*/submission.yaml"))
    return tuple(read_submission(file.parent, books().tables) for file in folders)


def position(sent: Submission, on: date | None = None) -> Position:
    """What the first count and the reference evaluator make of it."""
    day = on or sent.assessed_as_at
    assert day is not None
    return decide_position(rulebook(sent), sent, day, min(day, rulebook(sent).year.last_day))


def rulebook(sent: Submission) -> Rulebook:
    return books().year(sent.scheme_year)


@dataclass(slots=True)
class Spoiler:
    """One way to spoil a submission: the same number spoils it the same way."""

    chance: Random
    rate: float

    def happens(self, times: float = 1) -> bool:
        return self.chance.random() < self.rate * times

    def day(self, day: date | None, *by: int) -> date | None:
        """A day, sometimes none, sometimes a little off."""
        if day is None or not self.happens(2):
            return day
        return None if self.chance.random() < 0.3 else day + timedelta(self.chance.choice(by))

    def cell(self, cell: Cell) -> Cell:
        """Another cell of the same kind."""
        pick = self.chance.choice
        match cell:
            case bool():
                return not cell
            case datetime():
                return cell + timedelta(seconds=pick((-259_200, -1, 1, 86_400, 3_456_000)))
            case date():
                return cell + timedelta(pick((-400, -90, -30, -8, -7, -1, 1, 2, 7, 31, 60, 365)))
            case int():
                return max(0, cell + pick((-5, -1, 1, 3)))
            case Decimal():
                return cell + pick((Decimal("0.1"), Decimal("-0.1")))
            case Month():
                return Month(cell.year, cell.month % 12 + 1)
            case Gestation():
                return Gestation(cell.weeks + pick((-1, 1)), cell.days)
            case tuple():
                return cell[1:] or cell
            case str():
                return pick((cell.upper(), f"{cell} ", cell, "other", "waiting"))

    def row(self, row: RegisterRow, told: Mapping[str, list[Cell]]) -> RegisterRow:
        """A row with blanks, with cells a little off, and with cells of other rows."""
        cells = dict(row.cells)
        for column in row.cells:
            if column in ("person", "case"):
                if self.happens(0.3):
                    cells[column] = self.chance.choice(told[column])
            elif self.happens():
                del cells[column]
            elif self.happens():
                cells[column] = self.cell(cells[column])
            elif self.happens():
                cells[column] = self.chance.choice(told[column])
        return replace(row, cells=cells)

    def register(self, register: Register) -> Register:
        """A register with rows taken out and spoilt, and with other days in the register list."""
        told: dict[str, list[Cell]] = {}
        for row in register.rows:
            for column, cell in row.cells.items():
                told.setdefault(column, []).append(cell)
        rows = tuple(self.row(row, told) for row in self.some(register.rows, 0.5))
        spoilt = replace(register, rows=rows)
        if self.chance.random() > 0.15:
            return spoilt
        off = (-40, -1, 1, 20)
        return replace(
            spoilt,
            covers_from=self.day(register.covers_from, *off),
            covers_to=self.day(register.covers_to, *off),
            complete_to=self.day(register.complete_to, *off),
            checked_on=self.day(register.checked_on, *off),
        )

    def some(self, things: Iterable[T], times: float) -> Iterator[T]:
        return (thing for thing in things if not self.happens(times))

    def seen(self, item: ContentItem) -> ContentItem:
        found = item.found
        if self.happens():
            found = self.chance.choice(("yes", "no", "nothing to report"))
        return replace(item, found=found, looked_on=self.day(item.looked_on, -400, -1, 1, 30))

    def document(self, document: Document) -> Document:
        """A document with other days, fewer events and other answers about what is in it."""
        off = (-400, -30, -1, 1, 30)
        expires = date(2024, 1, 1) + timedelta(self.chance.randrange(900))
        return replace(
            document,
            dated=self.day(document.dated, *off),
            covers_from=self.day(document.covers_from, *off),
            covers_to=self.day(document.covers_to, *off),
            in_force_from=self.day(document.in_force_from, *off),
            in_force_to=self.day(document.in_force_to, *off),
            checked_on=self.day(document.checked_on, *off),
            promised_by=self.day(document.promised_by, *off),
            expires_on=expires if self.happens() else document.expires_on,
            events=tuple(
                replace(event, on=self.day(event.on, *off) or event.on)
                for event in self.some(document.events, 0.5)
            ),
            contents=tuple(self.seen(item) for item in self.some(document.contents, 0.3)),
        )

    def documents(self, documents: Iterable[Document]) -> Iterator[Document]:
        for document in self.some(documents, 0.5):
            yield self.document(document)
            if self.happens():
                yield self.document(replace(document, id=f"{document.id}b"))

    def statements(self, made: Mapping[str, Statement]) -> dict[str, Statement]:
        """Statements left out, answered otherwise, or given to the minute."""
        to_the_minute = self.chance.random() < 0.15
        found: dict[str, Statement] = {}
        for name, said in made.items():
            answer = said.answer
            if self.happens(0.5):
                continue
            if isinstance(answer, bool | date) and self.happens():
                answer = self.cell(answer)  # type: ignore[assignment]
            if isinstance(answer, datetime) and to_the_minute:
                answer = f"{answer:%Y-%m-%d %H:%M}"
            found[name] = replace(said, answer=answer)
        return found

    def submission(self, sent: Submission) -> Submission:
        registers = {
            name: self.register(register)
            for name, register in sent.registers.items()
            if self.chance.random() > 0.03
        }
        days = sent.long_term_leave_days
        return replace(
            sent,
            registers=registers,
            documents=tuple(self.documents(sent.documents)),
            statements=self.statements(sent.statements),
            arrangements=tuple(self.some(sent.arrangements, 1)),
            posts=tuple(self.some(sent.posts, 1)),
            chosen=sent.chosen if self.chance.random() > 0.3 else {},
            long_term_leave_days=days if self.chance.random() > 0.2 else None,
        )


def spoiler(number: int) -> Spoiler:
    chance = Random(number)
    return Spoiler(chance, chance.choice(RATES))


def spoilt(number: int) -> tuple[Submission, date]:
    """A sample spoilt by a number, and the day as at which to assess it."""
    sent = sound()[number % len(sound())]
    assert sent.assessed_as_at is not None
    chance = spoiler(number)
    result, on = chance.submission(sent), sent.assessed_as_at
    if chance.chance.random() < 0.5:
        on += timedelta(chance.chance.choice(OTHER_DAYS))
    elif chance.chance.random() < 0.4:
        on = chance.chance.choice(edges(sent))
    return result, on


def edges(sent: Submission) -> list[date]:
    """The days on which registers begin and end, on which much is decided."""
    told = [d for r in sent.registers.values() for d in (r.covers_from, r.covers_to)]
    return sorted({day for day in told if day is not None})

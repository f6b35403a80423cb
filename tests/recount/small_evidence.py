"""A few rows and papers for the questions of one rule, with days on and beside every edge."""

from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random

from mis_assessor.core.evidence.submission import ChosenWindow, Submission
from mis_assessor.core.rules.calendar import ONE_DAY, after, before, day_of, whole_periods
from mis_assessor.core.rules.comparisons import PERIODS
from mis_assessor.core.rules.conditions import Test, tests_in
from mis_assessor.core.rules.quantities import (
    Length,
    Quantity,
)
from mis_assessor.core.rules.readings import Reading
from mis_assessor.core.rules.register_questions import AnyQuestion, PeopleQuestion
from mis_assessor.core.rules.requirement import Requirement
from mis_assessor.core.rules.rulebook import Guidance
from mis_assessor.core.rules.values import as_names
from recount.small_papers import InventedPapers
from recount.small_registers import InventedRegisters


def days_in(reading: Reading, frame: Guidance) -> list[date]:
    """Every day that a rule and what it stands in name."""
    named = [entry.is_ for entries in reading.entries.values() for entry in entries]
    days = {day_of(one) for one in (*named, *reading.chosen.values()) if isinstance(one, date)}
    days |= {day for pause in frame.pauses for day in (pause.from_, pause.to)}
    return sorted(days or {frame.launched, frame.last_day})


@dataclass(slots=True)
class Inventor:
    """Invents what one sender sends about one requirement."""

    chance: Random
    requirement: Requirement
    reading: Reading
    frame: Guidance
    on: date
    days: list[date] = field(init=False)
    leave: int | None = 28
    """From how many days on leave is long-term."""
    started: dict[int, date] = field(default_factory=dict)
    """Of people in post by their numbers the first day."""
    careless: bool = False
    """Whether anything may be left out, and not only days lie beside an edge."""

    def __post_init__(self) -> None:
        self.days = [*days_in(self.reading, self.frame), self.on, self.on]
        self.careless = self.happens(0.35)

    def happens(self, share: float) -> bool:
        return self.chance.random() < share

    def slips(self, share: float) -> bool:
        """Whether something goes wrong for whoever is careless."""
        return self.careless and self.happens(share)

    def near(self, day: date) -> date:
        """The day, the one before or the one after."""
        return day + timedelta(self.chance.choice((-1, 0, 0, 1)))

    def day(self) -> date:
        """A day on or beside an edge, or somewhere between two."""
        if self.happens(0.2):
            first, last = self.days[0], max(self.days)
            return first + timedelta(self.chance.randrange((last - first).days + 1))
        return self.near(self.chance.choice(self.days))

    def past(self) -> date:
        """A day, mostly not after the one assessed on."""
        day = self.day()
        return self.near(self.on) if day > self.on and self.happens(0.8) else day

    def value(self, name: str | None) -> Quantity | None:
        return self.reading.value(name) if name and self.reading.knows(name) else None

    def named(self, name: str) -> date:
        """The day of a value; where it is not loaded, any."""
        found = self.value(name)
        return day_of(found) if isinstance(found, date) else self.day()

    def lengths(self) -> list[Length]:
        values = [self.value(name) for name in self.reading.entries]
        return [value for value in values if isinstance(value, Length)]

    def words(self, named: str | tuple[str, ...]) -> tuple[str, ...]:
        """The words that a line asks for."""
        if isinstance(named, tuple):
            return named
        if named == "each":
            listed = as_names(self.value(self.requirement.in_))
            return (*listed, *self.requirement.parts.values()) or ("RZ9", "one", "Voices", "RY8")
        return as_names(self.value(named)) if self.reading.knows(named) else (named,)

    def tests(self, evidence: str) -> list[Test]:
        """The comparisons that an answer is held to."""
        conditions = (self.requirement.met_when, self.requirement.or_instead)
        return [t for c in conditions for t in tests_in(c) if t.evidence == evidence]

    def submission(self, code: str) -> Submission:
        """What somebody sends."""
        self.leave = self.chance.choice((28, 28, 28, 1, None))
        questions = self.requirement.evidence.values()
        chosen = {
            q.window.chosen: self._window(q)
            for q in questions
            if isinstance(q, PeopleQuestion) and self.happens(0.6)
        }
        registers = {
            name: InventedRegisters(self).register(name)
            for question in questions
            for name in question.registers(self.reading.knows)
            if not self.slips(0.06)
        }
        papers = InventedPapers(self)
        documents, arrangements = papers.all()
        return Submission(
            *(code, code, "MIS", 0, self.on, None, None),
            registers=registers,
            documents=documents,
            statements=papers.statements(),
            judgements=(),
            chosen=chosen,
            long_term_leave_days=self.leave,
            arrangements=arrangements,
            posts=papers.posts(),
        )

    def _window(self, question: PeopleQuestion) -> ChosenWindow:
        """A training window, mostly one that the guidance allows."""
        rule, pick = question.window, self.chance.choice
        first, last = self.named(rule.anywhere_from), self.named(rule.to)
        lasts = self.value(rule.lasts)
        length = lasts if isinstance(lasts, Length) else Length(1, "months", "")
        latest = before(last, length) + ONE_DAY
        begins = pick((first, latest, min(first + ONE_DAY, latest)))
        begins = self.near(begins) if self.slips(0.3) else begins
        ends = after(begins, length) - ONE_DAY
        window = ChosenWindow(begins, self.near(ends) if self.slips(0.3) else ends)
        self.days += [window.first, window.last, window.last]
        return window

    def coming_round(self, question: AnyQuestion, first: date, last: date) -> list[date]:
        """Days that come round, as far apart as is allowed or a little more or less."""
        (name,) = (n for n, q in self.requirement.evidence.items() if q is question)
        tests = self.tests(name)
        lengths = [v for t in tests if isinstance(v := self.value(t.value), Length)]
        lengths += [v for t in tests if isinstance(v := self.value(t.in_any), Length)]
        periods = [PERIODS[t.value] for t in tests if t.value in PERIODS]
        found: list[date] = []
        if periods and self.happens(0.8):
            for begins, ends in whole_periods(periods[0], first, last):
                if self.happens(0.9):
                    found.append(self.near(self.chance.choice((begins, ends))))
        elif lengths:
            day = self.near(first)
            while day <= last + ONE_DAY and len(found) < 12:
                found.append(day)
                day = after(day, self.chance.choice(lengths)) + timedelta(
                    self.chance.choice((-1, 0, 0, 0, 1))
                )
        else:
            found = [self.day() for _ in range(self.chance.randrange(5))]
        if lengths and self.happens(0.4):  # the next would be due just when nobody looks any more
            final = self.near(before(min(last, self.on), self.chance.choice(lengths)))
            found = [*(day for day in found if day < final), final]
        return found

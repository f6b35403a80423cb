"""What every question says of itself, and the questions that read rows of registers.

A question about people in post and their training.
"""

from abc import ABC, abstractmethod
from collections.abc import Callable, Mapping
from typing import Any, ClassVar, Literal

from pydantic import Field

from mis_assessor.core.rules.comparisons import AnswerKind, ValueKind
from mis_assessor.core.rules.row_tests import RowTest, RowTests, columns_of, tests_of
from mis_assessor.core.rules.values import Frozen

IsValue = Callable[[str], bool]
"""Whether a name is that of a value; a day may also be a column of the row."""
Columns = tuple[tuple[str, str], ...]
"""Registers, each with a column of it that decides."""


REGISTER = "register: "
"""What a register is called among other things asked for."""


QUESTIONS: "dict[str, type[AnyQuestion]]" = {}
"""Every question by what may stand under its ``answer``."""


class AnyQuestion(Frozen, ABC):
    """What a question asks for by name, what it answers, and which columns it reads.

    How it is answered stands in ``core.answering.ask``, and how it is told in
    ``reports.rulebook_questions``, each under its class.
    """

    answers: ClassVar[Mapping[str, AnswerKind]] = {}
    """What may stand under ``answer``, and what kind of answer that is."""
    names: ClassVar[Mapping[str, tuple[ValueKind, ...]]] = {}
    """Its fields that name a value, and what that value can be."""
    answer: str

    @classmethod
    def __pydantic_init_subclass__(cls, **more: Any) -> None:
        """Puts a question that has answers among those that rule files may ask."""
        QUESTIONS.update(dict.fromkeys(cls.answers, cls))

    @property
    def kind_of_answer(self) -> AnswerKind:
        """What a comparison can hold it against."""
        return self.answers[self.answer]

    def between_days(self) -> tuple[str, ...]:
        """The values that name its first and last day, where it has them."""
        return ()

    @abstractmethod
    def asks(self) -> tuple[str, ...]:
        """Every register, document kind, statement, fact or post it asks for."""

    def row_tests(self) -> tuple[tuple[str, RowTest], ...]:
        """Every line that rows are held against, with the register they are of."""
        return ()

    def named_columns(self) -> Columns:
        """The columns it names outside of such lines: added up, counted, compared."""
        return ()

    def columns(self, is_value: IsValue) -> Columns:
        """Every column it reads: without one of them there is no answer."""
        tested = [(of, c) for of, test in self.row_tests() for c in columns_of(test, is_value)]
        return tuple(dict.fromkeys((*self.named_columns(), *tested)))

    def registers(self, is_value: IsValue) -> tuple[str, ...]:
        """Every register it reads."""
        named = (a.removeprefix(REGISTER) for a in self.asks() if a.startswith(REGISTER))
        return tuple(dict.fromkeys((*named, *(name for name, _ in self.columns(is_value)))))


class RegisterQuestion(AnyQuestion):
    """A question about the rows of one register."""

    register_: str
    cases: RowTests = ()

    def asks(self) -> tuple[str, ...]:
        """The register."""
        return (f"{REGISTER}{self.register_}",)

    def row_tests(self) -> tuple[tuple[str, RowTest], ...]:
        """Its lines, each of which looks into its register."""
        lines = (line for part in self._lines() for line in part)
        return tuple((self.register_, test) for test in tests_of(lines))

    def named_columns(self) -> Columns:
        """The columns that its other headings name."""
        return tuple((self.register_, column) for column in self._named())

    def _lines(self) -> tuple[RowTests, ...]:
        return (self.cases,)

    @abstractmethod
    def _named(self) -> tuple[str, ...]:
        """Columns its own headings name."""


class TrainingWindow(Frozen):
    """Some length of time between two days: chosen by the trust, or the best one."""

    lasts: str
    anywhere_from: str
    to: str
    chosen: str
    reach: str
    """The share each group must reach: the best window leaves fewest people short."""


class Planned(Frozen):
    """A day booked, where the guidance lets a late joiner's plan stand for training."""

    day: str
    within: str
    after: str


class PeopleQuestion(AnyQuestion):
    """People in post, and how many of them have a row in another register."""

    answers: ClassVar = {"share of people": AnswerKind.SHARE}
    people: str
    who: RowTests = ()
    in_post_from: str = "started on"
    in_post_to: str = "left on"
    away_from: str | None = None
    away_to: str | None = None
    in_post_on: str
    """A value naming a day, or ``last day of the window``."""
    trained_in: str
    rows: RowTests = ()
    day: str
    or_planned: Planned | None = None
    window: TrainingWindow
    register_may_begin_late: bool = False
    """Whether what has no row before the register begins is known not to be: certificates."""
    shared_window: str | None = None
    """A value: ``separate windows`` or ``one window``, where the guidance is unclear."""
    modules: dict[str, str] = Field(default_factory=dict)
    """For one shared window: each module and the list of groups that must reach it."""
    answer: Literal["share of people"]

    def asks(self) -> tuple[str, ...]:
        """Both registers."""
        return f"{REGISTER}{self.people}", f"{REGISTER}{self.trained_in}"

    def row_tests(self) -> tuple[tuple[str, RowTest], ...]:
        """Who counts, and which training does."""
        return (
            *((self.people, test) for test in tests_of(self.who)),
            *((self.trained_in, test) for test in tests_of(self.rows)),
        )

    def named_columns(self) -> Columns:
        """The days in post, on leave, trained and booked."""
        plan = self.or_planned
        people = (self.in_post_from, self.in_post_to, self.away_from, self.away_to)
        found = [(self.people, column) for column in people if column]
        found += [(self.people, plan.after), (self.trained_in, plan.day)] if plan else []
        return (*found, (self.trained_in, self.day))

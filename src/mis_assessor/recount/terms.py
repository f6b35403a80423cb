"""What a rule says of one requirement's questions, apart from anybody's evidence.

Everything that SQL is made of: it is made once for all whose evidence is asked.
"""

from dataclasses import dataclass
from datetime import date

from mis_assessor.core.rules.once import ByIdentity, once_each
from mis_assessor.core.rules.quantities import Length, Quantity
from mis_assessor.core.rules.readings import Reading, every_text
from mis_assessor.core.rules.register_questions import AnyQuestion
from mis_assessor.core.rules.requirement import Requirement

EACH = "each"


@dataclass(frozen=True, slots=True, eq=False)
class Terms:
    """A requirement under one reading, for one member; the very same each time they are asked."""

    requirement: Requirement
    reading: Reading
    member: str = ""
    doubts_count: bool = True

    def knows(self, name: str) -> bool:
        """Whether a word is the name of a value."""
        return self.reading.knows(name)

    def value(self, name: str, day: date | None = None) -> Quantity | None:
        """A value, or None where it is not loaded."""
        return self.reading.value(name, day)

    def day(self, name: str) -> date | None:
        """A value that is a day or a moment."""
        value = self.value(name)
        return value if isinstance(value, date) else None

    def length(self, name: str) -> Length | None:
        """A value that is a length of time."""
        value = self.value(name)
        return value if isinstance(value, Length) else None

    def words(self, named: str | tuple[str, ...], day: date | None = None) -> tuple[str, ...]:
        """The words of a list: as they stand in the rule, of a value, or the member."""
        if isinstance(named, tuple):
            return named
        if named == EACH:
            return (self.member,)
        if not self.knows(named):
            return (named,)
        value = self.value(named, day)
        if value is None:
            return ()
        return value if isinstance(value, tuple) else (str(value),)

    @property
    def due_by(self) -> date | None:
        """The last day on which something of this may still be open."""
        return self.day(self.requirement.due_by)


def terms_of(
    requirement: Requirement, reading: Reading, member: str = "", doubts_count: bool = True
) -> Terms:
    """The terms of a requirement, the very same for the same one."""
    return _terms(requirement, ByIdentity(reading), member, doubts_count)


@once_each
def _terms(
    requirement: Requirement, reading: ByIdentity[Reading], member: str, doubts_count: bool
) -> Terms:
    return Terms(requirement, reading.it, member, doubts_count)


@once_each
def lacks_a_value(question: AnyQuestion, terms: Terms) -> bool:
    """Whether a value that the question names is not in the rulebook."""
    return any(terms.reading.lacks(name) for name in every_text(question))


@once_each
def columns_asked(question: AnyQuestion, terms: Terms, register: str) -> frozenset[str]:
    """The columns of a register without which there is no answer."""
    columns = question.columns(terms.knows)
    return frozenset(column for of, column in columns if of == register)

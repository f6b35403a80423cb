"""What every check needs, and what it gives back: a contradiction with both places named."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from itertools import compress

from mis_assessor.core.answering.asking import Asking
from mis_assessor.core.answering.held import Marks, marks_of, surely
from mis_assessor.core.consistency.tables import Tables
from mis_assessor.core.evidence.submission import RegisterRow, Submission
from mis_assessor.core.rules.comparisons import Mistyped
from mis_assessor.core.rules.consistency import ConsistencyRule, Rests, resting
from mis_assessor.core.rules.once import ByIdentity, once_each
from mis_assessor.core.rules.quantities import Length, Share, Times
from mis_assessor.core.rules.readings import Reading
from mis_assessor.core.rules.requirement import Applies, Requirement
from mis_assessor.core.rules.row_tests import RowTests
from mis_assessor.core.rules.rulebook import Guidance, Rule
from mis_assessor.core.rules.values import Dictionary, as_names, entries_in
from mis_assessor.core.verdicts import Verdict


@dataclass(frozen=True, slots=True)
class Contradiction:
    """Two places of a folder that cannot both be right, or one that is silent."""

    sentence: str
    places: tuple[str, ...] = ()
    requirements: tuple[str, ...] | None = None
    """Whose verdict rests on it; None is what the rule says."""
    remark: bool = False
    """Something to look at although the rule as a whole stops."""


@dataclass(frozen=True, slots=True)
class Look:
    """One consistency rule put to one submission."""

    rule: ConsistencyRule
    tables: Tables
    submission: Submission
    on: date
    rules: tuple[Rule, ...]
    """The requirements of the year."""
    asking: Asking
    final: Mapping[str, Verdict] = field(default_factory=dict)
    """Verdicts, for what can only be compared once everything is decided."""

    def rows(self, table: str, lines: RowTests = ()) -> Sequence[RegisterRow]:
        """The rows of a table of which every line holds for certain."""
        rows = self.tables.rows(table)
        return [*compress(rows, surely(self.marks(table, lines)))] if lines else rows

    def marks(self, table: str, lines: RowTests = ()) -> Marks:
        """Of each row of a table whether lines hold: yes, no, or a blank leaves it open."""
        return marks_of(self.tables.rows(table), lines, self.asking)

    def stated(self, name: str) -> bool:
        """Whether a named person said yes to a statement, by the assessment day."""
        said = self.submission.statements.get(name)
        return (
            said is not None
            and said.answer is True
            and bool(said.who and said.role)
            and said.said_on <= self.on
        )

    def length(self, name: str) -> Length:
        """A length of time among the values."""
        value = self.asking.reading.value(name)
        if isinstance(value, Length):
            return value
        raise Mistyped(f"“{name}” is no length of time")

    def number(self, name: str) -> Decimal:
        """A number, a share or so many times among the values, as a number."""
        value = self.asking.reading.value(name)
        match value:
            case Times():
                return Decimal(value.number)
            case Share():
                return Decimal(value.of_one.numerator) / Decimal(value.of_one.denominator)
            case Decimal():
                return value
            case _:
                raise Mistyped(f"“{name}” is no number")

    def names(self, name: str) -> tuple[str, ...]:
        """A list of names among the values."""
        return as_names(self.asking.reading.value(name))


def looking(
    rule: ConsistencyRule,
    tables: Tables,
    guidance: tuple[Guidance, str],
    rules: tuple[Rule, ...],
    on: date,
    final: Mapping[str, Verdict],
) -> Look:
    """A rule with its values, ready to look."""
    frame, edition = guidance
    requirement, reading = _as_requirement(rule, ByIdentity(frame), edition)
    asking = Asking(frame, tables.submission, requirement, reading, on)
    return Look(rule, tables, tables.submission, on, rules, asking, final)


@once_each
def _as_requirement(
    rule: ConsistencyRule, frame: ByIdentity[Guidance], edition: str
) -> tuple[Requirement, Reading]:
    """A rule with its values, those of the scheme year under them."""
    values: Dictionary = {**frame.it.values, **rule.values}
    reading = Reading("", {n: entries_in(e, edition) for n, e in values.items()}, {})
    requirement = Requirement(
        id=rule.id,
        title=rule.title,
        asks=rule.asks,
        source=rule.source,
        applies=Applies(editions=(edition,), in_a_pause="continues"),
    )
    return requirement, reading


def papers_of(kind: str, look: Look) -> tuple[str, ...]:
    """The requirements that ask for a kind of document."""
    return _resting(Rests(documents=(kind,)), look)


def concerning(table: str, row: RegisterRow, look: Look) -> tuple[str, ...] | None:
    """The requirements that a row of a list bears on; None for a register: as the rule says."""

    def cell(column: str) -> tuple[str, ...]:
        return (str(row.cells[column]),) if column in row.cells else ()

    match table:
        case "documents":
            return _resting(Rests(documents=cell("kind")), look)
        case "document events" | "contents":
            return _resting(Rests(documents=cell("document kind")), look)
        case "statements":
            return _resting(Rests(statements=cell("statement")), look)
        case "register list":
            return _resting(Rests(registers=cell("register")), look)
        case "judgements" | "declared answers":
            return cell("requirement")
        case _:
            return None


def _resting(rests: Rests, look: Look) -> tuple[str, ...]:
    key = ("resting", rests)
    if key not in look.asking.memo:
        look.asking.memo[key] = resting(rests, (r.requirement for r in look.rules))
    found: tuple[str, ...] = look.asking.memo[key]
    return found

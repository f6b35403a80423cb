"""What the rules ask of documents and statements, read from the rulebook itself."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from mis_assessor.core.rules.conditions import (
    AnyOf,
    Condition,
    InOrder,
    Instead,
    Join,
    Leaf,
    PersonConfirms,
    Test,
)
from mis_assessor.core.rules.fact_questions import StatementQuestion
from mis_assessor.core.rules.quantities import Quantity
from mis_assessor.core.rules.questions import DocumentsQuestion, Question
from mis_assessor.core.rules.readings import Reading, readings_of
from mis_assessor.core.rules.requirement import Requirement
from mis_assessor.core.rules.rulebook import Rule, Rulebook
from mis_assessor.core.rules.values import as_names
from trust_year.plans import Plan


@dataclass(frozen=True, slots=True)
class Asked:
    """One question of one requirement, with the tests its answer is put to."""

    rule: Rule
    name: str
    question: Question
    readings: tuple[Reading, ...]
    tests: tuple[Test, ...]
    plan: Plan
    member: str = ""

    def values(self, name: str) -> list[Quantity]:
        """Every reading of a value; a value that is not loaded has none."""
        found = [
            r.value(name, self.plan.year.declaration_day) for r in self.readings if r.knows(name)
        ]
        return [value for value in found if value is not None]

    def days(self, name: str) -> list[date]:
        """Every reading of a day."""
        return [value for value in self.values(name) if isinstance(value, date)]

    def names(self, name: str | tuple[str, ...]) -> tuple[str, ...]:
        """A list of names: those of every reading of a value, or as written."""
        if isinstance(name, tuple):
            return name
        if name == "each":
            return (self.member,)
        if not any(r.knows(name) for r in self.readings):
            return (name,)
        return tuple(dict.fromkeys(n for value in self.values(name) for n in as_names(value)))


def everything_asked(rulebook: Rulebook, plan: Plan) -> Iterator[Asked]:
    """Every document and statement that makes all requirements met.

    The guidance's alternatives are left aside, but for those the plan goes by.
    """
    for rule in rules_asked(rulebook, plan):
        yield from _asked(rule, plan)


def rules_asked(rulebook: Rulebook, plan: Plan) -> Iterator[Rule]:
    """The rules of the edition that are decided for this trust.

    Alternatives and what is asked of some trusts only, where the plan goes by them.
    """
    for rule in rulebook.rules:
        requirement = rule.requirement
        if not requirement.decided or plan.year.edition not in requirement.applies.editions:
            continue
        only_sometimes = (
            requirement.stands_in_for
            or requirement.only_if
            or requirement.only_if_said
            or (requirement.only_if_no_cases_in and plan.deaths)
        )
        if not only_sometimes or requirement.id in plan.instead:
            yield rule


def _asked(rule: Rule, plan: Plan) -> Iterator[Asked]:
    requirement = rule.requirement
    readings = readings_of(rule, plan.year.edition)
    tests = [leaf for leaf in leaves(requirement, plan) if not isinstance(leaf, PersonConfirms)]
    for name, question in requirement.evidence.items():
        if not isinstance(question, DocumentsQuestion | StatementQuestion):
            continue
        own = tuple(t for t in tests if isinstance(t, Test) and t.evidence == name)
        in_order = any(isinstance(t, InOrder) and name in t.in_this_order for t in tests)
        reliefs = [t for t in tests if isinstance(t, Test) and t.if_ == name]
        relief = bool(reliefs) and requirement.id in plan.instead
        if not own and not in_order and not relief:
            continue
        for member in _members(question, requirement, readings):
            yield Asked(rule, name, question, readings, own, plan, member)


def _members(
    question: DocumentsQuestion | StatementQuestion,
    requirement: Requirement,
    readings: tuple[Reading, ...],
) -> tuple[str, ...]:
    each = isinstance(question, DocumentsQuestion) and question.documents.about == "each"
    if not each or requirement.in_ is None:
        return ("",)
    return as_names(readings[0].value(requirement.in_))


def leaves(requirement: Requirement, plan: Plan) -> list[Leaf]:
    """The tests of a requirement on the way the plan takes through it."""
    way = _Way(requirement.id in plan.instead, requirement.id in plan.second_way)
    found = list(way.leaves(requirement.met_when)) if requirement.met_when else []
    if way.instead and requirement.or_instead:
        found += way.leaves(requirement.or_instead)
    return found


@dataclass(frozen=True, slots=True)
class _Way:
    """Which parts of a condition are gone by."""

    instead: bool
    second: bool

    def leaves(self, condition: Condition) -> Iterator[Leaf]:
        match condition:
            case AnyOf(any_of=parts):
                yield from self.leaves(parts[1 if self.second else 0])
            case Instead(standard=standard, alternative=alternative):
                yield from self._each((standard, alternative) if self.instead else (standard,))
            case Join():
                yield from self._each(condition.parts().values())
            case _:
                yield condition

    def _each(self, conditions: Iterable[Condition]) -> Iterator[Leaf]:
        for condition in conditions:
            yield from self.leaves(condition)


def to_be_judged(rulebook: Rulebook, plan: Plan) -> Iterator[tuple[Rule, str]]:
    """Requirements that only a person can complete, each with what there is to confirm."""
    for rule in rules_asked(rulebook, plan):
        found = leaves(rule.requirement, plan)
        sentences = [leaf.a_person_confirms for leaf in found if isinstance(leaf, PersonConfirms)]
        if sentences or _lacks_a_value(rule, found, plan):
            yield rule, " ".join(sentences)


def _lacks_a_value(rule: Rule, found: list[Leaf], plan: Plan) -> bool:
    """Whether a test or a question rests on a value the rulebook does not hold."""
    reading, day = readings_of(rule, plan.year.edition)[0], plan.year.declaration_day
    tests = [leaf for leaf in found if isinstance(leaf, Test)]
    questions = [rule.requirement.evidence[t.evidence].model_dump() for t in tests]
    names = {*(t.value for t in tests), *_texts(questions)}
    return any(reading.knows(n) and reading.value(n, day) is None for n in names)


def _texts(node: object) -> Iterator[str]:
    match node:
        case str():
            yield node
        case dict():
            for part in node.values():
                yield from _texts(part)
        case list() | tuple():
            for part in node:
                yield from _texts(part)

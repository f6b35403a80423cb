"""The words that rules look for in a column, so that a register can have rows for them."""

from collections.abc import Iterator

from mis_assessor.core.answering.asking import EACH
from mis_assessor.core.rules.readings import Reading, readings_of
from mis_assessor.core.rules.register_questions import RegisterQuestion
from mis_assessor.core.rules.row_tests import RowTest, tests_of
from mis_assessor.core.rules.rulebook import Rule, Rulebook
from mis_assessor.core.rules.values import as_names


def subjects(rulebook: Rulebook, edition: str, register: str, column: str) -> tuple[str, ...]:
    """Every word that some rule asks a column of a register to be."""
    return tuple(
        dict.fromkeys(
            word
            for rule in rulebook.rules
            for word in _in_rule(rule, readings_of(rule, edition)[0], register, column)
        )
    )


def registers_asked(rulebook: Rulebook, edition: str) -> frozenset[str]:
    """Every register that some decided rule of the edition asks about."""
    return frozenset(
        name
        for rule in rulebook.rules
        if rule.requirement.decided and edition in rule.requirement.applies.editions
        for question in rule.requirement.evidence.values()
        for name in question.registers(rule.values.__contains__)
    )


def _in_rule(rule: Rule, reading: Reading, register: str, column: str) -> Iterator[str]:
    for question in rule.requirement.evidence.values():
        if isinstance(question, RegisterQuestion) and question.register_ == register:
            for test in tests_of(question.cases):
                if test.column == column:
                    yield from _words(test, rule, reading)


def _words(test: RowTest, rule: Rule, reading: Reading) -> Iterator[str]:
    name = test.is_ or test.is_one_of or ""
    if name == EACH and rule.requirement.in_:
        name = rule.requirement.in_
    if isinstance(name, tuple):
        yield from name
    elif reading.knows(name):
        yield from as_names(reading.value(name))
    elif name:
        yield name

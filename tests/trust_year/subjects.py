"""The words that rules look for in a column, so that a register can have rows for them."""

from collections.abc import Iterator

from mis_assessor.core.rules.questions import (
    CasesQuestion,
    NumberQuestion,
    TotalsQuestion,
)
from mis_assessor.core.rules.readings import Reading, readings_of
from mis_assessor.core.rules.row_tests import AnyRowTest, RowTest, RowTestLine
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
        match question:
            case CasesQuestion() | TotalsQuestion() | NumberQuestion():
                if question.register_ == register:
                    for line in question.cases:
                        yield from _in_line(line, column, rule, reading)


def _in_line(line: RowTestLine, column: str, rule: Rule, reading: Reading) -> Iterator[str]:
    if isinstance(line, AnyRowTest):
        for group in line.any_of:
            for inner in group:
                yield from _in_line(inner, column, rule, reading)
    elif isinstance(line, RowTest) and line.column == column:
        name = line.is_ or line.is_one_of or ""
        if name == "each" and rule.requirement.in_:
            name = rule.requirement.in_
        if isinstance(name, tuple):
            yield from name
        elif reading.knows(name):
            yield from as_names(reading.value(name))
        elif name:
            yield name

"""A rule that asks for a column nobody can send would make every trust look silent."""

from dataclasses import replace

import pytest

from code_health.tree import ROOT
from mis_assessor.core.errors import RulebookWrong
from mis_assessor.core.rules.questions import CasesQuestion
from mis_assessor.core.rules.requirement import Requirement
from mis_assessor.core.rules.rulebook import Rule
from mis_assessor.rulebook.read import read_framework
from mis_assessor.rulebook.registers import check_columns, read_registers
from mis_assessor.services.check_rules import refuse_unknown_columns

RULES = ROOT / "rules"


@pytest.fixture(scope="module")
def line_of_sight() -> Rule:
    book = read_framework(RULES, "lms-governance")
    return next(r for r in book.rules if r.requirement.id == "LMS-GOV-3b")


def unknown_columns(rule: Rule) -> list[str]:
    """What is said of a rule, in a book of its own."""
    book = replace(read_framework(RULES, "lms-governance"), rules=(rule,))
    return [problem.what for problem in check_columns(book, read_registers(RULES))]


def with_question(rule: Rule, **changed: object) -> Rule:
    """The rule with something else in its one question."""
    ((name, question),) = rule.requirement.evidence.items()
    assert isinstance(question, CasesQuestion)
    asked: Requirement = rule.requirement.model_copy(
        update={"evidence": {name: question.model_copy(update=changed)}}
    )
    return replace(rule, requirement=asked)


def test_a_rule_as_it_ships_asks_only_for_what_can_be_sent(line_of_sight: Rule) -> None:
    assert unknown_columns(line_of_sight) == []


def test_a_register_that_is_none_is_named_with_the_nearest(line_of_sight: Rule) -> None:
    wrong = with_question(line_of_sight, register_="reporting line")
    assert unknown_columns(wrong) == [
        "“line” asks for the register “reporting line”, which is none. "
        "Did you mean “reporting lines”?"
    ]


def test_a_column_that_is_none_is_named_with_the_nearest(line_of_sight: Rule) -> None:
    wrong = with_question(line_of_sight, day="sinse")
    assert unknown_columns(wrong) == [
        "“line” asks for “sinse”, no column of reporting lines. Did you mean “since”?"
    ]


def test_a_book_with_such_a_rule_is_refused_file_by_file() -> None:
    book = read_framework(RULES, "lms-governance")
    refuse_unknown_columns(book, read_registers(RULES))
    rules = [r for r in book.rules if r.requirement.id == "LMS-GOV-3b"]
    wrong = replace(book, rules=(with_question(rules[0], day="sinse"),))
    with pytest.raises(RulebookWrong, match=r"line-of-sight\.yaml: .*no column of reporting lines"):
        refuse_unknown_columns(wrong, read_registers(RULES))

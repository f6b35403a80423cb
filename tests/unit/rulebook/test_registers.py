"""A rule that asks for a column nobody can send would make every trust look silent."""

import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from code_health.tree import ROOT
from mis_assessor.core.errors import RulebookWrong
from mis_assessor.core.rules.questions import CasesQuestion
from mis_assessor.core.rules.requirement import Requirement
from mis_assessor.core.rules.rulebook import Rule
from mis_assessor.rulebook.read import read_framework, read_rulebook
from mis_assessor.rulebook.registers import check_columns, read_registers
from mis_assessor.services.check_rules import refuse_unknown_columns
from trust_year.forms import rulebook

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


def of_cases(**changed: object) -> list[str]:
    """What is said of Year 7's line about completed reviews, with something else in it."""
    book = rulebook(7)
    (rule,) = (r for r in book.rules if r.requirement.id == "MIS-Y7-SA1-C2")
    name, question = next(iter(rule.requirement.evidence.items()))
    asked = type(question).model_validate({**question.model_dump(by_alias=True), **changed})
    requirement = rule.requirement.model_copy(update={"evidence": {name: asked}})
    wrong = replace(book, rules=(replace(rule, requirement=requirement),))
    return [problem.what for problem in check_columns(wrong, read_registers(RULES))]


@pytest.mark.parametrize(
    ("lines", "says"),
    [
        ({"suitable for review": "yes"}, []),
        (
            {"suitable for review": "Yes please"},
            [
                "asks of “suitable for review”, perinatal deaths, to be “Yes please”. "
                "Write yes or no."
            ],
        ),
        (
            {"reviewing trust": "an other"},
            [
                "asks of “reviewing trust”, perinatal deaths, to be “an other”, not on its list. "
                "Did you mean “another”?"
            ],
        ),
        ({"reviewing trust": {"is one of": ["ours", "joint"]}}, []),
        (
            {"case": {"by": "evidence end"}},
            ["asks of “case”, perinatal deaths, when it was, and it is of the kind reference."],
        ),
        (
            {"died here": {"is at least": "review from"}},
            [
                "asks of “died here”, perinatal deaths, how much it is, "
                "and it is of the kind yes or no."
            ],
        ),
        ({"any of": [{"died here": "no"}, {"gestation at birth": {"is at least": "24+0"}}]}, []),
    ],
)
def test_a_line_that_no_cell_could_hold_is_refused(lines: object, says: list[str]) -> None:
    assert [what.partition("” ")[2] for what in of_cases(cases=lines)] == says


def test_a_register_described_twice_is_refused_in_every_file(tmp_path: Path) -> None:
    rules = Path(shutil.copytree(RULES, tmp_path / "rules"))
    folder = rules / "registers"
    shutil.copy(folder / "rates.yaml", folder / "rates-again.yaml")
    text = (folder / "guidelines.yaml").read_text(encoding="utf-8")
    (folder / "guidelines.yaml").write_text(text.replace("kind: day", "kind: date"), "utf-8")
    with pytest.raises(RulebookWrong) as raised:
        read_registers(rules)
    told = [str(problem) for problem in raised.value.problems]
    assert told[0].startswith("rules/registers/guidelines.yaml, line 10: “date” cannot stand under")
    assert told[-1] == "rules/registers/rates.yaml: “rates” or its file is described twice."


def test_rules_without_registers_say_so(tmp_path: Path) -> None:
    (tmp_path / "rules").mkdir()
    with pytest.raises(RulebookWrong, match="rules/registers: this folder is missing: it says"):
        read_registers(tmp_path / "rules")


def test_a_column_of_a_list_that_the_program_reads_must_stay(tmp_path: Path) -> None:
    rules = Path(shutil.copytree(RULES, tmp_path / "rules"))
    file = rules / "registers" / "lists" / "contents.yaml"
    text = file.read_text(encoding="utf-8").replace("  found:", "  seen:")
    file.write_text(text, encoding="utf-8")
    with pytest.raises(RulebookWrong, match="“found” of “contents” is read by the program"):
        read_registers(rules)


def test_every_digest_counts_what_registers_are(tmp_path: Path) -> None:
    rules = Path(shutil.copytree(RULES, tmp_path / "rules"))
    file = rules / "registers" / "rates.yaml"
    file.write_text(file.read_text(encoding="utf-8") + "# more\n", encoding="utf-8")
    assert read_rulebook(rules, 7).digest != read_rulebook(RULES, 7).digest
    name = "lms-governance"
    assert read_framework(rules, name).digest != read_framework(RULES, name).digest

"""The condition language, chapter by chapter, on both evaluators.

A chapter is a file of sections; a section is a small rule and a table. An empty cell
means *not supplied*.
"""

from collections.abc import Iterator
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from mis_assessor.core.deciding.evaluate import decide_case
from mis_assessor.core.deciding.recovery import MoneyFacts
from mis_assessor.core.rules.requirement import Requirement
from mis_assessor.core.rules.rulebook import Rule, SchemeYear
from mis_assessor.engine.cage import Engine
from mis_assessor.reading.yaml_file import read_yaml
from mis_assessor.rulebook.example_case import case_of
from mis_assessor.rulebook.examples import Example, read_examples
from spec.print_language import PAGE, page

CHAPTERS = Path(__file__).parent / "chapters"
NO_MONEY = MoneyFacts(None, None, False)
HEAD = {
    "id": "MIS-Y4-SA1-SPEC",
    "asks": "A section of the language.",
    "source": {"document": "this-project"},
}
APPLIES = {"editions": ["one"], "in a pause": "suspended"}


def year() -> SchemeYear:
    """A year with one edition, and a pause in February 2022."""
    return SchemeYear.model_validate(
        {
            "scheme": "MIS",
            "year": 4,
            "title": "a year",
            "launched": "2022-01-01",
            "last day": "2022-12-31",
            "editions": [
                {
                    "id": "one",
                    "title": "the edition",
                    "in force from": "2022-01-01",
                    "status": "assumption",
                    "document": "this-project",
                }
            ],
            "pauses": [
                {
                    "from": "2022-02-01",
                    "to": "2022-02-28",
                    "title": "The pause",
                    "document": "this-project",
                    "status": "assumption",
                    "suspends": "most of it",
                }
            ],
            "values": {"evidence end": [{"is": "2022-12-05", "status": "assumption"}]},
            "fund": {
                "contribution": "c",
                "if met": "m",
                "if not met": "n",
                "status": "assumption",
                "document": "this-project",
            },
        }
    )


@cache
def sections(chapter: Path) -> list[dict[str, Any]]:
    """The sections of a chapter."""
    read = read_yaml(chapter.name, chapter.read_text())
    assert not read.problems, read.problems
    content: list[dict[str, Any]] = read.content
    return content


def _values(written: dict[str, Any]) -> dict[str, Any]:
    return {
        name: value
        if isinstance(value, list) and isinstance(value[0], dict)
        else [
            {"readings": value["either"], "status": "assumption"}
            if isinstance(value, dict)
            else {"not loaded": "unknown", "status": "recalled-low"}
            if value == "not loaded"
            else {"is": value, "status": "assumption"}
        ]
        for name, value in written.items()
    }


def rule_of(section: dict[str, Any]) -> Rule:
    """A section's rule, with what every rule has in common filled in."""
    whole = {**HEAD, "applies": APPLIES, **section}
    whole["values"] = _values(section.get("values", {}))
    requirement = Requirement.model_validate(whole)
    return Rule(requirement, 1, {**year().values, **requirement.values}, "spec")


def rows() -> Iterator[Any]:
    """Every row of every table, with a name for the reader."""
    for chapter in sorted(CHAPTERS.glob("*.yaml")):
        for section in sections(chapter):
            for example in read_examples(section["examples"]):
                yield pytest.param(
                    section, example, id=f"{chapter.stem}: {section['title']}: {example.case}"
                )


@pytest.fixture(scope="module")
def engine() -> Iterator[Engine]:
    with Engine() as running:
        yield running


@pytest.mark.parametrize(("section", "example"), list(rows()))
def test_both_evaluators_say_what_the_table_says(
    section: dict[str, Any], example: Example, engine: Engine
) -> None:
    rule = rule_of(section)
    case = case_of(year(), rule, example)
    decided = decide_case(case)
    result = engine.decide((case,), (rule,), NO_MONEY)
    assert decided.verdict is example.verdict
    assert result.verdicts[rule.requirement.id] is example.verdict


def test_the_day_after_the_pause_is_a_day_of_the_year() -> None:
    assert year().pauses[0].holds_on(date(2022, 2, 28))
    assert not year().pauses[0].holds_on(date(2022, 3, 1))


def test_the_printed_language_is_current() -> None:
    assert PAGE.read_text() == page(), "run: python tests/spec/print_language.py"

"""What is held against a limit in every example and every table of the language, counted in SQL.

An example says how many did it, which documents there are and on which days they count; what can
still become of a share, whether papers are in time, how many gaps were too long and which periods
went without is counted twice.
"""

import sqlite3
from collections.abc import Iterator

import pytest

from mis_assessor.core.deciding.case import Case
from mis_assessor.core.rules import conditions
from mis_assessor.core.rules.conditions import Leaf
from mis_assessor.core.rules.requirement import Requirement
from mis_assessor.recount.days import copy_calendar
from mis_assessor.rulebook.example_case import case_of
from mis_assessor.rulebook.examples import read_examples
from mis_assessor.rulebook.loaded import frameworks_in, years_in
from mis_assessor.services.measured_twice import measured_again
from recount.small_worlds import RULES, book
from spec.test_spec import CHAPTERS, rule_of, sections, year

LAST = 2040


@pytest.fixture(scope="module")
def calendar() -> Iterator[sqlite3.Connection]:
    with sqlite3.connect(":memory:") as database:
        copy_calendar(database, LAST)
        yield database
    database.close()


def measured(requirement: Requirement) -> list[Leaf]:
    """Every leaf of the conditions of a requirement."""
    asked = (requirement.met_when, requirement.or_instead)
    return [leaf for condition in asked for leaf in conditions.leaves_in(condition)]


def compared(case: Case, calendar: sqlite3.Connection) -> int:
    """How many figures of a case are the same twice."""
    requirement, same = case.rule.requirement, 0
    for scene in (scene for part in case.parts for scene in part.scenes):
        for leaf in measured(requirement):
            for again in measured_again(leaf, scene):
                row = calendar.execute(again.query, again.given).fetchone()
                assert [*again.differences(row)] == [], requirement.id
                same += 1
    return same


@pytest.mark.parametrize("name", [*map(str, years_in(RULES)), *frameworks_in(RULES)])
def test_in_the_examples_of_rules(name: str, calendar: sqlite3.Connection) -> None:
    found = book(name)
    same = sum(
        compared(case_of(found.frame, rule, example), calendar)
        for rule in found.rules
        for example in read_examples(rule.requirement.examples)
    )
    assert same >= len(found.rules)


def test_in_the_tables_of_the_language(calendar: sqlite3.Connection) -> None:
    same = sum(
        compared(case_of(year(), rule_of(section), example), calendar)
        for chapter in CHAPTERS.glob("*.yaml")
        for section in sections(chapter)
        for example in read_examples(section["examples"])
    )
    assert same > 200

"""What comes round in every example of a rule and in every table of the language, counted in SQL.

An example says which documents there are and on which days they count; how often they came round,
how many gaps were too long and which periods went without is counted twice.
"""

import sqlite3
from collections.abc import Iterator
from datetime import date

import pytest

from mis_assessor.core.deciding.case import Case
from mis_assessor.core.rules import conditions
from mis_assessor.core.rules.conditions import Test
from mis_assessor.core.rules.requirement import Requirement
from mis_assessor.recount.days import copy_calendar
from mis_assessor.recount.rhythm import COUNTED
from mis_assessor.rulebook.example_case import case_of
from mis_assessor.rulebook.examples import read_examples
from mis_assessor.rulebook.read import frameworks_in, years_in
from mis_assessor.services.counted_twice import comes_round
from recount.small_worlds import RULES, book
from spec.test_spec import CHAPTERS, rule_of, sections, year

LAST = date(2040, 12, 31)


@pytest.fixture(scope="module")
def calendar() -> Iterator[sqlite3.Connection]:
    with sqlite3.connect(":memory:") as database:
        copy_calendar(database, LAST.year)
        yield database
    database.close()


def counted_in(requirement: Requirement) -> list[Test]:
    """The tests of a requirement that count what comes round."""
    asked = (requirement.met_when, requirement.or_instead)
    every = (test for condition in asked for test in conditions.tests_in(condition))
    return [test for test in every if test.op in COUNTED]


def compared(case: Case, calendar: sqlite3.Connection) -> int:
    """How many figures of a case are the same twice."""
    requirement, same = case.rule.requirement, 0
    for scene in (scene for part in case.parts for scene in part.scenes):
        for test in counted_in(requirement):
            for figure, query in comes_round(test, scene):
                assert calendar.execute(query).fetchone()[0] == figure, (requirement.id, test)
                same += 1
    return same


@pytest.mark.parametrize("name", [*map(str, years_in(RULES)), *frameworks_in(RULES)])
def test_in_the_examples_of_rules(name: str, calendar: sqlite3.Connection) -> None:
    found = book(name)
    rules = [rule for rule in found.rules if counted_in(rule.requirement)]
    same = sum(
        compared(case_of(found.frame, rule, example), calendar)
        for rule in rules
        for example in read_examples(rule.requirement.examples)
    )
    assert same >= 2 * len(rules)


def test_in_the_tables_of_the_language(calendar: sqlite3.Connection) -> None:
    same = sum(
        compared(case_of(year(), rule_of(section), example), calendar)
        for chapter in CHAPTERS.glob("*.yaml")
        for section in sections(chapter)
        for example in read_examples(section["examples"])
    )
    assert same > 50

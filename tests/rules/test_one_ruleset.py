"""One ruleset for every trust of a year: known from the rules, before anybody has sent anything."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

import pytest

from golden.assessed import ROOT, rulebook
from mis_assessor.core.deciding.position import decide_position
from mis_assessor.core.rules import conditions
from mis_assessor.core.rules.rulebook import Book, Rule
from mis_assessor.engine.compile import Ruleset, ruleset_of
from mis_assessor.engine.plan_book import make_plan
from mis_assessor.rulebook.loaded import frameworks_in, years_in
from mis_assessor.services.check_rules import checked_framework
from mis_assessor.services.names_asked import held_against
from trust_year.worlds import world

RULES = ROOT / "rules"
YEAR = 4
TRUSTS = 40
DECLARED = "MIS-Y4-COND-4"


def decided(book: Book) -> list[Rule]:
    """The rules of a book of which there is anything to decide."""
    return [rule for rule in book.rules if rule.requirement.decided]


def ruleset(book: Book) -> Ruleset:
    """The ruleset by which the engine decides a book."""
    return ruleset_of(decided(book))


def test_every_trust_of_a_year_is_decided_by_the_one_ruleset() -> None:
    fingerprints, facts = set(), set()
    for seed in range(TRUSTS):
        sent = held_against(world(seed), rulebook(YEAR))
        assert sent.assessed_as_at is not None
        found = decide_position(rulebook(YEAR), sent, sent.assessed_as_at, sent.known_on)
        plan = make_plan(found.cases, [case.rule for case in found.cases], found.money)
        fingerprints.add(plan.ruleset.name)
        facts.add(str(plan.as_job()))
    assert fingerprints == {ruleset(rulebook(YEAR)).name}
    assert len(facts) > TRUSTS // 2, "the trusts are too alike to prove much"


def books() -> Iterator[Book]:
    """Every scheme year and framework there is."""
    yield from map(rulebook, years_in(RULES))
    for name in frameworks_in(RULES):
        yield checked_framework(RULES, name)


def test_every_book_has_a_ruleset_of_its_own_that_the_engine_can_hold() -> None:
    names = [ruleset(book).name for book in books()]
    assert len(names) == len(set(names))


def with_value(rule: Rule, edition: str | None, value: date) -> Rule:
    """The rule with another day in its condition, in one edition or in all."""
    name = next(test.value for test in conditions.tests_in(rule.requirement.met_when))
    entries = tuple(
        entry.model_copy(update={"is_": value})
        if edition is None or edition in entry.editions
        else entry
        for entry in rule.values[name]
    )
    assert entries != rule.values[name]
    return replace(rule, values={**rule.values, name: entries})


@pytest.mark.parametrize("edition", [None, "2021-08", "2022-05", "2022-10"])
def test_another_value_of_any_edition_is_another_fingerprint(edition: str | None) -> None:
    ours = decided(rulebook(YEAR))
    at = next(n for n, rule in enumerate(ours) if rule.requirement.id == DECLARED)
    other = [*ours[:at], with_value(ours[at], edition, date(2030, 1, 1)), *ours[at + 1 :]]
    assert ruleset_of(other).name != ruleset_of(ours).name


def test_a_rule_more_or_less_is_another_fingerprint() -> None:
    ours = decided(rulebook(YEAR))
    assert ruleset_of(ours[1:]).name != ruleset_of(ours).name


def test_the_same_rules_read_again_have_the_same_fingerprint() -> None:
    ours = decided(rulebook(YEAR))
    again = [replace(rule, file="elsewhere.yaml") for rule in ours]
    assert ruleset_of(again).name == ruleset_of(ours).name
    assert ruleset_of(ours) is ruleset_of(list(ours))

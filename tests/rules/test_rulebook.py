"""Every example of every rule file, and the rulebook as a whole."""

import re
from collections.abc import Callable, Iterator, Sequence
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from mis_assessor.core.deciding.case import Case
from mis_assessor.core.deciding.evaluate import decide_case
from mis_assessor.core.rules.in_force import Standing, editions_in_force, pause_on, standing_on
from mis_assessor.core.rules.rulebook import Rule
from mis_assessor.core.verdicts import Verdict
from mis_assessor.engine.cage import Engine
from mis_assessor.rulebook.check import check_rulebook
from mis_assessor.rulebook.example_case import case_of
from mis_assessor.rulebook.examples import Example, read_examples
from mis_assessor.rulebook.loaded import frameworks_in, years_in
from mis_assessor.rulebook.read import read_framework
from trust_year.forms import rulebook

pytestmark = pytest.mark.uncounted

RULES = Path(__file__).parents[2] / "rules"
ANSWERS = (Standing.STANDS, Standing.PAUSED, Standing.NOT_IN_EDITION, Standing.NOT_LOADED)


def rows() -> Iterator[Any]:
    """Every example, named by its requirement and its sentence."""
    for year in years_in(RULES):
        for rule in rulebook(year).rules:
            for number, example in enumerate(read_examples(rule.requirement.examples)):
                name = f"{rule.requirement.id}: {example.case}"
                yield pytest.param(year, rule, number, example, id=name)


@cache
def rules(year: int) -> dict[str, Rule]:
    """The rules of a year by their requirements."""
    return {rule.requirement.id: rule for rule in rulebook(year).rules}


@cache
def cases(year: int, name: str) -> tuple[Case, ...]:
    """The examples of a rule as cases of which each stands alone."""
    rule, guidance = rules(year)[name], rulebook(year).year
    return tuple(case_of(guidance, rule, e) for e in read_examples(rule.requirement.examples))


@pytest.fixture(scope="module")
def by_the_engine() -> Iterator[Callable[[int, str], Sequence[Verdict]]]:
    """What the engine says of a rule's examples: asked once, whichever of them comes first."""
    with Engine() as engine:

        @cache
        def said(year: int, name: str) -> Sequence[Verdict]:
            return engine.decide_each(cases(year, name), (rules(year)[name],))

        yield said


@pytest.mark.parametrize(("year", "rule", "number", "example"), list(rows()))
def test_both_evaluators_say_what_the_example_says(
    year: int,
    rule: Rule,
    number: int,
    example: Example,
    by_the_engine: Callable[[int, str], Sequence[Verdict]],
) -> None:
    name = rule.requirement.id
    assert decide_case(cases(year, name)[number]).verdict is example.verdict
    assert by_the_engine(year, name)[number] is example.verdict


@pytest.mark.parametrize("year", years_in(RULES))
def test_nothing_is_wrong_with_the_rulebook_as_a_whole(year: int) -> None:
    assert check_rulebook(rulebook(year)) == ()


@pytest.mark.parametrize("year", years_in(RULES))
def test_every_day_of_the_year_has_one_answer_for_every_requirement(year: int) -> None:
    """Coverage in time. Asserts no verdict: it finds gaps and overlaps only."""
    book = rulebook(year)
    day = book.year.launched
    while day <= book.year.last_day:
        editions = editions_in_force(book.year, day)
        assert 1 <= len(editions) <= 2, day
        for rule in book.rules:
            for edition in editions:
                found = standing_on(book.year, rule.requirement, edition, day)
                assert found in ANSWERS
                suspended = rule.requirement.applies.in_a_pause == "suspended"
                asked = edition.id in rule.requirement.applies.editions
                paused = asked and suspended and pause_on(book.year, day) is not None
                assert (found is Standing.PAUSED) == paused
        day += timedelta(days=1)


def test_no_two_requirements_of_an_edition_share_an_id() -> None:
    for year in years_in(RULES):
        ids = [rule.requirement.id for rule in rulebook(year).rules]
        assert len(ids) == len(set(ids))


def test_year_4_changes_edition_when_the_notices_say() -> None:
    year = rulebook(4).year

    def ids(day: date) -> tuple[str, ...]:
        return tuple(e.id for e in editions_in_force(year, day))

    assert ids(date(2021, 8, 8)) == ()
    assert ids(date(2021, 8, 9)) == ("2021-08",)
    assert ids(date(2021, 10, 11)) == ("2021-08",)
    assert ids(date(2021, 10, 12)) == ("2021-10",)
    assert ids(date(2022, 5, 5)) == ("2021-10",)
    assert ids(date(2022, 5, 6)) == ("2022-05",)
    assert ids(date(2022, 9, 30)) == ("2022-05",)
    assert ids(date(2022, 10, 1)) == ("2022-05", "2022-10")
    assert ids(date(2022, 10, 30)) == ("2022-05", "2022-10")
    assert ids(date(2022, 10, 31)) == ("2022-10",)


def test_the_pause_of_december_2021_runs_from_its_first_to_its_last_day() -> None:
    year = rulebook(4).year
    days = [date(2021, 12, 22), date(2021, 12, 23), date(2022, 5, 5), date(2022, 5, 6)]
    assert [pause_on(year, d) is not None for d in days] == [False, True, True, False]
    pause = year.pauses[0]
    assert (pause.to - pause.from_).days + 1 == 134


def test_every_source_is_cited_and_every_edition_can_govern() -> None:
    cited: set[str] = set()
    for year in years_in(RULES):
        book = rulebook(year)
        cited |= {e.document for e in book.year.editions} | {p.document for p in book.year.pauses}
        cited.add(book.year.fund.document)
        for rule in book.rules:
            cited.add(rule.requirement.source.document)
            cited |= {e.source.document for es in rule.values.values() for e in es if e.source}
        for edition in book.year.editions:
            governs = editions_in_force(book.year, edition.or_as_late_as or edition.in_force_from)
            assert governs == (edition,)
            asked = [r for r in book.rules if edition.id in r.requirement.applies.editions]
            assert asked or edition.not_loaded, f"nothing is asked under {edition.title}"
    for name in frameworks_in(RULES):
        framework = read_framework(RULES, name)
        cited |= {e.document for e in framework.frame.editions}
        for rule in framework.rules:
            cited.add(rule.requirement.source.document)
            cited |= {e.source.document for es in rule.values.values() for e in es if e.source}
            options = (o for es in rule.values.values() for e in es for o in e.strictest_of)
            cited |= {option.source.document for option in options}
    for path in (RULES / "consistency").glob("*/*.yaml"):
        cited |= set(re.findall(r"document: ([\w-]+)", path.read_text(encoding="utf-8")))
    assert set(rulebook(4).sources) - cited == set()

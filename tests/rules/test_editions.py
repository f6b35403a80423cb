"""Each edition by itself: where its values are known, its examples stand on both sides."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from mis_assessor.core.rules.in_force import Standing, governing, standing_on
from mis_assessor.core.rules.rulebook import Rule
from mis_assessor.core.rules.values import entries_in
from mis_assessor.rulebook.examples import read_examples
from mis_assessor.rulebook.loaded import years_in
from mis_assessor.rulebook.mentions import mentions
from trust_year.forms import rulebook

RULES = Path(__file__).parents[2] / "rules"


@dataclass(frozen=True, slots=True)
class Asked:
    """A rule in one of the editions that ask for it, with every value loaded."""

    rule: Rule
    edition: str

    def days(self) -> Iterator[date]:
        """Every day that decides in this edition."""
        for mention in mentions(self.rule.requirement):
            for entry in entries_in(self.rule.values.get(mention.name, ()), self.edition):
                if mention.edge:
                    yield from (day for day in entry.options if isinstance(day, date))


def asked() -> Iterator[Any]:
    """Every rule that lacks a value in some edition, in each edition where it lacks none.

    Where no edition lacks one, checking the rulebook asks for both sides already.
    """
    for year in years_in(RULES):
        for rule in rulebook(year).rules:
            editions = rule.requirement.applies.editions
            if rule.requirement.decided and any(lacks(rule, e) for e in editions):
                for edition in editions:
                    if not lacks(rule, edition):
                        name = f"{rule.requirement.id}, {edition}"
                        yield pytest.param(Asked(rule, edition), id=name)


def lacks(rule: Rule, edition: str) -> bool:
    """Whether a value that the rule rests on is not loaded in an edition."""
    names = {m.name for m in mentions(rule.requirement) if m.value}
    return any(e.not_loaded for n in names for e in entries_in(rule.values.get(n, ()), edition))


@pytest.mark.parametrize("one", list(asked()))
def test_examples_stand_on_both_sides_of_every_day_of_an_edition(one: Asked) -> None:
    examples = list(read_examples(one.rule.requirement.examples))
    words = " ".join(" ".join(example.cells.values()) for example in examples)
    for day in one.days():
        assert all(side in words for side in _sides(day)), f"{day} in edition {one.edition}"


def _sides(day: date) -> tuple[str, str]:
    if isinstance(day, datetime):
        after = day + timedelta(seconds=1)
        return f"{day:%Y-%m-%d %H:%M:%S}", f"{after:%Y-%m-%d %H:%M:%S}"
    return day.isoformat(), (day + timedelta(days=1)).isoformat()


@pytest.mark.parametrize("year", years_in(RULES))
def test_every_value_that_an_edition_uses_has_an_entry_in_it(year: int) -> None:
    """A day that is not known says so; left out, it would be silence."""
    for rule in rulebook(year).rules:
        names = {m.name for m in mentions(rule.requirement) if m.value} & set(rule.values)
        for edition in rule.requirement.applies.editions:
            without = {n for n in names if not entries_in(rule.values[n], edition)}
            assert without <= SILENT.get(rule.requirement.id, set()), (rule.file, edition)


SILENT = {"MIS-Y4-COND-10": {"declaration day"}}
"""In October's edition of 2021 two answers decide, whatever the last day was."""


def test_every_edition_of_year_4_governs_in_its_days() -> None:
    year = rulebook(4).year
    for day, edition in (
        (date(2021, 8, 9), "2021-08"),
        (date(2021, 10, 12), "2021-10"),
        (date(2022, 5, 5), "2021-10"),
        (date(2022, 5, 6), "2022-05"),
        (date(2022, 10, 31), "2022-10"),
    ):
        assert [e.id for e in governing(year, day)] == [edition]


def test_the_pause_falls_in_the_edition_of_october_2021() -> None:
    book = rulebook(4)
    (october,) = governing(book.year, date(2021, 12, 23))
    reviews, notified = book.rule("MIS-Y4-SA1-A-ii"), book.rule("MIS-Y4-SA1-A-i-N-2021")
    assert reviews and notified
    last, first = date(2021, 12, 22), date(2021, 12, 23)
    assert standing_on(book.year, reviews.requirement, october, last) is Standing.STANDS
    assert standing_on(book.year, reviews.requirement, october, first) is Standing.PAUSED
    assert standing_on(book.year, notified.requirement, october, first) is Standing.STANDS

"""A threshold is four rules of which one fires; a ruleset is named by its content."""

from dataclasses import replace
from datetime import date, datetime, time
from decimal import Decimal
from fractions import Fraction
from itertools import product
from typing import Any

import pytest

from mis_assessor.core.deciding.bounds import Measured
from mis_assessor.core.deciding.evaluate import compare
from mis_assessor.core.errors import EngineFault
from mis_assessor.core.rules.calendar import ONE_DAY
from mis_assessor.core.rules.comparisons import Way
from mis_assessor.core.rules.quantities import LONDON, Quantity, Share, Times
from mis_assessor.engine.compile import compile_rules, partition
from mis_assessor.engine.figures import Limit, limit_of, whole
from mis_assessor.engine.job import UNDECIDED
from mis_assessor.engine.replay import all_hold, check_of
from mis_assessor.engine.thresholds import Threshold

REVIEWS = Threshold(
    "SA1",
    "MIS-Y4-SA1-A-ii",
    "reviews is at least 95%",
    Limit(Way.AT_LEAST, 95, 100, shares=True),
)


def test_the_names_are_for_people() -> None:
    assert [rule.name for rule in partition(REVIEWS)] == [
        "MIS-Y4-SA1-A-ii: reviews is at least 95% → not met",
        "MIS-Y4-SA1-A-ii: reviews is at least 95% → met",
        "MIS-Y4-SA1-A-ii: reviews is at least 95%, more to come → not due yet",
        "MIS-Y4-SA1-A-ii: reviews is at least 95%, it can go either way → undecided",
    ]


@pytest.mark.parametrize("way", Way)
@pytest.mark.parametrize("theirs", [True, False], ids=["in the rules", "in the fact"])
@pytest.mark.parametrize(
    ("figures", "limit", "of"),
    [
        ((18, 19, 20), Share(Fraction(95, 100), "95%"), 20),
        ((0, 1, 2), Share(Fraction(1, 3), "1/3"), 3),
        ((2, 3, 4), Times(3, "3 times"), None),
        (tuple(map(Decimal, ("7.4", "7.499", "7.5", "7.501"))), Decimal("7.5"), None),
        ((date(2022, 1, 1), date(2022, 1, 2)), date(2022, 1, 1), None),
    ],
)
def test_exactly_one_fires_and_it_is_the_references(
    way: Way, theirs: bool, figures: tuple[Any, ...], limit: Quantity, of: int | None
) -> None:
    held = limit_of(limit, way) if theirs else Limit(way, None)
    number: Any = getattr(limit, "of_one", getattr(limit, "number", limit))
    for low, high, more in product(figures, figures, (False, True)):
        figure = Measured(low, high, number, way, more_to_come=more, of=of)
        assert says(figure, held) == [compare(figure)]
    for known in figures:
        figure = Measured(known, known, number, way, of=of)
        assert says(figure, replace(held, exact=True)) == [compare(figure)]


def says(figure: Measured, held: Limit) -> list[str]:
    """What the rules of a threshold say of a figure."""
    told = {"k": "SA1", "requirement": "A", "test": "t", **whole(figure, held)}
    fired = [
        rule.gives
        for rule in partition(Threshold("SA1", "A", "t", held))
        if all_hold(map(check_of, rule.conditions), told)
    ]
    return [figure.undecided if gives == UNDECIDED else gives for gives in fired]


@pytest.mark.parametrize("way", Way)
@pytest.mark.parametrize("at", [time(), time(12), time(23, 59, 59)])
def test_a_day_is_held_against_the_day_of_a_moment(way: Way, at: time) -> None:
    """Also on the days on which the clocks change."""
    for noon in (date(2022, 3, 27), date(2022, 10, 30), date(2022, 12, 31)):
        held = limit_of(datetime.combine(noon, at, LONDON), way)
        for said in (noon - ONE_DAY, noon, noon + ONE_DAY):
            figure = Measured(said, said, noon, way)
            assert says(figure, held) == [compare(figure)]


def test_a_ruleset_is_named_by_its_content() -> None:
    other = Threshold("SA1", "A", "t", Limit(Way.AT_LEAST, 96, 100, shares=True))
    assert compile_rules((REVIEWS,)).name == compile_rules((REVIEWS,)).name
    assert compile_rules((REVIEWS,)).name != compile_rules((other,)).name


def test_two_rules_of_one_name_are_refused() -> None:
    with pytest.raises(EngineFault, match="Two rules are named"):
        compile_rules((REVIEWS, REVIEWS))


def test_a_whole_year_of_thresholds_stays_within_the_limits() -> None:
    many = tuple(
        Threshold(f"SA{n % 10}", f"R{n}", f"test {t}", REVIEWS.limit)
        for n in range(150)
        for t in range(5)
    )
    assert len(compile_rules(many).rules) > 3000

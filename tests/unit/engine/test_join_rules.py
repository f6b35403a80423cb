"""A threshold is four rules of which one fires; a ruleset is named by its content."""

from datetime import date
from fractions import Fraction
from itertools import product

import pytest

from mis_assessor.core.deciding.bounds import Measured
from mis_assessor.core.deciding.evaluate import compare
from mis_assessor.core.errors import EngineFault
from mis_assessor.core.rules.comparisons import Way
from mis_assessor.engine.compile import Threshold, compile_rules, partition
from mis_assessor.engine.figures import Limit, whole
from mis_assessor.engine.job import UNDECIDED
from mis_assessor.engine.replay import holds

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
@pytest.mark.parametrize(
    ("figures", "limit", "of"),
    [
        ((18, 19, 20), Fraction(95, 100), 20),
        ((0, 1, 2), Fraction(1, 3), 3),
        ((2, 3, 4), 3, None),
        ((date(2022, 1, 1), date(2022, 1, 2)), date(2022, 1, 1), None),
    ],
)
def test_exactly_one_fires_and_it_is_the_references(
    way: Way, figures: tuple[int, ...], limit: Fraction, of: int | None
) -> None:
    for low, high, more in product(figures, figures, (False, True)):
        figure = Measured(low, high, limit, way, more_to_come=more, of=of)
        held, fact = whole(figure)
        told = {"k": "SA1", "requirement": "A", "test": "t", **fact}
        fired = [
            rule.gives
            for rule in partition(Threshold("SA1", "A", "t", held))
            if all(holds(condition, told) for condition in rule.conditions)
        ]
        says = [figure.undecided if gives == UNDECIDED else gives for gives in fired]
        assert says == [compare(figure)]


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

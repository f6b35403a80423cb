"""What the rules can ask is known from the rules: each test, and the limit it has or lacks."""

from dataclasses import replace

import pytest

from mis_assessor.core.rules.comparisons import Op, Way
from mis_assessor.core.rules.conditions import AllOf, InOrder, PersonConfirms, Test
from mis_assessor.core.rules.values import Entry, Status
from mis_assessor.engine.figures import Kind, Limit
from mis_assessor.engine.thresholds import thresholds_of
from unit.engine.built import rule

NEEDED = {"evidence": "reviews", "op": Op.AT_LEAST}


def limits(*tests: Test | InOrder | PersonConfirms, **values: Entry) -> dict[str, Limit]:
    """The tests of a rule by their words, with their limits."""
    one = rule("A", AllOf(all_of=tests))
    entries = {name: (entry,) for name, entry in values.items()}
    held = replace(one, values={**one.values, **entries})
    return {found.test: found.limit for found in thresholds_of(held)}


@pytest.mark.parametrize(
    ("test", "words", "limit"),
    [
        (
            Test(**NEEDED, value="needed"),
            "reviews is at least 95%",
            Limit(Way.AT_LEAST, 95, 100, shares=True),
        ),
        (
            Test(evidence="reviews", op=Op.AT_MOST, value="none", before="needed"),
            "reviews is at most none before needed",
            Limit(Way.AT_MOST, 0),
        ),
        (
            Test(evidence="reviews", op=Op.REPORTED, value="yes", counted_by="dated"),
            "reviews is reported yes counted by dated",
            Limit(Way.AT_LEAST, None),
        ),
        (
            Test(evidence="posts", op=Op.AT_LEAST, value="funded"),
            "posts is at least funded",
            Limit(Way.AT_LEAST, None, exact=True),
        ),
        (
            Test(evidence="share", op=Op.SHARE_OF, value="theirs"),
            "share is at least the share of theirs",
            Limit(Way.AT_LEAST, None),
        ),
        (
            Test(evidence="agreed", op=Op.IS, value="yes"),
            "agreed is yes",
            Limit(Way.AT_MOST, 0, exact=True),
        ),
        (
            Test(evidence="plan", op=Op.IN_PLACE_BY, value="day"),
            "plan is in place by 2022-12-05",
            Limit(Way.AT_MOST, 738494, kind=Kind.DAY, exact=True),
        ),
        (
            Test(evidence="plan", op=Op.NO_OLDER_THAN, value="long"),
            "plan is no older than 3 months",
            Limit(Way.AT_LEAST, None, exact=True),
        ),
        (
            InOrder(in_this_order=("asked", "answered")),
            "asked, answered in this order",
            Limit(Way.AT_MOST, 0, exact=True),
        ),
    ],
)
def test_the_limit_of_a_test(test: Test | InOrder, words: str, limit: Limit) -> None:
    values = {
        "day": Entry(is_="2022-12-05", status=Status.SEED),
        "long": Entry(is_="3 months", status=Status.SEED),
    }
    assert limits(test, **values) == {words: limit}


def test_a_value_that_a_system_sets_for_itself_is_asked_by_its_name() -> None:
    local = Entry(set_locally="ambition", status=Status.SEED)
    assert limits(Test(**NEEDED, value="local"), local=local) == {
        "reviews is at least local": Limit(Way.AT_LEAST, None)
    }
    gaps = Test(evidence="reports", op=Op.GAPS_AT_MOST, value="local")
    assert limits(gaps, local=local) == {"reports gaps at most local": Limit(Way.AT_MOST, 0)}


@pytest.mark.parametrize(
    "test",
    [
        Test(**NEEDED, value="unread"),
        Test(**NEEDED, value="of no edition"),
        Test(evidence="plan", op=Op.TOLERATED, value="unread"),
        Test(evidence="plan", op=Op.TOLERATED, value="needed"),
        PersonConfirms(a_person_confirms="good enough?"),
    ],
)
def test_what_no_figure_is_ever_held_against_needs_no_rule(test: Test | PersonConfirms) -> None:
    values = {
        "unread": Entry(not_loaded="not seen", status=Status.RECALLED_LOW),
        "of no edition": Entry(is_="90%", status=Status.SEED, editions=("april",)),
    }
    assert limits(test, **values) == {}


def test_a_value_read_two_ways_is_two_tests() -> None:
    either = Entry(readings=("90%", "95%"), status=Status.ASSUMPTION)
    assert [*limits(Test(**NEEDED, value="either"), either=either)] == [
        "reviews is at least 90%",
        "reviews is at least 95%",
    ]


def test_another_answer_of_the_name_of_a_value_is_the_answer() -> None:
    one = rule("A", Test(**NEEDED, value="needed"))
    assert [found.limit.value for found in thresholds_of(one)] == [95]
    asked = one.requirement.model_copy(update={"evidence": {"needed": None}})
    named = replace(one, requirement=asked)
    assert [found.limit.value for found in thresholds_of(named)] == [None]

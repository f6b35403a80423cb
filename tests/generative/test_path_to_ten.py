"""What the way to ten proposes, when applied, gives ten; and nothing cheaper does.

The truth is the evaluator itself: every set of repairs is applied and decided, and the
cheapest that is enough is what the solver must have found.
"""

from collections import Counter
from collections.abc import Mapping
from itertools import combinations
from random import Random

import pytest

from generative.years_under_way import year_under_way
from mis_assessor.core.ahead.applied import applied
from mis_assessor.core.ahead.demands import demands_of
from mis_assessor.core.ahead.needs import can_be, is_enough, repairs_in
from mis_assessor.core.ahead.path import way_of
from mis_assessor.core.ahead.repair import Repair, RepairKind
from mis_assessor.core.deciding.position import Position, decide_position
from mis_assessor.services.cheapest import cheapest

EFFORTS = {kind: 1 + number % 5 for number, kind in enumerate(RepairKind)}
MOST = 9
"""Repairs of a year of which all sets are decided: 512."""
YEARS = 60
BATCHES = 5


def all_hold(position: Position, names: Mapping[str, object], done: frozenset[str]) -> bool:
    """Whether the evaluators say that all of some requirements hold once repairs are done."""
    after = applied(position, done)
    return all(after.rolled.requirements[name].holds for name in names)


def brute_force(position: Position, names: Mapping[str, object], repairs: list[Repair]) -> int:
    """The least effort that is enough, found by deciding every set; -1 where none is."""
    best = -1
    for size in range(len(repairs) + 1):
        for chosen in combinations(repairs, size):
            effort = sum(EFFORTS[repair.kind] for repair in chosen)
            cheaper = best < 0 or effort < best
            keys = frozenset(repair.key for repair in chosen)
            if cheaper and all_hold(position, names, keys):
                best = effort
    return best


@pytest.mark.parametrize("batch", range(BATCHES))
def test_the_cheapest_way_is_that_of_brute_force(batch: int) -> None:
    seen: Counter[str] = Counter()
    for number in range(YEARS):
        chance = Random(batch * 10_000 + number)
        rulebook, submission, on = year_under_way(chance)
        position = decide_position(rulebook, submission, on)
        demands = {n: need for n, need in demands_of(position).items() if can_be(need)}
        repairs = list({r.key: r for need in demands.values() for r in repairs_in(need)}.values())
        if len(repairs) > MOST:
            seen["too many"] += 1
            continue
        way = way_of(position, EFFORTS, cheapest, 3)
        truth = brute_force(position, demands, repairs)
        seen["years"] += 1
        seen["never"] += len(way.never)
        assert way.sets, "what can be has a way"
        assert truth == way.sets[0].effort, (batch, number)
        for one in way.sets:
            keys = frozenset(one.keys)
            assert one.proven
            assert all_hold(position, demands, keys), (batch, number)
            for key in keys:
                assert not all_hold(position, demands, keys - {key}), "nothing can be left out"
            assert all(is_enough(need, keys) for need in demands.values())
        seen["several ways"] += len(way.sets) > 1
        seen["with steps"] += bool(way.sets[0].steps)
    assert seen["years"] > YEARS // 2, seen
    assert seen["with steps"] > YEARS // 4, seen
    assert seen["several ways"] > 2, seen
    assert seen["never"], seen


def test_what_never_can_be_is_not_met_whatever_is_done() -> None:
    """All repairs together do not make true what is said to be lost."""
    lost = 0
    for number in range(120):
        rulebook, submission, on = year_under_way(Random(77_000 + number))
        position = decide_position(rulebook, submission, on)
        demands = demands_of(position)
        everything = frozenset(r.key for need in demands.values() for r in repairs_in(need))
        after = applied(position, everything)
        for name, need in demands.items():
            if not can_be(need):
                lost += 1
                assert not after.rolled.requirements[name].holds, (number, name)
    assert lost > 8


def test_no_repair_alters_a_past_fact() -> None:
    """Every last safe day lies on or after the assessment day, or evidence is all that is asked."""
    for number in range(120):
        rulebook, submission, on = year_under_way(Random(55_000 + number))
        position = decide_position(rulebook, submission, on)
        for need in demands_of(position).values():
            for repair in repairs_in(need):
                assert repair.by is None or repair.by >= on, repair

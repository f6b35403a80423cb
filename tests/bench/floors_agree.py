"""Whether a floor decides as the engine does, on worlds in which anything may go wrong."""

from collections.abc import Iterator, Mapping
from functools import cache
from random import Random

from bench import plain_floor
from bench.zen_equivalent import ZenEquivalent
from generative.worlds import invent
from mis_assessor.engine.cage import Engine
from mis_assessor.engine.plan import FUND, Plan
from mis_assessor.engine.plan_book import make_plan

WORLDS = 150


@cache
def worlds() -> tuple[tuple[Plan, Mapping[str, str]], ...]:
    """Invented plans, and what the engine says of every node of each."""
    return tuple(_decided())


def _decided() -> Iterator[tuple[Plan, Mapping[str, str]]]:
    with Engine(jobs_a_worker=WORLDS) as engine:
        for seed in range(WORLDS):
            world = invent(Random(seed))
            said = engine.decide(world.cases, world.rules, world.money)
            assert said.fund is not None
            plan = make_plan(world.cases, world.rules, world.money)
            yield plan, {**said.verdicts, FUND: said.fund}


def plain_agrees() -> str:
    """Nothing, or on how many worlds the plain floor differs, and where first."""
    return _differs(
        {
            number: plain_floor.in_words(plan, plain_floor.decide(plain_floor.steps_of(plan)))
            for number, (plan, _) in enumerate(worlds())
        }
    )


def zen_agrees() -> str:
    """The same of zen-engine."""
    found: dict[int, Mapping[str, str]] = {}
    for number, (plan, _) in enumerate(worlds()):
        zen = ZenEquivalent(plan)
        found[number] = zen.in_words(zen.decide())
    return _differs(found)


def _differs(found: Mapping[int, Mapping[str, str]]) -> str:
    wrong = [
        f"world {number}, “{node}”"
        for number, (_, said) in enumerate(worlds())
        for node in said
        if found[number].get(node) != said[node]
    ]
    return f"DIFFERS on {len(wrong)} nodes of random worlds, first {wrong[0]}" if wrong else ""

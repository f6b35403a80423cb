"""The engine and the reference evaluator decide every invented world alike."""

import os
from collections import Counter
from collections.abc import Iterator
from random import Random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from generative.worlds import invent
from mis_assessor.core.deciding.recovery import Recovery
from mis_assessor.core.verdicts import Verdict
from mis_assessor.engine.agree import agree
from mis_assessor.engine.cage import Engine

pytestmark = pytest.mark.uncounted

WORLDS = int(os.environ.get("MIS_WORLDS", "2000"))
BATCHES = 10


@pytest.fixture(scope="module")
def engine() -> Iterator[Engine]:
    with Engine(jobs_a_worker=100_000) as engine:
        yield engine


@given(chance=st.randoms(use_true_random=False))
@settings(max_examples=100, deadline=None, suppress_health_check=list(HealthCheck))
def test_they_agree_on_every_node(engine: Engine, chance: Random) -> None:
    world = invent(chance, most=3)
    result = engine.decide(world.cases, world.rules, world.money)
    agree(result, *world.reference())


@pytest.mark.parametrize("batch", range(BATCHES))
def test_they_agree_on_many_worlds(engine: Engine, batch: int) -> None:
    seen: Counter[str] = Counter()
    for number in range(WORLDS // BATCHES):
        world = invent(Random(batch * 1_000_000 + number))
        result = engine.decide(world.cases, world.rules, world.money)
        agree(result, *world.reference())
        seen.update(result.verdicts.values())
        assert result.fund is not None
        seen[result.fund] += 1
    assert len(seen) == len(Verdict) + len(Recovery), (
        f"the worlds are too alike to prove much: {seen}"
    )

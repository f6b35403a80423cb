"""A fault in either count, or in either evaluator, shows as a disagreement of the two."""

from collections.abc import Iterator

import pytest

from mis_assessor.core.errors import Problem
from mis_assessor.engine.cage import Engine
from recount.faults import FAULTS, Fault, shown
from recount.seen import KNOWN
from recount.small_worlds import world_of


@pytest.fixture(scope="module")
def engine() -> Iterator[Engine]:
    with Engine(jobs_a_worker=100_000) as running:
        yield running


@pytest.mark.parametrize("fault", FAULTS, ids=lambda one: str(one)[:60])
def test_it_is_seen(fault: Fault, engine: Engine) -> None:
    book, rule, number, where, what = KNOWN[str(fault)]
    assert shown(fault, world_of(book, rule, number), engine) == Problem(where, what)


def test_none_is_known_by_another_name() -> None:
    assert {str(fault) for fault in FAULTS} == KNOWN.keys()

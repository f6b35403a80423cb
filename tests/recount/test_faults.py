"""A fault in either count shows as a disagreement of the two."""

import pytest

from mis_assessor.core.errors import Problem
from recount.faults import FAULTS, Fault, shown
from recount.seen import KNOWN
from recount.small_worlds import world_of


@pytest.mark.parametrize("fault", FAULTS, ids=lambda one: str(one)[:60])
def test_it_is_seen(fault: Fault) -> None:
    book, rule, number, where, what = KNOWN[str(fault)]
    assert shown(fault, world_of(book, rule, number)) == Problem(where, what)


def test_none_is_known_by_another_name() -> None:
    assert len(FAULTS) == len(KNOWN) >= 60

"""A fault in either count shows as a disagreement of the two."""

import json
from pathlib import Path

import pytest

from recount.faults import FAULTS, Fault, differs

SEEN: dict[str, int] = json.loads(Path(__file__).with_name("seen.json").read_text())
"""Fault → the first submission that shows it, as ``python -m recount.faults`` finds it."""
KNOWN = [(fault, SEEN[str(fault)]) for fault in FAULTS if str(fault) in SEEN]


@pytest.mark.parametrize(("fault", "number"), KNOWN, ids=lambda one: str(one)[:60])
def test_it_is_seen(fault: Fault, number: int) -> None:
    assert differs(fault, number)


def test_none_is_known_by_another_name() -> None:
    assert len(KNOWN) == len(SEEN) >= 30

"""One fact, one firing: whatever else the library does is refused."""

import json
from collections.abc import Iterator, Sequence
from typing import Any

import durable_rules_engine as C
import pytest

from mis_assessor.engine import session as driver
from mis_assessor.engine.job import COUNTERS, OPEN_RULE
from mis_assessor.engine.session import Refused, Session, run

RULES = {
    OPEN_RULE: [{"k": "open"}],
    "a → met": [{"k": "a"}],
    "b → undecided": [{"k": "b"}],
    "still open → needs judgement": [{"k": "still open"}, {"says": "needs judgement"}],
    "c → met": [{"k": "c"}, {"n_met": 1}, {"total": 2}, {"hold": 1}, {"role": "met"}],
    "twice": [{"k": "d"}],
    "twice again": [{"k": "d"}],
}
GIVES = {name: name.rpartition("→ ")[2] for name in RULES}


@pytest.fixture
def handle() -> Iterator[int]:
    rules = {n: {"all": [{"m": {"$and": c}}]} for n, c in RULES.items()}
    handle = C.create_ruleset("test", json.dumps(rules))
    yield handle
    C.delete_ruleset(handle)


def test_a_plan_runs_from_leaves_to_joins(handle: int) -> None:
    nodes: list[dict[str, Any]] = [
        {"node": "one", "fact": {"k": "a"}},
        {"node": "again", "same": "one"},
        {"node": "two", "fact": {"k": "b", "undecided": "needs judgement"}},
        {
            "node": "both",
            "fact": {"k": "c"},
            "count": ["one", "two"],
            "hold": ["one", "two"],
            "words": {"role": "again"},
        },
    ]
    trace = run(handle, "s", nodes, GIVES)
    assert [rule for rule, _ in trace] == [
        OPEN_RULE,
        "a → met",
        "b → undecided",
        "still open → needs judgement",
        "c → met",
    ]
    counts = dict.fromkeys(COUNTERS.values(), 0) | {"n_met": 1}
    counts["n_needs_judgement"] = 1
    joined = {"k": "c", "node": "both", "role": "met", "total": 2, "hold": 1, **counts}
    assert trace[-1][1] == joined


@pytest.mark.parametrize(
    ("fact", "why"),
    [
        ({"k": "unheard of"}, "was lost: no rule looks at it"),
        ({"k": "d"}, "2 rules instead of one"),
    ],
)
def test_a_fact_that_does_not_fire_one_rule(
    handle: int, fact: dict[str, int | str], why: str
) -> None:
    session = Session(handle, "s")
    with pytest.raises(Refused, match=why):
        session.tell(fact)
    session.close()


def test_ids_with_one_short_hash(handle: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(driver, "fnv1a32", lambda _: 7)
    session = Session(handle, "s")
    with pytest.raises(Refused, match="same short hash"):
        session.tell({"k": "a"})
    session.close()


class Library:
    """Stands in for durable_rules where it would misbehave."""

    def __init__(self, code: int, fired: Sequence[str]) -> None:
        self._code = code
        self._fired = list(fired)

    def assert_fact(self, handle: int, fact: str) -> tuple[int, int]:
        return self._code, 1

    def start_action_for_state(self, handle: int, offset: int) -> tuple[str, str] | None:
        return ("{}", self._fired.pop(0)) if self._fired else None

    def complete_and_start_action(self, handle: int, offset: int) -> str | None:
        return self._fired.pop(0) if self._fired else None


@pytest.mark.parametrize(
    ("library", "why"),
    [
        (Library(2, ()), "was lost: it was there already"),
        (Library(0, ()), "0 rules instead of one"),
        (Library(0, ['{"r": {"m": {"id": "f9", "sid": "s"}}}']), "on another fact"),
        (Library(0, ['{"r": {"m": {"id": "f0", "sid": "t"}}}']), "on another fact"),
    ],
)
def test_a_library_that_misbehaves(
    library: Library, why: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(driver, "C", library)
    with pytest.raises(Refused, match=why):
        Session(1, "s")

"""One fact, one firing: whatever else the library does is refused."""

import json
from collections.abc import Iterator, Sequence

import durable_rules_engine as C
import pytest

from mis_assessor.engine import session as driver
from mis_assessor.engine.job import COUNTERS, OPEN_RULE, OPENING, Node
from mis_assessor.engine.plan import head_of
from mis_assessor.engine.session import Ids, Refused, Session, run

RULES = {
    OPEN_RULE: [{"k": "open"}],
    "a → met": [{"k": "a"}],
    "b → undecided": [{"k": "b"}],
    "c → met": [{"k": "c"}, {"n_met": 1}, {"total": 2}, {"hold": 1}, {"role": "met"}],
    "twice": [{"k": "d"}],
    "twice again": [{"k": "d"}],
}
NAMES = list(RULES)
KNOWN = {json.dumps(n, ensure_ascii=False): (i, n.rpartition("→ ")[2]) for i, n in enumerate(NAMES)}


@pytest.fixture
def handle() -> Iterator[int]:
    rules = {n: {"all": [{"m": {"$and": c}}]} for n, c in RULES.items()}
    handle = C.create_ruleset("test", json.dumps(rules, ensure_ascii=False))
    yield handle
    C.delete_ruleset(handle)


def test_a_plan_runs_from_leaves_to_joins(handle: int) -> None:
    nodes: list[Node] = [
        (head_of("one", {"k": "a"}), ""),
        0,
        (head_of("two", {"k": "b"}), "needs judgement"),
        "paused",
        (head_of("both", {"k": "c"}), (0, 2), {"role": 1}, (0, 2)),
    ]
    trace = run(handle, "s", nodes, KNOWN)
    assert [NAMES[rule] for rule, _ in trace] == [OPEN_RULE, "a → met", "b → undecided", "c → met"]
    counts = dict.fromkeys(COUNTERS.values(), 0) | {"n_met": 1}
    counts["n_needs_judgement"] = 1
    joined = {"k": "c", "node": "both", "role": "met", "total": 2, "hold": 1, **counts}
    assert json.loads(f"{trace[-1][1]}}}") == joined


def test_a_word_that_is_no_verdict_is_not_counted(handle: int) -> None:
    nodes: list[Node] = ["fine", (head_of("both", {"k": "c"}), (0,), {}, None)]
    with pytest.raises(ValueError, match="'fine'} are no verdicts"):
        run(handle, "s", nodes, KNOWN)


@pytest.mark.parametrize(
    ("fact", "why"),
    [
        ({"k": "unheard of"}, "was lost: no rule looks at it"),
        ({"k": "d"}, "more than one rule fired"),
    ],
)
def test_a_fact_that_does_not_fire_one_rule(
    handle: int, fact: dict[str, int | str], why: str
) -> None:
    session = Session(handle, "s", KNOWN)
    with pytest.raises(Refused, match=why):
        session.tell(head_of("n", fact))
    session.close()


def test_ids_with_one_short_hash(handle: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(driver, "fnv1a32", lambda _: 7)
    session = Session(handle, "s", KNOWN, Ids())
    with pytest.raises(Refused, match="same short hash"):
        session.tell(head_of("n", {"k": "a"}))
    session.close()


OPENS = json.dumps(OPEN_RULE)
BEGUN = f'{{"m":{OPENING}'


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
        (Library(0, ()), "no rule fired"),
        (Library(0, [f"{{{OPENS}:{BEGUN}}}}}"]), "is no rule that fired on the fact"),
        (Library(0, [f'{{"r":{BEGUN},"id":"f0","sid":"s"}}}}}}']), "is no rule that fired"),
        (Library(0, [f'{{{OPENS}:{BEGUN},"id":"f9","sid":"s"}}}}}}']), "is no rule that fired"),
        (Library(0, [f'{{{OPENS}:{BEGUN},"id":"f0","sid":"t"}}}}}}']), "is no rule that fired"),
    ],
)
def test_a_library_that_misbehaves(
    library: Library, why: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(driver, "C", library)
    with pytest.raises(Refused, match=why):
        Session(1, "s", KNOWN)


def test_a_library_that_behaves(monkeypatch: pytest.MonkeyPatch) -> None:
    fired = f'{{{OPENS}:{BEGUN},"id":"f0","sid":"s"}}}}}}'
    monkeypatch.setattr(driver, "C", Library(0, [fired]))
    assert Session(1, "s", KNOWN).trace == [(0, OPENING)]

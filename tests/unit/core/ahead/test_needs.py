"""The formula of repairs: what it takes, what can never be, and why."""

from mis_assessor.core.ahead.needs import (
    NOTHING_NEEDED,
    AtLeast,
    Do,
    Everything,
    Never,
    can_be,
    either,
    everything,
    is_enough,
    reasons,
    repairs_in,
)
from mis_assessor.core.ahead.puzzle import AnyNode, CountNode, forced, puzzle_of, puzzles_of
from mis_assessor.core.ahead.repair import Repair, RepairKind
from mis_assessor.services.cheapest import cheapest
from unit.core.asked import day


def repair(key: str, kind: RepairKind = RepairKind.CASE, by: str = "2022-10-01") -> Repair:
    """A repair that is due on a day."""
    return Repair(key, kind, key, day(by))


A, B, C = repair("a"), repair("b"), repair("c", RepairKind.DOCUMENT)
EFFORTS = dict.fromkeys(RepairKind, 4) | {RepairKind.DOCUMENT: 7}


def test_what_needs_nothing_disappears() -> None:
    assert everything([NOTHING_NEEDED, Do(A)]) == Do(A)
    assert either([Do(A), NOTHING_NEEDED]) == NOTHING_NEEDED
    assert either([Do(A), Do(A)]) == Do(A)
    assert everything([]) == NOTHING_NEEDED


def test_what_never_can_be_says_why_and_only_there() -> None:
    lost = Never("the day has passed")
    both = everything([Do(A), lost])
    assert not can_be(both)
    assert list(reasons(both)) == ["the day has passed"]
    assert can_be(either([lost, Do(A)]))
    assert list(reasons(either([lost, Do(A)]))) == []
    assert list(reasons(either([lost, Never("so has that")]))) == [lost.why, "so has that"]
    assert not can_be(AtLeast(3, (A, B)))
    assert list(reasons(AtLeast(3, (A, B)))) == []


def test_a_set_is_enough_where_the_formula_says_so() -> None:
    need = everything([AtLeast(1, (A, B)), either([Do(C), Never("no")])])
    assert is_enough(need, frozenset("ac"))
    assert is_enough(need, frozenset("bc"))
    assert not is_enough(need, frozenset("ab"))
    assert not is_enough(Never("no"), frozenset("abc"))
    assert [r.key for r in repairs_in(need)] == ["a", "b", "c"]


def test_what_is_alike_is_one_lot_and_the_earliest_day_is_the_safe_one() -> None:
    early = repair("a", by="2022-09-01")
    puzzle = puzzle_of([AtLeast(1, (B, A)), AtLeast(1, (early, B)), Do(C)], EFFORTS)
    assert [[(r.key, str(r.by)) for r in lot.repairs] for lot in puzzle.lots] == [
        [("a", "2022-09-01"), ("b", "2022-10-01")],
        [("c", "2022-10-01")],
    ]
    (found,) = cheapest(puzzle, 1)
    assert found.proven
    chosen = [r.key for lot, n in found.chosen.items() for r in puzzle.lots[lot].repairs[:n]]
    assert sorted(chosen) == ["a", "c"]


def test_the_cheaper_of_two_routes_comes_first_and_the_other_next() -> None:
    puzzle = puzzle_of([either([Do(C), everything([Do(A)])])], EFFORTS)
    first, second = cheapest(puzzle, 5)
    efforts = [
        sum(puzzle.lots[lot].effort * n for lot, n in one.chosen.items()) for one in (first, second)
    ]
    assert efforts == [4, 7]


def test_nothing_to_do_is_one_way_and_what_can_never_be_is_none() -> None:
    assert [one.chosen for one in cheapest(puzzle_of([], EFFORTS), 3)] == [{}]
    lost = puzzle_of([Never("over"), Do(A)], EFFORTS)
    assert AnyNode(()) in lost.nodes
    assert cheapest(lost, 3) == ()
    assert any(isinstance(node, CountNode) for node in lost.nodes)
    same = Do(A)
    whole = puzzle_of([Everything((same,)), same], EFFORTS)
    assert [one.chosen for one in cheapest(whole, 2)] == [{0: 1}]


def test_what_leaves_nothing_to_choose_needs_no_search() -> None:
    puzzle = puzzle_of([AtLeast(1, (A, B)), Do(C)], EFFORTS)
    only = forced(puzzle)
    assert only is not None
    assert sorted(only.chosen.values()) == [1, 1]
    too_many = puzzle_of([AtLeast(3, (A, B))], EFFORTS)
    assert forced(too_many) is None
    assert cheapest(too_many, 2) == ()
    apart = puzzles_of([Do(A), AtLeast(1, (A, B)), Do(C)], EFFORTS)
    assert sorted(len(one.lots) for one in apart) == [1, 2]

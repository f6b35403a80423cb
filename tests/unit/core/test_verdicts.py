"""How verdicts join, written out: nothing here is computed."""

from itertools import product

import pytest

from mis_assessor.core.verdicts import (
    Verdict,
    all_of,
    any_of,
    instead,
    judged,
    same_under_every_reading,
)

N = Verdict.NOT_MET
E = Verdict.EVIDENCE_MISSING
J = Verdict.NEEDS_JUDGEMENT
D = Verdict.NOT_DUE_YET
A = Verdict.MET_BY_ALTERNATIVE
M = Verdict.MET
P = Verdict.PAUSED
X = Verdict.NOT_APPLICABLE
LETTERS = {"N": N, "E": E, "J": J, "D": D, "A": A, "M": M, "P": P, "X": X}

ALL = """
    N E J D A M P X
  N N N N N N N N N
  E N E E E E E E E
  J N E J J J J J J
  D N E J D D D D D
  A N E J D A A A A
  M N E J D A M M M
  P N E J D A M P P
  X N E J D A M P X
"""
ANY = """
    N E J D A M P X
  N N E J D A M N N
  E E E E E A M E E
  J J E J J A M J J
  D D E J D A M D D
  A A A A A A M A A
  M M M M M M M M M
  P N E J D A M P P
  X N E J D A M P X
"""
# Down: the standard. Across: the guidance's alternative.
INSTEAD = """
    N E J D A M P X
  N N N J D A A N N
  E E E E E E E E E
  J J J J J A A J J
  D D D D D D D D D
  A A A A A A A A A
  M M M M M M M M M
  P P P P P P P P P
  X X X X X X X X X
"""


def table(written: str) -> dict[tuple[Verdict, Verdict], Verdict]:
    """A written table as pairs and their verdict."""
    head, *rows = [line.split() for line in written.strip().splitlines()]
    return {
        (LETTERS[row[0]], LETTERS[column]): LETTERS[cell]
        for row in rows
        for column, cell in zip(head, row[1:], strict=True)
    }


@pytest.mark.parametrize(("pair", "expected"), table(ALL).items())
def test_all_of(pair: tuple[Verdict, Verdict], expected: Verdict) -> None:
    assert all_of(pair) is expected


@pytest.mark.parametrize(("pair", "expected"), table(ANY).items())
def test_any_of(pair: tuple[Verdict, Verdict], expected: Verdict) -> None:
    assert any_of(pair) is expected


@pytest.mark.parametrize(("pair", "expected"), table(INSTEAD).items())
def test_instead(pair: tuple[Verdict, Verdict], expected: Verdict) -> None:
    assert instead(*pair) is expected


@pytest.mark.parametrize("triple", list(product(Verdict, repeat=3)))
def test_joining_three_is_joining_two_and_one(triple: tuple[Verdict, ...]) -> None:
    first, second, third = triple
    assert all_of(triple) is all_of((all_of((first, second)), third))


def test_nothing_to_join_is_not_applicable() -> None:
    assert all_of(()) is X
    assert any_of(()) is X


def test_readings_that_agree_stand_and_others_need_a_person() -> None:
    assert same_under_every_reading([M, M]) is M
    assert same_under_every_reading([N]) is N
    assert same_under_every_reading([M, N]) is J
    assert same_under_every_reading([M, A]) is J


@pytest.mark.parametrize("computed", list(Verdict))
def test_a_judgement_resolves_needs_judgement_and_nothing_else(computed: Verdict) -> None:
    assert judged(computed, None) is computed
    assert judged(computed, M) is (M if computed is J else computed)
    assert judged(computed, N) is (N if computed is J else computed)


def test_only_met_and_met_by_alternative_hold() -> None:
    assert [v for v in Verdict if v.holds] == [A, M]

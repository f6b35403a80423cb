"""What hangs on a rule alone is worked out once for that very rule."""

import pytest

from mis_assessor.core.rules import once
from mis_assessor.core.rules.once import once_each


def test_the_very_same_thing_is_asked_once() -> None:
    """An equal one is another: rules are not compared by content."""
    asked: list[tuple[list[int], int]] = []

    @once_each
    def total(numbers: list[int], times: int) -> int:
        """The sum, so many times."""
        asked.append((numbers, times))
        return times * sum(numbers)

    one, equal = [1, 2], [1, 2]
    assert [total(one, 2), total(one, 2), total(equal, 2), total(one, 3)] == [6, 6, 6, 9]
    assert asked == [(one, 2), (equal, 2), (one, 3)]
    assert total.__doc__ == "The sum, so many times."


def test_what_is_kept_has_a_bound(monkeypatch: pytest.MonkeyPatch) -> None:
    """A program that runs for months meets no end of rules."""
    monkeypatch.setattr(once, "KEPT", 3)
    worked: list[int] = []

    @once_each
    def first_of(numbers: list[int]) -> int:
        worked.append(numbers[0])
        return numbers[0]

    rules = [[number] for number in range(5)]
    assert [first_of(one) for one in (*rules, *rules)] == [*range(5), *range(5)]
    assert worked == [*range(5), *range(5)]

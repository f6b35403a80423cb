"""What hangs on a rule alone is worked out once for that very rule."""

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

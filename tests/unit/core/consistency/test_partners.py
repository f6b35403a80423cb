"""An event of one register finds the nearest of another, and each is taken once."""

from datetime import date, timedelta

from mis_assessor.core.consistency.partners import Partners, Same

DAY = date(2024, 6, 10)
WEEK = timedelta(days=7)


def partners(*told: tuple[int, Same]) -> Partners:
    """Events some days after the day that counts."""
    return Partners((DAY + timedelta(days=days), same) for days, same in told)


def take(them: Partners, same: Same, first: date = DAY - WEEK, last: date = DAY + WEEK) -> bool:
    """Whether an event on the day finds one."""
    return them.take(DAY, first, last, same)


def test_each_is_taken_once() -> None:
    """Two events that are alike do not share one partner."""
    them = partners((3, ("39+2",)), (-3, ("39+2",)))
    assert [take(them, ("39+2",)) for _ in range(3)] == [True, True, False]


def test_one_outside_the_days_is_none() -> None:
    """Before the first day, after the last, or where there is nothing on one side."""
    assert not take(partners((8, ()), (-8, ())), ())
    assert take(partners((5, ())), (), first=DAY)
    assert take(partners((-5, ())), (), last=DAY)
    assert not take(partners((-5, ())), (), first=DAY)


def test_what_both_tell_must_be_equal_and_a_blank_is_equal_to_anything() -> None:
    """Of two on one day the one that is alike is taken."""
    them = partners((0, ("30+0",)), (0, ("39+2",)), (1, (None,)))
    assert take(them, ("39+2",))
    assert take(them, ("39+2",))
    assert not take(them, ("39+2",))
    assert take(them, (None,))


def test_of_two_equally_near_the_first_told_is_taken() -> None:
    """So the one behind is left for another event."""
    them = partners((2, ("a",)), (-2, ("b",)))
    assert take(them, (None,))
    assert not take(them, ("a",))
    assert take(them, ("b",))

"""Events of one register sought in another, each taken once, in time that grows with the rows."""

from collections import defaultdict, deque
from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from mis_assessor.core.evidence.submission import Cell

Same = tuple[Cell | None, ...]
"""The cells that must be equal; a blank is equal to anything."""


class Partners:
    """The events that are told, by day and by the cells that must be equal."""

    def __init__(self, told: Iterable[tuple[date, Same]]) -> None:
        self._left: dict[date, dict[Same, deque[int]]] = defaultdict(dict)
        for number, (day, same) in enumerate(told):
            self._left[day].setdefault(same, deque()).append(number)

    def take(self, day: date, first: date, last: date, same: Same) -> bool:
        """Takes the nearest in some days that is alike, of equally near ones the first told."""
        for days in _by_nearness(day, first, last):
            alike = [
                (numbers[0], there, held)
                for there in days
                for held, numbers in self._left.get(there, {}).items()
                if _equal(same, held)
            ]
            if alike:
                _, there, held = min(alike, key=lambda one: one[0])
                self._left[there][held].popleft()
                if not self._left[there][held]:
                    del self._left[there][held]
                return True
        return False


def _by_nearness(day: date, first: date, last: date) -> Iterator[tuple[date, ...]]:
    """The days from the first to the last, those equally far from a day together."""
    back, on = (day - first).days, (last - day).days
    yield (day,)
    for apart in range(1, max(back, on) + 1):
        yield (
            *((day - timedelta(apart),) if apart <= back else ()),
            *((day + timedelta(apart),) if apart <= on else ()),
        )


def _equal(one: Same, other: Same) -> bool:
    return all(a is None or b is None or a == b for a, b in zip(one, other, strict=True))

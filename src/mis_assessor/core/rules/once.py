"""What hangs on a rule alone is worked out once, however many trusts are assessed by it."""

from collections.abc import Callable
from functools import wraps
from typing import Any, Generic, TypeVar, cast

Thing = TypeVar("Thing")
Work = TypeVar("Work", bound=Callable[..., Any])
KEPT = 1 << 12
"""For so many rules; where there are more, all are forgotten and worked out anew."""


class ByIdentity(Generic[Thing]):
    """A thing compared by being the very same: rules are too large to be compared by content."""

    __slots__ = ("it",)

    def __init__(self, it: Thing) -> None:
        self.it = it

    def __eq__(self, other: object) -> bool:
        return isinstance(other, ByIdentity) and self.it is other.it

    def __hash__(self) -> int:
        return id(self.it)


def once_each(work: Work) -> Work:
    """Keeps what a function says of its first argument, which never changes."""
    kept: dict[tuple[Any, ...], tuple[object, Any]] = {}

    @wraps(work)
    def asked(it: object, *more: Any) -> Any:
        key = (id(it), *more)
        found = kept.get(key)
        if found is None:
            if len(kept) >= KEPT:
                kept.clear()
            found = kept[key] = it, work(it, *more)  # as long as it is kept, no other has its id
        return found[1]

    asked.cache_clear = kept.clear  # type: ignore[attr-defined]
    return cast("Work", asked)

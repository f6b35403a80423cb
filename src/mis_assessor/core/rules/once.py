"""What hangs on a rule alone is worked out once, however many trusts are assessed by it."""

from collections.abc import Callable
from functools import lru_cache, wraps
from typing import Any, Generic, TypeVar, cast

Thing = TypeVar("Thing")
Work = TypeVar("Work", bound=Callable[..., Any])
KEPT = 1 << 11
"""For so many rules; those not asked for lately are forgotten."""


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

    @lru_cache(maxsize=KEPT)
    def kept(same: ByIdentity[Any], *more: Any) -> Any:
        return work(same.it, *more)

    @wraps(work)
    def asked(it: object, *more: Any) -> Any:
        return kept(ByIdentity(it), *more)

    asked.cache_clear = kept.cache_clear  # type: ignore[attr-defined]
    return cast("Work", asked)

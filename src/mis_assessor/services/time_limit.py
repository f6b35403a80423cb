"""How long an assessment may take: the engine has its own limit, and this one is of the rest."""

import time
from collections.abc import Callable

from mis_assessor.core.errors import TookTooLong

TIME_LIMIT = 300.0
"""Seconds; a trust's year takes one, and a register at its limit of rows about a minute."""


class Deadline:
    """The moment by which an assessment must be done; it counts from when it is made."""

    def __init__(
        self, seconds: float = TIME_LIMIT, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._seconds = seconds
        self._clock = clock
        self._ends = clock() + seconds

    def check(self) -> None:
        """Raises TookTooLong once the time is over."""
        if self._clock() > self._ends:
            raise TookTooLong(
                f"The assessment was not done after {self._seconds:,.0f} seconds and was stopped; "
                "nothing is published. See whether a register holds rows of other trusts or "
                "years, or rows twice over, or whether the computer is busy, and assess again."
            )

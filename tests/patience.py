"""Waiting for what another process or thread does: long on a busy machine, never for ever."""

import time
from collections.abc import Callable

PATIENCE = 240.0
"""Seconds that a busy machine may take for what takes two."""


def until(so: Callable[[], bool], what: str) -> None:
    """Waits until it is so. Raises AssertionError, saying what was waited for, when it never is."""
    over = time.monotonic() + PATIENCE
    while not so():
        assert time.monotonic() < over, f"not in time: {what}"
        time.sleep(0.05)

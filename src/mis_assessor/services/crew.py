"""Workers as processes of their own, beside whoever started them, and never more than asked for.

A worker that ends is replaced. All of them end with their starter, however that ends: each
reads from a pipe that only the starter holds open.
"""

import logging
import os
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from threading import Event, Thread
from typing import Self

LOG = logging.getLogger("mis.crew")
LOOK_EVERY = 0.3
MAY_TAKE = 30.0
"""Seconds that a worker has for coming to an end."""
REST = 5.0
"""Seconds before another is started after one that failed."""


def worker_command(options: Sequence[str]) -> tuple[str, ...]:
    """Starts one worker that ends with its starter."""
    return (sys.executable, "-m", "mis_assessor", "worker", "--beside", *options)


class Crew:
    """Up to so many workers, started while there is something to do."""

    def __init__(
        self,
        command: Sequence[str],
        environment: Mapping[str, str],
        wanted: Callable[[], int],
    ) -> None:
        self._command, self._wanted = tuple(command), wanted
        self._environment = {**os.environ, **environment}
        self._running: list[subprocess.Popen[bytes]] = []
        self._over = Event()
        self._thread = Thread(target=self._watch, daemon=True)
        self._not_before = 0.0

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()

    @property
    def pids(self) -> tuple[int, ...]:
        """The processes that are there now."""
        return tuple(one.pid for one in self._running if one.poll() is None)

    def _watch(self) -> None:
        while not self._over.wait(LOOK_EVERY):
            try:
                self._look()
            except Exception as fault:  # the database may be back at the next look
                LOG.warning("workers could not be looked after: %s", type(fault).__name__)

    def _look(self) -> None:
        """Starts what is missing; after one that failed, not at once."""
        ended = [one for one in self._running if one.poll() is not None]
        self._running = [one for one in self._running if one not in ended]
        for one in ended:
            _let_go(one)
        if any(one.returncode for one in ended):
            self._not_before = time.monotonic() + REST
            LOG.warning("a worker ended by itself")
        if time.monotonic() < self._not_before:
            return
        for _ in range(self._wanted() - len(self._running)):
            self._running.append(
                subprocess.Popen(self._command, stdin=subprocess.PIPE, env=self._environment)
            )

    def stop(self) -> None:
        """Lets each worker end what it is at, and waits; one that takes too long is ended."""
        self._over.set()
        self._thread.join()
        for one in self._running:
            _let_go(one)
        until = time.monotonic() + MAY_TAKE
        for one in self._running:
            try:
                one.wait(max(0.1, until - time.monotonic()))
            except subprocess.TimeoutExpired:
                one.kill()  # its job is taken up again
                one.wait()


def _let_go(one: subprocess.Popen[bytes]) -> None:
    """Closes the pipe of a worker: one that is still there comes to its end."""
    if one.stdin is not None:
        one.stdin.close()

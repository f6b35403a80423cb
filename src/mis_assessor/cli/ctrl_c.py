"""Ctrl-C, also where a library heard it and kept it to itself.

What Python raises while a C library calls back into it is printed and forgotten; a paper is
drawn by such calls. So the signal is noted beside what is raised.
"""

import os
import signal
from contextlib import suppress

_pipe: list[int] = []


def listen() -> None:
    """Notes every Ctrl-C from here on, and forgets those before."""
    if not _pipe:
        _pipe.extend(os.pipe())
        for end in _pipe:
            os.set_blocking(end, False)
    with suppress(ValueError):  # only the main thread is told of signals
        signal.set_wakeup_fd(_pipe[1], warn_on_full_buffer=False)
    was_pressed()


def was_pressed() -> bool:
    """Whether somebody pressed Ctrl-C since this was last asked, whatever was made of it."""
    with suppress(BlockingIOError, IndexError):
        return signal.SIGINT in os.read(_pipe[0], 64)
    return False


def obey() -> None:
    """Stops the command where a Ctrl-C was kept from it. Raises KeyboardInterrupt."""
    if was_pressed():
        raise KeyboardInterrupt

"""The one place where whatever happens becomes an exit code.

Nothing of weight is imported before `main` runs, so that Ctrl-C is an exit code and never
a traceback from the first moment on.
"""

import atexit
import gc
import os
import signal
import sys
from contextlib import suppress
from typing import Never

from mis_assessor.cli.ctrl_c import listen, was_pressed

NOT_FORESEEN, INTERRUPTED, CLOSED_PIPE = 14, 130, 141
SELDOM = 100_000
"""New objects between two searches for garbage."""
NO_PLUGINS = "PYDANTIC_DISABLE_PLUGINS", "__all__"
"""Whatever else is installed has no part in how evidence is checked, and is not looked through."""


def main() -> Never:
    """Runs the command and ends the program with its exit code."""
    listen()
    try:
        code = _run()
    except KeyboardInterrupt:
        code = INTERRUPTED
    except BrokenPipeError:
        code = CLOSED_PIPE
    except Exception as error:
        # a library that is stopped while it loads may say something else of it
        code = INTERRUPTED if was_pressed() else _not_foreseen(error)
    if code in (INTERRUPTED, CLOSED_PIPE):
        _leave_quietly(code)
    sys.exit(code)


def _run() -> int:
    gc.set_threshold(SELDOM)  # what is read lives until the end: searching it for garbage is lost
    atexit.register(gc.freeze)  # and so is searching it once more when everything ends
    os.environ.setdefault(*NO_PLUGINS)
    import click

    from mis_assessor.cli.commands import NobodyReads, cli
    from mis_assessor.cli.screen import fit_to_screens
    from mis_assessor.core.errors import (
        AssessorError,
        EngineFault,
        EvidenceUnreadable,
        NotAllowed,
        RulebookWrong,
    )

    codes: dict[type[AssessorError], int] = {
        RulebookWrong: 10,
        EvidenceUnreadable: 11,
        NotAllowed: 12,
        EngineFault: 13,
    }
    from mis_assessor.core.wording import one_line

    fit_to_screens()
    try:
        return cli.main(standalone_mode=False) or 0
    except click.exceptions.Abort:
        return INTERRUPTED
    except click.ClickException as mistyped:
        mistyped.show()
        return mistyped.exit_code
    except NobodyReads:
        return CLOSED_PIPE
    except AssessorError as error:
        for problem in error.problems:
            click.echo(str(problem), err=True)
        return next(code for kind, code in codes.items() if isinstance(error, kind))
    except OSError as error:
        if error.filename is None:
            raise  # of no file that a person could name another place for
        where = one_line(str(error.filename))
        click.echo(f"{where}: {error.strerror}. Name another place.", err=True)
        return codes[NotAllowed]


def _not_foreseen(error: Exception) -> int:
    """One sentence and where the rest is: never a traceback on somebody's screen."""
    from mis_assessor.cli.fault_log import write_fault

    log = write_fault(error)
    told = f"The details are in {log}." if log else "The details could not be written to a file."
    with suppress(OSError):  # nobody reads it
        sys.stderr.write(
            f"The program failed in a way that nobody foresaw ({type(error).__name__}); trust "
            f"nothing it printed before. {told} Send it to whoever looks after the program.\n"
        )
    return NOT_FORESEEN


def _leave_quietly(code: int) -> None:
    """Nothing more is printed: neither what waits for a closed pipe nor of a second Ctrl-C."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    if code == CLOSED_PIPE:
        nowhere = os.open(os.devnull, os.O_WRONLY)
        for stream in (sys.__stdout__, sys.__stderr__):
            if stream is not None:
                os.dup2(nowhere, stream.fileno())

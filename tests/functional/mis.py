"""The command as people start it, in this process: words in, what it said and its exit code."""

import io
import signal
import sys
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass
from pathlib import Path
from unittest.mock import patch

from mis_assessor.cli.main import main

ROOT = Path(__file__).parents[2]
SAMPLES = ROOT / "evidence_samples"


@dataclass(frozen=True, slots=True)
class Ran:
    """What a command said, and how it ended."""

    code: int
    out: str
    err: str


def mis(*words: str | Path) -> Ran:
    """Runs ``mis`` with these words, through the one place where errors become exit codes."""
    out, err = (io.TextIOWrapper(io.BytesIO(), encoding="utf-8") for _ in range(2))
    code: object = None
    with (
        patch.object(sys, "argv", ["mis", *map(str, words)]),
        redirect_stdout(out),
        redirect_stderr(err),
    ):
        try:
            main()
        except SystemExit as end:
            code = end.code
    assert isinstance(code, int), "the command did not end with an exit code"
    said, complained = (_text(stream) for stream in (out, err))
    assert "Traceback" not in said + complained
    return Ran(code, said, complained)


def _text(stream: io.TextIOWrapper) -> str:
    stream.flush()
    raw = stream.buffer
    assert isinstance(raw, io.BytesIO)
    return raw.getvalue().decode("utf-8")


def heeds_ctrl_c() -> None:
    """A suite that was started in the background would have its programs take no notice."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)

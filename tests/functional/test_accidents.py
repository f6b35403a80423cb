"""What no verdict may be mistaken for: a fault of ours, Ctrl-C, a closed pipe, a poor screen."""

import os
import signal
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path
from unittest.mock import patch

import pytest

from functional.mis import SAMPLES, heeds_ctrl_c, mis
from mis_assessor.cli import commands
from patience import PATIENCE

SMALL = SAMPLES / "small-unit"
MIS = (sys.executable, "-m", "mis_assessor")


def environment(tmp_path: Path, **more: str) -> dict[str, str]:
    return {**os.environ, "XDG_STATE_HOME": str(tmp_path / "state"), **more}


@pytest.mark.parametrize("error", [KeyError("who"), RecursionError(), MemoryError()])
def test_what_nobody_foresaw_is_one_sentence_and_a_log(
    error: Exception, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path))
    with patch.object(commands.cli, "invoke", side_effect=error):
        ran = mis("schema")
    assert (ran.code, ran.out) == (14, "")
    (log,) = (tmp_path / "mis-assessor").iterdir()
    assert str(log) in ran.err
    assert ran.err.count("\n") == 1
    assert "Traceback" in log.read_text()
    assert log.stat().st_mode & 0o077 == 0


def test_a_fault_is_told_even_where_no_log_can_be_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").touch()
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "file"))
    with patch.object(commands.cli, "invoke", side_effect=KeyError("who")):
        ran = mis("schema")
    assert ran.code == 14
    assert "could not be written" in ran.err


def test_a_disk_error_that_names_no_file_is_no_place_to_rename(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path))
    with patch.object(commands.cli, "invoke", side_effect=OSError(5, "Input/output error")):
        ran = mis("schema")
    assert ran.code == 14
    assert "None" not in ran.err


BEGUN = "print(flush=True); from mis_assessor.cli.main import main; main()"
"""The empty line says that Python has started: before it no program can say how it ends."""


@pytest.mark.uncounted  # an interrupted counter keeps its own lock, and stands still for ever
@pytest.mark.parametrize("moment", [0.0, 0.05, 0.2, 0.6, 1.2, 1.8])
def test_ctrl_c_ends_with_130_at_any_moment(moment: float, tmp_path: Path) -> None:
    words = (sys.executable, "-c", BEGUN, "rules", "test")  # takes seconds
    with subprocess.Popen(
        words,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=environment(tmp_path),
        text=True,
        preexec_fn=heeds_ctrl_c,
    ) as process:
        assert process.stdout is not None
        process.stdout.readline()
        time.sleep(moment)
        process.send_signal(signal.SIGINT)
        try:
            _, complaint = process.communicate(timeout=PATIENCE)
        finally:
            process.kill()
    # Before the first line of `main` Python itself ends by the signal: a shell says 130 too.
    assert process.returncode in (130, -signal.SIGINT)
    if process.returncode == 130:
        assert complaint in ("", "\n")  # click ends the line on which a terminal shows ^C


def test_a_ctrl_c_that_a_library_kept_to_itself_still_writes_nothing(tmp_path: Path) -> None:
    def drawn(_: object) -> bytes:
        with suppress(KeyboardInterrupt):  # as a callback from C does
            os.kill(os.getpid(), signal.SIGINT)
            time.sleep(5)
        return b"a page"

    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    try:
        with patch("mis_assessor.cli.outputs.web_edition", drawn):
            ran = mis("assess", str(SMALL), "--html", str(tmp_path / "paper.html"))
    finally:
        signal.signal(signal.SIGINT, before)
    assert ran.code == 130
    assert not (tmp_path / "paper.html").exists()


@pytest.mark.parametrize("words", [("assess", str(SMALL)), ("schema",), ("rules", "check")])
def test_a_closed_pipe_is_quiet(words: tuple[str, ...], tmp_path: Path) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    done = subprocess.run(
        (*MIS, *words), stdout=writing, stderr=subprocess.PIPE, env=environment(tmp_path), text=True
    )
    os.close(writing)
    assert (done.returncode, done.stderr) == (141, "")


@pytest.mark.parametrize("encoding", ["cp850", "cp437", "latin-1", "cp1252", "ascii"])
def test_every_screen_can_show_it(encoding: str, tmp_path: Path) -> None:
    done = subprocess.run(
        (*MIS, "assess", str(SMALL)),
        capture_output=True,
        env=environment(tmp_path, PYTHONIOENCODING=encoding),
    )
    assert (done.returncode, done.stderr) == (0, b"")
    assert b"Outcome: 10 of 10 safety actions hold; scheme met." in done.stdout
    assert b"?" not in done.stdout

"""Follows docs/changing-the-rulebook.md literally: every box is done, every answer compared."""

import re
import shutil
from dataclasses import dataclass
from pathlib import Path

import pytest
from click.testing import CliRunner

from mis_assessor.cli.commands import cli
from mis_assessor.core.errors import AssessorError

ROOT = Path(__file__).parents[2]
PAGE = ROOT / "docs" / "changing-the-rulebook.md"
BOX = re.compile(
    r"^```(\w+)(?: (replace|new file)?\s?(\S+))?\n(.*?)^```$", re.MULTILINE | re.DOTALL
)
OURS = ("rules", "my-trust")
"""Folders of the page, which stand beside each other."""


@dataclass(frozen=True)
class Box:
    """One box of the page: a command with its answer, a change or a new file."""

    kind: str
    path: str
    text: str
    line: int


def boxes() -> list[Box]:
    """Every box of the page, in order."""
    page = PAGE.read_text()
    return [
        Box(m[2] or m[1], m[3] or "", m[4], page[: m.start()].count("\n") + 1)
        for m in BOX.finditer(page)
    ]


def said(command: str, folder: Path) -> str:
    """What a command of the page prints, run beside the copied rules."""
    words = command.split()
    assert words[0] == "mis"
    here = [str(folder / word) if word in OURS and n > 1 else word
            for n, word in enumerate(words)][1:]  # fmt: skip
    result = CliRunner().invoke(cli, here)
    if isinstance(result.exception, AssessorError):
        return str(result.exception)
    assert result.exception is None or isinstance(result.exception, SystemExit)
    return result.output


def do(box: Box, folder: Path) -> None:
    """Does what a box says, or compares what it shows."""
    path = folder / box.path
    match box.kind:
        case "console":
            for asked in box.text.strip().removeprefix("$ ").split("\n$ "):
                command, *shown = asked.splitlines()
                answer = said(command, folder)
                for line in shown:
                    assert line in answer, f"line {box.line}: “{line}” is shown, not\n{answer}"
        case "text":
            assert box.text.strip() in path.read_text(), f"line {box.line}: not in {box.path}"
        case "replace":
            before, _, after = box.text.partition("becomes\n")
            text = path.read_text()
            assert text.count(before) == 1, f"line {box.line}: found {text.count(before)} times"
            path.write_text(text.replace(before, after))
        case "new file":
            assert not path.exists()
            path.write_text(box.text)
        case _:
            pytest.fail(f"line {box.line}: nobody knows what to do with this box")


def test_the_page_works_as_written(tmp_path: Path) -> None:
    shutil.copytree(ROOT / "rules", tmp_path / "rules")
    for box in boxes():
        do(box, tmp_path)


def test_the_page_shows_every_kind_of_change() -> None:
    kinds = [box.kind for box in boxes()]
    assert kinds.count("console") >= 6
    assert kinds.count("new file") == 4
    assert kinds.count("replace") >= 8

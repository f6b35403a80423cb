"""A small folder of rules, as ours were once, and one file of it broken."""

import shutil
from pathlib import Path

import pytest

from mis_assessor.core.errors import RulebookWrong
from mis_assessor.core.rules.rulebook import Rulebook
from mis_assessor.services.check_rules import checked_rulebook

SMALL = Path(__file__).parent / "small_rules"
YEAR = "mis/year-4"
ACTION = f"{YEAR}/sa01-perinatal-mortality-review"
STARTED = f"{ACTION}/reviews-started.yaml"
REPORTS = f"{ACTION}/quarterly-reports.yaml"
FORM = f"{YEAR}/conditions/form-received.yaml"
SCHEME = f"{YEAR}/scheme.yaml"


def small_folder(tmp_path: Path) -> Path:
    """Two rules of safety action 1 and one condition, to be broken."""
    return Path(shutil.copytree(SMALL, tmp_path / "rules"))


def change(folder: Path, file: str, old: str, new: str) -> None:
    """Writes something else in a file, where it stands first."""
    text = (folder / file).read_text(encoding="utf-8")
    assert old in text, f"{file} no longer has “{old}”"
    (folder / file).write_text(text.replace(old, new, 1), encoding="utf-8")


def read(folder: Path) -> Rulebook:
    """The checked rulebook of the folder."""
    return checked_rulebook(folder, 4)


def told(folder: Path) -> list[str]:
    """Every problem of the folder, as people read it."""
    with pytest.raises(RulebookWrong) as raised:
        read(folder)
    return [str(problem) for problem in raised.value.problems]


def line_of(folder: Path, file: str, text: str) -> int:
    """The line on which a text first stands in a file."""
    lines = (folder / file).read_text(encoding="utf-8").splitlines()
    return next(n for n, line in enumerate(lines, 1) if text in line)

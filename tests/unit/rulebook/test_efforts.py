"""The page of efforts is there and whole, or the rulebook is wrong."""

import shutil
from pathlib import Path

import pytest

from functional.mis import ROOT
from mis_assessor.core.errors import RulebookWrong
from mis_assessor.rulebook.efforts import FILE, read_efforts


@pytest.fixture
def rules(tmp_path: Path) -> Path:
    page = tmp_path / "rules" / FILE
    page.parent.mkdir(parents=True)
    shutil.copy(ROOT / "rules" / FILE, page)
    return tmp_path / "rules"


def test_a_missing_page_is_named(rules: Path) -> None:
    (rules / FILE).unlink()
    with pytest.raises(RulebookWrong, match=r"rules/.*efforts\.yaml: this file is missing"):
        read_efforts(rules)


def test_a_kind_that_is_left_out_is_named(rules: Path) -> None:
    page = rules / FILE
    lines = page.read_text().splitlines(keepends=True)
    start = next(n for n, line in enumerate(lines) if line.startswith("efforts:"))
    page.write_text("".join([*lines[: start + 1], *lines[start + 2 :]]))
    with pytest.raises(RulebookWrong, match="add “"):
        read_efforts(rules)

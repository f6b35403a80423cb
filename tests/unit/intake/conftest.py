"""A blank submission on disk, to be spoilt in one place by each test."""

import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from mis_assessor.core.errors import EvidenceUnreadable
from mis_assessor.intake.blank import blank_submission
from mis_assessor.intake.read import read_submission
from trust_year.forms import blank, tables


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A blank Year 4 submission folder."""
    root = tmp_path / "submission"
    for name, text in blank_submission(blank(), 4, "RXX", "Example NHS Foundation Trust").items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return root


@pytest.fixture
def problems(folder: Path) -> Callable[..., list[str]]:
    """Write files into the submission, read it, and give every problem as text."""

    def read_files(files: dict[str, str | bytes] | None = None) -> list[str]:
        return problems_of(folder, files or {})

    return read_files


def problems_of(folder: Path, files: dict[str, str | bytes]) -> list[str]:
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        data = content.encode("utf-8") if isinstance(content, str) else content
        path.write_bytes(data)
    try:
        read_submission(folder, tables())
    except EvidenceUnreadable as unreadable:
        return [str(problem) for problem in unreadable.problems]
    return []


@pytest.fixture
def zipped(tmp_path: Path) -> Callable[..., Path]:
    """Make a zip of name → bytes pairs, in order, duplicates kept."""

    def make(entries: list[tuple[str | zipfile.ZipInfo, bytes]]) -> Path:
        path = tmp_path / "submission.zip"
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
            for name, content in entries:
                archive.writestr(name, content, compress_type=zipfile.ZIP_DEFLATED)
        return path

    return make

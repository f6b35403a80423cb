"""Any bytes as any file give a submission or problems, never anything else."""

import io
import tempfile
import zipfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from openpyxl import Workbook

from mis_assessor.core.errors import EvidenceUnreadable
from mis_assessor.intake.blank import blank_submission
from mis_assessor.intake.read import read_submission
from trust_year.forms import blank, tables

pytestmark = pytest.mark.uncounted

BLANK = blank_submission(blank(), 4, "RXX", "Example")
FILES = sorted(BLANK)
QUICKLY = settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))


def _workbook() -> bytes:
    book = Workbook()
    assert book.active is not None
    book.active["A1"] = "person"
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def _zip() -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for name, text in BLANK.items():
            archive.writestr(name, text)
    return stream.getvalue()


WORKBOOK, ZIP = _workbook(), _zip()


def reads_or_says_why(path: Path) -> None:
    try:
        read_submission(path, tables())
    except EvidenceUnreadable as unreadable:
        assert unreadable.problems
        for problem in unreadable.problems:
            assert problem.where
            assert "Error" not in problem.what
            assert "Traceback" not in problem.what


def folder_with(name: str, content: bytes) -> None:
    with tempfile.TemporaryDirectory() as place:
        files = {file: text.encode() for file, text in BLANK.items()} | {name: content}
        for file, data in files.items():
            path = Path(place, file)
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data)
        reads_or_says_why(Path(place))


def spoilt(content: bytes, at: float, cut: int, put: bytes) -> bytes:
    start = int(at * len(content))
    return content[:start] + put + content[start + cut :]


@given(name=st.sampled_from(FILES), content=st.binary(max_size=300))
@QUICKLY
def test_any_bytes(name: str, content: bytes) -> None:
    folder_with(name, content)


@given(name=st.sampled_from(FILES), lines=st.text(max_size=300))
@example("submission.yaml", "? [a]\n: b\n")
@example("submission.yaml", "- a")
@example("submission.yaml", "%YAML 9.9\n---\na: b")
@QUICKLY
def test_any_text_below_the_headings(name: str, lines: str) -> None:
    folder_with(name, lines.encode("utf-8", "replace"))
    folder_with(name, BLANK[name].encode() + lines.encode("utf-8", "replace"))


@given(
    at=st.floats(0, 1),
    cut=st.integers(0, 40),
    put=st.binary(max_size=40),
)
@QUICKLY
def test_a_spoilt_workbook(at: float, cut: int, put: bytes) -> None:
    folder_with("registers/staff.xlsx", spoilt(WORKBOOK, at, cut, put))


@given(
    at=st.floats(0, 1),
    cut=st.integers(0, 40),
    put=st.binary(max_size=40),
)
@QUICKLY
def test_a_spoilt_zip(at: float, cut: int, put: bytes) -> None:
    with tempfile.TemporaryDirectory() as place:
        path = Path(place, "submission.zip")
        path.write_bytes(spoilt(ZIP, at, cut, put))
        reads_or_says_why(path)


@pytest.mark.parametrize("text", ["[" * 5_000, "{a: " * 5_000, "- " * 5_000, "a: &x [*x]"])
def test_deep_and_looping_yaml(text: str) -> None:
    folder_with("submission.yaml", text.encode())

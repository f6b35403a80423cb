"""``mis import`` and ``mis workbook`` as people type them."""

import json
import shutil
from pathlib import Path

import pytest

from functional.evening import matrix
from functional.mis import SAMPLES, mis

SAMPLE = SAMPLES / "year-7-ten-of-ten"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    shutil.copytree(SAMPLE, tmp_path / "trust")
    return tmp_path / "trust"


def test_a_workbook_is_never_written_over_evidence(folder: Path, tmp_path: Path) -> None:
    assert mis("workbook", folder, "-o", folder / "w.xlsx").code == 12
    said = mis("workbook", folder, "-o", tmp_path / "Baby Smith.xlsx")
    assert said.code == 11 and "Smith" not in said.err and not [*tmp_path.glob("*.xlsx")]
    said = mis("workbook", folder, "-o", tmp_path / "w.csv")
    assert (said.code, "Let its name end in .xlsx" in said.err) == (12, True)


def test_what_is_neither_a_kind_nor_a_file_is_said(folder: Path, tmp_path: Path) -> None:
    said = mis("import", "traning-matrix", "x.xlsx", "--into", folder)
    assert said.code == 12 and "Did you mean “training-matrix”?" in said.err
    matrix(tmp_path / "matrix.xlsx")
    said = mis("import", tmp_path / "matrix.xlsx", "--into", folder)
    assert said.code == 12 and "is no workbook of a submission. Say what it is" in said.err
    assert mis("import", "rota", "--into", folder).code == 2
    said = mis("import", "rota", tmp_path / "none.xlsx", "--into", folder)
    assert said.code == 11 and "is not a file that is there" in said.err


def test_everything_is_told_to_programs(folder: Path, tmp_path: Path) -> None:
    matrix(tmp_path / "matrix.xlsx")
    words = ("training-matrix", tmp_path / "matrix.xlsx", "--into", folder, "--json", "--dry-run")
    told = json.loads(mis("import", *words, "--on", "2025-12-01").out)
    assert {one["layout"] for one in told["mappings"]} == {"training matrix"}
    assert len(told["not taken"]) > 3 and told["left out"] and told["written"] == []
    tables = {table["table"]: table for table in told["tables"]}
    assert len(tables["staff"]["changes"]) > 40
    assert set(told["to be checked again"]) == {"staff", "training attendance"}
    mis("workbook", folder, "-o", tmp_path / "w.xlsx")
    told = json.loads(mis("import", tmp_path / "w.xlsx", "--into", folder, "--json").out)
    assert told["written"] == [] and not any(table["changes"] for table in told["tables"])


def test_a_workbook_laid_into_the_folder_is_told_apart_from_evidence(folder: Path) -> None:
    (folder / "rz5-year-7.xlsx").write_bytes(b"")
    said = mis("assess", folder)
    assert said.code == 11
    assert "is brought in with “mis import”; keep it outside this folder" in said.err


def test_new_does_not_write_over_a_workbook(tmp_path: Path) -> None:
    (tmp_path / "trust.xlsx").write_bytes(b"mine")
    said = mis("new", tmp_path / "trust", "--year", "7", "--trust", "RZ5")
    assert said.code == 12 and "is there already" in said.err
    assert not (tmp_path / "trust").exists()
    assert (tmp_path / "trust.xlsx").read_bytes() == b"mine"

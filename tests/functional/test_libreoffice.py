"""Files that LibreOffice really saved: the workbook comes back, and a trust's matrix is read."""

import os
import shutil
import subprocess
from datetime import date
from pathlib import Path

import pytest

from functional.evening import matrix
from functional.mis import ROOT, SAMPLES, mis
from mis_assessor.services.spreadsheets import Imported, import_spreadsheets

OFFICE = shutil.which("soffice")
pytestmark = pytest.mark.skipif(
    OFFICE is None and os.environ.get("CI") != "true", reason="LibreOffice is not installed here"
)
XLSX = "xlsx:Calc MS Excel 2007 XML"


def saved_again(file: Path, form: str = XLSX) -> Path:
    """The file as LibreOffice saves it, in a folder of its own."""
    assert OFFICE is not None, "CI needs LibreOffice: libreoffice-calc-nogui"
    place = file.parent / "saved"
    subprocess.run(
        [
            OFFICE,
            "--headless",
            f"-env:UserInstallation=file://{file.parent}/profile",
            *("--convert-to", form, "--outdir", str(place), str(file)),
        ],
        check=True,
        capture_output=True,
        timeout=180,
    )
    return place / f"{file.stem}.{form.partition(':')[0]}"


def test_a_workbook_that_libreoffice_saved_comes_back_without_loss(tmp_path: Path) -> None:
    folder = tmp_path / "trust"
    shutil.copytree(SAMPLES / "year-7-ten-of-ten", folder)
    assert mis("workbook", folder, "-o", tmp_path / "w.xlsx").code == 0
    said = mis("import", saved_again(tmp_path / "w.xlsx"), "--into", folder, "--dry-run")
    assert said.code == 0, said.err
    assert "Nothing is different from what stands in the folder." in said.out


def test_a_matrix_that_libreoffice_saved_is_read_as_the_one_it_was(tmp_path: Path) -> None:
    def found(file: Path) -> Imported:
        folder = tmp_path / file.parent.name / "trust"
        folder.mkdir(parents=True, exist_ok=True)
        page = "trust: {code: RZ5, name: Example}\nscheme: MIS\nscheme year: 7\n"
        (folder / "submission.yaml").write_text(page)
        on = date(2025, 12, 1)
        return import_spreadsheets("training-matrix", [file], folder, ROOT / "rules", on)

    file = tmp_path / "first" / "matrix.xlsx"
    file.parent.mkdir()
    matrix(file)
    by_openpyxl, by_libreoffice = found(file), found(saved_again(file))
    assert by_libreoffice.not_understood == by_openpyxl.not_understood
    assert by_libreoffice.brought.tables == by_openpyxl.brought.tables
    assert by_libreoffice.counts == by_openpyxl.counts

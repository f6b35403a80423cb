"""Folders and zips as computers make them: read where they can be, else told in one sentence."""

import io
import os
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from mis_assessor.core.errors import EvidenceUnreadable
from mis_assessor.intake.files import File, open_files
from mis_assessor.reading import limits
from unit.intake.conftest import problems_of

Zipped = Callable[..., Path]
Problems = Callable[..., list[str]]


def names(path: Path) -> list[str]:
    with open_files(path) as files:
        return sorted(files)


@pytest.mark.parametrize(
    "beside", [".DS_Store", "Thumbs.db", "__MACOSX/._x", "desktop.ini", "READ ME.txt", "a/b.docx"]
)
@pytest.mark.parametrize("top", ["our trust", "outer/our trust"])
def test_what_lies_beside_the_folder_of_a_zip_does_not_hide_it(
    zipped: Zipped, beside: str, top: str
) -> None:
    path = zipped([(f"{top}/submission.yaml", b"x"), (beside, b"y"), (f"{top}/files/a.pdf", b"z")])
    assert names(path) == ["files/a.pdf", "submission.yaml"]


def test_a_table_beside_the_folder_is_not_lost(zipped: Zipped) -> None:
    path = zipped([("our trust/submission.yaml", b"x"), ("documents.csv", b"y")])
    with pytest.raises(EvidenceUnreadable, match="lies outside the folder “our trust”"):
        names(path)


def test_a_folder_for_each_trust_is_no_folder_around_them(zipped: Zipped) -> None:
    files = ["providers/RXX/submission.yaml", "providers/RYY/submission.yaml", "system.yaml"]
    assert names(zipped([(name, b"") for name in files])) == files


def test_names_in_utf_8_that_do_not_say_so_are_read(tmp_path: Path) -> None:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        archive.writestr("files/Caf\u00e9.pdf".encode().decode("cp437"), b"")
        archive.writestr("submission.yaml", b"")
    content = made.getvalue()
    path = tmp_path / "a.zip"
    # the flag that says UTF-8 stands in the local and in the central header of the entry
    path.write_bytes(content.replace(b"\x14\x00\x00\x08", b"\x14\x00\x00\x00"))
    assert "submission.yaml" in names(path)


def test_a_zip_with_backslashes_is_told_once(tmp_path: Path) -> None:
    path = tmp_path / "our.zip"
    with zipfile.ZipFile(path, "w") as archive:
        for name in ("registers/staff.csv", "files/a.pdf", "submission.yaml"):
            archive.writestr(name, b"")
    made = path.read_bytes()
    for folder in (b"registers", b"files"):
        made = made.replace(folder + b"/", folder + b"\\")
    path.write_bytes(made)
    with pytest.raises(EvidenceUnreadable) as found:
        names(path)
    (problem,) = found.value.problems
    assert "PowerShell" in problem.what and "“Compressed (zipped) folder”" in problem.what


@pytest.mark.parametrize(
    "name", ["submission.yaml.txt", "Submission.yaml", "submission.yml", "submission (1).yaml"]
)
def test_a_page_under_a_name_like_its_own_is_told(
    folder: Path, problems: Problems, name: str
) -> None:
    (folder / "submission.yaml").rename(folder / name)
    (told,) = problems()
    assert told.startswith(f"{name}: should be called submission.yaml. Windows hides endings")


def test_a_page_one_folder_further_down_is_told(folder: Path) -> None:
    found = problems_of(folder.parent, {})
    assert "submission.yaml: is missing; it lies in the folder “submission”." in found


def test_names_in_capitals_are_the_same_files(folder: Path, problems: Problems) -> None:
    (folder / "registers").rename(folder / "Registers")
    (folder / "Registers" / "staff.csv").rename(folder / "Registers" / "STAFF.CSV")
    assert problems() == []


@pytest.mark.parametrize("name", ["files/943 476 5919 plan/a.pdf", "files/9434765919.pdf"])
def test_an_identifier_in_a_name_is_told_and_not_repeated(problems: Problems, name: str) -> None:
    (told,) = problems({name: "x"})
    assert told == (
        "files/: the name of a file (.pdf), or of its folder, has a patient identifier. Rename it."
    )


def test_a_file_that_shrinks_while_it_is_read_is_not_whole() -> None:
    file = File("registers/staff.csv", 30, lambda: io.BytesIO(b"person\nA-1\n"))
    with pytest.raises(EvidenceUnreadable, match="shorter than it says"):
        file.content(limits.TABLE_BYTES)


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
@pytest.mark.parametrize("mode", [0o000, 0o444])
def test_a_folder_that_may_not_be_read_is_not_empty(folder: Path, mode: int) -> None:
    (folder / "registers").chmod(mode)
    try:
        found = problems_of(folder, {})
    finally:
        (folder / "registers").chmod(0o755)
    assert found and all("cannot be opened. Check who may read it" in told for told in found)


def test_a_folder_that_cannot_be_listed_is_told(
    folder: Path, problems: Problems, monkeypatch: pytest.MonkeyPatch
) -> None:
    listed = os.scandir

    def refusing(path: str) -> object:
        if str(path).endswith("registers"):
            raise PermissionError(13, "Permission denied", str(path))
        return listed(path)

    monkeypatch.setattr(os, "scandir", refusing)
    assert "registers: cannot be opened. Check who may read it, and what is in it." in problems()

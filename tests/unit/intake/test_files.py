"""A zip is read in place; tricks with names, links, sizes and passwords are refused."""

import os
import stat
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from mis_assessor.core.errors import EvidenceUnreadable
from mis_assessor.intake.read import read_submission
from mis_assessor.reading import limits
from trust_year.forms import tables

Zipped = Callable[..., Path]


def entries(folder: Path, top: str = "") -> list[tuple[str | zipfile.ZipInfo, bytes]]:
    return [
        (top + path.relative_to(folder).as_posix(), path.read_bytes())
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    ]


def said(path: Path) -> str:
    with pytest.raises(EvidenceUnreadable) as raised:
        read_submission(path, tables())
    return str(raised.value)


@pytest.mark.parametrize("top", ["", "RXX year 4/"])
def test_a_zip_reads_like_its_folder(folder: Path, zipped: Zipped, top: str) -> None:
    assert read_submission(zipped(entries(folder, top)), tables()) == read_submission(
        folder, tables()
    )


@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        ("../x.csv", "points outside the zip. Make the zip again."),
        ("registers/../../x.csv", "points outside the zip."),
        ("/etc/x.csv", "points outside the zip."),
        ("C:/x.csv", "points outside the zip."),
        ("registers\\x.csv", "such as PowerShell 5. On Windows, right-click"),
    ],
)
def test_path_tricks(folder: Path, zipped: Zipped, name: str, sentence: str) -> None:
    assert sentence in said(zipped([*entries(folder), (name, b"x")]))


def test_a_link(folder: Path, zipped: Zipped) -> None:
    link = zipfile.ZipInfo("registers/x.csv")
    link.external_attr = (stat.S_IFLNK | 0o777) << 16
    assert "is a link. Put the file itself in the zip." in said(
        zipped([*entries(folder), (link, b"/etc/passwd")])
    )


def test_the_same_name_twice(folder: Path, zipped: Zipped) -> None:
    with pytest.warns(UserWarning, match="Duplicate name"):
        path = zipped([*entries(folder), *entries(folder)[-1:]])
    assert "is in the zip twice. Keep one." in said(path)


def test_a_bomb(folder: Path, zipped: Zipped) -> None:
    path = zipped([*entries(folder), ("files/x.bin", bytes(5_000_000))])
    assert "files/x.bin: unpacks to far more than a real file does." in said(path)


def test_too_many_bytes(folder: Path, zipped: Zipped, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "TOTAL_BYTES", 1_000)
    assert "unpacks to more than 1,000 bytes." in said(zipped(entries(folder)))


def test_too_many_files(folder: Path, zipped: Zipped, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "FILES", 3)
    assert "has more than 3 files." in said(zipped(entries(folder)))
    assert "has more than 3 files." in said(folder)


def test_a_password(folder: Path, zipped: Zipped) -> None:
    path = zipped(entries(folder))
    data = bytearray(path.read_bytes())
    data[data.find(b"PK\x01\x02") + 8] |= 1
    path.write_bytes(data)
    assert "needs a password. Send the zip without one." in said(path)


def test_a_size_that_is_not_true(folder: Path, zipped: Zipped) -> None:
    path = zipped([*entries(folder), ("files/x.bin", b"x" * 1_000)])
    data = bytearray(path.read_bytes())
    entry = data.rfind(b"PK\x01\x02")
    data[entry + 24 : entry + 28] = (10).to_bytes(4, "little")
    path.write_bytes(data)
    assert "files/x.bin: cannot be opened; it is damaged or locked." in said(path)


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04", b"text"])
def test_no_zip_at_all(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "x.zip"
    path.write_bytes(content)
    assert said(path) == "x.zip: is neither a folder nor a zip that can be opened."


def test_nothing_there(tmp_path: Path) -> None:
    assert said(tmp_path / "nowhere").endswith("is not there. Name a submission folder or zip.")


def test_a_link_out_of_the_folder(folder: Path, tmp_path: Path) -> None:
    outside = tmp_path / "outside.csv"
    outside.write_text("person\n")
    path = folder / "registers/staff.csv"
    path.unlink()
    path.symlink_to(outside)
    assert said(folder) == ("registers/staff.csv: is a link. Put the file itself in the folder.")


def test_what_systems_leave_behind_is_not_looked_at(folder: Path) -> None:
    before = read_submission(folder, tables())
    for name in ("registers/.DS_Store", "registers/~$staff.xlsx", "Thumbs.db", "notes.txt"):
        (folder / name).write_bytes(b"x")
    assert read_submission(folder, tables()) == before


def test_a_pipe_is_no_file(folder: Path) -> None:
    os.mkfifo(folder / "registers/pipe.csv")
    assert said(folder) == "registers/pipe.csv: is not an ordinary file. Take it out."


def test_a_link_to_nothing_or_to_a_folder(folder: Path) -> None:
    (folder / "files").symlink_to(folder / "registers")
    (folder / "loop.csv").symlink_to(folder / "loop.csv")
    assert said(folder).count("is a link. Put the file itself in the folder.") == 2

"""What is no paper of ours: one sentence, exit code 11, nothing written and nobody asked."""

import io
import os
import socket
import zipfile
import zlib
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pikepdf
import pytest

from functional.mis import SAMPLES, Ran, mis
from mis_assessor.core.errors import EvidenceUnreadable
from mis_assessor.packs import rulebook_file
from mis_assessor.packs.rulebook_file import canonical, read_rulebook_file
from mis_assessor.reports.papers import book_pdf
from mis_assessor.services.rulebook_books import rulebook_book
from packs import forging


@pytest.fixture(autouse=True)
def no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(*_: object, **__: object) -> None:
        raise AssertionError("somebody asked the network")

    for way in ("connect", "connect_ex", "sendto"):
        monkeypatch.setattr(socket.socket, way, refused)
    monkeypatch.setattr(socket, "getaddrinfo", refused)


def refused(tmp_path: Path, content: bytes, name: str = "x.pdf") -> Ran:
    """Verified in a folder of its own, in which nothing else may stand afterwards."""
    folder = tmp_path / "only"
    folder.mkdir()
    path = folder / name
    path.write_bytes(content)
    ran = mis("verify", path)
    assert ran.code == 11 and not ran.out
    assert len(ran.err.splitlines()) == 1 and name in ran.err
    assert [one.name for one in folder.iterdir()] == [name]
    return ran


def _empty() -> bytes:
    held = io.BytesIO()
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        pdf.save(held)
    return held.getvalue()


def test_what_is_no_pdf(tmp_path: Path) -> None:
    assert "no Board paper of this program" in refused(tmp_path, b"hello").err


def test_a_pdf_of_somebody_else(tmp_path: Path) -> None:
    assert "no Board paper of this program" in refused(tmp_path, _empty()).err


def test_a_paper_of_an_older_version(tmp_path: Path) -> None:
    """The book of rules bears our name in its metadata and holds no data, as papers once did."""
    book = rulebook_book(SAMPLES.parent / "rules", 3)
    made = book_pdf(replace(book, chapters=book.chapters[:1]))
    assert "older version" in refused(tmp_path, made).err


def test_a_paper_of_another_version(tmp_path: Path, paper: bytes) -> None:
    data = forging.inside(paper, "assessment.json").replace(
        b"mis-assessor 0.1.0", b"mis-assessor 9"
    )
    data = data.replace(b'"remarks"', b'"comments"', 1)
    other = forging.with_inside(paper, "assessment.json", data, claimed=True)
    assert "was made with “mis-assessor 9”" in refused(tmp_path, other).err


def test_an_encrypted_paper(tmp_path: Path, paper: bytes) -> None:
    for number, password in enumerate(("secret", "")):
        held = io.BytesIO()
        with pikepdf.open(io.BytesIO(paper)) as pdf:
            pdf.save(held, encryption=pikepdf.Encryption(owner="owner", user=password))
        place = tmp_path / str(number)
        place.mkdir()
        assert "is encrypted" in refused(place, held.getvalue()).err


@pytest.mark.parametrize("part", [0.02, 0.5, 0.999])
def test_a_paper_cut_short(tmp_path: Path, paper: bytes, part: float) -> None:
    assert "damaged or cut short" in refused(tmp_path, paper[: int(len(paper) * part)]).err


def test_two_gigabytes(tmp_path: Path) -> None:
    path = tmp_path / "huge.pdf"
    with path.open("wb") as file:
        file.write(b"%PDF-1.7")
        file.truncate(2_000_000_000)
    ran = mis("verify", path)
    assert ran.code == 11 and "400 MB" in ran.err


def _bomb(pdf: pikepdf.Pdf) -> None:
    spec = pdf.attachments["assessment.json"].obj
    zeros = zlib.compress(b"\0" * 60_000_000, 9)
    stream = pikepdf.Stream(pdf, zeros)
    stream.write(zeros, filter=pikepdf.Name.FlateDecode)
    spec.EF.F = spec.EF.UF = stream


def _attached(pdf: pikepdf.Pdf, name: str) -> Any:
    make: Any = pikepdf.AttachedFileSpec
    return make(pdf, b"x", filename=name)


def _many(pdf: pikepdf.Pdf) -> None:
    for number in range(2_000):
        name = f"{number}.txt"
        pdf.attachments[name] = _attached(pdf, name)


def _page_bomb(pdf: pikepdf.Pdf) -> None:
    stream = pikepdf.Stream(pdf, b"")
    stream.write(zlib.compress(b" " * 30_000_000, 9), filter=pikepdf.Name.FlateDecode)
    pdf.pages[0].Contents = stream


@pytest.mark.parametrize(
    ("change", "says"),
    [
        (_bomb, "unpacks to more than"),
        (_many, "holds 2,003 files"),
        (_page_bomb, "unpacks to more than"),
    ],
)
def test_bombs(
    tmp_path: Path, paper: bytes, change: Callable[[pikepdf.Pdf], None], says: str
) -> None:
    assert says in refused(tmp_path, forging.saved(paper, change)).err


def test_a_file_packed_otherwise(tmp_path: Path, paper: bytes) -> None:
    held = io.BytesIO()
    with pikepdf.open(io.BytesIO(paper)) as pdf:
        spec = pdf.attachments["assessment.json"].obj
        stream = pikepdf.Stream(pdf, b"")
        stream.write(b"00>", filter=pikepdf.Name.ASCIIHexDecode)
        spec.EF.F = spec.EF.UF = stream
        level = pikepdf.StreamDecodeLevel.none
        pdf.save(held, stream_decode_level=level, compress_streams=False)
    assert "packed as this program never packs" in refused(tmp_path, held.getvalue()).err


def test_a_file_with_a_path_is_told_and_never_written(tmp_path: Path, paper: bytes) -> None:
    def change(pdf: pikepdf.Pdf) -> None:
        name = "../../evil.txt"
        pdf.attachments[name] = _attached(pdf, name)

    path = tmp_path / "in" / "paper.pdf"
    path.parent.mkdir()
    path.write_bytes(forging.saved(paper, change))
    ran = mis("verify", path)
    assert ran.code == 1 and "evil.txt” lies in it" in ran.out
    assert not list(tmp_path.parent.rglob("evil.txt"))


def test_a_zip_that_climbs_in_the_paper(tmp_path: Path, paper: bytes) -> None:
    files = forging.unzipped(forging.inside(paper, "submission.zip"))
    climbing = forging.zipped_again({**files, "../evil.csv": b"x"})
    path = tmp_path / "paper.pdf"
    path.write_bytes(forging.with_inside(paper, "submission.zip", climbing))
    ran = mis("verify", path)
    assert ran.code == 1 and "points outside the zip" in ran.out
    assert not list(tmp_path.parent.rglob("evil.csv"))


@pytest.mark.parametrize(
    "name", ["../x.yaml", "/etc/x.yaml", "a/../x.yaml", "x.py", "a\\b.yaml", ".x.yaml", "A/x.yaml"]
)
def test_a_rulebook_with_a_path(name: str) -> None:
    with pytest.raises(EvidenceUnreadable, match=r"rulebook\.json"):
        read_rulebook_file(canonical({name: "a: b"}))


def test_a_rulebook_that_no_rulebook_is(monkeypatch: pytest.MonkeyPatch) -> None:
    good = {"mis/year-4/scheme.yaml": "a: b\n"}
    assert read_rulebook_file(canonical(good)) == good
    for content in (b"{}", b"[", canonical(good) + b" ", canonical({"mis/a.yaml": "x" * 200_001})):
        with pytest.raises(EvidenceUnreadable):
            read_rulebook_file(content)
    monkeypatch.setattr(rulebook_file, "LARGEST", 10)
    with pytest.raises(EvidenceUnreadable, match="this large"):
        read_rulebook_file(canonical(good))


def test_folders_and_zips_that_hold_nothing_of_ours(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    assert "neither a Board paper nor a submission" in mis("verify", tmp_path / "empty").err
    with zipfile.ZipFile(tmp_path / "x.zip", "w") as archive:
        archive.writestr("a.txt", "a")
    ran = mis("verify", tmp_path / "x.zip")
    assert ran.code == 11 and "neither a Board paper nor a submission" in ran.err
    (tmp_path / "broken.zip").write_bytes(b"PK")
    assert mis("verify", tmp_path / "broken.zip").code == 11
    os.mkfifo(tmp_path / "pipe")
    assert mis("verify", tmp_path / "pipe").code == 11


def test_a_folder_with_two_papers_or_two_submissions(tmp_path: Path, paper: bytes) -> None:
    two = tmp_path / "two"
    two.mkdir()
    for name in ("a.pdf", "b.pdf"):
        (two / name).write_bytes(paper)
    assert "more than one Board paper" in mis("verify", two).err
    (two / "b.pdf").unlink()
    for name in ("a.zip", "b.zip"):
        (two / name).write_bytes(forging.inside(paper, "submission.zip"))
    assert "several submissions" in mis("verify", two).err

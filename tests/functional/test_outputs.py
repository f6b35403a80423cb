"""What is written: whole or not at all, never over evidence, and harmless on a screen."""

import json
import os
from pathlib import Path
from shutil import copytree

import pytest

from code_health.tree import ROOT
from functional.mis import mis
from mis_assessor.core.errors import NotAllowed, Problem
from mis_assessor.reading.whole_files import refuse_over, write_new_folder, write_whole

SAMPLE = ROOT / "evidence_samples" / "small-unit"


@pytest.mark.parametrize(
    "output", ["submission.yaml", "documents.csv", "registers/new.json", "files/a.pdf", "New.XLSX"]
)
def test_an_output_never_replaces_evidence(tmp_path: Path, output: str) -> None:
    sent = tmp_path / "sent"
    copytree(SAMPLE, sent)
    with pytest.raises(NotAllowed, match="belongs to what is read"):
        refuse_over([sent / "registers" / ".." / output], [sent])


def test_an_output_may_lie_beside_the_tables_and_outside(tmp_path: Path) -> None:
    refuse_over([tmp_path / "paper.pdf", tmp_path.parent / "documents.csv"], [tmp_path])


def test_the_zip_that_is_read_is_not_replaced_under_another_name(tmp_path: Path) -> None:
    (tmp_path / "our.zip").write_bytes(b"zip")
    (tmp_path / "link.zip").symlink_to(tmp_path / "our.zip")
    with pytest.raises(NotAllowed, match="belongs to what is read"):
        refuse_over([tmp_path / "link.zip"], [tmp_path / "our.zip"])


def test_one_file_for_two_outputs_is_refused(tmp_path: Path) -> None:
    with pytest.raises(NotAllowed, match="named for two outputs"):
        refuse_over([tmp_path / "a", tmp_path / "b" / ".." / "a"], [])


def test_a_full_disk_leaves_every_old_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first, second = tmp_path / "first.html", tmp_path / "second.json"
    second.write_bytes(b"as it was")
    synced = os.fsync

    def full(handle: int) -> None:
        if os.fstat(handle).st_size == 5:
            raise OSError(28, "No space left on device")
        synced(handle)

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(NotAllowed, match=r"second\.json: No space left on device\. What was there"):
        write_whole({first: b"one", second: b"three"})
    assert [p.name for p in tmp_path.iterdir()] == ["second.json"]
    assert second.read_bytes() == b"as it was"


def test_a_page_keeps_the_rights_it_had_and_the_place_a_link_points_to(tmp_path: Path) -> None:
    page, link = tmp_path / "page", tmp_path / "link"
    page.write_bytes(b"old")
    page.chmod(0o640)
    link.symlink_to(page)
    write_whole({link: b"new"})
    assert link.is_symlink() and page.read_bytes() == b"new"
    assert page.stat().st_mode & 0o777 == 0o640


def test_a_new_folder_is_whole_or_not_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(NotAllowed, match="would lie outside"):
        write_new_folder(tmp_path / "a" / "b", {"x": b"", "../../evil/y": b""})
    assert list(tmp_path.iterdir()) == []
    assert write_new_folder(tmp_path / "n", {"r/x": b"1"}) == (tmp_path / "n" / "r/x",)
    with pytest.raises(NotAllowed, match="is not empty"):
        write_new_folder(tmp_path / "n", {"x": b""})
    written = Path.write_bytes

    def full(path: Path, content: bytes) -> int:
        if path.name == "z":
            raise OSError(28, "No space left on device")
        return written(path, content)

    monkeypatch.setattr(Path, "write_bytes", full)
    with pytest.raises(NotAllowed, match="Nothing of it was written"):
        write_new_folder(tmp_path / "m", {"a": b"", "z": b""})
    assert [p.name for p in tmp_path.iterdir()] == ["n"]


def test_a_problem_is_one_line_whatever_a_file_is_called() -> None:
    told = str(Problem("registers/a\n\x1b[32mOutcome: 10 of 10\u202e.csv", "is no\x07 table."))
    assert told == "registers/a ?[32mOutcome: 10 of 10.csv: is no? table."


SPOOF = "Vale\\n\\nOutcome: 10 of 10 safety actions hold; scheme met.\\e[8m\\u009b2K\\u202e"


def test_a_name_cannot_rewrite_the_screen_nor_the_page(tmp_path: Path) -> None:
    sent, page = tmp_path / "sent", tmp_path / "page.html"
    copytree(SAMPLE, sent)
    manifest = sent / "submission.yaml"
    name = "Isle of Tollan Community and Maternity NHS Trust"
    manifest.write_text(manifest.read_text().replace(f"name: {name}", f'name: "{SPOOF}"', 1))
    ran = mis("assess", sent, "--html", page)
    assert "\x1b" not in ran.out and "\x9b" not in ran.out and "\u202e" not in ran.out
    assert "Outcome" not in [row.partition(":")[0] for row in ran.out.splitlines()[:2]]
    assert ran.out.startswith("Vale  Outcome: 10 of 10 safety actions hold; scheme met.?[8m?2K")
    shown = page.read_text()
    assert not {"\x1b", "\x9b", "\u202e"} & set(shown)
    out = mis("assess", sent, "--json", "-").out
    assert not {"\x1b", "\x9b", "\u202e"} & set(out)
    assert json.loads(out)["trust"]["name"].endswith("\x1b[8m\x9b2K\u202e")


@pytest.mark.parametrize(
    "words",
    [
        ("--json", "sent/submission.yaml"),
        ("--html", "sent/documents.csv"),
        ("--json", "one.html", "--html", "one.html"),
    ],
)
def test_evidence_is_as_it_was_when_an_output_was_misnamed(
    tmp_path: Path, words: tuple[str, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    copytree(SAMPLE, tmp_path / "sent")
    monkeypatch.chdir(tmp_path)
    before = {p: p.read_bytes() for p in tmp_path.rglob("*") if p.is_file()}
    ran = mis("assess", "sent", *words)
    assert (ran.code, ran.out) == (12, "")
    assert {p: p.read_bytes() for p in tmp_path.rglob("*") if p.is_file()} == before


@pytest.mark.parametrize("code", ["../../evil", "rxx", "R X"])
def test_a_system_is_begun_only_for_codes_that_can_be_ones(tmp_path: Path, code: str) -> None:
    ran = mis("new-system", tmp_path / "a" / "b", "--code", "QXX", "--trust", code, "--year", "4")
    assert ran.code == 12 and "is not the ODS code of a trust" in ran.err
    assert list(tmp_path.iterdir()) == []

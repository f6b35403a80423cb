"""A paper held against national files, recorded of and looked at again."""

import json
import shutil
from pathlib import Path

import pytest

from functional.mis import SAMPLES, mis
from mis_assessor.core.checking.verification import State
from mis_assessor.services.pack_call import PackJob, look_at, stamp_of

BY = ("--who", "Ottoline Farrowmere", "--role", "chief executive")
COUNTS = (
    "trust code,counted by,subject,from,to,count,release\n"
    "RZ9,NNRD,babies actively cooled,2021-04-01,2022-12-05,{},final\n"
)


@pytest.fixture(scope="module")
def printed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A verifier edition made after a step was recorded; printing takes a while."""
    folder = tmp_path_factory.mktemp("printed")
    sample = Path(shutil.copytree(SAMPLES / "ten-of-ten", folder / "vale"))
    ran = mis("outcome", "record", sample, "assessed", "--on", "2023-01-30", *BY)
    assert ran.code == 0, ran.err
    ran = mis("assess", sample, "--pdf", folder / "paper.pdf", "--edition", "verifier")
    assert ran.code == 0, ran.err
    return folder / "paper.pdf"


@pytest.fixture
def paper(printed: Path, tmp_path: Path) -> Path:
    return Path(shutil.copy(printed, tmp_path))


def test_a_paper_that_shows_what_became_of_it_verifies(paper: Path) -> None:
    ran = mis("verify", paper)
    assert ran.code == 3, ran.out  # nobody signed it, and nothing else is open
    assert "not signed" in ran.out and "say what the data make them say" in ran.out


@pytest.mark.parametrize(("count", "code"), [("8", 3), ("9", 1)])
def test_a_paper_beside_a_national_file(paper: Path, tmp_path: Path, count: str, code: int) -> None:
    counts = tmp_path / "counts.csv"
    counts.write_text(COUNTS.format(count))
    ran = mis("verify", paper, "--against", counts)
    assert ran.code == code
    assert ("DIFFERS  Babies actively cooled" in ran.out) is (code == 1)
    data = json.loads(mis("verify", paper, "--against", counts, "--json").out)
    assert data["state"] == "cannot be checked"
    assert len(data["national"]["compared"]) == 2


def test_evidence_that_cannot_be_read_is_verified_all_the_same(paper: Path, tmp_path: Path) -> None:
    counts = tmp_path / "counts.csv"
    counts.write_text(COUNTS.format("9"))
    evidence = tmp_path / "vale"
    shutil.copytree(SAMPLES / "ten-of-ten", evidence)
    (evidence / "registers.csv").write_text("nothing")
    ran = mis("verify", evidence, "--against", counts)
    assert ran.code == 1 and "Not held against the national files: " in ran.out
    counts.write_text("nothing of ours")
    assert mis("verify", paper, "--against", counts).code == 11
    assert mis("verify", paper, counts).code == 2


def test_a_paper_is_looked_at_again_and_recorded_of(paper: Path, tmp_path: Path) -> None:
    ran = mis("reconfirm", paper, "--on", "2024-02-02")
    assert ran.code == 1
    assert "met as at 2 February 2023, met as at 2 February 2024" in ran.out
    ran = mis("reconfirm", paper, SAMPLES / "one-midwife-short")
    assert "CONTRADICTED  MIS-Y4-SA8-B" in ran.out
    ran = mis("outcome", "record", paper, "declared", "--outcome", "met", "--on", "2023-02-02", *BY)
    assert ran.code == 0, ran.err
    assert paper.with_name("paper.pdf.outcomes.jsonl").is_file()


def test_a_paper_in_a_portfolio_counts_in_the_fund(paper: Path) -> None:
    stamp, size = stamp_of(paper)
    line = look_at(PackJob(str(paper.parent), paper.name, stamp, size))
    assert (line.state, line.edition) == (State.CANNOT_BE_CHECKED, "verifier edition")
    assert line.recorded is not None and str(line.recorded.contribution) == "412650.00"


def test_a_file_that_is_no_paper_of_ours(tmp_path: Path) -> None:
    other = tmp_path / "letter.pdf"
    other.write_bytes(b"%PDF-1.7\nno paper")
    for words in (
        ("outcome", "record", other, "assessed", "--on", "2023-01-30", *BY),
        ("reconfirm", other, "--on", "2024-02-02"),
        ("cross-check", other, "--against", other),
    ):
        ran = mis(*words)
        assert (ran.code, bool(ran.err)) == (11, True), words

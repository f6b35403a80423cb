"""The invented trust-year: repeatable, readable, and as good as it claims to be."""

from dataclasses import replace
from pathlib import Path

import pytest

from mis_assessor.core.assessment.assess import assess
from mis_assessor.core.evidence.submission import Submission
from mis_assessor.core.verdicts import Verdict
from mis_assessor.intake.read import read_submission
from trust_year.folder import as_files
from trust_year.forms import rulebook, tables
from trust_year.generator import invented, trust_year
from trust_year.plans import AS_ASKED, as_asked
from trust_year.worlds import world
from trust_year.years import YEARS, SchemeYear


def read_back(files: dict[str, str], folder: Path) -> Submission:
    for name, text in files.items():
        file = folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(text.encode())
    return read_submission(folder, tables())


def without_fingerprints(submission: Submission) -> Submission:
    registers = {
        name: replace(r, sha256="", file="", columns=None)
        for name, r in sorted(submission.registers.items())
    }
    return replace(submission, registers=registers, fingerprint="")


def test_a_seed_says_every_byte() -> None:
    assert trust_year(5, size=0.2) == trust_year(5, size=0.2)
    assert trust_year(5, size=0.2) != trust_year(6, size=0.2)


@pytest.mark.parametrize("year", YEARS, ids=lambda year: f"year {year.number}")
def test_what_is_written_is_what_was_invented(year: SchemeYear, tmp_path: Path) -> None:
    submission = invented(11, size=0.3, plan=as_asked(year))
    read = read_back(as_files(submission), tmp_path)
    assert without_fingerprints(read) == without_fingerprints(submission)


@pytest.mark.parametrize(("seed", "size"), [(1, 1), (2, 1), (3, 0.1), (4, 0.5), (5, 2)])
def test_a_year_as_asked_meets_all_ten(seed: int, size: float) -> None:
    outcome = assess(rulebook(), invented(seed, size=size), AS_ASKED.on)
    wrong = [f.sentence for f in outcome.findings if f.verdict is Verdict.NOT_MET]
    assert wrong == []
    assert outcome.verdict is Verdict.MET


def test_size_multiplies_births_staff_and_deaths() -> None:
    small, large = invented(8).registers, invented(8, size=3).registers
    for name in ("perinatal deaths", "staff", "term admissions", "labour ward shifts"):
        assert 2.5 < len(large[name].rows) / len(small[name].rows) < 3.5


def test_worlds_are_repeatable_and_differ() -> None:
    assert [world(n) for n in range(5)] == [world(n) for n in range(5)]
    assert len({repr(world(n)) for n in range(20)}) == 20

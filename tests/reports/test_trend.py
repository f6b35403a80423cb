"""What moved since the last paper stands in the paper, and nothing where none is known."""

import json
import shutil
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from code_health.tree import ROOT
from functional.mis import SAMPLES, mis
from golden.assessed import assessed
from mis_assessor.core.assessment.assessment import Assessment
from mis_assessor.core.assessment.last_paper import last_paper
from mis_assessor.reports.board_paper import contents
from mis_assessor.reports.pages.trend import trend

SEPTEMBER, TEN = SAMPLES / "year-7-in-september", SAMPLES / "year-7-ten-of-ten"


@pytest.fixture(scope="module")
def now() -> Assessment:
    then = assessed(ROOT / "evidence_samples" / SEPTEMBER.name)
    return replace(assessed(ROOT / "evidence_samples" / TEN.name), last_paper=last_paper(then))


def test_without_a_last_paper_there_is_no_page(now: Assessment) -> None:
    bare = replace(now, last_paper=None)
    assert trend(bare) is None
    assert "trend" not in dict(contents(bare))


def test_a_last_paper_of_a_later_day_is_none(now: Assessment) -> None:
    assert now.last_paper is not None
    before = replace(now, on=now.last_paper.on - timedelta(days=1))
    assert trend(before) is None
    assert trend(replace(now, on=now.last_paper.on)) is None


def test_the_ten_and_the_groups_are_told_then_and_now(now: Assessment) -> None:
    found = trend(now)
    assert found is not None
    assert found.answer == (
        "10 of 10 safety actions hold; in the paper of 17 September 2025 it was 0."
    )
    training = next(row for row in found.moved if row.place == "Safety action 8")
    assert (training.before.word, training.after.word) == ("not due yet", "met")
    assert training.held == "2 of 7 → 7 of 7"
    midwives = next(row for row in found.groups if row.group == "Midwives")
    assert midwives.before == "34 of 51 (66.66%)"
    assert midwives.then < midwives.mark <= midwives.now
    assert "now 46 of 49 (93.87%), against 90%" in midwives.says


def test_the_same_again_has_moved_nothing(now: Assessment) -> None:
    same = replace(last_paper(now), on=now.on - timedelta(days=30))
    found = trend(replace(now, last_paper=same))
    assert found is not None
    assert (found.moved, found.groups) == ((), ())


def test_a_run_kept_in_the_folder_is_in_the_paper_and_in_its_data(tmp_path: Path) -> None:
    folder = Path(shutil.copytree(TEN, tmp_path / "s"))
    page = tmp_path / "paper.html"
    assert mis("assess", SEPTEMBER, "--json", folder / "last-assessment.json").code == 1
    ran = mis("assess", folder, "--html", page, "--json", "-")
    assert ran.code == 0
    assert '"last_paper": {' in ran.out
    text = page.read_text("utf-8")
    assert "In the paper of 17 September 2025 it was 0 of 10." in text
    assert "Safety actions that moved since 17 September 2025" in text


@pytest.mark.parametrize(
    ("content", "says"),
    [
        ("{}", "is no assessment as this version of the program writes it"),
        ("not json", "is no assessment as this version of the program writes it"),
        ("year 6", "is of RZ5, year 6; this is RZ5, year 7. Take it out."),
    ],
)
def test_a_file_that_is_not_the_last_run_is_refused(
    content: str, says: str, tmp_path: Path
) -> None:
    folder = Path(shutil.copytree(TEN, tmp_path / "s"))
    last = folder / "last-assessment.json"
    last.write_text(content)
    if content == "year 6":
        mis("assess", SAMPLES / "year-6-ten-of-ten", "--json", last)
        says = says.replace("RZ5, year 6", f"{_code(last)}, year 6")
    ran = mis("assess", folder)
    assert (ran.code, says in ran.err) == (11, True)


def _code(path: Path) -> str:
    return str(json.loads(path.read_text())["trust"]["code"])

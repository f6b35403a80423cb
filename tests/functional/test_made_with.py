"""What an assessment was made with stands in every output, and rules of another origin are told."""

import json
import shutil
from pathlib import Path

import pytest

from functional.mis import SAMPLES, mis
from mis_assessor import __version__
from mis_assessor.reading.shipped import rules_folder

SAYS = "Not the rulebook shipped with this tool"


@pytest.fixture(scope="module")
def lowered(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The shipped rules with one figure lowered."""
    rules = tmp_path_factory.mktemp("lowered") / "rules"
    shutil.copytree(rules_folder(), rules)
    page = rules / "mis" / "year-4" / "scheme.yaml"
    page.write_text(page.read_text() + "\n# lowered\n")
    return rules


def test_the_program_and_the_engine_are_recorded(tmp_path: Path) -> None:
    to, html = tmp_path / "a.json", tmp_path / "a.html"
    assert mis("assess", SAMPLES / "small-unit", "--json", to, "--html", html).code == 0
    made = json.loads(to.read_text())["made_with"]
    assert made["tool"] == f"mis-assessor {__version__}"
    assert made["engine"].startswith("durable_rules ")
    assert made["unpublished"] == []
    page = html.read_text()
    assert made["tool"] in page and made["engine"] in page and SAYS not in page


def test_rules_of_another_origin_are_told_in_every_output(tmp_path: Path, lowered: Path) -> None:
    to, page = tmp_path / "a.json", tmp_path / "a.html"
    ran = mis("assess", SAMPLES / "small-unit", "--rules", lowered, "--json", to, "--html", page)
    assert SAYS in ran.out.splitlines()[1]
    assert json.loads(to.read_text())["made_with"]["unpublished"] == ["year-4"]
    assert SAYS in page.read_text().partition('class="answer-box"')[0]


def test_who_confirmed_what_is_in_the_assessment_and_in_the_paper(tmp_path: Path) -> None:
    kept, to, page = tmp_path / "c.json", tmp_path / "a.json", tmp_path / "a.html"
    document = tmp_path / "guidance.pdf"
    document.write_bytes(b"%PDF-1.7 guidance")
    said = ("--by", "R. Example", "--on", "2022-11-01", "--page", "14", "--document", document)
    assert mis("rules", "confirm", "MIS-Y4-SA1-C", *said, "--confirmations", kept).code == 0
    more = ("--confirmations", kept, "--json", to, "--html", page)
    mis("assess", SAMPLES / "small-unit", *more)
    found = json.loads(to.read_text())["made_with"]["confirmations"]
    assert {(c["by"], c["on"], c["page"]) for c in found} == {("R. Example", "2022-11-01", "14")}
    assert "guidance.pdf, page 14" in page.read_text()

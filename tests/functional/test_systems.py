"""A trust inside its local maternity system, and the system itself, as people read them."""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import page
import pytest
from jsonschema import Draft202012Validator

from functional.mis import SAMPLES, Ran, mis
from reports.reading import pages_of

SYSTEM = SAMPLES / "system-of-four"
TRUST, ITS_SYSTEM = "Vale of Harrowmere", "Harrowmere and Tolland Local Maternity System"
FIRST_PAGES = 12


@dataclass(frozen=True, slots=True)
class Written:
    """What one run said and wrote."""

    ran: Ran
    pdf: Path
    html: Path
    json: Path

    @property
    def first_pages(self) -> str:
        """The words of the pages before the appendices, as a reader program hears them."""
        return " ".join(pages_of(self.pdf.read_bytes())[:FIRST_PAGES])

    @property
    def said(self) -> dict[str, Any]:
        found: dict[str, Any] = json.loads(self.json.read_text(encoding="utf-8"))
        return found


def written(folder: Path, *words: str | Path) -> Written:
    files = [folder / f"paper.{kind}" for kind in ("pdf", "html", "json")]
    options = zip(("--pdf", "--html", "--json"), files, strict=True)
    ran = mis(*words, *(word for option in options for word in option))
    return Written(ran, *files)


@pytest.fixture(scope="module")
def trust(tmp_path_factory: pytest.TempPathFactory) -> Written:
    """The trust that meets all ten, assessed inside its system."""
    return written(
        tmp_path_factory.mktemp("trust"),
        *("assess", SYSTEM / "providers" / "RZ9", "--framework", "lms-governance"),
        *("--system", SYSTEM),
    )


@pytest.fixture(scope="module")
def system(tmp_path_factory: pytest.TempPathFactory) -> Written:
    """A system as a whole."""
    return written(tmp_path_factory.mktemp("system"), "assess", SAMPLES / "system-one-sided-buddy")


def test_the_summary_says_ten_of_ten_and_that_governance_fails(trust: Written) -> None:
    assert trust.ran.code == 1
    assert "Outcome: 10 of 10 safety actions hold; scheme met." in trust.ran.out
    assert f"{ITS_SYSTEM} (QX9): not met" in trust.ran.out
    assert "LMS-GOV-2b" in trust.ran.out and "LMS-GOV-1f" in trust.ran.out


def test_every_framework_may_be_asked_for_at_once() -> None:
    ran = mis(*("assess", SYSTEM / "providers" / "RZ9", "--framework", "all", "--system", SYSTEM))
    assert ran.code == 1
    assert "Outcome: 10 of 10 safety actions hold; scheme met." in ran.out
    assert f"{ITS_SYSTEM} (QX9): not met" in ran.out


def on_a_day(day: str, framework: str) -> Ran:
    """The smaller system under one framework, as at a day."""
    return mis("assess", SAMPLES / "system-of-one", "--framework", framework, "--on", day)


def test_a_system_is_assessed_on_its_own_days_before_the_scheme_year_was_launched() -> None:
    ran = on_a_day("2021-06-03", "lms-governance")
    assert (ran.code, ran.err) == (1, "")
    assert "Assessed as at 3 June 2021." in ran.out
    assert "is not assessed under the scheme. Maternity Incentive Scheme, year 4" in ran.out
    early = on_a_day("2021-03-24", "all")
    assert early.code == 1
    assert "It was launched on 25 March 2021." in early.out
    assert "Implementing Better Births in a Local Maternity System" in early.out


def test_a_day_before_everything_that_was_asked_for_is_said_to_be_so() -> None:
    ran = on_a_day("2021-03-24", "lms-governance")
    assert ran.code == 11
    assert "There is nothing to assess on that day." in ran.err


def test_the_json_says_both(trust: Written) -> None:
    said = trust.said
    assert said["outcome"]["verdict"] == "met"
    assert {action["verdict"] for action in said["actions"]} == {"met"}
    (governance,) = said["frameworks"]
    lines = {body["code"]: body["verdict"] for body in governance["bodies"]}
    assert lines["QX9"] == "not met"
    Draft202012Validator(json.loads(mis("schema").out)).validate(said)


def test_the_board_paper_says_both(trust: Written) -> None:
    words = trust.first_pages.replace("- ", "-")
    beside = words.partition("Every line for itself")[2]
    assert "met 10 of 10 safety actions Nothing" in beside
    assert f"LMS governance {ITS_SYSTEM} not met 2" in beside.replace("\N{BALLOT BOX} ", "")
    assert "9 June 2021, 6 days late" in beside


def test_ten_of_ten_is_the_same_inside_its_system(trust: Written) -> None:
    alone = json.loads(mis("assess", SAMPLES / "ten-of-ten", "--json", "-").out)
    for part in ("outcome", "fund", "actions", "conditions"):
        assert trust.said[part] == alone[part]
    within = {f["id"]: f["verdict"] for f in trust.said["findings"]}
    assert within == {f["id"]: f["verdict"] for f in alone["findings"]}


def test_a_buddy_that_names_another_is_in_the_paper_of_the_system(system: Written) -> None:
    assert system.ran.code == 1
    words = " ".join(pages_of(system.pdf.read_bytes()))
    for told in (words, system.html.read_text(encoding="utf-8")):
        assert "own file names QX7" in told
        assert "LMS-GOV-2a" in told


@pytest.mark.parametrize("profile", ["3a", "ua1"])
def test_the_paper_of_a_system_conforms(system: Written, profile: str) -> None:
    checked = page.validate_pdf(str(system.pdf), profile=profile)
    assert checked.is_compliant, [(f.rule_id, f.message) for f in checked.failures]

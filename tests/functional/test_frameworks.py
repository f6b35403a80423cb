"""Frameworks beside the scheme, whole systems and the crosswalk, as people use them."""

import json
import shutil
from pathlib import Path

import pytest

from functional.mis import ROOT, SAMPLES, mis
from unit.rulebook.framework_folders import framework_folder

TEN = SAMPLES / "ten-of-ten"
SYSTEM = {
    "system.yaml": """\
system: {code: QXX, name: Example LMS}
assessed as at: 2021-10-01
providers:
  - {code: RXX, name: Example Trust}
""",
    "documents.csv": "id,kind,title,dated,checked by,checked on\n"
    "D-01,letter,The letter,2021-09-30,A. Name,2021-09-30\n",
}


@pytest.fixture
def system(tmp_path: Path) -> Path:
    """A system that sent its letter, with a trust that sent nothing."""
    folder = tmp_path / "system"
    folder.mkdir()
    for name, text in SYSTEM.items():
        (folder / name).write_text(text, encoding="utf-8")
    return folder


def our_rules(tmp_path: Path) -> Path:
    """A small framework, with the registers that may be sent."""
    rules = framework_folder(tmp_path)
    shutil.copytree(ROOT / "rules" / "registers", rules / "registers")
    return rules


def test_a_system_with_a_silent_trust(system: Path, tmp_path: Path) -> None:
    rules = our_rules(tmp_path)
    ran = mis("assess", system, "--rules", rules, "--framework", "ours")
    assert (ran.code, ran.err) == (1, "")
    assert "Example LMS (QXX): met" in ran.out
    assert "Example Trust (RXX): evidence missing" in ran.out
    assert "It has sent nothing: 1 duty without evidence." in ran.out
    first, second = (
        mis("assess", system, "--rules", rules, "--framework", "ours", "--json", "-").out
        for _ in range(2)
    )
    assert first == second
    found = json.loads(first)
    assert found["missing"] == ["Example Trust"]
    assert [b["verdict"] for b in found["frameworks"][0]["bodies"]] == ["met", "evidence missing"]
    assert len(found["digest"]) == 64


def test_a_framework_nobody_loaded(system: Path, tmp_path: Path) -> None:
    rules = our_rules(tmp_path)
    ran = mis("assess", system, "--rules", rules, "--framework", "our")
    assert ran.out == ""
    assert "There is no framework “our”. Did you mean “ours”?" in ran.err
    assert ran.code not in (0, 1)


def test_a_framework_beside_the_scheme_leaves_the_scheme_as_it_is() -> None:
    alone = json.loads(mis("assess", TEN, "--json", "-").out)
    ran = mis("assess", TEN, "--framework", "ockenden", "--json", "-")
    assert ran.code == 1
    beside = json.loads(ran.out)
    assert [f["framework"] for f in beside["frameworks"]] == ["ockenden"]
    for part in ("actions", "findings", "outcome", "fund"):
        assert beside[part] == alone[part]


def test_a_trust_that_is_not_in_the_system_is_told(system: Path) -> None:
    ran = mis("assess", TEN, "--system", system, "--framework", "ockenden")
    assert (ran.code, ran.out) == (11, "")
    assert "is not one of the trusts of Example LMS. Name it in system.yaml" in ran.err


def test_what_serves_what() -> None:
    ran = mis("crosswalk", TEN, "--requirements")
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.startswith("Of ")
    assert "serve more than one framework" in ran.out
    assert "could be served by: " in ran.out
    assert "nothing was sent of the kind " in ran.out
    assert "asks are saved." in ran.out
    found = json.loads(mis("crosswalk", TEN, "--json").out)
    assert found["asks"] > found["kinds"]
    serves = {asker["framework"] for one in found["evidence"] for asker in one["serves"]}
    assert "MIS" in serves

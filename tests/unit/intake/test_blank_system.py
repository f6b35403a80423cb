"""An empty system reads back as a system that has shown nothing yet."""

from pathlib import Path

import pytest

from code_health.tree import ROOT
from mis_assessor.core.errors import NotAllowed, RulebookWrong
from mis_assessor.intake.blank import blank_system
from mis_assessor.intake.inventory import is_system
from mis_assessor.intake.read_system import read_system
from mis_assessor.services.forms import new_system
from trust_year.forms import blank, tables

RULES = ROOT / "rules"


def written(folder: Path, *arrangements: str) -> Path:
    files = blank_system(blank(), "QXX", "No: “#1” {x}", ("RX7", "RX8"), arrangements)
    for file, text in files.items():
        path = folder / file
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return folder


def test_it_reads_back_and_its_trusts_have_sent_nothing_yet(tmp_path: Path) -> None:
    system = read_system(written(tmp_path), tables())
    assert is_system(tmp_path)
    assert (system.code, system.name) == ("QXX", "No: “#1” {x}")
    assert [p.code for p in system.providers] == ["RX7", "RX8"]
    assert [p.submission for p in system.providers] == [None, None]
    assert not any(register.rows for register in system.evidence.registers.values())


def test_facts_that_rules_ask_are_there_and_unanswered(tmp_path: Path) -> None:
    system = read_system(written(tmp_path, "peer review process", "peer support process"), tables())
    assert [(a.arrangement, a.in_place) for a in system.evidence.arrangements] == [
        ("peer review process", None),
        ("peer support process", None),
    ]


def test_the_command_asks_every_fact_once_and_writes_over_nothing(tmp_path: Path) -> None:
    folder = tmp_path / "ours"
    new_system(folder, RULES, "QXX", "Ours", ("RX7",), None)
    names = [a.arrangement for a in read_system(folder, tables()).evidence.arrangements]
    assert "peer support process" in names
    assert len(names) == len(set(names))
    with pytest.raises(NotAllowed, match="is not empty"):
        new_system(folder, RULES, "QXX", "Ours", ("RX7",), None)


def test_a_year_gives_each_trust_a_submission_with_what_frameworks_ask_of_it(
    tmp_path: Path,
) -> None:
    new_system(tmp_path / "ours", RULES, "QXX", "Ours", ("RX7", "RX8"), 4)
    system = read_system(tmp_path / "ours", tables())
    assert [p.submission.scheme_year for p in system.providers if p.submission] == [4, 4]
    trust = tmp_path / "ours" / "providers" / "RX8"
    assert (trust / "registers" / "perinatal-deaths.csv").is_file()
    assert (trust / "registers" / "record-audits.csv").is_file()
    assert (trust / "arrangements.csv").is_file()
    assert not (trust / "registers" / "reporting-lines.csv").exists()
    assert (tmp_path / "ours" / "registers" / "reporting-lines.csv").is_file()


def test_a_year_that_is_not_loaded_has_no_form(tmp_path: Path) -> None:
    with pytest.raises(RulebookWrong, match="Year 8 is not loaded"):
        new_system(tmp_path / "ours", RULES, "QXX", "Ours", ("RX7",), 8)

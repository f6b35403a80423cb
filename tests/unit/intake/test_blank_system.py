"""An empty system reads back as a system that has shown nothing yet."""

from pathlib import Path

import pytest

from code_health.tree import ROOT
from mis_assessor.core.errors import NotAllowed
from mis_assessor.intake.blank import blank_system
from mis_assessor.intake.read_system import is_system, read_system
from mis_assessor.services.new_submission import new_system

RULES = ROOT / "rules"


def written(folder: Path, year: int | None, *arrangements: str) -> Path:
    files = blank_system("QXX", "No: “#1” {x}", ("RX7", "RX8"), year, arrangements)
    for file, text in files.items():
        path = folder / file
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return folder


def test_it_reads_back_with_a_submission_for_each_trust(tmp_path: Path) -> None:
    system = read_system(written(tmp_path, 4))
    assert is_system(tmp_path)
    assert (system.code, system.name) == ("QXX", "No: “#1” {x}")
    assert [p.code for p in system.providers] == ["RX7", "RX8"]
    assert [p.submission.scheme_year for p in system.providers if p.submission] == [4, 4]
    assert not any(register.rows for register in system.evidence.registers.values())


def test_without_a_year_the_trusts_have_sent_nothing_yet(tmp_path: Path) -> None:
    system = read_system(written(tmp_path, None))
    assert [p.submission for p in system.providers] == [None, None]


def test_facts_that_rules_ask_are_there_and_unanswered(tmp_path: Path) -> None:
    system = read_system(written(tmp_path, None, "peer review process", "peer support process"))
    assert [(a.arrangement, a.in_place) for a in system.evidence.arrangements] == [
        ("peer review process", None),
        ("peer support process", None),
    ]


def test_the_command_asks_every_fact_once_and_writes_over_nothing(tmp_path: Path) -> None:
    folder = tmp_path / "ours"
    new_system(folder, RULES, "QXX", "Ours", ("RX7",), None)
    names = [a.arrangement for a in read_system(folder).evidence.arrangements]
    assert "peer support process" in names
    assert len(names) == len(set(names))
    with pytest.raises(NotAllowed, match="is not empty"):
        new_system(folder, RULES, "QXX", "Ours", ("RX7",), None)

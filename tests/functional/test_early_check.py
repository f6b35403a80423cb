"""The national file laid among the registers of a sample: remarks are added, nothing else."""

import csv
import shutil
from pathlib import Path

import pytest

from functional.mis import ROOT, mis
from mis_assessor.core.errors import RulebookWrong
from mis_assessor.rulebook.loaded import CQIM
from mis_assessor.services.assess import Days, assess_folder
from unit.core.cqim.month import spoilt

SAMPLE = ROOT / "evidence_samples" / "ten-of-ten"
HEADINGS = (
    "Org_Code,Org_Name,Org_Level,RPStartDate,RPEndDate,IndicatorFamily,Indicator,Currency,Value"
)


def with_measures(tmp_path: Path, trust: str) -> Path:
    folder = Path(shutil.copytree(SAMPLE, tmp_path / "ours"))
    with (folder / "registers/msds-measures.csv").open("w", encoding="utf-8", newline="") as file:
        lines = csv.writer(file)
        lines.writerow(HEADINGS.split(","))
        for (indicator, currency), value in spoilt("CQIMDQ27", 610, 1000).items():
            of = (trust, "A TRUST", "Provider", "01/07/2022", "31/07/2022", "CQIM_DQ_Measure")
            lines.writerow((*of, indicator, currency, value))
    return folder


def test_remarks_are_added_and_no_verdict_changes(tmp_path: Path) -> None:
    before = assess_folder(SAMPLE, ROOT / "rules", Days())
    after = assess_folder(with_measures(tmp_path, before.trust_code), ROOT / "rules", Days())
    assert [(f.id, f.verdict, f.sentence) for f in after.findings] == [
        (f.id, f.verdict, f.sentence) for f in before.findings
    ]
    assert (after.verdict, after.actions, after.fund) == (
        before.verdict,
        before.actions,
        before.fund,
    )
    first, *_ = next(f.remarks for f in after.findings if f.id == "MIS-Y4-SA2-2")
    assert first == (
        "Unofficial early check from MSDS measures: 10 of 11 would pass; CQIMVBAC fails DQ27 "
        "(0.61, at least 0.70 asked). The published result decides."
    )
    assert f"MIS-Y4-SA2-2: {first}" in after.remarks


def test_rules_without_the_file_have_no_check_and_a_broken_file_is_told(tmp_path: Path) -> None:
    rules = Path(shutil.copytree(ROOT / "rules", tmp_path / "rules"))
    folder = with_measures(tmp_path, "RZ9")
    (rules / CQIM).write_text("title: nothing else\n", encoding="utf-8")
    with pytest.raises(RulebookWrong, match="“tests” is missing"):
        assess_folder(folder, rules, Days())
    (rules / CQIM).unlink()
    assert not any("early check" in r for r in assess_folder(folder, rules, Days()).remarks)


def test_checking_the_rules_checks_it_too() -> None:
    checked = mis("rules", "check", "--quiet")
    assert "CQIM data quality: 40 tests, nothing wrong found." in checked.out.splitlines()

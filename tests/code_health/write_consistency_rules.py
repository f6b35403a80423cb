"""Writes the table of consistency rules again, after a change of `rules/consistency`."""

from pathlib import Path

from mis_assessor.reports.consistency_words import consistency_table
from mis_assessor.rulebook.consistency import CONSISTENCY, read_consistency
from mis_assessor.rulebook.rule_files import RuleFiles

ROOT = Path(__file__).parents[2]
PAGE = ROOT / "docs" / "generated" / "consistency-rules.md"


def page() -> str:
    """The table as the rule files have it now."""
    rules = ROOT / "rules"
    return consistency_table(read_consistency(RuleFiles(rules), rules / CONSISTENCY))


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")

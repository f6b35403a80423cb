"""Writes the page of recovery states again, after a change of the table of moves."""

from pathlib import Path

from mis_assessor.reports.fund_states import fund_states

PAGE = Path(__file__).parents[2] / "docs" / "generated" / "fund-states.md"

if __name__ == "__main__":
    PAGE.parent.mkdir(exist_ok=True)
    PAGE.write_text(fund_states(), encoding="utf-8")

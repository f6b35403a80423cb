"""The drawn recovery states are those of the table the program moves by."""

from code_health.write_fund_states import PAGE
from mis_assessor.reports.fund_states import fund_states


def test_the_page_of_recovery_states_is_current() -> None:
    assert PAGE.read_text(encoding="utf-8") == fund_states(), (
        "run .venv/bin/python tests/code_health/write_fund_states.py"
    )

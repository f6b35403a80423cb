"""The printed consistency rules are those of the rule files."""

from code_health.write_consistency_rules import PAGE, page


def test_the_table_of_consistency_rules_is_current() -> None:
    assert PAGE.read_text(encoding="utf-8") == page(), (
        "run .venv/bin/python tests/code_health/write_consistency_rules.py"
    )

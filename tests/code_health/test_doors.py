"""The printed table of who may open what is that of the service."""

from code_health.write_doors import PAGE, page


def test_the_table_of_doors_is_current() -> None:
    assert PAGE.read_text(encoding="utf-8") == page(), (
        "run .venv/bin/python tests/code_health/write_doors.py"
    )

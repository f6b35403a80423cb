"""The page of what is computed twice is made from the tables that the program runs by."""

from code_health.write_computed_twice import PAGE, page


def test_the_page_of_what_is_computed_twice_is_current() -> None:
    assert PAGE.read_text(encoding="utf-8") == page(), (
        "run .venv/bin/python tests/code_health/write_computed_twice.py"
    )

"""The page of faults that were caught is made from the faults and from what showed each."""

from code_health.write_faults_caught import PAGE, page


def test_the_page_of_faults_that_were_caught_is_current() -> None:
    assert PAGE.read_text(encoding="utf-8") == page(), (
        "run .venv/bin/python tests/code_health/write_faults_caught.py"
    )

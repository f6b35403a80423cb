"""Nothing half done, excused from measurement, or true on one machine only."""

import re

from code_health.tree import texts

# The brackets keep this file from finding itself.
UNFINISHED = re.compile(r"\b(TO[D]O|FIX[M]E|XX[X])\b|NotImplemented[E]rror|pragma: no[ ]cover")
OF_ONE_MACHINE = re.compile(r"(?<![\w./~-])/(home|root|Users|work|opt)/\w|\b[A-Z]:\\\\?[A-Z]\w")


def lines_with(pattern: re.Pattern[str], *folders: str) -> list[str]:
    return [
        f"{name}:{number}: {line.strip()}"
        for name, text in texts(*folders)
        for number, line in enumerate(text.splitlines(), start=1)
        if pattern.search(line)
    ]


def test_nothing_is_left_unfinished() -> None:
    assert lines_with(UNFINISHED, "src", "tests", "rules", "templates") == []


def test_no_assertion_stands_where_the_type_should() -> None:
    """They vanish under ``python -O``, and end as a fault that nobody foresaw."""
    assert lines_with(re.compile(r"^\s+assert\b"), "src") == []


def test_no_path_belongs_to_one_machine() -> None:
    assert lines_with(OF_ONE_MACHINE) == []

"""The first page of the repository shows only what a reader needs to find."""

from code_health.tree import ROOT, tracked

FRONT_PAGE = {
    "CHANGELOG.md",
    "LICENSE",
    "Makefile",
    "README.md",
    "docs",
    "evidence_samples",
    "pyproject.toml",
    "rules",
    "src",
    "templates",
    "tests",
}


def test_the_front_page_is_as_agreed() -> None:
    names = {path.relative_to(ROOT).parts[0] for path in tracked()}
    assert {name for name in names if not name.startswith(".")} == FRONT_PAGE

"""Writes the table of published rulebooks again, after a change of any rule file."""

from pathlib import Path

from mis_assessor import __version__
from mis_assessor.rulebook.published import NAME, read_published, with_version
from mis_assessor.services.books import digests_of_books

RULES = Path(__file__).parents[2] / "rules"


def current() -> str:
    """The table as it should stand now."""
    return with_version(read_published(RULES), __version__, digests_of_books(RULES))


if __name__ == "__main__":
    (RULES / NAME).write_text(current(), encoding="utf-8")

"""The fingerprints of every book of rules that was ever published with the program."""

from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from mis_assessor.core.errors import RulebookWrong
from mis_assessor.reading.shipped import rules_folder
from mis_assessor.reading.yaml_file import read_yaml

NAME = "published.yaml"
HEAD = """\
# The fingerprint of every book of rules that was published, by version of the program.
# Written by `make published` after any change of a rule; a version that is out is never changed.
"""
Published = Mapping[str, Mapping[str, str]]
"""Version of the program → name of the book → fingerprint."""


def read_published(rules: Path) -> Published:
    """The table in a folder of rules; empty where there is none. Raises RulebookWrong."""
    path = rules / NAME
    if not path.is_file():
        return {}
    found = read_yaml(f"{rules.name}/{NAME}", path.read_text("utf-8"))
    content: Any = found.content
    whole = isinstance(content, dict) and all(isinstance(c, dict) for c in content.values())
    if found.problems or not whole:
        raise RulebookWrong(found.problems or f"{NAME} holds no table. Write it again.")
    return content  # type: ignore[no-any-return]


@cache
def shipped_table() -> Published:
    """The table that came with this program, whichever rules are used."""
    return read_published(rules_folder())


def published_as(name: str, digest: str, table: Published) -> tuple[str, ...]:
    """The versions of the program with which a book was published in exactly this form."""
    return tuple(version for version, books in table.items() if books.get(name) == digest)


def unpublished(books: Iterable[tuple[str, str]], table: Published) -> tuple[str, ...]:
    """The names of those books, given with their fingerprints, that were never published."""
    return tuple(name for name, digest in books if not published_as(name, digest, table))


def with_version(table: Published, version: str, books: Mapping[str, str]) -> str:
    """The text of the table with one version written anew."""
    whole = {**table, version: books}
    lines = [HEAD]
    for number, named in sorted(whole.items()):
        lines.append(f'"{number}":\n')
        lines += [f"  {name}: {digest}\n" for name, digest in sorted(named.items())]
    return "".join(lines)

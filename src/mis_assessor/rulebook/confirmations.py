"""The file of confirmations, beside the rules or where somebody keeps it."""

from collections.abc import Iterable
from pathlib import Path

from pydantic import TypeAdapter

from mis_assessor.core.rules.confirmations import Confirmation
from mis_assessor.rulebook.what_people_read import EntriesFile

NAME = "confirmations.json"
_FILE = EntriesFile(TypeAdapter(tuple[Confirmation, ...]), "mis rules confirm")


def read_confirmations(path: Path) -> tuple[Confirmation, ...]:
    """The confirmations in a file; none where there is no file. Raises RulebookWrong."""
    return _FILE.read(path)


def write_confirmations(path: Path, confirmations: Iterable[Confirmation]) -> None:
    """Writes all confirmations, sorted. Raises NotAllowed where it cannot."""
    _FILE.write(path, confirmations)


def confirmations_as_file(confirmations: Iterable[Confirmation]) -> bytes:
    """The same file as bytes, for whoever lays it beside rules of their own."""
    return _FILE.as_json(confirmations)

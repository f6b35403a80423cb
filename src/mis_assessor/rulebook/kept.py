"""Checked books of rules kept in the user's own cache, so that a start need not check again.

A kept book is found by the content of every rule file and by the very program that checked
it. Whatever is wrong with a kept book, or with keeping it, the rules are read again.
"""

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import suppress
from functools import cached_property
from hashlib import sha256
from pathlib import Path
from tempfile import mkstemp
from typing import TypeVar

from pydantic_core import from_json, to_json

import mis_assessor
from mis_assessor.core.cqim.rules import CqimRules
from mis_assessor.core.rules.registers import Registers
from mis_assessor.core.rules.rulebook import FrameworkBook, Rulebook
from mis_assessor.rulebook.plain_form import from_plain, to_plain

B = TypeVar("B", Rulebook, FrameworkBook, Registers, CqimRules)
MOST_KEPT = 40
"""Books; those written longest ago go first."""


def cache_folder() -> Path:
    """Where the user's own programs keep what they can make again."""
    if sys.platform == "win32":
        return Path(os.environ.get("LOCALAPPDATA") or Path.home()) / "mis-assessor" / "cache"
    kept = os.environ.get("XDG_CACHE_HOME", "")
    return (Path(kept) if kept else Path.home() / ".cache") / "mis-assessor"


class KeptBooks:
    """The books of one folder of rules that were found to be in order before."""

    def __init__(self, rules: Path) -> None:
        self._rules = rules

    def book(self, name: str, kind: type[B], check: Callable[[], B]) -> B:
        """The book as it was kept, else read and checked now, and kept for the next time."""
        with suppress(Exception):  # damaged, of another program, not ours to read: read the rules
            return self._found(name, kind)
        book = check()
        with suppress(Exception):  # no home, no room, not allowed: it is checked again next time
            if _content(self._rules) == self._key:  # nobody changed a file meanwhile
                self._keep(name, book)
        return book

    @cached_property
    def _key(self) -> str:
        return _content(self._rules)

    def _path(self, name: str) -> Path:
        return cache_folder() / f"{Path(name).name}-{self._key}.json"

    def _found(self, name: str, kind: type[B]) -> B:
        path = self._path(name)
        if hasattr(os, "getuid") and path.stat().st_uid != os.getuid():
            raise PermissionError(path)
        digest, _, written = path.read_bytes().partition(b"\n")
        if digest != _digest(written):
            raise ValueError(path)
        book = from_plain(from_json(written))
        if not isinstance(book, kind):
            raise TypeError(path)
        return book

    def _keep(self, name: str, book: B) -> None:
        folder = cache_folder()
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        written = to_json(to_plain(book))
        number, beside = mkstemp(dir=folder, suffix=".part")  # only its user may read it
        with os.fdopen(number, "wb") as file:
            file.write(_digest(written) + b"\n" + written)
        Path(beside).replace(self._path(name))
        kept = sorted(folder.glob("*.json"), key=lambda one: one.stat().st_mtime)
        for old in kept[:-MOST_KEPT]:
            old.unlink()


def _digest(written: bytes) -> bytes:
    return sha256(written).hexdigest().encode()


def _content(rules: Path) -> str:
    """What the books of a folder hang on: all of its files, and the program."""
    total = sha256(f"{mis_assessor.__version__} {rules.name}\n".encode())
    for name, path in _files(rules, ".yaml"):
        with open(path, "rb", buffering=0) as file:  # noqa: PTH123 - there are a thousand
            content = file.read()
        total.update(b"%s %d\n%s" % (name.encode(), len(content), content))
    ours = Path(mis_assessor.__file__).parent
    for name, path in _files(ours, ".py"):  # an editable install changes without its version
        known = os.stat(path)  # noqa: PTH116 - a path object of each would take longer
        total.update(f"{name} {known.st_size} {known.st_mtime_ns}\n".encode())
    return total.hexdigest()


def _files(folder: Path, ending: str) -> Iterator[tuple[str, str]]:
    """The name of each file in a folder, and where it is: as text, for there are many."""
    for place, folders, names in os.walk(folder):
        folders.sort()
        inside = place[len(str(folder)) :].replace(os.sep, "/")
        yield from ((f"{inside}/{n}", f"{place}/{n}") for n in sorted(names) if n.endswith(ending))

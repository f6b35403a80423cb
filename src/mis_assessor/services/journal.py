"""The journal of a portfolio: a line as each pack is done, so that a stopped run goes on."""

import os
from collections.abc import Iterator
from pathlib import Path

from pydantic import TypeAdapter, ValidationError
from pydantic_core import to_json

from mis_assessor.core.checking.portfolio import PackLine
from mis_assessor.core.plain import plain

_LINE = TypeAdapter(PackLine)
_KIND = "mis-assessor portfolio"


class Journal:
    """Lines on disk, of which memory holds no more than where each one begins."""

    def __init__(self, place: Path, made_with: str) -> None:
        self.place = place
        self._head = to_json({"kind": _KIND, "made with": made_with}) + b"\n"
        self._at: dict[str, tuple[int, str]] = {}
        """Name → where its last whole line begins, and the stamp it was seen with."""
        self._keys: dict[str, tuple[str, int, str]] = {}

    @property
    def is_ours(self) -> bool:
        """Whether what lies at the place may be replaced: nothing, or an earlier journal."""
        if not self.place.exists():
            return True
        with self.place.open("rb") as stream:
            return _KIND.encode() in stream.readline(500)

    def open(self, *, afresh: bool) -> None:
        """Takes up what an earlier run of the same program and rules has done, or begins anew."""
        whole = 0 if afresh else self._taken_up()
        if whole:
            with self.place.open("r+b") as stream:
                stream.truncate(whole)  # a line that was being written when the run was stopped
            return
        self._at.clear()
        self._keys.clear()
        self.place.write_bytes(self._head)

    def _taken_up(self) -> int:
        """How much of an earlier journal is whole; nothing where it is of other rules."""
        if not self.place.exists():
            return 0
        with self.place.open("rb") as stream:
            if stream.readline() != self._head:
                return 0
            begins = stream.tell()
            while (line := stream.readline()).endswith(b"\n"):
                try:
                    read = _LINE.validate_json(line)
                except ValidationError:
                    break
                self._known(read, begins)
                begins = stream.tell()
            return begins

    def _known(self, line: PackLine, begins: int) -> None:
        self._at[line.name] = (begins, line.stamp)
        self._keys[line.name] = line.key

    def has(self, name: str, stamp: str) -> bool:
        """Whether a pack was seen as it is now."""
        return self._at.get(name, (0, ""))[1] == stamp

    def add(self, line: PackLine) -> None:
        """Writes a line, on disk before anything else is said of it."""
        with self.place.open("ab") as stream:
            begins = stream.tell()
            stream.write(to_json(plain(line)) + b"\n")
            stream.flush()
            os.fsync(stream.fileno())
        self._known(line, begins)

    def lines(self, names: set[str]) -> Iterator[PackLine]:
        """The last line of each of these packs, by trust and year, read one at a time."""
        with self.place.open("rb") as stream:
            for name in sorted(names & self._keys.keys(), key=lambda name: self._keys[name]):
                stream.seek(self._at[name][0])
                yield _LINE.validate_json(stream.readline())

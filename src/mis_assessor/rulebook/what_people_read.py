"""Files of what people read in the guidance: read strictly, written back sorted."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Generic, TypeVar

from pydantic import TypeAdapter, ValidationError

from mis_assessor.core.errors import Problem, RulebookWrong
from mis_assessor.reading.whole_files import write_whole

LARGEST = 5_000_000
E = TypeVar("E")


@dataclass(frozen=True, slots=True)
class EntriesFile(Generic[E]):
    """One kind of such file, and the command that writes it."""

    entries: TypeAdapter[tuple[E, ...]]
    command: str

    def read(self, path: Path) -> tuple[E, ...]:
        """Its entries; none where there is no file. Raises RulebookWrong."""
        if not path.is_file():
            return ()
        if path.stat().st_size > LARGEST:
            raise RulebookWrong([Problem(path.name, "a file this large cannot be right.")])
        try:
            return self.entries.validate_json(path.read_bytes())
        except ValidationError as error:
            problems = [
                Problem(
                    f"{path.name}, {'/'.join(map(str, e['loc'])) or 'the file'}",
                    f"{e['msg']}. Write it with “{self.command}”.",
                )
                for e in error.errors()
            ]
            raise RulebookWrong(problems) from None

    def as_json(self, entries: Iterable[E]) -> bytes:
        """All entries, sorted, so that a change can be reviewed."""
        rows = json.loads(self.entries.dump_json(tuple(sorted(set(entries)))))  # type: ignore[type-var]
        return f"{json.dumps(rows, ensure_ascii=False, indent=1, sort_keys=True)}\n".encode()

    def write(self, path: Path, entries: Iterable[E]) -> None:
        """Writes them whole or not at all. Raises NotAllowed where it cannot."""
        write_whole({path: self.as_json(entries)})

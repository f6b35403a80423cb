"""The confirmations file: read strictly, written back sorted."""

import json
from collections.abc import Iterable
from pathlib import Path

from pydantic import TypeAdapter, ValidationError

from mis_assessor.core.errors import Problem, RulebookWrong
from mis_assessor.core.rules.confirmations import Confirmation
from mis_assessor.reading.whole_files import write_whole

NAME = "confirmations.json"
LARGEST = 5_000_000
_ALL: TypeAdapter[tuple[Confirmation, ...]] = TypeAdapter(tuple[Confirmation, ...])


def read_confirmations(path: Path) -> tuple[Confirmation, ...]:
    """The confirmations in a file; none where there is no file.

    Raises RulebookWrong where the file cannot be read.
    """
    if not path.is_file():
        return ()
    if path.stat().st_size > LARGEST:
        raise RulebookWrong([Problem(path.name, "a file this large cannot be right.")])
    try:
        return _ALL.validate_json(path.read_bytes())
    except ValidationError as error:
        problems = [
            Problem(
                f"{path.name}, {'/'.join(map(str, e['loc'])) or 'the file'}",
                f"{e['msg']}. Write it with “mis rules confirm”.",
            )
            for e in error.errors()
        ]
        raise RulebookWrong(problems) from None


def write_confirmations(path: Path, confirmations: Iterable[Confirmation]) -> None:
    """Writes all confirmations, sorted, so that a change can be reviewed."""
    rows = json.loads(_ALL.dump_json(tuple(sorted(set(confirmations)))))
    text = json.dumps(rows, ensure_ascii=False, indent=1, sort_keys=True)
    write_whole({path: f"{text}\n".encode()})

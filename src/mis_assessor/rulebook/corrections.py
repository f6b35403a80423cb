"""The file of local corrections: read strictly, written back sorted."""

import json
from collections.abc import Iterable, Sequence
from pathlib import Path

from pydantic import TypeAdapter, ValidationError

from mis_assessor.core.errors import Problem, RulebookWrong
from mis_assessor.core.rules.corrections import Correction, corrected, without_effect
from mis_assessor.core.rules.rulebook import Rulebook
from mis_assessor.reading.whole_files import write_whole

CORRECTIONS = "corrections.json"
LARGEST = 5_000_000
_ALL: TypeAdapter[tuple[Correction, ...]] = TypeAdapter(tuple[Correction, ...])


def read_corrections(rules: Path) -> tuple[Correction, ...]:
    """The corrections beside a folder of rules; none where there is no file.

    Raises RulebookWrong where the file cannot be read.
    """
    path = rules / CORRECTIONS
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
                f"{e['msg']}. Write it with “mis rules compare”.",
            )
            for e in error.errors()
        ]
        raise RulebookWrong(problems) from None


def corrections_as_json(corrections: Iterable[Correction]) -> bytes:
    """All corrections, sorted, so that a change can be reviewed."""
    rows = json.loads(_ALL.dump_json(tuple(sorted(set(corrections)))))
    return f"{json.dumps(rows, ensure_ascii=False, indent=1, sort_keys=True)}\n".encode()


def write_corrections(rules: Path, corrections: Iterable[Correction]) -> None:
    """Writes the file beside a folder of rules. Raises NotAllowed where it cannot."""
    write_whole({rules / CORRECTIONS: corrections_as_json(corrections)})


def corrected_here(rulebook: Rulebook, rules: Path) -> Rulebook:
    """The rulebook as shipped with the corrections beside its rules. Raises RulebookWrong."""
    return corrected_by(rulebook, read_corrections(rules))


def corrected_by(rulebook: Rulebook, made: Sequence[Correction]) -> Rulebook:
    """The rulebook as shipped with what a trust corrected in it.

    Raises RulebookWrong where a correction is of a value that the rules no longer have, or
    is not of its kind: nobody may go on believing that it counts.
    """
    lost = [
        Problem(
            f"{CORRECTIONS}, {c.requirement}, {c.value}",
            f"{c.by} corrected it when the rules had {c.was}; they have another value now. "
            "Compare it again with “mis rules compare”, or take the entry out.",
        )
        for c in without_effect(rulebook, made)
    ]
    if lost:
        raise RulebookWrong(lost)
    try:
        return corrected(rulebook, made)
    except ValueError as error:
        raise RulebookWrong([Problem(CORRECTIONS, f"{error}.")]) from None

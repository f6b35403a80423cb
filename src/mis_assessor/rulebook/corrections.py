"""The file of local corrections, beside the rules, and a rulebook with what stands in it."""

from collections.abc import Iterable, Sequence
from pathlib import Path

from pydantic import TypeAdapter

from mis_assessor.core.errors import Problem, RulebookWrong
from mis_assessor.core.rules.corrections import Correction, corrected, without_effect
from mis_assessor.core.rules.rulebook import Rulebook
from mis_assessor.rulebook.what_people_read import EntriesFile

CORRECTIONS = "corrections.json"
_FILE = EntriesFile(TypeAdapter(tuple[Correction, ...]), "mis rules compare")


def read_corrections(rules: Path) -> tuple[Correction, ...]:
    """The corrections beside a folder of rules; none where there is no file.

    Raises RulebookWrong where the file cannot be read.
    """
    return _FILE.read(rules / CORRECTIONS)


def write_corrections(rules: Path, corrections: Iterable[Correction]) -> None:
    """Writes the file beside a folder of rules. Raises NotAllowed where it cannot."""
    _FILE.write(rules / CORRECTIONS, corrections)


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

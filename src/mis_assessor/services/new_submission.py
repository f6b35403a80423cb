"""Writes an empty submission, or an empty system, to fill in; never over what is there."""

from collections.abc import Mapping, Sequence
from pathlib import Path

from mis_assessor.core.errors import NotAllowed
from mis_assessor.core.frameworks.bodies import OF_A_SYSTEM
from mis_assessor.core.rules.questions import ArrangementQuestion
from mis_assessor.intake.blank import blank_submission, blank_system
from mis_assessor.rulebook.read import frameworks_in
from mis_assessor.services.check_rules import checked_framework


def new_submission(folder: Path, year: int, trust: str, name: str) -> tuple[Path, ...]:
    """The files written. Raises NotAllowed where the folder already holds something."""
    return _write(folder, blank_submission(year, trust, name))


def new_system(
    folder: Path, rules: Path, code: str, name: str, trusts: Sequence[str], year: int | None
) -> tuple[Path, ...]:
    """An empty system; with a year, a submission for each trust too. Raises NotAllowed."""
    return _write(folder, blank_system(code, name, trusts, year, _arrangements(rules)))


def _arrangements(rules: Path) -> tuple[str, ...]:
    """The plain facts that the frameworks ask of a system, in the order of the rules."""
    asked = (
        question.arrangement
        for name in frameworks_in(rules)
        for rule in checked_framework(rules, name).rules
        if set(rule.requirement.duties) & set(OF_A_SYSTEM) and rule.requirement.for_each is None
        for question in rule.requirement.evidence.values()
        if isinstance(question, ArrangementQuestion)
    )
    return tuple(dict.fromkeys(asked))


def _write(folder: Path, files: Mapping[str, str]) -> tuple[Path, ...]:
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise NotAllowed(f"{folder} is not empty. Name a folder that does not exist yet.")
    written: list[Path] = []
    for relative, text in files.items():
        path = folder / relative
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="")
        written.append(path)
    return tuple(written)

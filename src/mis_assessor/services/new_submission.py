"""Writes an empty submission for a trust to fill in; never over one that is there."""

from pathlib import Path

from mis_assessor.core.errors import NotAllowed
from mis_assessor.intake.blank import blank_submission


def new_submission(folder: Path, year: int, trust: str, name: str) -> tuple[Path, ...]:
    """The files written. Raises NotAllowed where the folder already holds something."""
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise NotAllowed(f"{folder} is not empty. Name a folder that does not exist yet.")
    written: list[Path] = []
    for relative, text in blank_submission(year, trust, name).items():
        path = folder / relative
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="")
        written.append(path)
    return tuple(written)

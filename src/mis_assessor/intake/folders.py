"""A submission folder as a set of files, none of them from outside the folder."""

import os
from functools import partial
from pathlib import Path
from typing import IO

from mis_assessor.core.errors import EvidenceUnreadable, Problem
from mis_assessor.intake import limits
from mis_assessor.intake.files import File, Files
from mis_assessor.intake.problems import one_problem


def files_in_folder(folder: Path) -> Files:
    """Every regular file of a folder; links that leave it are refused."""
    root = folder.resolve()
    found: dict[str, File] = {}
    problems = []
    for place, below, names in os.walk(root):
        for name in sorted((*names, *below)):
            path = Path(place, name)
            shown = path.relative_to(root).as_posix()
            if _leads_out(path, root):
                problems.append(Problem(shown, "is a link. Put the file itself in the folder."))
            elif path.is_file():
                found[shown] = File(shown, path.stat().st_size, partial(_open, path))
            elif name not in below:
                problems.append(Problem(shown, "is not an ordinary file. Take it out."))
        if len(found) > limits.FILES:
            raise one_problem(
                folder.name,
                f"has more than {limits.FILES:,} files. Send only what the scheme asks.",
            )
    if problems:
        raise EvidenceUnreadable(problems)
    return found


def _open(path: Path) -> IO[bytes]:
    return path.open("rb")


def _leads_out(path: Path, root: Path) -> bool:
    if not path.is_symlink():
        return False
    try:
        target = path.resolve(strict=True)
    except (OSError, RuntimeError):
        return True
    return target.is_dir() or not target.is_relative_to(root)

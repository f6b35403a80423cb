"""The folder of each job: what was sent with it until it is done, and what it made.

It lies in the data folder, which every machine that works on jobs shares.
"""

import shutil
import time
from collections.abc import Iterable, Mapping
from pathlib import Path

from mis_assessor.core.errors import EvidenceUnreadable, Problem
from mis_assessor.reading.problems import quoted
from mis_assessor.reading.whole_files import write_whole
from mis_assessor.services.stores import Store
from mis_assessor.store.jobs import Job

JOBS, SENT, MADE = "jobs", "sent", "made"
NOBODYS_AFTER = 3600.0
"""Seconds after which a folder that no job names is taken away."""
LONGEST_NAME = 200


def folder_of(store: Store, job: str) -> Path:
    """The folder of one job."""
    return store.data / JOBS / job


def sent_with(store: Store, job: str) -> Path:
    """The folder of what was sent with it."""
    return folder_of(store, job) / SENT


def keep_sent(store: Store, job: str, files: Mapping[str, bytes]) -> None:
    """Keeps what was sent, on disk when this returns. Raises NotAllowed or EvidenceUnreadable."""
    refuse_strange_names(files)
    folder = sent_with(store, job)
    write_whole({folder / name: content for name, content in files.items()})


def refuse_strange_names(names: Iterable[str]) -> None:
    """Raises EvidenceUnreadable for names that would lead elsewhere, or stand twice."""
    seen: set[str] = set()
    problems = []
    for name in names:
        if not name.isprintable() or len(name) > LONGEST_NAME or set(name) & {"/", "\\"}:
            problems.append(Problem(quoted(name), "cannot be the name of a file. Rename it."))
        elif name.startswith((".", "~$")):
            problems.append(Problem(quoted(name), "is hidden. Rename it, or leave it out."))
        elif name.casefold() in seen:
            problems.append(Problem(quoted(name), "was sent twice. Rename one of the two."))
        seen.add(name.casefold())
    if problems:
        raise EvidenceUnreadable(problems)


def keep_made(store: Store, job: Job, files: Mapping[str, bytes]) -> str:
    """Keeps what an attempt made, beside what other attempts made; gives the folder's name."""
    name = f"{MADE}-{job.attempt}"
    write_whole({folder_of(store, job.id) / name / k: content for k, content in files.items()})
    return name


def made_by(store: Store, job: Job, name: str) -> bytes:
    """One thing that a job made. Raises EvidenceUnreadable where it is not there any more."""
    try:
        folder = job.result.partition(" ")[0]
        return (folder_of(store, job.id) / folder / name).read_bytes()
    except OSError as error:
        raise EvidenceUnreadable(
            "What this made is not kept any more. Send it again, and it is made again."
        ) from error


def was_made(store: Store, job: Job, name: str) -> bool:
    """Whether a job made a thing that is still there."""
    folder = job.result.partition(" ")[0]
    return bool(folder) and (folder_of(store, job.id) / folder / name).is_file()


def clear_made(store: Store, job: Job) -> None:
    """Takes away what a job made, once nobody needs it."""
    for path in folder_of(store, job.id).glob(f"{MADE}-*"):
        _away(path)


def clear_sent(store: Store, job: str) -> None:
    """Takes away what was sent, once nobody needs it."""
    for path in folder_of(store, job).glob(f"{SENT}*"):
        _away(path)


def clear_folder(store: Store, job: str) -> None:
    """Takes away the whole folder of a job."""
    _away(folder_of(store, job))


def clear_nobodys(store: Store, known: frozenset[str]) -> None:
    """Takes away the folders that no job names: old ones, and what was never asked in the end."""
    for path in (store.data / JOBS).glob("*"):
        try:
            old = time.time() - path.stat().st_mtime > NOBODYS_AFTER
        except OSError:
            continue  # another worker was quicker
        if old and path.name not in known:
            _away(path)


def _away(path: Path) -> None:
    if path.is_dir():
        shutil.rmtree(path, ignore_errors=True)
    else:
        path.unlink(missing_ok=True)

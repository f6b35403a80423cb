"""Ways to look at a pack that take no time, take some, or end the process that looks."""

import os
import time
from pathlib import Path

from mis_assessor.core.checking.portfolio import PackLine
from mis_assessor.core.checking.verification import State
from mis_assessor.services.pack_call import PackJob


def job(folder: Path, name: str, size: int = 1) -> PackJob:
    """A pack that nobody opens."""
    return PackJob(str(folder), name, f"stamp-{name}", size)


def quickly(job: PackJob) -> PackLine:
    """A line at once."""
    _begun(job)
    return PackLine(job.name, job.stamp, State.HOLDS, trust_code=job.name.upper())


def slowly(job: PackJob) -> PackLine:
    """A line after a while, with a mark on disk that says who began."""
    _begun(job)
    time.sleep(0.4)
    return PackLine(job.name, job.stamp, State.HOLDS)


def fatally(job: PackJob) -> PackLine:
    """A line, unless the pack is one that ends every process that looks at it."""
    _begun(job)
    if job.name.startswith("fatal"):
        os._exit(9)
    return PackLine(job.name, job.stamp, State.HOLDS)


def wrongly(job: PackJob) -> PackLine:
    """A line, unless the program fails over the pack in a way that nobody foresaw."""
    if job.name.startswith("odd"):
        raise ZeroDivisionError
    return PackLine(job.name, job.stamp, State.HOLDS)


def begun(folder: Path) -> list[tuple[str, int]]:
    """Which pack was begun by which process, each time."""
    marks = (path.name.split("@") for path in folder.glob("*@*"))
    return sorted((name, int(process)) for name, process, _ in marks)


def _begun(job: PackJob) -> None:
    Path(job.folder, f"{job.name}@{os.getpid()}@{time.monotonic_ns()}").touch()

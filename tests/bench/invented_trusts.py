"""Folders of invented trusts that are measured: large ones, a nation, with things gone wrong."""

import csv
import io
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from functools import cache
from pathlib import Path
from random import Random
from shutil import rmtree
from string import ascii_uppercase as LETTERS
from tempfile import TemporaryDirectory

from mis_assessor.core.errors import EvidenceUnreadable
from mis_assessor.intake.read import read_submission
from trust_year.folder import as_files
from trust_year.forms import tables
from trust_year.generator import invented
from trust_year.plans import AS_ASKED
from trust_year.worlds import CHANGES, PLANS

NATION = 120
MOST_CHANGES = 6
_KEPT = TemporaryDirectory(prefix="mis-bench-")


def written(name: str, files: dict[str, str]) -> Path:
    """A submission's folder, gone when the benchmark ends."""
    folder = Path(_KEPT.name, name)
    for file, text in files.items():
        path = folder / file
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.encode())
    return folder


@cache
def of_size(size: float) -> Path:
    """A trust that sent what is asked, so many times as large as the usual one."""
    return written(f"size-{size}", as_files(invented(7, size=size)))


def tables_of(folder: Path) -> Iterator[bytes]:
    """The content of every table of a folder."""
    for path in sorted(folder.rglob("*.csv")):
        yield path.read_bytes()


def rows_of(folder: Path) -> int:
    """How many rows its tables have."""
    return sum(content.count(b"\n") - 1 for content in tables_of(folder))


def split_into_cells(folder: Path) -> int:
    """The floor of reading: the same bytes through the parser in C, nothing kept."""
    texts = (io.StringIO(content.decode(), newline="") for content in tables_of(folder))
    return sum(1 for text in texts for _ in csv.reader(text))


@cache
def nation(trusts: int = NATION) -> tuple[Path, ...]:
    """Trusts of many sizes, each with exceptions of its own: none is like another."""
    return tuple(_one_of_a_nation(number) for number in range(trusts))


def _one_of_a_nation(number: int) -> Path:
    """Each change is kept with which the folder can still be read."""
    chance = Random(f"nation {number}")
    code = f"R{LETTERS[number // len(LETTERS)]}{LETTERS[number % len(LETTERS)]}"
    plan = replace(chance.choice((AS_ASKED, *PLANS)), code=code)
    sent = invented(number, size=0.4 + 2.2 * chance.random(), plan=plan)
    for _ in range(chance.randint(0, MOST_CHANGES)):
        changed = chance.choice(CHANGES)(chance, sent)
        with suppress(EvidenceUnreadable):
            read_submission(written(f"tried-{number}", as_files(changed)), tables())
            sent = changed
        rmtree(Path(_KEPT.name, f"tried-{number}"))
    return written(f"nation-{number}", as_files(sent))

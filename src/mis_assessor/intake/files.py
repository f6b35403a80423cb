"""The files of a submission, whether they stand in a folder or in a zip.

A submission folder as a set of files, none of them from outside the folder.

A zipped submission as a set of files, read in place and never unpacked to disk.

Opens what a person names, a folder or a zip, as a set of files.
"""

import hashlib
import os
import re
import stat
import struct
import zipfile
import zlib
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path, PurePosixPath
from typing import IO

from mis_assessor.core.errors import EvidenceUnreadable, Problem
from mis_assessor.reading import limits
from mis_assessor.reading.problems import one_problem, quoted

_CHUNK = 1 << 20
DAMAGE = (
    OSError,
    EOFError,
    RuntimeError,
    ValueError,
    OverflowError,
    struct.error,
    zipfile.BadZipFile,
    zlib.error,
)
"""What reading a damaged file or zip raises."""


@dataclass(frozen=True, slots=True)
class File:
    """One file: its name within the submission, its size, and how to open it."""

    name: str
    size: int
    open: Callable[[], IO[bytes]]

    def content(self, limit: int) -> bytes:
        """Everything in it, provided it is no larger than a limit."""
        if self.size > limit:
            raise self._too_large(limit)
        return b"".join(self._parts())

    def sha256(self) -> str:
        """Its fingerprint, whatever its size."""
        digest = hashlib.sha256()
        for part in self._parts():
            digest.update(part)
        return digest.hexdigest()

    def _parts(self) -> Iterator[bytes]:
        try:
            with self.open() as stream:
                read = 0
                while part := stream.read(_CHUNK):
                    read += len(part)
                    if read > self.size:
                        raise one_problem(self.name, "is larger than it says it is.")
                    yield part
        except DAMAGE:
            raise one_problem(
                self.name, "cannot be opened; it is damaged or locked. Send it again."
            ) from None

    def _too_large(self, limit: int) -> EvidenceUnreadable:
        size, most = limits.in_megabytes(self.size), limits.in_megabytes(limit)
        return one_problem(
            self.name,
            f"has {size}, and {most} is the most that can be read. Send only the "
            "columns and rows asked for.",
        )


Files = Mapping[str, File]


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


_READABLE = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_ENCRYPTED = 0x1


def files_in_archive(archive: zipfile.ZipFile, shown: str) -> Files:
    """Every file of a zip, with or without one folder around them."""
    entries = [entry for entry in archive.infolist() if not entry.is_dir()]
    check_size(entries, shown)
    if problems := [p for entry in entries for p in _problems(entry, shown)]:
        raise EvidenceUnreadable(problems)
    names = [entry.filename for entry in entries]
    counted = Counter(name.casefold() for name in names)
    if twice := sorted({n for n in names if counted[n.casefold()] > 1}):
        raise EvidenceUnreadable(
            Problem(f"{shown}, {name}", "is in the zip twice. Keep one.") for name in twice
        )
    top = _top_folder(names)
    return {
        name: File(name, entry.file_size, partial(archive.open, entry))
        for entry in entries
        for name in (entry.filename.removeprefix(top),)
    }


def check_size(entries: list[zipfile.ZipInfo], shown: str) -> None:
    """Refuse a zip with too many entries or more bytes than a submission may hold."""
    if len(entries) > limits.FILES:
        raise one_problem(
            shown, f"has more than {limits.FILES:,} files. Send only what the scheme asks."
        )
    if sum(entry.file_size for entry in entries) > limits.TOTAL_BYTES:
        raise one_problem(
            shown,
            f"unpacks to more than {limits.in_megabytes(limits.TOTAL_BYTES)}. Send only "
            "what the scheme asks.",
        )


def unpacks_to_too_much(entry: zipfile.ZipInfo) -> bool:
    """Whether an entry is packed more tightly than any real file is."""
    return (
        entry.file_size > limits.MEGABYTE
        and entry.file_size > limits.COMPRESSION_RATIO * entry.compress_size
    )


def _problems(entry: zipfile.ZipInfo, shown: str) -> Iterator[Problem]:
    where = f"{shown}, {entry.filename}"
    # zipfile turns backslashes to slashes on Windows and cuts names at a NUL
    name = entry.orig_filename
    parts = PurePosixPath(name).parts
    if ".." in parts or name.startswith("/") or re.match("[A-Za-z]:", name):
        yield Problem(where, "points outside the zip. Make the zip again.")
    elif "\\" in name or "\0" in name:
        yield Problem(
            where, f"has the name {quoted(name)}, which no system reads alike. Rename it."
        )
    if stat.S_ISLNK(entry.external_attr >> 16):
        yield Problem(where, "is a link. Put the file itself in the zip.")
    if entry.flag_bits & _ENCRYPTED:
        yield Problem(where, "needs a password. Send the zip without one.")
    elif entry.compress_type not in _READABLE:
        yield Problem(where, "is packed in a way few programs read. Make the zip again.")
    if unpacks_to_too_much(entry):
        yield Problem(where, "unpacks to far more than a real file does. Make the zip again.")


def _top_folder(names: list[str]) -> str:
    """The one folder that holds everything, with its slash, or nothing."""
    inside = [name for name in names if not name.startswith("__MACOSX/")]
    tops = {name.partition("/")[0] for name in inside}
    if "submission.yaml" in tops or len(tops) != 1:
        return ""
    return tops.pop() + "/"


@contextmanager
def open_files(path: Path) -> Iterator[Files]:
    """The files of a submission folder or zip, open while they are read."""
    if path.is_dir():
        yield files_in_folder(path)
    elif path.is_file():
        try:
            archive = zipfile.ZipFile(path)
        except DAMAGE:
            raise one_problem(
                path.name, "is neither a folder nor a zip that can be opened."
            ) from None
        with archive:
            yield files_in_archive(archive, path.name)
    else:
        raise one_problem(str(path), "is not there. Name a submission folder or zip.")

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
from contextlib import contextmanager, suppress
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


SUPPOSED = re.compile(rb"hypothetical-[0-9a-f]{64}")
"""The digest of a hypothetical assessment, which every output of one carries."""
_AS_LONG_AS_A_MARK = 76


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
        digest, end = hashlib.sha256(), b""
        for part in self._parts():
            digest.update(part)
            if SUPPOSED.search(end + part):
                raise one_problem(
                    self.name,
                    "was made by “mis what-if” from facts that are supposed and not so. It is no "
                    "evidence. Take it out of the submission.",
                )
            end = part[-_AS_LONG_AS_A_MARK:]
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
                if read < self.size:
                    raise one_problem(
                        self.name,
                        "is shorter than it says it is: it changed while it was read. Try again.",
                    )
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


_CANNOT_BE_OPENED = "cannot be opened. Check who may read it, and what is in it."
_LEFT_BY_SYSTEMS = ("thumbs.db", "desktop.ini", "__macosx")


def left_by_a_system(path: PurePosixPath) -> bool:
    """Whether a file is one that computers leave behind unasked."""
    return any(
        part.startswith((".", "~$")) or part.casefold() in _LEFT_BY_SYSTEMS for part in path.parts
    )


def files_in_folder(folder: Path) -> Files:
    """Every regular file of a folder; links that leave it are refused."""
    root = folder.resolve()
    found: dict[str, File] = {}
    problems = []

    def cannot_be_listed(error: OSError) -> None:
        inside = Path(str(error.filename)).relative_to(root)
        shown = folder.name if inside == Path() else inside.as_posix()
        problems.append(Problem(shown, _CANNOT_BE_OPENED))

    for place, below, names in os.walk(root, onerror=cannot_be_listed):
        for name in sorted((*names, *below)):
            path = Path(place, name)
            shown = path.relative_to(root).as_posix()
            try:
                if _leads_out(path, root):
                    problems.append(Problem(shown, "is a link. Put the file itself in the folder."))
                elif path.is_file():
                    found[shown] = File(shown, path.stat().st_size, partial(_open, path))
                elif name not in below:
                    problems.append(Problem(shown, "is not an ordinary file. Take it out."))
            except OSError:  # a folder may let its names be read and nothing more
                problems.append(Problem(shown, _CANNOT_BE_OPENED))
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
    if any("\\" in entry.orig_filename for entry in entries):
        raise one_problem(
            shown,
            "was made by a program that writes “\\” between folder and file, such as PowerShell "
            "5. On Windows, right-click the folder, choose “Send to”, “Compressed (zipped) "
            "folder”, and send that zip.",
        )
    if problems := [p for entry in entries for p in _problems(entry, shown)]:
        raise EvidenceUnreadable(problems)
    names = [_name(entry) for entry in entries]
    counted = Counter(name.casefold() for name in names)
    if twice := sorted({n for n in names if counted[n.casefold()] > 1}):
        raise EvidenceUnreadable(
            Problem(f"{shown}, {name}", "is in the zip twice. Keep one.") for name in twice
        )
    top = _top_folder(names)
    if beside := [name for name in names if not name.startswith(top) and _matters(name)]:
        raise EvidenceUnreadable(
            Problem(
                f"{shown}, {name}",
                f"lies outside the folder {quoted(top.rstrip('/'))}, which holds the submission. "
                "Put it in that folder, or leave it out of the zip.",
            )
            for name in beside
        )
    return {
        inside: File(inside, entry.file_size, partial(archive.open, entry))
        for entry, name in zip(entries, names, strict=True)
        if name.startswith(top)
        for inside in (name.removeprefix(top),)
    }


_UTF_8_NAME = 0x800


def _name(entry: zipfile.ZipInfo) -> str:
    """An entry's name; some programs write UTF-8 and do not say so."""
    if not entry.flag_bits & _UTF_8_NAME:
        with suppress(UnicodeError):
            return entry.filename.encode("cp437").decode("utf-8")
    return entry.filename


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
    elif "\0" in name:
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


_PAGES = ("submission.yaml", "system.yaml")
_TABLE_OR_PAGE = (".csv", ".xlsx", ".yaml")


def _top_folder(names: list[str]) -> str:
    """The folder that holds the submission, with its slash; nothing where none is around it."""
    pages = [name for name in names if name.rpartition("/")[2] in _PAGES]
    if pages:
        uppermost = min(name.count("/") for name in pages)
        tops = {n.rpartition("/")[0] for n in pages if n.count("/") == uppermost}
    else:
        inside = [name for name in names if not left_by_a_system(PurePosixPath(name))]
        tops = {name.partition("/")[0] for name in inside}
    top = tops.pop() if len(tops) == 1 else ""
    return f"{top}/" if top and top not in names else ""


def _matters(name: str) -> bool:
    """Whether a file beside the submission's folder could have been meant to be read."""
    return name.casefold().endswith(_TABLE_OR_PAGE) and not left_by_a_system(PurePosixPath(name))


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
        with archive, path.open("rb") as stream:
            if stream.read(2) != b"PK":
                raise one_problem(path.name, "has something before the zip. Make the zip again.")
            yield files_in_archive(archive, path.name)
    else:
        raise one_problem(str(path), "is not there. Name a submission folder or zip.")

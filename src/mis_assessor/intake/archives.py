"""A zipped submission as a set of files, read in place and never unpacked to disk."""

import re
import stat
import zipfile
from collections import Counter
from collections.abc import Iterator
from functools import partial
from pathlib import PurePosixPath

from mis_assessor.core.errors import EvidenceUnreadable, Problem
from mis_assessor.intake import limits
from mis_assessor.intake.files import File, Files
from mis_assessor.intake.problems import one_problem, quoted

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

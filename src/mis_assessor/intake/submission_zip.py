"""A submission as one zip, always the same bytes, and read again out of memory."""

import io
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path, PurePosixPath

from mis_assessor.core.errors import NotAllowed
from mis_assessor.intake.files import (
    DAMAGE,
    Files,
    files_in_archive,
    left_by_a_system,
    open_files,
)
from mis_assessor.reading import limits
from mis_assessor.reading.problems import one_problem

FIRST_DAY = (1980, 1, 1, 0, 0, 0)
"""The earliest a zip can say; the days of the files are no evidence."""
READABLE_BY_ALL = 0o100644 << 16
LARGEST = 300 * limits.MEGABYTE
"""Of the evidence that a verifier's edition may hold."""


def zipped(path: Path) -> bytes:
    """A submission folder, or a zip of one, as a zip with fixed days and sorted names.

    Raises NotAllowed where it is too large to travel in a paper.
    """
    held = io.BytesIO()
    with open_files(path) as files, zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive:
        names = sorted(name for name in files if not left_by_a_system(PurePosixPath(name)))
        if sum(files[name].size for name in names) > LARGEST:
            raise NotAllowed(
                f"{path}: the evidence has more than {limits.in_megabytes(LARGEST)}, too much for "
                "a verifier edition. Send the Board edition and the folder beside it."
            )
        for name in names:
            entry = zipfile.ZipInfo(name, FIRST_DAY)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = READABLE_BY_ALL
            entry.create_system = 3
            archive.writestr(entry, files[name].content(LARGEST))
    return held.getvalue()


@contextmanager
def files_zipped(content: bytes, shown: str) -> Iterator[Files]:
    """The files of a zip that is held in memory, open while they are read."""
    try:
        archive = zipfile.ZipFile(io.BytesIO(content))
    except DAMAGE:
        raise one_problem(shown, "is no zip that can be opened.") from None
    with archive:
        yield files_in_archive(archive, shown)

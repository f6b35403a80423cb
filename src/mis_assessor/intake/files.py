"""The files of a submission, whether they stand in a folder or in a zip."""

import hashlib
import struct
import zipfile
import zlib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import IO

from mis_assessor.core.errors import EvidenceUnreadable
from mis_assessor.intake import limits
from mis_assessor.intake.problems import one_problem

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

"""Files by their fingerprint: written beside, forced to disk, then renamed; never changed."""

import hashlib
import os
import re
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from tempfile import mkstemp

from mis_assessor.core.errors import EvidenceUnreadable, NotAllowed

_FINGERPRINT = re.compile("[0-9a-f]{64}")


class Blobs:
    """The folder in which contents lie, each under the sha256 of what is in it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def keep(self, content: bytes) -> str:
        """Keeps a content and gives its fingerprint; on disk when this returns.

        Raises NotAllowed where the folder cannot be written.
        """
        sha256 = hashlib.sha256(content).hexdigest()
        path = self.path(sha256)
        if path.is_file() and path.stat().st_size == len(content):
            return sha256
        beside: str | None = None
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            handle, beside = mkstemp(prefix=".", suffix=".part", dir=path.parent)
            with os.fdopen(handle, "wb") as stream:
                stream.write(content)
                stream.flush()
                os.fsync(stream.fileno())
            Path(beside).replace(path)
            _force(path.parent)
        except OSError as error:
            raise NotAllowed(
                f"{self.folder} cannot be written ({error.strerror}). Nothing was kept. See that "
                "there is room, and that the service may write there."
            ) from error
        finally:
            if beside is not None:
                with suppress(OSError):
                    Path(beside).unlink(missing_ok=True)
        return sha256

    def read(self, sha256: str) -> bytes:
        """The content of a fingerprint. Raises EvidenceUnreadable where it is not whole."""
        try:
            content = self.path(sha256).read_bytes()
        except OSError:
            content = b""
        if hashlib.sha256(content).hexdigest() != sha256:
            raise EvidenceUnreadable(
                f"The file {sha256[:12]} is missing or damaged in {self.folder}. Restore it from a "
                "backup: nothing that rests on it can be shown until then."
            )
        return content

    def path(self, sha256: str) -> Path:
        """Where a content lies; only a fingerprint has a place."""
        if not _FINGERPRINT.fullmatch(sha256):
            raise NotAllowed("That is not the fingerprint of a file.")
        return self.folder / sha256[:2] / sha256

    def all(self) -> Iterator[str]:
        """Every fingerprint there is a file of."""
        for path in sorted(self.folder.glob("??/*")):
            if _FINGERPRINT.fullmatch(path.name):
                yield path.name


def _force(folder: Path) -> None:
    """Forces the name itself to disk, where the system can."""
    with suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)

"""Opens what several people keep together: a database, and a folder of files beside it.

Goes through the audit; takes a copy of everything, and puts one back.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from mis_assessor.core.errors import NotAllowed
from mis_assessor.store.audit import Chain, head_of, verify
from mis_assessor.store.blobs import Blobs
from mis_assessor.store.database import Database, Work, address_of, answers
from mis_assessor.store.upgrade import newest, stands_at, upgrade

__all__ = ["Store", "answers", "audit_head", "audit_of", "open_store", "upgrade_store"]

FILES = "files"


@dataclass(frozen=True, slots=True)
class Store:
    """A database with its folder of files."""

    data: Path
    database: Database
    blobs: Blobs

    @contextmanager
    def reading(self) -> Iterator[Work]:
        """Looks at one moment of it."""
        with self.database.reading() as work:
            yield work

    @contextmanager
    def writing(self) -> Iterator[Work]:
        """Does one act, which is on disk when this returns."""
        with self.database.writing() as work:
            yield work

    def close(self) -> None:
        """Gives the database back."""
        self.database.close()


def _store(data: Path, url: str) -> Store:
    try:
        data.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise NotAllowed(
            f"{data} cannot be made ({error.strerror}). Name another folder with --data."
        ) from error
    return Store(data, Database(address_of(data, url)), Blobs(data / FILES))


def upgrade_store(data: Path, url: str = "") -> str:
    """Makes the database, or brings it to this version with all that is in it."""
    store = _store(data, url)
    try:
        return upgrade(store.database)
    finally:
        store.close()


def open_store(data: Path, url: str = "") -> Store:
    """A store that is ready. Raises NotAllowed where `mis db upgrade` has to be run first."""
    store = _store(data, url)
    if not is_of_this_version(store):
        store.close()
        raise NotAllowed(
            "The database is not of this version yet. Run “mis db upgrade” first; what is in it "
            "is kept."
        )
    return store


def is_of_this_version(store: Store) -> bool:
    """Whether the database has had every migration that this version knows."""
    return stands_at(store.database) == newest()


def audit_of(store: Store, looked_for: str = "") -> Chain:
    """How the audit stands, line by line from the first."""
    with store.reading() as work:
        return verify(work, looked_for)


def audit_head(store: Store) -> str:
    """The fingerprint of the audit's last line, to be printed in what is signed."""
    with store.reading() as work:
        return head_of(work)

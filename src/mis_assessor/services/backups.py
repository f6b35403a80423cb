"""A copy of everything in one zip, also while the service runs; and a copy put back."""

import json
import os
import shutil
import zipfile
from pathlib import Path
from tempfile import mkstemp

from mis_assessor.core.errors import EvidenceUnreadable, NotAllowed
from mis_assessor.intake.files import DAMAGE
from mis_assessor.services.stores import FILES, Store, open_store, upgrade_store
from mis_assessor.store import audit
from mis_assessor.store.copies import Rows, contents_named, everything, put_back
from mis_assessor.store.records import AuditLine, By
from mis_assessor.store.upgrade import newest

PAGE = "tables.json"


def back_up(store: Store, to: Path) -> int:
    """Writes a copy of everything; gives the number of files in it.

    Raises NotAllowed where there is something already, and EvidenceUnreadable where a file
    that the database names is missing or damaged.
    """
    if to.exists():
        raise NotAllowed(f"{to} is there already. Name another file.")
    rows = everything(store.database)  # first: a file is always written before it is named
    named = sorted(contents_named(rows))
    try:
        to.parent.mkdir(parents=True, exist_ok=True)
        handle, beside = mkstemp(prefix=f".{to.name[:40]}.", suffix=".part", dir=to.parent)
    except OSError as error:
        raise NotAllowed(f"{to}: {error.strerror}. Name another place.") from error
    try:
        with os.fdopen(handle, "w+b") as stream:
            with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
                page = {"migration": newest(), "tables": rows}
                archive.writestr(PAGE, json.dumps(page, ensure_ascii=False))
                for sha256 in named:
                    archive.writestr(f"{FILES}/{sha256}", store.blobs.read(sha256))
            stream.flush()
            os.fsync(stream.fileno())
        Path(beside).replace(to)
    finally:
        Path(beside).unlink(missing_ok=True)
    return len(named)


MADE = "took a copy of everything"


def back_up_by(store: Store, to: Path, by: By) -> int:
    """The same for somebody in the service, whom the audit then names. Raises NotAllowed."""
    number = back_up(store, to)
    with store.writing() as work:
        audit.write(work, by, MADE, to.name, files=number)
    return number


def backups_made(store: Store) -> tuple[AuditLine, ...]:
    """The copies that were taken in the service, the newest first."""
    with store.reading() as work:
        return audit.lines_of_act(work, MADE)


def drop(folder: Path) -> None:
    """Takes away a folder in which a copy was laid out to be sent."""
    shutil.rmtree(folder, ignore_errors=True)


def restore(copy: Path, data: Path, url: str = "") -> int:
    """Puts a copy into an empty store; gives the number of its files.

    Raises EvidenceUnreadable where the copy is not whole, and NotAllowed where there is
    something already: then nothing of it is put there.
    """
    try:
        with zipfile.ZipFile(copy) as archive:
            page = json.loads(archive.read(PAGE))
            rows: Rows = page["tables"]
            named = sorted(contents_named(rows))
            if page["migration"] != newest():
                raise NotAllowed(
                    f"The copy was taken by another version ({page['migration']}). Restore it "
                    "with that version, then install this one and run “mis db upgrade”."
                )
            upgrade_store(data, url)
            store = open_store(data, url)
            try:
                for sha256 in named:
                    if store.blobs.keep(archive.read(f"{FILES}/{sha256}")) != sha256:
                        raise EvidenceUnreadable(f"{copy}: the file {sha256[:12]} is damaged.")
                put_back(store.database, rows)
            finally:
                store.close()
    except (KeyError, TypeError, *DAMAGE) as wrong:
        raise EvidenceUnreadable(
            f"{copy} is not a whole copy of a store. Take another one."
        ) from wrong
    return len(named)

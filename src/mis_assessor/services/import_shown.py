"""An import as a job: what files would change, worked out beside the service and then shown.

The files lie in the folder of the job until they are kept, or for some hours.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

from mis_assessor.core.assessment.canonical import as_json
from mis_assessor.core.plain import plain
from mis_assessor.core.wording import counted
from mis_assessor.importing.merge import Merged
from mis_assessor.intake.mappings import Mappings, mappings_page, read_mappings
from mis_assessor.services.bring_in import refuse_name_of_patient
from mis_assessor.services.desk import Desk
from mis_assessor.services.import_held import Choices, Looked, Sent, choices_for, look_at
from mis_assessor.services.job_files import (
    clear_folder,
    clear_made,
    keep_made,
    made_by,
    sent_with,
    was_made,
)
from mis_assessor.services.stores import Store
from mis_assessor.store.jobs import Job, JobKind, over_before
from mis_assessor.store.records import Change

ASKED, LOOKED, KEPT = "asked.json", "looked.json", "kept"
KEPT_FOR = timedelta(hours=12)
"""How long files wait for whoever sent them to decide."""
MOST_ROWS = 1_000
"""Rows of one table that are shown; how many there are is told."""


@dataclass(frozen=True, slots=True)
class After:
    """Why the same files are looked at again."""

    job: str
    why: str

    @property
    def told(self) -> Mapping[str, str]:
        """The same as a job is asked."""
        return {"before": self.job, "why": self.why}


def files_to_look_at(sent: Sent) -> Mapping[str, bytes]:
    """What a job that looks at files is given. Raises EvidenceUnreadable for a patient's name."""
    for name, _ in sent.files:
        refuse_name_of_patient(Path("what you sent", name))
    asked = {
        "names": [name for name, _ in sent.files],
        "called": sent.called,
        "take_out": sent.take_out,
        "said": None if sent.said is None else mappings_page(sent.said).decode(),
    }
    contents = {f"file-{n}": content for n, (_, content) in enumerate(sent.files)}
    return {ASKED: as_json(asked), **contents}


def look_at_sent(desk: Desk, job: Job, on: date) -> Mapping[str, bytes]:
    """What the files of a job would change, to be shown, with what is needed to keep it.

    Raises as `look_at`; nothing is changed.
    """
    folder = sent_with(desk.store, job.id)
    given = {path.name: path.read_bytes() for path in sorted(folder.iterdir())}
    sent = _sent(given)
    looked = look_at(desk, job.submission, sent, on)
    shown = _shown(sent, looked, choices_for(desk, looked.mappings))
    contents = {
        f"change-{n}": change.content or b"" for n, change in enumerate(looked.changes.values())
    }
    return {**given, LOOKED: as_json(shown), **contents}


def _sent(given: Mapping[str, bytes]) -> Sent:
    asked = json.loads(given[ASKED])
    files = tuple((name, given[f"file-{n}"]) for n, name in enumerate(asked["names"]))
    said = None if asked["said"] is None else read_mappings(asked["said"].encode())
    return Sent(files, asked["called"], said, asked["take_out"])


def sent_before(store: Store, job: Job) -> Sent:
    """The files that a job looked at, as they were sent. Raises EvidenceUnreadable."""
    asked = made_by(store, job, ASKED)
    names = [f"file-{n}" for n in range(len(json.loads(asked)["names"]))]
    return _sent({ASKED: asked, **{name: made_by(store, job, name) for name in names}})


def shown_by(store: Store, job: Job) -> Mapping[str, Any]:
    """What a job found out, as pages and programs show it. Raises EvidenceUnreadable."""
    found: Mapping[str, Any] = json.loads(made_by(store, job, LOOKED))
    return found


def mappings_shown(shown: Mapping[str, Any]) -> tuple[Mappings, tuple[Choices, ...]]:
    """How each sheet was read, and what may be said of it."""
    may = tuple(
        Choices(**{name: tuple(of) for name, of in one["may"].items()}) for one in shown["sheets"]
    )
    return read_mappings(shown["mapping"].encode()), may


def changes_shown(store: Store, job: Job) -> Mapping[str, Change]:
    """The very changes that were shown, to be kept. Raises EvidenceUnreadable."""
    return {
        one["file"]: Change(made_by(store, job, f"change-{n}"), one["seen"])
        for n, one in enumerate(shown_by(store, job)["changes"])
    }


def note_kept(store: Store, job: Job) -> None:
    """Takes the files away once what they change is kept."""
    clear_made(store, job)
    keep_made(store, job, {KEPT: b""})


def was_kept(store: Store, job: Job) -> bool:
    """Whether what a job showed has been kept already."""
    return was_made(store, job, KEPT)


def clear_old_looks(store: Store, now: datetime) -> None:
    """Takes away files about which nobody decided."""
    with store.reading() as work:
        old = over_before(work, JobKind.IMPORT, now - KEPT_FOR)
    for job in old:
        clear_folder(store, job)


def _shown(sent: Sent, looked: Looked, may: Sequence[Choices]) -> Mapping[str, Any]:
    read, brought = looked.read, looked.brought
    sheets = zip(looked.mappings.imports, may, strict=True)
    return {
        "files": [name for name, _ in sent.files],
        "called": sent.called,
        "take_out": sent.take_out,
        "is_workbook": read is None,
        "mapping": mappings_page(looked.mappings).decode(),
        "sheets": [{"sheet": one.model_dump(), "may": plain(choices)} for one, choices in sheets],
        "tables": [_table(one) for one in brought.tables if one.changes or one.same],
        "page": [str(one) for one in brought.page],
        "changed": brought.changed,
        "to_be_checked": list(brought.to_be_checked),
        "remarks": list(brought.remarks),
        "not_taken": [str(one) for one in read.not_understood] if read else [],
        "left_out": [str(one) for one in read.left_out] if read else [],
        "notes": [str(one) for one in read.notes] if read else [],
        "seen": list(_seen(looked)),
        "changes": [
            {"file": name, "seen": change.seen or ""} for name, change in looked.changes.items()
        ],
    }


def _table(table: Merged) -> Mapping[str, Any]:
    """What would change in a table, in counts and row by row."""
    counts = [
        f"{counted(number, 'rows')} {what}"
        for what in ("new", "changed", "taken out")
        if (number := sum(change.what == what for change in table.changes))
    ]
    if table.same:
        counts.append(f"{table.same:,} as before")
    rows = [
        {
            "row": change.row,
            "what": change.what,
            "cells": [str(cell) for cell in change.cells if cell.column != "sha256"],
        }
        for change in table.changes[:MOST_ROWS]
    ]
    return {
        "name": table.name,
        "counts": ", ".join(counts),
        "rows": rows,
        "number": len(table.changes),
        "kept": len(table.kept),
    }


def _seen(looked: Looked) -> Iterator[str]:
    """What was seen and rightly makes no row."""
    for what, number in (looked.read.counts if looked.read else {}).items():
        yield f"{counted(number, 'times')} “{what}”: no attendance was made of it."

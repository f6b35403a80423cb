"""Submissions that are held in the store: taken in, changed by several people, given back.

Whatever stands there can be read whole: a change that would spoil it is refused with every
problem, and a change of what somebody else has changed meanwhile with both versions.
"""

import io
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import IO

from mis_assessor.core.errors import EvidenceUnreadable, NotAllowed, Problem
from mis_assessor.intake.files import File, Files, open_files
from mis_assessor.intake.harmful_files import harmful_in
from mis_assessor.reading import limits
from mis_assessor.reading.problems import quoted
from mis_assessor.reading.whole_files import write_new_folder
from mis_assessor.services.declarations import changed
from mis_assessor.services.desk import Desk
from mis_assessor.services.stores import Store
from mis_assessor.services.summaries import Summary, summed_up, summed_up_at
from mis_assessor.store import audit
from mis_assessor.store.blobs import Blobs
from mis_assessor.store.database import Work
from mis_assessor.store.records import By, Change, Held, HeldFile, Trust
from mis_assessor.store.submissions import (
    Moved,
    NewVersion,
    begin,
    files,
    held,
    put_forward,
)

LONGEST_NAME, MOST_BYTES = 200, 255
"""Letters of a name, and bytes of each part of it: more is not kept by every system."""
NOT_IN_A_NAME = frozenset('<>:"|?*\\')
FIRST_VERSION = 1
TRIES = 6
"""How often a change is put on top of somebody else's before its author is asked."""


class NotThere(NotAllowed):
    """There is no such submission, or none that the person may know of."""


@dataclass(frozen=True, slots=True)
class Clash:
    """One file that two people changed: what stands now, and what the second one sent."""

    name: str
    stands: HeldFile | None
    sent: str
    """The fingerprint of what was sent; it is kept, so that it can be looked at."""


class ChangedMeanwhile(NotAllowed):
    """What somebody changes was changed by somebody else since they looked at it."""

    def __init__(self, clashes: tuple[Clash, ...]) -> None:
        self.clashes = clashes
        super().__init__(" ".join(map(_clash, clashes)))


def _clash(clash: Clash) -> str:
    if clash.stands is None:
        return f"{clash.name} was taken away by somebody else since you looked at it."
    return (
        f"{clash.name} was changed by {clash.stands.by} since you looked at it. Nothing of yours "
        "was kept over theirs: compare the two, then send yours again if it should stand."
    )


@dataclass(frozen=True, slots=True)
class Arrived:
    """A submission that was read whole, its files kept; nothing in the store names it yet."""

    sent: Summary
    written: Mapping[str, tuple[str, int]]


def take_in(desk: Desk, path: Path, by: By) -> str:
    """Takes in a folder, or a zip of one, as a new submission; gives its id.

    Raises EvidenceUnreadable with every problem; then nothing of it is kept.
    """
    return _written_down(desk.store, arrived(desk, path, by), by)


def take_in_files(desk: Desk, contents: Mapping[str, bytes], by: By) -> str:
    """Takes in files that are in memory as a new submission; gives its id."""
    sent = desk.do(summed_up, _in_memory(contents))
    return _written_down(desk.store, _kept(desk.store, contents, sent, by), by)


def arrived(desk: Desk, path: Path, by: By) -> Arrived:
    """Reads a folder, or a zip of one, and keeps its files. Raises as `take_in`."""
    sent = desk.do(summed_up_at, path)
    with open_files(path) as files_:
        contents = {name: file.content(limits.TOTAL_BYTES) for name, file in files_.items()}
    refuse_harmful(contents)
    return _kept(desk.store, contents, sent, by)


def _kept(store: Store, contents: Mapping[str, bytes], sent: Summary, by: By) -> Arrived:
    if by.trust and by.trust != sent.trust_code:
        raise NotAllowed(
            f"This folder is of {sent.trust_name} ({sent.trust_code}); you can only send those of "
            f"your own trust ({by.trust})."
        )
    if sent.scheme_year is None:
        raise NotAllowed("submission.yaml names no scheme year. Write one, then send it again.")
    refuse_names(contents)
    return Arrived(sent, {name: (store.blobs.keep(it), len(it)) for name, it in contents.items()})


def _written_down(store: Store, new: Arrived, by: By) -> str:
    with store.writing() as work:
        return begin_with(work, new, by)


def begin_with(work: Work, new: Arrived, by: By) -> str:
    """A new submission with what arrived, inside a transaction; gives its id."""
    sent = new.sent
    trust, year = Trust(sent.trust_code, sent.trust_name), sent.scheme_year or 0
    submission = begin(work, trust, year, sent.fingerprint, by)
    put_forward(work, submission, 0, _version(sent, new.written, ()), by)
    audit.write(work, by, "took in a submission", submission, files=len(new.written))
    return submission


def files_arrived(store: Store, new: Arrived) -> Files:
    """The files of what arrived, as everything that reads folders takes them."""
    return {
        name: File(name, size, partial(_open, store.blobs, sha256))
        for name, (sha256, size) in new.written.items()
    }


def refuse_names(names: Iterable[str]) -> None:
    """Raises EvidenceUnreadable for file names that no database and no other system keeps."""
    wrong = [name for name in names if not _is_kept_everywhere(name)]
    if wrong:
        raise EvidenceUnreadable(
            Problem(quoted(name), "cannot be the name of a file everywhere. Rename it.")
            for name in wrong
        )


def _is_kept_everywhere(name: str) -> bool:
    parts = name.split("/")
    short = len(name) <= LONGEST_NAME and all(len(part.encode()) <= MOST_BYTES for part in parts)
    plain = name.isprintable() and not set(name) & NOT_IN_A_NAME
    return short and plain and not any(part != part.rstrip(". ") for part in parts)


def refuse_harmful(contents: Mapping[str, bytes]) -> None:
    """Raises EvidenceUnreadable for files that act, or are not what their name says."""
    if wrong := list(harmful_in(contents)):
        raise EvidenceUnreadable(wrong)


def standing(store: Store, submission: str) -> Held:
    """A submission as it stands. Raises NotThere."""
    with store.reading() as work:
        return found(work, submission)


def found(work: Work, submission: str) -> Held:
    """A submission as it stands, inside a transaction. Raises NotThere."""
    it = held(work, submission)
    if it is None:
        raise NotThere("There is no such submission here.")
    return it


def files_of(store: Store, submission: str, version: int | None = None) -> Files:
    """The files of a submission, as everything that reads folders takes them."""
    with store.reading() as work:
        listed = files(work, found(work, submission).id, version)
    return {name: _file(store, it) for name, it in listed.items()}


def _file(store: Store, it: HeldFile) -> File:
    return File(it.name, it.size, partial(_open, store.blobs, it.sha256))


def _open(blobs: Blobs, sha256: str) -> IO[bytes]:
    return io.BytesIO(blobs.read(sha256))


def _in_memory(contents: Mapping[str, bytes]) -> Files:
    return {
        name: File(name, len(content), partial(io.BytesIO, content))
        for name, content in contents.items()
    }


def give_back(store: Store, submission: str, to: Path, version: int | None = None) -> int:
    """Writes a submission to a new folder, byte for byte; gives the number of its files."""
    listed = files_of(store, submission, version)
    contents = {name: file.content(limits.TOTAL_BYTES) for name, file in listed.items()}
    write_new_folder(to, contents)
    return len(contents)


def change(desk: Desk, submission: str, changes: Mapping[str, Change], by: By) -> Held:
    """Changes files of a submission: all of the changes, or none.

    What others changed meanwhile in other files is merged. Raises ChangedMeanwhile where it
    is the same file, EvidenceUnreadable where the whole could not be read any more, and
    NotAllowed where the submission is closed or would become another trust's.
    """
    refuse_names(changes)
    sent = {n: it.content for n, it in changes.items() if it.content is not None}
    refuse_harmful(sent)
    written = {name: (desk.store.blobs.keep(it), len(it)) for name, it in sent.items()}
    with desk.queues.of("change", submission):
        for _ in range(TRIES):
            try:
                return _changed(desk, submission, changes, written, by)
            except Moved:
                continue
    raise NotAllowed("Too many people are changing this at once. Try again in a minute.")


def _changed(
    desk: Desk,
    submission: str,
    changes: Mapping[str, Change],
    written: Mapping[str, tuple[str, int]],
    by: By,
) -> Held:
    """One try; raises Moved where another process made the next version first."""
    store = desk.store
    with store.reading() as work:
        now = found(work, submission)
        there = files(work, submission)
    if clashes := tuple(_clashes(there, changes, written)):
        raise ChangedMeanwhile(clashes)
    news = {n: it for n, it in written.items() if n not in there or there[n].sha256 != it[0]}
    removed = tuple(n for n, it in changes.items() if it.content is None and n in there)
    if not news and not removed:
        return now
    sent = {n: it.content for n, it in changes.items() if it.content is not None}
    after = desk.do(summed_up, _as_it_would_be(store, there, sent, removed))
    _refuse_another(now, after)
    new = _version(after, news, removed)
    with store.writing() as work:
        if found(work, submission).version != now.version:
            raise Moved("Somebody else changed it at the same moment. Try again.")
        changed(work, desk.workflow, submission, (*news, *removed), by)
        put_forward(work, submission, now.version, new, by)
        audit.write(work, by, "changed files", submission, files=", ".join((*news, *removed)))
        return found(work, submission)


def _clashes(
    there: Mapping[str, HeldFile],
    changes: Mapping[str, Change],
    written: Mapping[str, tuple[str, int]],
) -> list[Clash]:
    found_ = []
    for name, it in changes.items():
        now = there[name].sha256 if name in there else ""
        mine = written[name][0] if name in written else ""
        if it.seen is not None and now not in (it.seen, mine):
            found_.append(Clash(name, there.get(name), mine))
    return found_


def _as_it_would_be(
    store: Store,
    there: Mapping[str, HeldFile],
    sent: Mapping[str, bytes],
    removed: tuple[str, ...],
) -> Files:
    stay = {n: _file(store, it) for n, it in there.items() if n not in removed and n not in sent}
    return {**stay, **_in_memory(sent)}


def _refuse_another(now: Held, sent: Summary) -> None:
    if (sent.trust_code, sent.scheme_year) != (now.trust, now.scheme_year):
        raise NotAllowed(
            f"This is the submission of {now.trust_name} ({now.trust}) for year "
            f"{now.scheme_year}; submission.yaml would make it one of {sent.trust_code} for year "
            f"{sent.scheme_year}. Begin another submission for that."
        )


def _version(
    sent: Summary, written: Mapping[str, tuple[str, int]], removed: tuple[str, ...]
) -> NewVersion:
    return NewVersion(sent.fingerprint, written, removed, sent.registers, sent.documents)

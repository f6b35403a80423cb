"""What is taken in comes back byte for byte, is never half there, and is never changed after."""

import os
import shutil
import sqlite3
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError
from sqlmodel import SQLModel

from functional.mis import SAMPLES
from mis_assessor.core.errors import EvidenceUnreadable, NotAllowed
from mis_assessor.services.assess_held import assess_held
from mis_assessor.services.desk import Desk, Queues
from mis_assessor.services.held import (
    ChangedMeanwhile,
    change,
    files_of,
    give_back,
    standing,
    take_in,
)
from mis_assessor.services.stores import Store, audit_of, open_store, upgrade_store
from mis_assessor.store.blobs import Blobs
from mis_assessor.store.records import By, Change
from mis_assessor.store.submissions import all_held, documents, history, registers
from mis_assessor.store.tables import WRITTEN_ONCE
from mis_assessor.store.upgrade import newest

TEN = SAMPLES / "ten-of-ten"
STAFF = "registers/staff.csv"


def everything(folder: Path) -> dict[str, bytes]:
    return {
        p.relative_to(folder).as_posix(): p.read_bytes() for p in folder.rglob("*") if p.is_file()
    }


def of_ours(name: str | None, kind: str, parents: object) -> bool:
    """Every table but those of the queue, which procrastinate looks after."""
    return kind != "table" or not (name or "").startswith("procrastinate")


def test_the_tables_are_those_of_the_migrations(store: Store) -> None:
    with store.database.engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"include_name": of_ours})
        assert compare_metadata(context, SQLModel.metadata) == []


def test_an_upgrade_twice_changes_nothing(store: Store, address: str) -> None:
    assert upgrade_store(store.data, address) == newest()


def test_a_database_that_was_not_upgraded_is_refused(tmp_path: Path) -> None:
    with pytest.raises(NotAllowed, match="mis db upgrade"):
        open_store(tmp_path / "data")


@pytest.mark.parametrize("url", ["mysql://here/mis", "nonsense", "oracle+none://x"])
def test_another_kind_of_database_is_refused_in_words(tmp_path: Path, url: str) -> None:
    with pytest.raises(NotAllowed, match="MIS_DATABASE_URL"):
        upgrade_store(tmp_path, url)


def test_a_folder_comes_back_byte_for_byte(desk: Desk, by: By, tmp_path: Path) -> None:
    new = take_in(desk, TEN, by)
    number = give_back(desk.store, new, tmp_path / "back")
    assert everything(tmp_path / "back") == everything(TEN)
    assert number == len(everything(TEN))
    again = take_in(desk, tmp_path / "back", by)
    assert again != new
    fingerprints = {standing(desk.store, one).fingerprint for one in (new, again)}
    assert len(fingerprints) == 1


def test_a_zip_comes_back_as_its_folder(desk: Desk, by: By, tmp_path: Path) -> None:
    packed = shutil.make_archive(str(tmp_path / "sent"), "zip", TEN)
    new = take_in(desk, Path(packed), by)
    give_back(desk.store, new, tmp_path / "back")
    assert everything(tmp_path / "back") == everything(TEN)


def test_registers_and_documents_are_listed(desk: Desk, by: By) -> None:
    new = take_in(desk, TEN, by)
    with desk.store.reading() as work:
        staff = next(r for r in registers(work, new) if r.id == "staff")
        assert staff.rows == len((TEN / STAFF).read_text().splitlines()) - 1
        assert len(documents(work, new)) > 50


def test_a_folder_that_cannot_be_read_leaves_nothing(desk: Desk, by: By, tmp_path: Path) -> None:
    spoilt = tmp_path / "spoilt"
    shutil.copytree(TEN, spoilt)
    (spoilt / STAFF).write_text("nonsense\n")
    with pytest.raises(EvidenceUnreadable, match=r"staff\.csv"):
        take_in(desk, spoilt, by)
    with desk.store.reading() as work:
        assert all_held(work) == ()
    assert audit_of(desk.store).lines == 0


def edited(desk: Desk, submission: str, name: str, old: str, new: str) -> Change:
    file = files_of(desk.store, submission)[name]
    content = file.content(10_000_000)
    assert old.encode() in content
    return Change(content.replace(old.encode(), new.encode(), 1), file.sha256())


def test_changes_of_different_files_are_merged(desk: Desk, by: By) -> None:
    new = take_in(desk, TEN, by)
    page = edited(desk, new, "submission.yaml", "Corin Ashgarth", "Corin Ashgarth-Bell")
    other = edited(desk, new, "judgements.csv", "\n", "\n")
    longer = Change((other.content or b"") + b"\n", other.seen)
    assert change(desk, new, {"judgements.csv": longer}, by).version == 2
    assert change(desk, new, {"submission.yaml": page}, by).version == 3
    now = files_of(desk.store, new)
    assert now["judgements.csv"].content(99_999) == longer.content
    assert b"Ashgarth-Bell" in now["submission.yaml"].content(10_000_000)


def test_a_change_of_what_somebody_else_changed_is_refused_with_both(desk: Desk, by: By) -> None:
    new = take_in(desk, TEN, by)
    one = edited(desk, new, "submission.yaml", "Corin Ashgarth", "Corin One")
    two = edited(desk, new, "submission.yaml", "Corin Ashgarth", "Corin Two")
    change(desk, new, {"submission.yaml": one}, by)
    with pytest.raises(ChangedMeanwhile, match="changed by Ada Wren") as refused:
        change(desk, new, {"submission.yaml": two}, by)
    (clash,) = refused.value.clashes
    assert clash.stands is not None
    assert b"Corin One" in desk.store.blobs.read(clash.stands.sha256)
    assert b"Corin Two" in desk.store.blobs.read(clash.sent)
    assert standing(desk.store, new).version == 2


def test_the_same_change_twice_is_one_change(desk: Desk, by: By) -> None:
    new = take_in(desk, TEN, by)
    one = edited(desk, new, "submission.yaml", "Corin Ashgarth", "Corin One")
    assert change(desk, new, {"submission.yaml": one}, by).version == 2
    assert change(desk, new, {"submission.yaml": one}, by).version == 2


def test_a_change_that_spoils_the_whole_is_refused(desk: Desk, by: By) -> None:
    new = take_in(desk, TEN, by)
    with pytest.raises(EvidenceUnreadable, match=r"staff\.csv"):
        change(desk, new, {STAFF: Change(b"nonsense\n", None)}, by)
    assert standing(desk.store, new).version == 1


def test_a_submission_never_becomes_another_trusts(desk: Desk, by: By) -> None:
    new = take_in(desk, TEN, by)
    with pytest.raises(NotAllowed, match="RZ8"):
        change(
            desk, new, {"submission.yaml": edited(desk, new, "submission.yaml", "RZ9", "RZ8")}, by
        )


def test_no_change_of_many_at_once_is_lost(desk: Desk, by: By) -> None:
    """Eight people change eight files in one moment, and each finds what they wrote."""
    new = take_in(desk, TEN, by)
    names = [f"files/note-{n}.txt" for n in range(6)]

    def write(name: str) -> int:
        return change(desk, new, {name: Change(name.encode(), "")}, by).version

    with ThreadPoolExecutor(6) as people:
        versions = list(people.map(write, names))
    assert sorted(versions) == list(range(2, 8))
    now = files_of(desk.store, new)
    assert [now[name].content(99).decode() for name in names] == names
    assert audit_of(desk.store).lines == 7


def test_no_change_of_several_processes_at_once_is_lost(desk: Desk, by: By) -> None:
    """Each has a queue of its own, so only the version keeps them in order."""
    new = take_in(desk, TEN, by)
    names = [f"files/process-{n}.txt" for n in range(3)]

    def write(name: str) -> int:
        own = replace(desk, queues=Queues())
        return change(own, new, {name: Change(name.encode(), "")}, by).version

    with ThreadPoolExecutor(3) as processes:
        versions = list(processes.map(write, names))
    assert sorted(versions) == [2, 3, 4]
    now = files_of(desk.store, new)
    assert [now[name].content(99).decode() for name in names] == names
    assert audit_of(desk.store).broken_at == 0


def test_every_version_can_be_had_again(desk: Desk, by: By, tmp_path: Path) -> None:
    new = take_in(desk, TEN, by)
    change(
        desk, new, {"submission.yaml": edited(desk, new, "submission.yaml", "Corin", "Cora")}, by
    )
    change(desk, new, {"judgements.csv": Change(None, None)}, by)
    give_back(desk.store, new, tmp_path / "first", 1)
    assert everything(tmp_path / "first") == everything(TEN)
    assert "judgements.csv" not in files_of(desk.store, new)
    with desk.store.reading() as work:
        assert [it.since for it in history(work, new, "submission.yaml")] == [2, 1]


def test_evidence_put_back_as_it_was_comes_to_the_same_assessment(desk: Desk, by: By) -> None:
    new = take_in(desk, TEN, by)
    first = assess_held(desk, new, by.at.date(), by)
    page = files_of(desk.store, new)["submission.yaml"].content(99_999)
    change(desk, new, {"submission.yaml": Change(page.replace(b"412,650", b"412,651"), None)}, by)
    other = assess_held(desk, new, by.at.date(), by)
    change(desk, new, {"submission.yaml": Change(page, None)}, by)
    again = assess_held(desk, new, by.at.date(), by)
    assert other.digest != first.digest == again.digest
    assert (first.version, again.version) == (1, 3)


def test_what_is_written_once_the_database_itself_keeps(desk: Desk, by: By) -> None:
    new = take_in(desk, TEN, by)
    assess_held(desk, new, by.at.date(), by)
    for table in WRITTEN_ONCE:
        for act in (f"DELETE FROM {table}", f"UPDATE {table} SET at = ''"):
            with desk.store.database.engine.connect() as connection:
                filled = connection.execute(text(f"SELECT count(*) FROM {table}")).scalar()
                if not filled:
                    continue
                with pytest.raises(DBAPIError, match="written once"):
                    connection.execute(text(act))


def test_the_audit_tells_where_it_was_changed(desk: Desk, by: By) -> None:
    new = take_in(desk, TEN, by)
    for n in range(3):
        change(desk, new, {f"files/{n}.txt": Change(b"x", "")}, by)
    chain = audit_of(desk.store)
    assert (chain.lines, chain.broken_at) == (4, 0)
    assert audit_of(desk.store, chain.head[:12]).found
    assert not audit_of(desk.store, "0" * 64).found
    if not desk.store.database.is_sqlite:
        return
    with sqlite3.connect(desk.store.data / "mis.db") as behind_our_back:
        behind_our_back.execute("DROP TRIGGER audit_no_update")
        behind_our_back.execute("UPDATE audit SET who = 'Somebody else' WHERE number = 2")
    assert (audit_of(desk.store).broken_at, audit_of(desk.store).lines) == (2, 2)
    with sqlite3.connect(desk.store.data / "mis.db") as behind_our_back:
        behind_our_back.execute("UPDATE audit SET who = 'Ada Wren' WHERE number = 2")
        behind_our_back.execute("DROP TRIGGER audit_no_delete")
        behind_our_back.execute("DELETE FROM audit WHERE number = 4")
    assert audit_of(desk.store).why == "lines at the end are missing"


def test_a_file_is_on_disk_before_it_has_its_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    there: list[list[str]] = []
    blobs = Blobs(tmp_path)
    monkeypatch.setattr(os, "fsync", lambda _: there.append(list(blobs.all())))
    sha256 = blobs.keep(b"evidence")
    assert there == [[], [sha256]]  # the content first, then the folder that names it


def test_a_damaged_file_is_told_and_never_shown(desk: Desk, by: By) -> None:
    new = take_in(desk, TEN, by)
    sha256 = files_of(desk.store, new)[STAFF].sha256()
    desk.store.blobs.path(sha256).write_bytes(b"something else")
    with pytest.raises(EvidenceUnreadable, match="missing or damaged"):
        files_of(desk.store, new)[STAFF].content(10_000_000)


@pytest.mark.parametrize("name", ["a\nb.txt", "a\0b", "x" * 300])
def test_names_that_no_system_keeps_are_refused(desk: Desk, by: By, name: str) -> None:
    new = take_in(desk, TEN, by)
    with pytest.raises(EvidenceUnreadable):
        change(desk, new, {name: Change(b"x", None)}, by)

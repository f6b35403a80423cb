"""A copy of everything, put back elsewhere, is everything; a copy that is not whole is refused."""

import json
import shutil
import zipfile
from pathlib import Path

import pytest

from functional.mis import SAMPLES, mis
from mis_assessor.core.errors import EvidenceUnreadable, NotAllowed
from mis_assessor.services.assess_held import assess_held
from mis_assessor.services.backups import PAGE, back_up, restore
from mis_assessor.services.desk import Desk
from mis_assessor.services.held import change, give_back, take_in
from mis_assessor.services.stores import Store, audit_of, open_store
from mis_assessor.store.accounts import add
from mis_assessor.store.records import By, Change, Role
from mis_assessor.store.submissions import all_held
from service.people import people
from service.postgres import new_database


def worked_on(desk: Desk, by: By) -> str:
    people(desk)
    new = take_in(desk, SAMPLES / "one-midwife-short", by)
    assess_held(desk, new, by.at.date(), by)
    change(desk, new, {"files/note.txt": Change(b"a note", "")}, by)
    return new


def the_same(one: Store, other: Store, submission: str, tmp_path: Path) -> None:
    assert audit_of(one) == audit_of(other)
    for number, store in enumerate((one, other)):
        give_back(store, submission, tmp_path / f"{number}")
    both = [
        {p.relative_to(tmp_path / n): p.read_bytes() for p in (tmp_path / n).rglob("*.*")}
        for n in "01"
    ]
    assert both[0] == both[1] and len(both[0]) > 20
    with one.reading() as work, other.reading() as again:
        assert all_held(work) == all_held(again)


def test_a_copy_put_back_is_everything(desk: Desk, by: By, tmp_path: Path) -> None:
    """Also from one kind of database into the other, which then counts on."""
    new = worked_on(desk, by)
    back_up(desk.store, tmp_path / "copy.zip")
    restore(tmp_path / "copy.zip", tmp_path / "again")
    other = open_store(tmp_path / "again")
    the_same(desk.store, other, new, tmp_path)
    with other.writing() as work:
        assert add(work, "later@example.org", "Later", Role.VERIFIER, "").id == len(Role) + 1
    other.close()


def test_a_copy_of_a_file_goes_into_postgresql(
    books_desk: Desk, by: By, tmp_path: Path, postgres: str
) -> None:
    new = worked_on(books_desk, by)
    back_up(books_desk.store, tmp_path / "copy.zip")
    url = new_database(postgres, "restored")
    restore(tmp_path / "copy.zip", tmp_path / "again", url)
    other = open_store(tmp_path / "again", url)
    the_same(books_desk.store, other, new, tmp_path)
    with other.writing() as work:
        assert add(work, "later@example.org", "Later", Role.VERIFIER, "").id == len(Role) + 1
    other.close()


@pytest.fixture
def copy(books_desk: Desk, by: By, tmp_path: Path) -> Path:
    worked_on(books_desk, by)
    back_up(books_desk.store, tmp_path / "copy.zip")
    return tmp_path / "copy.zip"


def test_nothing_is_written_over(books_desk: Desk, copy: Path) -> None:
    with pytest.raises(NotAllowed, match="is there already"):
        back_up(books_desk.store, copy)
    with pytest.raises(NotAllowed, match="something in the database"):
        restore(copy, books_desk.store.data)


def spoilt(copy: Path, name: str, content: bytes | None) -> Path:
    """The copy with one member other, or left out."""
    other = copy.with_name("spoilt.zip")
    with zipfile.ZipFile(copy) as old, zipfile.ZipFile(other, "w") as new:
        for member in old.namelist():
            if member != name:
                new.writestr(member, old.read(member))
        if content is not None:
            new.writestr(name, content)
    return other


def test_a_copy_that_is_not_whole_is_refused(copy: Path, tmp_path: Path) -> None:
    with zipfile.ZipFile(copy) as archive:
        page = json.loads(archive.read(PAGE))
        file = next(name for name in archive.namelist() if name != PAGE)
    for said, content in {"damaged": b"something else", "not a whole copy": None}.items():
        with pytest.raises(EvidenceUnreadable, match=said):
            restore(spoilt(copy, file, content), tmp_path / said)
    page["tables"]["audit"][0]["who"] = "Somebody else"
    wrong = spoilt(copy, PAGE, json.dumps(page).encode())
    with pytest.raises(EvidenceUnreadable, match="audit in the copy is not whole from line 1"):
        restore(wrong, tmp_path / "audit")
    page["migration"] = "0000"
    with pytest.raises(NotAllowed, match="another version"):
        restore(spoilt(copy, PAGE, json.dumps(page).encode()), tmp_path / "version")
    (tmp_path / "text.zip").write_text("no zip")
    with pytest.raises(EvidenceUnreadable, match="not a whole copy"):
        restore(tmp_path / "text.zip", tmp_path / "text")


def test_the_commands(tmp_path: Path) -> None:
    data = ("--data", tmp_path / "data")
    assert mis("held", *data).code == 12
    assert mis("db", "upgrade", *data).code == 0
    loaded = mis("load", SAMPLES / "small-unit", *data)
    new = loaded.out.split()[-1].rstrip(".")
    assert new in mis("held", *data).out
    assert json.loads(mis("held", "--json", *data).out)[0]["id"] == new
    assert mis("export", new, "--to", tmp_path / "back", *data).code == 0
    assert (tmp_path / "back" / "submission.yaml").is_file()
    assert mis("export", "0" * 16, "--to", tmp_path / "none", *data).code == 12
    whole = mis("audit", "verify", *data)
    assert "The audit is whole: 1 line" in whole.out
    head = json.loads(mis("audit", "verify", "--json", *data).out)["head"]
    assert mis("audit", "verify", "--head", head[:12], *data).code == 0
    assert mis("audit", "verify", "--head", "0123456789ab", *data).code == 11
    assert mis("backup", "--to", tmp_path / "copy.zip", *data).code == 0
    again = ("--data", tmp_path / "again")
    assert mis("restore", tmp_path / "copy.zip", *again).code == 0
    assert new in mis("held", *again).out
    shutil.rmtree(tmp_path / "again" / "files")
    assert mis("export", new, "--to", tmp_path / "lost", *again).code == 11

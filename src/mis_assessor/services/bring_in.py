"""Brings a filled workbook into a submission folder, and writes a folder as a workbook.

Whatever is brought in is shown, row by row, and read as a whole before anything is written.
"""

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from mis_assessor.core.errors import NotAllowed, Problem
from mis_assessor.importing.folder import (
    Folder,
    Page,
    Row,
    as_page,
    as_table,
    csv_name,
    folder_of,
    with_contents,
)
from mis_assessor.importing.merge import CellChange, Merged, merged
from mis_assessor.intake.files import Files, files_in_folder
from mis_assessor.intake.identifiers import identifier_in, person_named_in
from mis_assessor.intake.manifest import MANIFEST
from mis_assessor.intake.read import received_in
from mis_assessor.intake.registers import REGISTER_LIST, Tables
from mis_assessor.reading import limits
from mis_assessor.reading.problems import one_problem
from mis_assessor.reading.whole_files import write_whole


@dataclass(frozen=True, slots=True)
class Brought:
    """What an import changed, or would change."""

    tables: tuple[Merged, ...]
    page: tuple[CellChange, ...]
    """What is different in submission.yaml."""
    to_be_checked: tuple[str, ...]
    """Registers that were checked before they changed: the check was taken back."""
    remarks: tuple[str, ...]
    written: tuple[Path, ...]
    """Nothing where nothing changed, or where it was only asked what would."""

    @property
    def changed(self) -> bool:
        """Whether anything is different."""
        return bool(self.page) or any(table.changes for table in self.tables)


@dataclass(frozen=True, slots=True)
class Incoming:
    """What is to be brought into a folder."""

    rows: Mapping[str, tuple[Row, ...]]
    page: Page | None = None
    """What submission.yaml says from now on; None where it stays."""
    remarks: tuple[str, ...] = ()
    pages: Mapping[str, bytes] | None = None
    """Further pages to write, whole, such as the mappings."""


def refuse_name_of_patient(file: Path) -> None:
    """Raises EvidenceUnreadable where the name of a file is a patient's, without repeating it."""
    if found := identifier_in(file.name) or person_named_in(file.name):
        raise one_problem(str(file.parent), f"the name of a file looks like {found}. Rename it.")


def contents_of(file: Path) -> bytes:
    """What is in a file that is to be imported. Raises EvidenceUnreadable, never with a name."""
    refuse_name_of_patient(file)
    if not file.is_file():
        raise one_problem(str(file), "is not a file that is there.")
    if file.stat().st_size > limits.TABLE_BYTES:
        most = limits.in_megabytes(limits.TABLE_BYTES)
        raise one_problem(file.name, f"is larger than {most}, the most that can be read.")
    try:
        return file.read_bytes()
    except OSError:
        raise one_problem(
            file.name, "cannot be opened. Close it in Excel, and try again."
        ) from None


def opened_folder(into: Path, tables: Tables) -> tuple[Files, Folder]:
    """A submission folder to bring something into. Raises EvidenceUnreadable, NotAllowed."""
    if not into.is_dir():
        raise NotAllowed(
            f"{into} is no folder. Begin one with “mis new”, or name a submission's folder."
        )
    files = files_in_folder(into)
    return files, folder_of(files, tables)


def brought_in(
    into: Path,
    files: Files,
    folder: Folder,
    tables: Tables,
    incoming: Incoming,
    *,
    whole_rows: bool = False,
    take_out: bool = False,
    dry_run: bool = False,
) -> Brought:
    """Brings rows into a folder's tables. Raises EvidenceUnreadable where they cannot be read."""
    brought, contents = put_together(
        files, folder, tables, incoming, whole_rows=whole_rows, take_out=take_out
    )
    if not contents or dry_run:
        return brought
    written = write_whole({into / name: content for name, content in contents.items()})
    return replace(brought, written=written)


def put_together(
    files: Files,
    folder: Folder,
    tables: Tables,
    incoming: Incoming,
    *,
    whole_rows: bool = False,
    take_out: bool = False,
) -> tuple[Brought, Mapping[str, bytes]]:
    """What rows would change in a folder's tables, and the files that would be written for it.

    Raises EvidenceUnreadable where the folder could not be read with them.
    """
    changed: dict[str, Merged] = {}
    for name, rows in incoming.rows.items():
        columns = {heading for row in rows for heading in row}
        changed[name] = merged(
            tables[name],
            folder.tables.get(name),
            rows,
            columns,
            whole_rows=whole_rows,
            take_out=take_out,
        )
    contents = {
        csv_name(tables[name], folder.files.get(name, "")): as_table(m.table.columns, m.table.rows)
        for name, m in changed.items()
        if m.changes and name != REGISTER_LIST
    }
    listed, to_be_checked = _register_list(folder, tables, changed, contents)
    if listed.changes:
        changed[REGISTER_LIST] = listed
        place = csv_name(tables[REGISTER_LIST], folder.files.get(REGISTER_LIST, ""))
        contents[place] = as_table(listed.table.columns, listed.table.rows)
    page = tuple(_page_changes(folder.page, incoming.page or folder.page))
    if page and incoming.page is not None:
        contents[MANIFEST] = as_page(incoming.page)
    contents |= {n: c for n, c in (incoming.pages or {}).items() if _differs(files, n, c)}
    remarks = incoming.remarks
    if contents:
        remarks += received_in(with_contents(files, contents), tables).submission.remarks
    told = tuple(dict.fromkeys(remarks))
    return Brought(tuple(changed.values()), page, to_be_checked, told, ()), contents


def _differs(files: Files, name: str, content: bytes) -> bool:
    return name not in files or files[name].content(limits.TABLE_BYTES) != content


def _register_list(
    folder: Folder, tables: Tables, changed: Mapping[str, Merged], contents: Mapping[str, bytes]
) -> tuple[Merged, tuple[str, ...]]:
    """The list of registers with their new rows; what was checked before is to be checked again."""
    kind, before = tables[REGISTER_LIST], folder.tables.get(REGISTER_LIST)
    listed = changed.get(REGISTER_LIST) or merged(kind, before, (), ())
    old = {row["register"]: row for row in before.rows} if before else {}
    rows = {row["register"]: dict(row) for row in listed.table.rows}
    again: list[str] = []
    for name, found in changed.items():
        if name not in tables.registers or not found.changes:
            continue
        file = csv_name(tables[name], folder.files.get(name, ""))
        row = rows.setdefault(name, {"register": name, "file": file})
        row["rows"] = str(len(found.table.rows))
        if "sha256" in row:
            row["sha256"] = hashlib.sha256(contents[file]).hexdigest()
        had = old.get(name, {})
        if "checked by" in row and _check(row) == _check(had) and name in folder.tables:
            del row["checked by"]
            row.pop("checked on", None)
            again.append(name)
    whole = merged(kind, before, tuple(rows.values()), listed.table.columns, whole_rows=True)
    if any(change.what == "taken out" for change in listed.changes):
        whole = merged(kind, before, tuple(rows.values()), (), whole_rows=True, take_out=True)
    own = REGISTER_LIST in changed
    whole = replace(whole, kept=listed.kept if own else (), same=whole.same if own else 0)
    return whole, tuple(again)


def _check(row: Row) -> tuple[str, str]:
    return row.get("checked by", ""), row.get("checked on", "")


def _page_changes(before: Page, after: Page) -> Iterable[CellChange]:
    was, now = dict(_flat(before)), dict(_flat(after))
    for heading in dict.fromkeys((*was, *now)):
        if was.get(heading, "") != now.get(heading, ""):
            yield CellChange(heading, was.get(heading, ""), now.get(heading, ""))


def _flat(says: Any, path: str = "") -> Iterable[tuple[str, str]]:
    """Every value of a page, by the headings over it; rows by what they are about."""
    match says:
        case Mapping():
            for heading, value in says.items():
                yield from _flat(value, f"{path}: {heading}" if path else str(heading))
        case list() | tuple():
            for number, value in enumerate(says, start=1):
                own = value.get("statement", "") if isinstance(value, Mapping) else ""
                yield from _flat(value, f"{path} {own or number}")
        case _:
            yield path, str(says)


def refuse_other_trust(name: str, page: Page, folder: Folder) -> None:
    """Raises NotAllowed where a workbook is another trust's, or of another year."""
    mine = folder.says.trust.code, str(folder.says.scheme_year)
    theirs = str(page.get("trust", {}).get("code", "")), str(page.get("scheme year", ""))
    if mine != theirs:
        raise NotAllowed(
            [
                Problem(
                    name,
                    f"is the workbook of {theirs[0]}, Year {theirs[1]}, and the folder is of "
                    f"{mine[0]}, Year {mine[1]}. Name its own folder.",
                )
            ]
        )

"""A submission as one workbook, and a filled workbook as a submission."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from mis_assessor.core.errors import NotAllowed
from mis_assessor.importing.folder import Folder, Page, folder_of
from mis_assessor.importing.workbook_plan import planned
from mis_assessor.importing.workbook_read import page_of, read_workbook
from mis_assessor.importing.workbook_write import workbook_bytes
from mis_assessor.intake.files import Files, open_files
from mis_assessor.intake.registers import FRAMEWORK_LISTS, Tables
from mis_assessor.services.bring_in import (
    Brought,
    Incoming,
    brought_in,
    contents_of,
    opened_folder,
    refuse_other_trust,
)
from mis_assessor.services.check_rules import checked_framework, checked_rulebook, tables_in
from mis_assessor.services.forms import blank_of_trust, new_submission


def workbook_of(submission: Path, rules: Path, frameworks: Sequence[str] = ()) -> bytes:
    """A submission folder or zip as one workbook, with every sheet its year asks for.

    Raises EvidenceUnreadable where the folder cannot be read.
    """
    with open_files(submission) as files:
        return workbook_of_files(files, rules, frameworks)


def workbook_of_files(files: Files, rules: Path, frameworks: Sequence[str] = ()) -> bytes:
    """The same of files wherever they are. Raises EvidenceUnreadable."""
    tables = tables_in(rules)
    folder = folder_of(files, tables)
    year = folder.says.scheme_year
    books = [checked_framework(rules, one) for one in frameworks]
    rulebook = checked_rulebook(rules, year)
    blank = blank_of_trust(rulebook, tables, books)
    lists = FRAMEWORK_LISTS if blank.with_framework_lists else ()
    sheets = planned(rulebook, tables, blank.forms, folder, lists)
    return workbook_bytes(year, f"{folder.says.trust.name} ({folder.says.trust.code})", sheets)


def import_workbook(
    file: Path, into: Path, rules: Path, *, take_out: bool = False, dry_run: bool = False
) -> Brought:
    """Brings a filled workbook into a folder, which is begun where it is not there yet.

    Raises EvidenceUnreadable with every problem by its cell; NotAllowed where it is of another
    trust or year.
    """
    tables = tables_in(rules)
    content = contents_of(file)
    if not into.exists() and not dry_run:
        page = page_of(read_workbook(file.name, content, tables), file.name)
        _begin(into, rules, page)
    files, folder = opened_folder(into, tables)
    incoming = take_workbook(file.name, content, folder, tables, take_out=take_out)
    return brought_in(
        into, files, folder, tables, incoming, whole_rows=True, take_out=take_out, dry_run=dry_run
    )


def take_workbook(
    name: str, content: bytes, folder: Folder, tables: Tables, *, take_out: bool = False
) -> Incoming:
    """What a filled workbook says, for the folder it is of.

    Raises EvidenceUnreadable by its cells; NotAllowed where it is of another trust or year.
    """
    filled = read_workbook(name, content, tables, folder.says.false_alarms)
    page = page_of(filled, name)
    refuse_other_trust(name, page, folder)
    rows = {table: tuple(found) for table, found in filled.tables.items()}
    if take_out:
        rows = {**dict.fromkeys(folder.tables, ()), **rows}
    return Incoming(rows, _as_before(folder.page, page), tuple(filled.remarks))


def _begin(into: Path, rules: Path, page: Page) -> None:
    year = str(page["scheme year"])
    if not year.isdecimal():
        raise NotAllowed(f"“{year}” is no scheme year. Write it in the workbook as 7.")
    trust = page["trust"]
    new_submission(into, rules, int(year), trust["code"], trust.get("name", trust["code"]))


def _as_before(before: Page, after: Mapping[str, Any]) -> Page:
    """What a page says from now on, its headings and statements in the order they stood in."""
    ordered = {heading: after[heading] for heading in before if heading in after}
    ordered |= {heading: value for heading, value in after.items() if heading not in before}
    old = [said["statement"] for said in before.get("statements", ())]
    if "statements" in ordered:
        said: Sequence[Mapping[str, str]] = ordered["statements"]
        place = {name: number for number, name in enumerate(old)}
        ordered["statements"] = [
            _in_order(one)
            for one in sorted(said, key=lambda one: place.get(one.get("statement", ""), len(old)))
        ]
    return ordered


def _in_order(said: Mapping[str, str]) -> Mapping[str, str]:
    """A statement with its headings in the order the page writes them."""
    order = ("statement", "answer", "who", "role", "said on", "evidence")
    return {heading: said[heading] for heading in order if heading in said}

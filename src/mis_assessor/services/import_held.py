"""Files that a trust has anyway, brought into a submission that is held: shown, then kept.

What an import would change is worked out without keeping anything of the file; what is kept
is what was shown, of the version that was shown.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from pathlib import Path

from mis_assessor.core.errors import NotAllowed
from mis_assessor.core.rules.imports import InACell, Layout, Shape
from mis_assessor.importing.columns_found import ATTENDED, BOOKED, Known
from mis_assessor.importing.folder import folder_of
from mis_assessor.importing.workbook_read import is_submission_workbook
from mis_assessor.intake.mappings import LEFT_OUT, Mappings, SheetMapped
from mis_assessor.intake.registers import Tables
from mis_assessor.reading.problems import one_problem
from mis_assessor.services.bring_in import Brought, put_together, refuse_name_of_patient
from mis_assessor.services.desk import Desk
from mis_assessor.services.evidence_edits import fingerprint_in
from mis_assessor.services.held import files_of
from mis_assessor.services.spreadsheets import (
    AUTO,
    Imported,
    imported,
    layouts_called,
    layouts_in,
    take_sheets,
)
from mis_assessor.services.workbooks import take_workbook
from mis_assessor.store.records import Change


@dataclass(frozen=True, slots=True)
class Sent:
    """What somebody sends to be imported, and how they said it is to be read."""

    files: Sequence[tuple[str, bytes]]
    called: str = AUTO
    said: Mappings | None = None
    take_out: bool = False
    """Of a workbook: whether rows that are not in it any more are taken out."""


@dataclass(frozen=True, slots=True)
class Choices:
    """What may be said of one sheet."""

    columns: tuple[str, ...]
    """What a column may be, “left out” first."""
    groups: tuple[str, ...] = ()
    """Of a training matrix, whose sheet it may be."""
    registers: tuple[str, ...] = ()
    """Registers it may go into, where there are several."""
    words: tuple[str, ...] = ()
    """What a word in its cells may mean."""


@dataclass(frozen=True, slots=True)
class Looked:
    """What an import would change, and how every sheet was read."""

    brought: Brought
    changes: Mapping[str, Change]
    read: Imported | None
    """How the sheets were read; None of a workbook of a submission."""

    @property
    def mappings(self) -> Mappings:
        """How every sheet was read."""
        return Mappings(imports=self.read.mappings if self.read else ())


def look_at(desk: Desk, submission: str, sent: Sent, on: date) -> Looked:
    """What the files would change in the submission as it stands; nothing is kept.

    Raises EvidenceUnreadable with every problem by its cell, and NotAllowed where a workbook is
    of another trust or year.
    """
    tables = desk.books.tables
    files = files_of(desk.store, submission)
    folder = folder_of(files, tables)
    for name, _ in sent.files:
        refuse_name_of_patient(Path("what you sent", name))
    workbooks = [name for name, content in sent.files if is_submission_workbook(name, content)]
    if workbooks and len(sent.files) > 1:
        told = "is the workbook of a submission. Send it by itself."
        raise one_problem(workbooks[0], told)
    read: Imported | None = None
    if workbooks:
        name, content = sent.files[0]
        incoming = take_workbook(name, content, folder, tables, take_out=sent.take_out)
        brought, contents = put_together(
            files, folder, tables, incoming, whole_rows=True, take_out=sent.take_out
        )
    else:
        wanted = layouts_called(sent.called, desk.rules)
        given = [(name, partial(_as_it_is, content)) for name, content in sent.files]
        taken, incoming = take_sheets(given, wanted, files, folder, tables, on, said=sent.said)
        brought, contents = put_together(files, folder, tables, incoming)
        read = imported(taken, brought)
    changes = {
        name: Change(content, fingerprint_in(files, name)) for name, content in contents.items()
    }
    return Looked(brought, changes, read)


def _as_it_is(content: bytes) -> bytes:
    return content


def choices_for(desk: Desk, mappings: Mappings) -> tuple[Choices, ...]:
    """What may be said of each sheet. Raises NotAllowed where it is of no kind that is known."""
    layouts = layouts_in(desk.rules)
    return tuple(_choices(one, layouts, desk.books.tables) for one in mappings.imports)


def _choices(sheet: SheetMapped, layouts: Sequence[Layout], tables: Tables) -> Choices:
    """What may be said of a sheet, in the words of its layout and registers."""
    layout = next((one for one in layouts if one.layout == sheet.layout), None)
    if layout is None or sheet.into not in layout.into:
        raise NotAllowed("How the file is read cannot be understood. Send the file again.")
    kinds = [tables[name] for name in layout.into]
    words = {
        option
        for kind in (kinds if layout.shape is Shape.MATRIX else [tables[sheet.into]])
        for column in kind.columns.values()
        for option in column.type.options
    }
    if layout.shape is Shape.WEEKS:
        return Choices((), words=tuple(sorted(words)))
    if layout.shape is Shape.LIST:
        known = Known(layout, (tables[sheet.into],))
        found = {*known.headings.values(), *tables[sheet.into].columns}
        several = layout.into if layout.into[1:] else ()
        return Choices((LEFT_OUT, *sorted(found)), registers=several, words=tuple(sorted(words)))
    people = kinds[0]
    known = Known(layout, tuple(kinds))
    modules = [f"{what}{one}" for what in (ATTENDED, BOOKED) for one in layout.modules]
    found = {*known.headings.values(), *people.columns}
    groups = people.columns["staff group"].type.options
    return Choices((LEFT_OUT, *modules, *sorted(found)), groups=groups, words=tuple(InACell))

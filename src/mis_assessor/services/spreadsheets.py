"""Brings the trust's own spreadsheets into a submission: proposed, shown, kept, used again."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from pathlib import Path
from typing import assert_never

from mis_assessor.core.errors import EvidenceUnreadable, NotAllowed, Problem
from mis_assessor.core.rules.imports import Layout, Shape
from mis_assessor.core.wording import listed
from mis_assessor.importing.columns_found import Known, heading_row
from mis_assessor.importing.folder import Folder
from mis_assessor.importing.grid import Grid, grids_of
from mis_assessor.importing.lists import best_register, take_list
from mis_assessor.importing.matrix import take_matrix
from mis_assessor.importing.published import is_published, take_published
from mis_assessor.importing.taken import Taken
from mis_assessor.importing.weeks import take_weeks
from mis_assessor.importing.workbook_read import is_submission_workbook
from mis_assessor.intake.columns import TableKind
from mis_assessor.intake.false_alarms import FalseAlarms
from mis_assessor.intake.files import Files
from mis_assessor.intake.inventory import MAPPINGS
from mis_assessor.intake.mappings import Mappings, SheetMapped, mappings_page, read_mappings
from mis_assessor.intake.registers import Tables
from mis_assessor.reading import limits
from mis_assessor.reading.problems import did_you_mean, gathered_in, one_problem, quoted
from mis_assessor.rulebook.imports import read_layouts
from mis_assessor.rulebook.registers import read_registers
from mis_assessor.services.bring_in import (
    Brought,
    Incoming,
    brought_in,
    contents_of,
    opened_folder,
)
from mis_assessor.services.check_rules import tables_in

AUTO = "auto"


@dataclass(frozen=True, slots=True)
class Imported:
    """What came of some spreadsheets."""

    brought: Brought
    mappings: tuple[SheetMapped, ...]
    """How each sheet was read."""
    not_understood: tuple[Problem, ...]
    left_out: tuple[Problem, ...]
    """Columns and rows that are not asked for."""
    notes: tuple[Problem, ...]
    counts: Mapping[str, int]
    """What was seen and makes no row, such as “did not attend”."""


def layouts_in(rules: Path) -> tuple[Layout, ...]:
    """Every layout that a file may have. Raises RulebookWrong."""
    return read_layouts(rules, read_registers(rules))


def words_for_files(layouts: Sequence[Layout]) -> tuple[str, ...]:
    """The words of the command for each kind of file."""
    return tuple(sorted({layout.called for layout in layouts}))


def import_spreadsheets(
    called: str,
    files: Sequence[Path],
    into: Path,
    rules: Path,
    on: date,
    *,
    dry_run: bool = False,
    reading: Callable[[str], None] = lambda place: None,
) -> Imported:
    """Brings what is in some files into the registers of a submission.

    `reading` is told of each sheet before it is read.

    Raises EvidenceUnreadable where a file cannot be read or a cell identifies a patient, and
    NotAllowed where nobody knows files of this kind.
    """
    wanted = layouts_called(called, rules)
    tables = tables_in(rules)
    folder_files, folder = opened_folder(into, tables)
    sent = [(file.name, partial(contents_of, file)) for file in files]
    taken, incoming = take_sheets(sent, wanted, folder_files, folder, tables, on, reading=reading)
    return imported(
        taken, brought_in(into, folder_files, folder, tables, incoming, dry_run=dry_run)
    )


def layouts_called(called: str, rules: Path) -> Sequence[Layout]:
    """The layouts of a kind of file, or all of them. Raises NotAllowed where there is none."""
    layouts = layouts_in(rules)
    known = words_for_files(layouts)
    if called not in (*known, AUTO):
        meant = did_you_mean(called, known)
        raise NotAllowed(
            f"{quoted(called)} is no kind of file. Write {listed(known, 'or')}.{meant}"
        )
    return [one for one in layouts if called in (one.called, AUTO)]


def mappings_of(files: Files) -> Mappings:
    """How sheets were read before, as a submission remembers it."""
    if MAPPINGS not in files:
        return Mappings()
    return read_mappings(files[MAPPINGS].content(limits.MANIFEST_BYTES))


SentSheets = Sequence[tuple[str, Callable[[], bytes]]]
"""The name of each file, and how to come by what is in it."""


def take_sheets(
    sent: SentSheets,
    wanted: Sequence[Layout],
    files: Files,
    folder: Folder,
    tables: Tables,
    on: date,
    *,
    said: Mappings | None = None,
    reading: Callable[[str], None] = lambda place: None,
) -> tuple[Taken, Incoming]:
    """What some files hold for the registers of a submission, and how they were read.

    What is `said` of their columns goes before what was kept, and that before what is proposed.
    Raises EvidenceUnreadable as an import does.
    """
    kept = mappings_of(files)
    kept = kept.with_those(said.imports) if said else kept
    taken = Taken(alarms=FalseAlarms(folder.says.false_alarms))
    problems: list[Problem] = []
    for name, contents in sent:
        with gathered_in(problems):
            content = contents()
            if is_submission_workbook(name, content):
                told = "is the workbook of a submission. Bring it in by itself: mis import FILE."
                raise one_problem(name, told)
            if is_published(content):
                take_published(name, content, tables, folder.says.trust.code, taken)
                continue
            grids, left = grids_of(name, content)
            taken.not_understood += left
            for grid in grids:
                reading(grid.place)
                _take(grid, wanted, tables, kept, taken, folder.says.trust.code, on)
    if problems:
        raise EvidenceUnreadable(problems)
    taken.refuse_patients()
    rows = {name: taken.rows_of(tables[name]) for name in list(taken.rows)}
    rows = {name: found for name, found in rows.items() if found}
    if not taken.mappings and not rows:
        raise EvidenceUnreadable(_nothing_known([name for name, _ in sent], wanted, taken))
    pages = {}
    if taken.mappings:
        pages[MAPPINGS] = mappings_page(kept.with_those(taken.mappings))
    return taken, Incoming(rows, pages=pages)


def imported(taken: Taken, brought: Brought) -> Imported:
    """What came of some spreadsheets, each thing told once."""
    return Imported(
        brought,
        tuple(taken.mappings),
        tuple(dict.fromkeys(taken.not_understood)),
        tuple(dict.fromkeys(taken.left_out)),
        tuple(dict.fromkeys(taken.notes)),
        {str(what): number for what, number in taken.counts.items()},
    )


def _take(
    grid: Grid,
    layouts: Sequence[Layout],
    tables: Tables,
    kept: Mappings,
    taken: Taken,
    trust: str,
    on: date,
) -> None:
    """Takes one sheet by the layout that fits it best."""
    kinds = tables.registers
    for layout in sorted(layouts, key=lambda one: _fit(grid, one, kinds, kept), reverse=True):
        match layout.shape:
            case Shape.LIST:
                done = take_list(grid, layout, kinds, kept, taken)
            case Shape.MATRIX:
                done = take_matrix(grid, layout, kinds, kept, taken, trust=trust, on=on)
            case Shape.WEEKS:
                done = take_weeks(grid, layout, kinds, kept, taken)
            case _:
                assert_never(layout.shape)
        if done:
            return
    taken.not_understood.append(
        Problem(grid.place, "holds no headings that are known, so nothing on it was read.")
    )


def _fit(
    grid: Grid, layout: Layout, kinds: Mapping[str, TableKind], kept: Mappings
) -> tuple[bool, int]:
    """How well a layout fits a sheet: whether it was read so before, and how much it knows."""
    before = kept.of(layout.layout, grid.sheet or grid.file) is not None
    if layout.shape is Shape.WEEKS:
        return before, 0
    if layout.shape is Shape.LIST:
        kind = best_register(grid, layout, kinds)
        if kind is None:
            return before, 0
        known = Known(layout, (kind,))
    else:
        known = Known(layout, tuple(kinds[name] for name in layout.into))
    row = heading_row(grid, known)
    cells = {known.meaning(grid.text(row, c)) for c in range(1, grid.width(row) + 1)} if row else ()
    return before, len(set(cells) - {""})


def _nothing_known(
    names: Sequence[str], layouts: Sequence[Layout], taken: Taken
) -> Iterator[Problem]:
    yield from taken.not_understood
    kinds = listed(sorted({layout.layout for layout in layouts}), "or")
    for name in names:
        yield Problem(
            name,
            f"is no {kinds} that is known here. Its headings must name the columns, such as a "
            "staff number and a training; say which row holds them by deleting what is above.",
        )

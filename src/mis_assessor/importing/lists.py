"""A list as a trust keeps it, a row for each case, brought into its register."""

from collections.abc import Mapping
from decimal import Decimal, InvalidOperation

from mis_assessor.core.errors import Problem
from mis_assessor.core.rules.imports import Layout
from mis_assessor.core.wording import listed
from mis_assessor.importing.columns_found import RATE, Known, mapped, places, tell_of_columns
from mis_assessor.importing.folder import Row
from mis_assessor.importing.grid import Grid
from mis_assessor.importing.taken import CellTaker, Taken, Words, impossible, is_a_total
from mis_assessor.intake.columns import TableKind
from mis_assessor.intake.mappings import Mappings, SheetMapped
from mis_assessor.reading.problems import quoted


def best_register(grid: Grid, layout: Layout, kinds: Mapping[str, TableKind]) -> TableKind | None:
    """The register whose columns a sheet has most of; None where it has those of none."""
    best, found = 1, None
    for name in layout.into:
        kind = kinds[name]
        sheet = mapped(grid, Known(layout, (kind,)), None, kind)
        if sheet is None:
            continue
        meanings = {column for _, one in places(sheet) if (column := one.is_) in kind.columns}
        needed = {heading for heading, column in kind.columns.items() if column.required}
        if needed <= meanings and len(meanings) > best:
            best, found = len(meanings), kind
    return found


def take_list(
    grid: Grid, layout: Layout, kinds: Mapping[str, TableKind], kept: Mappings, taken: Taken
) -> bool:
    """Takes the rows of a sheet; False where it is no list of this kind."""
    before = kept.of(layout.layout, grid.sheet or grid.file)
    kind = kinds.get(before.into) if before else None
    kind = kind or best_register(grid, layout, kinds)
    if kind is None:
        return False
    known = Known(layout, (kind,))
    sheet = mapped(grid, known, before, kind)
    if sheet is None:
        return False
    taken.mappings.append(sheet)
    tell_of_columns(grid, sheet, known, kind.columns, taken)
    taker = CellTaker(grid, taken, Words(layout, sheet.words), sheet.heading_row, [kind])
    found: list[tuple[str, Row]] = []
    for number in range(sheet.heading_row + 1, len(grid.rows) + 1):
        row = _row(grid, number, sheet, kind, layout, taker)
        if row:
            found.append((f"{grid.place}, row {number}", row))
    taken.rows[kind.name] += found
    _still_to_fill_in(grid, sheet, kind, taken)
    return True


def skipped(grid: Grid, number: int, layout: Layout, taken: Taken) -> bool:
    """Whether a row is none of the table; hidden ones and totals are told."""
    if grid.is_blank(number):
        return True
    where = f"{grid.place}, row {number}"
    if number in grid.hidden_rows:
        taken.not_understood.append(
            Problem(where, "is hidden, and was not read. Show it, or delete it.")
        )
        return True
    if is_a_total(grid, number, layout.rows_that_end_it):
        taken.left_out.append(Problem(where, "a row of totals."))
        return True
    return False


def _row(
    grid: Grid, number: int, sheet: SheetMapped, kind: TableKind, layout: Layout, taker: CellTaker
) -> Row:
    """One row in the words of its register; nothing where it cannot be told from others."""
    if skipped(grid, number, layout, taker.taken):
        return {}
    row: dict[str, str] = {}
    rate = 0
    for place, one in places(sheet):
        if one.is_ == RATE:
            rate = place
        elif one.is_ in kind.columns and (text := taker.read(number, place, kind.columns[one.is_])):
            row[one.is_] = text
    where = f"{grid.place}, row {number}"
    missing = [h for h, column in kind.columns.items() if column.required and h not in row]
    if missing:
        named = listed([quoted(heading) for heading in missing])
        taker.taken.not_understood.append(
            Problem(where, f"has no {named}, so it was not taken. Fill it in.")
        )
        return {}
    if wrong := "; ".join(impossible(kind, row)):
        taker.taken.not_understood.append(Problem(where, f"{wrong}. It was not taken: check both."))
        return {}
    if rate:
        _held_against(grid, number, rate, row, taker.taken)
    return {heading: row[heading] for heading in kind.columns if heading in row}


def _held_against(grid: Grid, number: int, place: int, row: Row, taken: Taken) -> None:
    """A share in per cent, beside the counts it should follow from."""
    text = grid.text(number, place).rstrip("% ")
    where = grid.at(number, place)
    try:
        rate = Decimal(text)
    except InvalidOperation:
        return
    spot = grid.spot(number, place)
    if isinstance(spot.value, float | int) and "%" not in spot.text and rate <= 1:
        rate *= 100
    if "numerator" not in row or not int(row.get("denominator", "0")):
        taken.not_understood.append(
            Problem(
                where,
                f"gives a share of {rate}%, and the counts behind it are not there. Write the "
                "numerator and the denominator: a share is worked out from whole people.",
            )
        )
        return
    exact = Decimal(row["numerator"]) * 100 / Decimal(row["denominator"])
    if abs(exact - rate) > Decimal("0.1"):
        taken.not_understood.append(
            Problem(
                where,
                f"says {rate}%, and {row['numerator']} of {row['denominator']} is {exact:.1f}%. "
                "The counts were taken: check which is right.",
            )
        )


def _still_to_fill_in(grid: Grid, sheet: SheetMapped, kind: TableKind, taken: Taken) -> None:
    """Columns of the register that a file of this kind does not have."""
    there = {one.is_ for one in sheet.columns}
    if absent := [heading for heading in kind.columns if heading not in there]:
        named = ", ".join(absent)
        told = f"has no column for: {named}. What is asked of them is still to be filled in."
        taken.notes.append(Problem(grid.place, told))

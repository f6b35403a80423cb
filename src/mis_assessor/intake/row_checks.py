"""What cannot be true of a row: 51 of 50, an end before its start, a case twice."""

from collections.abc import Iterable, Iterator, Sequence

from mis_assessor.core.errors import Problem
from mis_assessor.core.submission import Cell, Row
from mis_assessor.intake.cell_columns import CellColumn
from mis_assessor.intake.columns import NotBefore, PartOf, TableKind
from mis_assessor.intake.first_few import first_few
from mis_assessor.intake.identifiers import identifier_in
from mis_assessor.intake.problems import quoted
from mis_assessor.intake.quick_look import QuickLook


def row_problems(
    look: QuickLook, place: str, rows: Sequence[Row], columns: Iterable[CellColumn]
) -> Iterator[Problem]:
    """Every row that cannot be true, the first few of each kind in full."""
    for column in columns:
        if column.column.heading in look.blank:
            yield from first_few(_blanks(column, rows), column.where, "rows are blank")
    for check in look.kind.row.checks:
        if check not in look.doubted:
            continue
        match check:
            case PartOf():
                found, what = _more_than_all(check, place, rows), "rows are more than the whole"
            case NotBefore():
                found, what = _too_early(check, place, rows), "rows are out of order"
        yield from first_few(found, place, what)
    if look.twice:
        yield from first_few(_twice(look.kind, place, rows), place, "rows are there twice")


def _blanks(column: CellColumn, rows: Sequence[Row]) -> Iterator[Problem]:
    heading = column.column.heading
    for row in rows:
        if heading not in row.cells and row.number not in column.refused_rows:
            yield Problem(column.at(row.number), "is blank, and every row needs it.")


def _more_than_all(check: PartOf, place: str, rows: Sequence[Row]) -> Iterator[Problem]:
    for row in rows:
        part, whole = row.cells.get(check.part), row.cells.get(check.whole)
        if isinstance(part, int) and isinstance(whole, int) and part > whole:
            yield Problem(
                f"{place}, row {row.number}",
                f"{part} of {whole}: {quoted(check.part)} is more than "
                f"{quoted(check.whole)}. Check both numbers.",
            )


def _too_early(check: NotBefore, place: str, rows: Sequence[Row]) -> Iterator[Problem]:
    for row in rows:
        later, earlier = row.day(check.later), row.day(check.earlier)
        if later and earlier and later < earlier:
            yield Problem(
                f"{place}, row {row.number}",
                f"{quoted(check.later)} is {later}, before {quoted(check.earlier)}, "
                f"which is {earlier}. Check both days.",
            )


def _twice(kind: TableKind, place: str, rows: Sequence[Row]) -> Iterator[Problem]:
    first_in: dict[tuple[Cell | None, ...], int] = {}
    for row in rows:
        key = tuple([row.cells.get(column) for column in kind.key])
        first = first_in.setdefault(key, row.number)
        if first != row.number and any(part is not None for part in key):
            written = " · ".join(str(part) for part in key if part is not None)
            named = "This row" if identifier_in(written) else quoted(written)
            yield Problem(
                f"{place}, row {row.number}",
                f"{named} is already in row {first}. Keep one row, or give each its own reference.",
            )

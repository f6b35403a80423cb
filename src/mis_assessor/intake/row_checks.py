"""What cannot be true of a row: 51 of 50, an end before its start, a case twice.

A look at whole columns for what must be looked at row by row.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from mis_assessor.core.errors import Problem
from mis_assessor.core.evidence.references import all_folded, differs_only_in, folded
from mis_assessor.core.evidence.rows import Cell, Column, RegisterRow
from mis_assessor.intake.cell_columns import CellColumn
from mis_assessor.intake.columns import NotBefore, PartOf, TableKind
from mis_assessor.intake.identifiers import identifier_in
from mis_assessor.reading.problems import first_few, listed_quoted, quoted


class QuickLook:
    """Looks at whole columns for what must be looked at row by row."""

    def __init__(self, kind: TableKind, columns: Mapping[str, Column]) -> None:
        self.kind = kind
        required = (c.heading for c in kind.columns.values() if c.required)
        self.blank = {h for h in required if h in columns and None in columns[h].cells}
        self.doubted = {check for check in kind.checks if _is_doubted(check, columns)}
        self.twice = _any_twice([columns[h] for h in kind.key if h in columns])


def _any_twice(key: Sequence[Column]) -> bool:
    """Whether any two rows have the same cells in the columns of the key."""
    codes: list[Iterable[int]] = []
    for column in key:
        alike = _alike(column.cells)
        distinct = len(set(alike))
        if distinct == len(column.codes):
            return False
        if distinct < len(alike):
            numbers = {one: n for n, one in enumerate(alike)}
            codes.append(column.each([numbers[one] for one in alike]))
        else:
            codes.append(column.codes)
    return bool(key) and len(set(zip(*codes, strict=True))) < len(key[0].codes)


def _alike(cells: Sequence[Cell | None]) -> Sequence[Cell | None]:
    """Cells as keys are compared: texts however they are written."""
    if set(map(type, cells)) == {str}:
        return all_folded([str(cell) for cell in cells])
    return [folded(cell) if isinstance(cell, str) else cell for cell in cells]


def _is_doubted(check: NotBefore | PartOf, columns: Mapping[str, Column]) -> bool:
    """Whether any of the first cells is more than the second beside it."""
    small, large = _small_and_large(check)
    if small not in columns or large not in columns:
        return False
    pairs = set(zip(columns[small].codes, columns[large].codes, strict=True))
    return any(
        (one := columns[small].cells[first]) is not None
        and (other := columns[large].cells[second]) is not None
        and one > other  # type: ignore[operator]
        for first, second in pairs
    )


def _small_and_large(check: NotBefore | PartOf) -> tuple[str, str]:
    match check:
        case PartOf():
            return check.part, check.whole
        case NotBefore():
            return check.earlier, check.later


def row_problems(
    look: QuickLook, place: str, rows: Sequence[RegisterRow], columns: Sequence[CellColumn]
) -> Iterator[Problem]:
    """Every row that cannot be true, the first few of each kind in full."""
    for column in columns:
        if column.column.heading in look.blank:
            yield from first_few(_blanks(column, rows), column.where, "rows are blank")
    for check in look.kind.checks:
        if check not in look.doubted:
            continue
        match check:
            case PartOf():
                found, what = _more_than_all(check, place, rows), "rows are more than the whole"
            case NotBefore():
                found, what = _too_early(check, place, rows), "rows are out of order"
        yield from first_few(found, place, what)
    if look.twice:
        absent = [h for h in look.kind.key if h not in {c.column.heading for c in columns}]
        yield from first_few(_twice(look.kind, place, rows, absent), place, "rows are there twice")


def _blanks(column: CellColumn, rows: Sequence[RegisterRow]) -> Iterator[Problem]:
    heading = column.column.heading
    for row in rows:
        if heading not in row.cells and row.number not in column.refused_rows:
            yield Problem(column.at(row.number), "is blank, and every row needs it.")


def _more_than_all(check: PartOf, place: str, rows: Sequence[RegisterRow]) -> Iterator[Problem]:
    for row in rows:
        part, whole = row.cells.get(check.part), row.cells.get(check.whole)
        if isinstance(part, int) and isinstance(whole, int) and part > whole:
            yield Problem(
                f"{place}, row {row.number}",
                f"{part} of {whole}: {quoted(check.part)} is more than "
                f"{quoted(check.whole)}. Check both numbers.",
            )


def _too_early(check: NotBefore, place: str, rows: Sequence[RegisterRow]) -> Iterator[Problem]:
    for row in rows:
        later, earlier = row.day(check.later), row.day(check.earlier)
        if later and earlier and later < earlier:
            yield Problem(
                f"{place}, row {row.number}",
                f"{quoted(check.later)} is {later}, before {quoted(check.earlier)}, "
                f"which is {earlier}. Check both days.",
            )


def _twice(
    kind: TableKind, place: str, rows: Sequence[RegisterRow], absent: Sequence[str]
) -> Iterator[Problem]:
    """Rows with the same key; a column of the key that is not there may be what parts them."""
    first_in: dict[tuple[Cell | None, ...], RegisterRow] = {}
    needed = [h for h in kind.key if h in kind.columns and kind.columns[h].required]
    for row in rows:
        if any(row.cells.get(heading) is None for heading in needed):
            continue  # a reference that could not be read has been named
        key = tuple(_alike([row.cells.get(column) for column in kind.key]))
        first = first_in.setdefault(key, row)
        if first is not row and any(part is not None for part in key):
            yield Problem(f"{place}, row {row.number}", _also_there(kind, row, first, absent))


def _also_there(
    kind: TableKind, row: RegisterRow, first: RegisterRow, absent: Sequence[str]
) -> str:
    """That a row is there already, or perhaps is, under a reference written otherwise."""
    one, other = _written(kind, row), _written(kind, first)
    if identifier_in(one) or identifier_in(other):
        one = other = "This row"
    if one != other:
        return (
            f"{quoted(one)} differs from {quoted(other)} in row {first.number} only in "
            f"{differs_only_in(one, other)}. Is it one? Then write it one way, and keep one row."
        )
    named = one if one == "This row" else quoted(one)
    remedy = (
        f"Add the column {listed_quoted(absent)}, which tells them apart, or keep one row."
        if absent
        else "Keep one row, or give each its own reference."
    )
    return f"{named} is already in row {first.number}. {remedy}"


def _written(kind: TableKind, row: RegisterRow) -> str:
    """The key of a row as it is written."""
    return " · ".join(str(row.cells[column]) for column in kind.key if column in row.cells)

"""What cannot be true of a row: 51 of 50, an end before its start, a case twice.

A look at whole stretches of rows for what must be looked at row by row.
"""

from collections.abc import Iterator, Mapping, Sequence

from mis_assessor.core.errors import Problem
from mis_assessor.core.evidence.references import differs_only_in, folded
from mis_assessor.core.evidence.submission import Cell, RegisterRow
from mis_assessor.intake.cell_columns import CellColumn
from mis_assessor.intake.columns import NotBefore, PartOf, TableKind
from mis_assessor.intake.identifiers import identifier_in
from mis_assessor.reading.problems import first_few, listed_quoted, quoted


class QuickLook:
    """Looks at whole stretches of columns for what must be looked at row by row."""

    def __init__(self, kind: TableKind) -> None:
        self.kind = kind
        self.doubted: set[NotBefore | PartOf] = set()
        self.blank: set[str] = set()
        self.twice = False
        self._required = [c.heading for c in kind.columns.values() if c.required]
        self._hashes: set[int] = set()
        self._rows = 0

    def at(self, cells: Mapping[str, Sequence[Cell | None]]) -> None:
        """Look at the next stretch of rows, given as columns."""
        self.blank.update(h for h in self._required if None in cells.get(h, ()))
        for check in self.kind.checks:
            small, large = _small_and_large(check)
            if small in cells and large in cells and _any_more(cells[small], cells[large]):
                self.doubted.add(check)
        keys = [list(map(_alike, cells[h])) for h in self.kind.key if h in cells]
        if keys:
            # two keys with one hash only cost a second, careful look
            self._hashes.update(map(hash, zip(*keys, strict=True)))
            self._rows += len(keys[0])
            self.twice = len(self._hashes) < self._rows


def _alike(cell: Cell | None) -> Cell | None:
    """A cell as keys are compared: texts however they are written."""
    return folded(cell) if isinstance(cell, str) else cell


def _small_and_large(check: NotBefore | PartOf) -> tuple[str, str]:
    match check:
        case PartOf():
            return check.part, check.whole
        case NotBefore():
            return check.earlier, check.later


def _any_more(small: Sequence[Cell | None], large: Sequence[Cell | None]) -> bool:
    """Whether any of the first cells is more than the second beside it."""
    if small.count(None) == len(small) or large.count(None) == len(large):
        return False
    return any(
        one > other  # type: ignore[operator]
        for one, other in zip(small, large, strict=True)
        if one is not None and other is not None
    )


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
        key = tuple([_alike(row.cells.get(column)) for column in kind.key])
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

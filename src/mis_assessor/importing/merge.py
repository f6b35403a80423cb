"""What an import changes in a table, row by row, before anything is written."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from mis_assessor.core.evidence.references import folded
from mis_assessor.importing.folder import Row, Table
from mis_assessor.intake.columns import TableKind
from mis_assessor.reading.problems import quoted


@dataclass(frozen=True, slots=True)
class CellChange:
    """A cell that says something else than before."""

    column: str
    was: str
    now: str

    def __str__(self) -> str:
        before = quoted(self.was) if self.was else "blank"
        return f"{self.column}: {before} → {quoted(self.now) if self.now else 'blank'}"


@dataclass(frozen=True, slots=True)
class RowChange:
    """A row that is new, changed, or not there any more."""

    row: str
    """What tells it from the others."""
    what: str
    """``new``, ``changed`` or ``taken out``."""
    cells: tuple[CellChange, ...] = ()


@dataclass(frozen=True, slots=True)
class Merged:
    """A table as it will be, and what is different in it."""

    name: str
    table: Table
    changes: tuple[RowChange, ...]
    same: int
    """Rows of the import that stand in the table already, word for word."""
    kept: tuple[str, ...] = ()
    """Rows of the table that the import does not hold; they stay."""


def merged(
    kind: TableKind,
    before: Table | None,
    rows: Sequence[Row],
    columns: Iterable[str],
    *,
    whole_rows: bool = False,
    take_out: bool = False,
) -> Merged:
    """A table with some rows brought in by what tells them apart.

    Where rows are whole, a blank cell of theirs clears what stood there; otherwise it leaves it.
    """
    before = before or Table((), ())
    places = _places(kind, before.rows)
    result: list[Row] = list(before.rows)
    changes: list[RowChange] = []
    used: set[int] = set()
    same = 0
    for row in rows:
        at = next((i for i in places.get(_key(kind, row), ()) if i not in used), None)
        if at is None:
            result.append(row)
            used.add(len(result) - 1)
            changes.append(RowChange(_told(kind, row), "new"))
            continue
        used.add(at)
        old = result[at]
        new = dict(row) if whole_rows else {**old, **row}
        if cells := tuple(_differences(old, new)):
            result[at] = new
            changes.append(RowChange(_told(kind, row), "changed", cells))
        else:
            same += 1
    left = [i for i in range(len(before.rows)) if i not in used]
    told = tuple(_told(kind, before.rows[i]) for i in left)
    if take_out:
        result = [row for i, row in enumerate(result) if i not in set(left)]
        changes += [RowChange(row, "taken out") for row in told]
    wanted = {*before.columns, *columns, *(heading for row in result for heading in row)}
    ordered = tuple(heading for heading in kind.columns if heading in wanted)
    return Merged(
        kind.name, Table(ordered, tuple(result)), tuple(changes), same, () if take_out else told
    )


def _key(kind: TableKind, row: Row) -> tuple[str, ...]:
    columns = kind.key or tuple(kind.columns)
    return tuple(folded(row.get(column, "")) for column in columns)


def _places(kind: TableKind, rows: Sequence[Row]) -> dict[tuple[str, ...], list[int]]:
    places: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for number, row in enumerate(rows):
        places[_key(kind, row)].append(number)
    return places


def _differences(old: Row, new: Row) -> Iterator[CellChange]:
    for column in dict.fromkeys((*old, *new)):
        was, now = old.get(column, ""), new.get(column, "")
        if was != now:
            yield CellChange(column, was, now)


def _told(kind: TableKind, row: Row) -> str:
    """What tells a row from the others, in words."""
    parts = [row[column] for column in kind.key or kind.columns if row.get(column)]
    return " · ".join(parts)

"""What one table names must exist in another, and every unit must have its rows."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from mis_assessor.core.answering.held import surely
from mis_assessor.core.consistency.look import Contradiction, Look, concerning
from mis_assessor.core.consistency.tables import place
from mis_assessor.core.evidence.references import all_folded, differs_only_in, folded
from mis_assessor.core.evidence.rows import Cell, Column, RegisterRow
from mis_assessor.core.rules.checks import EachHasRows, ReferenceExists
from mis_assessor.core.wording import counted, listed

NEAR_REFERENCE = 70
"""How alike two references must be, of 100, to be proposed for each other."""
SOUGHT = 100
"""For so many references the nearest is sought: where more have no partner, none is a slip."""


ReferencesHeld = dict[str, tuple[str, str, int]]
"""References by their folded text: as written, with the table and the place of its first row."""


def reference_exists(check: ReferenceExists, look: Look) -> Iterator[Contradiction]:
    """Every reference without a partner, with the nearest; and those spelt otherwise."""
    exact: set[str] = set()
    for table, column in check.is_in.items():
        exact |= _written(look.tables.rows(table).column(column))
    absent = _written(look.tables.rows(check.table).column(check.column)) - exact
    missing = [written for written in absent if written.startswith(check.beginning)]
    named = _named(check, frozenset(missing), look) if missing else {}
    held = _held(check, look) if named else {}
    partners = {written: held.get(folded(written)) for written in sorted(named)}
    slips = sum(kept is None for kept in partners.values()) <= SOUGHT
    for written, kept in partners.items():
        rows = named[written]
        where = f"{check.table}, {_rows([row.number for row in rows])}"
        if kept is None:
            into = listed([f"“{table}”" for table in check.is_in], "or")
            meant = nearest(written, held, look) if slips else ""
            yield Contradiction(
                f"“{written}” ({where}) is not in {into}.{meant}",
                (where,),
                concerning(check.table, rows[0], look),
            )
        else:
            what, there = differs_only_in(written, kept[0]), _place(kept, look)
            yield Contradiction(
                f"“{written}” ({where}) and “{kept[0]}” ({there}) differ only in {what}, and "
                f"were taken for one. Write “{kept[0]}”.",
                (where, there),
                concerning(check.table, rows[0], look),
                remark=True,
            )


def _held(check: ReferenceExists, look: Look) -> ReferencesHeld:
    """Every reference that there is; of those written alike the first."""
    held: ReferencesHeld = {}
    for table, name in check.is_in.items():
        column = look.tables.rows(table).column(name)
        first: dict[int, int] = {}
        for number, code in enumerate(column.codes):
            first.setdefault(code, number)
        for code, number in first.items():
            texts = _texts(column.cells[code])
            for folds, written in zip(all_folded(texts), texts, strict=True):
                held.setdefault(folds, (written, table, number))
    return held


def _place(kept: tuple[str, str, int], look: Look) -> str:
    _, table, number = kept
    return place(table, look.tables.rows(table)[number])


def nearest(written: str, held: ReferencesHeld, look: Look) -> str:
    """The reference that is meant, perhaps, as a sentence to add."""
    from rapidfuzz import process  # much, for what is rarely wrong

    found = process.extractOne(folded(written), list(held), score_cutoff=NEAR_REFERENCE)
    if found is None:
        return ""
    kept = held[found[0]]
    return f" Nearest: “{kept[0]}” ({_place(kept, look)})."


def _named(
    check: ReferenceExists, missing: frozenset[str], look: Look
) -> Mapping[str, list[RegisterRow]]:
    """The rows that name what is missing."""
    found: dict[str, list[RegisterRow]] = defaultdict(list)
    rows = look.tables.rows(check.table)
    column, meant = rows.column(check.column), surely(look.marks(check.table, check.rows))
    names = [[text for text in _texts(cell) if text in missing] for cell in column.cells]
    for number, code in enumerate(column.codes):
        for written in names[code] if meant[number] else ():
            found[written].append(rows[number])
    return found


def _written(column: Column) -> set[str]:
    """Every reference in a column."""
    written = {cell for cell in column.cells if isinstance(cell, str)}
    others = (cell for cell in column.cells if not isinstance(cell, str))
    return written.union(*map(_texts, others))


def _texts(cell: Cell | None) -> tuple[str, ...]:
    if cell is None:
        return ()
    return cell if isinstance(cell, tuple) else (str(cell),)


def _rows(every: Sequence[int]) -> str:
    numbers = [number for number in every if number]
    if not numbers:
        return counted(len(every), "rows")
    first = listed([str(n) for n in numbers[:3]])
    more = f" and {len(numbers) - 3} more" if len(numbers) > 3 else ""
    return f"row{'s' if len(numbers) > 1 else ''} {first}{more}"


def each_has_rows(check: EachHasRows, look: Look) -> Iterator[Contradiction]:
    """Every one of a kind that has no row where it must; one alone may go unnamed."""
    wanted = look.rows(check.table, check.rows)
    for table, column in check.rows_in.items():
        if not (rows := look.tables.rows(table)):
            continue
        present = {folded(str(cell)) for cell in rows.column(column).cells if cell is not None}
        if len(wanted) == 1 and not present:
            continue
        for row in wanted:
            if folded(str(row.cells.get(check.column, ""))) not in present:
                here = place(check.table, row)
                yield Contradiction(
                    f"{here} has no row in “{table}” under “{column}”.", (here, table)
                )

"""What one table names must exist in another, and every unit must have its rows."""

from collections import defaultdict
from collections.abc import Iterator, Mapping

from rapidfuzz import process

from mis_assessor.core.consistency.look import Contradiction, Look, concerning
from mis_assessor.core.consistency.tables import place
from mis_assessor.core.evidence.references import differs_only_in, folded
from mis_assessor.core.evidence.submission import RegisterRow
from mis_assessor.core.rules.checks import EachHasRows, ReferenceExists
from mis_assessor.core.wording import counted, listed

NEAR_REFERENCE = 70
"""How alike two references must be, of 100, to be proposed for each other."""
SOUGHT = 100
"""For so many references the nearest is sought: where more have no partner, none is a slip."""


ReferencesHeld = dict[str, tuple[str, str, RegisterRow]]
"""References by their folded text: as written, with the table and the row."""


def reference_exists(check: ReferenceExists, look: Look) -> Iterator[Contradiction]:
    """Every reference without a partner, with the nearest; and those spelt otherwise."""
    held: ReferencesHeld = {}
    exact: set[str] = set()
    for table, column in check.is_in.items():
        for row in look.tables.rows(table):
            for written in _texts(row, column):
                exact.add(written)
                held.setdefault(folded(written), (written, table, row))
    sought = 0
    for written, rows in sorted(_named(check, look).items()):
        if written in exact:
            continue
        where = f"{check.table}, {_rows(rows)}"
        kept = held.get(folded(written))
        if kept is None:
            into = listed([f"“{table}”" for table in check.is_in], "or")
            meant = nearest(written, held) if sought < SOUGHT else ""
            sought += 1
            yield Contradiction(
                f"“{written}” ({where}) is not in {into}.{meant}",
                (where,),
                concerning(check.table, rows[0], look),
            )
        else:
            what, there = differs_only_in(written, kept[0]), place(kept[1], kept[2])
            yield Contradiction(
                f"“{written}” ({where}) and “{kept[0]}” ({there}) differ only in {what}, and "
                f"were taken for one. Write “{kept[0]}”.",
                (where, there),
                concerning(check.table, rows[0], look),
                remark=True,
            )


def nearest(written: str, held: ReferencesHeld) -> str:
    """The reference that is meant, perhaps, as a sentence to add."""
    found = process.extractOne(folded(written), list(held), score_cutoff=NEAR_REFERENCE)
    if found is None:
        return ""
    name, table, row = held[found[0]]
    return f" Nearest: “{name}” ({place(table, row)})."


def _named(check: ReferenceExists, look: Look) -> Mapping[str, list[RegisterRow]]:
    found: dict[str, list[RegisterRow]] = defaultdict(list)
    for row in look.rows(check.table, check.rows):
        for written in _texts(row, check.column):
            if written.startswith(check.beginning):
                found[written].append(row)
    return found


def _texts(row: RegisterRow, column: str) -> tuple[str, ...]:
    cell = row.cells.get(column)
    if cell is None:
        return ()
    return cell if isinstance(cell, tuple) else (str(cell),)


def _rows(rows: list[RegisterRow]) -> str:
    numbers = [row.number for row in rows if row.number]
    if not numbers:
        return counted(len(rows), "rows")
    first = listed([str(n) for n in numbers[:3]])
    more = f" and {len(numbers) - 3} more" if len(numbers) > 3 else ""
    return f"row{'s' if len(numbers) > 1 else ''} {first}{more}"


def each_has_rows(check: EachHasRows, look: Look) -> Iterator[Contradiction]:
    """Every one of a kind that has no row where it must; one alone may go unnamed."""
    wanted = look.rows(check.table, check.rows)
    for table, column in check.rows_in.items():
        if not (rows := look.tables.rows(table)):
            continue
        present = {folded(str(row.cells[column])) for row in rows if column in row.cells}
        if len(wanted) == 1 and not present:
            continue
        for row in wanted:
            if folded(str(row.cells.get(check.column, ""))) not in present:
                here = place(check.table, row)
                yield Contradiction(
                    f"{here} has no row in “{table}” under “{column}”.", (here, table)
                )

"""Rows that contradict themselves or each other: marks, results, answers, copies."""

from collections import Counter, defaultdict
from collections.abc import Iterator
from decimal import Decimal
from itertools import count

from mis_assessor.core.answering.held import NO, OPEN, surely
from mis_assessor.core.consistency.look import Contradiction, Look
from mis_assessor.core.consistency.tables import place
from mis_assessor.core.evidence.rows import Column
from mis_assessor.core.rules.checks import (
    ColumnFilled,
    MarkFits,
    NotAlike,
    NotRound,
    ResultFits,
)
from mis_assessor.core.wording import listed, percent

FEW = 6
"""How many names a sentence holds."""


def few(names: list[str], of: int = 0) -> str:
    """Some names in a sentence, and how many more there are: of so many, or of those given."""
    many = of or len(names)
    more = f" and {many - FEW} more" if many > FEW else ""
    return (", ".join(names[:FEW]) if more else listed(names)) + more


def mark_fits(check: MarkFits, look: Look) -> Iterator[Contradiction]:
    """Each row whose own cells satisfy the definition, and that is marked otherwise."""
    rows, meant = look.tables.rows(check.table), surely(look.marks(check.table, check.rows))
    wrong = (NO, OPEN) if check.blank_counts else (NO,)
    fits = look.marks(check.table, check.then) if any(meant) else b""
    for row in [n for n, held in enumerate(fits) if held in wrong and meant[n]]:
        here = place(check.table, rows[row])
        yield Contradiction(f"{here}: {check.says}", (here,))


def result_fits(check: ResultFits, look: Look) -> Iterator[Contradiction]:
    """Each published result that its own counts do not bear out."""
    least = look.number(check.at_least)
    for row in look.rows(check.table, check.rows):
        part, whole = row.cells.get(check.numerator), row.cells.get(check.denominator)
        if not isinstance(part, int) or not isinstance(whole, int) or not whole:
            continue
        half = Decimal(check.rounded_to or 0) / 2
        best = (part + half) / max(whole - half, Decimal(1))
        here = place(check.table, row)
        if best < least:
            yield Contradiction(
                f"{here}: {part:,} of {whole:,} is {percent(part, whole)}, and what is published "
                f"beside it asks for at least {100 * least:f}%.",
                (here,),
            )


def not_round(check: NotRound, look: Look) -> Iterator[Contradiction]:
    """The same round number in every row."""
    rows = look.tables.rows(check.table)
    found = {row.cells.get(check.column) for row in rows}
    number = next(iter(found), None)
    if len(rows) < look.number(check.from_rows) or len(found) != 1 or not isinstance(number, int):
        return
    if number and number % int(look.number(check.multiple_of)) == 0:
        yield Contradiction(
            f"{check.table}: “{check.column}” is {number:,} in every one of {len(rows)} rows. "
            "Are they percentages?",
            (check.table,),
        )


def not_alike(check: NotAlike, look: Look) -> Iterator[Contradiction]:
    """So many rows that say the same in all but their reference."""
    rows, enough = look.tables.rows(check.table), look.number(check.from_rows)
    columns = [rows.column(name) for name in rows.names if name not in check.but_for]
    said = [*zip(*map(_as_written, columns), strict=True)] or [()] * len(rows)
    many = {row for row, times in Counter(said).items() if times >= enough}
    alike: dict[tuple[int, ...], list[int]] = defaultdict(list)
    for number, row in enumerate(said) if many else ():
        if row in many:
            alike[row].append(number)
    for numbers in alike.values():
        places = tuple(place(check.table, rows[number]) for number in numbers)
        yield Contradiction(
            f"{few([*places])} say the same in everything but their reference. Were they copied?",
            places,
        )


def _as_written(column: Column) -> Iterator[int]:
    """Of each row a number that is the same where its cell is written the same."""
    numbers: defaultdict[str | None, int] = defaultdict(count().__next__)
    return column.each([numbers[None if cell is None else str(cell)] for cell in column.cells])


def column_filled(check: ColumnFilled, look: Look) -> Iterator[Contradiction]:
    """Each column that is blank in every row, where nobody states that it must be."""
    rows = look.tables.rows(check.table)
    for column, statement in check.columns.items():
        if (
            rows
            and all(cell is None for cell in rows.column(column).cells)
            and not look.stated(statement)
        ):
            yield Contradiction(
                f"{check.table}: “{column}” is blank in all {len(rows):,} rows. If nobody is "
                f"meant, let a named person state “{statement}: yes”.",
                (check.table, "statements"),
            )

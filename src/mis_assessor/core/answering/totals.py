"""Registers of totals: numerators and denominators added up, and single figures.

Rows of totals that are about the same days: adding them would count those days twice.
"""

from collections.abc import Iterable
from decimal import Decimal
from itertools import compress, pairwise

from mis_assessor.core.answering.asking import Asking, label, used
from mis_assessor.core.answering.held import marks_of, perhaps, rows_held, surely
from mis_assessor.core.answering.registers import outside, ready, unseen, usable, window
from mis_assessor.core.answering.rows import Holds, row_test
from mis_assessor.core.answering.series import days_of, missing_in_series
from mis_assessor.core.evidence.answers import (
    Answer,
    Figure,
    NoAnswer,
    NoAnswerReason,
    Provenance,
    Tally,
    Used,
)
from mis_assessor.core.evidence.submission import Register, RegisterRow
from mis_assessor.core.rules.questions import IN_BETWEEN, NumberQuestion, TotalsQuestion
from mis_assessor.core.rules.row_tests import AnyRowTest, RowTestLine
from mis_assessor.core.wording import listed


def counted_twice(rows: Iterable[RegisterRow]) -> tuple[RegisterRow, RegisterRow] | None:
    """Two rows whose months or periods share a day, or None."""
    spans = ((span, row) for row in rows if (span := days_of(row)) is not None)
    in_order = sorted(spans, key=lambda placed: placed[0])
    for ((_, ends), row), ((starts, _), following) in pairwise(in_order):
        if starts <= ends:
            return row, following
    return None


def ask_totals(question: TotalsQuestion, asking: Asking) -> Answer:
    """The rows that match, their numerators over their denominators, nothing averaged."""
    register = ready(question, asking)
    if isinstance(register, NoAnswer):
        return register
    more_to_come = False
    if question.one_row_for_every == IN_BETWEEN and (
        holes := missing_in_series(question, register, asking, None, None)
    ):
        return asking.silent(
            f"The register of {register.name} has no row for {listed(holes[:6])}, between the "
            "rows it has."
        )
    if question.covers:
        start, end = window(asking, question)
        if (gap := outside(asking, register, start, end)) is not None:
            return gap
        if missing := missing_in_series(question, register, asking, start, end):
            return asking.silent(
                f"The register of {register.name} has no row for {listed(missing[:6])}."
            )
        not_seen = unseen(asking, register, end)
        if not_seen and asking.on > end:
            return NoAnswer(NoAnswerReason.MISSING, not_seen)
        more_to_come = asking.on < end or bool(not_seen)
    counting: list[tuple[Register, list[RegisterRow]]] = []
    for part in register.parts or (register,):
        rows = _counting(question, part, asking)
        if isinstance(rows, NoAnswer):
            return rows
        counting.append((part, rows))
    return _add(question, counting, more_to_come, asking)


def _counting(
    question: TotalsQuestion, register: Register, asking: Asking
) -> list[RegisterRow] | NoAnswer:
    """The rows of one register that count, none of them about the same days."""
    table = register.table
    unsure = perhaps(rows_held(table, question.cases, asking, _one_way_is_enough).marks)
    if unclear := [label(row) for row in compress(table, unsure)]:
        return asking.silent(
            f"The register of {register.name} leaves blank what tells whether it counts: "
            f"{listed(unclear[:6])}."
        )
    rows = [*compress(table, surely(marks_of(table, question.cases, asking)))]
    if not rows:
        return asking.silent(f"The register of {register.name} has no row for this.")
    if twice := counted_twice(rows):
        return asking.silent(
            f"The register of {register.name} counts the same days twice: "
            f"{listed(tuple(map(label, twice)))}."
        )
    return rows


def _one_way_is_enough(lines: tuple[RowTestLine, ...], asking: Asking) -> Holds:
    """Whether a line holds, where a row gives its period in one of two ways: the other is blank."""
    (line,) = lines
    if not isinstance(line, AnyRowTest):
        return row_test(lines, asking)
    groups = [row_test(group, asking) for group in line.any_of]

    def held(row: RegisterRow) -> bool | None:
        ways = {test(row) for test in groups}
        return next((way for way in (True, False) if way in ways), None)

    return held


def _add(
    question: TotalsQuestion,
    counting: list[tuple[Register, list[RegisterRow]]],
    more_to_come: bool,
    asking: Asking,
) -> Answer:
    done = of = 0
    basis: list[Used] = []
    for register, rows in counting:
        here = out_of = 0
        for row in rows:
            numerator = row.cells.get(question.numerator)
            denominator = row.cells.get(question.denominator)
            if not isinstance(numerator, int) or not isinstance(denominator, int):
                return asking.silent(
                    f"The register of {register.name}, {label(row)}: "
                    f"“{question.numerator}” or “{question.denominator}” is blank."
                )
            here, out_of = here + numerator, out_of + denominator
        numbers = tuple(row.number for row in rows)
        basis += used(register, f"{here} of {out_of}", numbers).used
        done, of = done + here, of + out_of
    provenance = Provenance(tuple(basis))
    if of == 0:
        return NoAnswer(NoAnswerReason.NO_CASES, "The denominator is nought.", provenance)
    return Tally(done, of - done, more_to_come=more_to_come, things="", provenance=provenance)


def ask_number(question: NumberQuestion, asking: Asking) -> Answer:
    """One figure from the latest row up to the assessment day."""
    register = usable(asking, question.register_, question)
    if isinstance(register, NoAnswer):
        return register
    belongs = row_test(question.cases, asking)
    rows = [
        (day, row)
        for row in register.rows
        if (day := row.day(question.latest_by)) is not None and day <= asking.on and belongs(row)
    ]
    if not rows:
        return asking.silent(f"The register of {register.name} has no row for this.")
    day, row = max(rows, key=lambda pair: pair[0])
    value = row.cells.get(question.column)
    if not isinstance(value, Decimal | int):
        return asking.silent(
            f"The register of {register.name}, row {row.number}: “{question.column}” is blank."
        )
    return Figure(
        Decimal(value),
        used(register, f"{question.column} {value} as at {day}", (row.number,)),
    )

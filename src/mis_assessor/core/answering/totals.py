"""Registers of totals: numerators and denominators added up, and single figures."""

from decimal import Decimal

from mis_assessor.core.answering.asking import (
    Asking,
    label,
    not_loaded,
    short_of,
    usable,
    used,
)
from mis_assessor.core.answering.rows import matches
from mis_assessor.core.answering.series import missing_in_series
from mis_assessor.core.answers import Answer, Figure, NoAnswer, Provenance, Tally, Why
from mis_assessor.core.questions import NumberQuestion, TotalsQuestion
from mis_assessor.core.submission import Row
from mis_assessor.core.wording import listed, on_day


def ask_totals(question: TotalsQuestion, asking: Asking) -> Answer:
    """The rows that match, their numerators over their denominators, nothing averaged."""
    register = usable(asking, question.register_)
    if isinstance(register, NoAnswer):
        return register
    if question.known_from:
        known_from = asking.day(question.known_from)
        if known_from is None:
            return not_loaded(question.known_from)
        if asking.on < known_from:
            return NoAnswer(Why.NOT_DUE, f"Final results are published {on_day(known_from)}.")
    more_to_come = False
    if question.covers:
        start, end = asking.day(question.covers.from_), asking.day(question.covers.to)
        if start is None or end is None:
            return not_loaded(question.covers.from_ if start is None else question.covers.to)
        if asking.on < start:
            return NoAnswer(Why.NOT_DUE, f"The window opens {on_day(start)}.")
        if gap := short_of(asking, register, start, end):
            return gap
        if missing := missing_in_series(question, register, asking, start, end):
            return asking.silent(
                f"The register of {register.name} has no row for {listed(missing[:6])}."
            )
        more_to_come = asking.on < end
    rows = [row for row in register.rows if matches(question.cases, row, asking)]
    if not rows:
        return asking.silent(f"The register of {register.name} has no row for this.")
    return _add(question, rows, more_to_come, asking, used(register, "", ()))


def _add(
    question: TotalsQuestion,
    rows: list[Row],
    more_to_come: bool,
    asking: Asking,
    basis: Provenance,
) -> Answer:
    done = of = 0
    for row in rows:
        numerator = row.cells.get(question.numerator)
        denominator = row.cells.get(question.denominator)
        if not isinstance(numerator, int) or not isinstance(denominator, int):
            return asking.silent(
                f"The register of {question.register_}, {label(row)}: "
                f"“{question.numerator}” or “{question.denominator}” is blank."
            )
        done, of = done + numerator, of + denominator
    item = basis.used[0]
    numbers = tuple(row.number for row in rows)
    provenance = Provenance((type(item)(item.item, f"{done} of {of}", item.sha256, numbers),))
    if of == 0:
        return NoAnswer(Why.NO_CASES, "The denominator is nought.", provenance)
    return Tally(done, of - done, more_to_come=more_to_come, things="", provenance=provenance)


def ask_number(question: NumberQuestion, asking: Asking) -> Answer:
    """One figure from the latest row up to the assessment day."""
    register = usable(asking, question.register_)
    if isinstance(register, NoAnswer):
        return register
    rows = [
        (day, row)
        for row in register.rows
        if (day := row.day(question.latest_by)) is not None
        and day <= asking.on
        and matches(question.cases, row, asking)
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

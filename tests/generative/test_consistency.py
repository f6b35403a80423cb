"""Whatever is deleted, blanked or misspelt in a folder, no verdict becomes better for it.

Each folder is that of a trust that meets all ten, with one thing gone wrong.
"""

import os
from collections.abc import Callable
from dataclasses import replace
from functools import cache
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generative.less import in_another_order
from golden.assessed import rulebook
from mis_assessor.core.deciding.position import Position, decide_position
from mis_assessor.core.evidence.submission import Document, RegisterRow, Submission
from trust_year.generator import invented
from trust_year.plans import as_asked
from trust_year.spoilings import SPOILINGS
from trust_year.staff import GROUPS
from trust_year.years import YEARS, SchemeYear

FOLDERS = max(6, int(os.environ.get("MIS_WORLDS", "400")) // 16)
SEED, SIZE = 11, 0.25
"""A trust large enough for every spoiling to find its rows."""
SAYS_WHO_IS_LEFT_OUT = ("left on", "on long-term leave from", "on long-term leave to")
"""Blank, each means that somebody is still there; only a whole column is asked about."""
OF_A_DOCUMENT = (
    *("dated", "covers_from", "covers_to", "in_force_from", "in_force_to", "checked_by"),
    *("checked_on", "promised_number", "promised_by", "sha256"),
)
SPOILED = [
    (year, number)
    for year in YEARS
    for number, one in enumerate(SPOILINGS)
    if year.number in one.by_year
]
Change = Callable[[Random, Submission], Submission | None]


@cache
def agreeing(year: SchemeYear) -> Submission:
    return invented(SEED, size=SIZE, plan=as_asked(year))


def decided(year: SchemeYear, sent: Submission) -> Position:
    return decide_position(rulebook(year.number), sent, year.declaration_day)


@cache
def spoiled(year: SchemeYear, number: int) -> tuple[Submission, Position]:
    sent = SPOILINGS[number].spoil(year, agreeing(year))
    return sent, decided(year, sent)


def _rows_changed(
    chance: Random, sent: Submission, change: Callable[[RegisterRow], RegisterRow | None]
) -> Submission | None:
    """One row of one register, each register as likely as another."""
    name = chance.choice([name for name, r in sent.registers.items() if r.rows])
    register = sent.registers[name]
    place = chance.randrange(len(register.rows))
    row = change(register.rows[place])
    if row is register.rows[place]:
        return None
    kept = [*register.rows[:place], *([row] if row else []), *register.rows[place + 1 :]]
    return replace(sent, registers={**sent.registers, name: replace(register, rows=tuple(kept))})


def without_a_row(chance: Random, sent: Submission) -> Submission | None:
    return _rows_changed(chance, sent, lambda _: None)


def without_a_cell(chance: Random, sent: Submission) -> Submission | None:
    def blank(row: RegisterRow) -> RegisterRow:
        column = chance.choice(list(row.cells))
        if column in SAYS_WHO_IS_LEFT_OUT:
            return row
        return replace(row, cells={k: c for k, c in row.cells.items() if k != column})

    return _rows_changed(chance, sent, blank)


def misspelt(chance: Random, sent: Submission) -> Submission | None:
    def wrong(row: RegisterRow) -> RegisterRow:
        column, cell = next(iter(row.cells.items()))
        if not isinstance(cell, str):
            return row
        return replace(row, cells={**row.cells, column: f"{cell}7"})

    return _rows_changed(chance, sent, wrong)


def _document_changed(
    chance: Random, sent: Submission, change: Callable[[Document], Document | None]
) -> Submission:
    place = chance.randrange(len(sent.documents))
    document = change(sent.documents[place])
    before, after = sent.documents[:place], sent.documents[place + 1 :]
    return replace(sent, documents=(*before, *([document] if document else []), *after))


def without_a_document(chance: Random, sent: Submission) -> Submission:
    return _document_changed(chance, sent, lambda _: None)


def with_less_of_a_document(chance: Random, sent: Submission) -> Submission:
    def less(document: Document) -> Document:
        match chance.randrange(3):
            case 0:
                return replace(document, events=document.events[1:])
            case 1:
                return replace(document, contents=document.contents[1:])
            case _:
                name = chance.choice(OF_A_DOCUMENT)
                blank = "" if isinstance(getattr(document, name), str) else None
                changes = {name: blank}
                return replace(document, **changes)  # type: ignore[arg-type]

    return _document_changed(chance, sent, less)


def without_a_statement(chance: Random, sent: Submission) -> Submission:
    name = chance.choice(list(sent.statements))
    kept = {k: s for k, s in sent.statements.items() if k != name}
    return replace(sent, statements=kept)


def without_a_contact(chance: Random, sent: Submission) -> Submission:
    gone = chance.choice(sent.role_holders)
    return replace(sent, role_holders=tuple(h for h in sent.role_holders if h is not gone))


CHANGES: tuple[Change, ...] = (
    *(without_a_row, without_a_cell, without_a_cell, misspelt),
    *(without_a_document, with_less_of_a_document, without_a_statement, without_a_contact),
)


@given(st.integers(0, 10**6))
@settings(max_examples=FOLDERS, deadline=None)
def test_nothing_taken_away_makes_what_was_missed_hold(seed: int) -> None:
    chance = Random(seed)
    year, number = chance.choice(SPOILED)
    sent, before = spoiled(year, number)
    less = chance.choice(CHANGES)(chance, sent)
    if less is None:
        return
    after = decided(year, less).rolled
    was = before.rolled.requirements
    risen = {n for n, v in after.requirements.items() if v.holds and not was[n].holds}
    # Whether a person may confirm it hangs on what is asked of a trust at all.
    asked = {n for n in risen if was[n].value not in ("not applicable", "paused")}
    assert asked == set(), SPOILINGS[number].what


@pytest.mark.parametrize("column", SAYS_WHO_IS_LEFT_OUT[:2])
@pytest.mark.parametrize("group", ["midwives", "other obstetric doctors"])
@pytest.mark.parametrize("year", YEARS[1:], ids=lambda year: f"year {year.number}")
def test_a_column_of_the_list_of_staff_left_out_makes_nothing_hold(
    year: SchemeYear, group: str, column: str
) -> None:
    assert group in GROUPS
    plan = replace(as_asked(year), one_short=(group, "maternity emergencies"))
    sent = invented(2, size=1, plan=plan)
    staff = sent.registers["staff"]
    rows = tuple(
        replace(r, cells={k: c for k, c in r.cells.items() if k != column}) for r in staff.rows
    )
    less = replace(sent, registers={**sent.registers, "staff": replace(staff, rows=rows)})
    was, now = (decided(year, one).rolled.requirements for one in (sent, less))
    assert [n for n, v in now.items() if v.holds and not was[n].holds] == []


def _as_another_program_writes_it(chance: Random, row: RegisterRow) -> RegisterRow:
    """The same person, in small letters, with another dash or with something unseen."""
    person = str(row.cells["person"])
    how = chance.choice((person.lower(), person.replace("-", "‑"), f"{person}\u200b", person))
    return replace(row, cells={**row.cells, "person": how})


@given(st.integers(0, 10**6))
@settings(max_examples=FOLDERS, deadline=None)
def test_another_order_and_another_spelling_change_no_verdict(seed: int) -> None:
    """Of the years that ask who was trained; the first loaded one does not."""
    chance = Random(seed)
    year, number = chance.choice([(year, one) for year, one in SPOILED if year is not YEARS[0]])
    sent, before = spoiled(year, number)
    other = in_another_order(sent, chance)
    training = other.registers["training attendance"]
    rows = tuple(_as_another_program_writes_it(chance, row) for row in training.rows)
    other = replace(
        other,
        registers={**other.registers, training.name: replace(training, rows=rows)},
    )
    assert decided(year, other).rolled == before.rolled, SPOILINGS[number].what

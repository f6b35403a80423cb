"""Lines held against all rows at once say what they say of each row by itself."""

from dataclasses import replace
from datetime import date, timedelta
from random import Random
from typing import Any

import pytest

from mis_assessor.core.answering.asking import Asking, joins_on, label
from mis_assessor.core.answering.held import (
    NO,
    OPEN,
    YES,
    both,
    but_for,
    in_any,
    marks_of,
    names_of,
    perhaps,
    rows_held,
    surely,
)
from mis_assessor.core.answering.rows import Holds, row_test
from mis_assessor.core.evidence.rows import Cell, RegisterRow, in_columns
from mis_assessor.core.rules.questions import CasesQuestion
from mis_assessor.core.rules.readings import readings_of
from mis_assessor.core.rules.row_tests import RowTestLine
from unit.core.asked import AFTER, requirement, submission, year

VALUES = {"start": "2022-05-06", "two months": "2 months", "colours": ["red", "blue"]}
LINES: list[dict[str, Any]] = [
    {},
    {"colour": "red"},
    {"colour": {"is one of": "colours"}, "done": "yes"},
    {"told": {"within": "two months", "after": "born"}},
    {"told": {"from": "start", "to": "start"}, "colour": {"is given": True}},
    {"told": {"by": "born"}, "any of": [{"done": "no"}, {"colour": "blue", "done": "yes"}]},
    {"told": {"from": "born"}},
    {"told": {"on or after": "start"}, "born": {"to": "start"}},
    {"colour": "each"},
]
ALL = bytes([NO, NO, NO, OPEN, OPEN, OPEN, YES, YES, YES])
EACH = bytes([NO, OPEN, YES, NO, OPEN, YES, NO, OPEN, YES])


def asked(lines: dict[str, Any]) -> tuple[CasesQuestion, Asking]:
    """A question with some lines, put on 6 December 2022."""
    question = {"register": "deaths", "cases": lines, "answer": "share of cases"}
    rule = requirement(question, VALUES, asks=" ".join(f"<{name}>" for name in VALUES))
    (reading,) = readings_of(rule, "one")
    read = rule.requirement.evidence["it"]
    assert isinstance(read, CasesQuestion)
    return read, Asking(year(), submission(), rule.requirement, reading, AFTER)


def some_rows(chance: Random) -> list[RegisterRow]:
    """Rows in which anything may be blank."""
    days: list[Cell | None] = [None, *(date(2022, 5, 1) + timedelta(n * 9) for n in range(12))]
    return [
        RegisterRow(
            number,
            {
                name: cell
                for name, cell in (
                    ("colour", chance.choice(("red", "Red ", "blue", "green", None))),
                    ("done", chance.choice((True, False, None))),
                    ("born", chance.choice(days)),
                    ("told", chance.choice(days)),
                    ("case", chance.choice(("C-1", "c-1", None))),
                    ("person", chance.choice(("P", None))),
                )
                if cell is not None
            },
        )
        for number in range(2, 80)
    ]


@pytest.mark.parametrize("lines", LINES, ids=str)
def test_all_rows_at_once_are_as_one_by_one(lines: dict[str, Any]) -> None:
    question, asking = asked(lines)
    for seed in range(8):
        rows = some_rows(Random(f"held {seed}"))
        alone = row_test(question.cases, asking)
        expected = [{True: YES, None: OPEN, False: NO}[alone(row)] for row in rows]
        table = in_columns(rows)
        assert [*marks_of(table, question.cases, asking)] == expected
        held = rows_held(table, question.cases, asking)
        assert held is rows_held(table, question.cases, asking)
        assert [*held.places] == [place for place, mark in enumerate(expected) if mark]


@pytest.mark.parametrize(("colour", "held_for"), [("red", 1), ("each", 3)])
def test_what_names_no_member_is_held_once_for_all_of_them(colour: str, held_for: int) -> None:
    question, asking = asked({"colour": colour})
    table, members = in_columns(some_rows(Random("members"))), ("red", "blue", "green")
    tests: list[str] = []

    def counting(lines: tuple[RowTestLine, ...], asking: Asking) -> Holds:
        tests.append(asking.member)
        return row_test(lines, asking)

    found = [
        rows_held(table, question.cases, replace(asking, member=one), counting) for one in members
    ]
    assert len(tests) == len(set(map(id, found))) == held_for
    for one, held in zip(members, found, strict=True):
        afresh = replace(asking, member=one, memo={})
        assert held == rows_held(table, question.cases, afresh)


@pytest.mark.parametrize("keys", [("case", "person"), ("person",), ()])
def test_rows_are_named_as_each_is(keys: tuple[str, ...]) -> None:
    _, asking = asked({})
    rows = [
        RegisterRow(row.number, {k: c for k, c in row.cells.items() if k in keys})
        for row in some_rows(Random("named"))
    ]
    rows.append(RegisterRow(99, dict.fromkeys(keys, "whole")))
    names = names_of(in_columns(rows), asking)
    assert [*names.labels] == [label(row) for row in rows]
    assert [*names.references] == [joins_on(row) for row in rows] == [*names.joined]
    some = bytes([n % 2 for n in range(len(rows))])
    assert names.of(some) == {joins_on(row) for row in rows[1::2]}


def test_a_column_that_is_whole_names_every_row() -> None:
    _, asking = asked({})
    rows = [RegisterRow(n, {"person": f"SP-{n % 3}"}) for n in range(2, 9)]
    names = names_of(in_columns(rows), asking)
    assert [*names.labels] == [label(row) for row in rows]
    assert [*names.joined.cells] == ["sp-2", "sp-0", "sp-1"]


def test_marks_are_put_together_as_people_mean_them() -> None:
    known = {NO: False, OPEN: None, YES: True}
    for one, other, found in zip(ALL, EACH, both(ALL, EACH), strict=True):
        pair = (known[one], known[other])
        assert known[found] is (False if False in pair else None if None in pair else True)
    assert both(ALL) == ALL and both(ALL, EACH, EACH) == both(ALL, EACH)
    assert [*surely(EACH)] == [NO, NO, YES] * 3 and [*perhaps(EACH)] == [NO, YES, NO] * 3
    assert [*but_for(ALL, EACH)] == [NO, NO, NO, OPEN, OPEN, NO, YES, YES, NO]
    assert [*in_any(9, surely(ALL), surely(EACH))] == [NO, NO, YES] * 2 + [YES] * 3
    assert [*in_any(3)] == [NO] * 3

"""Rows held in columns say what rows one by one say."""

from datetime import date
from decimal import Decimal
from itertools import count

import pytest

from mis_assessor.core.evidence.in_bulk import in_bulk
from mis_assessor.core.evidence.rows import (
    IN_A_BYTE,
    Cell,
    Distinct,
    RegisterRow,
    Rows,
    in_columns,
    packed,
)
from mis_assessor.core.evidence.submission import Register

MAY = date(2022, 5, 6)
MADE = (
    RegisterRow(2, {"person": "A", "on": MAY}),
    RegisterRow(4, {"person": "B"}),
    RegisterRow(5, {"person": "A", "hours": Decimal("1.0")}),
)


def read() -> Rows:
    """The same rows as a reader gives them."""
    columns: dict[str, Distinct[Cell | None]] = {
        "person": Distinct(bytes([0, 1, 0]), ["A", "B"]),
        "on": Distinct(bytes([0, 1, 1]), [MAY, None]),
        "hours": Distinct(bytes([0, 0, 1]), [None, Decimal("1.0")]),
    }
    return Rows([2, 4, 5], columns)


@pytest.mark.parametrize("rows", [read(), in_columns(MADE)], ids=["read", "made"])
def test_rows_are_the_same_however_they_are_held(rows: Rows) -> None:
    assert rows[2] == MADE[2] and rows[-1] == MADE[-1] and rows[1:] == MADE[1:]
    assert len(rows) == 3 and rows == MADE and rows == read()
    assert [*rows] == [*MADE] and rows[0] == MADE[0]
    assert rows.names == ("person", "on", "hours")
    assert [*rows.column("person")] == ["A", "B", "A"]
    assert rows.days("on") == [MAY, None, None] == rows.days("on")
    assert rows.days("person") == [None, None, None]
    assert [*rows.column("nowhere")] == [None, None, None]
    assert rows != 3 and rows != MADE[:2]


@pytest.mark.parametrize("rows", [read(), in_columns(MADE)], ids=["read", "made"])
def test_rows_that_say_the_same_are_one(rows: Rows) -> None:
    people = rows.alike(("person",))
    assert [*people] == [RegisterRow(0, {"person": name}) for name in "ABA"]
    assert len(people.cells) == 2 and rows.alike(("person",)) is people
    days = rows.alike(("on", "person"))
    assert [row.day("on") for row in days] == [MAY, None, None]
    assert [row.cells["person"] for row in days] == ["A", "B", "A"]
    assert [*rows.alike(())] == [RegisterRow(0, {})] * 3 and len(rows.alike(()).cells) == 1


def test_no_rows() -> None:
    none = in_columns(())
    assert none == () and not none and [*none.alike(("a", "b"))] == [] and none.names == ()
    assert [*none.alike(())] == [] and [*none.alike(("a",))] == []


def test_a_register_holds_its_rows_in_columns() -> None:
    register = Register("staff", MADE)
    assert register.rows == MADE and [*register.table] == [*MADE]
    assert in_columns(register.rows) is register.table


def test_numbers_written_otherwise_are_two() -> None:
    rows = in_columns(RegisterRow(n, {"hours": Decimal(w)}) for n, w in enumerate(("1.0", "1.00")))
    assert [str(cell) for cell in rows.column("hours").cells] == ["1.0", "1.00"]


@pytest.mark.parametrize("many", [IN_A_BYTE, IN_A_BYTE + 1])
def test_many_distinct_cells_are_looked_up_as_few_are(many: int) -> None:
    column = Distinct(packed([*range(many), 0], many), [*map(str, range(many))])
    assert isinstance(column.codes, bytes) is (many == IN_A_BYTE)
    assert column.marked([n % 4 for n in range(many)]) == bytes([*(n % 4 for n in range(many)), 0])
    kept = column.where([n < 2 or n == many for n in range(many + 1)])
    assert [*kept] == ["0", "1", "0"]


def test_rows_made_in_bulk_are_rows() -> None:
    assert in_bulk(RegisterRow, 3, number=count(2), cells=[{}, {"a": "b"}, {}]) == [
        RegisterRow(2, {}),
        RegisterRow(3, {"a": "b"}),
        RegisterRow(4, {}),
    ]

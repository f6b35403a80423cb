"""One line of a rule held against one row: yes, no, or not known."""

from datetime import date, datetime
from decimal import Decimal
from typing import Any

import pytest

from mis_assessor.core.answering.asking import Asking
from mis_assessor.core.answering.rows import limits_by, row_test
from mis_assessor.core.evidence.submission import RegisterRow
from mis_assessor.core.rules.calendar import after
from mis_assessor.core.rules.quantities import LONDON, Gestation, Length, Month
from mis_assessor.core.rules.questions import CasesQuestion
from mis_assessor.core.rules.readings import readings_of
from mis_assessor.core.rules.row_tests import RowTest, RowTestLine
from unit.core.asked import (
    AFTER,
    day,
    requirement,
    submission,
    year,
)

VALUES = {
    "start": "2022-05-06",
    "noon": "2022-06-02 12:00:00",
    "two months": "2 months",
    "colours": ["red", "blue"],
    "colour": "red",
    "term": "37+0",
    "nine": "9 cases",
    "half": "0.5",
}


def asking_by(
    lines: dict[str, Any], member: str = "", values: Any = None
) -> tuple[tuple[RowTestLine, ...], Asking]:
    """Lines as the rules hold them, put on 6 December 2022."""
    question = {"register": "deaths", "cases": lines, "answer": "share of cases"}
    asked = requirement(question, {**VALUES, **(values or {})}, asks=_every_value(values))
    (reading,) = readings_of(asked, "one")
    read = asked.requirement.evidence["it"]
    assert isinstance(read, CasesQuestion)
    return read.cases, Asking(year(), submission(), asked.requirement, reading, AFTER, member)


def holds(
    lines: dict[str, Any], member: str = "", values: Any = None, /, **cells: Any
) -> bool | None:
    """Whether the lines hold for one row on 6 December 2022."""
    read, asking = asking_by(lines, member, values)
    row = RegisterRow(2, {name.replace("_", " "): cell for name, cell in cells.items()})
    return row_test(read, asking)(row)


@pytest.mark.parametrize("rows", [10, 40])
def test_a_limit_is_counted_out_once_for_each_day_it_begins(
    rows: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """However many rows begin on it; a row without the day has no limit."""
    counted: list[date] = []

    def counting(start: date, length: Length) -> date:
        counted.append(start)
        return after(start, length)

    monkeypatch.setattr("mis_assessor.core.answering.rows.after", counting)
    (line,), asking = asking_by({"told": {"within": "two months", "after": "born"}})
    assert isinstance(line, RowTest)
    limit = limits_by(line, asking)
    born = [day("2022-06-01"), day("2022-06-02")]
    limits = [limit(RegisterRow(n, {"born": born[n % 2]})) for n in range(rows)]
    assert limits == [day("2022-08-01"), day("2022-08-02")] * (rows // 2)
    assert limit(RegisterRow(9, {})) is None and counted == born


def _every_value(values: Any) -> str:
    return " ".join(f"<{name}>" for name in (*VALUES, *(values or {})))


@pytest.mark.parametrize(
    ("test", "cell", "expected"),
    [
        ("yes", True, True),
        ("yes", False, False),
        ("no", False, True),
        ("Pass", "Pass", True),
        ("Pass", "Low DQ", False),
        ("colour", "red", True),
        ("colour", "colour", False),
        ("nine", Decimal(9), False),
        ("each", "midwives", True),
        ("each", 1, False),
        ({"is one of": "colours"}, "blue", True),
        ({"is one of": "colours"}, "green", False),
        ({"is one of": ["red", "1"]}, "red", True),
        ({"is one of": ["red", "1"]}, 1, True),
        ({"is one of": ["red", "1"]}, 2, False),
        ({"contains any of": "colours"}, ("green", "blue"), True),
        ({"contains any of": "colours"}, ("green",), False),
        ({"contains any of": ["red"]}, "red", True),
        ({"is given": "yes"}, "anything", True),
        ({"is given": "no"}, "anything", False),
        ({"is at least": "term"}, Gestation(37, 0), True),
        ({"is at least": "term"}, Gestation(36, 6), False),
        ({"is under": "term"}, Gestation(36, 6), True),
        ({"is at least": "nine"}, 9, True),
        ({"is under": "nine"}, 9, False),
        ({"is at least": "half"}, Decimal("0.4"), False),
        ({"from": "start"}, date(2022, 5, 6), True),
        ({"from": "start"}, date(2022, 5, 5), False),
        ({"from": "start", "to": "evidence end"}, Month(2022, 5), True),
        ({"from": "start"}, Month(2022, 4), False),
        ({"to": "evidence end"}, Month(2022, 12), True),
        ({"to": "evidence end"}, Month(2023, 1), False),
        ({"by": "noon"}, datetime(2022, 6, 2, 12, 0, 0, tzinfo=LONDON), True),
        ({"by": "noon"}, datetime(2022, 6, 2, 12, 0, 1, tzinfo=LONDON), False),
        ({"by": "noon"}, date(2022, 6, 2), True),
        ({"on or after": "start"}, date(2023, 5, 6), True),
        ({"to": "evidence end"}, date(2022, 12, 7), False),
        ({"by": "a column that is not there"}, date(2022, 6, 2), None),
    ],
)
def test_a_cell_is_held_against_the_line(test: Any, cell: Any, expected: bool | None) -> None:
    assert holds({"it": test}, "midwives", it=cell) is expected


def test_a_blank_is_not_known_unless_blank_is_what_is_asked() -> None:
    assert holds({"it": "yes"}) is None
    assert holds({"it": {"is one of": "colours"}}) is None
    assert holds({"it": {"is given": "yes"}}) is False
    assert holds({"it": {"is given": "no"}}) is True


def test_a_blank_beside_a_no_is_no() -> None:
    assert holds({"it": "yes", "that": "yes"}, it=False) is False
    assert holds({"it": "yes", "that": "yes"}, it=True) is None


@pytest.mark.parametrize(
    ("cells", "expected"),
    [
        ({"it": True}, True),
        ({"it": False, "that": "red"}, True),
        ({"it": False, "that": "green"}, False),
        ({"it": False}, None),
        ({}, None),
    ],
)
def test_one_of_several_groups_of_lines_is_enough(
    cells: dict[str, Any], expected: bool | None
) -> None:
    groups = [{"it": "yes"}, {"that": "colour"}]
    assert holds({"any of": groups}, **cells) is expected


@pytest.mark.parametrize(
    ("act", "done", "expected"),
    [
        ("after", "2022-08-01", True),
        ("after", "2022-08-02", False),
        ("before", "2022-06-01", True),
        ("before", "2022-04-01", True),
        ("before", "2022-03-31", False),
        ("before", "2022-06-02", False),
    ],
)
def test_within_counts_from_or_back_from_another_column(
    act: str, done: str, expected: bool
) -> None:
    lines = {"done": {"within": "two months", act: "birth"}}
    assert holds(lines, birth=day("2022-06-01"), done=day(done)) is expected
    assert holds(lines, done=day(done)) is None


def test_a_length_that_is_not_loaded_leaves_it_open() -> None:
    lines = {"done": {"within": "two months", "after": "birth"}}
    days = {"birth": day("2022-06-01"), "done": day("2022-06-02")}
    assert holds(lines, "", {"two months": None}, **days) is None

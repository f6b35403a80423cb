"""A table that can be split without a parser is read as with one."""

import csv
import re
from dataclasses import replace
from random import Random

import pytest

from mis_assessor.core.errors import EvidenceUnreadable
from mis_assessor.intake import lines as table_lines
from mis_assessor.intake.false_alarms import FalseAlarms
from mis_assessor.intake.lines import csv_lines, in_stretches, side_by_side
from mis_assessor.intake.rows_read import read_table
from mis_assessor.intake.shapes import shapes_of, to_look_into
from mis_assessor.reading import limits
from trust_year.forms import tables

KIND = "one-to-one care"
HEAD = "month,women in active labour,women with one-to-one care"
CELLS = ("2022-01", "2022-05", "2022-13", "7", "12", "", " ", "x", "é", ",", "\n", ",,", "\r\n")


def read(content: str, *, parsed: bool) -> object:
    """Its rows with their numbers, or everything that is wrong."""
    found = csv_lines("a.csv", content.encode())
    try:
        rows, columns = read_table(
            tables()[KIND], replace(found, below="") if parsed else found, FalseAlarms()
        )
    except EvidenceUnreadable as why:
        return [str(problem) for problem in why.problems]
    return [*rows], columns


@pytest.mark.parametrize("seed", range(60))
def test_split_and_parsed_say_the_same(seed: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(table_lines, "_STRETCH", 40)
    chance = Random(f"split {seed}")
    lines = [HEAD + chance.choice(("", "", ",", ",,"))]
    for number in range(chance.randint(0, 12)):
        line = f"20{number + 10}-0{chance.randint(1, 9)},9,{chance.randint(0, 10)}"
        lines.append(line if chance.random() < 0.7 else "".join(chance.choices(CELLS, k=4)))
    content = chance.choice(("\n", "\r\n")).join(lines) + chance.choice(("", "\n", "\n\n"))
    assert read(content, parsed=False) == read(content, parsed=True)


@pytest.mark.parametrize(
    "content",
    [
        f'{HEAD}\n2022-01,"7",7\n',
        f"{HEAD}\r2022-01,7,7\r",
        f"{HEAD}\n2022-01,7,7\r\n2022-02,7,7\r",
        HEAD,
        f"{HEAD}\n{'9' * (csv.field_size_limit() + 1)},7,7\n",
        f"{HEAD}\n" + "2022-01,7,7\n" * 90_000 + "9" * (csv.field_size_limit() + 1),
        f"{HEAD}\n" + "\n" * (limits.ROWS + 1),
    ],
    ids=["quoted", "old ends", "an old end", "no rows", "endless", "endless at last", "too many"],
)
def test_what_needs_a_parser_is_not_split(content: str) -> None:
    assert csv_lines("a.csv", content.encode()).below == ""


def test_lines_of_one_width_stand_side_by_side() -> None:
    assert side_by_side("a,b\nc,d", 2) == [["a", "c"], ["b", "d"]]
    assert side_by_side("a\n\nb", 1) == [["a", "", "b"]]
    assert side_by_side("a,b\nc", 2) == side_by_side("a,b,c\nd", 2) == []
    assert side_by_side("a,b,c,d\na,b\nc", 4) == side_by_side("a,b\nc\nd\nc,d", 2) == []


def test_a_text_is_cut_between_lines(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(table_lines, "_STRETCH", 3)
    assert [*in_stretches("a\nbcd\ne\nf")] == ["a\nbcd", "e\nf"] and not [*in_stretches("")]


def test_a_shape_is_that_of_its_own_text() -> None:
    assert shapes_of(["A\0b", "12"]) == ["A\0a", "00"]
    looked_into = to_look_into(["A\0b", "é", "12"], ["A\0a", "é", "00"], re.compile("0"))
    assert looked_into == ["é", "12"]

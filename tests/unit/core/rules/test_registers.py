"""What a register may say of itself, and what rules read of it."""

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from pydantic import ValidationError

from mis_assessor.core.rules.registers import (
    READ_BY_THE_PROGRAM,
    DescribedRegister,
    ReadBy,
    Registers,
    asked_by,
    compared_by,
    together,
    unread,
)
from trust_year.forms import rulebook, tables
from unit.core.asked import requirement

CASE = {"kind": "reference", "in every row": "yes", "help": "Its number."}
DAY = {"kind": "day", "help": "A day."}
COUNT = {"kind": "whole number", "help": "How many."}
ROUND: Mapping[str, Any] = {
    "register": "ward rounds of ours",
    "one row is": "a round",
    "key": ["case"],
    "columns": {"case": CASE, "begun": DAY, "done": DAY, "part": COUNT, "whole": COUNT},
}


def described(**changed: Any) -> DescribedRegister:
    return DescribedRegister.model_validate({**ROUND, **changed})


def test_a_register_stands_in_the_file_of_its_name_unless_it_names_another() -> None:
    assert described().stem == "registers/ward-rounds-of-ours"
    assert described(file="rounds.csv").stem == "rounds"
    assert described().columns["case"].in_every_row
    assert not described().columns["begun"].in_every_row


@pytest.mark.parametrize(
    ("changed", "says"),
    [
        ({"columns": {}}, "a register needs a column"),
        ({"key": ["cases"]}, "“cases” is not one of its columns"),
        ({"not before": {"done": "began"}}, "“began” is not one of its columns"),
        ({"not before": {"done": "case"}}, "“not before” cannot compare “case”: see its kind"),
        ({"no more than": {"part": "done"}}, "“no more than” cannot compare “done”: see its kind"),
        ({"columns": {"case": {**CASE, "kind": "one of a list"}}}, "“list” stands where the kind"),
        ({"columns": {"case": {**CASE, "list": ["a"]}}}, "“list” stands where the kind is of a"),
        (
            {"columns": {"case": {**CASE, "kind": "one of a list", "list": ["a", "a"]}}},
            "the same word stands in “list” twice",
        ),
        ({"columns": {"case": {**CASE, "kind": "number"}}}, "Input should be 'reference', 'text'"),
        ({"columns": {"case": {**CASE, "meaning": "x"}}}, "Extra inputs are not permitted"),
    ],
)
def test_what_cannot_be_true_of_a_register_is_refused(changed: Any, says: str) -> None:
    with pytest.raises(ValidationError, match=says.replace("(", r"\(")):
        described(**changed)


def test_days_and_counts_may_be_compared() -> None:
    found = described(**{"not before": {"done": "begun"}, "no more than": {"part": "whole"}})
    assert found.not_before == {"done": "begun"}
    assert found.no_more_than == {"part": "whole"}


def test_what_the_program_reads_must_be_described() -> None:
    lists = {
        name: DescribedRegister.model_validate(
            {
                "register": name,
                "one row is": "a line",
                "file": f"{name}.csv",
                "columns": {column: {"kind": "text", "help": "."} for column in columns},
            }
        )
        for name, columns in READ_BY_THE_PROGRAM.items()
    }
    assert list(unread(Registers({}, lists))) == []
    less = {n: r for n, r in lists.items() if n != "posts"}
    contents = lists["contents"].model_copy(update={"columns": {"item": COUNT, "page": COUNT}})
    assert list(unread(Registers({}, {**less, "contents": contents}))) == [
        "“document” of “contents” is read by the program. Describe it again.",
        "“found” of “contents” is read by the program. Describe it again.",
        "“who looked” of “contents” is read by the program. Describe it again.",
        "“when” of “contents” is read by the program. Describe it again.",
        "“posts” is read by the program. Describe it again.",
    ]


def test_the_program_reads_no_column_by_its_name_that_it_does_not_say_it_reads() -> None:
    code = "".join((SRC / "intake" / f"{name}.py").read_text() for name in JOINING)
    read = set(re.findall(r'(?:\brow, |cells\.get\()"([a-z0-9 ]+)"', code))
    assert len(read) > 40
    told = {column for columns in READ_BY_THE_PROGRAM.values() for column in columns}
    assert read - told == set()


JOINING = ("documents", "lists", "register_list", "named_files")
SRC = Path(__file__).parents[4] / "src" / "mis_assessor"


def test_a_rule_reads_the_columns_of_its_lines_and_what_it_counts_and_compares() -> None:
    rule = requirement(
        {
            "register": "placements",
            "covers": {"from": "start", "to": "start"},
            "cases": {"tier": "3", "any of": [{"begun": {"by": "start"}}, {"long term": "no"}]},
            "leave out": {"exempted on": {"by": "day of birth"}},
            "in doubt": {"held": "yes"},
            "not due while": {"waiting": "yes"},
            "done when": {"done": {"within": "two months", "after": "begun"}},
            "one row for every": "shift",
            "answer": "share of cases",
        },
        {"start": "2022-05-06", "two months": "2 months"},
    )
    asked = asked_by([rule])
    assert list(asked) == ["placements"]
    assert set(asked["placements"]) == {
        *("tier", "begun", "long term", "exempted on", "day of birth", "held", "waiting", "done"),
        *("day", "shift"),
    }
    assert set(asked["placements"].values()) == {(rule.requirement.id,)}


def test_meetings_and_figures_and_people_are_read_too() -> None:
    meetings = requirement(
        {
            "documents": {"kind": "report"},
            "between": {"from": "start", "to": "start"},
            "meetings of": "Trust Board",
            "answer": "documents",
        },
        {"start": "2022-05-06"},
    )
    assert asked_by([meetings])["meetings"].keys() == {"body", "held on"}
    figure = requirement(
        {
            "register": "establishment",
            "column": "funded posts",
            "latest by": "as at",
            "answer": "number",
        },
        {},
    )
    assert asked_by([figure])["establishment"].keys() == {"funded posts", "as at"}
    sums = requirement(
        {"register": "care", "one row for every": "month", "answer": "share of totals"}, {}
    )
    assert asked_by([sums])["care"].keys() == {"numerator", "denominator", "month"}
    statement = requirement({"statement": "sent", "answer": "yes or no"}, {})
    assert asked_by([statement]) == {}


def test_what_is_compared_is_read_too_and_no_requirement_misses_it() -> None:
    (rule,) = (r for r in rulebook().consistency if r.id == "CON-REF-1")
    found = compared_by([rule], tables().headings())
    assert found
    for register, columns in found.items():
        assert set(columns) <= set(tables()[register].columns)
        assert set(columns.values()) == {(rule.id,)}


def test_rules_of_several_kinds_are_told_in_their_order() -> None:
    one: ReadBy = {"births": {"case": ("A",), "day": ("A", "B")}}
    other: ReadBy = {"births": {"day": ("B", "C")}, "deaths": {"case": ("C",)}}
    assert together(one, other) == {
        "births": {"case": ("A",), "day": ("A", "B", "C")},
        "deaths": {"case": ("C",)},
    }

"""Every register that is described can be sent: a row of the examples that its page shows."""

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from mis_assessor.intake.columns import NotBefore
from mis_assessor.intake.read import read_submission
from trust_year.forms import tables

Problems = Callable[..., list[str]]

GOOD: Mapping[str, Mapping[str, str]] = {
    name: {heading: column.type.example for heading, column in kind.columns.items()}
    for name, kind in tables().registers.items()
}


def table(*rows: Mapping[str, str]) -> str:
    lines = [list(rows[0]), *(list(row.values()) for row in rows)]
    return "".join(",".join(f'"{cell}"' for cell in line) + "\n" for line in lines)


@pytest.mark.parametrize("name", GOOD)
def test_a_row_with_every_column_and_one_with_as_few_as_can_be(folder: Path, name: str) -> None:
    kind = tables()[name]
    needed = {h: cell for h, cell in GOOD[name].items() if kind.columns[h].required}
    place = folder / f"{kind.stem}.csv"
    place.write_text(table(GOOD[name]), encoding="utf-8")
    register = read_submission(folder, tables()).registers[name]
    (row,) = register.rows
    assert set(row.cells) == set(register.columns or ()) == set(kind.columns)
    if needed:
        place.write_text(table(needed), encoding="utf-8")
        register = read_submission(folder, tables()).registers[name]
        (row,) = register.rows
        assert set(row.cells) == set(register.columns or ()) == set(needed)


@pytest.mark.parametrize("name", [name for name in GOOD if tables()[name].key])
def test_the_same_row_twice(problems: Problems, name: str) -> None:
    (said,) = problems({f"{tables()[name].stem}.csv": table(GOOD[name], GOOD[name])})
    assert "is already in row 2. Keep one row" in said


ORDERS = [
    (name, check)
    for name, kind in tables().registers.items()
    for check in kind.checks
    if isinstance(check, NotBefore)
]


@pytest.mark.parametrize(("name", "check"), ORDERS, ids=[f"{n}: {c.later}" for n, c in ORDERS])
def test_a_day_before_the_one_that_comes_first(
    problems: Problems, name: str, check: NotBefore
) -> None:
    spoilt = {**GOOD[name], check.later: "2021-05-05", check.earlier: "2021-05-06"}
    said = problems({f"{tables()[name].stem}.csv": table(spoilt)})
    assert any(
        f"“{check.later}” is 2021-05-05, before “{check.earlier}”, which is 2021-05-06" in one
        for one in said
    )


@pytest.mark.parametrize(
    ("name", "spoilt", "said"),
    [
        (
            "rates",
            {"measure": "ethnicity recordet", "numerator": "2", "denominator": "1"},
            [
                ", row 2, column “measure”: “ethnicity recordet” is not on the list. Did you mean "
                "“ethnicity recorded”?",
                ", row 2: 2 of 1: “numerator” is more than “denominator”. Check both numbers.",
            ],
        ),
        (
            "record audits",
            {"records audited": "13", "records that meet it": "14", "to": "2021-03-31"},
            [
                ", row 2: “to” is 2021-03-31, before “from”, which is 2022-05-06. Check both days.",
                ", row 2: 13 of 12: “records audited” is more than “eligible records”. Check "
                "both numbers.",
                ", row 2: 14 of 13: “records that meet it” is more than “records audited”. "
                "Check both numbers.",
            ],
        ),
        (
            "serious incidents",
            {"case": "943 476 5919", "LMS saw on": "2021-03-31"},
            [
                ", row 2, column “case”: this looks like an NHS number. Use a case reference of "
                "the trust's own, or list this place under “false alarms” in submission.yaml "
                "with a reason.",
                ", row 2: “LMS saw on” is 2021-03-31, before “happened on”, which is 2022-05-06. "
                "Check both days.",
            ],
        ),
        (
            "ward rounds",
            {"round": "noon", "consultant led": "1"},
            [
                ", row 2, column “round”: “noon” is not on the list. Write “day” or “night”.",
                ", row 2, column “consultant led”: “1” is not “yes” or “no”. Blank means not "
                "known.",
            ],
        ),
        (
            "partnership members",
            {"of these service users": "13"},
            [
                ", row 2: 13 of 12: “of these service users” is more than “members”. Check both "
                "numbers."
            ],
        ),
    ],
)
def test_what_cannot_be_true(
    problems: Problems, name: str, spoilt: Mapping[str, str], said: list[str]
) -> None:
    file = f"{tables()[name].stem}.csv"
    expected = {file + problem for problem in said}
    assert set(problems({file: table({**GOOD[name], **spoilt})})) == expected


MONEY = "registers/money-received-and-spent.csv"


def test_more_spent_of_a_fund_than_came_in(problems: Problems) -> None:
    head = "fund,received,spent\n"
    spent = "MIS refund,£10.00,\nMIS refund,,£6.00\nMIS refund,,£6.00\nOckenden allocation,5,5\n"
    assert problems({MONEY: head + spent}) == [
        f"{MONEY}: £12.00 of “MIS refund” was spent, and £10.00 was received. Check both, or add "
        "what was received."
    ]
    assert problems({MONEY: head + spent + "MIS refund,£2.00,\n"}) == []

"""The registers that only Ockenden and local systems ask for, each with a good row."""

from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from mis_assessor.core.evidence.submission import Cell
from mis_assessor.core.rules.quantities import Gestation
from mis_assessor.intake.read import read_submission
from trust_year.forms import columns_asked, tables

Problems = Callable[..., list[str]]

DAY, LATER = date(2021, 4, 1), date(2021, 4, 2)
GOOD: Mapping[str, tuple[Mapping[str, str], Mapping[str, Cell]]] = {
    "rates": (
        {
            "measure": "ethnicity recorded",
            "organisation": "RXX",
            "group": "all women",
            "from": "2021-04-01",
            "to": "2021-04-02",
            "numerator": "0",
            "denominator": "0",
            "rounded to": "5",
            "state": "final",
            "source": "D-01",
        },
        {"from": DAY, "to": LATER, "numerator": 0, "denominator": 0, "rounded to": "5"},
    ),
    "early births": (
        {
            "case": "EB-1",
            "provider of booking": "RXX",
            "unit of birth": "RXX01",
            "expected gestation": "26+6",
            "day of birth": "2021-04-01",
            "neonatal care on site was right for this gestation": "no",
            "exempted on": "2021-04-02",
            "babies": "2",
        },
        {
            "expected gestation": Gestation(26, 6),
            "neonatal care on site was right for this gestation": False,
            "exempted on": LATER,
            "babies": 2,
        },
    ),
    "record audits": (
        {
            "topic": "named consultant",
            "organisation": "RXX",
            "from": "2021-04-01",
            "to": "2021-04-02",
            "eligible records": "500",
            "records audited": "5",
            "records that meet it": "5",
            "done on": "2021-04-02",
            "document": "D-01",
        },
        {"eligible records": 500, "records audited": 5, "records that meet it": 5},
    ),
    "ward rounds": (
        {
            "day": "2021-04-01",
            "unit": "RXX01",
            "round": "night",
            "consultant led": "yes",
            "consultant present": "no",
            "professions present": "midwife; obstetrician",
        },
        {"consultant present": False, "professions present": ("midwife", "obstetrician")},
    ),
    "serious incidents": (
        {
            "case": "SI-1",
            "type": "maternal death",
            "happened on": "2021-04-01",
            "reported on": "2021-04-02",
            "national reference": "2021/1",
            "outside opinion on": "2021-04-02",
            "outside opinion from": "RYY",
            "Board saw on": "2021-04-02",
            "LMS saw on": "2021-04-02",
            "key issues summary": "D-01",
            "family's named contact": "yes",
            "action owner": "matron",
            "action due": "2021-04-02",
            "action done on": "2021-04-02",
            "effect checked on": "2021-04-02",
            "fetal heart practice an issue": "no",
            "leads reviewed on": "2021-04-02",
            "qualifies for HSIB": "yes",
            "HSIB reference": "MI-1",
        },
        {
            "Board saw on": LATER,
            "LMS saw on": LATER,
            "family's named contact": True,
            "qualifies for HSIB": True,
            "HSIB reference": "MI-1",
        },
    ),
    "services suspended": (
        {
            "service": "home birth",
            "unit": "RXX01",
            "suspended on": "2021-04-01",
            "reopened on": "2021-04-02",
            "dated plan": "D-01",
            "plan date": "2021-04-02",
        },
        {"suspended on": DAY, "reopened on": LATER, "dated plan": "D-01", "plan date": LATER},
    ),
    "money received and spent": (
        {
            "fund": "Ockenden allocation",
            "received on": "2021-04-01",
            "received": "£1,000.00",
            "spent on": "2021-04-02",
            "spent": "1000",
            "purpose": "midwives",
            "document": "D-01",
        },
        {"received": Decimal("1000.00"), "spent": Decimal(1000), "purpose": "midwives"},
    ),
    "continuity teams": (
        {
            "team": "Rose",
            "unit": "RXX01",
            "midwives": "8",
            "named obstetrician": "yes",
            "most deprived areas": "yes",
            "enhanced midwifery time": "no",
            "began on": "2021-04-01",
        },
        {"midwives": 8, "named obstetrician": True, "enhanced midwifery time": False},
    ),
    "partnership members": (
        {
            "partnership": "North MVP",
            "category": "service users and families",
            "members": "9",
            "of these service users": "9",
        },
        {"members": 9, "of these service users": 9},
    ),
    "outliers": (
        {
            "measure": "stillbirth",
            "organisation": "RXX",
            "period": "2020",
            "outlier": "yes",
            "looked at across the system on": "2021-04-01",
            "document": "D-01",
        },
        {"period": "2020", "outlier": True, "looked at across the system on": DAY},
    ),
    "guidelines": (
        {
            "title": "Induction of labour",
            "review due": "2021-04-02",
            "last reviewed": "2021-04-01",
            "follows NICE": "no",
            "risk assessed on": "2021-04-01",
        },
        {"review due": LATER, "follows NICE": False, "risk assessed on": DAY},
    ),
    "reporting lines": (
        {
            "body or post": "LMS Board",
            "reports to": "ICS board",
            "since": "2021-04-01",
            "until": "2021-04-02",
            "held back by another body": "no",
        },
        {"reports to": "ICS board", "since": DAY, "held back by another body": False},
    ),
}


def table(*rows: Mapping[str, str]) -> str:
    lines = [list(rows[0]), *(list(row.values()) for row in rows)]
    return "".join(",".join(f'"{cell}"' for cell in line) + "\n" for line in lines)


def test_every_register_that_no_year_reads_has_a_good_row_here() -> None:
    of_years = {name for year in tables().years for name in columns_asked(year)}
    of_code = {"MSDS measures", "outside totals"}
    assert set(GOOD) | {"meetings"} >= set(tables().registers) - of_years - of_code
    for name, (written, _) in GOOD.items():
        assert list(written) == list(tables()[name].columns)


@pytest.mark.parametrize("name", GOOD)
def test_a_row_with_every_column_and_one_with_as_few_as_can_be(folder: Path, name: str) -> None:
    written, read = GOOD[name]
    kind = tables()[name]
    needed = {h: written[h] for h, column in kind.columns.items() if column.required}
    short = {h: needed.get(h, "") for h in written}
    place = folder / f"{kind.stem}.csv"
    place.write_text(table(written), encoding="utf-8")
    (row,) = read_submission(folder, tables()).registers[name].rows
    assert set(row.cells) == set(written)
    assert {h: row.cells[h] for h in read} == read
    place.write_text(table(short), encoding="utf-8")
    (row,) = read_submission(folder, tables()).registers[name].rows
    assert set(row.cells) == set(needed)


@pytest.mark.parametrize("name", [name for name in GOOD if tables()[name].key])
def test_the_same_row_twice(problems: Problems, name: str) -> None:
    written, _ = GOOD[name]
    (said,) = problems({f"{tables()[name].stem}.csv": table(written, written)})
    assert "is already in row 2. Keep one row" in said


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
            {"records audited": "501", "records that meet it": "502", "to": "2021-03-31"},
            [
                ", row 2: “to” is 2021-03-31, before “from”, which is 2021-04-01. Check both days.",
                ", row 2: 501 of 500: “records audited” is more than “eligible records”. Check "
                "both numbers.",
                ", row 2: 502 of 501: “records that meet it” is more than “records audited”. "
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
                ", row 2: “LMS saw on” is 2021-03-31, before “happened on”, which is 2021-04-01. "
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
            {"of these service users": "10"},
            [
                ", row 2: 10 of 9: “of these service users” is more than “members”. Check both "
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
    assert set(problems({file: table({**GOOD[name][0], **spoilt})})) == expected


MONEY = "registers/money-received-and-spent.csv"


def test_more_spent_of_a_fund_than_came_in(problems: Problems) -> None:
    head = "fund,received,spent\n"
    spent = "MIS refund,£10.00,\nMIS refund,,£6.00\nMIS refund,,£6.00\nOckenden allocation,5,5\n"
    assert problems({MONEY: head + spent}) == [
        f"{MONEY}: £12.00 of “MIS refund” was spent, and £10.00 was received. Check both, or add "
        "what was received."
    ]
    assert problems({MONEY: head + spent + "MIS refund,£2.00,\n"}) == []

"""What is said of a table that cannot be read, and what is read from one that can."""

import os
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from mis_assessor.core.rules.quantities import Gestation, Month
from mis_assessor.intake.read import read_submission
from mis_assessor.reading import limits
from trust_year.forms import tables

Problems = Callable[..., list[str]]

ONE_TO_ONE = "registers/one-to-one-care.csv"
STAFF = "registers/staff.csv"
DEATHS = "registers/perinatal-deaths.csv"
SHIFTS = "registers/labour-ward-shifts.csv"
ADMISSIONS = "registers/term-admissions.csv"
LOCUMS = "registers/locum-placements.csv"
ESTABLISHMENT = "registers/midwifery-establishment.csv"
ONE_TO_ONE_HEAD = "month,women in active labour,women with one-to-one care\n"
ESTABLISHMENT_HEAD = "as at,calculated posts,funded posts,posts filled,tool\n"


def table(name: str, *rows: dict[str, str]) -> str:
    """A register with every column and these cells."""
    headings = list(tables()[name].columns)
    lines = [",".join(row.get(heading, "") for heading in headings) for row in rows]
    return "\n".join((",".join(headings), *lines)) + "\n"


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        pytest.param("", "is empty. Keep the heading row", id="empty"),
        pytest.param(
            "month,women in active labour,women with one-to-one care\n".encode("utf-16"),
            "in UTF-16. Save it as “CSV UTF-8",
            id="utf-16",
        ),
        pytest.param(
            b"month,women in active labour,women with one-to-one care\n2022-01,caf\xe9,1\n",
            "is not in UTF-8: line 2 has a letter from an older encoding such as Windows-1252",
            id="cp1252",
        ),
        pytest.param(b"\x89PNG\r\n\x1a\n\xff", "is not in UTF-8", id="not a table"),
        pytest.param(
            "month;women in active labour;women with one-to-one care\n2022-01;2;1\n",
            "the columns are separated by semicolons",
            id="semicolons",
        ),
        pytest.param("a,b,c\n1,2,3\n", "holds no headings of “one-to-one care”", id="no headings"),
        pytest.param(
            "month,women in active labor,women with one-to-one care\n",
            "column “women in active labor”: is not a column of “one-to-one care”. "
            "Did you mean “women in active labour”?",
            id="misspelt column",
        ),
        pytest.param(
            "women in active labour,women with one-to-one care\n",
            "row 1, column “month”: is missing. Add it, and fill it in for every row.",
            id="missing column that tells rows apart",
        ),
        pytest.param(
            "month,month,women in active labour,women with one-to-one care\n",
            "row 1, column “month”: stands 2 times. Keep one of them.",
            id="column twice",
        ),
        pytest.param(
            "month,,women in active labour,women with one-to-one care\n",
            "row 1, column 2: has no heading. Write one.",
            id="blank heading",
        ),
        pytest.param(
            ONE_TO_ONE_HEAD + "2022-01,50,51\n",
            "row 2: 51 of 50: “women with one-to-one care” is more than “women in active "
            "labour”. Check both numbers.",
            id="51 of 50",
        ),
        pytest.param(
            ONE_TO_ONE_HEAD + "2022-01,50,50\n2022-01,50,49\n",
            "row 3: “2022-01” is already in row 2. Keep one row",
            id="month twice",
        ),
        pytest.param(
            ONE_TO_ONE_HEAD + "2022-01,50,50\n2022-13,1,1\n",
            "row 3, column “month”: “2022-13” is not a month. Write the month as 2022-07.",
            id="month that does not exist",
        ),
        pytest.param(
            ONE_TO_ONE_HEAD + "2022-01,1,000,50\n",
            "row 2: has 4 cells, and the heading row has 3",
            id="comma in a number",
        ),
        pytest.param(
            ONE_TO_ONE_HEAD + ",50,49\n",
            "row 2, column “month”: is blank, and every row needs it.",
            id="blank key",
        ),
        pytest.param(
            ONE_TO_ONE_HEAD + '2022-01,"50,49\n',
            "has a quotation mark that is not closed",
            id="open quotation mark",
        ),
        pytest.param(
            ONE_TO_ONE_HEAD + f"2022-01,{'9' * 10_001},1\n",
            "has 10,001 characters, and 10,000 is the most a cell may have",
            id="long cell",
        ),
    ],
)
def test_what_is_said_of_a_table(problems: Problems, content: str | bytes, sentence: str) -> None:
    said = problems({ONE_TO_ONE: content})
    assert any(sentence in problem for problem in said), said
    assert all(problem.startswith(ONE_TO_ONE) for problem in said)


@pytest.mark.parametrize(
    ("written", "sentence"),
    [
        ("31/02/2022", "“31/02/2022” is not a day that exists. Write the day as 2022-02-28."),
        ("2022-02-30", "“2022-02-30” is not a day that exists."),
        ("05/13/2022", "puts the month before the day. Write the day as 2022-05-13."),
        ("1999-12-31", "“1999-12-31” is before 2000. Check the year."),
        ("0202-01-01", "is before 2000"),
        ("2202-01-01", "is after 2100"),
        ("44690", "“44690” is not a day. Write the day as 2022-02-28."),
        ("May 2022", "is not a day"),
        ("٢٠٢٢-٠١-٠١", "is not a day"),
    ],
)
def test_a_day_that_cannot_be(problems: Problems, written: str, sentence: str) -> None:
    said = problems({ESTABLISHMENT: ESTABLISHMENT_HEAD + f"2022-01-01,,,,\n{written},,,,\n"})
    assert f"{ESTABLISHMENT}, row 3, column “as at”: " in said[0]
    assert sentence in said[0]


def test_two_forms_of_day_in_one_column(problems: Problems) -> None:
    said = problems({ESTABLISHMENT: ESTABLISHMENT_HEAD + "2022-05-06,,,,\n07/05/2022,,,,\n"})
    assert said == [
        f"{ESTABLISHMENT}, column “as at”: has days in two forms: “07/05/2022” in row 3 and "
        "“2022-05-06” in row 2. Write every day as 2022-02-28."
    ]


def test_two_orders_of_day_in_one_column_are_never_guessed(problems: Problems) -> None:
    said = problems({ESTABLISHMENT: ESTABLISHMENT_HEAD + "05/06/2022,,,,\n05/13/2022,,,,\n"})
    assert said[0].endswith("Write the day as 2022-05-13.")
    assert "the others in this column may be either way round" in said[1]


def test_swapped_columns_are_one_sentence_each(problems: Problems) -> None:
    rows = [
        {"case": f"TA-{n}", "day of admission": "yes", "unplanned": f"2022-07-{n:02}"}
        for n in range(1, 21)
    ]
    assert problems({ADMISSIONS: table("term admissions", *rows)}) == [
        f"{ADMISSIONS}, column “day of admission”: none of its 20 cells can be read as a day; "
        "the first is “yes” in row 2. “day of admission” and “unplanned” seem to have changed "
        "places; check the heading row.",
        f"{ADMISSIONS}, column “unplanned”: none of its 20 cells can be read as a yes or no; "
        "the first is “2022-07-01” in row 2. “unplanned” and “day of admission” seem to have "
        "changed places; check the heading row.",
    ]


def test_the_same_problem_is_told_five_times_and_then_counted(problems: Problems) -> None:
    rows = [{"case": f"TA-{n}", "unplanned": "perhaps"} for n in range(40)]
    rows.append({"case": "TA-yes", "unplanned": "yes"})
    said = problems({ADMISSIONS: table("term admissions", *rows)})
    assert len(said) == 6
    assert said[5] == (
        f"{ADMISSIONS}, column “unplanned”: 35 more cells in this column cannot be read."
    )


def test_unknown_staff_group(problems: Problems) -> None:
    rows = table(
        "staff",
        {"person": "S-1", "staff group": "midwives"},
        {"person": "S-2", "staff group": "midwifes"},
    )
    assert problems({STAFF: rows}) == [
        f"{STAFF}, row 3, column “staff group”: “midwifes” is not on the list. "
        "Did you mean “midwives”?"
    ]


def test_case_reference_twice(problems: Problems) -> None:
    rows = table("perinatal deaths", {"case": "PD-001"}, {"case": "PD-002"}, {"case": "PD-001"})
    assert problems({DEATHS: rows}) == [
        f"{DEATHS}, row 4: “PD-001” is already in row 2. Keep one row, or give each its own "
        "reference."
    ]


def test_discharge_before_admission(problems: Problems) -> None:
    row = {
        "case": "TA-1",
        "day of admission": "2022-07-02",
        "day of discharge": "2022-07-01",
    }
    assert problems({ADMISSIONS: table("term admissions", row)}) == [
        f"{ADMISSIONS}, row 2: “day of discharge” is 2022-07-01, before “day of admission”, "
        "which is 2022-07-02. Check both days."
    ]


def test_a_locum_placement_cannot_end_before_it_begins(problems: Problems) -> None:
    row = {"placement": "L-1", "first day": "2023-06-05", "last day": "2023-06-04"}
    assert problems({LOCUMS: table("locum placements", row)}) == [
        f"{LOCUMS}, row 2: “last day” is 2023-06-04, before “first day”, which is 2023-06-05. "
        "Check both days."
    ]


def test_a_locum_may_have_trained_here_long_ago_and_the_tier_is_a_closed_list(
    problems: Problems,
) -> None:
    row = {
        "placement": "L-1",
        "first day": "2023-06-05",
        "tier": "2",
        "last worked here as trainee": "1994-07-31",
    }
    assert not problems({LOCUMS: table("locum placements", row)})
    said = problems({LOCUMS: table("locum placements", row | {"tier": "middle grade"})})
    assert said == [
        f"{LOCUMS}, row 2, column “tier”: “middle grade” is not on the list. "
        "Write “2”, “3” or “consultant”."
    ]


def test_a_career_may_begin_before_the_scheme(problems: Problems) -> None:
    assert not problems({STAFF: table("staff", {"person": "S-1", "started on": "1985-09-01"})})


def test_all_problems_of_all_files_come_at_once(problems: Problems) -> None:
    said = problems({ONE_TO_ONE: "", DEATHS: b"\xff\xfe", "registers/staf.csv": "person\n"})
    assert {problem.partition(":")[0].partition(",")[0] for problem in said} == {
        ONE_TO_ONE,
        DEATHS,
        "registers/staf.csv",
    }
    assert any("Did you mean “registers/staff.csv”?" in problem for problem in said)


def test_an_old_workbook(problems: Problems) -> None:
    assert problems({"registers/staff.xls": b"x"}) == [
        "registers/staff.xls: cannot be read. Save it as CSV UTF-8, or as .xlsx."
    ]


def test_one_register_in_two_files(problems: Problems) -> None:
    said = problems({"registers/staff.xlsx": b"x"})
    assert "registers/staff.xlsx: holds “staff” a second time. Keep one file." in said


def test_a_file_larger_than_the_limit_is_not_read(
    problems: Problems, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(limits, "TABLE_BYTES", 3_000)
    said = problems({STAFF: table("staff") + "," * 3_000})
    assert len(said) == 1
    assert "and 3,000 bytes is the most that can be read" in said[0]


def test_a_sparse_file_of_200_megabytes(folder: Path, problems: Problems) -> None:
    with (folder / STAFF).open("wb") as stream:
        os.truncate(stream.fileno(), 200_000_000)
    assert problems() == [
        f"{STAFF}: has 200 MB, and 100 MB is the most that can be read. Send only the columns "
        "and rows asked for."
    ]


def test_too_many_rows(problems: Problems, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "ROWS", 30)
    rows = [{"person": f"S-{n}"} for n in range(31)]
    said = problems({STAFF: table("staff", *rows)})
    assert said == [f"{STAFF}: has more than 30 rows. Send only those asked for."]
    assert not problems({STAFF: table("staff", *rows[:30])})


def test_cells_become_typed_values_and_blanks_are_absent(folder: Path) -> None:
    path = folder / ADMISSIONS
    row = {
        "case": " TA-1 ",
        "gestation at birth": "37+0",
        "day of admission": "01/07/2022",
        "unplanned": "Yes",
        "on BadgerNet": "no",
    }
    path.write_text("\ufeff" + table("term admissions", row, {}, {"case": "TA-2"}))
    (folder / ESTABLISHMENT).write_text(ESTABLISHMENT_HEAD + "2022-01-01,182.40,180,,Birthrate\n")
    (folder / ONE_TO_ONE).write_text(ONE_TO_ONE_HEAD + "2022-07,50,49\n")
    registers = read_submission(folder, tables()).registers
    first, second = registers["term admissions"].rows
    assert first.number == 2
    assert second.number == 4
    assert second.cells == {"case": "TA-2"}
    assert first.cells == {
        "case": "TA-1",
        "gestation at birth": Gestation(37, 0),
        "day of admission": date(2022, 7, 1),
        "unplanned": True,
        "on BadgerNet": False,
    }
    assert registers["midwifery establishment"].rows[0].cells["funded posts"] == Decimal("180")
    assert registers["one-to-one care"].rows[0].cells["month"] == Month(2022, 7)


def test_columns_of_other_years_may_be_left_out_or_sent(problems: Problems) -> None:
    assert not problems(
        {SHIFTS: table("labour ward shifts", {"day": "2022-07-01", "shift": "day"})}
    )


def test_a_column_that_is_left_out_is_known_to_be(folder: Path, problems: Problems) -> None:
    assert problems({ONE_TO_ONE: "month,women in active labour\n2022-01,50\n"}) == []
    register = read_submission(folder, tables()).registers["one-to-one care"]
    assert register.lacks(("month", "women with one-to-one care")) == (
        "women with one-to-one care",
    )
    assert problems({ONE_TO_ONE: "month,women in active labour\n"}) == []
    register = read_submission(folder, tables()).registers["one-to-one care"]
    assert register.lacks(("women with one-to-one care",)) == ()


def test_rows_alike_but_for_a_column_that_is_left_out(problems: Problems) -> None:
    head = "month,measure,result\n"
    said = problems({"registers/msds-scorecard.csv": head + "2022-07,CQIMTears,Pass\n" * 2})
    assert said == [
        "registers/msds-scorecard.csv, row 3: “2022-07 · CQIMTears” is already in row 2. Add the "
        "column “release”, which tells them apart, or keep one row."
    ]

"""``mis fund`` as a finance lead starts it."""

import csv
import json
from pathlib import Path

import pytest

from functional.mis import mis
from mis_assessor.reports.fund_spreadsheet import spreadsheet

FIVE = """\
trust code,trust name,scheme year,contribution,declared,declared on,verified,verified on,\
re-confirmed,re-confirmed on,discretionary requested,discretionary requested on,\
discretionary awarded,discretionary awarded on
RT1,One NHS Trust,4,"£600,000.00",met,2023-02-01,met,2023-04-03,,,,,,
RT2,Two NHS Trust,4,"£400,000.00",met,2023-02-01,met,2023-04-03,,,,,,
RT3,Three NHS Trust,4,"£500,000.00",not met,2023-02-01,not met,2023-04-03,,,\
80000.00,2023-02-01,50000.00,2023-06-01
RT4,Four NHS Trust,4,"£300,000.00",not met,2023-02-01,met,2023-04-03,,,,,,
RT5,=HYPERLINK(1),4,"£200,000.00",met,2023-02-01,not met,2023-04-03,,,,,,
"""
VERIFIED, REPAYING = "met,2023-04-03,,,,,,", "met,2023-04-03,repayment due,2024-06-03,,,,"
RT1_REPAYS = FIVE.replace(VERIFIED, REPAYING, 1)
ROW_OF_YEAR_5 = "RT1,One NHS Trust,5,10.00,met,2024-02-01,,,,,,,,\n"


@pytest.fixture
def pool(tmp_path: Path) -> Path:
    """The worked example of five trusts."""
    path = tmp_path / "POOL.csv"
    path.write_text(FIVE)
    return path


def test_the_five_trusts_are_paid_to_the_penny_and_the_sums_are_shown(pool: Path) -> None:
    ran = mis("fund", pool)
    assert (ran.code, ran.err) == (0, "")
    for code, paid in (("RT1", 900), ("RT2", 600), ("RT3", 50), ("RT4", 450), ("RT5", 0)):
        (line,) = (ln for ln in ran.out.splitlines() if ln.startswith(code))
        assert f" £{paid},000.00 " in line if paid else " £0.00 " in line
    assert (
        "In £2,000,000.00 = returned £1,300,000.00 + shares £650,000.00 + discretionary "
        "£50,000.00 = out £2,000,000.00"
    ) in ran.out
    assert "basis of the shares (assumption)" in ran.out
    assert "Any limit or formula for discretionary payments; NHS Resolution says only" in ran.out


def test_a_scenario_is_shown_beside_what_stands(pool: Path) -> None:
    ran = mis("fund", pool, "--scenario", "RT1=not met,RT2=not met,RT4=not met")
    assert ran.code == 0
    assert "Year 4, as it stands: 5 trusts" in ran.out
    assert "Year 4, scenario: RT1=not met,RT2=not met,RT4=not met: 5 trusts" in ran.out
    assert "supposed not met; verified met, as declared on 3 April 2023" in ran.out
    assert "+ kept in the fund £1,950,000.00 = out £2,000,000.00" in ran.out


def test_repayments_and_years_are_shown_side_by_side(pool: Path) -> None:
    pool.write_text(RT1_REPAYS + ROW_OF_YEAR_5)
    ran = mis("fund", pool)
    assert "Year 4, run again on 3 June 2024: repayment due from RT1" in ran.out
    assert "RT2   £600,000.00  £1,114,285.71   £514,285.71" in ran.out
    assert "Paid out, year by year, as it stands" in ran.out
    assert "not in the file" in ran.out
    assert "£0.00 to £10.00" in ran.out
    assert "1 outcome open" in ran.out
    assert "If no open outcome is met and no open request is paid:" in ran.out


def test_differences_are_not_told_while_the_year_is_open(pool: Path) -> None:
    pool.write_text(RT1_REPAYS + ROW_OF_YEAR_5.replace("RT1,One NHS Trust,5", "RT6,Six,4"))
    ran = mis("fund", pool)
    assert "The differences are not known while other outcomes of that year are open." in ran.out


def test_the_report_as_json(pool: Path, tmp_path: Path) -> None:
    ran = mis("fund", pool, "--json", "-")
    report = json.loads(ran.out)
    (year,) = report["years"]
    first = year["as_it_stands"]["lines"][0]
    assert first["payment"] == {"least": "900000.00", "most": "900000.00"}
    assert [step["state"] for step in first["history"]] == [
        "projection, not declared yet",
        "declared met",
        "verified met, as declared",
    ]
    file = tmp_path / "report.json"
    assert mis("fund", pool, "--json", file).out.endswith(f"Wrote {file}\n")
    assert json.loads(file.read_text()) == report


def test_the_spreadsheet_has_every_run_and_no_formula(pool: Path, tmp_path: Path) -> None:
    pool.write_text(RT1_REPAYS)
    file = tmp_path / "fund.csv"
    assert mis("fund", pool, "--scenario", "RT4=not met", "--csv", file).code == 0
    with file.open(encoding="utf-8-sig", newline="") as stream:
        rows = list(csv.DictReader(stream))
    assert {row["trust name"] for row in rows if row["trust code"] == "RT5"} == {"'=HYPERLINK(1)"}
    assert [row["run"] for row in rows if row["trust code"] == "RT1"] == [
        "as it stands",
        "scenario",
        "run again as of 2024-06-03",
    ]
    assert rows[-5]["difference from the run before"] == "-900000.00"
    assert (rows[-4]["paid at least"], rows[-4]["net at most"]) == ("1114285.71", "714285.71")


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r", "\n"])
def test_text_that_starts_as_a_formula_is_prefixed(start: str) -> None:
    written = spreadsheet([f"{start}a"], [[f"{start}1", -1]]).decode("utf-8-sig")
    assert next(csv.reader(written.splitlines(keepends=True))) == [f"'{start}a"]
    assert f"'{start}1" in written and ",-1" in written


def test_a_mistyped_scenario_ends_with_2_and_a_bad_table_with_11(pool: Path) -> None:
    ran = mis("fund", pool, "--scenario", "RT9=met,RT1")
    assert ran.code == 2
    assert "“RT9” is not in the file." in ran.err and "“RT1” supposes nothing." in ran.err
    assert mis("fund", pool.with_name("none.csv")).code == 2
    pool.write_text(FIVE.replace("£600,000.00", "lots").replace("£400,000.00", "none"))
    bad = mis("fund", pool)
    assert (bad.code, bad.out) == (11, "")
    assert "POOL.csv, row 2, column “contribution”" in bad.err
    assert "POOL.csv, row 3, column “contribution”" in bad.err

"""Rows of the scorecard beside the published month: agree, differ, cannot tell."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from mis_assessor.core.checking.agreement import Agreement
from mis_assessor.core.evidence.submission import Cell, Register, RegisterRow
from mis_assessor.core.rules.quantities import Month
from national.files import (
    MEASURES,
    MEASURES_FILE,
    SCORECARD,
    held,
    measure,
    of,
    outcomes,
    sample,
)

AGREES, DIFFERS, CANNOT_TELL = Agreement.AGREES, Agreement.DIFFERS, Agreement.CANNOT_TELL


def apgar(*rows: tuple[str, str]) -> tuple[str, ...]:
    return (MEASURES, *(measure("CQIMApgar", part, value) for part, value in rows))


@pytest.mark.parametrize(
    ("rows", "agreement", "says"),
    [
        pytest.param(
            [("Numerator", "5"), ("Denominator", "415"), ("Result", "Pass")],
            AGREES,
            "Numerator: 4 here, 5 (1–7 before rounding) there",
            id="published rounding is allowed for",
        ),
        pytest.param(
            [("Numerator", "10"), ("Denominator", "415"), ("Result", "Pass")],
            DIFFERS,
            "Numerator: 4 here, 10 (8–12 before rounding) there",
            id="a count beyond its rounding",
        ),
        pytest.param(
            [("Result", "Fail")], DIFFERS, "“Pass” and the file has “Fail”", id="another result"
        ),
        pytest.param(
            [("Numerator", "0"), ("Denominator", "0"), ("Rate", "Low DQ")],
            DIFFERS,
            "the file has “Low DQ”",
            id="low quality, counts published as nothing",
        ),
        pytest.param(
            [("Denominator", "415"), ("Denominator", "500")],
            CANNOT_TELL,
            "The file gives the denominator as",
            id="the file says two things",
        ),
        pytest.param(
            [("Rate per Thousand", "*")],
            CANNOT_TELL,
            "Neither has a figure to compare",
            id="only a suppressed rate",
        ),
        pytest.param(
            [("Numerator", "*"), ("Denominator", "415")],
            AGREES,
            "a small number not shown (1–7 before rounding)",
            id="a suppressed count",
        ),
        pytest.param(
            [("Result", "Pass"), ("Rate", "Low DQ"), ("Numerator", "5")],
            AGREES,
            "Numerator",
            id="two results that do not go together leave the counts",
        ),
    ],
)
def test_a_metric_beside_its_published_month(
    tmp_path: Path, rows: list[tuple[str, str]], agreement: Agreement, says: str
) -> None:
    one = of(held(tmp_path, {MEASURES_FILE: apgar(*rows)}), "CQIMApgar, July 2022")
    assert (one.agreement, says in one.says) == (agreement, True), one.says
    assert one.serves == ("MIS-Y4-SA2-2",)
    assert one.place.startswith(f"{MEASURES_FILE}, row ")


def test_a_metric_that_the_file_has_no_row_of(tmp_path: Path) -> None:
    found = held(tmp_path, {MEASURES_FILE: apgar(("Result", "Pass"))})
    one = of(found, "metrics: CQIMTears")
    assert one.agreement is CANNOT_TELL
    assert one.says == "The MSDS measures file has no row of RZ9 for CQIMTears in July 2022."


def test_months_that_no_file_is_about_are_told(tmp_path: Path) -> None:
    found = held(tmp_path, {MEASURES_FILE: apgar(("Result", "Pass"))})
    assert (
        "Carbon monoxide readings: no file given is about 2022-08 (2 of the rows in “care bundle "
        "figures”)." in found.not_looked_at
    )


def test_provisional_figures_differ_from_nothing(tmp_path: Path) -> None:
    name = "msds-jul2022Provisional-exp-measures.csv"
    found = held(tmp_path, {name: apgar(("Result", "Fail"))})
    one = of(found, "CQIMApgar")
    assert one.agreement is CANNOT_TELL
    assert one.says.endswith("The file is provisional, so the figures may still change.")


def test_the_final_file_outweighs_the_provisional_one(tmp_path: Path) -> None:
    files = {
        "msds-jul2022Provisional-exp-measures.csv": apgar(("Result", "Fail")),
        MEASURES_FILE: apgar(("Result", "Pass")),
    }
    assert of(held(tmp_path, files), "CQIMApgar").agreement is AGREES


def test_a_file_that_does_not_say_whether_it_is_final(tmp_path: Path) -> None:
    found = held(tmp_path, {"measures.csv": apgar(("Result", "Fail"))})
    one = of(found, "CQIMApgar")
    assert one.agreement is CANNOT_TELL
    assert "not said to be final" in one.says


def with_scorecard(**cells: Cell) -> Register:
    """The scorecard with one row only."""
    register = sample().registers["MSDS scorecard"]
    row = RegisterRow(2, {"month": Month(2022, 7), "measure": "CQIMApgar", **cells})
    return replace(register, rows=(row,))


def test_a_submission_with_provisional_figures_is_told_of_the_final_ones(tmp_path: Path) -> None:
    row = with_scorecard(result="Pass", release="provisional")
    submission = replace(sample(), registers={"MSDS scorecard": row})
    found = held(tmp_path, {MEASURES_FILE: apgar(("Result", "Fail"))}, submission)
    one = of(found, "CQIMApgar")
    assert one.agreement is DIFFERS
    assert "the final ones are published" in one.says
    assert one.submission_has == "Pass, provisional"


def test_a_row_without_a_figure_and_one_of_no_month_are_left_alone(tmp_path: Path) -> None:
    register = with_scorecard()
    no_month = RegisterRow(3, {"measure": "CQIMApgar", "result": "Pass"})
    other = RegisterRow(4, {"measure": "not compared", "month": Month(2022, 7)})
    register = replace(register, rows=(*register.rows, no_month, other))
    submission = replace(sample(), registers={"MSDS scorecard": register})
    found = held(tmp_path, {MEASURES_FILE: apgar(("Result", "Pass"))}, submission)
    (one,) = [c for c in found.compared if "CQIMApgar" in c.about]
    assert (one.submission_has, one.agreement) == ("no figure", CANNOT_TELL)


def counts_of_every_test(passing: bool) -> tuple[str, ...]:
    tests = ("CQIMDQ14", "CQIMDQ15", "CQIMDQ16", "CQIMDQ24")
    top = "400" if passing else "40"
    return (
        MEASURES,
        measure("CQIMApgar", "Numerator", "5"),
        *(measure(test, "Numerator", top) for test in tests),
        *(measure(test, "Denominator", "415") for test in tests),
    )


@pytest.mark.parametrize(("passing", "agreement"), [(True, AGREES), (False, DIFFERS)])
def test_a_result_that_is_not_published_is_rebuilt(
    tmp_path: Path, passing: bool, agreement: Agreement
) -> None:
    one = of(held(tmp_path, {MEASURES_FILE: counts_of_every_test(passing)}), "CQIMApgar")
    assert one.agreement is agreement
    assert f"comes by its own counts to “{'Pass' if passing else 'Fail'}”" in one.says


def test_counts_that_do_not_come_to_the_published_result_are_told(tmp_path: Path) -> None:
    rows = (*counts_of_every_test(passing=False), measure("CQIMApgar", "Result", "Pass"))
    one = of(held(tmp_path, {MEASURES_FILE: rows}), "CQIMApgar")
    assert one.agreement is AGREES
    assert "The counts of the file come to “Fail”." in one.says


def test_two_results_that_are_no_pass_agree(tmp_path: Path) -> None:
    rows = (MEASURES, measure("CQIMVBAC", "Result", "DNS"))
    one = of(held(tmp_path, {MEASURES_FILE: rows}), "CQIMVBAC")
    assert (one.agreement, one.says.endswith("Neither is a pass.")) == (AGREES, True)


def card(*rows: str) -> dict[str, tuple[str, ...]]:
    return {"scorecard.csv": (SCORECARD, *(f"RZ9,{row}" for row in rows))}


@pytest.mark.parametrize(
    ("row", "agreement", "says"),
    [
        ("ethnic category,2022-07,400,415,Pass,final", AGREES, "between 95.44% and 97.33%"),
        ("ethnic category,2022-07,400,415,,final", AGREES, "at least 90% is needed."),
        ("ethnic category,2022-07,300,415,,final", DIFFERS, "the submission has “Pass”"),
        ("ethnic category,2022-07,375,415,,final", DIFFERS, "it may be either side of the line"),
        ("ethnic category,2022-07,400,0,,final", DIFFERS, "Denominator: 416 here, 0 there"),
        ("continuity pathway indicator,2022-07,85,415,Pass,final", AGREES, "more than 5%"),
    ],
)
def test_a_criterion_beside_the_share_that_is_needed(
    tmp_path: Path, row: str, agreement: Agreement, says: str
) -> None:
    one = of(held(tmp_path, card(row)), row.split(",", maxsplit=1)[0])
    assert (one.agreement, says in one.says) == (agreement, True), one.says


def data_quality(valid: str) -> dict[str, tuple[str, ...]]:
    head = (
        "ReportingPeriodStartDate,ReportingPeriodEndDate,Org_Code,DataTable,UID,DataItem,Valid,"
        "Default,Invalid,Missing,Denominator"
    )
    day = "44743,44773"  # as Excel counts days
    rows = (
        head,
        f"{day},RZ9,MSD001,M1,Ethnic Category (Mother),{valid},5,5,30,415",
        f"{day},RZ9,MSD001,M1,MSD001 Submission,416,,,,416",
    )
    return {"msds-jul2022-exp-dq.csv": rows}


def test_a_share_whose_rounding_straddles_the_line_cannot_be_told(tmp_path: Path) -> None:
    one = of(held(tmp_path, data_quality("375")), "ethnic category")
    assert one.agreement is CANNOT_TELL
    assert one.says == (
        "Before rounding the published share is between 89.44% and 91.28%, and at least 90% is "
        "needed: it may be either side of the line."
    )
    assert one.status == "recalled-med"


def test_a_published_result_settles_what_rounding_leaves_open(tmp_path: Path) -> None:
    row = "ethnic category,2022-07,375,415,Pass,final"
    submission = replace(
        sample(),
        registers={"MSDS scorecard": with_scorecard(measure="ethnic category", result="Pass")},
    )
    one = of(held(tmp_path, card(row), submission), "ethnic category")
    assert one.agreement is AGREES


def test_a_share_without_a_result_beside_it_says_nothing(tmp_path: Path) -> None:
    register = with_scorecard(measure="ethnic category", numerator=399)
    submission = replace(sample(), registers={"MSDS scorecard": register})
    one = of(held(tmp_path, data_quality("400"), submission), "ethnic category")
    assert one.agreement is CANNOT_TELL


def test_readings_of_an_audit_are_not_compared_with_the_system(tmp_path: Path) -> None:
    rows = (MEASURES, measure("SBL_Element1_ProcessIndicator_a.i", "Numerator", "420"))
    register = sample().registers["care bundle figures"]
    first = register.rows[0]
    audit = replace(first, cells={**first.cells, "taken from": "audit"})
    submission = replace(
        sample(), registers={"care bundle figures": replace(register, rows=(first, audit))}
    )
    assert of(held(tmp_path, {MEASURES_FILE: rows}, submission), "E1-A").agreement is AGREES


def test_another_year_is_asked_what_its_own_rules_ask(tmp_path: Path) -> None:
    rows = (MEASURES, measure("CQIMSmokingBooking", "Result", "Pass"))
    found = held(tmp_path, {MEASURES_FILE: rows}, sample("year-6-ten-of-ten"), date(2025, 3, 3))
    assert not [c for c in found.compared if "MIS-Y4" in " ".join(c.serves)]


def test_a_trust_that_took_another_over_is_told_where_its_figures_stand(tmp_path: Path) -> None:
    rows = apgar(("Result", "Pass"))
    later = replace(sample(), trust_code="RA4")
    earlier = replace(sample(), trust_code="RH5")
    stranger = replace(sample(), trust_code="RYY")
    said = {
        s.trust_code: of(held(tmp_path, {MEASURES_FILE: rows}, s), "CQIMApgar").says
        for s in (later, earlier, stranger)
    }
    # Yeovil went over in April 2023, after the month published
    assert said["RA4"] == said["RYY"].replace("RYY", "RA4")
    assert "RA4 went over into RH5 on 1 April 2023 (recalled-high)" in said["RH5"]
    closed = replace(sample(), trust_code="RBZ")
    one = of(held(tmp_path, {MEASURES_FILE: rows}, closed), "CQIMApgar")
    assert "its figures of that time stand under the code it went over into" in one.says


def test_what_the_samples_hold_agrees_with_files_that_say_the_same(tmp_path: Path) -> None:
    """Nothing is made to differ that does not."""
    lines = [MEASURES]
    for row in sample().registers["MSDS scorecard"].rows:
        name = str(row.cells["measure"])
        if name.startswith("CQIM"):
            lines += [
                measure(name, part.capitalize(), str(row.cells[part]))
                for part in ("numerator", "denominator", "result")
            ]
    found = held(tmp_path, {MEASURES_FILE: tuple(lines)})
    assert {a for about, a in outcomes(found).items() if "CQIM" in about} == {AGREES}

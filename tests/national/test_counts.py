"""Counts of national bodies, totals by size, the list of trusts, bank holidays and ratings."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from mis_assessor.core.checking.agreement import Agreement
from mis_assessor.core.checking.comparisons import NationalRules
from mis_assessor.core.checking.cross_check import hold_against
from mis_assessor.core.evidence.submission import Cell, Register, RegisterRow, Submission
from mis_assessor.reading.shipped import rules_folder
from mis_assessor.rulebook.cqim import read_cqim_rules
from mis_assessor.rulebook.national import read_national_rules
from mis_assessor.services.cross_check import national_data
from national.files import COUNTS, books, held, of, sample, written

AGREES, DIFFERS, CANNOT_TELL = Agreement.AGREES, Agreement.DIFFERS, Agreement.CANNOT_TELL
ELIGIBLE = "RZ9,MBRRACE-UK,deaths eligible for notification"
DAYS = "2022-01-01,2022-12-05"


def counted(*rows: str) -> dict[str, tuple[str, ...]]:
    return {"counts.csv": (COUNTS, *rows)}


@pytest.mark.parametrize(
    ("count", "agreement", "says"),
    [
        ("51,final,", AGREES, "“perinatal deaths” has 51 of these days, and MBRRACE-UK counts 51."),
        ("52,final,", DIFFERS, "Lay the two lists side by side, case by case"),
        ("52,provisional,", CANNOT_TELL, "provisional and may still change"),
        ("50,final,yes", AGREES, "50 (48–52 before rounding)"),
        ("5,final,yes", DIFFERS, "5 (1–7 before rounding)"),
        ("*,final,", DIFFERS, "a small number not shown"),
        ("<6,final,", DIFFERS, "fewer than 6"),
        ("Pass,final,", CANNOT_TELL, "“Pass” is not a count."),
    ],
)
def test_deaths_counted_outside(
    tmp_path: Path, count: str, agreement: Agreement, says: str
) -> None:
    found = held(tmp_path, counted(f"{ELIGIBLE},{DAYS},{count}"))
    one = of(found, "Deaths that MBRRACE-UK asks for, 1 January")
    assert (one.agreement, says in one.says) == (agreement, True), one.says


def test_days_that_the_register_does_not_cover_cannot_be_told(tmp_path: Path) -> None:
    found = held(tmp_path, counted(f"{ELIGIBLE},2021-01-01,2022-12-05,70,final,"))
    one = of(found, "Deaths that MBRRACE-UK asks for, 1 January 2021")
    assert one.agreement is CANNOT_TELL
    assert one.says.endswith("The register does not say that it covers all of these days.")


def deaths(*cells: dict[str, Cell]) -> Submission:
    whole = sample().registers["perinatal deaths"]
    rows = tuple(RegisterRow(n, c) for n, c in enumerate(cells, start=2))
    return replace(sample(), registers={"perinatal deaths": replace(whole, rows=rows)})


def test_a_blank_cell_leaves_open_whether_a_row_counts(tmp_path: Path) -> None:
    inside, outside = date(2022, 3, 1), date(2021, 3, 1)
    submission = deaths(
        {"day the clock starts": inside, "eligible for notification": True},
        {"day the clock starts": inside},
        {"day the clock starts": inside, "eligible for notification": False},
        {"day the clock starts": outside, "eligible for notification": True},
        {"eligible for notification": True},
    )
    for count, agreement in (("1", CANNOT_TELL), ("3", CANNOT_TELL), ("4", DIFFERS)):
        found = held(tmp_path, counted(f"{ELIGIBLE},{DAYS},{count},final,"), submission)
        one = of(found, "Deaths that MBRRACE-UK asks for")
        assert (one.agreement, one.submission_has) == (agreement, "1 and 2 open")


def test_a_submission_without_the_register_cannot_be_told(tmp_path: Path) -> None:
    submission = replace(sample(), registers={})
    one = of(held(tmp_path, counted(f"{ELIGIBLE},{DAYS},51,final,"), submission), "Deaths that")
    assert one.agreement is CANNOT_TELL
    assert one.says == "The submission has no register of perinatal deaths."


def test_cooled_babies_and_what_the_trust_noted_of_them(tmp_path: Path) -> None:
    found = held(
        tmp_path, counted("RZ9,NNRD,babies actively cooled,2021-04-01,2022-12-05,9,final,")
    )
    assert of(found, "Babies actively cooled, 1 April").agreement is DIFFERS
    noted = of(found, "Babies actively cooled as “outside totals” tells it")
    assert noted.says == "The submission says that NNRD counted 8, and NNRD says 9."
    assert noted.agreement is DIFFERS


def test_a_note_of_other_days_is_not_compared(tmp_path: Path) -> None:
    found = held(
        tmp_path, counted("RZ9,NNRD,babies actively cooled,2021-04-01,2022-12-04,8,final,")
    )
    assert not [c for c in found.compared if "outside totals" in c.about]


def test_a_count_that_nobody_gave_is_told(tmp_path: Path) -> None:
    found = held(tmp_path, counted(f"{ELIGIBLE},{DAYS},51,final,"))
    assert (
        "Babies actively cooled: no count by NNRD was given, so nobody outside the trust says "
        "whether “qualifying incidents” is complete." in found.not_looked_at
    )


ANNUAL = "\ufeffPeriod,Dimension,Org_Level,Org_Code,Org_Name,Measure,Count_Of,Value"


@pytest.mark.parametrize(
    ("total", "agreement"), [("4600", AGREES), ("46000", DIFFERS), ("400", DIFFERS)]
)
def test_births_of_the_right_size(tmp_path: Path, total: str, agreement: Agreement) -> None:
    rows = (
        ANNUAL,
        f"2021-22,TotalDeliveries,Provider,RZ9,VALE,,Deliveries,{total}",
        "2021-22,TotalBabies,Provider,RZ9,VALE,,Babies,1",
        "2021-22,TotalDeliveries,NHS England (Region),Y56,LONDON,,Deliveries,99999",
    )
    found = held(tmp_path, {"hosp-epis-stat-mat-msdscsv-2021-22.csv": rows})
    one = of(found, "Women in labour beside deliveries published")
    assert one.agreement is agreement
    assert ("of the same size" in one.says) is (agreement is AGREES)


def test_a_size_is_not_compared_without_figures(tmp_path: Path) -> None:
    rows = (ANNUAL, "2021-22,TotalDeliveries,Provider,RZ9,VALE,,Deliveries,0")
    assert held(tmp_path, {"annual.csv": rows}).compared == ()
    bare = replace(sample(), registers={"one-to-one care": Register("one-to-one care", ())})
    rows = (ANNUAL, "2021-22,TotalDeliveries,Provider,RZ9,VALE,,Deliveries,4600")
    assert held(tmp_path, {"annual.csv": rows}, bare).compared == ()
    assert held(tmp_path, {"annual.csv": rows}, replace(bare, registers={})).compared == ()


def etr(code: str, name: str, opened: str = "20100401", closed: str = "") -> str:
    cells = [code, name, "Y60", "QGH", "1 ROAD", "", "", "TOWN", "", "TO1 1WN", opened, closed]
    return ",".join(f'"{cell}"' for cell in [*cells, *([""] * 9), "0", "", "F", "", "", ""])


NAME = "VALE OF HARROWMERE UNIVERSITY HOSPITALS NHS FOUNDATION TRUST"


@pytest.mark.parametrize(
    ("line", "agreement", "says"),
    [
        (etr("RZ9", NAME), AGREES, "The list has RZ9 under this name."),
        (etr("RZ9", "VALE HOSPITALS NHS TRUST"), DIFFERS, "It may have been renamed"),
        (etr("RZ9", NAME, closed="20220331"), CANNOT_TELL, "as closed on 31 March 2022"),
        (etr("RZ9", NAME, opened="20240401"), CANNOT_TELL, "as not open yet"),
        (etr("RAA", "ANOTHER NHS TRUST"), CANNOT_TELL, "No list given has the code RZ9."),
    ],
)
def test_the_trust_beside_the_list_of_trusts(
    tmp_path: Path, line: str, agreement: Agreement, says: str
) -> None:
    one = of(held(tmp_path, {"etr.csv": line + "\r\n"}), "The trust, RZ9")
    assert (one.agreement, says in one.says) == (agreement, True), one.says


def test_two_lists_show_a_new_name(tmp_path: Path) -> None:
    found = held(tmp_path, {"etr.csv": etr("RZ9", NAME), "later.csv": etr("RZ9", "VALE NHS TRUST")})
    both = [c for c in found.compared if c.comparison == "NAT-trust-list"]
    assert [c.agreement for c in both] == [AGREES, AGREES]
    assert both[1].says.endswith("another one under the name the submission has: it was renamed.")


def test_a_trust_that_closed_is_told_where_it_went(tmp_path: Path) -> None:
    files = {
        "etr.csv": etr("RZ9", NAME, closed="20221231"),
        "succ.csv": '"RZ9","RYY","R","20230101","1"\n',
    }
    one = of(held(tmp_path, files), "The trust, RZ9")
    assert one.agreement is CANNOT_TELL
    assert "RZ9 went over into RYY on 1 January 2023 (succ.csv, row 1)" in one.says


HOLIDAYS = '{{"england-and-wales": {{"division": "england-and-wales", "events": [{}]}}}}'


def events(*days: str) -> str:
    return HOLIDAYS.format(", ".join(f'{{"title": "a", "date": "{day}"}}' for day in days))


def test_bank_holidays_as_published(tmp_path: Path) -> None:
    right = ("2022-08-29", "2022-09-19", "2022-12-25", "2022-12-26", "2022-12-27")
    assert of(held(tmp_path, {"h.json": events(*right)}), "Bank").agreement is AGREES
    one = of(held(tmp_path, {"h.json": events("2022-08-29", "2022-12-26")}), "Bank")
    assert (one.agreement, one.says) == (
        DIFFERS,
        "1 day in one and not in the other: 19 September 2022.",
    )
    many = of(held(tmp_path, {"h.json": events("2019-01-01", "2022-12-26")}), "Bank")
    assert "and 26 more" in many.says


def test_a_rating_is_a_reason_to_look_and_no_more(tmp_path: Path) -> None:
    rows = (
        "trust code,service,rating,published on",
        "RZ9,maternity,Inadequate,2022-11-09",
        "RZ9,maternity at Tolland,Good,2022-05-09",
    )
    found = held(tmp_path, {"ratings.csv": rows})
    assert not found.compared and not found.differs
    assert found.look_at[0].endswith("The register of outside reports has a report of that day.")
    assert found.look_at[1].endswith("has not a report of that day.")
    assert "meets no safety action and fails none" in found.look_at[0]
    bare = replace(sample(), registers={})
    assert "has not a report" in held(tmp_path, {"ratings.csv": rows}, bare).look_at[0]


def test_what_no_requirement_of_the_year_rests_on_is_not_compared(tmp_path: Path) -> None:
    rules = read_national_rules(rules_folder())
    (size,) = rules.sizes
    elsewhere = NationalRules(sizes=(size.model_copy(update={"serves": ("MIS-Y9-SA5-D",)}),))
    rows = (ANNUAL, "2021-22,TotalDeliveries,Provider,RZ9,VALE,,Deliveries,4600")
    national = national_data(written(tmp_path, {"annual.csv": rows}), rules_folder())
    cqim = read_cqim_rules(rules_folder())
    on = date(2023, 2, 2)
    found = hold_against(sample(), books().year(4), national, elsewhere, cqim, on)
    assert found.compared == ()

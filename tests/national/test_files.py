"""National files are read as issued, old headings included; what is wrong is told all at once."""

import zipfile
from datetime import date
from pathlib import Path

import pytest
from openpyxl import Workbook

from mis_assessor.core.checking.published import NationalData, NationalSource, Release
from mis_assessor.core.errors import EvidenceUnreadable
from mis_assessor.national.periods import read_period
from mis_assessor.national.read import read_national
from mis_assessor.reading import limits
from mis_assessor.reading.shipped import rules_folder
from mis_assessor.rulebook.national import read_national_rules
from national.files import COUNTS, MEASURES, SCORECARD, measure, written

COOLED = "babies actively cooled"
RULES = read_national_rules(rules_folder())


def read(folder: Path, name: str, content: tuple[str, ...] | str | bytes) -> NationalData:
    return read_national(written(folder, {name: content}), RULES)


def refused(folder: Path, name: str, content: tuple[str, ...] | str | bytes) -> list[str]:
    with pytest.raises(EvidenceUnreadable) as wrong:
        read(folder, name, content)
    return [str(problem) for problem in wrong.value.problems]


ROW = "{start},{end},TotalDeliveries,{level},RZ9,VALE,,Deliveries,415"


@pytest.mark.parametrize(
    ("heading", "row", "first", "last"),
    [
        (
            "ReportingPeriodStartDate,ReportingPeriodEndDate,Dimension,Org_Level,Org_Code,Org_Name,"
            "Measure,Count_Of,Final_value",
            "01/07/2022,31/07/2022,TotalDeliveries,Provider,RZ9,VALE,,Deliveries,415",
            "2022-07-01",
            "2022-07-31",
        ),
        (
            "ReportingPeriodStartDate,Dimension,Org Level,Org Code,Org Name,Measure_Desc,Count_Of,"
            "Value",
            "2022-07-01,TotalDeliveries,Trust,RZ9,VALE,,Deliveries,415",
            "2022-07-01",
            "2022-07-31",
        ),
        (
            "Period,Dimension,Org_Level,Org_Geog_Code,Org_Name,Measure Description,Count_Of,Value",
            "Dec-18,TotalDeliveries,Trust,RZ9,VALE,,Deliveries,415",
            "2018-12-01",
            "2018-12-31",
        ),
        (
            "Period,Dimension,Org_Level,Org_Code,Org_Name,Measure_Description,Count_Of,Value",
            "December 2018,TotalDeliveries,Provider,RZ9,VALE,,Deliveries,415",
            "2018-12-01",
            "2018-12-31",
        ),
        (
            "\ufeffPeriod,Dimension,Org_Level,Org_Code,Org_Name,Measure,Count_Of,Value",
            "2020-21,TotalDeliveries,Provider,RZ9,VALE,,Deliveries,415",
            "2020-04-01",
            "2021-03-31",
        ),
    ],
)
def test_every_heading_the_data_file_was_issued_with(
    tmp_path: Path, heading: str, row: str, first: str, last: str
) -> None:
    national = read(tmp_path, "msds-jul2022-exp-data.csv", (heading, row))
    (figure,) = national.figures["RZ9"]
    assert (figure.measure, figure.value, figure.code) == ("TotalDeliveries", "415", "RZ9")
    assert (figure.first, figure.last) == (date.fromisoformat(first), date.fromisoformat(last))
    assert figure.release is Release.FINAL


def test_a_group_of_a_dimension_and_averages(tmp_path: Path) -> None:
    heading = "Period,Dimension,Org_Level,Org_Code,Org_Name,Measure,Count_Of,Value"
    rows = (
        heading,
        "2020-21,AgeAtBooking,Provider,RZ9,V,Under 20,Deliveries,5",
        "2020-21,AverageAge,Provider,RZ9,V,,Average age,30.4",
        "2020-21,AverageAge,Booking Site,RZ901,V,,Average age,30.4",
    )
    group, average = read(tmp_path, "a.csv", rows).figures["RZ9"]
    assert (group.measure, group.rounded) == ("AgeAtBooking: Under 20", True)
    assert (average.value, average.rounded) == ("30.4", False)


def test_measures_in_a_workbook_and_in_a_zip(tmp_path: Path) -> None:
    book = Workbook()
    assert book.active is not None
    for line in (MEASURES, measure("CQIMApgar", "Numerator", "5")):
        book.active.append(line.split(","))
    path = tmp_path / "msds-jul2022-exp-measures.xlsx"
    book.save(path)
    packed = tmp_path / "both.zip"
    with zipfile.ZipFile(packed, "w") as archive:
        archive.write(path, path.name)
        archive.writestr("__MACOSX/._x.csv", b"\0")
    for named in (path, packed):
        national = read_national([named], RULES)
        (figure,) = national.figures["RZ9"]
        assert (figure.source, figure.value) == (NationalSource.MSDS_MEASURES, "5")


def test_only_the_trusts_asked_for_are_kept(tmp_path: Path) -> None:
    rows = (MEASURES, measure("A", "Rate", "1"), measure("A", "Rate", "1", code="RAA"))
    paths = written(tmp_path, {"m.csv": rows})
    national = read_national(paths, RULES, wanted={"RAA"})
    assert set(national.figures) == {"RAA"}
    assert len(national.months) == 1


def test_lists_of_trusts_with_headings(tmp_path: Path) -> None:
    rows = (
        "org_code,org_name,region_code,region_name,icb_code,postcode,open_date,close_date",
        "RZ9,VALE NHS TRUST,Y60,Midlands,QGH,TO1 1WN,1991-04-01,",
        "RZ8,DALE NHS TRUST,Y60,Midlands,QGH,TO1 1WN,01/04/2011,31/03/2022",
    )
    national = read(tmp_path, "trusts.csv", rows)
    (vale,), (dale,) = national.trusts["RZ9"], national.trusts["RZ8"]
    assert vale.opened == date(1991, 4, 1) and vale.open_on(date(2030, 1, 1))
    assert not dale.open_on(date(2022, 4, 1)) and dale.opened == date(2011, 4, 1)


def test_successions_filled_in_by_hand(tmp_path: Path) -> None:
    national = read(tmp_path, "s.csv", ("predecessor,successor,on", "RZ9,RYY,2023-01-01"))
    (one,) = national.went_to("RZ9")
    assert (one.successor, one.on, one.known) == ("RYY", date(2023, 1, 1), "s.csv, row 2")
    assert national.came_from("RYY") == (one,)


def test_everything_wrong_in_every_file_is_told_at_once(tmp_path: Path) -> None:
    files: dict[str, tuple[str, ...] | str | bytes] = {
        "m.csv": (
            MEASURES,
            measure("A", "Rate", "1"),
            measure("A", "Rate", "many"),
            measure("A", "Rate", "fail?"),
        ),
        "c.csv": (COUNTS, "R Z9,NNRD,babies actively cooled,2022-01-01,2022-13-01,1,finale,"),
        "etr.csv": '"RZ9","VALE","Y60"\n',
        "nothing.csv": "",
        "h.json": '{"scotland": {}}',
        "broken.json": "{",
    }
    with pytest.raises(EvidenceUnreadable) as wrong:
        read_national(written(tmp_path, files), RULES)
    said = "\n".join(map(str, wrong.value.problems))
    for part in (
        "m.csv, row 3, column “value”: “many” is no published figure.",
        "m.csv, row 4, column “value”: “fail?” is",
        "“R Z9” is not the ODS code of a trust.",
        "“finale” is not on the list. Did you mean “final”?",
        "etr.csv: is none of the files that can be compared",
        "nothing.csv: is none of the files",
        "h.json: has no bank holidays under “england-and-wales”.",
        "broken.json: is not JSON that can be read.",
    ):
        assert part in said, part


def test_a_published_file_with_a_column_too_few_says_which(tmp_path: Path) -> None:
    heading = MEASURES.replace(",Currency", "")
    (problem,) = refused(tmp_path, "m.csv", (heading, "RZ9,V,Provider,2022-07-01,,CQIM,A,1"))
    assert problem == (
        "m.csv, row 1, column “currency”: is missing. Add it, and fill it in for every row."
    )


ETR = ",".join(f'"{c}"' for c in ["RZ9", "VALE", *[""] * 8, "20100401", *[""] * 16])


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        ("etr.csv", f"{ETR}\n" + '"RZ8","DALE"\n', "has 2 fields, and this file has 27."),
        ("etr.csv", ETR.replace("20100401", "20101301"), "“20101301” is not a day"),
        ("etr.csv", ETR.replace("20100401", "soon"), "“soon” is not a day such as 20230401."),
        (
            "etr.csv",
            f"{ETR}\n{ETR.replace('20100401', '20100401').replace('RZ9', 'R Z')}",
            "“R Z” is not an ODS code.",
        ),
        (
            "etr.csv",
            ETR.replace('"20100401",""', '"20100401","20090401"'),
            "is closed before it was opened.",
        ),
        ("succ.csv", '"RZ9","RYY","20230101",""\n', "has no day of succession"),
        ("h.json", '{"england-and-wales": {"events": [{"date": 7}, {}]}}', "event 2: has no day"),
        (
            "h.json",
            '{"england-and-wales": {"events": [' + ",".join(["{}"] * 6000) + "]}}",
            "has more than 5,000 bank holidays.",
        ),
        ("h.json", "[1]", "has no bank holidays"),
    ],
)
def test_files_without_headings_say_what_is_wrong(
    tmp_path: Path, name: str, content: str, says: str
) -> None:
    assert says in "\n".join(refused(tmp_path, name, content))


def test_blank_lines_of_a_list_are_passed_over(tmp_path: Path) -> None:
    assert set(read(tmp_path, "etr.csv", f"{ETR}\n,\n\n").trusts) == {"RZ9"}


def test_a_file_that_is_too_large_is_not_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(limits, "TABLE_BYTES", 100)
    (problem,) = refused(tmp_path, "m.csv", (MEASURES, measure("A", "Rate", "1")))
    assert "is the most that can be read" in problem
    monkeypatch.setattr(limits, "TABLE_BYTES", 10_000)
    monkeypatch.setattr(limits, "ROWS", 1)
    assert refused(tmp_path, "etr.csv", f"{ETR}\n{ETR}") == ["etr.csv: has more than 1 rows."]


def test_a_folder_is_no_file_to_compare_with(tmp_path: Path) -> None:
    with pytest.raises(EvidenceUnreadable, match="is not a file"):
        read_national([tmp_path], RULES)


@pytest.mark.parametrize("text", ["2020-22", "yesterday", "13/2020"])
def test_a_period_that_is_none(text: str) -> None:
    with pytest.raises(ValueError, match="is not a period"):
        read_period(text)


@pytest.mark.parametrize(
    ("heading", "row", "says"),
    [
        (COUNTS, "RZ9,NNRD,babies activly cooled,2022-01-01,2022-02-01,5,final,", "Did you mean"),
        (COUNTS, "RZ9,NRD,babies,2022-01-01,2022-02-01,5,final,", "“NRD” counts nothing here."),
        (COUNTS, f"RZ9,nnrd,{COOLED},2022-02-01,2022-01-01,5,final,", "“from”"),
        (SCORECARD, "RZ9,ethnic,2022-07,1,2,Pass,final", "“ethnic” is compared with nothing."),
    ],
)
def test_names_in_a_table_filled_in_by_hand_are_held_to_what_is_compared(
    tmp_path: Path, heading: str, row: str, says: str
) -> None:
    assert says in "\n".join(refused(tmp_path, "t.csv", (heading, row)))


def test_whatever_is_no_file_of_theirs_is_refused_in_words(tmp_path: Path) -> None:
    nested = '{"england-and-wales": ' + "[" * 5000
    files: dict[str, tuple[str, ...] | str | bytes] = {
        "random.csv": bytes(range(256)) * 9,
        "quote.csv": '"a',
        "deep.json": nested,
        "fake.xlsx": b"PK\x03\x04garbage",
        "latin.csv": MEASURES.encode() + b"\nRZ9,V\xe9,Provider,2022-07-01,,F,I,Rate,1\n",
    }
    with pytest.raises(EvidenceUnreadable) as wrong:
        read_national(written(tmp_path, files), RULES)
    assert {p.where.partition(",")[0] for p in wrong.value.problems} == set(files)

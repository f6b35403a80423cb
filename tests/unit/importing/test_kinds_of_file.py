"""Each kind of file that a trust has, with the words it is written in."""

from datetime import date
from pathlib import Path

import pytest
from openpyxl import Workbook

from mis_assessor.core.errors import EvidenceUnreadable, NotAllowed
from mis_assessor.intake.read import read_submission
from mis_assessor.services.check_rules import tables_in
from mis_assessor.services.spreadsheets import layouts_in, words_for_files
from unit.importing.sheets import RULES, brought, saved, text_of, told

DAY = date(2025, 3, 4)
MATRIX = [["Assignment No", "PROMPT", "NLS booked"], ["1", DAY, "14/12/25"], ["2", "DNA", None]]


def lines(place: Path, register: str) -> list[str]:
    return text_of(place, f"registers/{register}.csv").splitlines()


def test_the_words_of_the_command_are_those_of_the_rules() -> None:
    kinds = words_for_files(layouts_in(RULES))
    assert kinds == ("audit", "pmrt-list", "rota", "scorecard", "training-matrix")


def test_an_unknown_kind_is_answered_with_the_nearest(tmp_path: Path) -> None:
    with pytest.raises(NotAllowed, match="Did you mean “training-matrix”"):
        brought(tmp_path, "training-matrx", ("m.xlsx", saved({"Midwives": MATRIX})))


def test_a_column_of_bookings_is_never_attendance(tmp_path: Path) -> None:
    found = brought(tmp_path, "training-matrix", ("m.xlsx", saved({"Midwives": MATRIX})))
    assert lines(tmp_path, "training-attendance")[1:] == [
        "1,maternity emergencies,2025-03-04,",
        "1,neonatal life support,,2025-12-14",
    ]
    assert found.counts == {"booked": 1, "did not attend": 1}


def test_what_was_mapped_is_kept_and_goes_before_what_is_proposed(tmp_path: Path) -> None:
    sheet = [["Assignment No", "PROMPT", "Away day"], ["1", DAY, "ATT 5/3/25"], ["2", "att'd", DAY]]
    first = brought(tmp_path, "training-matrix", ("m.xlsx", saved({"Team Blue": sheet})))
    assert not first.brought.tables
    mappings = tmp_path / "trust" / "mappings.yaml"
    kept = mappings.read_text(encoding="utf-8")
    kept = kept.replace('is: "left out"', 'is: "attended: fetal monitoring"')
    kept = kept.replace("    columns:", '    group: "midwives"\n    columns:')
    mappings.write_text(f"{kept}    words:\n      att'd: did not attend\n", encoding="utf-8")
    again = brought(tmp_path, "training-matrix", ("m.xlsx", saved({"Team Blue": sheet})))
    assert lines(tmp_path, "staff")[1:] == ["1,midwives", "2,midwives"]
    assert lines(tmp_path, "training-attendance")[1:] == [
        "1,maternity emergencies,2025-03-04",
        "1,fetal monitoring,2025-03-05",
        "2,fetal monitoring,2025-03-04",
    ]
    assert again.counts == {"did not attend": 1}
    assert not again.not_understood
    kept = mappings.read_text(encoding="utf-8")
    assert 'is: "attended: fetal monitoring"' in kept and "att'd" in kept


def test_without_staff_numbers_no_name_comes_in_and_references_stay_the_same(
    tmp_path: Path,
) -> None:
    sheet = [["Name", "PROMPT"], ["Ann Other", DAY], ["Beth Else", "05/04/2025"]]
    found = brought(tmp_path, "training-matrix", ("m.xlsx", saved({"Midwives": sheet})))
    staff = text_of(tmp_path, "registers/staff.csv")
    assert "Ann" not in staff and "Other" not in staff
    assert any("2 references were made from the names" in str(note) for note in found.notes)
    shouted = [sheet[0], ["ANN  OTHER", DAY], sheet[2]]
    again = brought(tmp_path, "training-matrix", ("m.xlsx", saved({"Midwives": shouted})))
    assert not again.brought.changed


def test_surname_and_first_name_together_tell_people_apart(tmp_path: Path) -> None:
    sheet = [["Surname", "First name", "PROMPT"], ["Smith", "Ann", DAY], ["Smith", "Beth", DAY]]
    brought(tmp_path, "training-matrix", ("m.xlsx", saved({"Midwives": sheet})))
    assert len(lines(tmp_path, "staff")) == 3
    assert "Smith" not in text_of(tmp_path, "mappings.yaml")


def test_a_mapping_that_means_nothing_is_told(tmp_path: Path) -> None:
    brought(tmp_path, "training-matrix", ("m.xlsx", saved({"Midwives": MATRIX})))
    mappings = tmp_path / "trust" / "mappings.yaml"
    kept = mappings.read_text(encoding="utf-8").replace('is: "person"', 'is: "persn"')
    mappings.write_text(kept.replace('group: "midwives"', 'group: "midwifes"'), encoding="utf-8")
    found = brought(tmp_path, "training-matrix", ("m.xlsx", saved({"Midwives": MATRIX})))
    said = "\n".join(told(found))
    assert "is mapped to “persn”, and there is no such column. Did you mean “person”?" in said
    assert "is mapped to the group “midwifes”, which is none. Did you mean “midwives”?" in said


def test_leave_and_leaving_with_their_days_are_taken(tmp_path: Path) -> None:
    head = ["Staff ID", "Status", "ML from", "Left on", "PROMPT"]
    rows = [["1", "ML", date(2025, 6, 1), None, None], ["2", "Leaver", None, DAY, None]]
    content = saved({"Midwives": [head, *rows, ["3", "LTS", None, None, "LTS"]]})
    found = brought(tmp_path, "training-matrix", ("m.xlsx", content))
    assert lines(tmp_path, "staff")[1:] == [
        "1,midwives,,2025-06-01", "2,midwives,2025-03-04,", "3,midwives,,"
    ]  # fmt: skip
    assert len(found.not_understood) == 1, "leave without its day is told once for a person"


def test_a_list_of_courses_is_a_matrix_too(tmp_path: Path) -> None:
    head = "Employee Number,Full name,Course,Completion Date,Expiry date\n"
    rows = (
        "1,Ann Other,PROMPT,04/03/2025,04/03/2026\n2,Beth Else,K2,12 Mar 2025,\n3,C,Tea,1/2/25,\n"
    )
    found = brought(tmp_path, "training-matrix", ("courses.csv", (head + rows).encode()))
    assert lines(tmp_path, "training-attendance")[1:] == [
        "1,maternity emergencies,2025-03-04",
        "2,fetal monitoring,2025-03-12",
    ]
    assert any("cell C4: “Tea” is not a word that is known here" in one for one in told(found))


def test_a_list_of_deaths_with_gestations_in_words(tmp_path: Path) -> None:
    head = ["PMRT ID", "Type of death", "Gestation", "Date of death", "Eligible for PMRT"]
    rows = [
        ["1", "SB", "31 weeks 2 days", DAY, "Yes"],
        ["2", "ENND", "31w2d", DAY, "Not eligible"],
        ["3", "LFL", "22+4", DAY, "Y"],
        ["4", "TOP", "31 weeks", DAY, "N"],
        ["5", "SB", "31/40", DAY, None],
        ["6", "SB", "31+9", DAY, None],
        ["7", "SB", date(2025, 5, 17), DAY, None],
    ]
    content = saved({"List": [["PMRT summary list"], [], head, *rows]})
    found = brought(tmp_path, "pmrt-list", ("p.xlsx", content))
    cells = [line.split(",")[:5] for line in lines(tmp_path, "perinatal-deaths")[1:]]
    assert [cell[2] for cell in cells] == ["31+2", "31+2", "22+4", "", "", "", ""]
    assert [cell[4] for cell in cells] == ["yes", "no", "yes", "no", "", "", ""]
    said = "\n".join(told(found))
    for words in (
        *("cell C7: “31 weeks” gives weeks without days", "cell C8: “31/40” gives weeks without"),
        *("cell C9: “31+9” has more than six days", "cell C10: is a day, perhaps weeks and days"),
    ):
        assert words in said


def test_a_scorecard_gives_counts_and_its_shares_are_held_against_them(tmp_path: Path) -> None:
    head = ["Criterion", "Month", "Numerator", "Denominator", "Rate", "Result", "Release"]
    rows = [
        ["Ethnicity", "Jul-25", 330, 346, "95.3%", "Pass", "Final"],
        ["Birthweight", "July 2025", "1,345", "1346", 0.999, "met", "P"],
        ["Birthweight", date(2025, 8, 1), 90, 100, "95.3%", "Pass", "Final"],
        ["Ethnicity", "Sep-25", None, None, "95.3%", "Pass", "Final"],
        ["Ethnicity", "Oct-25", 110, 100, "110%", "Pass", "Final"],
    ]

    def per_cent(book: Workbook) -> None:
        book.worksheets[0]["E3"].number_format = "0.0%"

    content = saved({"Scorecard": [head, *rows]}, per_cent)
    found = brought(tmp_path, "scorecard", ("s.xlsx", content))
    assert lines(tmp_path, "msds-scorecard")[1:] == [
        "2025-07,ethnic category,final,330,346,Pass",
        "2025-07,valid birthweight with unit,provisional,1345,1346,Pass",
        "2025-08,valid birthweight with unit,final,90,100,Pass",
        "2025-09,ethnic category,final,,,Pass",
    ]
    said = "\n".join(told(found))
    assert "cell E4: says 95.3%, and 90 of 100 is 90.0%" in said
    assert "cell E5: gives a share of 95.3%, and the counts behind it are not there" in said
    assert "row 6: “numerator” is 110, more than “denominator”, which is 100" in said
    assert any("cell C3: is a number stored as text; read as 1345." in str(n) for n in found.notes)


def test_the_national_file_is_taken_as_it_is_issued(tmp_path: Path) -> None:
    head = (
        "Org_Code,Org_Name,Org_Level,RPStartDate,RPEndDate,IndicatorFamily,Indicator,Currency,Value"
    )
    figures = {"Numerator": "5", "Denominator": "105", "Rate": "4.8", "Result": "Pass"}
    rows = [
        f"{code},X,Provider,01/07/2025,31/07/2025,CQIM_Rate,CQIMTears,{currency},{value}"
        for code in ("RZ5", "RXX")
        for currency, value in figures.items()
    ]
    content = "\n".join([head, *rows, ""]).encode()
    found = brought(tmp_path, "scorecard", ("msds-jul2025-exp-measures.csv", content))
    assert lines(tmp_path, "msds-scorecard")[1:] == [
        '2025-07,CQIMTears,final,5,105,Pass,"msds-jul2025-exp-measures.csv, row 2"'
    ]
    assert len(lines(tmp_path, "msds-measures")) == 5
    assert found.counts == {"rows of other organisations in msds-jul2025-exp-measures.csv": 4}
    again = brought(tmp_path, "auto", ("msds-jul2025-exp-measures.csv", content))
    assert not again.brought.changed
    nobody = content.replace(b"RZ5", b"RYY")
    with pytest.raises(EvidenceUnreadable, match="holds no rows of the trust RZ5"):
        brought(tmp_path, "scorecard", ("msds-aug2025Provisional-exp-measures.csv", nobody))


def test_a_rota_by_week_says_who_was_rostered_and_no_more(tmp_path: Path) -> None:
    weeks = []
    for start in (2, 9):
        weeks.append([f"w/c {start}/6/25", *(date(2025, 6, start + n) for n in range(7))])
        weeks.append(["LD", *["SN"] * 7])
        weeks.append(["Night", "SN", "not SN", "??", "SN", None, "SN", "SN"])
        weeks.append(["Tea", *["SN"] * 7])
        weeks.append(["Total", 7])
    found = brought(tmp_path, "rota", ("r.xlsx", saved({"June": [["Coordinators"], *weeks]})))
    shifts = lines(tmp_path, "labour-ward-shifts")
    assert shifts[0] == "day,shift,coordinator rostered as supernumerary"
    assert len(shifts) == 1 + 2 * (7 + 5)
    assert "2025-06-03,night,no" in shifts and "2025-06-09,day,yes" in shifts
    said = "\n".join(told(found))
    assert "cell D4: “??” is not a word that is known here" in said
    assert "cell A5: “Tea” is no shift that is known" in said


def test_an_audit_goes_into_the_register_whose_columns_it_has(tmp_path: Path) -> None:
    attendance = [
        ["Datix", "Date", "Indication", "Attendance required", "Consultant present"],
        ["1", DAY, "eclampsia", "mandatory", "Y"],
    ]
    care = [["Month", "Women in labour", "Received 1:1 care"], ["Jul-25", 40, 40]]
    content = saved({"Consultants": attendance, "1 to 1": care})
    brought(tmp_path, "audit", ("a.xlsx", content))
    assert lines(tmp_path, "consultant-attendance")[1] == "1,2025-03-04,eclampsia,must attend,yes"
    assert lines(tmp_path, "one-to-one-care")[1] == "2025-07,40,40"


def test_auto_finds_out_which_is_which(tmp_path: Path) -> None:
    head = ["PMRT ID", "Type of death", "Gestation", "Date of death"]
    scores = ["Criterion", "Month", "Numerator", "Denominator", "Rate", "Result"]
    found = brought(
        tmp_path,
        "auto",
        ("m.xlsx", saved({"Midwives": MATRIX})),
        ("p.xlsx", saved({"List": [head, ["1", "SB", "31+2", DAY]]})),
        ("s.xlsx", saved({"Card": [scores, ["Ethnicity", "Jul-25", 330, 346, "95.4%", "Pass"]]})),
    )
    kinds = [mapped.layout for mapped in found.mappings]
    assert kinds == ["training matrix", "PMRT summary list", "CNST scorecard"]


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        ("m.xlsx", saved({"Notes": [["nothing"], ["here"]]}), "is no "),
        ("m.xlsx", b"no workbook", "is not an Excel workbook that can be opened"),
        ("m.xlsm", b"", "holds macros. Save it as “Excel Workbook (.xlsx)”."),
        ("m.csv", b"", "is empty."),
    ],
)
def test_a_file_of_no_kind_is_refused_and_nothing_written(
    tmp_path: Path, name: str, content: bytes, says: str
) -> None:
    with pytest.raises(EvidenceUnreadable) as refused:
        brought(tmp_path, "training-matrix", (name, content))
    assert says in str(refused.value)
    assert [path.name for path in (tmp_path / "trust").iterdir()] == ["submission.yaml"]


@pytest.mark.parametrize("encoding", ["utf-8-sig", "cp1252"])
def test_csv_files_of_older_programs_are_read_as_they_are(tmp_path: Path, encoding: str) -> None:
    text = "Employee Number;Course;Completion Date;Line manager\n1;PROMPT;04/03/2025;Zoë\n"
    brought(tmp_path, "training-matrix", ("c.csv", text.encode(encoding)))
    assert lines(tmp_path, "training-attendance")[1] == "1,maternity emergencies,2025-03-04"


def test_a_look_first_writes_nothing(tmp_path: Path) -> None:
    content = saved({"Midwives": MATRIX})
    found = brought(tmp_path, "training-matrix", ("m.xlsx", content), dry_run=True)
    assert found.brought.changed and not found.brought.written
    assert [path.name for path in (tmp_path / "trust").iterdir()] == ["submission.yaml"]


def test_a_register_that_was_checked_is_to_be_checked_again(tmp_path: Path) -> None:
    content = saved({"Midwives": MATRIX})
    brought(tmp_path, "training-matrix", ("m.xlsx", content))
    listed = tmp_path / "trust" / "registers.csv"
    listed.write_text(
        "register,file,rows,checked by,checked on\n"
        "staff,registers/staff.csv,2,Rowena Stackthwaite,2025-12-01\n"
    )
    more = [*MATRIX, ["3", DAY, None]]
    found = brought(tmp_path, "training-matrix", ("m.xlsx", saved({"Midwives": more})))
    assert found.brought.to_be_checked == ("staff",)
    assert "staff,3,,,registers/staff.csv" in listed.read_text()


@pytest.mark.parametrize(
    "content",
    [
        b'Employee Number,Course\n1,"PROMPT\n',
        b"\xff\xfe1\n",
        b"a,b\r\rc",
        b"x" * 2_000_000,
        b"\x81,\x8d",
    ],
)
def test_bytes_that_are_no_table_end_in_words(tmp_path: Path, content: bytes) -> None:
    with pytest.raises(EvidenceUnreadable):
        brought(tmp_path, "training-matrix", ("c.csv", content))


def test_a_kept_mapping_is_looked_into_for_patients_and_is_no_evidence(tmp_path: Path) -> None:
    brought(tmp_path, "training-matrix", ("m.xlsx", saved({"Midwives": MATRIX})))
    folder = tmp_path / "trust"
    tables = tables_in(RULES)
    before = read_submission(folder, tables).fingerprint
    mappings = folder / "mappings.yaml"
    kept = mappings.read_text(encoding="utf-8")
    mappings.write_text(f"{kept}    words:\n      off: on leave\n", encoding="utf-8")
    assert read_submission(folder, tables).fingerprint == before
    mappings.write_text(kept.replace('"PROMPT"', '"943 476 5919"'), encoding="utf-8")
    with pytest.raises(EvidenceUnreadable, match=r"mappings\.yaml, line .*an NHS number"):
        read_submission(folder, tables)

"""A pool file that cannot be read names everything that is wrong; one that can is read exactly."""

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from mis_assessor.core.errors import EvidenceUnreadable
from mis_assessor.core.pool.trust_year import Appealed, Declared, Reconfirmed, Verified
from mis_assessor.intake import pool as pool_file
from mis_assessor.intake.pool import POOL, read_pool

HEAD = "trust code,trust name,scheme year,contribution"


def problems(folder: Path, content: str | bytes) -> list[str]:
    file = folder / "POOL.csv"
    file.write_bytes(content.encode() if isinstance(content, str) else content)
    with pytest.raises(EvidenceUnreadable) as wrong:
        read_pool(file)
    return [str(problem) for problem in wrong.value.problems]


def test_every_column_is_read(tmp_path: Path) -> None:
    cells = (
        'rxa,Example NHS Trust,4,"£410,000.00",Met,01/02/2023,not met,2023-04-03,met,2023-05-02,'
        "repayment due,2024-02-01,9.00,2023-02-01,,\n"
    )
    file = tmp_path / "POOL.csv"
    file.write_text(f"{','.join(POOL.columns)}\n{cells},,,\n\n", encoding="utf-8-sig")
    (row,) = read_pool(file)
    assert (row.code, row.scheme_year, row.contribution) == ("RXA", 4, Decimal("410000.00"))
    assert (row.declared, row.declared_on) == (Declared.MET, date(2023, 2, 1))
    assert (row.verified, row.appealed) == (Verified.NOT_MET, Appealed.MET)
    assert (row.reconfirmed, row.reconfirmed_on) == (Reconfirmed.REPAYMENT_DUE, date(2024, 2, 1))
    assert (row.requested, row.awarded, row.awarded_on) == (Decimal("9.00"), None, None)


def test_columns_of_what_has_not_happened_may_be_left_out(tmp_path: Path) -> None:
    file = tmp_path / "POOL.csv"
    file.write_text(f"{HEAD}\nRXA,One,4,1.00\nRXB,Two,4,2.00\n")
    assert [row.declared for row in read_pool(file)] == [None, None]


def test_all_problems_of_a_file_are_told_at_once(tmp_path: Path) -> None:
    table = f"""{HEAD},declared,declared on,verfied,verified on,discretionary awarded
R!,One,2022,£1.234,yes,2023-02-30,,,
RXB,,4,1.00,met,2023-02-01,,,9.00
RXB,Two,4,1.00
RXC,Three,4,0.00,met,,,,
rxc,Three,4,1.00,,,,,
"""
    assert problems(tmp_path, table) == [
        "POOL.csv, row 1, column “verfied”: is not a column of “fund pool”. Did you mean "
        "“verified”?",
        "POOL.csv, row 2, column “trust code”: “R!” is not the ODS code of a trust. Write it "
        "as RXX.",
        "POOL.csv, row 2, column “scheme year”: “2022” is not a scheme year. Write its number, "
        "as 6.",
        "POOL.csv, row 2, column “contribution”: “£1.234” is not an amount in pounds. Write it "
        "as £1,234.00.",
        "POOL.csv, row 2, column “declared”: “yes” is not on the list. Write “met”, “not met” "
        "or “nil return”.",
        "POOL.csv, row 2, column “declared on”: “2023-02-30” is not a day that exists. Write "
        "the day as 2022-02-28.",
        "POOL.csv, row 3, column “trust name”: is blank, and every row needs it.",
        "POOL.csv, row 3, column “discretionary awarded on”: is blank, and “discretionary "
        "awarded” is filled in. Write the day.",
        "POOL.csv, row 3, column “discretionary awarded”: “discretionary awarded” cannot follow "
        "“declared met”. After that comes “verified met, as declared” or “verified down, to not "
        "met”. Take it out, or fill in what came between.",
        "POOL.csv, row 3, column “discretionary awarded”: is £9.00, no less than the "
        "contribution of £1.00. A discretionary payment is at a much lower level. Check both "
        "amounts.",
        "POOL.csv, row 4: has 4 cells, and the heading row has 9. A comma inside a cell needs "
        "quotation marks around the cell.",
        "POOL.csv, row 5, column “declared on”: is blank, and “declared” is filled in. Write "
        "the day.",
        "POOL.csv, row 5, column “contribution”: is nothing. Write what the trust paid into the "
        "fund, as £410,000.00.",
        "POOL.csv, row 6: RXC in year 4 is already in row 5. Keep one row.",
    ]


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        ("", "is empty. Write the heading row, then one row for each trust."),
        (f"{HEAD}\n", "has no rows. Write one row for each trust."),
        (b"PK\x03\x04", "is a workbook. Save its sheet as “CSV UTF-8 (comma delimited)”."),
        (f"{HEAD}\nRX\xe9".encode("latin-1"), "is not in UTF-8: line 2 has a letter"),
        ("name,number\n1,2\n", "row 1: holds no headings of “fund pool”."),
        ("trust code,contribution\nRXA,1.00\n", "column “trust name”: is missing. Add it, and"),
        (f"{HEAD},nhs number\nRXA,One,4,1.00,\n", "NHS numbers never belong"),
        (f'{HEAD}\nRXA,"One,4,1.00\n', "has a quotation mark that is not closed"),
        (f'{HEAD}\nRXA,"One\n\x1b[2J",4,1.00\n', "has a line break or a hidden character."),
        (f"{HEAD}\nRXA,{'x' * 10_001},4,1.00\n", "has 10,001 characters, and 10,000 is the most"),
    ],
)
def test_a_file_that_cannot_be_read_says_why(
    tmp_path: Path, content: str | bytes, sentence: str
) -> None:
    assert sentence in problems(tmp_path, content)[0]


def test_the_same_problem_is_written_out_five_times(tmp_path: Path) -> None:
    said = problems(tmp_path, f"{HEAD}\n" + "RXA,One,4,none\n" * 9 + "RXA\n" * 7)
    assert "POOL.csv, column “contribution”: 4 more problems like these." in said
    assert "POOL.csv: 10 more problems like these." in said


def test_a_large_file_is_not_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pool_file, "POOL_ROWS", 2)
    rows = "".join(f"RX{n},One,4,1.00\n" for n in range(3))
    assert problems(tmp_path, f"{HEAD}\n{rows}") == [
        "POOL.csv: has more than 2 rows. Send it in parts."
    ]
    monkeypatch.setattr(pool_file, "POOL_BYTES", 20)
    (said,) = problems(tmp_path, f"{HEAD}\nRXA,One,4,1.00\n")
    assert "and 20 bytes is the most that can be read" in said

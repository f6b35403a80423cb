"""Who owes what by when, mails that can be sent, and what changed since last month."""

import csv
import io
import json
import shutil
from pathlib import Path

import pytest

from functional.mis import SAMPLES, mis

SEPTEMBER = SAMPLES / "year-7-in-september"
TEN = SAMPLES / "year-7-ten-of-ten"


@pytest.fixture
def owners(tmp_path: Path) -> Path:
    path = tmp_path / "owners.csv"
    path.write_text(
        "what,owner,email\nSA8,Jane Hill,jane.hill@example.nhs.uk\n"
        "champion and leadership team meeting,Omar Said,\nMIS-Y7-SA8-1,=Ann Lee,\n,,\n"
    )
    return path


def test_everything_owed_stands_by_day() -> None:
    ran = mis("missing", SEPTEMBER)
    assert ran.code == 1
    days = [line for line in ran.out.splitlines() if line.endswith("2025") and line[0].isdigit()]
    assert days[:2] == ["2 October 2025", "14 October 2025"]
    assert "12 more midwives: Each staff group trained in fetal monitoring" in ran.out
    assert "to do · Trust Board · MIS-Y7-SA5-E" in ran.out


def test_owners_are_named_by_the_trust_and_the_rest_by_role(owners: Path) -> None:
    ran = mis("missing", SEPTEMBER, "--by", "owner", "--owners", owners)
    jane = ran.out.partition("Jane Hill <jane.hill@example.nhs.uk>: ")[2]
    assert "12 more midwives" in jane.partition("\n\n")[0]
    assert "Omar Said: " in ran.out
    assert "Trust Board: " in ran.out
    only = mis("missing", SEPTEMBER, "--owners", owners, "--only", "jane").out
    assert "MIS-Y7-SA9" not in only


def test_a_table_and_a_mail_for_each_owner(owners: Path, tmp_path: Path) -> None:
    table, folder = tmp_path / "owed.csv", tmp_path / "mails"
    ran = mis("missing", SEPTEMBER, "--owners", owners, "--csv", table, "--mail", folder, "--json")
    items = json.loads(ran.out)["items"]
    rows = list(csv.DictReader(io.StringIO(table.read_text("utf-8-sig"))))
    assert len(rows) == len(items)
    assert not [cell for row in rows for cell in row.values() if cell.startswith("=")]
    mail = (folder / "jane-hill.txt").read_text()
    assert mail.startswith("To: jane.hill@example.nhs.uk\nSubject: Maternity Incentive Scheme: ")
    assert "Dear Jane Hill," in mail
    assert "- By 30 November 2025: 12 more midwives" in mail


def test_what_nobody_checked_what_ends_and_what_was_supplied_already(tmp_path: Path) -> None:
    folder = Path(shutil.copytree(SEPTEMBER, tmp_path / "s"))
    path = folder / "documents.csv"
    rows = list(csv.DictReader(io.StringIO(path.read_text("utf-8-sig"))))
    checked = next(k for k in rows[0] if k.replace("_", " ") == "checked by")
    until = next(k for k in rows[0] if k.replace("_", " ") == "in force to")
    name = "training plan"
    for row in rows:
        if name in row["kind"]:
            row[checked] = ""
        if "oversight pathway" in row["kind"]:
            row[until] = "2026-01-31"
    with path.open("w", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)
    ran = mis("missing", folder)
    assert "supplied, not checked" in ran.out
    assert "it ends on 31 January 2026, before the declaration" in ran.out
    assert "Already supplied: " in ran.out


def test_nothing_is_owed_at_ten_of_ten() -> None:
    ran = mis("missing", TEN)
    assert (ran.code, "0 owed" in ran.out) == (0, True)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("a,b\n", "has no column what, owner and email"),
        ("what,owner,email\nSA8,,\n", "row 2: write both"),
        ("what,owner,email\nSA8,A,\nsa8,B,\n", "row 3: “sa8” has an owner already"),
    ],
)
def test_a_table_of_owners_that_cannot_be_is_told_by_row(
    text: str, says: str, tmp_path: Path
) -> None:
    path = tmp_path / "owners.csv"
    path.write_text(text)
    ran = mis("missing", SEPTEMBER, "--owners", path)
    assert (ran.code, says in ran.err) == (11, True)


def test_what_changed_between_two_folders() -> None:
    ran = mis("changed", SEPTEMBER, TEN)
    assert ran.code == 0
    assert "Safety action 8 Training: not due yet, 2 of 7 hold → met" in ran.out
    assert "Midwives, “attendance” 34 of 51 →" in ran.out
    assert "register of training attendance: " in ran.out
    assert "rows are new or changed" in ran.out
    assert mis("changed", TEN, SEPTEMBER).code == 1


def test_a_kept_assessment_is_as_good_as_its_folder(tmp_path: Path) -> None:
    kept = tmp_path / "september.json"
    assert mis("assess", SEPTEMBER, "--json", kept).code == 1
    same = mis("changed", kept, SEPTEMBER)
    assert (same.code, "Nothing changed." in same.out) == (0, True)
    told = json.loads(mis("changed", kept, TEN, "--json").out)
    assert told["requirements"]
    assert any("its content changed" in line for line in told["registers"])


def test_what_cannot_be_compared(tmp_path: Path) -> None:
    broken = tmp_path / "broken.json"
    broken.write_text("{}")
    assert mis("changed", broken, TEN).code == 11
    ran = mis("changed", SAMPLES / "year-6-ten-of-ten", TEN)
    assert (ran.code, "Name two of one trust" in ran.err) == (11, True)

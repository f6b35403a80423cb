"""Cells that name somebody: blanks written as words count as blank, or are refused."""

from collections.abc import Callable
from pathlib import Path

import pytest

from mis_assessor.intake.read import read_submission
from mis_assessor.intake.somebody import names_nobody
from trust_year.forms import tables

Problems = Callable[..., list[str]]

NOBODY = [
    "NULL",
    "n/a",
    "#N/A",
    "#REF!",
    "NaN",
    "TBC",
    "t.b.c.",
    "tbd (Jan)",
    "-",
    "—",
    "?",
    "0",
    "none",
    "No",
    "not checked",
    "Not yet checked",
    ".",
    "…",
    "\u200b",
    "\ufeff",
    "ｎ／ａ",
    "(blank)",
    "unknown",
    "to be confirmed",
    "nobody has looked",
    "Vacant",
    "___",
    "12",
    "[name]",
]
SOMEBODY = [
    "Jo Ng",
    "Ama Owusu, MIS lead",
    "J. Null",
    "Nan Evans",
    "Dr No",
    "MIS lead",
    "chief executive",
    "Łucja",
    "O. Noone",
]
DOCUMENTS = "id,kind,title,dated,checked by,checked on\nD-7,audit,Audit,2022-05-01,{},{}\n"
CONTENTS = "document,item,found,page,who looked,when\n"
JUDGEMENTS = "requirement,answer,who,role,date,reason,evidence\n"


@pytest.mark.parametrize("written", NOBODY)
def test_a_blank_written_as_a_word_names_nobody(written: str) -> None:
    assert names_nobody(written)


@pytest.mark.parametrize("written", SOMEBODY)
def test_a_name_is_a_name_however_odd(written: str) -> None:
    assert not names_nobody(written)


def test_where_a_person_may_be_named_nobody_counts_as_blank_and_is_told(folder: Path) -> None:
    (folder / "documents.csv").write_text(DOCUMENTS.format("TBC", "2022-05-02"))
    sent = read_submission(folder, tables())
    assert sent.documents[0].checked_by == ""
    assert sent.remarks == (
        "documents.csv, column “checked by”: “TBC” names nobody and counts as blank. Write who "
        "it was.",
    )


@pytest.mark.parametrize(
    ("row", "told"),
    [
        ("MIS-Y4-SA7-A,met,NULL,lead,2022-06-01,It holds,D-7", "“NULL” names nobody"),
        ("MIS-Y4-SA7-A,met,J. Smith,tbc,2022-06-01,It holds,D-7", "“tbc” names no role"),
        ("MIS-Y4-SA7-A,met,J. Smith,lead,2022-06-01,.,D-7", "“.” gives no reason"),
    ],
)
def test_a_judgement_needs_a_person_a_role_and_a_reason(
    problems: Problems, row: str, told: str
) -> None:
    files = {
        "documents.csv": DOCUMENTS.format("J. Smith", "2022-05-02"),
        "judgements.csv": f"{JUDGEMENTS}{row}\n",
    }
    assert [told in problem for problem in problems(files)] == [True]


@pytest.mark.parametrize(
    "line", ["who: TBC", "role: '-'", "who: not checked", "who: '#N/A'", 'role: "\\u200b"']
)
def test_a_statement_and_a_contact_need_a_person(
    folder: Path, problems: Problems, line: str
) -> None:
    heading = line.partition(":")[0]
    said = {"who": "J. Smith", "role": "lead"} | {heading: line.partition(": ")[2]}
    page = (folder / "submission.yaml").read_text()
    statement = (
        "statements:\n  - statement: joint meetings held\n    answer: yes\n"
        f"    who: {said['who']}\n    role: {said['role']}\n    said on: 2022-06-01\n"
    )
    found = problems({"submission.yaml": page.replace("statements: []\n", statement)})
    assert len(found) == 1 and ("names nobody" in found[0] or "names no role" in found[0])
    contact = f"contacts:\n  - role: {said['role']}\n    name: {said['who']}\n"
    found = problems({"submission.yaml": page.replace("contacts: []\n", contact)})
    assert len(found) == 1 and ("names nobody" in found[0] or "names no role" in found[0])


@pytest.mark.parametrize("rows", [("yes", "no"), ("no", "yes"), ("no", "nothing to report")])
def test_contents_that_contradict_each_other_are_refused(
    problems: Problems, rows: tuple[str, str]
) -> None:
    first = f"D-7,Findings,{rows[0]},2,J. Smith,2022-05-03"
    second = f"d-7,findings,{rows[1]},9,A. Bee,2022-05-04"
    files = {
        "documents.csv": DOCUMENTS.format("J. Smith", "2022-05-02"),
        "contents.csv": f"{CONTENTS}{first}\n{second}\n",
    }
    assert problems(files) == [
        f"contents.csv, row 3: says “{rows[1]}” of “findings”, and row 2 says “{rows[0]}” of the "
        "same document. Settle it, and keep the row that is right."
    ]


@pytest.mark.parametrize(
    "code", ["../RXX", "=cmd", "RXX!", "RX\u200bX", "“RXX”", "Vale", "rxx", "ZZ99", "RX"]
)
def test_a_trust_has_a_code_that_can_be_one(folder: Path, problems: Problems, code: str) -> None:
    page = (folder / "submission.yaml").read_text().replace('"RXX"', f"'{code}'")
    (told,) = problems({"submission.yaml": page})
    assert "is not the ODS code of a trust" in told


@pytest.mark.parametrize(
    ("reference", "told"),
    [
        ("4.5E+11", "is a number that a spreadsheet has shortened"),
        ("#REF!", "shows the error #REF!"),
        ("03-Jun", "is a day, perhaps a reference"),
        ("2024-06-03", "is a day, perhaps a reference"),
        ("03/06/2024", "is a day, perhaps a reference"),
    ],
)
def test_a_reference_that_a_spreadsheet_spoiled_is_refused(
    problems: Problems, reference: str, told: str
) -> None:
    found = problems(
        {"registers/training-attendance.csv": TRAINING + f"{reference},fetal monitoring,,,,,,,,,\n"}
    )
    assert len(found) == 1 and told in found[0]


TRAINING = (
    "person,module,attended on,booked for,whole day,in house,multi-professional,"
    "neonatal course taken,trained at another trust,competency passed,score in percent\n"
)


def test_one_reference_written_two_ways_in_a_register_is_asked_about(problems: Problems) -> None:
    rows = "AB-31,fetal monitoring,2022-03-01,,,,,,,,\nab‑31,fetal monitoring,2022-03-01,,,,,,,,\n"
    assert problems({"registers/training-attendance.csv": TRAINING + rows}) == [
        "registers/training-attendance.csv, row 3: “ab‑31 · fetal monitoring · 2022-03-01” differs "
        "from “AB-31 · fetal monitoring · 2022-03-01” in row 2 only in the kind of dash and "
        "capitals. Is it one? Then write it one way, and keep one row."
    ]


@pytest.mark.parametrize("unseen", ["\u200b", "\ufeff", "\u00ad", "\u2060", "_x000D_"])
def test_a_reference_with_a_character_nobody_sees_is_named(problems: Problems, unseen: str) -> None:
    rows = f"person,staff group\nSP-0{unseen}01,midwives\nSP-002,midwives\n"
    assert problems({"registers/staff.csv": rows})[:1] == [
        "registers/staff.csv, row 2, column “person”: “SP-001” has a character in it that nobody "
        "can see, so that it is another reference to a program. Type it again as “SP-001”."
    ]


def test_a_word_that_no_page_can_print_is_refused(folder: Path, problems: Problems) -> None:
    words = "é" * 1_001
    (told,) = problems({"documents.csv": f"id,kind,title\nD-7,audit,{words}\n"})
    assert "column “title”: has a word of 1,001 letters, and 1,000 is the most that a" in told
    assert problems({"documents.csv": f"id,kind,title\nD-7,audit,{words[:1000]} é\n"}) == []
    page = (folder / "submission.yaml").read_text()
    (told,) = problems({"submission.yaml": page + f"# {words}\n"})
    assert "has a word of 1,001 letters" in told


def test_a_comment_of_a_page_is_looked_into(folder: Path, problems: Problems) -> None:
    page = (folder / "submission.yaml").read_text()
    (told,) = problems({"submission.yaml": page + "# see 943 476 5919\n"})
    assert told.endswith(": a comment looks like an NHS number. Take it out.")
    assert "943" not in told


def test_a_name_fits_at_the_head_of_a_page(folder: Path, problems: Problems) -> None:
    page = (folder / "submission.yaml").read_text()
    name = "Vale and " * 30
    (told,) = problems({"submission.yaml": page.replace("Example NHS Foundation Trust", name)})
    assert "has 269 characters, and a name may have 200. Write it shorter." in told

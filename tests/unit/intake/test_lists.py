"""The register list, documents, judgements and declared answers, joined and compared."""

import hashlib
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from mis_assessor.core.evidence.submission import ContentItem, DocumentEvent, Judgement
from mis_assessor.intake.read import read_submission
from trust_year.forms import tables

Problems = Callable[..., list[str]]

LIST_HEAD = (
    "register,covers from,covers to,complete to,rows,nothing to report,checked by,checked on,"
    "file,sha256\n"
)
ONE_TO_ONE = "registers/one-to-one-care.csv"
FIGURES = "month,women in active labour,women with one-to-one care\n2022-07,50,49\n"
DOCUMENTS = "id,kind,title,about,progress reported on,file,sha256\n"


def test_a_register_carries_what_the_list_says_of_it(folder: Path) -> None:
    digest = hashlib.sha256(FIGURES.encode()).hexdigest()
    (folder / ONE_TO_ONE).write_text(FIGURES)
    (folder / "registers.csv").write_text(
        LIST_HEAD + "one-to-one care,2022-07-01,2022-07-31,2022-08-01,1,no,ward manager,"
        f"2022-08-02,{ONE_TO_ONE},{digest}\n"
    )
    register = read_submission(folder, tables()).registers["one-to-one care"]
    assert register.covers_from == date(2022, 7, 1)
    assert register.covers_to == date(2022, 7, 31)
    assert register.complete_to == date(2022, 8, 1)
    assert (register.checked_by, register.checked_on) == ("ward manager", date(2022, 8, 2))
    assert (register.file, register.sha256) == (ONE_TO_ONE, digest)
    assert not register.nothing_to_report


def test_a_register_without_a_line_is_read_and_covers_nothing(folder: Path) -> None:
    (folder / ONE_TO_ONE).write_text(FIGURES)
    (folder / "registers.csv").unlink()
    register = read_submission(folder, tables()).registers["one-to-one care"]
    assert len(register.rows) == 1
    assert register.covers_from is None
    assert not register.checked_by


def test_a_nil_return_needs_no_file_and_an_empty_file_is_none(folder: Path) -> None:
    (folder / "registers/perinatal-deaths.csv").unlink()
    (folder / "registers.csv").write_text(
        LIST_HEAD + "Perinatal deaths,2022-05-06,2022-12-05,,,yes,,,,\n"
    )
    registers = read_submission(folder, tables()).registers
    assert registers["perinatal deaths"].nothing_to_report
    assert registers["perinatal deaths"].rows == ()
    assert not registers["qualifying incidents"].nothing_to_report


@pytest.mark.parametrize(
    ("line", "sentence"),
    [
        (
            "one-to-one care,,,,2,,,,,",
            f"says 2 rows, and {ONE_TO_ONE} has 1. Check the file.",
        ),
        (
            f"one-to-one care,,,,,,,,,{'0' * 64}",
            f"{ONE_TO_ONE} is not the file this fingerprint was made from.",
        ),
        ("one-to-one care,,,,,yes,,,,", f"says nothing to report, and {ONE_TO_ONE} has 1 rows"),
        (
            "one-to-one care,,,,,,,,staff.csv,",
            f"names the file “staff.csv”, and it is “{ONE_TO_ONE}”",
        ),
        ("one to one cares,,,,,,,,,", "is no register. Did you mean “one-to-one care”?"),
        ("audits,,,,,,,,,", "“audits” is listed, and registers/audits.csv is not there."),
        ("staff,2022-02-01,2022-01-01,,,,,,,", "before “covers from”, which is 2022-02-01"),
        ("one-to-one care,,,,,,,,,abc", "“abc” is not a sha256 fingerprint"),
    ],
)
def test_a_line_that_contradicts_its_file(
    folder: Path, problems: Problems, line: str, sentence: str
) -> None:
    (folder / "registers/audits.csv").unlink()
    said = problems({ONE_TO_ONE: FIGURES, "registers.csv": LIST_HEAD + line + "\n"})
    assert len(said) == 1
    assert said[0].startswith("registers.csv, row 2")
    assert sentence in said[0]


def test_documents_with_events_and_contents(folder: Path) -> None:
    (folder / "files").mkdir()
    (folder / "files/plan.pdf").write_bytes(b"plan")
    (folder / "documents.csv").write_text(
        DOCUMENTS + "D-01,training plan,The plan,MIS-Y4-SA8-A; midwives,2022-05-06;2022-06-10,"
        "files/plan.pdf,\n"
    )
    (folder / "document-events.csv").write_text(
        "document,event,by,on,minute\nD-01,agreed,Trust Board,2022-06-01,12.3\n"
    )
    (folder / "contents.csv").write_text(
        "document,item,found,page,who looked,when\nD-01,emergencies,yes,4,lead,2022-06-02\n"
        "D-01,personalised care,,,,\n"
    )
    (document,) = read_submission(folder, tables()).documents
    assert document.about == ("MIS-Y4-SA8-A", "midwives")
    assert document.progress_reported_on == (date(2022, 5, 6), date(2022, 6, 10))
    assert document.events == (DocumentEvent("agreed", "Trust Board", date(2022, 6, 1), "12.3"),)
    assert document.contents == (ContentItem("emergencies", "yes", "4", "lead", date(2022, 6, 2)),)
    assert document.sha256 == hashlib.sha256(b"plan").hexdigest()


def test_a_document_that_has_changed_since_it_was_listed(problems: Problems) -> None:
    listed = DOCUMENTS + f"D-01,training plan,,,,files/plan.pdf,{'0' * 64}\n"
    said = problems({"documents.csv": listed, "files/plan.pdf": b"another"})
    assert said[0].startswith(
        "documents.csv, row 2, column “sha256”: files/plan.pdf is not the file"
    )


@pytest.mark.parametrize(
    ("file", "content", "column"),
    [
        ("document-events.csv", "document,event,by,on\nD-02,agreed,B,2022-06-01\n", "document"),
        ("contents.csv", "document,item,found\nD-02,x,yes\n", "document"),
        (
            "judgements.csv",
            "requirement,answer,who,role,date,reason,evidence\n"
            "MIS-Y4-SA7-A,met,A,B,2022-06-01,C,D-02\n",
            "evidence",
        ),
    ],
)
def test_a_document_nobody_listed(problems: Problems, file: str, content: str, column: str) -> None:
    assert problems({"documents.csv": "id,kind\nD-01,training plan\n", file: content}) == [
        f"{file}, row 2, column “{column}”: “D-02” is not the id of a document in "
        "documents.csv. Did you mean “D-01”?"
    ]


def test_an_event_nobody_defined(problems: Problems) -> None:
    said = problems({"document-events.csv": "document,event,by,on\nD-01,singed,B,2022-06-01\n"})
    assert "“singed” is not on the list. Did you mean “signed”?" in said[0]


def test_judgements_and_declared_answers(folder: Path) -> None:
    (folder / "documents.csv").write_text("id,kind\nD-01,letter\n")
    (folder / "judgements.csv").write_text(
        "requirement,answer,who,role,date,until,reason,evidence\n"
        "MIS-Y4-SA7-A,not met,A. Name,chair,2022-06-01,,no quorum,D-01\n"
    )
    (folder / "declared.csv").write_text("requirement,answer\nMIS-Y4-SA7-A,not applicable\n")
    submission = read_submission(folder, tables())
    assert submission.judgements == (
        Judgement("MIS-Y4-SA7-A", False, "A. Name", "chair", date(2022, 6, 1), "no quorum", "D-01"),
    )
    assert submission.declared == {"MIS-Y4-SA7-A": "not applicable"}


def test_the_fingerprint_is_of_names_and_content(folder: Path) -> None:
    before = read_submission(folder, tables()).fingerprint
    assert read_submission(folder, tables()).fingerprint == before
    (folder / ONE_TO_ONE).write_text(FIGURES)
    assert read_submission(folder, tables()).fingerprint != before

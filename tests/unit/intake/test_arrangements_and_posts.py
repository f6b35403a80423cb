"""What is in place and who holds which post, read from the two lists of any folder."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from mis_assessor.core.evidence.submission import Arrangement, Post
from mis_assessor.intake.read import read_submission
from trust_year.forms import tables

Problems = Callable[..., list[str]]

DOCUMENTS = "id,kind\nD-01,role description\n"
ARRANGEMENTS = (
    "arrangement,organisation,in place,since,until,evidence item,stated by,role,stated on\n"
)
POSTS = "post,organisation,person,profession,from,until,reports to,evidence item\n"


def test_a_folder_without_the_lists_has_neither(folder: Path) -> None:
    submission = read_submission(folder, tables())
    assert submission.arrangements == ()
    assert submission.posts == ()


def test_arrangements_and_a_blank_answer_is_no_answer(folder: Path) -> None:
    (folder / "documents.csv").write_text(DOCUMENTS)
    (folder / "arrangements.csv").write_text(
        ARRANGEMENTS + "preterm birth clinic,RXX,yes,2021-03-01,2021-12-31,D-01,A. Name,lead,"
        "2021-05-01\nchair paid,,no,,,,,,\nteam based,,,,,,,,\n"
    )
    in_place, not_in_place, unanswered = read_submission(folder, tables()).arrangements
    assert in_place == Arrangement(
        "preterm birth clinic",
        "RXX",
        True,
        date(2021, 3, 1),
        date(2021, 12, 31),
        "D-01",
        "A. Name",
        date(2021, 5, 1),
    )
    assert not_in_place == Arrangement("chair paid", in_place=False)
    assert unanswered.in_place is None


def test_posts(folder: Path) -> None:
    (folder / "documents.csv").write_text(DOCUMENTS)
    (folder / "posts.csv").write_text(
        POSTS + "fetal monitoring lead midwife,RXX01,B. Name,midwife,2021-04-01,2022-03-31,"
        "director of midwifery; LMS Board,D-01\nfetal monitoring lead,,S-2,,,,,\n"
    )
    held, unknown = read_submission(folder, tables()).posts
    assert held == Post(
        "fetal monitoring lead midwife",
        "B. Name",
        "RXX01",
        "midwife",
        date(2021, 4, 1),
        date(2022, 3, 31),
        ("director of midwifery", "LMS Board"),
        "D-01",
    )
    assert unknown == Post("fetal monitoring lead", "S-2")


def test_everything_wrong_in_them_is_said_at_once(problems: Problems) -> None:
    said = problems(
        {
            "documents.csv": DOCUMENTS,
            "arrangements.csv": ARRANGEMENTS
            + "chair paid,,perhaps,2021-05-01,2021-04-30,,,,\n,,yes,,,,,,\n",
            "posts.csv": POSTS + "lead,,A. Name,midwive,2021-05-01,2021-04-30,,D-02\nlead,,,,,,,\n",
        }
    )
    assert said == [
        "arrangements.csv, row 2, column “in place”: “perhaps” is not “yes” or “no”. Blank "
        "means not known.",
        "arrangements.csv, row 3, column “arrangement”: is blank, and every row needs it.",
        "arrangements.csv, row 2: “until” is 2021-04-30, before “since”, which is 2021-05-01. "
        "Check both days.",
        "posts.csv, row 2, column “profession”: “midwive” is not on the list. Did you mean "
        "“midwife”?",
        "posts.csv, row 3, column “person”: is blank, and every row needs it.",
        "posts.csv, row 2: “until” is 2021-04-30, before “from”, which is 2021-05-01. Check "
        "both days.",
    ]


@pytest.mark.parametrize(
    ("file", "content"),
    [
        ("arrangements.csv", ARRANGEMENTS + "chair paid,,yes,,,D-02,,,\n"),
        ("posts.csv", POSTS + "lead,,A. Name,,,,,D-02\n"),
    ],
)
def test_a_document_nobody_listed(problems: Problems, file: str, content: str) -> None:
    assert problems({"documents.csv": DOCUMENTS, file: content}) == [
        f"{file}, row 2, column “evidence item”: “D-02” is not the id of a document in "
        "documents.csv. Did you mean “D-01”?"
    ]


@pytest.mark.parametrize(
    ("file", "content"),
    [
        ("arrangements.csv", ARRANGEMENTS + "chair paid,,yes,,,,943 476 5919,,\n"),
        ("posts.csv", POSTS + "lead,,943 476 5919,,,,,\n"),
    ],
)
def test_a_patient_is_stopped_in_both(problems: Problems, file: str, content: str) -> None:
    (said,) = problems({file: content})
    assert said.startswith(f"{file}, row 2, column “")
    assert "this looks like an NHS number" in said
    assert "943" not in said


def test_what_more_can_be_done_with_a_document(folder: Path) -> None:
    verbs = ("completed", "reviewed", "seen", "sent", "consulted")
    (folder / "documents.csv").write_text(DOCUMENTS)
    (folder / "document-events.csv").write_text(
        "document,event,by,on\n" + "".join(f"D-01,{v},LMS Board,2021-05-01\n" for v in verbs)
    )
    (document,) = read_submission(folder, tables()).documents
    assert tuple(event.event for event in document.events) == verbs

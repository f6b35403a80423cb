"""Fingerprints are compared under any spelling of a name; files that are not there are told."""

from collections.abc import Callable
from hashlib import sha256
from pathlib import Path

import pytest

from mis_assessor.intake.read import read_submission
from trust_year.forms import tables

Problems = Callable[..., list[str]]
HEAD = "id,kind,title,file,sha256\n"
WAS, IS = sha256(b"as it was").hexdigest(), sha256(b"as it is").hexdigest()
SPELLINGS = (
    "files/Café terms.pdf",
    "files\\Café terms.pdf",
    "./files/Café terms.pdf",
    "files/café TERMS.pdf",
    "files/Cafe\u0301 terms.pdf",
    "Café terms.pdf",
    "files//Café terms.pdf ",
)


@pytest.mark.parametrize("spelling", SPELLINGS)
def test_a_file_is_found_however_its_name_is_written(problems: Problems, spelling: str) -> None:
    files = {
        "files/Café terms.pdf": "as it is",
        "documents.csv": f"{HEAD}D-1,terms,Terms,{spelling},{WAS}\n",
    }
    (told,) = problems(files)
    assert "is not the file this fingerprint was made from" in told
    assert problems({"documents.csv": f"{HEAD}D-1,terms,Terms,{spelling},{IS}\n"}) == []


def test_a_file_that_was_not_sent_is_told(folder: Path, problems: Problems) -> None:
    rows = f"D-1,terms,Terms,files/terms-final.pdf,{WAS}\nD-2,plan,Plan,,\n"
    assert problems({"files/terms.pdf": "as it is", "documents.csv": HEAD + rows}) == []
    assert read_submission(folder, tables()).remarks == (
        "documents.csv: “files/terms-final.pdf” is not in the folder, so no fingerprint was "
        "compared. Send the file along, or check how its name is written.",
    )


def test_of_many_that_were_not_sent_the_first_are_named(folder: Path, problems: Problems) -> None:
    rows = "".join(f"D-{n},plan,Plan,files/{n}.pdf,\n" for n in range(7))
    assert problems({"documents.csv": HEAD + rows}) == []
    (told,) = read_submission(folder, tables()).remarks
    assert "“files/4.pdf” and 2 more are not in the folder" in told

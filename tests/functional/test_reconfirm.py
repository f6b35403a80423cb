"""``mis reconfirm``: what must be answered by a named person before a year is upheld again."""

import csv
import json
import shutil
from pathlib import Path

import pytest

from functional.mis import SAMPLES, mis

BY = ("--who", "Ottoline Farrowmere", "--role", "chief executive")
UPHELD = ("--record", "upheld", "--decided", "2024-03-01", *BY)


@pytest.fixture
def old(tmp_path: Path) -> Path:
    return Path(shutil.copytree(SAMPLES / "ten-of-ten", tmp_path / "january"))


@pytest.fixture(scope="module")
def blank_form(tmp_path_factory: pytest.TempPathFactory) -> Path:
    form = tmp_path_factory.mktemp("forms") / "blank.csv"
    mis("reconfirm", SAMPLES / "ten-of-ten", "--on", "2024-02-02", "--form", form)
    return form


def fill(form: Path, **answer: str) -> None:
    """Answers every row of a form."""
    said = {
        "answer": "stands",
        "who": "Verity Brook",
        "role": "governance lead",
        "on": "2024-02-20",
        "reason": "counted again from the source",
    } | answer
    with form.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    with form.open("w", encoding="utf-8", newline="") as file:
        lines = csv.DictWriter(file, rows[0])
        lines.writeheader()
        lines.writerows(row | said for row in rows)


def declared_and_verified(path: Path) -> None:
    for step, day in (("declared", "2023-02-02"), ("verified", "2023-04-03")):
        assert mis("outcome", "record", path, step, "--outcome", "met", "--on", day, *BY).code == 0


def test_a_declaration_is_upheld_only_when_all_is_answered(old: Path, tmp_path: Path) -> None:
    declared_and_verified(old)
    form, page = tmp_path / "form.csv", tmp_path / "all.json"
    ran = mis("reconfirm", old, "--on", "2024-02-02", "--form", form, "--json", page)
    assert ran.code == 1
    assert "met as at 2 February 2023, met as at 2 February 2024" in ran.out
    assert "THIN MARGIN  MIS-Y4-SA8-B" in ran.out
    assert "£412,650.00 contributed and that year's share" in ran.out
    (year,) = json.loads(page.read_text(encoding="utf-8"))
    assert len(year["unanswered"]) == len(year["year"]["matters"]) > 3

    again = ("reconfirm", old, "--on", "2024-02-02")
    refused = mis(*again, *UPHELD)
    assert refused.code == 12 and "nobody has answered" in refused.err
    fill(form, answer="does not stand")
    ran = mis(*again, "--answers", form, *UPHELD)
    assert ran.code == 12 and "was answered with “does not stand”" in ran.err
    fill(form)
    ran = mis(*again, "--answers", form, *UPHELD)
    assert ran.code == 0, ran.err
    assert "Verity Brook, governance lead, on 20 February 2024: stands." in ran.out
    shown = mis("outcome", "show", old).out
    assert "3  re-confirmed: upheld, on 1 March 2024, by Ottoline Farrowmere" in shown
    assert mis(*again, "--answers", form, *UPHELD).code == 12  # and never a second time


def test_a_year_that_was_never_verified_cannot_be_upheld(
    old: Path, blank_form: Path, tmp_path: Path
) -> None:
    form = Path(shutil.copy(blank_form, tmp_path))
    fill(form)
    ran = mis("reconfirm", old, "--on", "2024-02-02", "--answers", form, *UPHELD)
    assert (ran.code, "cannot follow" in ran.err) == (12, True)


def test_then_and_now_of_several_years_at_once(old: Path, tmp_path: Path) -> None:
    ran = mis("reconfirm", old, SAMPLES / "one-midwife-short", SAMPLES / "year-6-ten-of-ten")
    assert (ran.code, "alone. Name its folder of now as well" in ran.err) == (11, True)
    now = SAMPLES / "one-midwife-short"
    ran = mis("reconfirm", old, now, now)
    assert (ran.code, "are all RZ9, year 4" in ran.err) == (11, True)
    six = SAMPLES / "year-6-ten-of-ten"
    ran = mis("reconfirm", old, now, six, six)
    assert ran.code == 1
    assert "CONTRADICTED  MIS-Y4-SA8-B" in ran.out
    assert "EVIDENCE CHANGED  training attendance" in ran.out
    assert "All 2 years together: £" in ran.out
    assert ran.out.count("SAME EVIDENCE  the submission") == 1  # year 6, sent twice


@pytest.mark.parametrize(
    ("answer", "says"),
    [
        ({"reason": ""}, "is answered in part: fill in “reason” too."),
        ({"matter": "000000000000"}, "is already in row 2"),
        ({"on": "2099-01-01"}, "a day that has not come yet"),
        ({"who": "TBC"}, "is answered in part: fill in “who” too."),
        ({"answer": "perhaps"}, "is not on the list"),
    ],
)
def test_answers_that_do_not_count_are_told(
    old: Path, blank_form: Path, tmp_path: Path, answer: dict[str, str], says: str
) -> None:
    form = Path(shutil.copy(blank_form, tmp_path))
    fill(form, **answer)
    ran = mis("reconfirm", old, "--on", "2024-02-02", "--answers", form)
    assert (ran.code, says in ran.err) == (11, True), ran.err


def test_an_answer_to_what_is_not_asked(old: Path, tmp_path: Path) -> None:
    form = tmp_path / "form.csv"
    mis("reconfirm", old, SAMPLES / "one-midwife-short", "--form", form)
    fill(form)
    ran = mis("reconfirm", old, "--on", "2024-02-02", "--answers", form)
    assert (ran.code, "answers something that is not asked" in ran.err) == (11, True)


def test_words_that_do_not_go_together(old: Path, tmp_path: Path) -> None:
    assert mis("reconfirm", old, "--on", "2024-02-02", "--record", "upheld").code == 2
    inside = old / "documents.csv"
    assert mis("reconfirm", old, "--on", "2024-02-02", "--form", inside).code == 12

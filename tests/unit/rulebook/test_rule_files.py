"""``same as``: a rule that says only what changed, and nothing it must say itself."""

from pathlib import Path

import pytest

from mis_assessor.core.verdicts import Verdict
from mis_assessor.reports.rulebook_words import describe
from unit.rulebook.folders import ACTION, REPORTS, STARTED, line_of, read, small_folder, told

OTHER = f"{ACTION}/reviews-started-again.yaml"
HEAD = (
    "id: MIS-Y4-SA1-A-iii\n"
    "same as: MIS-Y4-SA1-A-ii\n"
    "source: {document: mis-web-page-2023}\n"
    "applies: {editions: [2022-10], in a pause: continues}\n"
)


def with_other(tmp_path: Path, text: str) -> Path:
    """The small folder with one more rule."""
    folder = small_folder(tmp_path)
    (folder / OTHER).write_text(text, encoding="utf-8")
    return folder


def test_what_is_not_written_again_is_taken_over_and_values_are_merged(tmp_path: Path) -> None:
    values = "title: Sooner\nvalues:\n  percent needed:\n    - {is: 96%, status: assumption}\n"
    book = read(with_other(tmp_path, HEAD + values))
    old, new = book.rule("MIS-Y4-SA1-A-ii"), book.rule("MIS-Y4-SA1-A-iii")
    assert old is not None
    assert new is not None
    assert new.requirement.title == "Sooner"
    assert new.requirement.asks == old.requirement.asks
    assert new.requirement.met_when == old.requirement.met_when
    assert str(new.requirement.values["percent needed"][0].is_.written) == "96%"
    assert new.requirement.values["time allowed"] == old.requirement.values["time allowed"]
    assert new.requirement.source.document == "mis-web-page-2023"
    assert new.requirement.source.section == ""


def test_a_page_about_it_says_what_was_taken_from_where(tmp_path: Path) -> None:
    new = read(with_other(tmp_path, HEAD + "title: Sooner\n")).rule("MIS-Y4-SA1-A-iii")
    assert new is not None
    lines = describe(new).splitlines()
    taken = next(line for line in lines if line.startswith("Taken from"))
    assert taken.startswith("Taken from   MIS-Y4-SA1-A-ii: ")
    assert "asks" in taken
    assert "title" not in taken


@pytest.mark.parametrize("heading", ["source", "applies"])
def test_a_citation_and_the_editions_are_never_taken_over(tmp_path: Path, heading: str) -> None:
    kept = "".join(f"{line}\n" for line in HEAD.splitlines() if not line.startswith(f"{heading}:"))
    folder = with_other(tmp_path, kept)
    assert told(folder) == [f"rules/{OTHER}, line 1: “{heading}” is missing. Add it."]


@pytest.mark.parametrize(
    ("written", "none_due"), [("[notes, if none due]", None), ("notes", Verdict.MET)]
)
def test_headings_can_be_left_out(tmp_path: Path, written: str, none_due: Verdict | None) -> None:
    new = read(with_other(tmp_path, f"{HEAD}without: {written}\n")).rule("MIS-Y4-SA1-A-iii")
    assert new is not None
    assert new.requirement.notes == ""
    assert new.requirement.if_none_due is none_due


@pytest.mark.parametrize(
    ("text", "at", "says"),
    [
        (
            HEAD.replace("same as: MIS-Y4-SA1-A-ii", "same as: MIS-Y4-SA1-A-i"),
            "same as",
            "there is no requirement MIS-Y4-SA1-A-i. Did you mean “MIS-Y4-SA1-A-ii”?",
        ),
        (
            HEAD.replace("same as: MIS-Y4-SA1-A-ii", "same as: last year"),
            "same as",
            "there is no requirement last year.",
        ),
        (
            HEAD.replace("same as: MIS-Y4-SA1-A-ii", "same as: MIS-Y4-SA1-A-iii"),
            "same as",
            "“same as” comes back to MIS-Y4-SA1-A-iii. Break the ring.",
        ),
        (
            f"{HEAD}without: [note]\n",
            "without",
            "“note” is not in MIS-Y4-SA1-A-ii, so it cannot be left out. Did you mean “notes”?",
        ),
    ],
)
def test_what_cannot_be_taken_over_is_told(tmp_path: Path, text: str, at: str, says: str) -> None:
    folder = with_other(tmp_path, text)
    line = line_of(folder, OTHER, at)
    assert told(folder) == [f"rules/{OTHER}, line {line}: {says}"]


def test_two_rules_that_are_the_same_as_each_other_are_both_told(tmp_path: Path) -> None:
    folder = with_other(tmp_path, HEAD.replace("SA1-A-ii\n", "SA1-D\n"))
    reports = folder / REPORTS
    text = reports.read_text(encoding="utf-8")
    reports.write_text(text.replace("asks:", "same as: MIS-Y4-SA1-A-iii\nasks:", 1))
    said = told(folder)
    assert any("comes back to MIS-Y4-SA1-A-iii" in problem for problem in said)
    assert any("comes back to MIS-Y4-SA1-D" in problem for problem in said)


def test_examples_that_were_taken_over_may_wait_until_the_values_are_read(
    tmp_path: Path,
) -> None:
    low = "{not loaded: to be read, status: recalled-low}"
    values = f"values:\n  percent needed:\n    - {low}\n"
    assert read(with_other(tmp_path, HEAD + values)).rule("MIS-Y4-SA1-A-iii") is not None


def test_what_is_wrong_in_a_taken_over_rule_is_told_of_the_file_that_is_read(
    tmp_path: Path,
) -> None:
    folder = with_other(tmp_path, HEAD + "met wen: {reviews: yes}\n")
    assert told(folder) == [
        f"rules/{OTHER}, line 5: “met wen” is not a heading here. Did you mean “met when”?"
    ]
    assert (folder / STARTED).is_file()

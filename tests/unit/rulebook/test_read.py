"""A year's rule files read into one rulebook: order, values from above, fingerprint."""

from pathlib import Path

import pytest

from mis_assessor.core.errors import RulebookWrong
from mis_assessor.rulebook.loaded import years_in
from mis_assessor.rulebook.read import read_rulebook
from mis_assessor.rulebook.rule_files import LARGEST
from unit.rulebook.folders import (
    ACTION,
    FORM,
    REPORTS,
    SCHEME,
    STARTED,
    YEAR,
    change,
    read,
    small_folder,
    told,
)


def test_a_few_of_our_own_files_are_a_rulebook(tmp_path: Path) -> None:
    book = read(small_folder(tmp_path))
    assert [a.number for a in book.actions] == [0, 1]
    assert [(r.requirement.id, r.file) for r in book.rules] == [
        ("MIS-Y4-COND-2", f"rules/{FORM}"),
        ("MIS-Y4-SA1-A-ii", f"rules/{STARTED}"),
        ("MIS-Y4-SA1-D", f"rules/{REPORTS}"),
    ]
    found = book.rule("MIS-Y4-SA1-D")
    assert found is not None
    assert found.requirement.title.startswith("Quarterly reports")
    assert book.rule("MIS-Y4-SA1-X") is None


def test_a_rule_takes_values_from_its_action_and_its_year_and_its_own_stand_first(
    tmp_path: Path,
) -> None:
    folder = small_folder(tmp_path)
    before = read(folder).rule("MIS-Y4-SA1-A-ii")
    assert before is not None
    assert {"percent needed", "first death", "evidence end"} <= set(before.values)
    assert str(before.values["first death"][0].is_) == "2022-05-06"
    own = "values:\n  first death:\n    - {is: 2022-05-07, status: assumption}\n"
    change(folder, STARTED, "values:\n", own)
    after = read(folder).rule("MIS-Y4-SA1-A-ii")
    assert after is not None
    assert str(after.values["first death"][0].is_) == "2022-05-07"


def test_the_order_of_requirements_is_the_one_the_action_names(tmp_path: Path) -> None:
    folder = small_folder(tmp_path)
    change(folder, f"{ACTION}/action.yaml", "  - MIS-Y4-SA1-A-ii\n", "")
    assert [r.requirement.id for r in read(folder).rules if r.action == 1] == [
        "MIS-Y4-SA1-D",
        "MIS-Y4-SA1-A-ii",
    ]


def test_the_fingerprint_changes_with_any_file_and_not_with_where_they_lie(
    tmp_path: Path,
) -> None:
    first, second = small_folder(tmp_path / "a"), small_folder(tmp_path / "b")
    assert read(first).digest == read(second).digest
    change(second, STARTED, "title: Reviews", "title: All reviews")
    assert read(first).digest != read(second).digest


def test_a_year_that_is_not_there_names_those_that_are(tmp_path: Path) -> None:
    folder = small_folder(tmp_path)
    assert years_in(folder) == (4,)
    with pytest.raises(RulebookWrong) as raised:
        read_rulebook(folder, 9)
    assert str(raised.value) == "Year 9 is not loaded. Years loaded: 4."
    (tmp_path / "none").mkdir()
    with pytest.raises(RulebookWrong, match="Years loaded: none"):
        read_rulebook(tmp_path / "none", 4)


def test_a_year_of_which_nothing_is_known_says_so(tmp_path: Path) -> None:
    folder = small_folder(tmp_path)
    change(folder, SCHEME, "launched:", "not loaded: its guidance is not known to us.\nlaunched:")
    assert told(folder) == ["Year 4 is not loaded: its guidance is not known to us."]


@pytest.mark.parametrize("file", ["sources.yaml", f"{ACTION}/action.yaml"])
def test_a_file_that_must_be_there_is_missed_by_name(tmp_path: Path, file: str) -> None:
    folder = small_folder(tmp_path)
    (folder / file).unlink()
    assert told(folder) == [f"rules/{file}: this file is missing."]


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"id: M\xfcller\n", "save this file as UTF-8."),
        (b"#" * (LARGEST + 1), "a rule file this large cannot be right."),
    ],
)
@pytest.mark.parametrize("file", [STARTED, f"{YEAR}/scheme.yaml", f"{YEAR}/conditions/action.yaml"])
def test_a_file_that_cannot_be_text_of_a_rule_is_refused(
    tmp_path: Path, file: str, content: bytes, says: str
) -> None:
    folder = small_folder(tmp_path)
    (folder / file).write_bytes(content)
    assert told(folder) == [f"rules/{file}: {says}"]


def test_the_largest_file_still_goes(tmp_path: Path) -> None:
    folder = small_folder(tmp_path)
    text = (folder / STARTED).read_bytes()
    (folder / STARTED).write_bytes(text + b"#" * (LARGEST - len(text)))
    assert read(folder).rule("MIS-Y4-SA1-A-ii") is not None

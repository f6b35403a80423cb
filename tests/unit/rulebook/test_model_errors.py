"""One thing wrong in one rule file: the sentence, with file and line, that says what to do."""

from pathlib import Path

import pytest

from mis_assessor.reading.problems import did_you_mean
from unit.rulebook.folders import (
    FORM,
    REPORTS,
    SCHEME,
    STARTED,
    change,
    line_of,
    small_folder,
    told,
)

HEADINGS = [
    (
        STARTED,
        "met when:",
        "met wen:",
        "met wen",
        "“met wen” is not a heading here. Did you mean “met when”?",
    ),
    (
        STARTED,
        "title: Reviews started within two months\n",
        "",
        None,
        "“title” is missing. Add it.",
    ),
    (
        STARTED,
        "  reviews: {is at least: percent needed}",
        "  any of: [yes]",
        "any of",
        "“any of” is not one of the forms a rule may take here.",
    ),
    (
        STARTED,
        "{is: 95%, status: recalled-high}",
        "{is: 95%, status: known}",
        "{is: 95%",
        "“known” cannot stand under “status”. Write “seed”, “public”, "
        "“public-secondary”, “recalled-high”, “recalled-med”, “recalled-low”, “derived”, "
        "“assumption” or “carried-over”.",
    ),
    (
        STARTED,
        "in a pause: suspended",
        "in a pause: stopped",
        "in a pause",
        "“stopped” cannot stand under “in a pause”. "
        "Write “suspended”, “continues” or “best effort”.",
    ),
    (
        STARTED,
        "if no cases: met",
        "if no cases: mett",
        "if no cases",
        "“mett” cannot stand under “if no cases”. Write “not met”, “evidence missing”, "
        "“needs judgement”, “not due yet”, “met by alternative”, “met”, “paused” or "
        "“not applicable”. Did you mean “met”?",
    ),
    (
        STARTED,
        "{is: 95%, status: recalled-high}",
        "{is: 95, status: recalled-high}",
        "{is: 95,",
        "“is”: “95” needs a unit, for example “95 times”.",
    ),
    (
        STARTED,
        "{is: 95%, status: recalled-high}",
        "{is: 95%, status: recalled-low}",
        "{is: 95%",
        "“percent needed”: a “recalled-low” value ships empty: write “not loaded” and why.",
    ),
    (
        STARTED,
        "{within: time allowed, after: day the clock starts}",
        "{within: time allowed}",
        "done when",
        "“done when”: “within” needs “after” or “before” and a column.",
    ),
    (
        STARTED,
        "  reviews: {is at least: percent needed}",
        "  reviews: {at least: percent needed}",
        "met when",
        "“at least” is not a heading here. Did you mean “is at least”?",
    ),
    (
        STARTED,
        "  reviews: {is at least: percent needed}",
        "  all of: []",
        "all of: []",
        "nothing stands under “all of”.",
    ),
    (
        SCHEME,
        "from: 2021-12-23",
        "from: 2022-12-23",
        "from: 2022-12-23",
        "“pauses”: “to” is before “from”.",
    ),
    (
        SCHEME,
        "launched: 2021-08-09",
        "launched: 2021-08-32",
        "launched",
        "“launched”: “2021-08-32” is not a day. Write it as 2022-05-06.",
    ),
    (
        SCHEME,
        "launched: 2021-08-09",
        "launched: [2021-08-09]",
        "launched",
        "“launched” needs a single value behind the colon.",
    ),
    (
        REPORTS,
        "    contains all: report contents",
        "    in this order: maybe",
        "in this order",
        "“in this order”: “maybe” is not “yes” or “no”.",
    ),
    (
        SCHEME,
        "year: 4",
        "year: four",
        "year: four",
        "“year”: “four” is not a whole number. Write it as 1234.",
    ),
    (
        STARTED,
        "editions: [2022-05, 2022-10]",
        "editions: 2022-05",
        "applies",
        "“editions” needs a list: each item on a line that begins with “- ”.",
    ),
    (
        STARTED,
        "title: Reviews started within two months",
        "title: [Reviews, started]",
        "title",
        "“title” needs a single value behind the colon.",
    ),
    (
        STARTED,
        'source: {document: mis-year-4-guidance, section: "Safety action 1, required standard (a) '
        'ii"}',
        "source: mis-year-4-guidance",
        "source",
        "“source” needs headings of its own.",
    ),
    (
        STARTED,
        "if no cases: met",
        "only if: merging",
        "only if",
        "“only if” needs headings of its own.",
    ),
    (
        "sources.yaml",
        "  publisher: NHS Resolution\n",
        "",
        "mis-year-4-guidance",
        "“publisher” is missing. Add it.",
    ),
]
YAML = [
    (
        FORM,
        "title: The declaration",
        "title: &name The declaration",
        "title",
        "“&” and “*” (anchors) are not used here. Write the text again.",
    ),
    (
        FORM,
        "title: The declaration",
        "title: !!str The declaration",
        "title",
        "“tag:yaml.org,2002:str” (a tag) is not used here. Leave it out.",
    ),
    (
        FORM,
        "asks: The",
        "title: Again\nasks: The",
        "title: Again",
        "“title” stands here twice. Keep one of them.",
    ),
    (FORM, "due by:", "? [a, b]\n: c\ndue by:", "? [a, b]", "a heading must be plain text."),
    (FORM, "due by:", "---\ndue by:", "---", "one document a file, please."),
    (
        FORM,
        "due by: declaration day",
        "due by: [declaration day",
        "if not met",
        "not YAML here: did not find expected ',' or ']'.",
    ),
]


@pytest.mark.parametrize(("file", "old", "new", "at", "says"), [*HEADINGS, *YAML])
def test_the_sentence_names_the_file_the_line_and_what_to_write(
    tmp_path: Path, file: str, old: str, new: str, at: str | None, says: str
) -> None:
    folder = small_folder(tmp_path)
    change(folder, file, old, new)
    line = 1 if at is None else line_of(folder, file, at)
    assert told(folder) == [f"rules/{file}, line {line}: {says}"]


def test_a_condition_that_says_nothing_is_told_what_it_may_say(tmp_path: Path) -> None:
    folder = small_folder(tmp_path)
    change(folder, STARTED, "{is at least: percent needed}", "{counted by: dated}")
    (only,) = told(folder)
    line = line_of(folder, STARTED, "met when")
    assert only.startswith(
        f"rules/{STARTED}, line {line}: “met when” does not say what must hold. "
        "Write “is at least”, “is more than”, "
    )


def test_an_unknown_answer_names_those_there_are(tmp_path: Path) -> None:
    folder = small_folder(tmp_path)
    change(folder, STARTED, "answer: share of cases", "answer: share of case")
    (only,) = told(folder)
    line = line_of(folder, STARTED, "  reviews:")
    assert only.startswith(
        f"rules/{STARTED}, line {line}: “reviews”: “answer” must be one of: share of people, "
    )


def test_what_is_wrong_twice_on_one_line_in_one_way_is_told_once(tmp_path: Path) -> None:
    folder = small_folder(tmp_path)
    change(folder, STARTED, "{is at least: percent needed}", "{at least: a, is: b, is under: c}")
    line = line_of(folder, STARTED, "met when")
    assert told(folder) == [
        f"rules/{STARTED}, line {line}: “at least” is not a heading here. "
        "Did you mean “is at least”?"
    ]


def test_all_problems_of_all_files_come_at_once_in_the_order_of_the_files(tmp_path: Path) -> None:
    folder = small_folder(tmp_path)
    change(folder, STARTED, "met when:", "met wen:")
    change(folder, STARTED, "if no cases: met", "if no cases: mett")
    change(folder, FORM, "asks: The", "askes: The")
    change(folder, SCHEME, "launched:", "launched on:")
    files = [said.split(", line")[0] for said in told(folder)]
    assert files == [
        f"rules/{FORM}",
        f"rules/{FORM}",
        f"rules/{STARTED}",
        f"rules/{STARTED}",
        f"rules/{SCHEME}",
        f"rules/{SCHEME}",
    ]


@pytest.mark.parametrize("text", ["- a list", "a sentence", "[]"])
def test_a_file_without_headings_is_told_so(tmp_path: Path, text: str) -> None:
    folder = small_folder(tmp_path)
    (folder / STARTED).write_text(text)
    (only,) = told(folder)
    assert only == f"rules/{STARTED}, line 1: it has no headings."


def test_an_empty_file_lacks_every_heading_it_must_have(tmp_path: Path) -> None:
    folder = small_folder(tmp_path)
    (folder / STARTED).write_text("")
    said = told(folder)
    assert f"rules/{STARTED}, line 1: “id” is missing. Add it." in said
    assert f"rules/{STARTED}, line 1: “asks” is missing. Add it." in said


def test_nothing_is_suggested_where_no_word_is_near() -> None:
    assert did_you_mean("gestation", ["title", "asks"]) == ""
    assert did_you_mean("titel", ["title", "asks"]) == " Did you mean “title”?"

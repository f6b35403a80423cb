"""The rulebook as a whole: names, sources, editions, sentences and examples that cannot be."""

from pathlib import Path

import pytest

from unit.rulebook.folders import (
    ACTION,
    FORM,
    REPORTS,
    SCHEME,
    STARTED,
    change,
    read,
    small_folder,
    told,
)

ROW = "  exactly nineteen of twenty       | 2022-12-06 | 19 of 20            | met\n"
NAMES = [
    (
        STARTED,
        "{is at least: percent needed}",
        "{is at least: percent neded}",
        "“is at least” mentions “percent neded”, which is not under “values”. "
        "Did you mean “percent needed”?",
    ),
    (
        STARTED,
        "  reviews: {is at least",
        "  review: {is at least",
        "“met when” mentions “review”, which is not under “evidence”. Did you mean “reviews”?",
    ),
    (
        STARTED,
        "covers: {from: first death,",
        "covers: {from: first deth,",
        "“from” mentions “first deth”, which is not under “values”. Did you mean “first death”?",
    ),
    (
        STARTED,
        "due by: evidence end",
        "due by: the end",
        "“due by” mentions “the end”, which is not under “values”. Did you mean “evidence end”?",
    ),
    (
        STARTED,
        "document: mis-year-4-guidance",
        "document: mis-year-4-guidence",
        "the source “mis-year-4-guidence” is not in sources.yaml. "
        "Did you mean “mis-year-4-guidance”?",
    ),
    (
        STARTED,
        "{is: 95%, status: recalled-high}",
        "{is: 95%, status: public, source: {document: hearsay}}",
        "the source “hearsay” is not in sources.yaml.",
    ),
    (
        STARTED,
        "editions: [2022-05, 2022-10]",
        "editions: [2022-05, 2022-11]",
        "“2022-11” is no edition of this year: 2021-08, 2021-10, 2022-05, 2022-10.",
    ),
    (
        STARTED,
        "{is: 95%, status: recalled-high}",
        "{is: 95%, status: recalled-high, editions: [2021-09]}",
        "“2021-09” is no edition of this year: 2021-08, 2021-10, 2022-05, 2022-10.",
    ),
    (
        STARTED,
        "id: MIS-Y4-SA1-A-ii",
        "id: MIS-Y4-SA2-A-ii",
        "the id MIS-Y4-SA2-A-ii does not fit its folder: it must start MIS-Y4-SA1-",
    ),
    (
        FORM,
        "id: MIS-Y4-COND-2",
        "id: MIS-Y5-COND-2",
        "the id MIS-Y5-COND-2 does not fit its folder: it must start MIS-Y4-COND-",
    ),
    (
        STARTED,
        "id: MIS-Y4-SA1-A-ii",
        "id: MIS-Y4-SA1-D",
        f"MIS-Y4-SA1-D stands in rules/{REPORTS} too.",
    ),
    (
        REPORTS,
        "if not met:",
        "stands in for: [MIS-Y4-SA1-A-iii]\nif not met:",
        "“stands in for” names MIS-Y4-SA1-A-iii, which does not exist. "
        "Did you mean “MIS-Y4-SA1-A-ii”?",
    ),
]
SENTENCES = [
    (
        STARTED,
        "At least <percent needed> of",
        "At least <percent need> of",
        "“asks” has <percent need>, which is not under “values”. Did you mean “percent needed”?",
    ),
    (
        STARTED,
        "At least <percent needed> of",
        "At least 95% of",
        "“95%” stands in a sentence. Put it under “values” and write its name between < and >.",
    ),
    (
        STARTED,
        "if not met: Start the reviews listed.",
        "if not met: Start the reviews within 2 months.",
        "“2 months” stands in a sentence. Put it under “values” and write its name between < "
        "and >.",
    ),
    (
        STARTED,
        "if not met: Start the reviews listed.",
        "if not met: Pay £10,000.",
        "“£10,000” stands in a sentence. Put it under “values” and write its name between < and >.",
    ),
]
EXAMPLES = [
    (
        REPORTS,
        "on the last day of each gap      | 2022-12-06 | 2022-08-06; 2022-11-06         |"
        "           | met",
        "on the last day of each gap      | 2022-12-06 | 2022-08-06; 2022-11-06         |"
        "           | meet",
        "examples: row 4: “meet” is no verdict: not met, evidence missing, needs judgement, not "
        "due yet, met by alternative, met, paused, not applicable.",
    ),
    (
        STARTED,
        ROW,
        ROW.replace("19 of 20            |", ""),
        "examples: row 3 has 3 cells, the header 4.",
    ),
    (
        STARTED,
        "  case                             | on",
        "  example                          | on",
        "examples: the first column is “case”, the last is “verdict”.",
    ),
    (
        FORM,
        "2023-02-02 12:00:00 | met",
        "2023-02-02 11:59:59 | met",
        "no example stands on 2023-02-02 12:00:00, a side of “declaration deadline” "
        "(2023-02-02 12:00:00).",
    ),
    (
        FORM,
        "2023-01-05 12:00:01 | not met",
        "2023-01-05 12:00:02 | not met",
        "no example stands on 2023-01-05 12:00:01, a side of “declaration deadline” "
        "(2023-01-05 12:00:00).",
    ),
]


@pytest.mark.parametrize(("file", "old", "new", "says"), [*NAMES, *SENTENCES, *EXAMPLES])
def test_the_sentence_names_the_file_and_what_to_write(
    tmp_path: Path, file: str, old: str, new: str, says: str
) -> None:
    folder = small_folder(tmp_path)
    change(folder, file, old, new)
    assert told(folder) == [f"rules/{file}: {says}"]


def without_examples(folder: Path, file: str, *rows: str) -> None:
    """Leaves the table's two first lines and these rows."""
    head, table = (folder / file).read_text(encoding="utf-8").split("examples: |\n")
    kept = [*table.splitlines()[:2], *(f"  {row}" for row in rows)]
    (folder / file).write_text(f"{head}examples: |\n" + "\n".join(kept) + "\n", encoding="utf-8")


def test_examples_must_show_three_verdicts_and_both_sides_of_the_last_day(tmp_path: Path) -> None:
    folder = small_folder(tmp_path)
    without_examples(folder, STARTED, "exactly nineteen of twenty | 2023-01-01 | 19 of 20 | met")
    assert told(folder) == [
        f"rules/{STARTED}: no example is “evidence missing”.",
        f"rules/{STARTED}: no example is “not met”.",
        f"rules/{STARTED}: no example stands on 2022-12-05, a side of “evidence end” (2022-12-05).",
        f"rules/{STARTED}: no example stands on 2022-12-06, a side of “evidence end” (2022-12-05).",
    ]


def test_no_examples_at_all_are_missed_too(tmp_path: Path) -> None:
    folder = small_folder(tmp_path)
    head = (folder / STARTED).read_text(encoding="utf-8").split("examples: |")[0]
    (folder / STARTED).write_text(head, encoding="utf-8")
    assert f"rules/{STARTED}: no example is “met”." in told(folder)


def test_a_value_that_is_not_loaded_asks_for_an_example_of_needs_judgement(
    tmp_path: Path,
) -> None:
    folder = small_folder(tmp_path)
    low = "{not loaded: the guidance is not seen, status: recalled-low}"
    change(folder, STARTED, "{is: 95%, status: recalled-high}", low)
    assert told(folder) == [f"rules/{STARTED}: no example is “needs judgement”."]
    without_examples(folder, STARTED, "nobody knows | 2023-01-01 | not loaded | needs judgement")
    assert read(folder).rule("MIS-Y4-SA1-A-ii") is not None


def test_what_only_a_person_decides_is_never_missing_on_its_own(tmp_path: Path) -> None:
    folder = small_folder(tmp_path)
    text = (folder / FORM).read_text(encoding="utf-8")
    start, end = text.index("evidence:"), text.index("if not met:")
    confirmed = (
        "met when:\n  a person confirms: it arrived in time\ndue by: evidence end\n"
        "if not met: Tell the Board.\nexamples: |\n"
        "  case | on | judgement | verdict\n"
        "  judged so | 2022-12-05 | met | met\n"
        "  judged not | 2022-12-06 | not met | not met\n"
    )
    (folder / FORM).write_text(text[:start] + confirmed, encoding="utf-8")
    assert end > start
    assert read(folder).rule("MIS-Y4-COND-2") is not None


def test_what_is_asked_must_be_decided_unless_it_is_context(tmp_path: Path) -> None:
    folder = small_folder(tmp_path)
    change(folder, STARTED, "met when:\n  reviews: {is at least: percent needed}\n", "")
    assert told(folder) == [f"rules/{STARTED}: “met when” is missing."]
    change(folder, STARTED, "verified by: MBRRACE-UK\n", "force: context\n")
    assert read(folder).rule("MIS-Y4-SA1-A-ii") is not None


def test_file_names_are_lower_case(tmp_path: Path) -> None:
    folder = small_folder(tmp_path)
    (folder / STARTED).rename(folder / ACTION / "Reviews-started.yaml")
    assert told(folder) == [f"rules/{ACTION}/Reviews-started.yaml: file names are lower case."]


def test_editions_stand_in_the_order_they_came_into_force(tmp_path: Path) -> None:
    folder = small_folder(tmp_path)
    change(folder, SCHEME, "in force from: 2021-10-12", "in force from: 2021-08-08")
    says = "“editions” must stand in the order they came into force."
    assert told(folder) == [f"{SCHEME}: {says}"]


def test_several_files_that_cannot_be_are_all_told(tmp_path: Path) -> None:
    folder = small_folder(tmp_path)
    change(folder, STARTED, "At least <percent needed> of", "At least 95% of")
    change(folder, REPORTS, "document: mis-year-4-guidance", "document: hearsay")
    change(folder, FORM, "id: MIS-Y4-COND-2", "id: MIS-Y4-SA1-2")
    assert [said.split(": ")[0] for said in told(folder)] == [
        f"rules/{FORM}",
        f"rules/{REPORTS}",
        f"rules/{STARTED}",
    ]

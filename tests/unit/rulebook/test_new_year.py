"""The files of a year nobody has read: everything as last year, every date emptied."""

from pathlib import Path
from typing import Any

from mis_assessor.core.rules.values import Entry
from mis_assessor.reading.yaml_file import read_yaml
from mis_assessor.rulebook.check import check_rulebook
from mis_assessor.rulebook.new_year import carried_over, new_year_files, source_entry, source_of
from mis_assessor.rulebook.read import read_rulebook
from unit.rulebook.folders import REPORTS, SCHEME, STARTED, change, read, small_folder

SA1 = "sa01-perinatal-mortality-review"


def made(folder: Path) -> dict[str, str]:
    return dict(new_year_files(read(folder), 5))


def content(text: str) -> Any:
    found = read_yaml("a.yaml", text)
    assert found.problems == ()
    return found.content


def test_each_rule_takes_the_one_before_it_and_cites_the_new_guidance(tmp_path: Path) -> None:
    files = made(small_folder(tmp_path))
    assert set(files) == {
        "scheme.yaml",
        "CHECKLIST.md",
        "conditions/action.yaml",
        "conditions/form-received.yaml",
        f"{SA1}/action.yaml",
        f"{SA1}/reviews-started.yaml",
        f"{SA1}/quarterly-reports.yaml",
    }
    assert content(files[f"{SA1}/reviews-started.yaml"]) == {
        "id": "MIS-Y5-SA1-A-ii",
        "same as": "MIS-Y4-SA1-A-ii",
        "source": {
            "document": "mis-year-5-guidance",
            "section": "Safety action 1, required standard (a) ii",
        },
        "applies": {"editions": ["first"], "in a pause": "suspended"},
        "values": {
            "percent needed": [{"is": "95%", "status": "carried-over"}],
            "time allowed": [{"is": "2 months", "status": "carried-over"}],
        },
    }
    assert source_of(5) == "mis-year-5-guidance"
    assert content(source_entry(5))["mis-year-5-guidance"]["seen"] == "not yet read"


def test_a_day_decides_nothing_and_says_what_is_expected(tmp_path: Path) -> None:
    action = content(made(small_folder(tmp_path))[f"{SA1}/action.yaml"])
    assert action["in this order"][0] == "MIS-Y5-SA1-A-ii"
    assert action["values"]["first death"] == [
        {
            "not loaded": "to be read in the year 5 guidance.",
            "expected": "2023-05-06",
            "status": "carried-over",
        }
    ]
    assert action["values"]["who counts"] == [
        {
            "readings": ["fallen due", "fallen due or already done"],
            "status": "assumption",
            "source": {"document": "this-project"},
        }
    ]


def test_values_of_an_edition_are_written_again_without_it(tmp_path: Path) -> None:
    folder = small_folder(tmp_path)
    share = "{is: 95%, status: recalled-high, editions: [2022-05, 2022-10]}"
    change(folder, STARTED, "{is: 95%, status: recalled-high}", share)
    both = "editions: [2022-05, 2022-10]"
    parts = f"{{is: [deaths reviewed, action plans], status: recalled-high, {both}}}"
    change(folder, REPORTS, "{is: [deaths reviewed, action plans], status: recalled-high}", parts)
    low = "{not loaded: not seen, status: recalled-low, editions: [2022-10]}"
    gap = "{is: 3 months, status: assumption, source: {document: this-project}}"
    change(folder, REPORTS, gap, f"{gap[:-1]}, editions: [2022-05]}}\n    - {low}")
    text = (folder / REPORTS).read_text(encoding="utf-8")
    table, row = (
        text.index("  August"),
        "  nobody knows | 2022-12-06 | not loaded | | needs judgement\n",
    )
    (folder / REPORTS).write_text(text[:table] + row + text[table:], encoding="utf-8")
    files = made(folder)
    started = content(files[f"{SA1}/reviews-started.yaml"])["values"]
    assert started["percent needed"] == [{"is": "95%", "status": "carried-over"}]
    reports = content(files[f"{SA1}/quarterly-reports.yaml"])["values"]
    assert reports["report contents"] == [
        {"is": ["deaths reviewed", "action plans"], "status": "carried-over"}
    ]
    assert reports["longest gap"] == [{"status": "recalled-low", "not loaded": "not seen"}]


def test_what_stands_in_for_another_stands_in_for_its_successor(tmp_path: Path) -> None:
    folder = small_folder(tmp_path)
    change(folder, REPORTS, "if not met:", "stands in for: [MIS-Y4-SA1-A-ii]\nif not met:")
    rule = content(made(folder)[f"{SA1}/quarterly-reports.yaml"])
    assert rule["stands in for"] == ["MIS-Y5-SA1-A-ii"]


def test_the_frame_loads_and_says_on_which_year_it_stands(tmp_path: Path) -> None:
    frame = content(made(small_folder(tmp_path))["scheme.yaml"])
    assert "not loaded" not in frame
    assert frame["title"] == "Maternity Incentive Scheme, year 5"
    assert frame["carried over from"] == "4"
    assert frame["launched"] == "2022-08-09"
    assert frame["editions"][0]["status"] == "carried-over"
    assert frame["values"]["declaration deadline"][0]["expected"] == "2024-02-02 12:00:00"
    assert frame["fund"]["status"] == "seed"


def test_the_year_begun_loads_with_its_examples_moved_with_the_frame(tmp_path: Path) -> None:
    folder = small_folder(tmp_path)
    begin(folder)
    year = read_rulebook(folder, 5)
    assert year.year.shown_title.endswith("(rests on year 4's values, not confirmed)")
    assert list(check_rulebook(year)) == []
    started = next(r for r in year.rules if r.requirement.id == "MIS-Y5-SA1-A-ii")
    assert "2023-12-06" in started.requirement.examples
    assert "2022-12-06" not in started.requirement.examples


def test_a_day_that_was_read_moves_the_examples_that_stand_by_it(tmp_path: Path) -> None:
    folder = small_folder(tmp_path)
    begin(folder)
    frame = folder / "mis/year-5/scheme.yaml"
    text = frame.read_text(encoding="utf-8")
    empty = "  - not loaded: to be read in the year 5 guidance.\n    expected: 2023-12-05\n"
    assert empty in text
    frame.write_text(text.replace(empty, "  - is: 2023-12-12\n"), encoding="utf-8")
    started = next(
        r for r in read_rulebook(folder, 5).rules if r.requirement.id == "MIS-Y5-SA1-A-ii"
    )
    assert "2023-12-13" in started.requirement.examples
    assert "2023-12-06" not in started.requirement.examples


def begin(folder: Path) -> None:
    for name, text in made(folder).items():
        path = folder / "mis" / "year-5" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    with (folder / "sources.yaml").open("a", encoding="utf-8") as sources:
        sources.write(source_entry(5))


def test_the_checklist_names_every_requirement_and_the_values_to_read(tmp_path: Path) -> None:
    folder = small_folder(tmp_path)
    lines = made(folder)["CHECKLIST.md"].splitlines()
    assert lines[0] == "# What to read for year 5"
    assert "## Conditions" in lines
    assert "## 1 Perinatal mortality review" in lines
    assert (
        "- [ ] MIS-Y5-SA1-A-ii Reviews started within two months: percent needed, time allowed"
        in lines
    )
    assert "- [ ] MIS-Y5-COND-2 The declaration form is received in time: its words" in lines
    assert (folder / SCHEME).is_file()


def test_a_requirement_that_is_new_in_a_year_just_begun_keeps_its_own_days(tmp_path: Path) -> None:
    folder = small_folder(tmp_path)
    begin(folder)
    first = folder / "mis/year-5" / SA1 / "reviews-started.yaml"
    new = first.read_text(encoding="utf-8").replace("id: MIS-Y5-SA1-A-ii", "id: MIS-Y5-SA1-Z")
    (first.parent / "new-here.yaml").write_text(new, encoding="utf-8")
    (rule,) = (r for r in read_rulebook(folder, 5).rules if r.requirement.id == "MIS-Y5-SA1-Z")
    assert "2022-12-06" in rule.requirement.examples


def test_what_is_set_locally_and_a_day_no_longer_known_are_carried_over_as_they_are() -> None:
    local = Entry.model_validate({"set locally": "ambition", "status": "public"})
    assert carried_over((local,), 4, 5) == [{"set locally": "ambition", "status": "carried-over"}]
    day = Entry.model_validate({"is": "2022-05-06", "status": "public", "editions": ["one"]})
    lost = Entry.model_validate({"not loaded": "why", "status": "recalled-low"})
    assert carried_over((day, lost), 4, 5) == [
        {"not loaded": "to be read in the year 5 guidance.", "status": "recalled-low"}
    ]

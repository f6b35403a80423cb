"""The command as people use it: what it says, what it writes, and how it ends."""

import csv
import json
import shutil
import sys
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from zipfile import ZipFile

import click
import pytest
from jsonschema import Draft202012Validator

from functional.mis import ROOT, SAMPLES, mis
from mis_assessor.cli.commands import cli
from mis_assessor.core.assessment.canonical import assessment_json
from mis_assessor.engine.cage import Engine
from mis_assessor.services import assess as assess_submission
from mis_assessor.services.assess import Days, assess_folder

TEN, SHORT, SMALL = (SAMPLES / name for name in ("ten-of-ten", "one-midwife-short", "small-unit"))


def commands(command: click.Command, words: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
    """Every command and group, by the words that start it."""
    yield words
    if isinstance(command, click.Group):
        for name, inner in command.commands.items():
            yield from commands(inner, (*words, name))


@pytest.mark.parametrize("words", list(commands(cli)), ids=lambda words: " ".join(words) or "mis")
def test_every_command_explains_itself(words: tuple[str, ...]) -> None:
    ran = mis(*words, "--help")
    assert ran.code == 0
    assert ran.out.startswith(f"Usage: mis {' '.join(words)}".rstrip())
    assert "--help" in ran.out


def test_it_names_its_version() -> None:
    assert mis("--version").out.startswith("mis, version ")


def test_all_met_ends_with_0_and_says_so() -> None:
    ran = mis("assess", SMALL)
    assert (ran.code, ran.err) == (0, "")
    assert "Outcome: 10 of 10 safety actions hold; scheme met." in ran.out
    assert "What is missing:" not in ran.out


def test_not_all_met_ends_with_1_and_says_what_to_do() -> None:
    ran = mis("assess", SHORT)
    assert (ran.code, ran.err) == (1, "")
    missing = ran.out.partition("What is missing:")[2]
    assert "MIS-Y4-SA8-B" in missing
    assert "176 of 196" in missing
    assert "To do: " in missing


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (["asses"], "No such command 'asses'"),
        (["assess"], "Missing argument 'SUBMISSION'"),
        (["assess", "nowhere"], "Path 'nowhere' does not exist"),
        (["assess", TEN, "--on", "2/2/2023"], "“2/2/2023” is not a day. Write it as 2023-02-02."),
        (["assess", TEN, "--known-on", "May"], "“May” is not a day. Write it as 2023-02-02."),
        (["rules", "check", "--year", "four"], "'four' is not a valid integer"),
        (["new", "folder"], "Missing option '--year'"),
        (["new", "folder", "--year", "six", "--trust", "RZ9"], "'six' is not a valid integer"),
    ],
)
def test_a_mistyped_command_ends_with_2(words: list[str | Path], says: str) -> None:
    ran = mis(*words)
    assert (ran.code, ran.out) == (2, "")
    assert says in ran.err


def test_a_wrong_rulebook_ends_with_10_and_names_file_and_line(tmp_path: Path) -> None:
    folder = tmp_path / "rules"
    shutil.copytree(ROOT / "rules", folder)
    broken = next(folder.glob("mis/year-4/*/reviews-started.yaml"))
    broken.write_text(broken.read_text(encoding="utf-8").replace("met when:", "met wen:"))
    year = ("--year", "4")
    for words in (("rules", "check", *year), ("rules", "test", *year), ("assess", str(TEN))):
        ran = mis(*words, "--rules", folder)
        assert (ran.code, ran.out) == (10, "")
        assert "reviews-started.yaml, line " in ran.err
        assert "“met wen” is not a heading here. Did you mean “met when”?" in ran.err


def test_an_example_that_does_not_agree_ends_with_10(tmp_path: Path) -> None:
    folder = tmp_path / "rules"
    shutil.copytree(ROOT / "rules", folder)
    changed = next(folder.glob("mis/year-4/*/reviews-started.yaml"))
    text = changed.read_text(encoding="utf-8")
    changed.write_text(text.replace("{is: 95%,", "{is: 96%,"), encoding="utf-8")
    ran = mis("rules", "test", "--rules", folder, "--year", "4", "--only", "MIS-Y4-SA1-A-ii")
    assert ran.code == 10
    assert "“exactly nineteen of twenty” should be met, but the rule says not met." in ran.err
    assert "reviews-started.yaml, MIS-Y4-SA1-A-ii, row 3: " in ran.err


def test_evidence_that_cannot_be_read_ends_with_11(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    (tmp_path / "notes.txt").write_text("no zip")
    for sent in ("empty", "notes.txt"):
        ran = mis("assess", tmp_path / sent, "--on", "2023-02-03")
        assert (ran.code, ran.out) == (11, "")
        assert ran.err.strip()
    shutil.copytree(TEN, tmp_path / "ten")
    deaths = tmp_path / "ten" / "registers" / "perinatal-deaths.csv"
    deaths.write_text(deaths.read_text(encoding="utf-8").replace("2022-0", "2022-9"))
    ran = mis("assess", tmp_path / "ten")
    assert ran.code == 11
    assert "perinatal-deaths.csv, row 2" in ran.err


def test_a_place_that_cannot_be_written_ends_with_12(tmp_path: Path) -> None:
    (tmp_path / "note.txt").write_text("in the way")
    below = tmp_path / "note.txt" / "below"
    for ran in (
        mis("assess", SMALL, "--json", tmp_path),
        mis("assess", SMALL, "--json", below),
        mis("new", below, "--year", "4", "--trust", "RZ9"),
    ):
        assert ran.code == 12
        assert ran.err.strip().endswith(". Name another place.")


def test_an_engine_that_dies_ends_with_13_and_nothing_is_published(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    dying = partial(Engine, command=(sys.executable, "-c", "raise SystemExit(3)"))
    monkeypatch.setattr(assess_submission, "Engine", dying)
    ran = mis("assess", SMALL, "--json", tmp_path / "a.json", "--html", tmp_path / "a.html")
    assert (ran.code, ran.out) == (13, "")
    assert ran.err.strip()
    assert list(tmp_path.iterdir()) == []


def test_json_on_the_screen_is_the_canonical_assessment_and_fits_its_schema() -> None:
    ran = mis("assess", SHORT, "--json", "-")
    assert ran.code == 1
    assessment = assess_folder(SHORT, ROOT / "rules", Days())
    assert ran.out.encode() == assessment_json(assessment)
    schema = json.loads(mis("schema").out)
    Draft202012Validator.check_schema(schema)
    Draft202012Validator(schema).validate(json.loads(ran.out))


@pytest.mark.parametrize("change", [{"verdict": 1}, {"surprise": "x"}])
def test_the_schema_refuses_what_is_not_an_assessment(change: dict[str, object]) -> None:
    schema = json.loads(mis("schema").out)
    whole = json.loads(mis("assess", SMALL, "--json", "-").out)
    assert not Draft202012Validator(schema).is_valid({**whole, **change})
    assert not Draft202012Validator(schema).is_valid({k: whole[k] for k in whole if k != "fund"})


def test_the_same_inputs_give_the_same_bytes(tmp_path: Path) -> None:
    for name in ("one", "two"):
        folder = tmp_path / name
        ran = mis("assess", SMALL, "--json", folder / "a.json", "--html", folder / "a.html")
        assert ran.code == 0
        assert f"Wrote {folder / 'a.html'}" in ran.out
    for name in ("a.json", "a.html"):
        once, again = (tmp_path / folder / name for folder in ("one", "two"))
        assert once.read_bytes() == again.read_bytes()
        assert once.stat().st_size > 10_000


def test_a_zip_of_a_submission_has_the_findings_of_the_folder(tmp_path: Path) -> None:
    packed = tmp_path / "sent.zip"
    with ZipFile(packed, "w") as archive:
        for path in sorted(p for p in SHORT.rglob("*") if p.is_file()):
            archive.write(path, path.relative_to(SHORT).as_posix())
    whole, zipped = (json.loads(mis("assess", s, "--json", "-").out) for s in (SHORT, packed))
    assert zipped["findings"] == whole["findings"]
    assert zipped["actions"] == whole["actions"]
    assert zipped["digests"]["submission"] == whole["digests"]["submission"]


def test_the_day_and_the_guidance_known_can_be_chosen() -> None:
    def days(*words: str) -> tuple[str, str, list[str]]:
        whole = json.loads(mis("assess", TEN, "--json", "-", *words).out)
        return whole["on"], whole["known_on"], whole["edition"]

    october = "edition of October 2022"
    assert days("--on", "2022-12-06") == ("2022-12-06", "2022-12-06", [october])
    assert days("--on", "2022-12-06", "--known-on", "2022-05-06") == (
        "2022-12-06",
        "2022-05-06",
        ["edition of 6 May 2022"],
    )
    assert days("--on", "2022-12-06", "--known-on", "2022-10-15")[2] == [
        "edition of 6 May 2022",
        october,
    ]


def test_an_edition_that_is_not_loaded_says_so_and_what_to_do(tmp_path: Path) -> None:
    small = shutil.copytree(ROOT / "tests/unit/rulebook/small_rules", tmp_path / "small")
    lone = mis("assess", TEN, "--rules", small)
    assert lone.code == 10
    assert lone.err.startswith("small/registers: this folder is missing: it says what a submission")
    shutil.copytree(ROOT / "rules" / "registers", small / "registers")
    sent = shutil.copytree(TEN, tmp_path / "sent")
    for name in ("declared.csv", "judgements.csv"):  # these answer what the small rules never ask
        (sent / name).unlink(missing_ok=True)
    ran = mis("assess", sent, "--rules", small, "--known-on", "2021-11-01")
    assert (ran.code, ran.out) == (10, "")
    assert ran.err == (
        "Maternity Incentive Scheme, year 4: the edition in force on 1 November 2021 (edition of "
        "12 October 2021) is not loaded: what it changed is known only in part. Name a day with "
        "--known-on, for example 2022-05-06 for edition of 6 May 2022.\n"
    )
    before = mis("assess", TEN, "--known-on", "2021-08-08")
    assert before.code == 10
    assert "no guidance was in force on 8 August 2021" in before.err


def test_the_rules_are_checked_tested_and_shown() -> None:
    checked = mis("rules", "check", "--year", "4")
    assert checked.code == 0
    assert checked.out.splitlines()[-1].endswith(" consistency rules, nothing wrong found.")
    assert len(mis("rules", "check", "--year", "4", "--quiet").out.splitlines()) == 1
    tested = mis("rules", "test", "--year", "4", "--only", "MIS-Y4-SA1-A")
    assert tested.code == 0
    assert "examples, decided twice, all as the rule files say." in tested.out
    shown = mis("rules", "show", "MIS-Y4-SA8-B")
    assert shown.code == 0
    assert shown.out.startswith("MIS-Y4-SA8-B  ")


def test_a_requirement_or_a_year_that_is_not_there_is_told_politely() -> None:
    shown = mis("rules", "show", "MIS-Y4-SA8-BB")
    assert shown.code == 10
    assert shown.err.startswith("There is no requirement MIS-Y4-SA8-BB.")
    checked = mis("rules", "check", "--year", "2")
    assert checked.code == 10
    assert checked.err.startswith("Year 2 is not loaded. Years loaded: ")


def test_registers_are_listed_with_their_columns() -> None:
    listed = mis("registers")
    assert listed.code == 0
    assert any(line.startswith("perinatal deaths: case, ") for line in listed.out.splitlines())
    schema = json.loads(mis("registers", "--json").out)
    Draft202012Validator.check_schema(schema)
    assert len(listed.out.splitlines()) == len(schema["properties"])


def test_a_form_holds_what_a_framework_asks_where_it_is_named(tmp_path: Path) -> None:
    words = ("--year", "4", "--trust", "RZ9", "--framework", "ockenden")
    assert mis("new", tmp_path / "ours", *words).code == 0
    page = (tmp_path / "ours" / "HOW-TO-FILL-IN.md").read_text(encoding="utf-8")
    assert "## record audits (`registers/record-audits.csv`)" in page
    assert "## arrangements (`arrangements.csv`)" in page
    assert mis("assess", tmp_path / "ours", "--on", "2023-02-03").code == 1
    unknown = mis("new", tmp_path / "other", *words[:-1], "ockendon")
    assert unknown.code == 10
    assert "Did you mean “ockenden”?" in unknown.err
    never = mis("new", tmp_path / "other", "--year", "99", "--trust", "RZ9")
    assert (never.code, never.err[:24]) == (10, "Year 99 is not loaded. Y")


def test_a_column_left_out_is_evidence_missing_and_told_once(tmp_path: Path) -> None:
    folder = Path(shutil.copytree(TEN, tmp_path / "ten"))
    file = folder / "registers" / "perinatal-deaths.csv"
    head, rest = file.read_text(encoding="utf-8").split("\n", 1)
    rows = list(csv.DictReader([head, *rest.splitlines()]))
    kept = [column for column in head.split(",") if column != "born here"]
    with file.open("w", encoding="utf-8", newline="") as text:
        writer = csv.DictWriter(text, kept, extrasaction="ignore")
        writer.writeheader()
        writer.writerows(rows)
    listed = folder / "registers.csv"
    lines = listed.read_text(encoding="utf-8").splitlines()
    listed.write_text("\n".join(line.rpartition(",")[0] for line in lines), encoding="utf-8")
    ran = mis("assess", folder, "--json", "-")
    assert ran.code == 1
    whole = json.loads(ran.out)
    changed = {f["id"]: f for f in whole["findings"] if f["verdict"] == "evidence missing"}
    assert changed
    for finding in changed.values():
        assert "has no column “born here”. Add it to registers/perinatal-dea" in finding["sentence"]
    (told,) = (remark for remark in whole["remarks"] if "born here" in remark)
    assert told.startswith("registers/perinatal-deaths.csv has no column “born here”, which MIS-Y4")
    assert all(name in told for name in changed)


def test_remarks_are_on_the_screen_without_a_framework(tmp_path: Path) -> None:
    folder = tmp_path / "ours"
    shutil.copytree(SAMPLES / "ten-of-ten", folder)
    listed = folder / "documents.csv"
    head, *lines = listed.read_text(encoding="utf-8").splitlines()
    alike = [line for line in lines if line.split(",")[1] == "PMRT quarterly report"]
    assert len(alike) > 1
    same = alike[0].rpartition(",")[2]
    changed = [f"{line.rpartition(',')[0]},{same}" if line in alike else line for line in lines]
    listed.write_text("\n".join([head, *changed]), encoding="utf-8")
    said = mis("assess", folder).out
    assert "Remarks:" in said
    assert "are one and the same file" in said


def test_the_challenge_sheet_is_printed_as_the_paper_has_it(tmp_path: Path) -> None:
    page = tmp_path / "paper.html"
    asked = mis("challenge", SAMPLES / "ten-of-ten")
    assert asked.code == 0
    assert mis("assess", SAMPLES / "ten-of-ten", "--html", page).code == 0
    questions = [line[3:] for line in asked.out.splitlines() if line[:1].isdigit()]
    assert questions
    assert [q for q in questions if q not in page.read_text(encoding="utf-8")] == []


def test_an_empty_submission_can_be_assessed_and_nothing_of_it_is_met(tmp_path: Path) -> None:
    folder = tmp_path / "ours"
    made = mis("new", folder, "--year", "4", "--trust", "RZ9", "--name", "Northford Hospitals")
    assert made.code == 0
    assert (folder / "HOW-TO-FILL-IN.md").is_file()
    ran = mis("assess", folder, "--on", "2023-02-03", "--json", "-")
    assert ran.code == 1
    whole = json.loads(ran.out)
    assert whole["trust"] == {"code": "RZ9", "name": "Northford Hospitals"}
    verdicts = {finding["verdict"] for finding in whole["findings"]}
    assert verdicts == {"evidence missing", "not applicable"}
    assert whole["outcome"] == {"verdict": "evidence missing", "met": False}
    assert {action["verdict"] for action in whole["actions"]} == {"evidence missing"}


def test_the_day_must_be_known_from_somewhere(tmp_path: Path) -> None:
    folder = tmp_path / "ours"
    assert mis("new", folder, "--year", "4", "--trust", "RZ9").code == 0
    ran = mis("assess", folder)
    assert ran.code == 11
    assert ran.err.startswith("Say as at which day to assess: with --on, or under “assessed")


def test_a_folder_that_holds_something_is_never_written_over(tmp_path: Path) -> None:
    kept = tmp_path / "kept.txt"
    kept.write_text("ours")
    for place in (tmp_path, kept):
        ran = mis("new", place, "--year", "4", "--trust", "RZ9")
        assert (ran.code, ran.out) == (12, "")
        assert ran.err == f"{place} is not empty. Name a folder that does not exist yet.\n"
    assert [path.name for path in tmp_path.iterdir()] == ["kept.txt"]
    assert kept.read_text() == "ours"

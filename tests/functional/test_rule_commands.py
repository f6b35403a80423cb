"""``mis rules …`` as people use it: confirm, status, diff, book, new-year."""

import json
import shutil
from pathlib import Path

import page
import pytest
from click.testing import CliRunner, Result

from mis_assessor.cli.commands import cli
from mis_assessor.core.errors import AssessorError, NotAllowed, RulebookWrong
from mis_assessor.rulebook.confirmations import read_confirmations

ROOT = Path(__file__).parents[2]
SAMPLE = ROOT / "evidence_samples" / "ten-of-ten"
KEPT = ("conditions", "sa07-maternity-voices-partnership")
GUIDANCE = ROOT / "LICENSE"  # any file will do: only its fingerprint is kept


def mis(*words: object) -> Result:
    """Runs the command; what the program itself would turn into an exit code is raised."""
    result = CliRunner().invoke(cli, [str(word) for word in words])
    if isinstance(result.exception, AssessorError):
        raise result.exception
    return result


def confirm(file: Path, *more: object) -> Result:
    """Confirms the values of one requirement."""
    return mis(
        *("rules", "confirm", "MIS-Y4-SA1-A-ii", "--document", GUIDANCE, "--page", "12"),
        *("--by", "A. Name", "--on", "2026-01-02", "--confirmations", file),
        *more,
    )


def test_a_confirmation_says_who_when_where_and_of_which_file(tmp_path: Path) -> None:
    file = tmp_path / "confirmations.json"
    result = confirm(file, "--value", "percent needed")
    assert result.exit_code == 0
    line = "Confirmed: MIS-Y4-SA1-A-ii, percent needed, LICENSE page 12\n"
    assert result.output == 2 * line  # as the earlier editions had it, and as the later
    one, _ = read_confirmations(file)
    assert (one.by, one.on.isoformat(), one.page) == ("A. Name", "2026-01-02", "12")
    assert len(one.sha256) == 64


def test_confirmed_values_are_counted_and_the_rest_can_be_left_to_a_person(
    tmp_path: Path,
) -> None:
    file = tmp_path / "confirmations.json"
    confirm(file)
    counted = mis("rules", "status", "--confirmations", file).output
    line = next(ln for ln in counted.splitlines() if ln.startswith("Year 4:"))
    assert int(line.rsplit("; ", 1)[1].split()[0]) > 0
    plain = json.loads(mis("assess", SAMPLE, "--json", "-", "--confirmations", file).stdout)
    assert plain["statuses"]["confirmed by a person"] > 0
    strict = mis("assess", SAMPLE, "--confirmed-only", "--json", "-", "--confirmations", file)
    verdicts = {f["id"]: f["verdict"] for f in json.loads(strict.stdout)["findings"]}
    assert verdicts["MIS-Y4-SA1-A-ii"] == "met"
    assert verdicts["MIS-Y4-SA10-A"] == "needs judgement"
    assert strict.exit_code == 1


def test_a_confirmation_needs_a_name_and_a_value_that_exists(tmp_path: Path) -> None:
    file = tmp_path / "confirmations.json"
    with pytest.raises(RulebookWrong, match="rests on no loaded value “pages”"):
        confirm(file, "--value", "pages")
    with pytest.raises(NotAllowed, match="needs the name of the person"):
        confirm(file, "--by", " ")
    with pytest.raises(NotAllowed, match="Name another place"):
        (tmp_path / "nowhere").write_text("a file, no folder")
        confirm(tmp_path / "nowhere" / "confirmations.json")
    assert not file.exists()


def test_what_changed_between_two_editions() -> None:
    out = mis("rules", "diff", "year-4@2022-05", "year-4@2022-10").output
    _, _, rest = out.partition("MIS-Y4-COND-2  The declaration form is received in time\n")
    assert rest.splitlines()[:2] == [
        "    moved date: declaration deadline: 12:00:00 on 5 January 2023 → "
        "12:00:00 on 2 February 2023",
        "    moved date: declaration day: 5 January 2023 → 2 February 2023",
    ]


def test_what_it_means_for_a_submission() -> None:
    out = mis("rules", "diff", "year-4@2022-05", "year-4@2022-10", "--for", SAMPLE).output
    assert "newly suffices: MIS-Y4-COND-2" in out
    assert "not met → met" in out
    same = mis("rules", "diff", "year-4@2022-10", "year-4@2022-10", "--for", SAMPLE).output
    assert same == "Nothing of it newly fails or newly suffices.\n"


@pytest.mark.parametrize(
    ("name", "says"),
    [
        ("last-year", "“last-year” is no year"),
        ("year-4@2019-01", "Year 4 has no loaded edition “2019-01”"),
        ("year-8", "Year 8 is not loaded"),
        ("year-99", "Year 99 is not loaded. Years loaded:"),
    ],
)
def test_a_year_or_edition_that_is_not_there(name: str, says: str) -> None:
    with pytest.raises(RulebookWrong, match=says):
        mis("rules", "diff", name, "year-4")


def test_the_book_of_a_year_is_an_accessible_pdf_and_a_page(tmp_path: Path) -> None:
    html, pdf = tmp_path / "book.html", tmp_path / "book.pdf"
    rules = tmp_path / "rules"
    shutil.copytree(ROOT / "rules", rules)
    year = rules / "mis" / "year-4"
    for folder in year.iterdir():  # one action is enough to print
        if folder.is_dir() and folder.name not in KEPT:
            shutil.rmtree(folder)
    for other in (rules / "mis").iterdir():
        if other.name != "year-4":
            shutil.rmtree(other)
    result = mis("rules", "book", "--year", 4, "--html", html, "--pdf", pdf, "--rules", rules)
    assert result.exit_code == 0, result.output
    for profile in ("3a", "ua1"):
        checked = page.validate_pdf(str(pdf), profile=profile)
        assert checked.is_compliant, [(f.rule_id, f.message) for f in checked.failures]
    words = html.read_text()
    assert "Service users can claim their expenses" in words
    assert "It is signed by user chair." in words
    assert '<th scope="row">signed a day late</th>' in words


def test_the_book_needs_a_file_to_go_to() -> None:
    assert mis("rules", "book", "--year", 4).exit_code == 2


@pytest.mark.parametrize("last", [4, 7])
def test_a_new_year_stands_on_the_last_and_says_so(tmp_path: Path, last: int) -> None:
    rules = tmp_path / "rules"
    shutil.copytree(ROOT / "rules", rules)
    result = mis("rules", "new-year", 8, "--from", last, "--rules", rules)
    assert result.exit_code == 0, result.output
    folder = rules / "mis" / "year-8"
    checklist = (folder / "CHECKLIST.md").read_text()
    assert "- [ ] MIS-Y8-SA1-" in checklist
    assert f"MIS-Y{last}-" not in checklist
    assert f"carried over from: {last}" in (folder / "scheme.yaml").read_text()
    assert mis("rules", "check", "--year", 8, "--quiet", "--rules", rules).exit_code == 0
    with pytest.raises(NotAllowed, match="has rule files already"):
        mis("rules", "new-year", 8, "--from", last, "--rules", rules)


def test_the_examples_of_a_year_just_begun_are_decided_twice(tmp_path: Path) -> None:
    rules = tmp_path / "rules"
    shutil.copytree(ROOT / "rules", rules)
    mis("rules", "new-year", 8, "--from", 7, "--rules", rules)
    result = mis("rules", "test", "--only", "MIS-Y8-SA1", "--rules", rules)
    assert "decided twice, all as the rule files say" in result.output
    assert "Year 7" not in result.output
    assert "carried-over" in mis("rules", "status", "--year", 8, "--rules", rules).output


def test_one_requirement_is_shown_though_another_book_is_wrong(tmp_path: Path) -> None:
    rules = tmp_path / "rules"
    shutil.copytree(ROOT / "rules", rules)
    (rules / "mis/year-7/scheme.yaml").write_text("year: 7\n")
    shown = mis("rules", "show", "MIS-Y4-SA8-B", "--rules", rules)
    assert shown.exit_code == 0 and shown.output.startswith("MIS-Y4-SA8-B")
    with pytest.raises(RulebookWrong, match="no requirement MIS-Y4-SA8-Z"):
        mis("rules", "show", "MIS-Y4-SA8-Z", "--rules", rules)


def test_a_framework_has_a_book_too(tmp_path: Path) -> None:
    file = tmp_path / "book.html"
    assert mis("rules", "book", "--framework", "lms-governance", "--html", file).exit_code == 0
    text = file.read_text()
    assert "The rulebook: Governance of Local Maternity Systems" in text
    assert "LMS-GOV-1f: see that culture improves" in text
    assert "Duty of the LMS and the ICS." in text


@pytest.mark.parametrize("named", [(), ("--year", 4, "--framework", "lms-governance")])
def test_a_book_is_of_a_year_or_of_a_framework(named: tuple[object, ...], tmp_path: Path) -> None:
    result = mis("rules", "book", *named, "--html", tmp_path / "book.html")
    assert result.exit_code == 2
    assert "Name a --year or a --framework." in result.output


def test_an_edition_of_a_framework_is_refused(tmp_path: Path) -> None:
    named = ("--framework", "ockenden", "--edition", "2022-05")
    result = mis("rules", "book", *named, "--html", tmp_path / "book.html")
    assert result.exit_code == 2
    assert "--edition is of a --year and does nothing here." in result.output


@pytest.mark.parametrize(
    ("more", "says"),
    [
        (("--page", " "), "needs the page the value stands on"),
        (("--on", "9999-12-31"), "9999-12-31 has not"),
        (("--document", "/dev/zero"), "zero is not an ordinary file"),
    ],
)
def test_a_confirmation_of_nothing_is_refused(
    more: tuple[str, ...], says: str, tmp_path: Path
) -> None:
    with pytest.raises(NotAllowed, match=says):
        confirm(tmp_path / "confirmations.json", *more)


def test_a_folder_without_rules_is_no_rulebook(tmp_path: Path) -> None:
    shutil.copytree(ROOT / "rules" / "registers", tmp_path / "registers")
    with pytest.raises(RulebookWrong, match="holds no rules"):
        mis("rules", "check", "--rules", tmp_path)


def test_one_framework_is_checked_and_tested_alone() -> None:
    result = mis("rules", "check", "--framework", "perinatal-surveillance", "--quiet")
    assert result.output.startswith("Perinatal surveillance: ")
    result = mis("rules", "test", "--framework", "perinatal-surveillance", "--only", "PQSM-M9")
    assert "decided twice, all as the rule files say" in result.output


def test_an_unknown_framework_is_told_with_the_nearest() -> None:
    with pytest.raises(RulebookWrong, match="Did you mean “ockenden”"):
        mis("rules", "check", "--framework", "ockendon")


def test_a_value_of_a_framework_can_be_confirmed(tmp_path: Path) -> None:
    file = tmp_path / "confirmations.json"
    mis(
        *("rules", "confirm", "LMS-GOV-3", "--document", GUIDANCE, "--page", "40"),
        *("--by", "A. Name", "--on", "2026-01-02", "--confirmations", file),
    )
    names = {c.value for c in read_confirmations(file)}
    assert "commissioners end" in names
    assert "LMS governance:" in mis("rules", "status", "--confirmations", file).output


def test_a_part_is_shown_with_the_requirement_it_is_of() -> None:
    shown = mis("rules", "show", "LMS-GOV-1d").output
    assert "LMS-GOV-1c-1h" in shown
    assert "Duty of      the LMS" in shown


def test_a_consistency_rule_is_shown_and_its_examples_are_run() -> None:
    shown = mis("rules", "show", "CON-PEO-2").output.splitlines()
    assert shown[0] == "CON-PEO-2  Who left and who is away is told"
    assert any("stop: evidence missing" in line for line in shown)
    tested = mis("rules", "test", "--only", "CON-PEO-2").output
    assert "3 examples of consistency rules, all as they say." in tested

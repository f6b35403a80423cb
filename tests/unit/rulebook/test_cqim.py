"""The file of data-quality rules: read strictly, and changed without touching code."""

import shutil
from fractions import Fraction
from pathlib import Path

import pytest

from mis_assessor.core.cqim.rules import Band, Hes, MonthSpan, Rounding
from mis_assessor.core.errors import RulebookWrong
from mis_assessor.reading.shipped import rules_folder
from mis_assessor.rulebook.cqim import read_cqim_rules
from mis_assessor.rulebook.loaded import CQIM, has_cqim_rules
from mis_assessor.rulebook.read import read_rulebook
from mis_assessor.rulebook.rule_files import LARGEST
from unit.rulebook.folders import change, line_of

RULES = read_cqim_rules(rules_folder())


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    ours = tmp_path / "rules"
    shutil.copytree((rules_folder() / CQIM).parent, (ours / CQIM).parent)
    shutil.copy(rules_folder() / "sources.yaml", ours / "sources.yaml")
    return ours


def told(folder: Path) -> list[str]:
    with pytest.raises(RulebookWrong) as raised:
        read_cqim_rules(folder)
    return [str(problem) for problem in raised.value.problems]


def test_the_rules_as_they_are() -> None:
    assert RULES.rounding == Rounding(7, 5, 5, 3)
    assert RULES.hes == Hes("HES annual deliveries", 365)
    assert RULES.tests["CQIMDQ34"].band == Band(Fraction(2, 5), None, with_least=False)
    assert RULES.tests["CQIMDQ42"].band == Band(Fraction(1, 2), Fraction(19, 20))
    assert RULES.tests["CQIMDQ10"].window == MonthSpan(3, 3)
    assert RULES.tests["CQIMDQ31"].companion == "CQIMDQ30"
    assert RULES.metrics["CQIMBWOI"].among_the_eleven is False


def test_the_eleven_are_those_that_the_requirement_names() -> None:
    eleven = {code for code, metric in RULES.metrics.items() if metric.among_the_eleven}
    rule = read_rulebook(rules_folder(), 4).rule("MIS-Y4-SA2-2")
    assert rule is not None
    assert eleven == set(rule.values["CQIM names"][0].is_)


def test_a_rule_changes_in_its_file_alone(folder: Path) -> None:
    change(folder, CQIM, "    more than: 0.40", "    at least: 0.405\n    less than: 0.95")
    changed = read_cqim_rules(folder)
    assert changed.tests["CQIMDQ18"].band == Band(
        Fraction(81, 200), Fraction(19, 20), with_most=False
    )
    assert changed.digest != RULES.digest


def test_a_folder_of_rules_need_not_have_it(tmp_path: Path) -> None:
    assert has_cqim_rules(rules_folder())
    assert not has_cqim_rules(tmp_path)
    assert told(tmp_path) == [
        f"{tmp_path.name}/{CQIM}: this file is missing.",
        f"{tmp_path.name}/sources.yaml: this file is missing.",
    ]


def test_every_problem_at_once_with_its_line(folder: Path) -> None:
    change(folder, CQIM, "checks: Babies whose first feed is recorded", "cheks: first feeds")
    change(folder, CQIM, "small up to: 7", "small up to: seven")
    change(folder, CQIM, "at most: 0.20", "at most: 20%")
    change(folder, CQIM, "retired on: 2023-09-06", "retired on: 6 September 2023")
    change(folder, CQIM, "among the eleven: no", "among the eleven: perhaps")
    change(folder, CQIM, "status: public", "status: guessed")
    problems = told(folder)
    for text, what in (
        ("cheks", "“cheks” is not a heading here."),
        ("  CQIMDQ08:", "“checks” is missing. Add it."),
        ("small up to", "“small up to”: “seven” is not a whole number. Write it as 1234."),
        ("20%", "“at most”: write a rate with two or three decimals, such as 0.70."),
        ("retired on", "“retired on”: “6 September 2023” is not a day."),
        ("perhaps", "“among the eleven”: “perhaps” is not “yes” or “no”."),
        ("guessed", "“guessed” cannot stand under “status”."),
    ):
        place = f"rules/{CQIM}, line {line_of(folder, CQIM, text)}: {what}"
        assert any(problem.startswith(place) for problem in problems), (place, problems)


@pytest.mark.parametrize(
    ("old", "new", "what"),
    [
        ("    more than: 0.40\n", "", "a test needs “at least”, “more than”, “at most” or"),
        ("    more than: 0.40", "    more than: 0.40\n    at least: 0.40", "write “at least” or"),
        ("    more than: 0.40", "    less than: 0.40\n    at most: 0.40", "write “at least” or"),
        (
            "    more than: 0.40",
            "    more than: 0.40\n    at most: 0.30",
            "no rate can be at least",
        ),
        ("    more than: 0.40", "    more than: 0.4", "write a rate with two or three decimals"),
        ("tests: [CQIMDQ08, CQIMDQ09]", "tests: []", "nothing stands under “tests”"),
        ("months before: 6, months: 6", "months before: 6, months: 0", "greater than or equal"),
    ],
)
def test_what_cannot_be_a_rule(folder: Path, old: str, new: str, what: str) -> None:
    change(folder, CQIM, old, new)
    assert any(what in problem for problem in told(folder))


@pytest.mark.parametrize(
    ("old", "new", "what"),
    [
        (
            "tests: [CQIMDQ08, CQIMDQ09]",
            "tests: [CQIMDQ08, CQIMDQO9]",
            "“CQIMDQO9” is not one of the tests. Did you mean “CQIMDQ0",
        ),
        ("sent if any: CQIMDQ03", "sent if any: CQIMDQ99", "“CQIMDQ99” is not one of the tests."),
        (
            "tests: [CQIMDQ08, CQIMDQ09]",
            "tests: [CQIMDQ08, CQIMDQ09, CQIMDQ19]",
            "“CQIMDQ19” belongs under “until retired”.",
        ),
        (
            "until retired: [CQIMDQ35, CQIMDQ40]",
            "until retired: [CQIMDQ40, CQIMDQ39]",
            "“CQIMDQ39” belongs under “tests”.",
        ),
        (
            "tests: [CQIMDQ08, CQIMDQ09]",
            "tests: [CQIMDQ09]",
            "no metric asks for “CQIMDQ08”.",
        ),
        (
            "document: msds-publication-code, section: rounding",
            "document: msds-publication-cod, section: rounding",
            "“msds-publication-cod” is not in sources.yaml. Did you mean “msds-publication-code”?",
        ),
    ],
)
def test_names_that_lead_nowhere(folder: Path, old: str, new: str, what: str) -> None:
    change(folder, CQIM, old, new)
    (problem,) = told(folder)
    assert what in problem
    assert problem.startswith(f"rules/{CQIM}, line ")


@pytest.mark.parametrize(
    ("content", "what"),
    [
        (b"\xff\xfe", "save this file as UTF-8."),
        (b"# " + b"x" * LARGEST, "a rule file this large cannot be right."),
        (b"title: one\ntitle: two\n", "“title” stands here twice."),
    ],
)
def test_a_file_that_cannot_be_read(folder: Path, content: bytes, what: str) -> None:
    (folder / CQIM).write_bytes(content)
    assert any(what in problem for problem in told(folder))


def test_sources_that_cannot_be_read_are_told_too(folder: Path) -> None:
    change(folder, "sources.yaml", "short title:", "shrt title:")
    change(folder, CQIM, "small up to: 7", "small up to: seven")
    problems = told(folder)
    assert any("sources.yaml" in problem for problem in problems)
    assert any("seven" in problem for problem in problems)


def test_sources_alone_can_be_wrong(folder: Path) -> None:
    change(folder, "sources.yaml", "short title:", "shrt title:")
    assert all("sources.yaml" in problem for problem in told(folder))

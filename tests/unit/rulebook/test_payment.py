"""The rule file of the payment values: read strictly, and changed without touching code."""

import shutil
from fractions import Fraction
from pathlib import Path

import pytest

from mis_assessor.core.errors import RulebookWrong
from mis_assessor.core.payment.line import ContractView
from mis_assessor.reading.shipped import rules_folder
from mis_assessor.rulebook.payment import FOLDER, payment_years, read_payment_rules
from mis_assessor.rulebook.rule_files import LARGEST
from mis_assessor.services.money import view_of
from unit.core.payment.files import RULES, SAMPLE, money
from unit.rulebook.folders import change

FILE, SOURCES = f"{FOLDER}/2021-22.yaml", f"{FOLDER}/sources.yaml"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    shutil.copytree(rules_folder() / FOLDER, tmp_path / "rules" / FOLDER)
    return tmp_path / "rules"


def told(folder: Path) -> list[str]:
    with pytest.raises(RulebookWrong) as raised:
        read_payment_rules(folder, "2021/22")
    return [str(problem) for problem in raised.value.problems]


def test_the_values_of_the_guidance() -> None:
    assert payment_years(rules_folder()) == ("2021/22",)
    assert RULES.threshold == money("10,000,000")
    assert (RULES.cquin_uplift, RULES.elective_rate) == (Fraction(1, 80), Fraction(1, 2))
    assert sorted(RULES.factors) == ["2020/21", "2021/22"]
    assert sorted(RULES.told) == list(range(1, 38))


def test_every_value_says_where_it_is_from_and_how_it_is_known() -> None:
    assert len(RULES.shown) == 15
    assert all(value.source and value.status for value in RULES.shown)
    assumed = [value.name for value in RULES.shown if value.status == "assumption"]
    assert assumed == [
        "uplift and efficiency are",
        "CQUIN uplift is on",
        "flow is material from",
        "difference from the LMS plan",
    ]


def first(folder: Path) -> ContractView:
    return view_of(SAMPLE, folder).contracts[0]


def test_a_rule_changes_in_its_file_alone(folder: Path) -> None:
    before = view_of(SAMPLE, folder)
    change(folder, FILE, "{is: 3.1%", "{is: 3.0%")
    after = view_of(SAMPLE, folder)
    assert before.contracts[0].amount(10) != after.contracts[0].amount(10)
    assert before.fingerprints.rules != after.fingerprints.rules
    assert before.fingerprints.payment_file == after.fingerprints.payment_file


@pytest.mark.parametrize(
    ("old", "new", "sentence"),
    [
        (
            "  contract threshold:",
            "  contract treshold:",
            "“contract treshold” is not a payment value. Did you mean “contract thr",
        ),
        (
            "  contract threshold:",
            "  contract treshold:",
            "“contract threshold” needs one entry with “is”: an amount, such as £10,000.",
        ),
        ('is: "£10,000,000"', "is: 50%", "“contract threshold” needs one entry"),
        ("{is: 1.25%", "{is: £1", "uplift” needs one entry with “is”: a percentage, such as 50%."),
        ("{is: 1.25%", "{editions: [a], is: 1.25%", "“CQUIN uplift” needs one entry"),
        ("{is: 1.25%", "{from: 2021-04-01, is: 1.25%", "“CQUIN uplift” needs one entry"),
        ("{is: 1.25%", "{not loaded: not known", "“CQUIN uplift” needs one entry"),
        ("is: multiplied", "is: guessed", "needs one entry with “is”: “multiplied” or “added”."),
        (
            "is: [CCG drug, CCG device]",
            "is: 50%",
            "element” needs one entry with “is”: a list of names.",
        ),
        ("efficiency 2020/21:", "efficiency 2020/2:", "“efficiency 2020/21” needs one entry"),
        (
            "document: ntps-2021-22-aligned-payment, section: ¶13",
            "document: x",
            "needs a “source” whose document is one of",
        ),
        (
            "document: cquin-notices-2020-22",
            "document: nowhere",
            "needs a “source” whose document is one of",
        ),
        ("year: 2021/22", "year: 2022/23", "“2022/23” stands in the file of 2021/22."),
        ("  - {line: 2,", "  - {line: 1,", "tell each line from 1 to 37 once; look at 1, 2."),
        ("  - {line: 2,", "  - {line: 38,", "look at 2, 38."),
        ("  - {line: 2,", "  - {line: two,", "“line”"),
        (
            "title: Aligned",
            "titel: Aligned",
            "“titel” is not a heading here. Did you mean “title”?",
        ),
        ("title: Aligned", "title: &a Aligned", "anchors"),
    ],
)
def test_what_cannot_be_right(folder: Path, old: str, new: str, sentence: str) -> None:
    change(folder, FILE, old, new)
    problems = told(folder)
    assert any(sentence in problem for problem in problems), problems
    assert all(
        problem.startswith("rules/maternity-payment/2021-22.yaml, line ") for problem in problems
    )


@pytest.mark.parametrize("file", [FILE, SOURCES])
def test_a_file_that_cannot_be_read(folder: Path, file: str) -> None:
    path = folder / file
    path.write_bytes(b"\xff\xfe")
    assert told(folder) == [f"rules/{file}: save this file as UTF-8."]
    path.write_bytes(b"#" * (LARGEST + 1))
    assert told(folder) == [f"rules/{file}: a rule file this large cannot be right."]
    path.unlink()
    assert told(folder) == [f"rules/{file}: this file is missing."]


def test_a_source_misspelt(folder: Path) -> None:
    change(folder, SOURCES, "publisher:", "publsher:")
    assert any("sources.yaml, line" in problem for problem in told(folder))

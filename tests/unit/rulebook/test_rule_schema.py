"""The schema that editors use lets every rule file through, and no misspelt heading."""

from typing import Any

import pytest
import yaml
from jsonschema import Draft202012Validator

from code_health.tree import ROOT
from mis_assessor.rulebook.rule_schema import rule_file_schema

SCHEMA = rule_file_schema()
VALIDATOR = Draft202012Validator(SCHEMA)
STARTED = "rules/mis/year-4/sa01-perinatal-mortality-review/reviews-started.yaml"


def content(name: str) -> Any:
    return yaml.load((ROOT / name).read_text(encoding="utf-8"), Loader=yaml.CBaseLoader)


RULE_FILES = sorted(
    str(path.relative_to(ROOT))
    for path in (ROOT / "rules").rglob("*.yaml")
    if "consistency" not in path.parts
    and path.read_text(encoding="utf-8").lstrip().startswith("id:")
)


def test_it_is_a_schema_itself() -> None:
    Draft202012Validator.check_schema(SCHEMA)


def test_every_rule_file_fits() -> None:
    assert len(RULE_FILES) > 700
    wrong = {
        name: [error.message for error in VALIDATOR.iter_errors(content(name))]
        for name in RULE_FILES
    }
    assert {name: told for name, told in wrong.items() if told} == {}


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("met when:", "met wen:"),
        ("is at least", "is at leest"),
        ("status: recalled-high", "status: known"),
        ("answer: share of cases", "answers: share of cases"),
        ("in a pause: suspended", "in a pause: stopped"),
        ("due by:", "due on:"),
    ],
)
def test_a_slip_is_underlined(old: str, new: str) -> None:
    text = (ROOT / STARTED).read_text(encoding="utf-8")
    assert old in text
    changed = yaml.load(text.replace(old, new, 1), Loader=yaml.CBaseLoader)
    assert list(VALIDATOR.iter_errors(changed))

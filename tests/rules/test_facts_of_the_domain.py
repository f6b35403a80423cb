"""Facts about the scheme that do not come from the rules, held against the rules.

Samples and examples are made beside the rules, so a wrong rule could make its own evidence.
These shares and days were written down by people who read about the scheme, before there was
a rule file: each is tried on its own side of the line, and one case or one day beyond it.
"""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from mis_assessor.core.deciding.evaluate import decide_case
from mis_assessor.core.rules.rulebook import Rule
from mis_assessor.core.verdicts import Verdict
from mis_assessor.rulebook.example_case import case_of
from mis_assessor.rulebook.examples import Example, read_examples
from trust_year.forms import rulebook

OF = 1_000
SHARES = [
    ("MIS-Y3-SA1-A-ii", "95 in 100 reviews started"),
    ("MIS-Y3-SA1-C", "95 in 100 parents told"),
    ("MIS-Y4-SA1-A-ii", "95 in 100 reviews started"),
    ("MIS-Y4-SA1-C", "95 in 100 parents told"),
    ("MIS-Y5-SA1-B", "95 in 100 parents asked"),
    ("MIS-Y5-SA1-C1", "95 in 100 reviews started"),
    ("MIS-Y5-SA1-C2", "60 in 100 reviews completed"),
    ("MIS-Y6-SA1-B", "95 in 100 parents asked"),
    ("MIS-Y6-SA1-C1", "95 in 100 reviews started"),
    ("MIS-Y6-SA1-C2", "60 in 100 reviews completed"),
    ("MIS-Y7-SA1-B", "95 in 100 parents asked"),
    ("MIS-Y7-SA1-C1", "95 in 100 reviews started"),
    ("MIS-Y7-SA1-C2", "75 in 100 reviews completed"),
]
DAYS = [
    ("MIS-Y3-COND-2", "2021-07-15 12:00:00"),
    ("MIS-Y4-COND-2", "2023-02-02 12:00:00"),
    ("MIS-Y5-COND-2", "2024-02-01 12:00:00"),
    ("MIS-Y6-COND-2", "2025-03-03 12:00:00"),
    ("MIS-Y7-COND-2", "2026-03-03 12:00:00"),
    ("MIS-Y4-SA3-A", "2022-12-05"),
    ("MIS-Y4-SA5-A", "2022-12-05"),
    ("MIS-Y5-SA8-1", "2023-12-07"),
    ("MIS-Y6-SA3-A", "2024-11-30"),
    ("MIS-Y7-SA3-A", "2025-11-30"),
]


def year_of(name: str) -> int:
    return int(name.split("-")[1].removeprefix("Y"))


def rule_of(name: str) -> Rule:
    (rule,) = (r for r in rulebook(year_of(name)).rules if r.requirement.id == name)
    return rule


def met_examples(rule: Rule) -> Iterator[Example]:
    """The rule's own examples of *met* under its last edition: all that is beside the fact."""
    for example in read_examples(rule.requirement.examples):
        last = rule.requirement.applies.editions[-1]
        if example.verdict is Verdict.MET and example.cells.get("edition", last) in ("", last):
            yield example


def verdict(rule: Rule, base: Example, changed: dict[str, str]) -> Verdict:
    cells = {**base.cells, **changed}
    alone = replace(rule, requirement=rule.requirement.model_copy(update={"stands_in_for": ()}))
    case = case_of(rulebook(year_of(rule.requirement.id)).year, alone, replace(base, cells=cells))
    return decide_case(case).verdict


@pytest.mark.parametrize(("name", "said"), SHARES)
def test_a_share_holds_at_its_line_and_not_one_case_below(name: str, said: str) -> None:
    rule = rule_of(name)
    needed = int(said.split()[0]) * OF // 100
    base = next(e for e in met_examples(rule) if any(" of " in cell for cell in e.cells.values()))
    shares = [head for head, cell in base.cells.items() if " of " in cell]
    at = dict.fromkeys(shares, f"{needed} of {OF}")
    below = dict.fromkeys(shares, f"{needed - 1} of {OF}")
    assert verdict(rule, base, at) is Verdict.MET
    assert verdict(rule, base, below) is Verdict.NOT_MET


@pytest.mark.parametrize(("name", "last"), DAYS)
def test_an_act_holds_on_its_last_day_and_not_later(name: str, last: str) -> None:
    rule = rule_of(name)
    day = date.fromisoformat(last[:10])
    later = f"{last[:17]}01" if " " in last else str(day + timedelta(days=1))
    base: Any = next(e for e in met_examples(rule) if any(_is_day(c) for c in e.cells.values()))
    acts = [head for head, cell in base.cells.items() if head != "on" and _is_day(cell)]
    after = {"on": str(day + timedelta(days=2))}
    assert verdict(rule, base, {**after, **dict.fromkeys(acts, last)}) is Verdict.MET
    assert verdict(rule, base, {**after, **dict.fromkeys(acts, later)}) is Verdict.NOT_MET


def _is_day(cell: str) -> bool:
    try:
        date.fromisoformat(cell[:10])
    except ValueError:
        return False
    return True

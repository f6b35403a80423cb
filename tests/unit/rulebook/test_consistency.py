"""What cannot be right in a consistency rule is said with its id, all at once."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from code_health.tree import ROOT
from mis_assessor.core.rules.consistency import ConsistencyRule
from mis_assessor.core.rules.rulebook import Rulebook
from mis_assessor.rulebook.consistency import check_consistency
from mis_assessor.rulebook.read import read_rulebook

REGISTERS: Mapping[str, set[str]] = {"staff": {"person"}, "perinatal deaths": {"case"}}
GOOD: Mapping[str, Any] = {
    "id": "CON-T-1",
    "title": "a test",
    "asks": "Do they agree?",
    "source": {"document": "this-project"},
    "check": {"numbers follow": {"table": "staff", "column": "person"}},
    "follows": {"stop": "evidence missing", "of": {"registers": ["staff"]}},
    "if found": "Put it right.",
    "examples": [{"case": "nothing"}],
}


def said(*written: Mapping[str, Any]) -> list[str]:
    rules = tuple(ConsistencyRule.model_validate({**GOOD, **more}) for more in written)
    book: Rulebook = replace(read_rulebook(ROOT / "rules", 6), consistency=rules)
    return [str(problem) for problem in check_consistency(book, REGISTERS)]


def test_a_rule_that_can_be_right_is_let_pass() -> None:
    check = {
        "mark fits": {
            "table": "perinatal deaths",
            "rows": {"any of": [{"kind": {"is one of": "kinds"}}, {"case": "x"}]},
            "then": {"case": {"is at least": "evidence end"}},
            "says": "so",
        }
    }
    kinds = {"kinds": [{"is": ["a"], "status": "assumption"}]}
    exists = {"reference exists": {"table": "staff", "column": "a", "is in": {"documents": "id"}}}
    assert said({}, {"id": "CON-2", "check": check, "values": kinds}) == []
    assert said({"check": exists}) == []


def test_everything_wrong_in_a_rule_is_said_at_once() -> None:
    check = {
        "days in order": {
            "table": "staf",
            "order": ["a", "b"],
            "no further apart than": "evidence ende",
            "rows": {"kind": {"is one of": "kinds"}},
        }
    }
    told = said(
        {
            "id": "REF-1",
            "source": {"document": "nowhere"},
            "check": check,
            "follows": {"remark": "yes", "of": {"registers": ["staffs"]}},
            "examples": [{"case": "one", "finds": ["x"]}],
        }
    )
    assert told == [
        "rules/consistency, REF-1: the id must begin with CON-",
        "rules/consistency, REF-1: the source “nowhere” is not in sources.yaml.",
        "rules/consistency, REF-1: “kind” mentions “kinds”, which is not under “values”.",
        "rules/consistency, REF-1: “no further apart than” mentions “evidence ende”, which is not "
        "under “values”. Did you mean “evidence end”?",
        "rules/consistency, REF-1: “staf” is no register and no list. Did you mean “staff”?",
        "rules/consistency, REF-1: “staffs” is no register. Did you mean “staff”?",
        "rules/consistency, REF-1: no example agrees: show what the rule lets pass.",
    ]


def test_two_files_have_two_ids_and_values_have_known_sources() -> None:
    values = {"x": [{"is": "1 days", "status": "public", "source": {"document": "nowhere"}}]}
    assert said({}, {"values": values}) == [
        "rules/consistency, CON-T-1: two rule files have this id.",
        "rules/consistency, CON-T-1: the source “nowhere” is not in sources.yaml.",
    ]

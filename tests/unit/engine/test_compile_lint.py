"""Nothing outside the safe part of durable_rules reaches it."""

from typing import Any

import pytest

from mis_assessor.core.errors import EngineFault
from mis_assessor.engine import compile as linting
from mis_assessor.engine.compile import LONGEST_TEXT, lint


def rule(*conditions: Any) -> dict[str, Any]:
    return {"r": {"all": [{"m": {"$and": [{"k": "all of"}, *conditions]}}]}}


def test_the_safe_part_passes() -> None:
    lint(
        rule(
            {"says": "met"},
            {"$gte": {"low": {"$mul": {"$l": {"$m": "of"}, "$r": 95}}}},
            {"$lt": {"high": -3}},
        )
    )


@pytest.mark.parametrize(
    ("condition", "why"),
    [
        ({"$nex": {"low": 1}}, "“\\$nex” is not a comparison"),
        ({"$not": {"low": 1}}, "not a comparison"),
        ({"id": "x"}, "“id” cannot be the name"),
        ({"a.b": 1}, "“a.b” cannot be the name"),
        ({"naïve": 1}, "cannot be the name"),
        ({"low": 0.5}, "held against 0.5"),
        ({"low": None}, "held against None"),
        ({"low": True}, "held against True"),
        ({"low": {"m": "low"}}, "held against"),
        ({"low": {"$div": {"$l": {"$m": "of"}, "$r": 2}}}, "held against"),
        ({"low": {"$mul": {"$l": {"$m": "sid"}, "$r": 2}}}, "“sid” cannot be the name"),
        ({"low": {"$mul": {"$l": {"$m": "of"}, "$r": 2**53 + 1}}}, "beyond 2\\^53"),
        ({"low": -(2**53) - 1}, "beyond 2\\^53"),
        ({"says": "x" * (LONGEST_TEXT + 1)}, "a text is too long"),
    ],
)
def test_an_unsafe_condition_is_named(condition: Any, why: str) -> None:
    with pytest.raises(EngineFault, match=why):
        lint(rule(condition))


@pytest.mark.parametrize(
    ("definition", "why"),
    [
        ({"any": []}, "not one fact"),
        ({"all": [{"m": {"$and": [{"says": "met"}]}}]}, "not one fact"),
        ({"all": [{"m": {"k": "open"}}]}, "not one fact"),
        ({"count": 2, **rule()["r"]}, "more than one fact"),
        ({"all": [{"m": {"$and": [{"k": "x"}]}, "n": {}}]}, "more than one fact"),
        ({"all": [{"m": {"$and": [{"k": "x"}], "$or": []}}]}, "more than one fact"),
        (rule(*[{"low": n} for n in range(30)])["r"], "too many conditions"),
    ],
)
def test_an_unsafe_rule_is_named(definition: Any, why: str) -> None:
    with pytest.raises(EngineFault, match=why):
        lint({"r": definition})


def test_names_the_engine_cannot_tell_apart() -> None:
    # Both hash to 453884104, and the engine keeps nothing else of a name.
    with pytest.raises(EngineFault, match="short hash of another name"):
        lint(rule({"metric_404899": 1}, {"metric_1036684": 1}))


def test_conditions_side_by_side() -> None:
    many = {str(n): rule({"low": n})["r"] for n in range(201)}
    with pytest.raises(EngineFault, match="side by side"):
        lint(many)


def test_rules_on_one_condition() -> None:
    with pytest.raises(EngineFault, match="side by side"):
        lint({str(n): rule()["r"] for n in range(201)})


def test_too_many_rules(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(linting, "MOST_RULES", 0)
    with pytest.raises(EngineFault, match="1 rules are more"):
        lint(rule())

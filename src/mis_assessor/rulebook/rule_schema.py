"""The JSON Schema of a rule file, so that an editor completes headings and underlines mistakes."""

from collections.abc import Mapping
from typing import Any, get_origin

from pydantic.fields import FieldInfo

from mis_assessor.core.rules.comparisons import Comparison
from mis_assessor.core.rules.conditions import JOINS, LEAVES, Test
from mis_assessor.core.rules.requirement import Requirement
from mis_assessor.core.rules.row_tests import RowTest
from mis_assessor.core.rules.values import as_heading
from mis_assessor.rulebook.rule_files import SAME_AS, WITHOUT

Schema = dict[str, Any]
SCALAR = {"type": ["string", "number", "boolean"]}
YES_NO = {"enum": ["yes", "no", True, False]}
LIST_OR_ONE = {"anyOf": [SCALAR, {"type": "array", "items": SCALAR}]}
CONDITION, ROW_TESTS = {"$ref": "#/$defs/Condition"}, {"$ref": "#/$defs/RowTests"}


def rule_file_schema() -> Schema:
    """JSON Schema (draft 2020-12) of a rule file as people write it, short forms included.

    What it lets through may still be wrong: ``mis rules check`` reads names, days and sources.
    """
    made = Requirement.model_json_schema(by_alias=True)
    kinds = {kind.__name__ for kind in (*LEAVES.values(), *JOINS.values())}
    defs = {
        name: _as_written(part)
        for name, part in made.pop("$defs").items()
        if name not in kinds | {"RowTest", "AnyRowTest"}
    }
    whole: Schema = _as_written(made)
    whole["properties"] |= {
        SAME_AS: {"type": "string", "description": "The requirement it takes the rest from."},
        WITHOUT: {**LIST_OR_ONE, "description": "Headings that it does not take."},
        "everything asked": {
            "type": "object",
            "description": "The same test on each of the evidence.",
        },
    }
    whole["required"] = ["id"]  # the rest may come from what it is the same as,
    del defs["Applies"]["required"]  # or from the framework
    whole["$defs"] = {**defs, "Condition": _condition(), "RowTests": _row_tests()}
    whole["title"] = "A requirement of the rulebook"
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **whole}


def _as_written(part: Any) -> Any:
    """A part of the models' schema, as loose as the short forms that people write."""
    if isinstance(part, list):
        return [_as_written(one) for one in part]
    if not isinstance(part, dict):
        return part
    refs = str(part.get("oneOf", part.get("anyOf", "")))
    if "#/$defs/Test" in refs:
        return CONDITION
    if "#/$defs/RowTest" in str(part.get("items", "")):
        return ROW_TESTS
    told = {k: part[k] for k in ("description", "title") if isinstance(part.get(k), str)}
    match part:
        case {"enum": _} | {"const": _}:
            return part
        case {"type": "string"} | {"type": "integer"} | {"type": "number"}:
            return {**told, **SCALAR}
        case {"type": "boolean"}:
            return {**told, **YES_NO}
        case {"type": "array", "items": items}:
            return {**told, "anyOf": [SCALAR, {"type": "array", "items": _as_written(items)}]}
        case _:
            return {
                key: {name: _as_written(one) for name, one in value.items()}
                if key == "properties"
                else _as_written(value)
                for key, value in part.items()
                if key != "default"
            }


def _headings(model: Any, *left_out: str) -> Mapping[str, Schema]:
    names = (as_heading(name) for name in model.model_fields)
    return {name: LIST_OR_ONE for name in names if name not in left_out}


def _condition() -> Schema:
    """A condition: a join of others, a question to a person, or evidence names with tests."""
    joined = {
        as_heading(name): _parts(field)
        for kind in JOINS.values()
        for name, field in kind.model_fields.items()
    }
    tests = {
        **dict.fromkeys(Comparison.known, LIST_OR_ONE),
        **_headings(Test, "evidence", "op", "value"),
    }
    leaves = {as_heading(n): LIST_OR_ONE for kind in LEAVES.values() for n in kind.model_fields}
    return {
        "type": "object",
        "properties": {
            **leaves,
            **joined,
            "steps": {"type": "array", "items": {"type": "object"}},
            "of": SCALAR,
        },
        "additionalProperties": {
            "anyOf": [
                SCALAR,
                {"type": "object", "properties": tests, "additionalProperties": False},
            ]
        },
    }


def _parts(field: FieldInfo) -> Schema:
    """What stands under the heading of a join: a condition, a list of them, or some by name."""
    if get_origin(field.annotation) in (dict, Mapping):
        return {"type": "object", "additionalProperties": CONDITION}
    return {"anyOf": [{"type": "array", "items": CONDITION}, CONDITION]}


def _row_tests() -> Schema:
    """What must hold of a row: columns, each with a word or a test."""
    test = {
        "type": "object",
        "properties": dict(_headings(RowTest, "column")),
        "additionalProperties": False,
    }
    columns = {
        "type": "object",
        "properties": {"any of": {"type": "array", "items": ROW_TESTS}},
        "additionalProperties": {"anyOf": [*LIST_OR_ONE["anyOf"], test]},
    }
    return {"anyOf": [columns, {"type": "array", "items": {"type": "object"}}]}

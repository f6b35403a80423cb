"""Consistency rules read from ``rules/consistency``, and what is wrong with them as a whole."""

from collections.abc import Iterator, Mapping, Set
from pathlib import Path
from typing import Any

from pydantic import BaseModel

from mis_assessor.core.consistency.tables import LISTS
from mis_assessor.core.errors import Problem
from mis_assessor.core.rules.consistency import ConsistencyRule
from mis_assessor.core.rules.readings import WORDS
from mis_assessor.core.rules.row_tests import RowTest
from mis_assessor.core.rules.rulebook import Publication, Rulebook
from mis_assessor.reading.problems import did_you_mean
from mis_assessor.rulebook.rule_files import RuleFiles

CONSISTENCY = "consistency"
HEAD = "CON-"
"""How every id begins, so that a judgement may name it beside requirements."""

VALUES = (
    "no_further_apart_than",
    "at_least",
    "at_most",
    "from_rows",
    "usually",
    "from_people",
    "multiple_of",
    "subject",
    "within",
    "names",
    "more_than",
    "before",
)
"""Fields of checks that hold the name of a value."""
TABLES = ("table", "other", "register_", "people")
"""Fields of checks that hold the name of a table."""
TESTED = ("is_one_of", "contains_any_of", "is_at_least", "is_under")


def read_consistency(reader: RuleFiles, folder: Path) -> tuple[ConsistencyRule, ...]:
    """What must agree inside one submission, in the order of ids; problems stay with the reader."""
    found = (reader.one(path, ConsistencyRule) for path in sorted(folder.rglob("*.yaml")))
    return tuple(sorted((rule for rule in found if rule is not None), key=lambda rule: rule.id))


def check_consistency(rulebook: Rulebook, registers: Mapping[str, Set[str]]) -> Iterator[Problem]:
    """Everything that cannot be right in the consistency rules of a year.

    `registers` are those a submission can have, with their columns.
    """
    ids: set[str] = set()
    for rule in rulebook.consistency:
        where = f"rules/{CONSISTENCY}, {rule.id}"
        if rule.id in ids:
            yield Problem(where, "two rule files have this id.")
        ids.add(rule.id)
        yield from (Problem(where, what) for what in _faults(rule, rulebook, registers))


def _faults(
    rule: ConsistencyRule, rulebook: Rulebook, registers: Mapping[str, Set[str]]
) -> Iterator[str]:
    if not rule.id.startswith(HEAD):
        yield f"the id must begin with {HEAD}"
    sources: Mapping[str, Publication] = rulebook.sources
    cited = [rule.source, *(e.source for es in rule.values.values() for e in es if e.source)]
    for source in cited:
        if source.document not in sources:
            yield f"the source “{source.document}” is not in sources.yaml."
    known = {*rule.values, *rulebook.year.values, *WORDS}
    for heading, name in _named_values(rule.check):
        if name not in known:
            yield (
                f"“{heading}” mentions “{name}”, which is not under “values”."
                f"{did_you_mean(name, sorted(known))}"
            )
    tables = {*registers, *LISTS}
    for name in _named_tables(rule.check):
        if name not in tables:
            yield f"“{name}” is no register and no list.{did_you_mean(name, sorted(tables))}"
    for kind in rule.follows.of.registers:
        if kind not in registers:
            yield f"“{kind}” is no register.{did_you_mean(kind, sorted(registers))}"
    if not any(not example.finds for example in rule.examples):
        yield "no example agrees: show what the rule lets pass."


def _named_values(node: Any) -> Iterator[tuple[str, str]]:
    if isinstance(node, RowTest):
        yield from (
            (node.column, name) for field in TESTED if isinstance(name := getattr(node, field), str)
        )
        return
    for field, value in _fields(node):
        if field in VALUES and isinstance(value, str):
            yield field.replace("_", " "), value
        else:
            yield from _named_values(value)


def _named_tables(node: Any) -> Iterator[str]:
    for field, value in _fields(node):
        if field in TABLES and isinstance(value, str):
            yield value
        elif field in ("is_in", "rows_in") and isinstance(value, dict):
            yield from value
        else:
            yield from _named_tables(value)


def _fields(node: Any) -> Iterator[tuple[str, Any]]:
    match node:
        case BaseModel():
            yield from ((name, getattr(node, name)) for name in type(node).model_fields)
        case tuple():
            yield from (("", part) for part in node)

"""Every place where a rule names a value or an evidence item."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from pydantic import BaseModel

from mis_assessor.core.rules.comparisons import ValueKind as V
from mis_assessor.core.rules.conditions import InOrder, Test
from mis_assessor.core.rules.once import once_each
from mis_assessor.core.rules.questions import (
    Cover,
    DocumentsQuestion,
    Promise,
    QuestionWindow,
)
from mis_assessor.core.rules.register_questions import (
    AnyQuestion,
    PeopleQuestion,
    Planned,
    TrainingWindow,
)
from mis_assessor.core.rules.requirement import EXPECTED_FROM, Applies, Requirement
from mis_assessor.core.rules.row_tests import RowTest
from mis_assessor.core.rules.values import as_heading

_DAY, _LENGTH, _NAMES = (V.DAY,), (V.LENGTH,), (V.NAMES,)
VALUES: dict[type[BaseModel], dict[str, tuple[V, ...]]] = {
    RowTest: {
        "from_": _DAY,
        "to": _DAY,
        "within": _LENGTH,
        "is_at_least": (V.GESTATION, V.TIMES, V.NUMBER),
        "is_under": (V.GESTATION, V.TIMES, V.NUMBER),
    },
    QuestionWindow: {"from_": _DAY, "to": _DAY},
    TrainingWindow: {
        "lasts": _LENGTH,
        "anywhere_from": _DAY,
        "to": _DAY,
        "reach": (V.SHARE,),
    },
    Cover: {"lasts": _LENGTH, "from_": _DAY, "to": _DAY},
    Promise: {"number": (V.SHARE,), "by": _DAY},
    Planned: {"within": _LENGTH},
    Requirement: {"in_": _NAMES, "watch_only": _NAMES, "due_by": (V.DAY, V.MOMENT)},
    Applies: {"from_": _DAY, "until": _DAY, "withdrawn": _DAY},
}
"""Where a rule names a value, and what that value can be; a question says it itself."""
WORDS_OF_TESTS = ("yes", "no", "month", "quarter", "half-year", "two months", "year", "meeting")


@dataclass(frozen=True, slots=True)
class Mention:
    """One name, the heading it stands under, and what it may be."""

    name: str
    heading: str
    value: bool = True
    evidence: bool = False
    edge: bool = False
    """Whether examples must stand on both sides of it when it is a day."""
    also: tuple[str, ...] = ()
    kinds: tuple[V, ...] = ()
    """What its value can be; nothing where a comparison says it."""


@once_each
def mentions(requirement: Requirement) -> tuple[Mention, ...]:
    """Every mention in a requirement, in reading order."""
    return tuple(_in(requirement))


def _in(node: Any) -> Iterator[Mention]:
    if isinstance(node, BaseModel):
        yield from _named(node)
        for field in type(node).model_fields:
            if field not in ("values", "source", "parts"):
                yield from _in(getattr(node, field))
    elif isinstance(node, dict):
        for value in node.values():
            yield from _in(value)
    elif isinstance(node, tuple):
        for part in node:
            yield from _in(part)


def _named(node: BaseModel) -> Iterator[Mention]:
    if isinstance(node, Test):
        yield Mention(node.evidence, "met when", value=False, evidence=True)
        yield Mention(
            node.value,
            node.op.value,
            evidence=True,
            edge=node.op.both_sides,
            also=WORDS_OF_TESTS,
        )
        for name in (node.before, node.may_miss, node.in_any):
            if name:
                yield Mention(name, node.op.value)
    if isinstance(node, InOrder):
        for name in node.in_this_order:
            yield Mention(name, "in this order", value=False, evidence=True)
    named = node.names if isinstance(node, AnyQuestion) else VALUES.get(type(node), {})
    for field, kinds in named.items():
        name = getattr(node, field)
        if name is not None:
            edge, words = field == "due_by" and name != EXPECTED_FROM, _words(node, field)
            yield Mention(name, as_heading(field), edge=edge, also=words, kinds=kinds)
    if isinstance(node, Requirement) and node.only_if_no_cases_in:
        name = node.only_if_no_cases_in
        yield Mention(name, "only if no cases in", value=False, evidence=True)
    if isinstance(node, PeopleQuestion):
        for name in node.modules.values():
            yield Mention(name, "modules")


def _words(node: BaseModel, field: str) -> tuple[str, ...]:
    """What may stand there beside the name of a value."""
    return ("each",) if (type(node), field) == (DocumentsQuestion, "contains_all") else ()

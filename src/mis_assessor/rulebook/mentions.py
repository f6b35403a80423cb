"""Every place where a rule names a value or an evidence item."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from pydantic import BaseModel

from mis_assessor.core.rules.conditions import InOrder, Op, Test
from mis_assessor.core.rules.questions import (
    CasesQuestion,
    Cover,
    DocumentsQuestion,
    Promise,
    QuestionWindow,
    TotalsQuestion,
)
from mis_assessor.core.rules.register_questions import PeopleQuestion, Planned, TrainingWindow
from mis_assessor.core.rules.requirement import EXPECTED_FROM, Applies, Requirement
from mis_assessor.core.rules.row_tests import RowTest
from mis_assessor.core.rules.values import as_heading

VALUES: dict[type[BaseModel], tuple[str, ...]] = {
    RowTest: ("from_", "to", "within", "is_at_least", "is_under"),
    QuestionWindow: ("from_", "to"),
    TrainingWindow: ("lasts", "anywhere_from", "to", "reach"),
    Cover: ("lasts", "from_", "to"),
    Promise: ("number", "by"),
    Planned: ("within",),
    CasesQuestion: ("known_from", "one_row_for_each_of"),
    TotalsQuestion: ("known_from",),
    DocumentsQuestion: ("contains_all", "not_before"),
    Requirement: ("in_", "watch_only", "due_by"),
    Applies: ("from_", "until", "withdrawn"),
}
WORDS_OF_TESTS = ("yes", "no", "month", "quarter", "half-year", "two months", "year", "meeting")
DATED = (Op.IN_PLACE_BY, Op.AT_OR_BEFORE)


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
            edge=node.op in DATED,
            also=WORDS_OF_TESTS,
        )
        for name in (node.before, node.may_miss, node.in_any):
            if name:
                yield Mention(name, node.op.value)
    if isinstance(node, InOrder):
        for name in node.in_this_order:
            yield Mention(name, "in this order", value=False, evidence=True)
    for field in VALUES.get(type(node), ()):
        name = getattr(node, field)
        if name is not None:
            edge = field == "due_by" and name != EXPECTED_FROM
            yield Mention(name, as_heading(field), edge=edge, also=_words(node, field))
    if isinstance(node, Requirement) and node.only_if_no_cases_in:
        name = node.only_if_no_cases_in
        yield Mention(name, "only if no cases in", value=False, evidence=True)
    if isinstance(node, PeopleQuestion):
        for name in node.modules.values():
            yield Mention(name, "modules")


def _words(node: BaseModel, field: str) -> tuple[str, ...]:
    """What may stand there beside the name of a value."""
    return ("each",) if (type(node), field) == (DocumentsQuestion, "contains_all") else ()

"""A consistency rule: what must agree inside one submission, and what follows if not.

One file of ``rules/consistency/`` is one rule; a requirement's verdict can rest on it.
"""

from collections.abc import Iterable, Iterator
from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, Field, model_validator

from mis_assessor.core.rules.checks import Check
from mis_assessor.core.rules.once import once_each
from mis_assessor.core.rules.requirement import Requirement, asked_of
from mis_assessor.core.rules.values import Dictionary, Frozen, Source
from mis_assessor.core.verdicts import Verdict


class Years(Frozen):
    """The scheme years in which it is asked; left out, every year."""

    from_year: int | None = None
    to_year: int | None = None

    def hold(self, year: int) -> bool:
        """Whether a scheme year is one of them."""
        first, last = self.from_year or year, self.to_year or year
        return first <= year <= last


class Rests(Frozen):
    """Which requirements rest on what is compared: those that ask for one of these."""

    registers: tuple[str, ...] = ()
    columns: tuple[str, ...] = ()
    """Only those that look into one of these columns of the registers."""
    documents: tuple[str, ...] = ()
    statements: tuple[str, ...] = ()
    requirements: tuple[str, ...] = ()
    """Ids, or the part of ids behind the year: COND-9."""

    def of(self, requirement: Requirement) -> bool:
        """Whether a requirement rests on it."""
        asked = asked_of(requirement)
        if any(requirement.id == n or requirement.id.endswith(f"-{n}") for n in self.requirements):
            return True
        if any(f"document: {kind}" in asked for kind in self.documents):
            return True
        if any(f"statement: {said}" in asked for said in self.statements):
            return True
        if not any(f"register: {name}" in asked for name in self.registers):
            return False
        return not self.columns or not _texts_asked(requirement).isdisjoint(self.columns)


@once_each
def _texts_asked(requirement: Requirement) -> frozenset[str]:
    return frozenset(t for question in requirement.evidence.values() for t in texts_in(question))


def texts_in(node: Any) -> Iterator[str]:
    """Every text in a question or a check: names of tables and columns are among them."""
    match node:
        case str():
            yield node
        case BaseModel():
            for name in type(node).model_fields:
                yield from texts_in(getattr(node, name))
        case tuple():
            for part in node:
                yield from texts_in(part)
        case dict():
            for pair in node.items():
                yield from texts_in(pair)
        case _:
            return


class Follows(Frozen):
    """What follows: the requirements that rest on it cannot be met, or a remark."""

    stop: Literal[Verdict.EVIDENCE_MISSING, Verdict.NEEDS_JUDGEMENT] | None = None
    remark: bool | None = None
    of: Rests = Field(default_factory=Rests)

    @model_validator(mode="after")
    def _one(self) -> "Follows":
        if (self.stop is None) == (self.remark is None):
            raise ValueError("write “stop” with what it says, or “remark: yes”")
        return self


class ConsistencyExample(Frozen):
    """Some tables, and what is found in them."""

    case: str
    on: str = ""
    year: int | None = None
    """Only in this scheme year; left out, in each that the rule applies to."""
    tables: dict[str, str] = Field(default_factory=dict)
    """Each table as it would be typed: headings and rows, cells between bars."""
    submission: dict[str, Any] = Field(default_factory=dict)
    """Headings of submission.yaml."""
    finds: tuple[str, ...] = ()
    """A piece of each sentence; none where everything agrees."""


def _remark(written: Any) -> Any:
    return {"remark": True} if written == "remark" else written


class ConsistencyRule(Frozen):
    """One rule file of ``rules/consistency/``, read top to bottom."""

    id: str
    title: str
    asks: str
    """What must agree, in a sentence."""
    source: Source
    applies: Years = Field(default_factory=Years)
    check: Check
    follows: Annotated[Follows, BeforeValidator(_remark)]
    values: Dictionary = Field(default_factory=dict)
    if_found: str
    """What to do."""
    notes: str = ""
    examples: tuple[ConsistencyExample, ...]


def resting(rests: Rests, requirements: Iterable[Requirement]) -> tuple[str, ...]:
    """The ids of the requirements that rest on something, in their order."""
    return tuple(r.id for r in requirements if r.decided and rests.of(r))

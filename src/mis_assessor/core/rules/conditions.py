"""The closed list of conditions under which a requirement is met, as data.

One answer held against one value, and the ways to hold it.

The short ways to write a condition, put in full before it is read.

The parts of a condition that have no parts themselves.
"""

from collections.abc import Iterator
from enum import StrEnum
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Discriminator, Field, Tag

from mis_assessor.core.rules.values import Frozen


class Op(StrEnum):
    """What a test asks of one answer; the value is the phrase in the rule file."""

    AT_LEAST = "is at least"
    MORE_THAN = "is more than"
    AT_MOST = "is at most"
    UNDER = "is under"
    HAS_AT_LEAST = "has at least"
    REPORTED = "is reported"
    IN_PLACE_BY = "is in place by"
    IN_FORCE_ON = "in force on"
    DATED_WITHIN = "dated within"
    GAPS_AT_MOST = "gaps at most"
    ONE_IN_EVERY = "one in every"
    HAPPENS_AT_LEAST = "happens at least"
    HAPPENS_AT_MOST = "happens at most"
    AT_OR_BEFORE = "is at or before"
    NOT_BEFORE = "is not before"
    NO_OLDER_THAN = "is no older than"
    TOLERATED = "is tolerated until"
    SHARE_OF = "is at least the share of"
    MORE_THAN_SHARE_OF = "is more than the share of"
    IS = "is"


NONE = "none"


class Test(Frozen):
    """One answer held against one value."""

    __test__ = False  # not a test case, whatever pytest thinks of the name

    evidence: str
    op: Op
    value: str
    """A value's name, another evidence name, ``all of them``, ``none`` or yes/no."""
    counted_by: str | None = None
    """Which day of a document counts: ``dated``, ``period covered``, ``X by Body``."""
    before: str | None = None
    in_any: str | None = None
    """The stretch in which it may happen so often: a length, or ``calendar week``."""
    in_different: Literal["quarters", "months"] | None = None
    """Calendar periods of which each counts once, however often it happened in it."""
    closer_together: Literal["a person decides"] | None = None
    """Who decides where it happened often enough, and in fewer of those periods."""
    may_miss: str | None = None
    """A value naming one period that a relief allows to be missed."""
    if_: str | None = None
    """The statement on which that relief rests."""


HEADINGS = {
    "in this order": "order",
    "a person confirms": "person",
    "readings": "readings",
    "all of": "all",
    "any of": "any",
    "standard": "instead",
    "evidence": "test",
}
_OPS = {op.value for op in Op}


def _tests(evidence: str, written: Any) -> list[dict[str, Any]]:
    """``{is at least: percent needed}`` under an evidence name, as tests."""
    if not isinstance(written, dict):
        return [{"evidence": evidence, "op": "is", "value": str(written)}]
    extras = {k: v for k, v in written.items() if k not in _OPS}
    ops = [k for k in written if k in _OPS]
    if not ops:
        return [{"evidence": evidence, "op": "", "value": "", **extras}]
    return [{"evidence": evidence, "op": op, "value": written[op], **extras} for op in ops]


def _steps(written: Any) -> Any:
    """Bands: each step is the standard, the next one its alternative."""
    evidence, steps = written["of"], list(written["steps"])
    parts: list[Any] = []
    for step in steps:
        if "otherwise" in step:  # said for the reader: below the last step is not met
            continue
        test: Any = {
            "evidence": evidence,
            "op": "is at least",
            "value": step["at least"],
        }
        also = step.get("met if")
        parts.append(test if also is None else {"all of": [test, also]})
    whole = parts.pop()
    while parts:
        whole = {"standard": parts.pop(), "alternative": whole}
    return whole


def in_full(written: Any) -> Any:
    """A condition with its tests and steps as headings that the models know."""
    if not isinstance(written, dict):
        return written
    if "steps" in written:
        return _steps(written)
    if any(heading in written for heading in HEADINGS):
        return written
    tests = [t for evidence, test in written.items() for t in _tests(evidence, test)]
    return tests[0] if len(tests) == 1 else {"all of": tests}


class InOrder(Frozen):
    """Days or moments, none earlier than the one before it; equal is in order."""

    in_this_order: tuple[str, ...] = Field(min_length=1)


class PersonConfirms(Frozen):
    """Only a person can decide; who and why is recorded as a judgement."""

    a_person_confirms: str
    who_may: tuple[str, ...] = ()


class Readings(Frozen):
    """The guidance can be read in several ways; each is decided."""

    readings: dict[str, "Condition"] = Field(min_length=1)


class AllOf(Frozen):
    """Every part must hold."""

    all_of: tuple["Condition", ...] = Field(min_length=1)


class AnyOf(Frozen):
    """One route is enough, and each is plain *met*."""

    any_of: tuple["Condition", ...] = Field(min_length=1)


class Instead(Frozen):
    """The standard, or where it was missed the guidance's own alternative."""

    standard: "Condition"
    alternative: "Condition"


_KINDS: dict[type, str] = {
    InOrder: "order",
    PersonConfirms: "person",
    Readings: "readings",
    AllOf: "all",
    AnyOf: "any",
    Instead: "instead",
    Test: "test",
}


def _kind_of_condition(written: Any) -> str | None:
    if isinstance(written, dict):
        return next((k for h, k in HEADINGS.items() if h in written), None)
    return _KINDS.get(type(written))


Condition = Annotated[
    Annotated[
        Annotated[Test, Tag("test")]
        | Annotated[InOrder, Tag("order")]
        | Annotated[PersonConfirms, Tag("person")]
        | Annotated[Readings, Tag("readings")]
        | Annotated[AllOf, Tag("all")]
        | Annotated[AnyOf, Tag("any")]
        | Annotated[Instead, Tag("instead")],
        Discriminator(_kind_of_condition),
    ],
    BeforeValidator(in_full),
]

for _model in (Readings, AllOf, AnyOf, Instead):
    _model.model_rebuild()


def tests_in(condition: Condition | None) -> Iterator[Test]:
    """Every test of a condition, wherever it stands."""
    return (leaf for leaf in leaves_in(condition) if isinstance(leaf, Test))


def leaves_in(condition: Condition | None) -> Iterator[Test | InOrder | PersonConfirms]:
    """Every part of a condition that has no parts itself, wherever it stands."""
    match condition:
        case AllOf(all_of=parts) | AnyOf(any_of=parts):
            for part in parts:
                yield from leaves_in(part)
        case Readings(readings=readings):
            for part in readings.values():
                yield from leaves_in(part)
        case Instead(standard=standard, alternative=alternative):
            yield from leaves_in(standard)
            yield from leaves_in(alternative)
        case None:
            return
        case leaf:
            yield leaf

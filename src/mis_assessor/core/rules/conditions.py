"""The closed list of conditions under which a requirement is met, as data.

A condition is a leaf, decided on answers, or a join, decided from the verdicts of its
parts. Whoever walks a condition asks for its parts and never for its kind; a join says
itself how its verdicts join and how it is told, and its rules for the engine stand in
``engine.join_rules`` under the same name.
"""

from abc import abstractmethod
from collections.abc import Iterator, Mapping, Sequence
from typing import Annotated, Any, ClassVar, Literal, Union

from pydantic import BeforeValidator, Discriminator, Field, GetCoreSchemaHandler, Tag
from pydantic_core import CoreSchema

from mis_assessor.core.rules.comparisons import Called, Comparison
from mis_assessor.core.rules.values import Frozen
from mis_assessor.core.verdicts import (
    Verdict,
    all_of,
    any_of,
    instead,
    same_under_every_reading,
)


class Test(Frozen):
    """One answer held against one value."""

    __test__ = False  # not a test case, whatever pytest thinks of the name

    evidence: str
    op: Called
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


class InOrder(Frozen):
    """Days or moments, none earlier than the one before it; equal is in order."""

    in_this_order: tuple[str, ...] = Field(min_length=1)


class PersonConfirms(Frozen):
    """Only a person can decide; who and why is recorded as a judgement."""

    a_person_confirms: str
    who_may: tuple[str, ...] = ()


Leaf = Test | InOrder | PersonConfirms


class Join(Frozen):
    """A condition made of others, its verdict joined from theirs."""

    heading: ClassVar[str]
    """What a rule file writes it under."""
    kind: ClassVar[str]
    """Its name in the engine, whose rules for it are found by it."""
    roles: ClassVar[bool] = False
    """Whether the engine asks which part said what; else it counts the verdicts."""
    judged: ClassVar[bool] = False
    """Whether a recorded judgement may settle it."""
    brackets: ClassVar[bool] = False
    """Whether a part that is a join itself is told in brackets."""
    pieces: ClassVar[bool] = False
    """Whether each part is a piece to be counted where a framework scores."""

    @abstractmethod
    def parts(self) -> "Mapping[str, Condition]":
        """Its parts by name, in order."""

    @abstractmethod
    def join(self, verdicts: Sequence[Verdict]) -> Verdict:
        """The verdict of its parts' verdicts, in their order."""

    @abstractmethod
    def in_words(self, told: Mapping[str, str]) -> str:
        """How a reader says it; `told` are its parts, each in brackets where it asks for them."""

    def needed(self, verdicts: Sequence[Verdict]) -> Sequence[bool]:
        """Which parts were looked at, once their verdicts are known."""
        return [True] * len(verdicts)


JOINS: dict[str, type[Join]] = {}
"""Every join by its heading; the first heading that is written decides."""


def known(join: type[Join]) -> type[Join]:
    """Puts a join among those that rule files may use."""
    JOINS[join.heading] = join
    return join


def _numbered(parts: "tuple[Condition, ...]") -> "dict[str, Condition]":
    return {str(number): part for number, part in enumerate(parts, 1)}


@known
class Readings(Join):
    """The guidance can be read in several ways; each is decided."""

    heading, kind, judged = "readings", "readings", True
    readings: "dict[str, Condition]" = Field(min_length=1)

    def parts(self) -> "Mapping[str, Condition]":
        """The ways to read it, by what is read how."""
        return self.readings

    def join(self, verdicts: Sequence[Verdict]) -> Verdict:
        """One verdict stands, two are a judgement."""
        return same_under_every_reading(verdicts)

    def in_words(self, told: Mapping[str, str]) -> str:
        """Each way."""
        ways = (f"{name}: {part}" for name, part in told.items())
        return "read each way, with the same result: " + "; ".join(ways)


@known
class AllOf(Join):
    """Every part must hold."""

    heading, kind, brackets, pieces = "all of", "all of", True, True
    all_of: "tuple[Condition, ...]" = Field(min_length=1)

    def parts(self) -> "Mapping[str, Condition]":
        """The parts by their numbers."""
        return _numbered(self.all_of)

    def join(self, verdicts: Sequence[Verdict]) -> Verdict:
        """The worst decides."""
        return all_of(verdicts)

    def in_words(self, told: Mapping[str, str]) -> str:
        """One and another."""
        return " and ".join(told.values())


@known
class AnyOf(Join):
    """One route is enough, and each is plain *met*."""

    heading, kind, brackets = "any of", "any of", True
    any_of: "tuple[Condition, ...]" = Field(min_length=1)

    def parts(self) -> "Mapping[str, Condition]":
        """The routes by their numbers."""
        return _numbered(self.any_of)

    def join(self, verdicts: Sequence[Verdict]) -> Verdict:
        """The best decides."""
        return any_of(verdicts)

    def in_words(self, told: Mapping[str, str]) -> str:
        """One or another."""
        return "either " + " or ".join(told.values())


@known
class Instead(Join):
    """The standard, or where it was missed the guidance's own alternative."""

    heading, kind, roles = "standard", "instead", True
    standard: "Condition"
    alternative: "Condition"

    def parts(self) -> "Mapping[str, Condition]":
        """The standard first."""
        return {"standard": self.standard, "alternative": self.alternative}

    def join(self, verdicts: Sequence[Verdict]) -> Verdict:
        """The alternative is asked for only where the standard was missed."""
        return instead(*verdicts)

    def in_words(self, told: Mapping[str, str]) -> str:
        """One, or where that is missed the other."""
        standard, alternative = told.values()
        return f"{standard}; or, where that is missed, {alternative} (met by alternative)"

    def needed(self, verdicts: Sequence[Verdict]) -> Sequence[bool]:
        """Where the standard is met nobody looks at the alternative."""
        return [True, verdicts[0] is not Verdict.MET]


LEAVES: dict[str, type[Leaf]] = {
    "in this order": InOrder,
    "a person confirms": PersonConfirms,
    "evidence": Test,
}


def _kind_of_condition(written: Any) -> str | None:
    """The name of the kind: a word that is no heading, so that a place is not mistaken."""
    if isinstance(written, dict):
        kinds = {**LEAVES, **JOINS}
        return next((kind.__name__ for head, kind in kinds.items() if head in written), None)
    return type(written).__name__


def _tests(evidence: str, written: Any) -> list[dict[str, Any]]:
    """``{is at least: percent needed}`` under an evidence name, as tests."""
    if isinstance(written, list):
        raise ValueError(f"a list stands under {', '.join(JOINS)}, and not under “{evidence}”")
    if not isinstance(written, dict):
        return [{"evidence": evidence, "op": "is", "value": str(written)}]
    extras = {k: v for k, v in written.items() if k not in Comparison.known}
    ops = [k for k in written if k in Comparison.known]
    if not ops:
        return [{"evidence": evidence, "op": "", "value": "", **extras}]
    return [{"evidence": evidence, "op": op, "value": written[op], **extras} for op in ops]


def _steps(written: Any) -> Any:
    """Bands: each step is the standard, the next one its alternative."""
    evidence, steps = written.get("of"), written["steps"]
    if not isinstance(evidence, str) or not isinstance(steps, list):
        raise ValueError("“steps” is a list, beside “of” and the evidence it is about")
    parts: list[Any] = []
    for step in steps:
        if not isinstance(step, dict) or not step.keys() & {"otherwise", "at least"}:
            raise ValueError("each of the “steps” says “at least”, the last one “otherwise”")
        if "otherwise" in step:  # said for the reader: below the last step is not met
            continue
        test: Any = {"evidence": evidence, "op": "is at least", "value": step["at least"]}
        also = step.get("met if")
        parts.append(test if also is None else {"all of": [test, also]})
    if not parts:
        raise ValueError("one of the “steps” must say “at least”")
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
    if _kind_of_condition(written) is not None:
        return written
    tests = [t for evidence, test in written.items() for t in _tests(evidence, test)]
    return tests[0] if len(tests) == 1 else {"all of": tests}


class _OneOfAll:
    """What may stand where a condition stands: a leaf, or any join that is known."""

    def __get_pydantic_core_schema__(
        self, source: Any, handler: GetCoreSchemaHandler
    ) -> CoreSchema:
        kinds = (*LEAVES.values(), *JOINS.values())
        tagged = tuple(Annotated[kind, Tag(kind.__name__)] for kind in kinds)
        return handler.generate_schema(
            Annotated[Union[tagged], Discriminator(_kind_of_condition)]  # noqa: UP007
        )


Condition = Annotated[Leaf | Join, _OneOfAll(), BeforeValidator(in_full)]


def complete_joins() -> None:
    """Has every join know its parts: for whoever reads rules, which a kept book need not."""
    for model in JOINS.values():
        model.model_rebuild(force=True)


def leaves_in(condition: Condition | None) -> Iterator[Leaf]:
    """Every part of a condition that has no parts itself, wherever it stands."""
    match condition:
        case None:
            return
        case Join():
            for part in condition.parts().values():
                yield from leaves_in(part)
        case _:
            yield condition


def tests_in(condition: Condition | None) -> Iterator[Test]:
    """Every test of a condition, wherever it stands."""
    return (leaf for leaf in leaves_in(condition) if isinstance(leaf, Test))

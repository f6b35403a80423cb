"""What a new kind costs: as many places as decision 0001 counts, and not one more.

Each kind here is made up, put where a real one stands, and decided by both evaluators from
a table; whatever else would need a line of its own would fail to know it.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any

import pytest
from pydantic import BaseModel, Field, ValidationError

from mis_assessor.core.deciding import measure
from mis_assessor.core.deciding.bounds import Measured
from mis_assessor.core.deciding.case import Situation
from mis_assessor.core.deciding.evaluate import decide_case
from mis_assessor.core.evidence.answers import Paper
from mis_assessor.core.rules import conditions
from mis_assessor.core.rules.comparisons import AnswerKind, Comparison, ValueKind, Way
from mis_assessor.core.rules.conditions import Condition, Join, Test, known, leaves_in
from mis_assessor.core.rules.quantities import Month
from mis_assessor.core.rules.requirement import Requirement
from mis_assessor.core.verdicts import Verdict
from mis_assessor.engine import top_rules
from mis_assessor.engine.cage import Engine
from mis_assessor.engine.compile import compile_rules
from mis_assessor.engine.join_rules import EngineRule, at_least, counter, join_rule
from mis_assessor.reports.rulebook_words import describe
from mis_assessor.rulebook.condition_check import undecidable
from mis_assessor.rulebook.example_case import case_of
from mis_assessor.rulebook.examples import read_examples
from spec.test_spec import NO_MONEY, rule_of, year

V = Verdict


@pytest.fixture(scope="module")
def engine() -> Iterator[Engine]:
    with Engine() as running:
        yield running


def hold(section: dict[str, Any], engine: Engine) -> None:
    """Both evaluators say of a section what its table says."""
    rule = rule_of(section)
    assert list(undecidable(rule)) == []
    for example in read_examples(section["examples"]):
        case = case_of(year(), rule, example)
        result = engine.decide((case,), (rule,), NO_MONEY)
        assert decide_case(case).verdict is example.verdict, example.case
        assert result.verdicts[rule.requirement.id] is example.verdict, example.case


# --- a join: a class, and its rules for the engine ---------------------------------------

NONE_OF = (
    (V.MET, V.NOT_MET, "a part is met"),
    (V.MET_BY_ALTERNATIVE, V.NOT_MET, "a part is met by alternative"),
    (V.EVIDENCE_MISSING, V.EVIDENCE_MISSING, "evidence of a part is missing"),
    (V.NEEDS_JUDGEMENT, V.NEEDS_JUDGEMENT, "a part needs judgement"),
    (V.NOT_DUE_YET, V.NOT_DUE_YET, "a part is not due yet"),
    (V.NOT_MET, V.MET, "no part holds"),
    (V.PAUSED, V.PAUSED, "every part is paused"),
    (V.NOT_APPLICABLE, V.NOT_APPLICABLE, "no part applies"),
)


class NoneOf(Join):
    """No part may hold."""

    heading, kind, brackets = "none of", "none of", True
    none_of: tuple[Condition, ...] = Field(min_length=1)

    def parts(self) -> Mapping[str, Condition]:
        """The parts by their numbers."""
        return {str(n): part for n, part in enumerate(self.none_of, 1)}

    def join(self, verdicts: Sequence[Verdict]) -> Verdict:
        """One that holds is one too many."""
        return next(gives for present, gives, _ in NONE_OF if present in verdicts)

    def in_words(self, told: Mapping[str, str]) -> str:
        """Neither."""
        return "neither " + " nor ".join(told.values())


def none_of() -> list[EngineRule]:
    """The same once more, as rules."""
    made: list[EngineRule] = []
    before: tuple[dict[str, int], ...] = ()
    for present, gives, says in NONE_OF:
        made.append(join_rule("none of", says, gives, *before, at_least(counter(present), 1)))
        before += ({counter(present): 0},)
    return made


@contextmanager
def made_up_join(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The two places, and pydantic told to look again."""
    monkeypatch.setitem(conditions.JOINS, NoneOf.heading, known(NoneOf))
    monkeypatch.setitem(top_rules.KINDS, NoneOf.kind, none_of)
    look_again()
    try:
        yield
    finally:
        monkeypatch.undo()
        del conditions.JOINS[NoneOf.heading]
        look_again()


def look_again() -> None:
    """Twice, because each model holds the schema of the others as it was."""
    models: list[type[BaseModel]] = [*conditions.JOINS.values(), Requirement]
    for model in models * 2:
        model.model_rebuild(force=True)
    compile_rules.cache_clear()


SECTION: dict[str, Any] = {
    "title": "None of",
    "evidence": {
        "a": {"statement": "a", "answer": "yes or no"},
        "b": {"statement": "b", "answer": "yes or no"},
    },
    "met when": {"none of": [{"a": {"is": "yes"}}, {"any of": [{"b": {"is": "yes"}}]}]},
    "examples": """
        case | on | a | b | verdict
        neither | | no | no | met
        one | | yes | no | not met
        the other, whatever is missing | 2022-12-06 | | yes | not met
        one is missing | 2022-12-06 | no | | evidence missing
        it may still come | 2022-12-05 | no | | not due yet
        """,
}


def test_a_join_is_a_class_and_its_rules(engine: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    with made_up_join(monkeypatch):
        hold(SECTION, engine)
        rule = rule_of(SECTION)
        assert "neither “a” is yes nor (either “b” is yes)" in describe(rule)
        leaves = leaves_in(rule.requirement.met_when)
        assert [leaf.evidence for leaf in leaves if isinstance(leaf, Test)] == ["a", "b"]
    with pytest.raises(ValidationError):
        rule_of(SECTION)


# --- a comparison: a line of the table, and its measure where it has no side --------------


@pytest.fixture
def made_up_comparison() -> Iterator[Callable[..., Comparison]]:
    """Makes comparisons that are forgotten afterwards."""
    before = set(Comparison.known)
    yield Comparison
    for phrase in set(Comparison.known) - before:
        measure.OF_ITS_OWN.pop(Comparison.known.pop(phrase), None)


def test_a_comparison_with_a_side_is_a_line(
    made_up_comparison: Callable[..., Comparison], engine: Engine
) -> None:
    made_up_comparison("stays under", {AnswerKind.SHARE: (ValueKind.SHARE,)}, Way.UNDER)
    section = {
        "title": "Stays under",
        "evidence": {"a": {"register": "things", "answer": "share of cases"}},
        "values": {"limit": "5%"},
        "met when": {"a": {"stays under": "limit"}},
        "examples": """
            case | a | verdict
            under | 4 of 100 | met
            at it | 5 of 100 | not met
            """,
    }
    hold(section, engine)
    assert "“a” stays under 5%" in describe(rule_of(section))
    wrong = rule_of({**section, "values": {"limit": "5 months"}})
    assert ["“stays under” needs" in found.what for found in undecidable(wrong)] == [True]


def test_a_comparison_of_its_own_is_a_line_and_a_measure(
    made_up_comparison: Callable[..., Comparison], engine: Engine
) -> None:
    op = made_up_comparison("is dated in", {AnswerKind.PAPER: (ValueKind.MONTH,)})

    def dated_in(test: Test, paper: Paper, month: Month, scene: Situation) -> Measured:
        dated = paper.dated
        wrong = int(dated is None or Month(dated.year, dated.month) != month)
        return Measured(wrong, wrong, 0, Way.AT_MOST)

    measure.OF_ITS_OWN[op] = measure.of(Paper, Month, dated_in)
    section = {
        "title": "Is dated in",
        "evidence": {"paper": {"documents": {"kind": "paper"}, "answer": "document"}},
        "values": {"the month": "2022-07"},
        "met when": {"paper": {"is dated in": "the month"}},
        "examples": """
            case | on | paper | verdict
            in it | 2022-12-06 | 2022-07-31 | met
            the day after | 2022-12-06 | 2022-08-01 | not met
            nothing | 2022-12-06 | | evidence missing
            """,
    }
    hold(section, engine)

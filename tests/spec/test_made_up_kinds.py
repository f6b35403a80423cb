"""What a new kind costs: as many places as decision 0001 counts, and not one more.

Each kind here is made up, put where a real one stands, and decided by both evaluators from
a table; whatever else would need a line of its own would fail to know it.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date
from typing import Any, ClassVar, Literal

import pytest
from pydantic import BaseModel, Field, ValidationError

from mis_assessor.core.answering.ask import ANSWERED, answered_by
from mis_assessor.core.answering.asking import Asking
from mis_assessor.core.deciding import measure
from mis_assessor.core.deciding.bounds import Measured
from mis_assessor.core.deciding.case import Case, Situation
from mis_assessor.core.deciding.evaluate import decide_case
from mis_assessor.core.evidence.answers import Answer, Paper
from mis_assessor.core.evidence.submission import Statement
from mis_assessor.core.rules import conditions
from mis_assessor.core.rules.comparisons import AnswerKind, Comparison, ValueKind, Way
from mis_assessor.core.rules.conditions import (
    Condition,
    InOrder,
    Join,
    PersonConfirms,
    Test,
    known,
    leaves_in,
)
from mis_assessor.core.rules.in_force import Standing
from mis_assessor.core.rules.quantities import Month
from mis_assessor.core.rules.readings import Reading
from mis_assessor.core.rules.register_questions import QUESTIONS, AnyQuestion, PeopleQuestion
from mis_assessor.core.rules.requirement import Requirement, asked_of
from mis_assessor.core.verdicts import Verdict
from mis_assessor.engine import compile as compiling
from mis_assessor.engine import top_rules
from mis_assessor.engine.cage import Engine
from mis_assessor.engine.join_rules import EngineRule, at_least, counter, join_rule
from mis_assessor.reports.rulebook_questions import TOLD
from mis_assessor.reports.rulebook_words import describe
from mis_assessor.rulebook.condition_check import undecidable
from mis_assessor.rulebook.example_case import case_of
from mis_assessor.rulebook.examples import read_examples
from mis_assessor.rulebook.mentions import mentions
from spec.test_spec import CHAPTERS, NO_MONEY, rule_of, sections, year
from unit.core.asked import answer, submission

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
    compiling.of_these.cache_clear()


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

    measure.OF_ITS_OWN[op] = measure.measured_by(Paper, Month, dated_in)
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


# --- a question: a class, how it is answered, and how it is told --------------------------


@pytest.fixture
def made_up_question(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The class, which puts itself among the questions, and the two tables."""

    class VisitQuestion(AnyQuestion):
        """A day on which somebody came."""

        answers: ClassVar = {"visit": AnswerKind.PAPER}
        names: ClassVar = {"not_before": (ValueKind.DAY,)}
        visit_by: str
        not_before: str
        answer: Literal["visit"]

        def asks(self) -> tuple[str, ...]:
            """The statement of the day."""
            return (f"statement: visit by {self.visit_by}",)

    def ask_visit(question: VisitQuestion, asking: Asking) -> Answer:
        """The day that was stated."""
        stated = asking.submission.statements.get(f"visit by {question.visit_by}")
        if stated is None or not isinstance(stated.answer, date):
            return asking.silent("Say when they came.")
        return Paper(stated.answer)

    def tell_visit(question: VisitQuestion, reading: Reading) -> Iterator[str]:
        """In words."""
        yield f"A visit by {question.visit_by}."

    for kind, answered in answered_by(VisitQuestion, ask_visit).items():
        monkeypatch.setitem(ANSWERED, kind, answered)
    monkeypatch.setitem(TOLD, VisitQuestion, tell_visit)
    look_again()
    yield
    monkeypatch.undo()
    del QUESTIONS["visit"]
    look_again()


VISIT: dict[str, Any] = {
    "title": "A visit",
    "evidence": {"it": {"visit by": "the region", "not before": "first day", "answer": "visit"}},
    "values": {"first day": "2022-07-01", "last day": "2022-10-31"},
    "due by": "last day",
    "met when": {"it": {"is in place by": "last day"}},
    "examples": """
        case | on | it | verdict
        on the last day | 2022-11-01 | 2022-10-31 | met
        a day late | 2022-11-02 | 2022-11-01 | not met
        nobody came | 2022-11-01 | | evidence missing
        """,
}


@pytest.mark.usefixtures("made_up_question")
def test_a_question_is_a_class_its_answering_and_its_words(engine: Engine) -> None:
    hold(VISIT, engine)
    rule = rule_of(VISIT)
    assert "A visit by the region." in describe(rule)
    assert "first day" in {mention.name for mention in mentions(rule.requirement)}
    assert asked_of(rule.requirement) == {"statement: visit by the region"}
    came = Statement("visit by the region", date(2022, 10, 31), "A", "role", date(2022, 11, 1))
    found = answer(rule, submission(statements=(came,)), date(2022, 11, 1))
    assert found == Paper(date(2022, 10, 31))


def test_every_kind_stands_in_its_tables_and_in_a_chapter() -> None:
    asked = set(QUESTIONS.values())
    assert asked == set(ANSWERED) == set(TOLD)
    assert {join.kind for join in conditions.JOINS.values()} <= set(top_rules.KINDS)
    found = [rule_of(s).requirement for c in CHAPTERS.glob("*.yaml") for s in sections(c)]
    shown = {type(question) for one in found for question in one.evidence.values()}
    assert asked - shown == {PeopleQuestion}  # its cells are those of a share of cases
    parts = [part for one in found for c in (one.met_when, one.or_instead) for part in walk(c)]
    parts += [Case(rule_of(s), Standing.STANDS, None, "", ()).condition for s in alternatives()]
    assert {part.op for part in parts if isinstance(part, Test)} == set(Comparison.known.values())
    assert {type(part) for part in parts} >= {*conditions.JOINS.values(), InOrder, PersonConfirms}


def alternatives() -> list[dict[str, Any]]:
    """Sections with an alternative of their own."""
    return [s for c in CHAPTERS.glob("*.yaml") for s in sections(c) if "or instead" in s]


def walk(condition: Condition | None) -> Iterator[Condition]:
    """A condition and every part of it."""
    if condition is None:
        return
    yield condition
    for part in condition.parts().values() if isinstance(condition, Join) else ():
        yield from walk(part)

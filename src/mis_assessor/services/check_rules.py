"""Checks a year's rule files and decides every example in them.

Registers and columns that rules name, held against those a submission can have.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import assert_never

from mis_assessor.core.deciding.evaluate import decide_case
from mis_assessor.core.deciding.recovery import MoneyFacts
from mis_assessor.core.errors import Problem, RulebookWrong
from mis_assessor.core.rules.carried_over import with_expected
from mis_assessor.core.rules.questions import (
    ArrangementQuestion,
    BuddyQuestion,
    CasesQuestion,
    DocumentsQuestion,
    NumberQuestion,
    PeopleQuestion,
    PostsQuestion,
    Question,
    StatementQuestion,
    TotalsQuestion,
)
from mis_assessor.core.rules.requirement import Requirement
from mis_assessor.core.rules.row_tests import AnyRowTest, RowTestLine
from mis_assessor.core.rules.rulebook import Book, FrameworkBook, Rule, Rulebook
from mis_assessor.core.verdicts import Verdict
from mis_assessor.engine.result import InferenceEngine
from mis_assessor.intake.registers import REGISTERS
from mis_assessor.reading.problems import did_you_mean
from mis_assessor.rulebook.check import check_rulebook
from mis_assessor.rulebook.check_framework import check_framework
from mis_assessor.rulebook.example_case import case_of
from mis_assessor.rulebook.examples import Example, ExamplesUnreadable, read_examples
from mis_assessor.rulebook.read import (
    frameworks_in,
    mentioned_in,
    read_framework,
    read_rulebook,
    year_of,
    years_in,
)

NO_MONEY = MoneyFacts(contribution=None, requested=None, declared_met=False)


@dataclass(frozen=True, slots=True)
class ExampleResult:
    """One example of a rule file, what it should be and what each evaluator says."""

    requirement: str
    file: str
    example: Example
    reference: Verdict
    engine: Verdict

    @property
    def agrees(self) -> bool:
        """Whether both evaluators say what the example says."""
        return self.reference is self.example.verdict is self.engine

    def sentence(self) -> str:
        """What does not agree, in words."""
        return (
            f"“{self.example.case}” should be {self.example.verdict.value}, "
            f"but the rule says {self.reference.value}"
            + ("." if self.engine is self.reference else f", and the engine {self.engine.value}.")
        )


def checked_rulebook(rules: Path, year: int) -> Rulebook:
    """The rulebook of a year, read and checked. Raises RulebookWrong."""
    rulebook = read_rulebook(rules, year)
    if problems := check_rulebook(rulebook):
        raise RulebookWrong(problems)
    return rulebook


def checked_framework(rules: Path, name: str) -> FrameworkBook:
    """A framework's rules, read and checked. Raises RulebookWrong."""
    book = read_framework(rules, name)
    if problems := check_framework(book):
        raise RulebookWrong(problems)
    return book


def checked_books(
    rules: Path, year: int | None = None, framework: str | None = None
) -> Iterator[tuple[str, Rulebook | FrameworkBook]]:
    """Every scheme year and framework, or the one asked for, by name, read and checked."""
    if framework is None:
        for number in years_in(rules) if year is None else (year,):
            yield f"Year {number}", checked_rulebook(rules, number)
    if year is None:
        for name in frameworks_in(rules) if framework is None else (framework,):
            book = checked_framework(rules, name)
            yield book.frame.short_title, book


def rule_with(rules: Path, requirement: str) -> tuple[Rule, Rulebook | FrameworkBook]:
    """The rule of a requirement, and its book; no book is read that cannot hold it.

    Raises RulebookWrong where no rule file has that id.
    """
    for _, book in books_with(rules, requirement):
        for rule in book.rules:
            if requirement in rule.requirement.ids:
                return rule, book
    raise RulebookWrong(f"There is no requirement {requirement}. “mis rules check” lists them.")


def books_with(rules: Path, text: str) -> Iterator[tuple[str, Rulebook | FrameworkBook]]:
    """The books in whose files a text stands, read and checked; the others are left alone."""
    named = year_of(text)
    for number in years_in(rules):
        if named in (None, number) and mentioned_in(rules / "mis" / f"year-{number}", text):
            yield from checked_books(rules, number)
    for name in frameworks_in(rules) if named is None else ():
        if mentioned_in(rules / name, text):
            yield from checked_books(rules, framework=name)


def run_examples(rulebook: Book, engine: InferenceEngine) -> Iterator[ExampleResult]:
    """Decides every example twice. Raises RulebookWrong where a table cannot be read."""
    for rule in rulebook.rules:
        if not rule.requirement.decided or rule.requirement.joined:
            continue
        held = with_expected(rule)
        alone = replace(held, requirement=_alone(held.requirement))
        try:
            for example in read_examples(rule.requirement.examples):
                case = case_of(rulebook.frame, alone, example)
                reference = decide_case(case).verdict
                result = engine.decide((case,), (alone,), NO_MONEY)
                name = rule.requirement.id
                yield ExampleResult(name, rule.file, example, reference, result.verdicts[name])
        except (ExamplesUnreadable, ValueError) as error:
            raise RulebookWrong([Problem(rule.file, f"examples: {error}.")]) from error


def _alone(requirement: Requirement) -> Requirement:
    """An example decides one requirement: what it stands in for is not there."""
    return requirement.model_copy(update={"stands_in_for": ()})


Asked = Iterator[tuple[str, str]]
"""Each register and a column of it."""


def refuse_unknown_columns(book: Book) -> None:
    """Raises RulebookWrong where a rule asks for what no submission can hold."""
    found = ((rule, what) for rule in book.rules for what in unknown_columns(rule))
    if problems := [Problem(rule.file, what) for rule, what in found]:
        raise RulebookWrong(problems)


def unknown_columns(rule: Rule) -> Iterator[str]:
    """Registers and columns a rule asks for that nobody can send."""
    for name, question in rule.requirement.evidence.items():
        for register, column in dict.fromkeys(_asked(question)):
            if register not in REGISTERS and column:
                continue  # the register has been named
            if register not in REGISTERS:
                meant = did_you_mean(register, REGISTERS)
                yield f"“{name}” asks for the register “{register}”, which is none.{meant}"
            elif column and column not in REGISTERS[register].columns:
                meant = did_you_mean(column, REGISTERS[register].columns)
                yield f"“{name}” asks for “{column}”, no column of {register}.{meant}"


def _asked(question: Question) -> Asked:
    match question:
        case CasesQuestion():
            lines = (
                *question.cases,
                *question.leave_out,
                *question.in_doubt,
                *question.not_due_while,
                *question.done_when,
            )
            yield from _of(question.register_, question.day or "", *_columns(lines))
        case TotalsQuestion():
            sums = (question.numerator, question.denominator)
            yield from _of(question.register_, *sums, *_columns(question.cases))
        case NumberQuestion():
            ends = (question.column, question.latest_by)
            yield from _of(question.register_, *ends, *_columns(question.cases))
        case PeopleQuestion():
            posts = (question.in_post_from, question.in_post_to)
            away = (question.away_from or "", question.away_to or "")
            yield from _of(question.people, *posts, *away, *_columns(question.who))
            yield from _of(question.trained_in, question.day, *_columns(question.rows))
        case DocumentsQuestion() | StatementQuestion():
            return
        case ArrangementQuestion() | PostsQuestion() | BuddyQuestion():
            return
        case _:
            assert_never(question)


def _of(register: str, *columns: str) -> Asked:
    yield from ((register, column) for column in ("", *columns))


def _columns(lines: tuple[RowTestLine, ...]) -> Iterator[str]:
    for line in lines:
        if isinstance(line, AnyRowTest):
            for group in line.any_of:
                yield from _columns(group)
            continue
        yield line.column
        yield from (other for other in (line.after, line.before) if other)

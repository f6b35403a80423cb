"""Checks a year's rule files and decides every example in them.

Registers and columns that rules name, held against those a submission can have.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from mis_assessor.core.deciding.case import Case
from mis_assessor.core.deciding.evaluate import decide_case
from mis_assessor.core.errors import Problem, RulebookWrong
from mis_assessor.core.rules.carried_over import with_expected
from mis_assessor.core.rules.consistency import ConsistencyRule
from mis_assessor.core.rules.registers import Registers
from mis_assessor.core.rules.rulebook import Book, FrameworkBook, Rule, Rulebook
from mis_assessor.core.verdicts import Verdict
from mis_assessor.engine.result import ExampleEngine
from mis_assessor.intake.registers import Tables, tables_of
from mis_assessor.rulebook.check import check_rulebook
from mis_assessor.rulebook.check_framework import check_framework
from mis_assessor.rulebook.consistency import HEAD, check_consistency
from mis_assessor.rulebook.corrections import corrected_here
from mis_assessor.rulebook.example_case import case_of
from mis_assessor.rulebook.examples import Example, ExamplesUnreadable, read_examples
from mis_assessor.rulebook.loaded import frameworks_in, years_in
from mis_assessor.rulebook.national import check_national, read_national_rules
from mis_assessor.rulebook.read import mentioned_in, read_framework, read_rulebook, year_of
from mis_assessor.rulebook.registers import check_columns, read_registers


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


def tables_in(rules: Path) -> Tables:
    """Every table that may be sent, and for which scheme years. Raises RulebookWrong."""
    return tables_of(read_registers(rules), years_in(rules))


def checked_rulebook(rules: Path, year: int) -> Rulebook:
    """The rulebook of a year, read, checked and with local corrections. Raises RulebookWrong."""
    return corrected_here(as_shipped(rules, year), rules)


def as_shipped(rules: Path, year: int) -> Rulebook:
    """The rulebook of a year as its rule files have it, checked. Raises RulebookWrong."""
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
    rules: Path,
    year: int | None = None,
    framework: str | None = None,
    of_year: Callable[[Path, int], Rulebook] = checked_rulebook,
) -> Iterator[tuple[str, Rulebook | FrameworkBook]]:
    """Every scheme year and framework, or the one asked for, by name, read and checked.

    Raises RulebookWrong; where there is nothing at all to check too.
    """
    if not years_in(rules) and not frameworks_in(rules):
        raise RulebookWrong(
            f"{rules} holds no rules: neither mis/year-4/scheme.yaml or another year's, nor "
            "the framework.yaml of a framework. Name another folder with --rules."
        )
    if framework is None:
        for number in years_in(rules) if year is None else (year,):
            yield f"Year {number}", of_year(rules, number)
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


def consistency_rule(rules: Path, name: str) -> ConsistencyRule | None:
    """The consistency rule of an id, by the newest year that has it; None where there is none."""
    if not name.startswith(HEAD):
        return None
    for year in reversed(years_in(rules)):
        for rule in checked_rulebook(rules, year).consistency:
            if rule.id == name:
                return rule
    return None


def books_with(
    rules: Path, text: str, of_year: Callable[[Path, int], Rulebook] = checked_rulebook
) -> Iterator[tuple[str, Rulebook | FrameworkBook]]:
    """The books in whose files a text stands, read and checked; the others are left alone."""
    named = year_of(text)
    for number in years_in(rules):
        if named in (None, number) and mentioned_in(rules / "mis" / f"year-{number}", text):
            yield from checked_books(rules, number, of_year=of_year)
    for name in frameworks_in(rules) if named is None else ():
        if mentioned_in(rules / name, text):
            yield from checked_books(rules, framework=name)


AT_ONCE = 150
"""Examples that the engine decides in one job, by the one ruleset of their book."""


def run_examples(rulebook: Book, engine: ExampleEngine) -> Iterator[ExampleResult]:
    """Decides every example twice, all of a requirement and of its neighbours in one go.

    Raises RulebookWrong where a table cannot be read.
    """
    waiting: list[_Waiting] = []
    decided = [r for r in rulebook.rules if r.requirement.decided and not r.requirement.joined]
    alone = [_alone(rule) for rule in decided]
    for rule, held in zip(decided, alone, strict=True):
        waiting += _cases(rulebook, rule, held)
        if len(waiting) >= AT_ONCE:
            yield from _decided_twice(waiting, alone, engine)
            waiting = []
    yield from _decided_twice(waiting, alone, engine)


_Waiting = tuple[Rule, Example, Case, Verdict]
"""An example as a case, with what the reference evaluator says of it."""


def _cases(rulebook: Book, rule: Rule, alone: Rule) -> Iterator[_Waiting]:
    try:
        for example in read_examples(rule.requirement.examples):
            case = case_of(rulebook.frame, alone, example)
            yield rule, example, case, decide_case(case).verdict
    except (ExamplesUnreadable, ValueError) as error:
        raise RulebookWrong([Problem(rule.file, f"examples: {error}.")]) from error


def _decided_twice(
    waiting: Sequence[_Waiting], rules: Sequence[Rule], engine: ExampleEngine
) -> Iterator[ExampleResult]:
    by_engine = engine.decide_each([case for _, _, case, _ in waiting], rules)
    for (rule, example, _, reference), engines in zip(waiting, by_engine, strict=True):
        yield ExampleResult(rule.requirement.id, rule.file, example, reference, engines)


def _alone(rule: Rule) -> Rule:
    """An example decides one requirement: what it stands in for is not there.

    It is decided as if what is expected of a value not loaded were so.
    """
    held = with_expected(rule)
    return replace(held, requirement=held.requirement.model_copy(update={"stands_in_for": ()}))


def checked_comparisons(rules: Path, books: Iterable[Book], registers: Registers) -> int:
    """How many comparisons with national files there are, checked. Raises RulebookWrong."""
    comparisons = read_national_rules(rules)
    books = tuple(books)
    requirements = {name for book in books for rule in book.rules for name in rule.requirement.ids}
    sources = {name: one for book in books for name, one in book.sources.items()}
    if problems := list(check_national(comparisons, registers, requirements, sources)):
        raise RulebookWrong(problems)
    return len(comparisons.every_one)


def refuse_unknown_columns(book: Book, registers: Registers) -> None:
    """Raises RulebookWrong where a rule asks for what no submission can hold."""
    problems = list(check_columns(book, registers))
    if isinstance(book, Rulebook):
        columns = {name: set(kind.columns) for name, kind in registers.registers.items()}
        problems += check_consistency(book, columns)
    if problems:
        raise RulebookWrong(problems)

"""Checks a year's rule files and decides every example in them."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from mis_assessor.core.errors import Problem, RulebookWrong
from mis_assessor.core.evaluate import decide_case
from mis_assessor.core.scheme import Rulebook
from mis_assessor.core.verdicts import Verdict
from mis_assessor.rulebook.check import check_rulebook
from mis_assessor.rulebook.example_case import case_of
from mis_assessor.rulebook.examples import Example, ExamplesUnreadable, read_examples
from mis_assessor.rulebook.read import read_rulebook


@dataclass(frozen=True, slots=True)
class ExampleResult:
    """One example of a rule file, what it should be and what each evaluator says."""

    requirement: str
    file: str
    example: Example
    reference: Verdict

    @property
    def agrees(self) -> bool:
        """Whether both evaluators say what the example says."""
        return self.reference is self.example.verdict

    def sentence(self) -> str:
        """What does not agree, in words."""
        return (
            f"“{self.example.case}” should be {self.example.verdict.value}, "
            f"but the rule says {self.reference.value}."
        )


def checked_rulebook(rules: Path, year: int) -> Rulebook:
    """The rulebook of a year, read and checked. Raises RulebookWrong."""
    rulebook = read_rulebook(rules, year)
    if problems := check_rulebook(rulebook):
        raise RulebookWrong(problems)
    return rulebook


def run_examples(rulebook: Rulebook) -> Iterator[ExampleResult]:
    """Decides every example. Raises RulebookWrong where a table cannot be read."""
    for rule in rulebook.rules:
        try:
            for example in read_examples(rule.requirement.examples):
                case = case_of(rulebook.year, rule, example)
                verdict = decide_case(case).verdict
                yield ExampleResult(rule.requirement.id, rule.file, example, verdict)
        except (ExamplesUnreadable, ValueError) as error:
            raise RulebookWrong([Problem(rule.file, f"examples: {error}.")]) from error

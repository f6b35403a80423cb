"""Registers and columns that rules name, held against those a submission can have."""

from collections.abc import Iterator
from typing import assert_never

from mis_assessor.core.errors import Problem, RulebookWrong
from mis_assessor.core.questions.cases import CasesQuestion
from mis_assessor.core.questions.documents import DocumentsQuestion
from mis_assessor.core.questions.facts import ArrangementQuestion, BuddyQuestion, PostsQuestion
from mis_assessor.core.questions.people import PeopleQuestion
from mis_assessor.core.questions.question import Question, StatementQuestion
from mis_assessor.core.questions.row_tests import AnyRowTest, Line
from mis_assessor.core.questions.totals import NumberQuestion, TotalsQuestion
from mis_assessor.core.scheme import Book, Rule
from mis_assessor.intake.problems import did_you_mean
from mis_assessor.intake.registers import REGISTERS

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


def _columns(lines: tuple[Line, ...]) -> Iterator[str]:
    for line in lines:
        if isinstance(line, AnyRowTest):
            for group in line.any_of:
                yield from _columns(group)
            continue
        yield line.column
        yield from (other for other in (line.after, line.before) if other)

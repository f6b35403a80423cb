"""Reads what registers are, and holds what rules ask of them against it."""

from collections.abc import Iterator
from pathlib import Path

from mis_assessor.core.errors import Problem, RulebookWrong
from mis_assessor.core.rules.register_questions import AnyQuestion
from mis_assessor.core.rules.registers import (
    DAYS,
    CellKind,
    Described,
    DescribedRegister,
    Registers,
    unread,
)
from mis_assessor.core.rules.row_tests import RowTest
from mis_assessor.core.rules.rulebook import Book, Rule
from mis_assessor.core.rules.values import as_names
from mis_assessor.reading.problems import did_you_mean
from mis_assessor.rulebook.read import REGISTERS
from mis_assessor.rulebook.rule_files import RuleFiles

LISTS = "lists"
_NOT_THERE = (
    "this folder is missing: it says what a submission may hold. Copy it from the rules that came "
    "with the program."
)


def read_registers(rules: Path) -> Registers:
    """Every register and list that a submission may hold.

    Raises RulebookWrong with all problems of all files.
    """
    reader = RuleFiles(rules)
    folder = rules / REGISTERS
    if not folder.is_dir():
        raise RulebookWrong([Problem(f"{rules.name}/{REGISTERS}", _NOT_THERE)])
    registers, lists = _described(reader, folder), _described(reader, folder / LISTS)
    found = Registers(registers, lists)
    if not reader.problems:
        reader.problems += [Problem(f"{rules.name}/{REGISTERS}", what) for what in unread(found)]
    if reader.problems:
        raise RulebookWrong(sorted(reader.problems))
    return found


def _described(reader: RuleFiles, folder: Path) -> Described:
    found: dict[str, DescribedRegister] = {}
    stems: set[str] = set()
    for path in sorted(folder.glob("*.yaml")):
        if (register := reader.one(path, DescribedRegister)) is None:
            continue
        name, file = register.register_, path.relative_to(reader.root.parent).as_posix()
        if name in found or register.stem in stems:
            reader.problems.append(Problem(file, f"“{name}” or its file is described twice."))
        found[name] = register
        stems.add(register.stem)
    return found


def check_columns(book: Book, registers: Registers) -> tuple[Problem, ...]:
    """What rules ask of registers that nobody can send, or of columns that hold no such thing."""
    return tuple(
        Problem(rule.file, f"“{name}” {what}")
        for rule in book.rules
        for name, question in rule.requirement.evidence.items()
        for what in (
            *_unknown(question, rule, registers.registers),
            *_of_another_kind(question, rule, registers.registers),
        )
    )


def _unknown(question: AnyQuestion, rule: Rule, described: Described) -> Iterator[str]:
    is_value = rule.values.__contains__
    for register in question.registers(is_value):
        if register not in described:
            meant = did_you_mean(register, described)
            yield f"asks for the register “{register}”, which is none.{meant}"
    for register, column in question.columns(is_value):
        if register in described and column not in described[register].columns:
            meant = did_you_mean(column, described[register].columns)
            yield f"asks for “{column}”, no column of {register}.{meant}"


COMPARED = (
    *(CellKind.WHOLE, CellKind.SCORE, CellKind.DECIMAL, CellKind.POUNDS, CellKind.GESTATION),
)
DATED = (*DAYS, CellKind.MONTH, CellKind.MOMENT)
YES_NO = ("yes", "no")
EACH = "each"


def _of_another_kind(question: AnyQuestion, rule: Rule, described: Described) -> Iterator[str]:
    """Lines that no cell of their column could ever hold, so that all would seem missed."""
    for register, test in question.row_tests():
        columns = described[register].columns if register in described else {}
        if (column := columns.get(test.column)) is None:
            continue
        where = f"asks of “{test.column}”, {register},"
        if (test.is_at_least or test.is_under) and column.kind not in COMPARED:
            yield f"{where} how much it is, and it is of the kind {column.kind}."
        dated = test.from_ or test.to or test.within or test.by or test.on_or_after
        if dated and column.kind not in DATED:
            yield f"{where} when it was, and it is of the kind {column.kind}."
        for word in _words(test, rule):
            if column.kind is CellKind.YES_NO and word not in YES_NO:
                yield f"{where} to be “{word}”. Write yes or no."
            elif column.list_ and word not in column.list_:
                yield f"{where} to be “{word}”, not on its list.{did_you_mean(word, column.list_)}"


def _words(test: RowTest, rule: Rule) -> Iterator[str]:
    """What a line asks a cell to be, in words; the members of *for each* where it says so."""
    for asked in (test.is_, test.is_one_of, test.contains_any_of):
        for written in asked if isinstance(asked, tuple) else (asked or "",):
            name = (rule.requirement.in_ or "") if written == EACH else written
            if name in rule.values:
                options = (option for entry in rule.values[name] for option in entry.options)
                named = (as_names(o) for o in options if isinstance(o, str | tuple))
                yield from (word for words in named for word in words)
            elif name:
                yield name

"""Reads how trusts' own spreadsheets are laid out, and holds it against the registers."""

from collections.abc import Iterator
from pathlib import Path

from mis_assessor.core.errors import Problem, RulebookWrong
from mis_assessor.core.rules.imports import Layout, Shape, Words
from mis_assessor.core.rules.registers import CellKind, DescribedRegister, Registers
from mis_assessor.reading.problems import did_you_mean
from mis_assessor.rulebook.registers import YES_NO
from mis_assessor.rulebook.rule_files import RuleFiles

IMPORTS = "imports"
YES_OR_NO = "yes or no"
STATUS = "status"
"""A column of a matrix that says of a person what its cells may say."""


def read_layouts(rules: Path, registers: Registers) -> tuple[Layout, ...]:
    """Every layout that a file to be imported may have, in the order of their names.

    Raises RulebookWrong with all problems of all files.
    """
    reader = RuleFiles(rules)
    found: list[Layout] = []
    for path in sorted((rules / IMPORTS).glob("*.yaml")):
        layout = reader.one(path, Layout)
        if layout is not None:
            file = path.relative_to(reader.root.parent).as_posix()
            reader.problems += [Problem(file, what) for what in _wrong(layout, registers)]
            found.append(layout)
    if reader.problems:
        raise RulebookWrong(sorted(reader.problems))
    return tuple(found)


def _wrong(layout: Layout, registers: Registers) -> Iterator[str]:
    described = registers.registers
    into: list[DescribedRegister] = []
    for name in layout.into:
        if name in described:
            into.append(described[name])
        else:
            yield f"“into” names “{name}”, which is no register.{did_you_mean(name, described)}"
    if not into:
        return
    columns = {heading: column for register in into for heading, column in register.columns.items()}
    for heading in layout.columns:
        if heading not in columns and heading != STATUS:
            meant = did_you_mean(heading, columns)
            yield f"“columns” names “{heading}”, no column of {', '.join(layout.into)}.{meant}"
    for heading, words in layout.words.items():
        if heading == YES_OR_NO:
            yield from _not_on(words, YES_NO, heading)
        elif heading not in columns:
            yield f"“words” names “{heading}”, no column of {', '.join(layout.into)}."
        elif columns[heading].kind is CellKind.YES_NO:
            yield from _not_on(words, YES_NO, heading)
        elif columns[heading].list_:
            yield from _not_on(words, columns[heading].list_, heading)
        else:
            yield f"“words” of “{heading}”: it has no list of words to choose from."
    if layout.shape is Shape.MATRIX:
        for heading, named in (("staff group", layout.sheets), ("module", layout.modules)):
            if heading not in columns:
                yield f"a matrix fills “{heading}”, and no register it goes into has it."
            else:
                yield from _not_on(named, columns[heading].list_, heading)


def _not_on(words: Words, options: tuple[str, ...], heading: str) -> Iterator[str]:
    for word in words:
        if word not in options:
            yield f"“{word}” is not on the list of “{heading}”.{did_you_mean(word, options)}"

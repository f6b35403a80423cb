"""Lines of a question that say what the columns of a row must be."""

from collections.abc import Callable, Iterable, Iterator
from typing import Annotated, Any

from pydantic import BeforeValidator, Discriminator, Tag, model_validator

from mis_assessor.core.rules.values import Frozen


class RowTest(Frozen):
    """One line of ``cases``, ``done when`` and the like: a column and what it must be.

    Days, limits and lists are names of values; a plain answer (``yes``, ``Pass``) is
    compared with the cell, and ``each`` stands for the member of ``for each``.
    """

    column: str
    is_: str | None = None
    is_one_of: str | tuple[str, ...] | None = None
    contains_any_of: str | tuple[str, ...] | None = None
    is_given: bool | None = None
    from_: str | None = None
    to: str | None = None
    within: str | None = None
    after: str | None = None
    before: str | None = None
    by: str | None = None
    on_or_after: str | None = None
    is_at_least: str | None = None
    is_under: str | None = None

    @model_validator(mode="after")
    def _says_something(self) -> "RowTest":
        if self.within and not (self.after or self.before):
            raise ValueError("“within” needs “after” or “before” and a column")
        if self.before and not self.within:
            raise ValueError("“before” needs “within”; for a last day write “by”")
        if self.model_fields_set <= {"column"}:
            raise ValueError("say what the column must be")
        return self


class AnyRowTest(Frozen):
    """``any of``: one of the groups of lines must hold."""

    any_of: tuple["RowTests", ...]


def _row_tests(written: Any) -> Any:
    if not isinstance(written, dict):
        return written
    lines: list[Any] = []
    for column, test in written.items():
        if column == "any of":
            lines.append({"any of": test})
        elif isinstance(test, dict):
            lines.append({"column": column, **test})
        else:
            lines.append({"column": column, "is": test})
    return lines


def _kind_of_line(line: Any) -> str:
    if isinstance(line, dict):
        return "any" if "any of" in line else "one"
    return "any" if isinstance(line, AnyRowTest) else "one"


RowTestLine = Annotated[
    Annotated[RowTest, Tag("one")] | Annotated[AnyRowTest, Tag("any")],
    Discriminator(_kind_of_line),
]
RowTests = Annotated[tuple[RowTestLine, ...], BeforeValidator(_row_tests)]


def tests_of(lines: Iterable[RowTestLine]) -> Iterator[RowTest]:
    """Every test in some lines, those under ``any of`` too."""
    for line in lines:
        if isinstance(line, AnyRowTest):
            for group in line.any_of:
                yield from tests_of(group)
        else:
            yield line


def columns_of(test: RowTest, is_value: Callable[[str], bool]) -> Iterator[str]:
    """The column a test reads, and those whose day it compares with."""
    yield test.column
    yield from (name for name in (test.after, test.before) if name)
    yield from (n for n in (test.by, test.on_or_after) if n and not is_value(n))

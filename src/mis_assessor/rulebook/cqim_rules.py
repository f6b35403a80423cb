"""The file of data-quality rules as what the early check goes by; every problem at once."""

import hashlib
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from pydantic import ValidationError

from mis_assessor.core.cqim.rules import CountTest, CqimRules, Hes, Metric, Rounding, Window
from mis_assessor.core.errors import Problem, RulebookWrong
from mis_assessor.rulebook.cqim_check import problems_between
from mis_assessor.rulebook.cqim_page import CountTestTold, CqimPage, WindowTold
from mis_assessor.rulebook.problems import problems_of
from mis_assessor.rulebook.rule_files import LARGEST, SOURCES
from mis_assessor.strict_yaml import YamlFile, read_yaml

FILE = "cqim/data-quality.yaml"
T = TypeVar("T")


def has_cqim_rules(rules: Path) -> bool:
    """Whether a folder of rules has the file: one of somebody's own need not."""
    return (rules / FILE).is_file()


def read_cqim_rules(rules: Path) -> CqimRules:
    """The rules of the early check. Raises RulebookWrong with every problem."""
    problems: list[Problem] = []
    file, content = _read(rules, FILE, problems)
    of_sources, _ = _read(rules, "sources.yaml", problems)
    page = _shaped(file, CqimPage.model_validate, problems)
    sources = _shaped(of_sources, SOURCES.validate_python, problems)
    if file is not None and page is not None:
        problems += problems_between(page, file, sources)
    if problems or page is None:
        raise RulebookWrong(sorted(problems))
    return _rules(page, hashlib.sha256(content).hexdigest())


def _read(rules: Path, name: str, problems: list[Problem]) -> tuple[YamlFile | None, bytes]:
    path = rules / name
    shown = path.relative_to(rules.parent).as_posix()
    if not path.is_file():
        problems.append(Problem(shown, "this file is missing."))
        return None, b""
    data = path.read_bytes()
    if len(data) > LARGEST:
        problems.append(Problem(shown, "a rule file this large cannot be right."))
        return None, b""
    try:
        file = read_yaml(shown, data.decode("utf-8"))
    except UnicodeDecodeError:
        problems.append(Problem(shown, "save this file as UTF-8."))
        return None, b""
    problems += file.problems
    return (None if file.problems else file), data


def _shaped(
    file: YamlFile | None, shape: Callable[[object], T], problems: list[Problem]
) -> T | None:
    if file is None:
        return None
    try:
        return shape(file.content)
    except ValidationError as error:
        problems += problems_of(error, file)
        return None


def _rules(page: CqimPage, digest: str) -> CqimRules:
    told = page.rounding
    return CqimRules(
        tests={code: _test(code, test, page) for code, test in page.tests.items()},
        metrics={
            code: Metric(code, (*m.tests, *m.until_retired), _window(m.window), m.among_the_eleven)
            for code, m in page.metrics.items()
        },
        rounding=Rounding(told.small_up_to, told.small_becomes, told.nearest, told.decimals),
        hes=Hes(page.hes.a_year_is_the_row, page.hes.days_in_a_year),
        basis=page.basis.says,
        retired_basis=page.retired_tests.says,
        digest=digest,
    )


def _test(code: str, told: CountTestTold, page: CqimPage) -> CountTest:
    return CountTest(
        code=code,
        checks=told.checks,
        band=told.band,
        window=_window(told.window),
        over_hes=told.over_hes,
        companion=told.sent_if_any,
        retired_on=page.retired_tests.retired_on if told.retired else None,
    )


def _window(told: WindowTold) -> Window:
    return Window(told.months_before, told.months)

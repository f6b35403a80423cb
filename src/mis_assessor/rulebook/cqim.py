"""The file of data-quality rules as what the early check goes by; every problem at once.

Everything the file of data-quality rules may say, heading by heading.

What is wrong between the parts of the file of data-quality rules.
"""

import hashlib
import re
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from fractions import Fraction
from pathlib import Path
from typing import Annotated, Any, TypeVar

from pydantic import BeforeValidator, ConfigDict, Field, ValidationError, model_validator

from mis_assessor.core.cqim.rules import (
    Band,
    CountTest,
    CqimRules,
    Hes,
    Metric,
    MonthSpan,
    Rounding,
)
from mis_assessor.core.errors import Problem, RulebookWrong
from mis_assessor.core.rules.rulebook import Publication
from mis_assessor.core.rules.values import Frozen, Source, Status
from mis_assessor.reading.problems import did_you_mean
from mis_assessor.reading.yaml_file import Place, YamlFile, read_yaml
from mis_assessor.rulebook.loaded import CQIM
from mis_assessor.rulebook.model_errors import problems_of
from mis_assessor.rulebook.rule_files import LARGEST, SOURCES


def _rate(written: Any) -> Any:
    if not re.fullmatch(r"[01]\.\d{2,3}", str(written)):
        raise ValueError("write a rate with two or three decimals, such as 0.70")
    return Fraction(written)


Rate = Annotated[Fraction, BeforeValidator(_rate)]
Some = Annotated[int, Field(ge=1)]
Codes = tuple[str, ...]


class Sourced(Frozen):
    """Anything with where it is written and how we know it."""

    model_config = ConfigDict(arbitrary_types_allowed=True)

    status: Status
    source: Source


class Basis(Sourced):
    """What the whole file goes by, in the words of a remark."""

    says: str


class RetiredTests(Sourced):
    """The day some tests were taken away, and how it is known that they counted before."""

    retired_on: date
    says: str


class RoundingTold(Sourced):
    """How counts and rates are rounded before they are compared."""

    small_up_to: Some
    small_becomes: Some
    nearest: Some
    decimals: Some


class HesTold(Sourced):
    """How many deliveries Hospital Episode Statistics lead to expect."""

    a_year_is_the_row: str
    days_in_a_year: Some


class WindowTold(Frozen):
    """The months a count is about, by the month it is published for."""

    months_before: Annotated[int, Field(ge=0)]
    months: Some


class CountTestTold(Sourced):
    """One data-quality test."""

    checks: str
    at_least: Rate | None = None
    more_than: Rate | None = None
    at_most: Rate | None = None
    less_than: Rate | None = None
    over_hes: bool = Field(False, alias="over HES")
    window: WindowTold
    sent_if_any: str = ""
    retired: bool = False

    @model_validator(mode="after")
    def _has_a_band(self) -> "CountTestTold":
        lower = [end for end in (self.at_least, self.more_than) if end is not None]
        upper = [end for end in (self.at_most, self.less_than) if end is not None]
        if not lower and not upper:
            raise ValueError("a test needs “at least”, “more than”, “at most” or “less than”")
        if len(lower) > 1 or len(upper) > 1:
            raise ValueError("write “at least” or “more than”, and “at most” or “less than”")
        if lower and upper and lower[0] > upper[0]:
            raise ValueError("no rate can be at least the lower and at most the upper end")
        return self

    @property
    def band(self) -> Band:
        """The band with its ends, and whether they pass themselves."""
        with_least, with_most = self.more_than is None, self.less_than is None
        return Band(
            self.at_least if with_least else self.more_than,
            self.at_most if with_most else self.less_than,
            with_least,
            with_most,
        )


class MetricTold(Sourced):
    """One metric: its tests of today, and those it had until they were retired."""

    shows: str
    tests: Annotated[Codes, Field(min_length=1)]
    until_retired: Codes = ()
    window: WindowTold
    among_the_eleven: bool


class CqimPage(Frozen):
    """The whole file."""

    title: str
    basis: Basis
    retired_tests: RetiredTests
    rounding: RoundingTold
    hes: HesTold = Field(alias="HES")
    tests: Mapping[str, CountTestTold]
    metrics: Mapping[str, MetricTold]


def problems_between(
    page: CqimPage, file: YamlFile, sources: Mapping[str, Publication] | None
) -> Iterator[Problem]:
    """What no heading shows by itself: names that are nowhere, tests nobody asks for."""
    for place, names, retired in _named(page):
        for name in names:
            if name not in page.tests:
                meant = did_you_mean(name, sorted(page.tests))
                yield Problem(file.where(place), f"“{name}” is not one of the tests.{meant}")
            elif retired is not None and page.tests[name].retired is not retired:
                where = "“until retired”" if page.tests[name].retired else "“tests”"
                yield Problem(file.where(place), f"“{name}” belongs under {where}.")
    asked = {name for m in page.metrics.values() for name in (*m.tests, *m.until_retired)}
    for name in page.tests:
        if name not in asked:
            yield Problem(file.where(("tests", name)), f"no metric asks for “{name}”.")
    for place, part in _parts(page):
        document = part.source.document
        if sources is not None and document not in sources:
            meant = did_you_mean(document, sorted(sources))
            yield Problem(file.where(place), f"“{document}” is not in sources.yaml.{meant}")


def _named(page: CqimPage) -> Iterator[tuple[Place, tuple[str, ...], bool | None]]:
    """Every place that names tests, and whether they must be retired there."""
    for code, test in page.tests.items():
        yield ("tests", code, "sent if any"), (test.sent_if_any,) * bool(test.sent_if_any), None
    for code, metric in page.metrics.items():
        yield ("metrics", code, "tests"), metric.tests, False
        yield ("metrics", code, "until retired"), metric.until_retired, True


def _parts(page: CqimPage) -> Iterator[tuple[Place, Sourced]]:
    yield ("basis", "source"), page.basis
    yield ("retired tests", "source"), page.retired_tests
    yield ("rounding", "source"), page.rounding
    yield ("HES", "source"), page.hes
    yield from ((("tests", code, "source"), test) for code, test in page.tests.items())
    yield from ((("metrics", code, "source"), metric) for code, metric in page.metrics.items())


T = TypeVar("T")


def read_cqim_rules(rules: Path) -> CqimRules:
    """The rules of the early check. Raises RulebookWrong with every problem."""
    problems: list[Problem] = []
    file, content = _read_cqim(rules, CQIM, problems)
    of_sources, _ = _read_cqim(rules, "sources.yaml", problems)
    page = _shaped(file, CqimPage.model_validate, problems)
    sources = _shaped(of_sources, SOURCES.validate_python, problems)
    if file is not None and page is not None:
        problems += problems_between(page, file, sources)
    if problems or page is None:
        raise RulebookWrong(sorted(problems))
    return _rules(page, hashlib.sha256(content).hexdigest())


def _read_cqim(rules: Path, name: str, problems: list[Problem]) -> tuple[YamlFile | None, bytes]:
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


def _window(told: WindowTold) -> MonthSpan:
    return MonthSpan(told.months_before, told.months)

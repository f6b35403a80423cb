"""The rule file of a financial year's payment values, read strictly."""

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from pydantic import ValidationError

from mis_assessor.core.errors import Problem, RulebookWrong
from mis_assessor.core.frozen import Frozen
from mis_assessor.core.scheme import Publication
from mis_assessor.core.values import Dictionary, Source, Status
from mis_assessor.rulebook.problems import problems_of
from mis_assessor.rulebook.rule_files import LARGEST, SOURCES
from mis_assessor.strict_yaml import YamlFile, read_yaml

FOLDER = "maternity-payment"
T = TypeVar("T")


class LineTold(Frozen):
    """A line of the view as the rule file tells it."""

    line: int
    title: str
    from_: str
    choice: str = ""


class Note(Frozen):
    """Something a reader of the view must know."""

    says: str
    status: Status
    source: Source


class PaymentPage(Frozen):
    """Everything the rule file of a year may say."""

    year: str
    title: str
    values: Dictionary
    lines: tuple[LineTold, ...]
    notes: tuple[Note, ...] = ()


@dataclass(frozen=True, slots=True)
class Pages:
    """A year's page with the documents it cites, and one fingerprint of both."""

    page: PaymentPage
    sources: Mapping[str, Publication]
    file: YamlFile
    digest: str


def payment_years(rules: Path) -> tuple[str, ...]:
    """The financial years that have payment values."""
    files = (rules / FOLDER).glob("20[0-9][0-9]-[0-9][0-9].yaml")
    return tuple(sorted(file.stem.replace("-", "/") for file in files))


def read_pages(rules: Path, year: str) -> Pages:
    """The page of a financial year. Raises RulebookWrong with every problem."""
    problems: list[Problem] = []
    of_year = _read(rules, f"{year.replace('/', '-')}.yaml", problems)
    of_sources = _read(rules, "sources.yaml", problems)
    page = _shaped(of_year, PaymentPage.model_validate, problems)
    sources = _shaped(of_sources, SOURCES.validate_python, problems)
    if of_year is None or of_sources is None or page is None or sources is None:
        raise RulebookWrong(sorted(problems))
    digest = hashlib.sha256(f"{of_year.sha256}\n{of_sources.sha256}\n".encode()).hexdigest()
    return Pages(page, sources, of_year.file, digest)


@dataclass(frozen=True, slots=True)
class _Read:
    file: YamlFile
    sha256: str


def _read(rules: Path, name: str, problems: list[Problem]) -> _Read | None:
    path = rules / FOLDER / name
    shown = path.relative_to(rules.parent).as_posix()
    if not path.is_file():
        problems.append(Problem(shown, "this file is missing."))
        return None
    data = path.read_bytes()
    if len(data) > LARGEST:
        problems.append(Problem(shown, "a rule file this large cannot be right."))
        return None
    try:
        file = read_yaml(shown, data.decode("utf-8"))
    except UnicodeDecodeError:
        problems.append(Problem(shown, "save this file as UTF-8."))
        return None
    problems += file.problems
    return None if file.problems else _Read(file, hashlib.sha256(data).hexdigest())


def _shaped(read: _Read | None, shape: Callable[[object], T], problems: list[Problem]) -> T | None:
    if read is None:
        return None
    try:
        return shape(read.file.content)
    except ValidationError as error:
        problems += problems_of(error, read.file)
        return None

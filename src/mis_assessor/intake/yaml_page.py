"""Reads a page of YAML that people fill in, and tells everything wrong in it at once."""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any, Generic, TypeVar

import yaml
from pydantic import BaseModel, ValidationError

from mis_assessor.core.errors import EvidenceUnreadable
from mis_assessor.intake import limits
from mis_assessor.intake.false_alarms import FalseAlarm
from mis_assessor.intake.page_identifiers import page_identifiers
from mis_assessor.intake.problems import one_problem
from mis_assessor.intake.yaml_words import headings_needed, problem_of
from mis_assessor.strict_yaml import YamlFile, read_yaml

M = TypeVar("M", bound=BaseModel)


@dataclass(frozen=True, slots=True)
class Page(Generic[M]):
    """What a page says, typed, and where each part of it stands for later refusals."""

    says: M
    file: YamlFile
    sha256: str


def content_at(path: Path, example: str) -> bytes:
    """What is in a file a person named. Raises EvidenceUnreadable where it cannot be had."""
    if not path.is_file():
        raise one_problem(str(path), f"is not a file that is there. Name a {example}.")
    try:
        with path.open("rb") as stream:
            content = stream.read(limits.MANIFEST_BYTES + 1)
    except OSError:
        raise one_problem(path.name, "cannot be opened. Check who may read it.") from None
    if len(content) > limits.MANIFEST_BYTES:
        most = limits.in_megabytes(limits.MANIFEST_BYTES)
        raise one_problem(path.name, f"is larger than {most}, the most that can be read.")
    return content


def read_page(
    content: bytes,
    name: str,
    model: type[M],
    *,
    false_alarms: Callable[[M], tuple[FalseAlarm, ...]] | None = None,
    numbers_are_amounts: bool = False,
) -> Page[M]:
    """A page as its model. Raises EvidenceUnreadable with every problem.

    ``false_alarms`` says what the page itself lets through as no patient identifier;
    where numbers are amounts, none is taken for an NHS number.
    """
    file = _file(content, name, model)
    look = page_identifiers(file, numbers_are_amounts, may_be_listed=false_alarms is not None)
    try:
        says = model.model_validate(_without_blanks(file.content))
    except ValidationError as wrong:
        problems = [problem_of(model, file, error) for error in wrong.errors()]
        raise EvidenceUnreadable(dict.fromkeys([*look(()), *problems])) from None
    if found := look(false_alarms(says) if false_alarms else ()):
        raise EvidenceUnreadable(found)
    return Page(says, file, sha256(content).hexdigest())


def _file(content: bytes, name: str, model: type[BaseModel]) -> YamlFile:
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise one_problem(name, "is not in UTF-8. Save it again as UTF-8.") from None
    _refuse_deep_nesting(name, text)
    file = read_yaml(name, text)
    if file.problems:
        raise EvidenceUnreadable(file.problems)
    if not isinstance(file.content, dict) or not file.content:
        needed = headings_needed(model)
        raise one_problem(name, f"has no headings. It needs {needed} at least.")
    return file


def _refuse_deep_nesting(name: str, text: str) -> None:
    depth = 0
    with suppress(yaml.YAMLError):  # told with its line by the reading that follows
        for event in yaml.parse(text, Loader=yaml.CBaseLoader):
            depth += isinstance(event, yaml.CollectionStartEvent)
            depth -= isinstance(event, yaml.CollectionEndEvent)
            if depth > limits.NESTING:
                line = event.start_mark.line + 1 if event.start_mark else 1
                raise one_problem(f"{name}, line {line}", "is nested too deeply. Write it simply.")


def _without_blanks(says: Any) -> Any:
    """A heading with nothing behind it is the same as no heading."""
    if isinstance(says, list):
        return [_without_blanks(item) for item in says]
    if isinstance(says, dict):
        filled = {heading: _without_blanks(value) for heading, value in says.items()}
        return {heading: value for heading, value in filled.items() if value not in ("", {})}
    return says.strip()

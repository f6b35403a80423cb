"""Reads ``submission.yaml`` and says what is wrong in it, line by line."""

import re
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from typing import Any, Generic, TypeVar, get_args

import yaml
from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from mis_assessor.core.errors import EvidenceUnreadable, Problem
from mis_assessor.intake import limits
from mis_assessor.intake.false_alarms import FalseAlarm, FalseAlarms
from mis_assessor.intake.identifiers import identifier_in, refusal
from mis_assessor.intake.manifest import Manifest
from mis_assessor.intake.problems import did_you_mean, listed, one_problem, quoted
from mis_assessor.strict_yaml import Path, YamlFile, read_yaml

MANIFEST = "submission.yaml"
M = TypeVar("M", bound=BaseModel)


@dataclass(frozen=True, slots=True)
class Page(Generic[M]):
    """What a page says, typed, and where each part of it stands."""

    says: M
    file: YamlFile


def read_manifest(content: bytes) -> Manifest:
    """The manifest of a submission; raises EvidenceUnreadable with every problem."""
    return read_page(content, MANIFEST, Manifest, false_alarms=lambda says: says.false_alarms).says


def read_page(
    content: bytes,
    name: str,
    model: type[M],
    *,
    false_alarms: Callable[[M], tuple[FalseAlarm, ...]],
) -> Page[M]:
    """A page as its model; raises EvidenceUnreadable with every problem."""
    page = _page(content, name, model)
    try:
        says = model.model_validate(_without_blanks(page.content))
    except ValidationError as wrong:
        problems = [_problem(model, page, error) for error in wrong.errors()]
        identifiers = _identifiers(page, FalseAlarms())
        raise EvidenceUnreadable([*identifiers, *problems]) from None
    alarms = FalseAlarms(false_alarms(says)).in_file(name)
    if found := list(_identifiers(page, alarms)):
        raise EvidenceUnreadable(found)
    return Page(says, page)


def _page(content: bytes, name: str, model: type[BaseModel]) -> YamlFile:
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise one_problem(name, "is not in UTF-8. Save it again as UTF-8.") from None
    _refuse_deep_nesting(name, text)
    page = read_yaml(name, text)
    if page.problems:
        raise EvidenceUnreadable(page.problems)
    if not page.content:
        raise one_problem(name, f"is empty. It needs {listed(_headings(model, ()))}.")
    return page


def _refuse_deep_nesting(name: str, text: str) -> None:
    depth = 0
    with suppress(yaml.YAMLError):
        for event in yaml.parse(text, Loader=yaml.CBaseLoader):
            depth += isinstance(event, yaml.CollectionStartEvent)
            depth -= isinstance(event, yaml.CollectionEndEvent)
            if depth > limits.NESTING:
                line = event.start_mark.line + 1 if event.start_mark else 1
                raise one_problem(
                    f"{name}, line {line}", "is nested too deeply. Write it more simply."
                )


def _without_blanks(says: Any) -> Any:
    """A heading with nothing behind it is the same as no heading."""
    if isinstance(says, list):
        return [_without_blanks(item) for item in says]
    if isinstance(says, dict):
        filled = {heading: _without_blanks(value) for heading, value in says.items()}
        return {heading: value for heading, value in filled.items() if value not in ("", {})}
    return says.strip()


def _texts(says: Any, path: Path) -> Iterator[tuple[Path, str]]:
    """Every text and heading, with where it stands."""
    match says:
        case str():
            yield path, says
        case list():
            for index, item in enumerate(says):
                yield from _texts(item, (*path, index))
        case dict():
            for heading, value in says.items():
                yield (*path, heading), heading
                yield from _texts(value, (*path, heading))


def _identifiers(page: YamlFile, alarms: FalseAlarms) -> Iterator[Problem]:
    for path, text in _texts(page.content, ()):
        if found := identifier_in(text):
            where = page.where(path)
            line = int(where.rpartition(" ")[2])
            heading = next((str(p) for p in reversed(path) if isinstance(p, str)), "")
            if not alarms.in_column(heading).let_through(line, found):
                yield Problem(where, refusal(found))


def _problem(model: type[BaseModel], page: YamlFile, error: ErrorDetails) -> Problem:
    path = error["loc"]
    return Problem(page.where(path), _sentence(model, path, error))


def _sentence(model: type[BaseModel], path: Path, error: ErrorDetails) -> str:
    heading = next((part for part in reversed(path) if isinstance(part, str)), "")
    named = quoted(heading) if heading and not identifier_in(heading) else "this heading"
    match error["type"]:
        case "missing":
            return f"{named} is missing. Add it."
        case "extra_forbidden":
            return f"{named} is not a heading here.{did_you_mean(heading, _headings(model, path))}"
        case "value_error":
            return str(error["ctx"]["error"])
        case "literal_error":
            return _not_on_the_list(named, error)
        case "tuple_type" | "list_type":
            return f"{named} needs a list: each item on a line that begins with “- ”."
        case "model_type" | "model_attributes_type" | "dict_type":
            return f"{named} needs headings of its own: {listed(_headings(model, (*path, '')))}."
        case _:
            return f"{named} needs a single value behind the colon."


def _not_on_the_list(named: str, error: ErrorDetails) -> str:
    options, said = re.findall("'([^']*)'", error["ctx"]["expected"]), str(error["input"])
    if len(options) == 1:
        return f"{named} can only be {quoted(options[0])}."
    told = "this" if identifier_in(said) else quoted(said)
    meant = did_you_mean(said, options)
    return f"{told} cannot stand under {named}. Write {listed(options)}.{meant}"


def _headings(model: type[BaseModel], path: Path) -> list[str]:
    """The headings that may stand beside the last part of a path."""
    for part in path[:-1]:
        if isinstance(part, str):
            model = next(_under(model, part), model)
    return [field.alias or name for name, field in model.model_fields.items()]


def _under(model: type[BaseModel], heading: str) -> Iterator[type[BaseModel]]:
    for name, field in model.model_fields.items():
        if (field.alias or name) == heading:
            yield from _models_in(field.annotation)


def _models_in(annotation: Any) -> Iterator[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    for inner in get_args(annotation):
        yield from _models_in(inner)

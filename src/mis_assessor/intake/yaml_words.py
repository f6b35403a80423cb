"""What is wrong with a page of YAML, in words that say where and what to write."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any, get_args

from pydantic import BaseModel
from pydantic.fields import FieldInfo
from pydantic_core import ErrorDetails

from mis_assessor.core.errors import Problem
from mis_assessor.intake.identifiers import identifier_in
from mis_assessor.intake.problems import did_you_mean, listed, quoted
from mis_assessor.strict_yaml import Path, YamlFile

Models = tuple[type[BaseModel], ...]


@dataclass(frozen=True, slots=True)
class _Place:
    """Where an error is, and what may be written there."""

    path: Path
    """Without the kinds of a choice, which pydantic names and a page does not nest under."""
    beside: list[str]
    """Headings that may stand beside the last part."""
    inside: list[str]
    """Headings that may stand under it."""
    decided_by: str = ""
    """The heading that says which kind is meant, where there is a choice of kinds."""
    kind: str = ""
    kinds: tuple[str, ...] = ()


def headings_needed(model: type[BaseModel]) -> str:
    """The headings a page cannot do without, as a list in a sentence."""
    *most, last = [_heading(n, f) for n, f in model.model_fields.items() if f.is_required()]
    return f"{', '.join(map(quoted, most))} and {quoted(last)}" if most else quoted(last)


def problem_of(model: type[BaseModel], file: YamlFile, error: ErrorDetails) -> Problem:
    """An error with file and line, and a remedy."""
    place = _place(model, error["loc"])
    return Problem(file.where(place.path), _sentence(place, error))


def _place(model: type[BaseModel], loc: Path) -> _Place:
    path: list[str | int] = []
    beside: Models = (model,)
    inside: Models = (model,)
    decided_by = kind = ""
    parts = iter(loc)
    for part in parts:
        path.append(part)
        if not isinstance(part, str):
            continue
        beside, fields = inside, _fields(inside, part)
        inside = tuple(m for field in fields for m in _models_in(field.annotation))
        if choice := next((c for field in fields for c in _choices(field)), ""):
            decided_by, kind = choice, str(next(parts, ""))
    kinds = tuple(_kinds(inside, decided_by))
    return _Place(tuple(path), _headings(beside), _headings(inside), decided_by, kind, kinds)


def _sentence(place: _Place, error: ErrorDetails) -> str:
    heading = next((part for part in reversed(place.path) if isinstance(part, str)), "")
    named = _told(heading, "this heading") if heading else "this file"
    match error["type"]:
        case "missing":
            return f"{named} is missing. Add it."
        case "extra_forbidden" if heading in place.beside:
            return (
                f"{named} does not belong to the {place.decided_by} {quoted(place.kind)}. Take "
                f"it out, or change the {place.decided_by}."
            )
        case "extra_forbidden":
            return f"{named} is not a heading here.{did_you_mean(heading, place.beside)}"
        case "value_error":
            return str(error["ctx"]["error"])
        case "enum" | "literal_error":
            options = re.findall("'([^']*)'", error["ctx"]["expected"])
            said = str(error["input"])
            meant = did_you_mean(said, options)
            return (
                f"{_told(said, 'this')} cannot stand under {named}. Write {listed(options)}.{meant}"
            )
        case "union_tag_not_found" | "union_tag_invalid":
            return f"{named} needs a {quoted(place.decided_by)}: {listed(place.kinds)}."
        case "tuple_type" | "list_type":
            return f"{named} needs a list: each item on a line that begins with “- ”."
        case "model_type" | "model_attributes_type" | "dict_type":
            return f"{named} needs headings of its own: {listed(place.inside)}."
        case _:
            return f"{named} needs a single value behind the colon."


def _told(text: str, otherwise: str) -> str:
    """A text in quotation marks, unless it would repeat a patient identifier."""
    return otherwise if identifier_in(text) else quoted(text)


def _heading(name: str, field: FieldInfo) -> str:
    return field.alias or name


def _headings(models: Models) -> list[str]:
    """Every heading of some models, each once."""
    return list(dict.fromkeys(_heading(n, f) for m in models for n, f in m.model_fields.items()))


def _fields(models: Models, heading: str) -> list[FieldInfo]:
    return [f for m in models for n, f in m.model_fields.items() if _heading(n, f) == heading]


def _choices(annotation: Any) -> Iterator[str]:
    """The heading that tells kinds apart, however deep in an annotation it is said."""
    if isinstance(annotation, FieldInfo):
        if annotation.discriminator:
            yield str(annotation.discriminator)
        yield from _choices(annotation.annotation)
    for inner in get_args(annotation):
        yield from _choices(inner)


def _kinds(models: Models, decided_by: str) -> Iterable[str]:
    for field in _fields(models, decided_by):
        yield from map(str, get_args(field.annotation))


def _models_in(annotation: Any) -> Iterator[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    for inner in get_args(annotation):
        yield from _models_in(inner)

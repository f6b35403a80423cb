"""What is wrong with a payment file, in words that say where and what to write."""

import re
from collections.abc import Iterator
from typing import Any, get_args

from pydantic import BaseModel
from pydantic_core import ErrorDetails

from mis_assessor.core.errors import Problem
from mis_assessor.core.payment.given import Given
from mis_assessor.core.payment.starting import Route
from mis_assessor.intake.problems import did_you_mean, listed, quoted
from mis_assessor.strict_yaml import Path, YamlFile

_ROUTED = "starting figure"


def problem_of(page: YamlFile, error: ErrorDetails) -> Problem:
    """An error with file and line, and a remedy."""
    path = as_written(error["loc"])
    return Problem(page.where(path), _sentence(path, error))


def as_written(loc: Path) -> Path:
    """A path without the route, which pydantic names and the file does not nest under.

    >>> as_written(("contracts", 0, "starting figure", "outturn", "price year"))
    ('contracts', 0, 'starting figure', 'price year')
    """
    if _ROUTED in loc:
        after = loc.index(_ROUTED) + 1
        return (*loc[:after], *loc[after + 1 :])
    return loc


def _sentence(path: Path, error: ErrorDetails) -> str:
    heading = next((part for part in reversed(path) if isinstance(part, str)), "")
    named = quoted(heading) if heading else "this file"
    match error["type"]:
        case "missing":
            return f"{named} is missing. Add it."
        case "extra_forbidden":
            return _unknown(path, heading, error)
        case "value_error":
            return str(error["ctx"]["error"])
        case "enum" | "literal_error":
            options = re.findall("'([^']*)'", error["ctx"]["expected"])
            said = quoted(str(error["input"]))
            meant = did_you_mean(str(error["input"]), options)
            return f"{said} cannot stand under {named}. Write {listed(options)}.{meant}"
        case "union_tag_not_found" | "union_tag_invalid":
            return f"{named} needs a “route”: {listed(route.value for route in Route)}."
        case "tuple_type":
            return f"{named} needs a list: each item on a line that begins with “- ”."
        case "model_type" | "model_attributes_type":
            return f"{named} needs headings of its own: {listed(_headings((*path, '')))}."
        case _:
            return f"{named} needs a single value behind the colon."


def _unknown(path: Path, heading: str, error: ErrorDetails) -> str:
    known = _headings(path)
    if heading in known:
        route = error["loc"][error["loc"].index(_ROUTED) + 1]
        return (
            f"{quoted(heading)} does not belong to the route {quoted(str(route))}. Take it out, "
            "or change the route."
        )
    return f"{quoted(heading)} is not a heading here.{did_you_mean(heading, known)}"


def _headings(path: Path) -> list[str]:
    """The headings that may stand beside the last part of a path."""
    here: list[type[BaseModel]] = [Given]
    for part in path[:-1]:
        if isinstance(part, str):
            here = [found for model in here for found in _under(model, part)]
    return list(
        dict.fromkeys(
            field.alias or name for model in here for name, field in model.model_fields.items()
        )
    )


def _under(model: type[BaseModel], heading: str) -> Iterator[type[BaseModel]]:
    for name, field in model.model_fields.items():
        if (field.alias or name) == heading:
            yield from _models_in(field.annotation)


def _models_in(annotation: Any) -> Iterator[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    for inner in get_args(annotation):
        yield from _models_in(inner)

"""What pydantic found wrong with a rule file, with its line, for a rule writer to act on."""

from collections.abc import Iterator
from typing import Any, get_args

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from mis_assessor.core.errors import Problem
from mis_assessor.core.rules.comparisons import Comparison
from mis_assessor.core.rules.conditions import JOINS
from mis_assessor.core.rules.consistency import ConsistencyRule
from mis_assessor.core.rules.requirement import Requirement
from mis_assessor.core.rules.rulebook import Publication, SafetyAction, SchemeYear
from mis_assessor.core.rules.values import Status, as_heading
from mis_assessor.reading.model_errors import in_words, options_in
from mis_assessor.reading.yaml_file import Place, YamlFile


def _models(annotation: Any, seen: set[type[BaseModel]]) -> Iterator[type[BaseModel]]:
    """Every model that may stand where the annotation is, and those inside them."""
    if not isinstance(annotation, type):
        for inner in get_args(annotation):
            yield from _models(inner, seen)
    elif issubclass(annotation, BaseModel) and annotation not in seen:
        seen.add(annotation)
        yield annotation
        for field in annotation.model_fields.values():
            yield from _models(field.annotation, seen)


HEADINGS = sorted(
    {
        as_heading(name)
        for file in (
            *(Requirement, SchemeYear, SafetyAction, Publication, ConsistencyRule),
            *JOINS.values(),
        )
        for model in _models(file, set())
        for name in model.model_fields
    }
    | set(Comparison.known)
)


def problems_of(error: ValidationError, file: YamlFile) -> Iterator[Problem]:
    """Each error with file and line, what is wrong and what to write instead."""
    seen: set[Problem] = set()
    details = error.errors()
    unknown = {detail["loc"][:-1] for detail in details if detail["type"] == "extra_forbidden"}
    for detail in details:
        if _says_nothing(detail) and detail["loc"][:-1] in unknown:
            continue  # the heading that is wrong has been named
        if detail["type"] == "too_short" and detail["input"]:
            continue  # what stands there is wrong, and has been named
        path = _place(detail["loc"], file)
        problem = Problem(file.where(path), _sentence(detail, path))
        if problem not in seen:
            seen.add(problem)
            yield problem


def _place(loc: Place, file: YamlFile) -> Place:
    """The deepest heading that is written; `loc` also names forms, which are not."""
    return max(
        (path for path in file.lines if _end(path, loc) is not None),
        key=lambda path: (len(path), _end(path, loc)),
        default=(),
    )


def _end(path: Place, loc: Place) -> int | None:
    """Where in `loc` the last part of `path` stands, if all do in their order."""
    at = -1
    for part in path:
        if part not in loc[at + 1 :]:
            return None
        at = loc.index(part, at + 1)
    return at


def _says_nothing(detail: ErrorDetails) -> bool:
    return bool(detail["type"] == "enum" and detail["input"] == "")


def _sentence(detail: ErrorDetails, path: Place) -> str:
    heading = next((part for part in reversed(path) if isinstance(part, str)), "")
    match detail["type"]:
        case "extra_forbidden" | "missing":
            wrong = str(detail["loc"][-1])
            return in_words(detail, wrong, beside=[h for h in HEADINGS if h != wrong])
        case "enum" if _says_nothing(detail):
            return f"“{heading}” does not say what must hold. Write {options_in(detail)}."
        case "value_error" | "question":
            why = detail["ctx"]["error"] if "ctx" in detail else detail["msg"]
            return f"“{heading or 'this file'}”: {str(why).rstrip('.')}."
        case "union_tag_not_found" | "union_tag_invalid":
            return f"“{heading}” is not one of the forms a rule may take here."
        case "enum":
            return in_words(_to_be_written(detail), heading)
        case _:
            return in_words(detail, heading)


def _to_be_written(detail: ErrorDetails) -> ErrorDetails:
    """The same without the mark that only a trust's own corrections bear."""
    mark = f"'{Status.CORRECTED_LOCALLY.value}'"
    expected = str(detail["ctx"]["expected"]).replace(mark, "")
    return ErrorDetails(**{**detail, "ctx": {"expected": expected}})

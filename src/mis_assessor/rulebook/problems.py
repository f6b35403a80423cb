"""What pydantic found wrong with a rule file, in words a rule writer can act on."""

from collections.abc import Iterator
from typing import Any

from pydantic import BaseModel, ValidationError
from rapidfuzz import process

from mis_assessor.core import conditions, questions, requirement, scheme, values
from mis_assessor.core.conditions import Op
from mis_assessor.core.errors import Problem
from mis_assessor.core.frozen import as_heading
from mis_assessor.strict_yaml import YamlFile

_MODELS = [
    thing
    for module in (conditions, questions, requirement, scheme, values)
    for thing in vars(module).values()
    if isinstance(thing, type) and issubclass(thing, BaseModel)
]
HEADINGS = sorted({as_heading(name) for model in _MODELS for name in model.model_fields} | set(Op))


def did_you_mean(word: str, known: list[str]) -> str:
    """A suggestion to add to a sentence, or nothing where no word is near.

    >>> did_you_mean("met wen", ["met when", "title"])
    ' Did you mean “met when”?'
    """
    found = process.extractOne(word, known, score_cutoff=70)
    return f" Did you mean “{found[0]}”?" if found else ""


def problems_of(error: ValidationError, file: YamlFile) -> Iterator[Problem]:
    """Each error with file and line, what is wrong and what to write instead."""
    seen: set[Problem] = set()
    for detail in error.errors():
        path = tuple(part for part in detail["loc"] if _is_written(part, file))
        problem = Problem(file.where(path), _sentence(detail))
        if problem not in seen:
            seen.add(problem)
            yield problem


def _is_written(part: str | int, file: YamlFile) -> bool:
    return any(part in path for path in file.lines)


def _sentence(detail: Any) -> str:
    heading = str(detail["loc"][-1]) if detail["loc"] else "this file"
    match detail["type"]:
        case "extra_forbidden":
            return f"“{heading}” is not a heading here.{did_you_mean(heading, HEADINGS)}"
        case "missing":
            return f"“{heading}” is missing."
        case "enum" | "literal_error":
            return (
                f"“{detail['input']}” cannot stand under “{heading}”. "
                f"Write {detail['ctx']['expected']}."
            )
        case "value_error":
            return f"“{heading}”: {detail['ctx']['error']}."
        case "union_tag_not_found" | "union_tag_invalid":
            return f"“{heading}” is not one of the forms a rule may take here."
        case "too_short":
            return f"nothing stands under “{heading}”."
        case "question":
            return f"“{heading}”: {detail['msg']}"
        case _:
            return f"“{heading}”: {detail['msg'].lower()}."

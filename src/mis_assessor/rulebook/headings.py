"""The headings a rule file may have, and the nearest one to a word that is none."""

from collections.abc import Iterator
from typing import Any, get_args

from pydantic import BaseModel
from rapidfuzz import process

from mis_assessor.core.comparisons import Op
from mis_assessor.core.frozen import as_heading
from mis_assessor.core.requirement import Requirement
from mis_assessor.core.scheme import Publication, SafetyAction, SchemeYear


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
        for file in (Requirement, SchemeYear, SafetyAction, Publication)
        for model in _models(file, set())
        for name in model.model_fields
    }
    | set(Op)
)


def did_you_mean(word: str, known: list[str]) -> str:
    """A suggestion to add to a sentence, or nothing where no word is near.

    >>> did_you_mean("met wen", ["met when", "title"])
    ' Did you mean “met when”?'
    """
    found = process.extractOne(word, known, score_cutoff=70)
    return f" Did you mean “{found[0]}”?" if found else ""

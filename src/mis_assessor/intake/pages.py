"""Reads a page of YAML that people fill in, and tells everything wrong in it at once."""

import re
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any, Generic, TypeVar, get_args

import yaml
from pydantic import BaseModel, ValidationError
from pydantic.fields import FieldInfo
from pydantic_core import ErrorDetails

from mis_assessor.core.errors import EvidenceUnreadable, Problem
from mis_assessor.intake.cell_readers import too_long_a_word
from mis_assessor.intake.false_alarms import FalseAlarm, page_identifiers
from mis_assessor.intake.identifiers import identifier_in
from mis_assessor.reading import limits
from mis_assessor.reading.model_errors import in_words
from mis_assessor.reading.problems import listed_quoted, one_problem, quoted
from mis_assessor.reading.yaml_file import Place, YamlFile, read_yaml

Models = tuple[type[BaseModel], ...]


@dataclass(frozen=True, slots=True)
class _Place:
    """Where an error is, and what may be written there."""

    path: Place
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
    """The headings a page cannot do without, as a list in a sentence; all where it needs none."""
    fields = model.model_fields.items()
    needed = [_heading(n, f) for n, f in fields if f.is_required()]
    *most, last = needed or [_heading(n, f) for n, f in fields]
    return f"{', '.join(map(quoted, most))} and {quoted(last)}" if most else quoted(last)


def problem_of(model: type[BaseModel], file: YamlFile, error: ErrorDetails) -> Problem:
    """An error with file and line, and a remedy."""
    place = _place(model, error["loc"])
    return Problem(file.where(place.path), _sentence(place, error))


def _place(model: type[BaseModel], loc: Place) -> _Place:
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
    match error["type"]:
        case "extra_forbidden" if heading in place.beside:
            return (
                f"{_told(heading)} does not belong to the {place.decided_by} "
                f"{quoted(place.kind)}. Take it out, or change the {place.decided_by}."
            )
        case "union_tag_not_found" | "union_tag_invalid":
            kinds = listed_quoted(place.kinds)
            return f"{_told(heading)} needs a {quoted(place.decided_by)}: {kinds}."
        case _:
            return in_words(error, heading, beside=place.beside, inside=place.inside, told=_told)


def _told(text: str, otherwise: str = "this heading") -> str:
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
    context: Any = None,
) -> Page[M]:
    """A page as its model. Raises EvidenceUnreadable with every problem.

    ``false_alarms`` says what the page itself lets through as no patient identifier;
    where numbers are amounts, none is taken for an NHS number. ``context`` is what the model
    must know to judge the page.
    """
    file = _file(content, name, model)
    lines = content.decode("utf-8-sig").splitlines()
    if told := [*_identifiers_in_comments(name, lines), *_endless_words(name, lines)]:
        raise EvidenceUnreadable(told)
    look = page_identifiers(file, numbers_are_amounts, may_be_listed=false_alarms is not None)
    try:
        says = model.model_validate(_without_blanks(file.content), context=context)
    except ValidationError as wrong:
        problems = [problem_of(model, file, error) for error in wrong.errors()]
        raise EvidenceUnreadable(dict.fromkeys([*look(()), *problems])) from None
    if found := look(false_alarms(says) if false_alarms else ()):
        raise EvidenceUnreadable(found)
    return Page(says, file, sha256(content).hexdigest())


_COMMENT = re.compile(r"(?:^|\s)#(.*)")


def _endless_words(name: str, lines: list[str]) -> Iterator[Problem]:
    for number, line in enumerate(lines, start=1):
        if problem := too_long_a_word(line):
            yield Problem(f"{name}, line {number}", problem)


def _identifiers_in_comments(name: str, lines: list[str]) -> Iterator[Problem]:
    """Comments are sent along with the page, and nobody looks into them."""
    for number, line in enumerate(lines, start=1):
        if (comment := _COMMENT.search(line)) and (found := identifier_in(comment[1])):
            yield Problem(f"{name}, line {number}", f"a comment looks like {found}. Take it out.")


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

"""Reads ``submission.yaml`` and says what is wrong in it, line by line."""

from collections.abc import Iterator
from contextlib import suppress
from typing import Any

import yaml
from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from mis_assessor.core.errors import EvidenceUnreadable, Problem
from mis_assessor.intake import limits
from mis_assessor.intake.false_alarms import FalseAlarm, FalseAlarms
from mis_assessor.intake.identifiers import identifier_in, refusal
from mis_assessor.intake.manifest import Contact, Manifest, Said, Trust, Window
from mis_assessor.intake.problems import did_you_mean, listed, one_problem, quoted
from mis_assessor.strict_yaml import Path, YamlFile, read_yaml

MANIFEST = "submission.yaml"
_PARTS: dict[str | int, type[BaseModel]] = {
    "trust": Trust,
    "training window": Window,
    "contacts": Contact,
    "statements": Said,
    "false alarms": FalseAlarm,
}


def read_manifest(content: bytes) -> Manifest:
    """The manifest of a submission; raises EvidenceUnreadable with every problem."""
    page = _page(content)
    try:
        manifest = Manifest.model_validate(_without_blanks(page.content))
    except ValidationError as wrong:
        problems = [_problem(page, error) for error in wrong.errors()]
        identifiers = _identifiers(page, FalseAlarms())
        raise EvidenceUnreadable([*identifiers, *problems]) from None
    alarms = FalseAlarms(manifest.false_alarms).in_file(MANIFEST)
    if found := list(_identifiers(page, alarms)):
        raise EvidenceUnreadable(found)
    return manifest


def _page(content: bytes) -> YamlFile:
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise one_problem(MANIFEST, "is not in UTF-8. Save it again as UTF-8.") from None
    _refuse_deep_nesting(text)
    page = read_yaml(MANIFEST, text)
    if page.problems:
        raise EvidenceUnreadable(page.problems)
    if not page.content:
        raise one_problem(MANIFEST, f"is empty. It needs {listed(_headings(()))}.")
    return page


def _refuse_deep_nesting(text: str) -> None:
    depth = 0
    with suppress(yaml.YAMLError):
        for event in yaml.parse(text, Loader=yaml.CBaseLoader):
            depth += isinstance(event, yaml.CollectionStartEvent)
            depth -= isinstance(event, yaml.CollectionEndEvent)
            if depth > limits.NESTING:
                line = event.start_mark.line + 1 if event.start_mark else 1
                raise one_problem(
                    f"{MANIFEST}, line {line}", "is nested too deeply. Write it more simply."
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


def _problem(page: YamlFile, error: ErrorDetails) -> Problem:
    path = error["loc"]
    return Problem(page.where(path), _sentence(path, error))


def _sentence(path: Path, error: ErrorDetails) -> str:
    heading = next((part for part in reversed(path) if isinstance(part, str)), "")
    named = quoted(heading) if heading and not identifier_in(heading) else "this heading"
    match error["type"]:
        case "missing":
            return f"{named} is missing. Add it."
        case "extra_forbidden":
            return f"{named} is not a heading here.{did_you_mean(heading, _headings(path))}"
        case "value_error":
            return str(error["ctx"]["error"])
        case "literal_error":
            return f"{named} can only be “MIS”."
        case "tuple_type" | "list_type":
            return f"{named} needs a list: each item on a line that begins with “- ”."
        case "model_type" | "model_attributes_type" | "dict_type":
            return f"{named} needs headings of its own: {listed(_headings((*path, '')))}."
        case _:
            return f"{named} needs a single value behind the colon."


def _headings(path: Path) -> list[str]:
    """The headings that may stand beside the last part of a path."""
    model = _PARTS.get(path[0], Manifest) if len(path) > 1 else Manifest
    return [field.alias or name for name, field in model.model_fields.items()]

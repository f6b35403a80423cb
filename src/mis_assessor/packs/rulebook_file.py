"""The rule files behind a paper as one canonical JSON, and back into a folder of rules.

It holds the files themselves, so that whoever reads it gets the very rules that decided, with
their sources, and can be told which of them differ from the rules that were published.
"""

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, StringConstraints, ValidationError
from pydantic_core import to_json

from mis_assessor.reading.limits import MEGABYTE
from mis_assessor.reading.problems import one_problem

NAME = "rulebook.json"
FORMAT = "mis-assessor rulebook 1"
LARGEST = 40 * MEGABYTE
LARGEST_FILE = 200_000
MOST_FILES = 5_000
LEFT_OUT = ("published.yaml",)
"""The list of what was published is the verifier's own, never the paper's."""
_FILE = r"^[a-z0-9][a-z0-9-]*(/[a-zA-Z0-9][a-zA-Z0-9.-]*){0,6}\.yaml$"

RuleTexts = Mapping[str, str]
"""File, as named from the folder of rules, → its text."""


class _Whole(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True)

    format: Literal["mis-assessor rulebook 1"]
    files: dict[Annotated[str, StringConstraints(pattern=_FILE, max_length=200)], str]


def rulebook_file(rules: Path) -> bytes:
    """Every rule file of a folder as one canonical JSON."""
    return canonical(texts_in(rules))


def texts_in(rules: Path) -> RuleTexts:
    """The rule files of a folder by name."""
    found = {
        path.relative_to(rules).as_posix(): path.read_bytes().decode("utf-8")
        for path in rules.rglob("*.yaml")
        if path.is_file()
    }
    return {name: found[name] for name in sorted(found) if name not in LEFT_OUT}


def canonical(texts: RuleTexts) -> bytes:
    """The same files always as the same bytes."""
    return to_json({"files": dict(sorted(texts.items())), "format": FORMAT}, indent=0) + b"\n"


def read_rulebook_file(content: bytes) -> RuleTexts:
    """The rule files in a rulebook.json.

    Raises EvidenceUnreadable where it is not one that this program writes.
    """
    if len(content) > LARGEST:
        raise one_problem(NAME, "a rulebook this large cannot be right.")
    try:
        files = _Whole.model_validate_json(content).files
    except ValidationError:
        raise one_problem(NAME, "is not a rulebook as this program writes it.") from None
    too_large = [name for name, text in files.items() if len(text) > LARGEST_FILE]
    if too_large or len(files) > MOST_FILES or _climbs(files):
        raise one_problem(NAME, "holds files that no rulebook has.")
    if canonical(files) != content:
        raise one_problem(NAME, "is not written the way this program writes it.")
    return files


def _climbs(names: Mapping[str, str]) -> bool:
    return any(re.search(r"(^|/)\.", name) or ".." in name for name in names)


def differing(texts: RuleTexts, others: RuleTexts) -> tuple[str, ...]:
    """The files that are not the same in two sets of rules, by name."""
    return tuple(n for n in sorted({*texts, *others}) if texts.get(n) != others.get(n))


def lay_out(texts: RuleTexts, folder: Path) -> Path:
    """Writes the files into a folder that only this program uses; the folder of rules in it."""
    rules = folder / "rules"
    for name, text in texts.items():
        path = (rules / name).resolve()
        if not path.is_relative_to(rules.resolve()):
            raise one_problem(NAME, "holds files that no rulebook has.")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.encode())
    return rules

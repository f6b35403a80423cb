"""Reads ``payment.yaml``, or says everything that keeps it from being read."""

from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any

import yaml
from pydantic import ValidationError

from mis_assessor.core.errors import EvidenceUnreadable, Problem
from mis_assessor.core.payment.given import Given
from mis_assessor.core.payment.refused import Refused
from mis_assessor.intake import limits
from mis_assessor.intake.identifiers import identifier_in
from mis_assessor.intake.payment_words import problem_of
from mis_assessor.intake.problems import one_problem
from mis_assessor.strict_yaml import YamlFile, read_yaml


@dataclass(frozen=True, slots=True)
class PaymentFile:
    """What a payment file says, and where, so that later refusals can name the line."""

    given: Given
    page: YamlFile
    sha256: str

    def unless(self, refusals: Iterable[Refused]) -> Given:
        """What it says. Raises EvidenceUnreadable where any of it is refused."""
        problems = [Problem(self.page.where(found.place), found.why) for found in refusals]
        if problems:
            raise EvidenceUnreadable(problems)
        return self.given


def read_payment_file(path: Path) -> PaymentFile:
    """A payment file as typed input. Raises EvidenceUnreadable with every problem."""
    content = _content(path)
    page = _page(path.name, content)
    identifiers = list(_identifiers(page))
    try:
        given = Given.model_validate(_without_blanks(page.content))
    except ValidationError as wrong:
        problems = [problem_of(page, error) for error in wrong.errors()]
        raise EvidenceUnreadable(dict.fromkeys([*identifiers, *problems])) from None
    if identifiers:
        raise EvidenceUnreadable(identifiers)
    return PaymentFile(given, page, sha256(content).hexdigest())


def _content(path: Path) -> bytes:
    if not path.is_file():
        raise one_problem(str(path), "is not a file that is there. Name a payment.yaml.")
    try:
        with path.open("rb") as stream:
            content = stream.read(limits.MANIFEST_BYTES + 1)
    except OSError:
        raise one_problem(path.name, "cannot be opened. Check who may read it.") from None
    if len(content) > limits.MANIFEST_BYTES:
        most = limits.in_megabytes(limits.MANIFEST_BYTES)
        raise one_problem(path.name, f"is larger than {most}, the most that can be read.")
    return content


def _page(name: str, content: bytes) -> YamlFile:
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise one_problem(name, "is not in UTF-8. Save it again as UTF-8.") from None
    _refuse_deep_nesting(name, text)
    page = read_yaml(name, text)
    if page.problems:
        raise EvidenceUnreadable(page.problems)
    if not isinstance(page.content, dict) or not page.content:
        raise one_problem(name, "has no headings. It needs “year” and “contracts” at least.")
    return page


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


def _identifiers(page: YamlFile) -> Iterable[Problem]:
    """Patients have no place in a payment file; amounts are not looked at."""
    for path, text in _texts(page.content, ()):
        if found := identifier_in(text):
            yield Problem(
                page.where(path), f"this looks like {found}. No patient belongs here: take it out."
            )


def _texts(says: Any, path: tuple[str | int, ...]) -> Iterable[tuple[tuple[str | int, ...], str]]:
    match says:
        case list():
            for index, item in enumerate(says):
                yield from _texts(item, (*path, index))
        case dict():
            for heading, value in says.items():
                yield (*path, heading), heading
                yield from _texts(value, (*path, heading))
        case str() if not says.replace(".", "").isdecimal():
            yield path, says

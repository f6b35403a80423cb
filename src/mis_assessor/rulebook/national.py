"""The comparisons with national files as the rules say them; every problem at once."""

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from mis_assessor.core.checking.comparisons import MergedTrusts, NationalComparison, NationalRules
from mis_assessor.core.checking.published import Succession
from mis_assessor.core.errors import Problem, RulebookWrong
from mis_assessor.core.rules.rulebook import Publication
from mis_assessor.reading.problems import did_you_mean
from mis_assessor.reading.yaml_file import YamlFile, read_yaml
from mis_assessor.rulebook.model_errors import problems_of
from mis_assessor.rulebook.rule_files import LARGEST, SOURCES

FOLDER = "national"
_ID = re.compile(r"NAT-[A-Za-z0-9-]+")


def has_national_rules(rules: Path) -> bool:
    """Whether a folder of rules says what may be compared with national files."""
    return (rules / FOLDER).is_dir()


def read_national_rules(rules: Path) -> NationalRules:
    """Every comparison of a folder of rules. Raises RulebookWrong with every problem."""
    problems: list[Problem] = []
    sources = _sources(rules, problems)
    found: dict[str, tuple[Any, ...]] = {}
    seen: set[str] = set()
    for path in sorted((rules / FOLDER).glob("*.yaml")):
        file = _file(path, rules, problems)
        if file is None:
            continue
        try:
            page = NationalRules.model_validate(file.content)
        except ValidationError as error:
            problems += problems_of(error, file)
            continue
        problems += _wrong(page, file, seen, sources)
        for name in NationalRules.model_fields:
            found[name] = (*found.get(name, ()), *getattr(page, name))
    if problems:
        raise RulebookWrong(sorted(problems))
    return NationalRules(**found)


def _sources(rules: Path, problems: list[Problem]) -> Mapping[str, Publication]:
    file = _file(rules / "sources.yaml", rules, problems)
    try:
        return SOURCES.validate_python(file.content if file else {})
    except ValidationError:
        return {}  # the check of the years says what is wrong with it


def _file(path: Path, rules: Path, problems: list[Problem]) -> YamlFile | None:
    shown = path.relative_to(rules.parent).as_posix()
    if not path.is_file() or path.stat().st_size > LARGEST:
        problems.append(Problem(shown, "this file is missing, or too large for a rule file."))
        return None
    try:
        file = read_yaml(shown, path.read_text(encoding="utf-8"))
    except UnicodeDecodeError:
        problems.append(Problem(shown, "save this file as UTF-8."))
        return None
    problems += file.problems
    return None if file.problems else file


def _wrong(
    page: NationalRules, file: YamlFile, seen: set[str], sources: Mapping[str, Publication]
) -> Iterator[Problem]:
    for kind in ("monthly", "counts", "sizes"):
        comparisons: tuple[NationalComparison, ...] = getattr(page, kind)
        for number, one in enumerate(comparisons):
            where = file.where((kind, number))
            if not _ID.fullmatch(one.id) or one.id in seen:
                yield Problem(
                    where, f"“{one.id}” is not an id of its own, such as NAT-SA2-metrics."
                )
            seen.add(one.id)
            if sources and one.source.document not in sources:
                meant = did_you_mean(one.source.document, sorted(sources))
                yield Problem(where, f"“{one.source.document}” is not in sources.yaml.{meant}")


def successions_in(merged: tuple[MergedTrusts, ...]) -> tuple[Succession, ...]:
    """The mergers that the rules name, one for each trust that took over."""
    return tuple(
        Succession(one.predecessor, successor, one.on, one.status.value)
        for one in merged
        for successor in one.successors
    )

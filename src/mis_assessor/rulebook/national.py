"""The comparisons with national files as the rules say them; every problem at once."""

import re
from collections import Counter
from collections.abc import Container, Iterator, Mapping
from pathlib import Path
from typing import assert_never

from mis_assessor.core.checking.comparisons import (
    CountComparison,
    MergedTrusts,
    MonthlyComparison,
    NationalRules,
    SizeComparison,
)
from mis_assessor.core.checking.published import Succession
from mis_assessor.core.errors import Problem, RulebookWrong
from mis_assessor.core.rules.registers import Registers
from mis_assessor.core.rules.rulebook import Publication
from mis_assessor.reading.problems import did_you_mean
from mis_assessor.rulebook.rule_files import RuleFiles

FOLDER = "national"
_ID = re.compile(r"NAT-[A-Za-z0-9-]+")


def has_national_rules(rules: Path) -> bool:
    """Whether a folder of rules says what may be compared with national files."""
    return (rules / FOLDER).is_dir()


def read_national_rules(rules: Path) -> NationalRules:
    """Every comparison of a folder of rules. Raises RulebookWrong with every problem."""
    reader = RuleFiles(rules)
    pages = [
        page
        for path in sorted((rules / FOLDER).glob("*.yaml"))
        if (page := reader.one(path, NationalRules)) is not None
    ]
    if reader.problems:
        raise RulebookWrong(sorted(reader.problems))
    return NationalRules(
        monthly=tuple(one for page in pages for one in page.monthly),
        counts=tuple(one for page in pages for one in page.counts),
        sizes=tuple(one for page in pages for one in page.sizes),
        merged=tuple(one for page in pages for one in page.merged),
    )


def check_national(
    comparisons: NationalRules,
    registers: Registers,
    requirements: Container[str],
    sources: Mapping[str, Publication],
) -> Iterator[Problem]:
    """What no heading shows by itself: requirements, registers and columns that are nowhere."""
    ids = Counter(one.id for one in comparisons.every_one)
    for one in comparisons.every_one:
        where = f"{FOLDER}, {one.id}"
        if not _ID.fullmatch(one.id) or ids[one.id] > 1:
            yield Problem(where, "is not an id of its own, such as NAT-SA2-metrics.")
        for name in one.serves:
            if name not in requirements:
                yield Problem(where, f"serves “{name}”, and there is no such requirement.")
        if one.source.document not in sources:
            meant = did_you_mean(one.source.document, sorted(sources))
            yield Problem(where, f"“{one.source.document}” is not in sources.yaml.{meant}")
        register = registers.registers.get(one.register_)
        if register is None:
            meant = did_you_mean(one.register_, sorted(registers.registers))
            yield Problem(where, f"there is no register “{one.register_}”.{meant}")
            continue
        for column in _columns(one):
            if column not in register.columns:
                meant = did_you_mean(column, register.columns)
                yield Problem(where, f"“{column}” is not a column of “{one.register_}”.{meant}")


def _columns(one: MonthlyComparison | CountComparison | SizeComparison) -> Iterator[str]:
    match one:
        case MonthlyComparison():
            yield from ("month", one.named_in, *one.where)
        case CountComparison():
            yield from (one.day, *one.where)
        case SizeComparison():
            yield from (one.column, *one.where)
        case _:
            assert_never(one)


def successions_in(merged: tuple[MergedTrusts, ...]) -> tuple[Succession, ...]:
    """The mergers that the rules name, one for each trust that took over."""
    return tuple(
        Succession(one.predecessor, successor, one.on, one.status.value)
        for one in merged
        for successor in one.successors
    )

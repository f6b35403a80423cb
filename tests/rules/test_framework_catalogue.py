"""The frameworks beside the catalogue they were written from, and every example in them."""

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from mis_assessor.core.rules.rulebook import FrameworkBook
from mis_assessor.engine.cage import Engine
from mis_assessor.rulebook.loaded import frameworks_in
from mis_assessor.services.check_rules import checked_framework, run_examples
from mis_assessor.services.show import relations_of

RULES = Path(__file__).parents[2] / "rules"
FRAMEWORKS = ("better-births", "lms-governance", "ockenden", "perinatal-surveillance")
RANGE = re.compile(r"(.*-)(\d+)\.\.(\d+)")

ELSEWHERE = {
    "how the payment is worked out: for the payment view, never for a verdict": (
        "API-SCP-1 API-SCP-2 API-SCP-3 API-SCP-4 API-SCP-5 API-SCP-6 API-SCP-7 "
        "API-FIX-2 API-FIX-4 API-FIX-5 API-FIX-6 API-FIX-7 API-FIX-8 API-FIX-9 "
        "API-VAR-1 API-VAR-2 API-VAR-3 API-VAR-4 API-VAR-5 "
        "API-MAT-4 API-MAT-5 API-MAT-6 API-MAT-8 API-MAT-9"
    ),
    "it says where money flows and asks for nothing": "API-MAT-10",
    "editions and pauses of the scheme year": "MIS-F1 MIS-F2 MIS-F3 MIS-P1 MIS-P2 MIS-P3 MIS-P4",
    "conditions of the scheme and its declaration form": "MIS-D1 MIS-D2 MIS-D3 MIS-D4",
    "the incentive fund, which the scheme's own outcome and the pool decide": "MIS-R1 MIS-R2",
    "context of the scheme that is decided nowhere": "MIS-F4 MIS-F5",
}
"""Rows of part A that no framework carries, and why."""


@cache
def book(name: str) -> FrameworkBook:
    """A framework, read and checked once."""
    return checked_framework(RULES, name)


def carried() -> set[str]:
    """Every id that a file or a part of its list answers to."""
    return {name for f in frameworks_in(RULES) for r in book(f).rules for name in r.requirement.ids}


def catalogued() -> set[str]:
    """Every id of part A; the catalogue lies beside the repository where it is kept."""
    name = "ockenden-lms-payment.md"
    beside = (parent / "shared" / "domain" / name for parent in Path(__file__).parents)
    found = next((path for path in beside if path.is_file()), None)
    if found is None:
        pytest.skip(f"../shared/domain/{name} is not here")
    part = found.read_text("utf-8").split("\n# PART A.")[1].split("\n# PART B")[0]
    cells = (
        line.strip("| ").split("|")[0].strip()
        for line in part.splitlines()
        if line.startswith("|") and not line.startswith("| id ")
    )
    return {name for cell in cells if set(cell) - set(":- ") for name in _expanded(cell)}


def _expanded(cell: str) -> Iterator[str]:
    if (found := RANGE.fullmatch(cell)) is None:
        yield cell
        return
    for number in range(int(found[2]), int(found[3]) + 1):
        yield f"{found[1]}{number}"


def test_every_requirement_of_part_a_is_in_a_framework_or_said_to_be_elsewhere() -> None:
    elsewhere = {name for names in ELSEWHERE.values() for name in names.split()}
    wanted = catalogued()
    assert len(wanted) > 200
    assert sorted(wanted - carried()) == sorted(elsewhere)


def test_no_reason_is_given_for_what_is_carried_after_all() -> None:
    names = [name for names in ELSEWHERE.values() for name in names.split()]
    assert len(names) == len(set(names))
    assert not carried() & set(names)


def test_the_four_frameworks_are_loaded() -> None:
    assert frameworks_in(RULES) == FRAMEWORKS


@pytest.mark.parametrize("name", FRAMEWORKS)
def test_every_example_is_what_both_evaluators_say(name: str) -> None:
    with Engine(jobs_a_worker=100_000) as engine:
        results = list(run_examples(book(name), engine))
    assert results
    assert [f"{r.file}: {r.sentence()}" for r in results if not r.agrees] == []


def test_every_relation_names_what_is_loaded_and_whether_anybody_reviewed_it() -> None:
    found = relations_of(RULES, [book(name) for name in FRAMEWORKS])
    assert found
    assert all(relation.reviewed_by for relation in found)

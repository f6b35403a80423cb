"""Both counts say the same of every sample, sound and spoilt, and of systems of trusts."""

import os
from collections.abc import Iterator
from dataclasses import replace
from datetime import date

import pytest

from mis_assessor.core.deciding.case import Case
from mis_assessor.core.errors import CountsDiffer, RulebookWrong
from mis_assessor.core.evidence.submission import Submission
from mis_assessor.core.evidence.system import System
from mis_assessor.core.frameworks.bodies import bodies_of
from mis_assessor.core.frameworks.decide import decide_framework
from mis_assessor.intake.read_system import read_system
from mis_assessor.recount.queries import Queries
from mis_assessor.rulebook.loaded import frameworks_in
from mis_assessor.services.counted_twice import counted_twice
from recount.spoilt import ROOT, Spoiler, books, position, sound, spoiler, spoilt

SPOILT = max(8, int(os.environ.get("MIS_WORLDS", "400")) // 32)
BATCHES = 4


def answers_in(cases: tuple[Case, ...]) -> int:
    return sum(len(s.answers) for case in cases for part in case.parts for s in part.scenes)


def test_they_agree_on_every_sample() -> None:
    for sent in sound():
        cases = position(sent).cases
        assert answers_in(counted_twice(cases, Queries())) > 20, sent.trust_name


@pytest.mark.parametrize("batch", range(BATCHES))
def test_they_agree_on_what_nobody_would_send(batch: int) -> None:
    for number in range(batch, SPOILT, BATCHES):
        sent, on = spoilt(number)
        try:
            cases = position(sent, on).cases
        except RulebookWrong:  # no edition, or none that is loaded, was in force
            continue
        try:
            counted_twice(cases, Queries())
        except CountsDiffer as differ:
            pytest.fail(f"spoilt {number}: {differ}")


def systems() -> Iterator[System]:
    for file in sorted((ROOT / "evidence_samples").glob("*/system.yaml")):
        yield read_system(file.parent, books().tables)


def spoil(system: System, chance: Spoiler) -> System:
    def one(sent: Submission | None) -> Submission | None:
        return chance.submission(sent) if sent else None

    providers = tuple(replace(p, submission=one(p.submission)) for p in system.providers)
    return replace(system, providers=providers, evidence=chance.submission(system.evidence))


@pytest.mark.parametrize("number", range(max(3, SPOILT // 12)))
def test_they_agree_on_every_framework_of_a_system(number: int) -> None:
    system = [*systems()][number % 3]
    if number > 2:
        system = spoil(system, spoiler(number))
    on = system.assessed_as_at
    assert on is not None
    queries, answers = Queries(), 0
    for name in frameworks_in(ROOT / "rules"):
        found = decide_framework(books().framework(name), bodies_of(system), on, on)
        for one in found.bodies:
            answers += answers_in(counted_twice(one.cases, queries))
    assert answers > 300


def test_they_agree_on_a_year_mistyped_far_ahead() -> None:
    for sent in sound():
        far = date(2087, 3, 31)
        documents = tuple(replace(d, covers_from=far, covers_to=far) for d in sent.documents)
        counted_twice(position(replace(sent, documents=documents)).cases, Queries())

"""Nothing is shown that one evaluator alone says, or that its own figures contradict."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from functional.mis import SAMPLES, mis
from mis_assessor.core.assessment.assess import write_up
from mis_assessor.core.assessment.assessment import Assessment
from mis_assessor.core.verdicts import Verdict
from mis_assessor.engine.cage import Engine
from mis_assessor.engine.result import EngineResult
from mis_assessor.services import assess as services

TEN, SHORT = SAMPLES / "ten-of-ten", SAMPLES / "one-midwife-short"
EDITIONS = ("year-4@2022-05", "year-4@2022-10")
SHOWN = [
    ("assess", TEN),
    ("assess", TEN, "--json", "-"),
    ("assess", TEN, "--compare-editions"),
    ("rules", "diff", *EDITIONS, "--for", TEN),
]


@pytest.fixture
def disagreeing(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """An engine that takes one requirement for not met."""
    decide: Callable[..., EngineResult] = Engine.decide

    def another(*given: Any) -> EngineResult:
        result = decide(*given)
        return replace(result, verdicts={**result.verdicts, "MIS-Y4-SA1-D": Verdict.NOT_MET})

    monkeypatch.setattr(Engine, "decide", another)
    yield


@pytest.fixture
def glossed(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A finding that is written up as met whatever its figures are."""

    def gloss(*given: Any) -> Assessment:
        written = write_up(*given)
        findings = tuple(
            replace(
                finding,
                numbers=tuple(replace(n, done=0, verdict=Verdict.MET) for n in finding.numbers),
            )
            for finding in written.findings
        )
        return replace(written, findings=findings)

    monkeypatch.setattr(services, "write_up", gloss)
    yield


@pytest.mark.usefixtures("disagreeing")
@pytest.mark.parametrize("words", SHOWN, ids=str)
def test_what_the_two_evaluators_do_not_agree_on_is_shown_nowhere(words: tuple[Any, ...]) -> None:
    ran = mis(*words)
    assert (ran.code, ran.out) == (13, "")
    assert "MIS-Y4-SA1-D" in ran.err


@pytest.mark.usefixtures("glossed")
@pytest.mark.parametrize("words", SHOWN, ids=str)
def test_what_its_own_figures_contradict_is_shown_nowhere(words: tuple[Any, ...]) -> None:
    ran = mis(*words)
    assert (ran.code, ran.out) == (13, "")
    assert "is shown met, but 0 of" in ran.err


@pytest.mark.parametrize(
    "words", [("assess", SHORT, "--compare-editions"), ("rules", "diff", *EDITIONS, "--for", SHORT)]
)
def test_a_comparison_of_what_is_not_met_ends_with_1(words: tuple[Any, ...]) -> None:
    assert mis(*words).code == 1


def test_a_comparison_of_what_is_met_ends_with_0() -> None:
    assert mis("rules", "diff", EDITIONS[1], EDITIONS[1], "--for", TEN).code == 0


@pytest.mark.parametrize(
    "more",
    [
        ("--json", "ce.json"),
        ("--html", "ce.html"),
        ("--pdf", "ce.pdf"),
        ("--known-on", "2022-06-01"),
        ("--confirmed-only",),
        ("--framework", "ockenden"),
    ],
    ids=lambda more: more[0],
)
def test_an_option_that_would_do_nothing_is_refused(
    more: tuple[str, ...], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    ran = mis("assess", TEN, "--compare-editions", *more)
    assert ran.code == 2
    assert f"{more[0]} does nothing beside --compare-editions. Leave it out." in ran.err
    assert list(tmp_path.iterdir()) == []


def test_the_folder_of_a_system_has_no_editions_to_compare() -> None:
    ran = mis("assess", SAMPLES / "system-of-four", "--compare-editions")
    assert ran.code == 2
    assert "--compare-editions does nothing beside the folder of a system." in ran.err

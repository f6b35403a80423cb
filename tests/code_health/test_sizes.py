"""Modules stay small enough to be read at one go."""

from statistics import median

from code_health.tree import ROOT, modules

LONGEST = 300
MEDIAN = 70

SIZES = {str(path.relative_to(ROOT)): len(path.read_text().splitlines()) for path in modules()}


def test_no_module_is_long() -> None:
    assert {name: lines for name, lines in SIZES.items() if lines > LONGEST} == {}


def test_the_usual_module_is_short() -> None:
    largest = sorted(SIZES.items(), key=lambda size: -size[1])
    longer = [f"{lines:4} {name}" for name, lines in largest if lines > MEDIAN]
    assert median(SIZES.values()) <= MEDIAN, "\n".join(["longer than the median:", *longer])

"""Modules stay one thought each: small enough to be read at one go."""

from code_health.tree import ROOT, modules

LONGEST = 300

SIZES = {str(path.relative_to(ROOT)): len(path.read_text().splitlines()) for path in modules()}


def test_no_module_is_long() -> None:
    assert {name: lines for name, lines in SIZES.items() if lines > LONGEST} == {}

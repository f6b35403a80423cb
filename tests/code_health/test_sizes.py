"""Modules stay one thought each: small enough to be read at one go, never small to be short."""

from collections import defaultdict

from code_health.tree import ROOT, imports, modules, public_names

LONGEST = 300
SHORT = 60
ON_THEIR_OWN = {
    "mis_assessor.cli.fault_log": "is loaded only when something happened that nobody foresaw",
    "mis_assessor.cli.screen": "must stand before anything else is printed",
    "mis_assessor.core.consistency.partners": "is one algorithm, held to its cost by a test",
}
"""Short modules with one neighbour as their only reader, and why they are modules all the same."""

SIZES = {str(path.relative_to(ROOT)): len(path.read_text().splitlines()) for path in modules()}


def test_no_module_is_long() -> None:
    assert {name: lines for name, lines in SIZES.items() if lines > LONGEST} == {}


def test_no_module_exists_only_to_be_short() -> None:
    importers: dict[str, set[str]] = defaultdict(set)
    for module, names in imports().items():
        for name in names:
            importers[name].add(module)
    alone = {
        module
        for module, path in ((m, SIZES[p]) for m, p in _paths().items())
        if path < SHORT
        and len(importers[module]) == 1
        and _room(module) == _room(next(iter(importers[module])))
    }
    assert alone == set(ON_THEIR_OWN)


def test_no_public_name_of_the_core_means_two_things() -> None:
    homes: dict[str, list[str]] = defaultdict(list)
    for path in modules():
        if "core" in path.parts:
            for name in public_names(path):
                homes[name].append(str(path.relative_to(ROOT)))
    assert {name: where for name, where in homes.items() if len(where) > 1} == {}


def _paths() -> dict[str, str]:
    return {
        ".".join(path.relative_to(ROOT / "src").with_suffix("").parts): str(path.relative_to(ROOT))
        for path in modules()
        if path.name != "__init__.py"
    }


def _room(module: str) -> str:
    return module.rpartition(".")[0]

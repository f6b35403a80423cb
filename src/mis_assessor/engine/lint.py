"""Refuses compiled rules that leave the part of durable_rules measured to be safe.

Outside that part the library crashes, hangs or quietly decides wrongly; the limits are
its own, with room to spare.
"""

from collections.abc import Iterable, Mapping
from typing import Any

from mis_assessor.core.errors import EngineFault
from mis_assessor.engine.facts import LARGEST
from mis_assessor.engine.session import COUNTERS, fnv1a32

COMPARISONS = ("$eq", "$neq", "$lt", "$lte", "$gt", "$gte")
RESERVED = ("id", "sid")
ONLY_IN_FACTS = (*RESERVED, "node", "undecided", "total", *COUNTERS.values())
MOST_RULES = 4000  # the library holds 4,096
MOST_SIDE_BY_SIDE = 200  # 512 conditions hang the library, 256 rules are error 108
MOST_CONDITIONS = 30  # 32 in one expression sequence
LONGEST_TEXT = 1000  # from 65,536 on every text equals the empty one

Tree = dict[str, "Tree"]
"""Conditions as the library shares them: one branch for rules that begin alike."""


def lint(rules: Mapping[str, Any]) -> None:
    """Raises EngineFault naming the first rule that is not safe to give to the engine."""
    if len(rules) > MOST_RULES:
        raise EngineFault(f"{len(rules)} rules are more than the rules engine holds.")
    tree: Tree = {}
    names = {fnv1a32(name): name for name in ONLY_IN_FACTS}
    seen: set[str] = set()
    for rule, definition in rules.items():
        under = tree
        for condition in _conditions(rule, definition):
            written = str(condition)
            under = under.setdefault(written, {})
            if written in seen:
                continue
            seen.add(written)
            for name in _names(rule, condition):
                if names.setdefault(fnv1a32(name), name) != name:
                    raise _unsafe(rule, f"“{name}” has the short hash of another name")
        under[f"→ {rule}"] = {}
    if _widest(tree) > MOST_SIDE_BY_SIDE:
        raise EngineFault("The rules engine hangs on so many conditions side by side.")


def _widest(tree: Tree) -> int:
    """The most conditions and rules that hang under one condition."""
    return max(len(tree), *map(_widest, tree.values()), 0)


def _conditions(rule: str, definition: Any) -> list[Any]:
    match definition:
        case {"all": [{"m": {"$and": [{"k": str()}, *_] as conditions}}], **more}:
            pass
        case _:
            raise _unsafe(rule, "it is not one fact that begins with its kind")
    if more or len(definition["all"][0]) > 1 or len(definition["all"][0]["m"]) > 1:
        raise _unsafe(rule, "it asks for more than one fact")
    if len(conditions) > MOST_CONDITIONS:
        raise _unsafe(rule, "it has too many conditions")
    return list(conditions)


def _names(rule: str, condition: Any) -> Iterable[str]:
    """The property names of a condition, once its form is known to be safe."""
    ((key, held),) = condition.items()
    if not key.startswith("$"):
        key, held = "$eq", {key: held}
    if key not in COMPARISONS:
        raise _unsafe(rule, f"“{key}” is not a comparison we may use")
    ((name, value),) = held.items()
    yield _plain(rule, name)
    match value:
        case {"$mul": {"$l": {"$m": str() as factor}, "$r": int() as times}}:
            yield _plain(rule, factor)
            _number(rule, times)
        case bool() | float() | None | dict() | list():
            raise _unsafe(rule, f"“{name}” is held against {value!r}")
        case str():
            if len(value) > LONGEST_TEXT:
                raise _unsafe(rule, "a text is too long")
        case _:
            _number(rule, value)


def _plain(rule: str, name: str) -> str:
    if name in RESERVED or not (name.isascii() and name.isidentifier()):
        raise _unsafe(rule, f"“{name}” cannot be the name of a property")
    return name


def _number(rule: str, number: int) -> None:
    if abs(number) > LARGEST:
        raise _unsafe(rule, f"{number} is beyond 2^53")


def _unsafe(rule: str, why: str) -> EngineFault:
    return EngineFault(f"The rule “{rule}” is not safe for the rules engine: {why}.")

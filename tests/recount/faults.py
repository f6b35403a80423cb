"""Faults put into one of the two counts: each must show as a disagreement of the two."""

import inspect
import re
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from pathlib import Path
from types import CodeType, FunctionType
from typing import Any

from mis_assessor.core.deciding.case import Case
from mis_assessor.core.deciding.evaluate import decide_case
from mis_assessor.core.errors import CountsDiffer, Problem
from mis_assessor.engine.cage import Engine
from mis_assessor.recount.queries import Queries
from mis_assessor.services.counted_twice import counted_twice
from recount.small_worlds import World

FIRST, AGAIN = "first count", "recount"
REFERENCE, ENGINE = "reference evaluator", "rules engine"
LIST = Path(__file__).with_name("faults.txt")
"""Each fault on a line, under the count that it is put into."""


DEAR = ("_calendar_to", "rooms_kept", "names_in", "_terms", "_table")
"""What is kept and costs most to make again; only the days themselves have a part in it."""
NUMBERS = re.compile(r": -?\d+, -?\d+$")


@dataclass(frozen=True, slots=True)
class Fault:
    """A piece of one function replaced by another."""

    side: str
    kind: str
    """What is a little off: a window, a clock, a cadence …"""
    where: str
    """Module and function: ``cases.sort_cases``."""
    old: str
    new: str

    def __str__(self) -> str:
        return f"{self.side}, {self.where}: “{self.old}” → “{self.new}”"


_ROOMS = {
    "calendar": "core.rules",
    "recurring": "core.deciding",
    "submission": "core.evidence",
    "bounds": "core.deciding",
    "measure": "core.deciding",
    REFERENCE: "core.deciding",
    ENGINE: "engine",
    FIRST: "core.answering",
    AGAIN: "recount",
}


_FORGETFUL = {FIRST: ("mis_assessor.core.rules.calendar",), AGAIN: ("mis_assessor.recount.",)}


def function(module: Any, name: str) -> FunctionType:
    """A function or method of a module by its name, without what is wrapped around it."""
    found: Any = module
    for part in name.split("."):
        found = inspect.getattr_static(found, part)
    found = _plain(found)
    assert isinstance(found, FunctionType)
    return found


def _plain(found: Any) -> Any:
    """A function without what is wrapped around it."""
    return inspect.unwrap(getattr(found, "fget", found))


def _forget(fault: Fault) -> None:
    """Forgets what functions kept of earlier calls, where a fault can have a part in it."""
    for name, module in tuple(sys.modules.items()):
        if name.startswith(_FORGETFUL.get(fault.side, ())):
            for of, kept in vars(module).items():
                if hasattr(kept, "cache_clear") and (of not in DEAR or "_days" in fault.where):
                    kept.cache_clear()


@cache
def prepared(fault: Fault) -> tuple[FunctionType, CodeType]:
    """The function that a fault is put into, and what it then does."""
    name, _, of = fault.where.partition(".")
    room = _ROOMS.get(name) or _ROOMS[fault.side]
    module = import_module(f"mis_assessor.{room}.{name}")
    ours = function(module, of)
    own = inspect.getsource(ours)
    assert own.count(fault.old) == 1, f"{fault}: {own.count(fault.old)} times"
    source = inspect.getsource(module)
    assert source.count(own) == 1
    spoilt_source = source.replace(own, own.replace(fault.old, fault.new))
    namespace: dict[str, Any] = {"__name__": module.__name__}
    exec(compile(spoilt_source, str(module.__file__), "exec"), namespace)
    other: Any = namespace
    for part in of.split("."):
        other = other[part] if isinstance(other, dict) else inspect.getattr_static(other, part)
    return ours, _plain(other).__code__


@contextmanager
def put_in(fault: Fault) -> Iterator[None]:
    """The fault in place: whoever holds the function runs it with the fault."""
    ours, faulty = prepared(fault)
    kept = ours.__code__
    ours.__code__ = faulty
    _forget(fault)
    try:
        yield
    finally:
        ours.__code__ = kept
        _forget(fault)


def shown(fault: Fault, found: World, engine: Engine) -> Problem | None:
    """What differs about a world with the fault in place: a figure, or the two verdicts."""
    with put_in(fault):
        if fault.side in (REFERENCE, ENGINE):
            return decided_otherwise(found.cases(), engine)
        return differing(found.cases())


def decided_otherwise(cases: tuple[Case, ...], engine: Engine) -> Problem | None:
    """A requirement that the two evaluators decide differently, if there is one."""
    given = engine.decide_each(cases, [case.rule for case in cases])
    for case, verdict in zip(cases, given, strict=True):
        if (reference := decide_case(case).verdict) is not verdict:
            return Problem(case.rule.requirement.id, f"decided, {reference}, {verdict}")
    return None


def differing(cases: tuple[Case, ...], queries: Queries | None = None) -> Problem | None:
    """A figure in which the two counts differ, if there is one: a number, if it is one."""
    try:
        counted_twice(cases, queries or Queries())
    except CountsDiffer as differ:
        numbers = (one for one in differ.problems if NUMBERS.search(one.what))
        return next(numbers, differ.problems[0])
    return None


def _listed() -> Iterator[Fault]:
    side = ""
    for line in LIST.read_text(encoding="utf-8").splitlines()[1:]:
        if line.startswith("# "):
            side = line.removeprefix("# ")
        elif line:
            kind, where, old, new = (part.strip() for part in line.split(" | "))
            yield Fault(side, kind, where, old, new)


FAULTS = (*_listed(),)

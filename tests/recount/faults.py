"""Faults put into one of the two counts: each must show as a disagreement of the two."""

import inspect
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from pathlib import Path
from types import CodeType, FunctionType
from typing import Any

from mis_assessor.core.deciding.case import Case
from mis_assessor.core.errors import CountsDiffer, Problem
from mis_assessor.recount.queries import Queries
from mis_assessor.services.counted_twice import counted_twice
from recount.small_worlds import World

FIRST, AGAIN = "first count", "recount"
LIST = Path(__file__).with_name("faults.txt")
"""Each fault on a line, under the count that it is put into."""


KEPT = ("calendar.", "days._days")
"""What functions of these give is kept for the next call."""
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
    FIRST: "core.answering",
    AGAIN: "recount",
}


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


def _forget(module: Any) -> None:
    """Forgets what functions of a module kept of earlier calls."""
    for kept in vars(module).values():
        if hasattr(kept, "cache_clear"):
            kept.cache_clear()


@cache
def prepared(fault: Fault) -> tuple[FunctionType, CodeType, Any]:
    """The function that a fault is put into, what it then does, and its module."""
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
    return ours, _plain(other).__code__, module


@contextmanager
def put_in(fault: Fault) -> Iterator[None]:
    """The fault in place: whoever holds the function runs it with the fault."""
    ours, faulty, module = prepared(fault)
    kept = ours.__code__
    ours.__code__ = faulty
    if fault.where.startswith(KEPT):
        _forget(module)
    try:
        yield
    finally:
        ours.__code__ = kept
        if fault.where.startswith(KEPT):
            _forget(module)


def shown(fault: Fault, found: World) -> Problem | None:
    """A figure in which the two counts differ about a world, with the fault in place."""
    with put_in(fault):
        return differing(found.cases())


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

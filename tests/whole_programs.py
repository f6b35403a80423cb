"""What is counted by tests of its own, and not again each time a whole program runs through it.

The command line and the service count and decide the same evidence hundreds of times over.
Their own lines are counted each time; those of the rooms further in, where tests are about them.
The rules that are shipped do not change meanwhile, so each book of them is read once.
"""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from functools import wraps
from importlib import import_module
from pathlib import Path
from typing import ClassVar, ParamSpec, TypeVar

from counting import uncounted
from mis_assessor.core.cqim.rules import CqimRules
from mis_assessor.core.rules.registers import Registers
from mis_assessor.core.rules.rulebook import FrameworkBook, Rulebook
from mis_assessor.reading.shipped import rules_folder
from mis_assessor.rulebook.kept import KeptBooks
from mis_assessor.services import books

B = TypeVar("B", Rulebook, FrameworkBook, Registers, CqimRules)
P = ParamSpec("P")
R = TypeVar("R")

FOLDERS = frozenset({"functional", "misdeclared", "packs", "portfolio", "service"})
"""Tests that run whole programs."""
_SERVICES = "mis_assessor.services"
FURTHER_IN: Mapping[str, str] = {
    f"{_SERVICES}.assess": "decide_position decide_under counted_twice agree write_up "
    "refuse_contradictions with_early_check with_words_told held_against",
    f"{_SERVICES}.assess_frameworks": "decide_framework write_framework agree_on_body "
    "refuse_framework_contradictions counted_twice",
    f"{_SERVICES}.read_twice": "misread csv_cells workbook_cells",
    f"{_SERVICES}.check_rules": "decide_case case_of read_examples",
    f"{_SERVICES}.verify_pages": "page_differences assessment_from",
    f"{_SERVICES}.recompute": "data_differences",
    f"{_SERVICES}.verify": "claims_checked",
    "mis_assessor.engine.cage.Engine": "decide decide_framework decide_each",
}
"""The functions through which whole programs go there, by where they are called."""


ABOUT_KEEPING = "rulebook"
"""The folder of the tests that are about how rules are read and kept."""


class _Now:
    """Where the test that runs now lies."""

    folder = ""


@contextmanager
def running(folder: str) -> Iterator[None]:
    """While a test of a folder runs: whether it counts everything, and whether it shares."""
    before, _Now.folder = _Now.folder, folder
    try:
        yield
    finally:
        _Now.folder = before


def leave_uncounted() -> None:
    """Puts a gate before each function of the table."""
    for where, names in FURTHER_IN.items():
        home = _found(where)
        for name in names.split():
            setattr(home, name, _elsewhere(getattr(home, name)))


def _found(where: str) -> object:
    module, _, name = where.rpartition(".")
    return getattr(import_module(module), name) if name[0].isupper() else import_module(where)


def _elsewhere(work: Callable[P, R]) -> Callable[P, R]:
    @wraps(work)
    def worked(*args: P.args, **named: P.kwargs) -> R:
        if _Now.folder not in FOLDERS:
            return work(*args, **named)
        with uncounted():
            return work(*args, **named)

    return worked


def read_shipped_rules_once() -> None:
    """Lets all tests of this process share the books of the shipped rules."""
    setattr(books, "KeptBooks", _SharedBooks)  # noqa: B010


def _are_shipped(rules: Path) -> bool:
    return _Now.folder != ABOUT_KEEPING and rules.resolve() == rules_folder().resolve()


class _SharedBooks(KeptBooks):
    """Books that are found once; of a folder that somebody else wrote, each time."""

    _found_before: ClassVar[dict[str, Rulebook | FrameworkBook | Registers | CqimRules]] = {}

    def book(self, name: str, kind: type[B], check: Callable[[], B]) -> B:
        """The book as it was kept, else read and checked now, and kept for the next time."""
        if not _are_shipped(self._rules):
            return super().book(name, kind, check)
        known = self._found_before
        if name not in known:
            known[name] = super().book(name, kind, check)
        found = known[name]
        assert isinstance(found, kind)
        return found

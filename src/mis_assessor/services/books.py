"""A folder of rules of which every book is read and checked at most once."""

from collections.abc import Mapping, Sequence
from functools import cached_property
from pathlib import Path

from mis_assessor.core.cqim.rules import CqimRules
from mis_assessor.core.rules.corrections import Correction
from mis_assessor.core.rules.registers import Registers
from mis_assessor.core.rules.rulebook import FrameworkBook, Rulebook
from mis_assessor.intake.registers import Tables, tables_of
from mis_assessor.rulebook.corrections import corrected_by, read_corrections
from mis_assessor.rulebook.kept import KeptBooks
from mis_assessor.rulebook.loaded import frameworks_in, has_cqim_rules, years_in


class Books:
    """The books of one folder of rules, for as long as one thing is done with them."""

    def __init__(self, rules: Path, corrections: Sequence[Correction] | None = None) -> None:
        self.rules = rules
        self._corrections = corrections
        self._shipped: dict[int, Rulebook] = {}
        self._kept = KeptBooks(rules)
        self._years: dict[int, Rulebook] = {}
        self._frameworks: dict[str, FrameworkBook] = {}

    def year(self, number: int) -> Rulebook:
        """The rulebook of a scheme year, with local corrections. Raises RulebookWrong."""
        if number not in self._years:
            self._years[number] = corrected_by(self.shipped(number), self.corrections)
        return self._years[number]

    def shipped(self, number: int) -> Rulebook:
        """The rulebook of a scheme year as its files have it. Raises RulebookWrong."""
        if number not in self._shipped:
            self._shipped[number] = self._kept.book(
                year_named(number), Rulebook, lambda: _read_year(self.rules, number)
            )
        return self._shipped[number]

    @property
    def corrections(self) -> Sequence[Correction]:
        """The local corrections that count here: those given, else those beside the rules."""
        if self._corrections is None:
            self._corrections = read_corrections(self.rules)
        return self._corrections

    def with_corrections(self, corrections: Sequence[Correction]) -> "Books":
        """The same rules with these corrections and no others."""
        return (
            self
            if tuple(corrections) == tuple(self.corrections)
            else Books(self.rules, corrections)
        )

    def framework(self, name: str) -> FrameworkBook:
        """A framework's rules. Raises RulebookWrong."""
        if name not in self._frameworks:
            self._frameworks[name] = self._kept.book(
                name, FrameworkBook, lambda: _read_framework(self.rules, name)
            )
        return self._frameworks[name]

    @property
    def frameworks(self) -> tuple[FrameworkBook, ...]:
        """All frameworks that are loaded, whichever were asked for."""
        return tuple(map(self.framework, frameworks_in(self.rules)))

    @cached_property
    def cqim(self) -> CqimRules | None:
        """The rules of the early check, where the folder has them. Raises RulebookWrong."""
        if not has_cqim_rules(self.rules):
            return None
        return self._kept.book("early check", CqimRules, lambda: _read_cqim(self.rules))

    @cached_property
    def tables(self) -> Tables:
        """Every table that may be sent."""
        registers = self._kept.book("registers", Registers, lambda: _read_registers(self.rules))
        return tables_of(registers, years_in(self.rules))


def _read_year(rules: Path, number: int) -> Rulebook:
    from mis_assessor.services.check_rules import as_shipped  # as here: kept books need none of it

    return as_shipped(rules, number)


def _read_framework(rules: Path, name: str) -> FrameworkBook:
    from mis_assessor.services.check_rules import checked_framework

    return checked_framework(rules, name)


def _read_registers(rules: Path) -> Registers:
    from mis_assessor.rulebook.registers import read_registers

    return read_registers(rules)


def _read_cqim(rules: Path) -> CqimRules:
    from mis_assessor.rulebook.cqim import read_cqim_rules

    return read_cqim_rules(rules)


def year_named(number: int) -> str:
    """The name of a scheme year's book, as the table of published books has it."""
    return f"year-{number}"


def digests_of_books(rules: Path) -> Mapping[str, str]:
    """The fingerprint of every book in a folder of rules. Raises RulebookWrong."""
    books = Books(rules)
    years = {year_named(n): books.shipped(n).digest for n in years_in(rules)}
    return years | {name: books.framework(name).digest for name in frameworks_in(rules)}

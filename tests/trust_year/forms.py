"""The forms that trusts fill in, as the rules of each scheme year ask for them."""

from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path

from mis_assessor.core.consistency.counts import OUTSIDE_TOTALS
from mis_assessor.core.deciding.recovery import PLAN
from mis_assessor.core.rules.registers import ReadBy, asked_by, compared_by, together
from mis_assessor.core.rules.rulebook import Rule, Rulebook
from mis_assessor.intake.blank import Blank
from mis_assessor.intake.registers import Tables, forms
from mis_assessor.rulebook.loaded import frameworks_in
from mis_assessor.rulebook.read import read_framework, read_rulebook
from mis_assessor.services.check_rules import tables_in

RULES = Path(__file__).parents[2] / "rules"


@cache
def rulebook(year: int = 4) -> Rulebook:
    """The rules of a year, which say what there is to invent."""
    return read_rulebook(RULES, year)


@cache
def tables() -> Tables:
    """Every table that may be sent."""
    return tables_in(RULES)


@cache
def columns_asked(year: int, *, frameworks: bool = False) -> Mapping[str, frozenset[str]]:
    """The columns of each register that requirements of a year, or of frameworks too, read."""
    rules = list(rulebook(year).rules) if year else []
    for name in frameworks_in(RULES) if frameworks else ():
        rules += read_framework(RULES, name).rules
    return {
        form.kind.name: frozenset(column.heading for column in form.columns)
        for form in forms(tables(), _read(rules, year), PLAN, OUTSIDE_TOTALS)
    }


@cache
def blank(year: int = 4) -> Blank:
    """What a trust has to fill in for a year."""
    read = _read(rulebook(year).rules, year)
    return Blank(tables(), forms(tables(), read, PLAN, OUTSIDE_TOTALS))


def _read(rules: Iterable[Rule], year: int) -> ReadBy:
    """What requirements read, and what consistency rules compare in the same registers."""
    read = asked_by(rules)
    agree = rulebook(year).consistency if year else ()
    compared = compared_by(agree, tables().headings())
    return together(read, {name: columns for name, columns in compared.items() if name in read})

"""Which requirement of one edition follows which of another."""

from collections.abc import Mapping

from mis_assessor.core.frame import Edition
from mis_assessor.core.scheme import Rule, Rulebook


def short(requirement: str) -> str:
    """An id without its year: what makes requirements of two years comparable.

    >>> short("MIS-Y4-SA1-A-ii")
    'SA1-A-ii'
    """
    return requirement.split("-", 2)[2]


def partners(old: tuple[Rulebook, Edition], new: tuple[Rulebook, Edition]) -> Mapping[str, str]:
    """Each new requirement that had a predecessor, and which."""
    return _partners(standing_in(*old), standing_in(*new))


def standing_in(rulebook: Rulebook, edition: Edition) -> Mapping[str, Rule]:
    """Each requirement that an edition asks for and that is decided, by its id."""
    return {
        rule.requirement.id: rule
        for rule in rulebook.rules
        if rule.requirement.decided and edition.id in rule.requirement.applies.editions
    }


def _partners(before: Mapping[str, Rule], after_: Mapping[str, Rule]) -> Mapping[str, str]:
    """New id → old id: what it says it is the same as, else the same id in its year."""
    by_short = {short(name): name for name in before}
    found: dict[str, str] = {}
    for name, rule in after_.items():
        taken = [i for i in rule.written_in.values() if i in before]
        if taken:
            found[name] = taken[0]
        elif short(name) in by_short:
            found[name] = by_short[short(name)]
    return found

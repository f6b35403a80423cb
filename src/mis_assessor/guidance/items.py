"""The values of a year that its guidance decides, each with the words that speak of it."""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from mis_assessor.core.rules.confirmations import fingerprint
from mis_assessor.core.rules.in_words import value_in_words
from mis_assessor.core.rules.quantities import Quantity
from mis_assessor.core.rules.readings import names_used, written
from mis_assessor.core.rules.rulebook import Rule, Rulebook
from mis_assessor.core.rules.values import Entry, Status, entries_in


@dataclass(frozen=True, slots=True)
class Item:
    """One value of the rules as shipped, and what speaks of it."""

    requirement: str
    serves: tuple[str, ...]
    name: str
    entry: Entry
    fingerprint: str
    shared: bool
    about: tuple[tuple[int, Mapping[str, float]], ...]
    """For each requirement it serves: its safety action, and the weight of its words."""

    @property
    def options(self) -> tuple[Quantity, ...]:
        """Each reading of the value; what is expected of one that is not loaded."""
        return tuple(o for o in self.entry.as_expected.options if o is not None)

    @property
    def shown(self) -> str:
        """The value as people read it."""
        if not self.options:
            return "not loaded"
        words = " or ".join(value_in_words(option) for option in self.options)
        return f"{words}, expected" if self.entry.not_loaded else words


def as_written(item: Item) -> str:
    """The value as a rule file writes it, for an answers file and a correction."""
    return " or ".join(written(option) for option in item.options) or "not loaded"


def items_of(rulebook: Rulebook, edition: str) -> tuple[Item, ...]:
    """Every value that an edition decides, once for all requirements it serves."""
    held: dict[tuple[str, str, str], list[Rule]] = defaultdict(list)
    entries: dict[tuple[str, str, str], Entry] = {}
    asked = [r for r in rulebook.rules if edition in r.requirement.applies.editions]
    for rule in asked:
        for name in names_used(rule.requirement, rule.values):
            for entry in entries_in(rule.values[name], edition):
                if entry.status is Status.ASSUMPTION or entry.set_locally:
                    continue
                own = rule.requirement.id if name in rule.requirement.values else ""
                key = (own, name, fingerprint(name, entry))
                held[key].append(rule)
                entries[key] = entry
    return tuple(
        Item(
            rules[0].requirement.id,
            tuple(r.requirement.id for r in rules),
            key[1],
            entries[key],
            key[2],
            not key[0],
            tuple((r.action, _about(key[1], r)) for r in rules[:8]),
        )
        for key, rules in held.items()
    )


_PLAIN = re.compile(r"[a-z]{2,}|\d{4}")
_STOP = frozenset(
    _PLAIN.findall(
        "the and for with that this each are was were has have had from not its any all who what "
        "which where when into than then them they their there been being does did done but only "
        "must should would will can may one two per cent percent value values needed evidence "
        "day days trust trusts in of to on at by is it an or as be if no so"
    )
)


def stems(text: str) -> Iterator[tuple[str, int]]:
    """Words without their endings, and where each begins.

    >>> [word for word, _ in stems("The reviews were started in the units")]
    ['review', 'start', 'unit']
    """
    for match in _PLAIN.finditer(text.lower()):
        word = match[0]
        if word in _STOP:
            continue
        for ending in ("ations", "ation", "ities", "ments", "ment", "ings", "ing", "ies", "ied",
                       "ers", "er", "ed", "es", "s", "y", "e"):  # fmt: skip
            if word.endswith(ending) and len(word) - len(ending) >= 4:
                word = word.removesuffix(ending)
                break
        yield word, match.start()


def _about(name: str, rule: Rule) -> Mapping[str, float]:
    """The words that speak of a value: its name most, then the title, then what is asked."""
    requirement = rule.requirement
    weights: dict[str, float] = {}
    asks = re.sub(r"<[^>]*>", " ", requirement.asks)
    for text, weight in ((asks, 0.6), (requirement.title, 1.0), (name, 1.0)):
        for word, _ in stems(text):
            weights[word] = max(weight, weights.get(word, 0.0))
    return weights

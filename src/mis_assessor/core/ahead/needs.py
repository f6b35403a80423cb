"""What must be repaired, as a formula: everything of these, either of those, so many of them."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import assert_never

from mis_assessor.core.ahead.repair import Repair


@dataclass(frozen=True, slots=True)
class Do:
    """One repair."""

    repair: Repair


@dataclass(frozen=True, slots=True)
class Never:
    """Nothing can make this true any more, and why."""

    why: str


@dataclass(frozen=True, slots=True)
class AtLeast:
    """So many of some repairs, whichever."""

    number: int
    repairs: tuple[Repair, ...]


@dataclass(frozen=True, slots=True)
class Everything:
    """All of these; of nothing, nothing is needed."""

    parts: "tuple[Need, ...]" = ()


@dataclass(frozen=True, slots=True)
class Either:
    """One of these is enough."""

    parts: "tuple[Need, ...]"


Need = Do | Never | AtLeast | Everything | Either
NOTHING_NEEDED = Everything()


def everything(parts: Iterable[Need]) -> Need:
    """All of some needs, without those that need nothing; each once."""
    found: dict[Need, None] = {}
    for part in parts:
        found |= dict.fromkeys(part.parts if isinstance(part, Everything) else (part,))
    kept = tuple(found)
    return kept[0] if len(kept) == 1 else Everything(kept)


def either(parts: Iterable[Need]) -> Need:
    """One of some needs that can be, if one can; nothing where one of them needs nothing."""
    kept = tuple(dict.fromkeys(parts))
    if NOTHING_NEEDED in kept:
        return NOTHING_NEEDED
    kept = tuple(filter(can_be, kept)) or kept
    return kept[0] if len(kept) == 1 else Either(kept)


def can_be(need: Need) -> bool:
    """Whether any set of repairs makes it true."""
    match need:
        case Do():
            return True
        case Never():
            return False
        case AtLeast(number=number, repairs=repairs):
            return number <= len(repairs)
        case Everything(parts=parts):
            return all(map(can_be, parts))
        case Either(parts=parts):
            return any(map(can_be, parts))
        case _:
            assert_never(need)


def reasons(need: Need) -> Iterator[str]:
    """Why it can never be; nothing where it can."""
    match need:
        case Never(why=why):
            yield why
        case Everything(parts=parts):
            for part in parts:
                if not can_be(part):
                    yield from reasons(part)
        case Either(parts=parts) if not can_be(need):
            for part in parts:
                yield from reasons(part)
        case _:
            return


def repairs_in(need: Need) -> Iterator[Repair]:
    """Every repair that a need names."""
    match need:
        case Do(repair=repair):
            yield repair
        case AtLeast(repairs=repairs):
            yield from repairs
        case Everything(parts=parts) | Either(parts=parts):
            for part in parts:
                yield from repairs_in(part)
        case Never():
            return
        case _:
            assert_never(need)


def is_enough(need: Need, done: frozenset[str]) -> bool:
    """Whether a set of repairs, by their keys, is enough."""
    match need:
        case Do(repair=repair):
            return repair.key in done
        case Never():
            return False
        case AtLeast(number=number, repairs=repairs):
            return sum(repair.key in done for repair in repairs) >= number
        case Everything(parts=parts):
            return all(is_enough(part, done) for part in parts)
        case Either(parts=parts):
            return any(is_enough(part, done) for part in parts)
        case _:
            assert_never(need)

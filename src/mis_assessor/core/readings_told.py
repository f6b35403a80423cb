"""Verdicts that differ by how the guidance is read, told by what makes the difference."""

from collections.abc import Iterator, Sequence

from mis_assessor.core.conditions import AllOf, AnyOf, Condition, Instead, Readings
from mis_assessor.core.evaluate import Decided
from mis_assessor.core.verdicts import Verdict
from mis_assessor.core.wording import listed


def told(labels: Sequence[str], verdicts: Sequence[Verdict]) -> str:
    """Each verdict with the readings that give it; what makes no difference is left out.

    >>> told(["a: x; b: 1", "a: x; b: 2", "a: y; b: 1", "a: y; b: 2"],
    ...      [Verdict.MET, Verdict.MET, Verdict.NOT_MET, Verdict.NOT_MET])
    'Met if a: x. Not met if a: y.'
    """
    split = [label.split("; ") for label in labels]
    widths = {len(parts) for parts in split}
    kept = list(range(max(widths))) if len(widths) == 1 else []
    for place in list(kept):
        without = [n for n in kept if n != place]
        if _decides(split, verdicts, without):
            kept = without
    shown = [" and ".join(p[n] for n in kept) if kept else " and ".join(p) for p in split]
    grouped: dict[Verdict, dict[str, None]] = {}
    for words, verdict in zip(shown, verdicts, strict=True):
        grouped.setdefault(verdict, {})[words] = None
    return " ".join(
        f"{verdict.value.capitalize()} if {listed(list(ways), 'or if')}."
        for verdict, ways in grouped.items()
    )


def _decides(split: list[list[str]], verdicts: Sequence[Verdict], places: list[int]) -> bool:
    """Whether these parts of the labels alone tell the verdicts apart."""
    seen: dict[tuple[str, ...], Verdict] = {}
    for parts, verdict in zip(split, verdicts, strict=True):
        if seen.setdefault(tuple(parts[n] for n in places), verdict) is not verdict:
            return False
    return True


def differing(condition: Condition, decided: Decided) -> Iterator[str]:
    """What each condition that can be read several ways says, where the ways differ."""
    match condition:
        case Readings(readings=readings):
            verdicts = [part.verdict for part in decided.parts]
            if len(set(verdicts)) > 1:
                yield told([f"read as {name}" for name in readings], verdicts)
        case AllOf(all_of=parts) | AnyOf(any_of=parts):
            for part, inner in zip(parts, decided.parts, strict=True):
                yield from differing(part, inner)
        case Instead(standard=standard, alternative=alternative):
            yield from differing(standard, decided.parts[0])
            yield from differing(alternative, decided.parts[1])
        case _:
            return

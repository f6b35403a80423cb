"""Each member of a *for each* written up: its verdict, sentence and numbers."""

from mis_assessor.core.case import Case, PartCase
from mis_assessor.core.evaluate import Decided
from mis_assessor.core.explain import Shown, sentence, shown
from mis_assessor.core.findings import Number, Part
from mis_assessor.core.readings_told import differing, told


def written_part(case: Case, part: PartCase, decided: Decided) -> Part:
    """One member in words and numbers, in every way its rule may be read."""
    scenes = [
        (scene, inner, shown(case, scene, inner))
        for scene, inner in zip(part.scenes, decided.parts, strict=True)
    ]
    same = len({inner.verdict for _, inner, _ in scenes}) == 1
    _, first, leaves_shown = scenes[0]
    if same:
        read = " ".join(differing(case.condition, first))
        words = f"{sentence(first.verdict, leaves_shown)} {read}".strip()
    else:
        ways = told([s.reading.label for s, _, _ in scenes], [i.verdict for _, i, _ in scenes])
        words = f"{sentence(first.verdict, leaves_shown)} {ways}"
    return Part(part.member, decided.verdict, words, _numbers(leaves_shown), part.counts)


def _numbers(leaves_shown: tuple[Shown, ...]) -> tuple[Number, ...]:
    return tuple(s.number for s in leaves_shown if s.number is not None)

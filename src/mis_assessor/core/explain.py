"""A decided requirement in one plain sentence, with the numbers that decided it."""

from collections.abc import Mapping
from dataclasses import dataclass

from mis_assessor.core.answers import Tally
from mis_assessor.core.case import Case
from mis_assessor.core.comparisons import Test
from mis_assessor.core.evaluate import Decided
from mis_assessor.core.figures_told import figure_in_words
from mis_assessor.core.findings import Number
from mis_assessor.core.leaves_decided import Leaf, leaves
from mis_assessor.core.leaves_told import asked_in_words, leaf_in_words
from mis_assessor.core.scene import Scene
from mis_assessor.core.verdicts import Verdict


@dataclass(frozen=True, slots=True)
class Shown:
    """A leaf of a condition with its verdict, as it may be told."""

    leaf: Leaf
    verdict: Verdict
    number: Number | None
    says: str


def shown(case: Case, scene: Scene, decided: Decided) -> tuple[Shown, ...]:
    """Each leaf of one scene in words and numbers."""
    return tuple(
        Shown(leaf, inner.verdict, _number(leaf, inner, scene), leaf_in_words(leaf, inner, scene))
        for leaf, inner in leaves(case.condition, decided)
    )


def _number(leaf: Leaf, decided: Decided, scene: Scene) -> Number | None:
    if not isinstance(leaf, Test):
        return None
    answer = scene.answers[leaf.evidence]
    asked = asked_in_words(leaf, scene.reading)
    if isinstance(answer, Tally):
        return Number(
            leaf.evidence,
            answer.done,
            answer.total,
            answer.open,
            answer.unknown,
            test=asked,
            verdict=decided.verdict,
        )
    return Number(
        leaf.evidence, figure=figure_in_words(leaf, answer), test=asked, verdict=decided.verdict
    )


ORDER: Mapping[Verdict, tuple[Verdict, ...]] = {
    Verdict.MET: (Verdict.MET,),
    Verdict.MET_BY_ALTERNATIVE: (Verdict.NOT_MET, Verdict.MET, Verdict.MET_BY_ALTERNATIVE),
}


def sentence(verdict: Verdict, leaves_shown: tuple[Shown, ...]) -> str:
    """The leaves that made a verdict, in one sentence or two; never the whole file."""
    wanted = ORDER.get(verdict, (verdict,))
    told = [s.says for s in leaves_shown if s.verdict in wanted] or [s.says for s in leaves_shown]
    kept: list[str] = []
    for words in sorted(dict.fromkeys(told), key=len, reverse=True):
        if not any(words in other for other in kept):
            kept.append(words)
    return " ".join(w for w in dict.fromkeys(told) if w in kept)

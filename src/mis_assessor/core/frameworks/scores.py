"""How much of what is asked is there: counted beside the verdict, never instead of it."""

from dataclasses import dataclass

from mis_assessor.core.case import Case
from mis_assessor.core.conditions import AllOf
from mis_assessor.core.evaluate import Decided
from mis_assessor.core.framework import Scores
from mis_assessor.core.verdicts import Verdict

OUTSIDE = (Verdict.NOT_DUE_YET, Verdict.PAUSED, Verdict.NOT_APPLICABLE)
"""Verdicts that leave a denominator."""


@dataclass(frozen=True, slots=True)
class Score:
    """Pieces that are there, of those asked, and the framework's word for it."""

    there: int
    asked: int
    word: str


def score(case: Case, decided: Decided, scores: Scores | None) -> Score | None:
    """The score of one requirement; None where nothing is to be scored."""
    if scores is None or decided.verdict in OUTSIDE or not decided.parts:
        return None
    pieces = [piece for piece in _pieces(case, decided) if piece not in OUTSIDE]
    there = sum(piece.holds for piece in pieces)
    if not pieces:
        return None
    return Score(there, len(pieces), word(there, len(pieces), scores))


def word(there: int, asked: int, scores: Scores) -> str:
    """The framework's word for so many of so many."""
    if there == asked:
        return scores.all_
    return scores.some if there else scores.none


def _pieces(case: Case, decided: Decided) -> list[Verdict]:
    """The parts of a list, else what an *all of* joins, else the requirement itself."""
    counting = [d for d, p in zip(decided.parts, case.parts, strict=True) if p.counts]
    if len(counting) > 1:
        return [part.verdict for part in counting]
    inner = counting[0].parts[0] if counting and counting[0].parts else None
    if inner is not None and isinstance(case.condition, AllOf):
        return [part.verdict for part in inner.parts]
    return [decided.verdict]

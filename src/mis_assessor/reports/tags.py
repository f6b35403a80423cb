"""How a verdict looks: a word, a shape, a pattern and, last, a colour.

Colour never carries the meaning: in a grey copy the word, the shape and the pattern
of the border or fill still tell all eight verdicts apart.
"""

from dataclasses import dataclass
from typing import assert_never

from mis_assessor.core.verdicts import Verdict


@dataclass(frozen=True, slots=True)
class Tag:
    """A verdict as templates draw it."""

    word: str
    shape: str
    """A drawing in ``templates/paper/shapes``."""
    pattern: str
    """The border and fill of the label, named in the style sheets."""
    colour: str


def tag(verdict: Verdict) -> Tag:
    """The one place where a verdict becomes something to look at."""
    match verdict:
        case Verdict.MET:
            look = ("tick", "outlined", "green")
        case Verdict.MET_BY_ALTERNATIVE:
            look = ("tick-in-ring", "double", "green")
        case Verdict.NOT_MET:
            look = ("cross", "filled", "red")
        case Verdict.EVIDENCE_MISSING:
            look = ("empty-page", "dashed", "orange")
        case Verdict.NEEDS_JUDGEMENT:
            look = ("diamond", "barred", "purple")
        case Verdict.NOT_DUE_YET:
            look = ("clock", "dotted", "blue")
        case Verdict.PAUSED:
            look = ("two-bars", "striped", "grey")
        case Verdict.NOT_APPLICABLE:
            look = ("dash", "plain", "grey")
        case _:
            assert_never(verdict)
    shape, pattern, colour = look
    return Tag(verdict.value, shape, pattern, colour)

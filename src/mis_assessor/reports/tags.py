"""How a verdict looks: a word, a shape, a pattern and, last, a colour.

Colour never carries the meaning: in a grey copy the word, the shape and the pattern
of the border or fill still tell all eight verdicts apart.
"""

from dataclasses import dataclass
from typing import assert_never

from mis_assessor.core.verdicts import Verdict

_INKS = {
    "green": ("#00401e", "#d5ecdf"),
    "red": ("#ffffff", "#8a1523"),
    "orange": ("#4d2a00", "#ffe8cf"),
    "purple": ("#330072", "#f1e9fb"),
    "blue": ("#003c71", "#e3eef9"),
    "grey": ("#212b32", "#e8edee"),
    "white": ("#212b32", "#ffffff"),
}


@dataclass(frozen=True, slots=True)
class Tag:
    """A verdict as templates draw it."""

    word: str
    shape: str
    """A drawing in ``templates/paper/shapes``."""
    pattern: str
    """The border of the label, named in the style sheet."""
    colour: str

    @property
    def ink(self) -> str:
        """The colour of word, shape and border."""
        return _INKS[self.colour][0]

    @property
    def edge(self) -> str:
        """The colour of the border, dark on every label."""
        return self.paper if self.pattern == "filled" else self.ink

    @property
    def paper(self) -> str:
        """The colour behind them; at least 7 to 1 against the ink."""
        return _INKS[self.colour][1]


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
            look = ("two-bars", "railed", "grey")
        case Verdict.NOT_APPLICABLE:
            look = ("dash", "plain", "white")
        case _:
            assert_never(verdict)
    shape, pattern, colour = look
    return Tag(verdict.value, shape, pattern, colour)

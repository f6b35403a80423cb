"""Keeps print to characters that the bundled typeface has.

A PDF/A file may not show a character without a drawing of it, and no font of the
machine may step in, or the same paper would differ from place to place. What the
typeface lacks is printed as a box and named in a note.
"""

import unicodedata
from collections.abc import Callable, Iterable
from functools import cache

from fontTools.ttLib import TTFont  # type: ignore[import-untyped]

from mis_assessor.reading.shipped import templates_folder
from mis_assessor.reports.wording import count, listed_or_none

BOX = "□"
NAMED_AT_MOST = 6
FONTS = ("LiberationSans-Regular.ttf", "LiberationSans-Bold.ttf")


@cache
def supported() -> frozenset[str]:
    """The characters that both weights of the bundled typeface can draw."""
    maps = [set(TTFont(templates_folder() / "fonts" / f).getBestCmap()) for f in FONTS]
    drawn = (chr(point) for point in set.intersection(*maps))
    return frozenset(c for c in drawn if unicodedata.category(c)[0] != "C") | {"\n"}


def printable(render: Callable[[str], str]) -> str:
    """Text whose every character can be drawn; ``render`` is given the note to print.

    >>> printable(lambda note: "Å 好" + note[:1])
    'Å □□'
    """
    text = _tidy(render(""))
    if lacking := set(text) - supported():
        text = _tidy(render(_note(sorted(lacking))))
    return _each(text, set(text) - supported(), BOX)


def _tidy(text: str) -> str:
    composed = unicodedata.normalize("NFC", text).replace("\t", " ")
    return _each(composed, filter(_unseen, set(composed)), "")


def _each(text: str, characters: Iterable[str], instead: str) -> str:
    for character in characters:
        text = text.replace(character, instead)
    return text


def _unseen(c: str) -> bool:
    """Joiners, direction marks and variation selectors, which have no drawing."""
    return unicodedata.category(c) == "Cf" or "\ufe00" <= c <= "\ufe0f"


def _note(lacking: list[str]) -> str:
    names = [
        f"{unicodedata.name(c, 'unnamed').lower()} (U+{ord(c):04X})"
        for c in lacking[:NAMED_AT_MOST]
    ]
    if more := len(lacking) - len(names):
        names.append(count(more, "other", "others"))
    return (
        f"{BOX} stands for a character that the typeface of this paper lacks: "
        f"{listed_or_none(names)}. The web edition and assessment.json have it."
    )

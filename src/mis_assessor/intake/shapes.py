"""The shapes of texts, letters and digits told apart and no more, to look into few of many.

Ten thousand references have one shape; only where a pattern may match it are they looked into.
"""

import re
from collections.abc import Sequence
from string import ascii_lowercase, ascii_uppercase, digits

_SHAPE = str.maketrans(
    f"{ascii_uppercase}{ascii_lowercase}{digits}\t\n\r\v\f\x1c\x1d\x1e\x1f",
    "A" * 26 + "a" * 26 + "0" * 10 + " " * 9,
)


def shapes_of(texts: Sequence[str]) -> list[str]:
    """The shape of each text.

    >>> shapes_of(["PD-001", "12 May"])
    ['AA-000', '00 Aaa']
    """
    shapes = "\0".join(texts).translate(_SHAPE).split("\0")
    if len(shapes) == len(texts):
        return shapes
    return [text.translate(_SHAPE) for text in texts]  # one holds what they were joined by


def to_look_into(texts: Sequence[str], shapes: Sequence[str], may_be: re.Pattern[str]) -> list[str]:
    """The texts that may be something by their shape, and those with letters outside ASCII."""
    odd = {shape for shape in set(shapes) if may_be.search(shape) or not shape.isascii()}
    if not odd:
        return []
    return [text for text, shape in zip(texts, shapes, strict=True) if shape in odd]

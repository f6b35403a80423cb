"""The words on the pages of a PDF, and what is drawn over words, as pdfium sees them."""

import ctypes
from collections.abc import Iterator
from typing import Any

import pypdfium2
import pypdfium2.raw as pdfium

from mis_assessor.reading.one_at_a_time import PDFIUM

WORDS, PATH, IMAGE = 1, 2, 3
HIDES = 1.0
"""Points by which something must lie over words to count."""
BROAD_LINE = 3.0
SEEN = 0
"""The way of drawing letters that fills them; the others draw outlines or nothing."""
Box = tuple[float, float, float, float]


def pages_seen(content: bytes) -> tuple[tuple[str, ...], list[tuple[str, str]]]:
    """The words of each page as they are painted, and where something hides some of them.

    Raises ValueError where it is no PDF.
    """
    with PDFIUM:
        return _pages_seen(content)


def _pages_seen(content: bytes) -> tuple[tuple[str, ...], list[tuple[str, str]]]:
    try:
        document = pypdfium2.PdfDocument(content)
    except pypdfium2.PdfiumError as error:
        raise ValueError("cannot be opened") from error
    words: list[str] = []
    hiding: list[tuple[str, str]] = []
    for number in range(len(document)):
        page = document[number]
        text = page.get_textpage()
        words.append(str(text.get_text_range()))
        hiding += ((f"page {number + 1}", what) for what in dict.fromkeys(_hiding(page)))
        text.close()
        page.close()
    document.close()
    return tuple(words), hiding


def _hiding(page: Any) -> Iterator[str]:
    words: list[Box] = []
    for place in range(pdfium.FPDFPage_CountObjects(page)):
        drawn = pdfium.FPDFPage_GetObject(page, place)
        kind = pdfium.FPDFPageObj_GetType(drawn)
        if kind == WORDS:
            if pdfium.FPDFTextObj_GetTextRenderMode(drawn) != SEEN:
                yield "words are on it that nobody sees."
            words.append(_box(drawn))
        elif kind == IMAGE:
            yield "a picture is on it, and no paper has pictures."
        elif kind != PATH or _covers(drawn):
            box = _box(drawn)
            if any(_over(box, one) for one in words):
                yield "something is drawn over its words."


def _box(drawn: Any) -> Box:
    edges = [ctypes.c_float() for _ in range(4)]
    pdfium.FPDFPageObj_GetBounds(drawn, *edges)
    left, bottom, right, top = (edge.value for edge in edges)
    return left, bottom, right, top


def _covers(path: Any) -> bool:
    """Whether a path is filled, or its line is so broad that it hides what is under it."""
    fill, line, width = ctypes.c_int(), ctypes.c_int(), ctypes.c_float()
    pdfium.FPDFPath_GetDrawMode(path, fill, line)
    pdfium.FPDFPageObj_GetStrokeWidth(path, width)
    return bool(fill.value) or (bool(line.value) and width.value >= BROAD_LINE)


def _over(upper: Box, lower: Box) -> bool:
    wide = min(upper[2], lower[2]) - max(upper[0], lower[0])
    high = min(upper[3], lower[3]) - max(upper[1], lower[1])
    return wide > HIDES and high > HIDES

"""A PDF read into blocks of text: paragraphs, bullets and rows of tables, page by page.

A block never mixes two rows of a table, so that a number is read beside its own words. Marks
of footnotes are taken out: “2025” with a small raised 1 is not the year 20251.
"""

import hashlib
import io
import logging
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pdfplumber
import pypdfium2

from mis_assessor.core.errors import EvidenceUnreadable
from mis_assessor.reading.limits import MEGABYTE, in_megabytes
from mis_assessor.reading.one_at_a_time import PDFIUM

LARGEST = 100 * MEGABYTE
MOST_PAGES = 600
LEAST_LETTERS = 200
"""Of a whole document: with fewer it is a scan, or its letters cannot be read."""
RAISED = 0.8
"""The size of a footnote's mark against the letters beside it."""
_MARKS = re.compile("[¹²³⁰⁴-⁹]")
_BULLET = re.compile(r"^(?:[•●▪◦–—*-]|\(?(?:[a-h]|[ivx]{1,4}|\d{1,2})[.)])\s")


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, a bullet or a row of a table."""

    page: int
    text: str


@dataclass(frozen=True, slots=True)
class Document:
    """A document's text, and what says which document it is; kept in memory only."""

    name: str
    sha256: str
    pages: int
    blocks: tuple[Block, ...]


def read_document(path: Path, told: Callable[[int, int], None] | None = None) -> Document:
    """The blocks of every page. `told` hears how far it is: page, of how many.

    Raises EvidenceUnreadable with one sentence where the file cannot be read as text.
    """
    content = _content(path)
    pages = _pages(path.name, content)
    logging.getLogger("pdfminer").setLevel(logging.ERROR)
    blocks: list[Block] = []
    try:
        with pdfplumber.open(io.BytesIO(content)) as pdf:
            for number, page in enumerate(pdf.pages, 1):
                blocks += (Block(number, text) for text in _of_page(page))
                page.close()
                if told is not None:
                    told(number, pages)
    except Exception as error:  # a parser of other people's files fails in a hundred ways
        raise EvidenceUnreadable(
            f"{path.name} is damaged: its pages cannot be read ({type(error).__name__}). "
            "Download it again."
        ) from error
    if sum(letter.isalpha() for block in blocks for letter in block.text) < LEAST_LETTERS:
        raise EvidenceUnreadable(
            f"{path.name} holds pictures of pages and no text: it was scanned. Use the PDF as "
            "published, or have the text recognised first."
        )
    return Document(path.name, hashlib.sha256(content).hexdigest(), pages, tuple(blocks))


def _content(path: Path) -> bytes:
    if not path.is_file():
        raise EvidenceUnreadable(f"{path.name} is not an ordinary file. Name the guidance's PDF.")
    size = path.stat().st_size
    if size > LARGEST:
        raise EvidenceUnreadable(
            f"{path.name} is {in_megabytes(size)}; no guidance is larger than "
            f"{in_megabytes(LARGEST)}. Name the guidance's own PDF."
        )
    content = path.read_bytes()
    if b"%PDF-" not in content[:1024]:
        raise EvidenceUnreadable(f"{path.name} is not a PDF. Name the guidance as published.")
    return content


def _pages(name: str, content: bytes) -> int:
    """How many pages there are, told by a reader that refuses what is not whole."""
    with PDFIUM:
        return _counted(name, content)


def _counted(name: str, content: bytes) -> int:
    try:
        pdf = pypdfium2.PdfDocument(content)
    except pypdfium2.PdfiumError as error:
        if "password" in str(error).lower() or "security" in str(error).lower():
            says = "is protected by a password. Save a copy without one, and name that."
        else:
            says = "is damaged or was not downloaded whole. Download it again."
        raise EvidenceUnreadable(f"{name} {says}") from error
    try:
        pages = len(pdf)
    finally:
        pdf.close()
    if b"%%EOF" not in content[-2048:]:
        raise EvidenceUnreadable(
            f"{name} was not downloaded whole: its end is missing. Download it again."
        )
    if not 0 < pages <= MOST_PAGES:
        raise EvidenceUnreadable(
            f"{name} has {pages:,} pages; no guidance has none or more than {MOST_PAGES}. "
            "Name the guidance's own PDF."
        )
    return pages


def _of_page(page: Any) -> Iterator[str]:
    """Blocks in reading order; tables with ruled cells row by row, at their place."""
    tables = page.find_tables()
    words = page.extract_words(extra_attrs=["size"], keep_blank_chars=False)
    rows = [(row.bbox, row) for table in tables for row in table.rows]
    inside: dict[int, list[dict[str, Any]]] = {}
    outside: list[dict[str, Any]] = []
    for word in words:
        middle = (word["top"] + word["bottom"]) / 2
        centre = (word["x0"] + word["x1"]) / 2
        for at, ((x0, top, x1, bottom), _) in enumerate(rows):
            if x0 <= centre <= x1 and top <= middle <= bottom:
                inside.setdefault(at, []).append(word)
                break
        else:
            outside.append(word)
    found = [(rows[at][0][1], _row(rows[at][1], of_row)) for at, of_row in inside.items()]
    found += _paragraphs(outside)
    for _, text in sorted(found, key=lambda one: one[0]):
        if text:
            yield text


def _row(row: Any, words: Sequence[dict[str, Any]]) -> str:
    """A row's cells from left to right, each a phrase of its own."""
    cells: list[str] = []
    for cell in row.cells:
        if cell is None:
            continue
        x0, _, x1, _ = cell
        own = [w for w in words if x0 <= (w["x0"] + w["x1"]) / 2 <= x1]
        cells.append(" ".join(_line_text(line) for line in _lines(own)))
    return " | ".join(filter(None, cells))


def _lines(words: Sequence[dict[str, Any]]) -> list[list[dict[str, Any]]]:
    """Words by the line they stand on; what is raised stands on the line it is raised from."""
    lines: list[list[dict[str, Any]]] = []
    for word in sorted(words, key=lambda w: (w["top"], w["x0"])):
        middle = (word["top"] + word["bottom"]) / 2
        for line in lines[-3:]:
            top = min(w["top"] for w in line)
            bottom = max(w["bottom"] for w in line)
            if top <= middle <= bottom:
                line.append(word)
                break
        else:
            lines.append([word])
    return [sorted(line, key=lambda w: w["x0"]) for line in lines]


def _line_text(line: Sequence[dict[str, Any]]) -> str:
    size = max(w["size"] for w in line)
    bottom = max(w["bottom"] for w in line)
    kept = [w["text"] for w in line if not _is_mark(w, size, bottom)]
    return _MARKS.sub("", " ".join(kept))


def _is_mark(word: dict[str, Any], size: float, bottom: float) -> bool:
    """Whether a word is the small raised number of a footnote."""
    raised = word["size"] < RAISED * size and word["bottom"] < bottom
    return raised and bool(re.fullmatch(r"[\d,*†‡]+", word["text"]))


def _paragraphs(words: Sequence[dict[str, Any]]) -> Iterator[tuple[float, str]]:
    """Runs of lines without a gap between them; a bullet begins a run of its own."""
    held: list[str] = []
    start = last = size = 0.0
    for line in _lines(words):
        top, bottom = min(w["top"] for w in line), max(w["bottom"] for w in line)
        text, high = _line_text(line), max(w["size"] for w in line)
        gap = top - last > 0.6 * high
        if held and (gap or _BULLET.match(text) or abs(high - size) > 1.5):
            yield start, " ".join(held)
            held = []
        if not held:
            start = top
        held.append(text)
        last, size = bottom, high
    if held:
        yield start, " ".join(held)

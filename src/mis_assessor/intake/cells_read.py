"""Texts of one column turned into cells, each distinct text only once."""

from collections.abc import Sequence

from mis_assessor.core.submission import Cell
from mis_assessor.intake import limits
from mis_assessor.intake.cells import CellType
from mis_assessor.intake.days import written_with_slashes


class TextsRead(dict[str, Cell | None]):
    """Text → cell, reading a text the first time it is asked for."""

    def __init__(self, cell_type: CellType) -> None:
        super().__init__()
        self._type = cell_type
        self.refused: dict[str, str] = {}
        self.slashes: list[str] = []
        self.hyphens: list[str] = []

    def __missing__(self, text: str) -> Cell | None:
        cell = self[text] = self._cell(text)
        return cell

    def _cell(self, text: str) -> Cell | None:
        if len(text) > limits.CELL_LENGTH:
            self.refused[text] = too_long(text)
            return None
        if not (stripped := text.strip()):
            return None
        if self._type.is_day:
            style = self.slashes if written_with_slashes(stripped) else self.hyphens
            style.append(text)
        try:
            return self._type.read(stripped)
        except ValueError as why:
            self.refused[text] = str(why)
            return None


MOST_REMEMBERED = 200_000


def stripped_texts(texts: Sequence[str]) -> Sequence[Cell | None]:
    """Texts without the spaces around them; nothing but spaces is blank."""
    stripped = list(map(str.strip, texts))
    return [text or None for text in stripped] if "" in stripped else stripped


def too_long(text: str) -> str:
    """What is wrong with a cell that holds more than a cell can."""
    return (
        f"has {len(text):,} characters, and {limits.CELL_LENGTH:,} is the most a cell may "
        "have. Put long text in a document and name the document."
    )

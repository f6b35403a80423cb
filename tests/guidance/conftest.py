"""PDFs made for the tests of comparing with guidance."""

from collections.abc import Callable
from pathlib import Path

import pytest
from weasyprint import HTML

MakePdf = Callable[[str], Path]
FILLER = "<p>" + "Words that say nothing of any value, so that the page has text. " * 8 + "</p>"


@pytest.fixture
def make_pdf(tmp_path: Path) -> MakePdf:
    """Writes HTML as a PDF with enough text to be read."""

    def made(html: str) -> Path:
        path = tmp_path / "guidance.pdf"
        path.write_bytes(HTML(string=html + FILLER).write_pdf() or b"")
        return path

    return made

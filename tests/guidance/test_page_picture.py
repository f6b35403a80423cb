"""A page of guidance as a picture, whatever its size."""

import io

import pypdfium2
import pytest
from PIL import Image

from mis_assessor.core.errors import EvidenceUnreadable
from mis_assessor.guidance.page_picture import TALLEST, WIDTH, page_picture


def blank(across: float, down: float) -> bytes:
    pdf = pypdfium2.PdfDocument.new()
    pdf.new_page(across, down)
    written = io.BytesIO()
    pdf.save(written)
    return written.getvalue()


@pytest.mark.parametrize(
    ("across", "down", "size"), [(595, 842, (WIDTH, 1274)), (2, 14_000, (1, TALLEST))]
)
def test_a_page_fills_no_more_than_a_screen(
    across: float, down: float, size: tuple[int, int]
) -> None:
    assert Image.open(io.BytesIO(page_picture(blank(across, down), 1))).size == size


def test_what_is_no_page_is_told() -> None:
    with pytest.raises(EvidenceUnreadable, match="has no page 2"):
        page_picture(blank(595, 842), 2)
    with pytest.raises(EvidenceUnreadable, match="cannot be opened"):
        page_picture(b"%PDF-1.7", 1)

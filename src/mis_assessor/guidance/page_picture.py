"""A page of a guidance document as a picture, for whoever compares it with the rules."""

import io

import pypdfium2

from mis_assessor.core.errors import EvidenceUnreadable
from mis_assessor.reading.one_at_a_time import PDFIUM

WIDTH = 900
"""Points across: letters of a page can be read, and it is quickly drawn."""
TALLEST = 2_000
"""Points down: a page that is much taller than broad must not fill the memory."""


def page_picture(content: bytes, number: int) -> bytes:
    """A page as PNG, the first one being 1.

    Raises EvidenceUnreadable where there is no such page, or it cannot be drawn.
    """
    with PDFIUM:
        try:
            pdf = pypdfium2.PdfDocument(content)
        except pypdfium2.PdfiumError as error:
            raise EvidenceUnreadable("The document cannot be opened any more.") from error
        try:
            if not 1 <= number <= len(pdf):
                raise EvidenceUnreadable(f"The document has no page {number}.")
            page = pdf[number - 1]
            across, down = (max(side, 1.0) for side in page.get_size())
            picture = page.render(scale=min(WIDTH / across, TALLEST / down)).to_pil()
        finally:
            pdf.close()
    drawn = io.BytesIO()
    picture.convert("P").save(drawn, "PNG")
    return drawn.getvalue()

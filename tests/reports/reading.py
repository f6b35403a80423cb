"""The words of a paper as whoever opens it in a browser sees them."""

import pypdfium2


def pages_of(paper: bytes) -> tuple[str, ...]:
    """The words of each page, with one space between them."""
    document = pypdfium2.PdfDocument(paper)
    pages = tuple(" ".join(page.get_textpage().get_text_range().split()) for page in document)
    document.close()
    return pages

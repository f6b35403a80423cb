"""A turn for libraries that several threads may not be in at once."""

from threading import RLock

PDFIUM = RLock()
"""pdfium is not made for threads: two that read PDFs at once can bring the program down."""

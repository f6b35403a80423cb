"""The rulebook of a year as a document for people."""

from mis_assessor.reports.book.whole import Book, book

__all__ = ["Book", "book"]

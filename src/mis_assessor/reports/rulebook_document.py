"""The rulebook of a year as a web page and as an accessible PDF."""

from mis_assessor.reports.book import Book
from mis_assessor.reports.environment import render_names
from mis_assessor.reports.printable import printable
from mis_assessor.reports.printed import printed


def book_html(shown: Book) -> str:
    """The rulebook as one self-contained page."""
    return render_names("book/web.html", book=shown)


def book_pdf(shown: Book) -> bytes:
    """The rulebook as PDF/A-3a and PDF/UA-1."""
    links = {chapter.anchor: chapter.heading for chapter in shown.chapters}
    html = printable(lambda note: render_names("book/print.html", book=shown, footnote=note))
    return printed(html, links, {"rulebook": shown.digest})

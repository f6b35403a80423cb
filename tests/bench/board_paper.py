"""The Board paper against WeasyPrint alone on the very same HTML."""

from functools import cache

from weasyprint import HTML

from bench.measuring import RULES, SAMPLE, Line, Measurement, Work, busy_seconds
from mis_assessor.core.assessment.assessment import Assessment
from mis_assessor.reading.shipped import templates_folder
from mis_assessor.reports.papers import paper_html, paper_pdf
from mis_assessor.services.assess import Days, assess_folder

PAPER, BARE = "Board paper", "bare WeasyPrint"


@cache
def assessment() -> Assessment:
    """The assessment that is printed; assessed once."""
    return assess_folder(SAMPLE, RULES, Days())


@cache
def html() -> str:
    """What is printed; rendered once."""
    return paper_html(assessment())


def bare() -> bytes:
    """A plain PDF, neither archived nor tagged nor checked."""
    base = templates_folder().as_uri() + "/"
    return bytes(HTML(string=html(), base_url=base).write_pdf())


def board_paper() -> Measurement:
    """Templates, lint, PDF/A-3a and PDF/UA-1, each against nothing but the layout."""
    works = (
        Work(PAPER, lambda: busy_seconds(lambda: paper_pdf(assessment())), slow=True),
        Work(BARE, lambda: busy_seconds(bare), slow=True),
    )
    lines = (
        Line("Board paper, PDF/A-3a and PDF/UA-1", "", ""),
        Line("from the assessment to the file", PAPER, "s"),
        Line("floor: WeasyPrint alone on the same HTML, a plain PDF", BARE, "s"),
        Line("Board paper against WeasyPrint alone", PAPER, "", budget=1.3, times=BARE),
    )
    return Measurement(works, lines)

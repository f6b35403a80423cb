"""Renders an assessment for readers; refuses one that contradicts its own numbers."""

from mis_assessor.core.findings import Assessment
from mis_assessor.reports.page import html_edition
from mis_assessor.reports.paper import paper_pdf


def board_paper(assessment: Assessment) -> bytes:
    """The Board paper as PDF. Raises EngineFault where the lint finds a contradiction."""
    return paper_pdf(assessment)


def web_edition(assessment: Assessment) -> bytes:
    """The same paper as a web page. Raises EngineFault as the Board paper does."""
    return html_edition(assessment).encode()

"""Renders an assessment for readers; refuses one that contradicts its own numbers.

The reports are imported only when one is asked for: drawing pages takes libraries that
need longer to load than everything else together.
"""

from mis_assessor.core.assessment import Assessment
from mis_assessor.core.system_assessment import SystemAssessment


def board_paper(assessment: Assessment) -> bytes:
    """The Board paper as PDF. Raises EngineFault where the lint finds a contradiction."""
    from mis_assessor.reports.paper import paper_pdf

    return paper_pdf(assessment)


def web_edition(assessment: Assessment) -> bytes:
    """The same paper as a web page. Raises EngineFault as the Board paper does."""
    from mis_assessor.reports.page import html_edition

    return html_edition(assessment).encode()


def system_paper(assessment: SystemAssessment) -> bytes:
    """A whole system's paper as PDF. Raises EngineFault as the Board paper does."""
    from mis_assessor.reports.system_paper import system_pdf

    return system_pdf(assessment)


def system_web_edition(assessment: SystemAssessment) -> bytes:
    """The same paper as a web page. Raises EngineFault as the Board paper does."""
    from mis_assessor.reports.system_paper import system_html

    return system_html(assessment).encode()

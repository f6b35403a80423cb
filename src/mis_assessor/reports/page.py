"""The web edition of the Board paper: one self-contained, accessible page."""

from mis_assessor.core.assessment import Assessment
from mis_assessor.reports.environment import render
from mis_assessor.reports.lint import refuse_contradictions
from mis_assessor.reports.presenters import paper


def html_edition(assessment: Assessment) -> str:
    """The same words as the PDF, for a browser; it loads nothing from anywhere."""
    refuse_contradictions(assessment)
    return render("web", paper(assessment))

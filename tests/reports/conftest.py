"""The sample paper, rendered once for all tests that read it."""

from pathlib import Path

import pytest

from mis_assessor.core.assessment.assessment import Assessment
from mis_assessor.reports.papers import html_edition, paper_html, paper_pdf
from reports.sample import rich


@pytest.fixture(scope="session")
def assessment() -> Assessment:
    """All eight verdicts, ninety findings."""
    return rich()


@pytest.fixture(scope="session")
def pdf(assessment: Assessment, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The Board paper as a file."""
    path = tmp_path_factory.mktemp("paper") / "board-paper.pdf"
    path.write_bytes(paper_pdf(assessment))
    return path


@pytest.fixture(scope="session")
def printed(assessment: Assessment) -> str:
    """The HTML that is printed."""
    return paper_html(assessment)


@pytest.fixture(scope="session")
def web(assessment: Assessment) -> str:
    """The web edition."""
    return html_edition(assessment)

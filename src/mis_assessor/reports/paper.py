"""The Board paper as print HTML, and as one PDF/A-3a and PDF/UA-1 file."""

import warnings
from typing import Any
from urllib.parse import unquote, urlsplit

from weasyprint import HTML
from weasyprint.urls import URLFetcher

from mis_assessor.core.findings import Assessment
from mis_assessor.reports.environment import render
from mis_assessor.reports.finisher import finisher
from mis_assessor.reports.lint import refuse_contradictions
from mis_assessor.reports.presenters import Paper, paper
from mis_assessor.reports.printable import printable
from mis_assessor.shipped import templates_folder


def paper_html(assessment: Assessment) -> str:
    """The HTML that is printed; refused when the paper would contradict itself."""
    refuse_contradictions(assessment)
    return _print(paper(assessment))


def paper_pdf(assessment: Assessment) -> bytes:
    """The Board paper; the same assessment gives the same bytes on the same machine."""
    refuse_contradictions(assessment)
    shown = paper(assessment)
    digests = assessment.digests
    document = HTML(
        string=_print(shown),
        base_url=templates_folder().as_uri() + "/",
        url_fetcher=ShippedOnly(),
    )
    finish = finisher(
        _link_names(shown),
        {
            "rulebook": digests.rulebook,
            "submission": digests.submission,
            "assessment": digests.assessment,
        },
    )
    with warnings.catch_warnings():
        # WeasyPrint 70 leaves its own colour profile for the collector to close.
        warnings.filterwarnings("ignore", "unclosed file .*icc", ResourceWarning)
        return bytes(document.write_pdf(pdf_variant="pdf/a-3a", finisher=finish))


def _print(shown: Paper) -> str:
    return printable(lambda note: render("paper/print.html", shown, note))


def _link_names(shown: Paper) -> dict[str, str]:
    actions = {section.anchor: section.heading for section in shown.requirements}
    return dict(shown.contents) | {
        target: f"{heading}, in appendix A" for target, heading in actions.items()
    }


class ShippedOnly(URLFetcher):  # type: ignore[misc]
    """Opens nothing but the files that ship with the templates: no network at all."""

    def fetch(self, url: str, headers: dict[str, str] | None = None) -> Any:
        """Reads a shipped file; anything else is refused."""
        parts = urlsplit(url)
        folder = templates_folder().resolve()
        path = folder.joinpath(unquote(parts.path)).resolve()
        if parts.scheme != "file" or not path.is_relative_to(folder):
            raise ValueError(f"{url} does not ship with the templates")
        return super().fetch(url, headers)

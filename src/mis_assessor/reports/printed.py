"""Print HTML turned into one PDF/A-3a and PDF/UA-1 file, without any network."""

import warnings
from collections.abc import Mapping
from typing import Any
from urllib.parse import unquote, urlsplit

from weasyprint import HTML
from weasyprint.urls import URLFetcher

from mis_assessor.reports.finisher import finisher
from mis_assessor.shipped import templates_folder


def printed(html: str, link_names: Mapping[str, str], digests: Mapping[str, str]) -> bytes:
    """The PDF of a page; the same page gives the same bytes on the same machine."""
    document = HTML(
        string=html,
        base_url=templates_folder().as_uri() + "/",
        url_fetcher=ShippedOnly(),
    )
    with warnings.catch_warnings():
        # WeasyPrint 70 leaves its own colour profile for the collector to close.
        warnings.filterwarnings("ignore", "unclosed file .*icc", ResourceWarning)
        finish = finisher(dict(link_names), dict(digests))
        return bytes(document.write_pdf(pdf_variant="pdf/a-3a", finisher=finish))


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

"""Print HTML turned into one PDF/A-3a and PDF/UA-1 file, without any network."""

import warnings
from collections.abc import Mapping, Sequence
from datetime import date, datetime, time
from io import BytesIO
from typing import Any
from urllib.parse import unquote, urlsplit

from weasyprint import HTML, Attachment
from weasyprint.urls import URLFetcher

from mis_assessor.reading.shipped import templates_folder
from mis_assessor.reports.embedded import Embedded
from mis_assessor.reports.pdf_finish import finisher


def printed(
    html: str,
    link_names: Mapping[str, str],
    claims: Mapping[str, str],
    inside: Sequence[Embedded] = (),
    dated: date | None = None,
    signers: Mapping[str, str] | None = None,
) -> bytes:
    """The PDF of a page; the same page gives the same bytes on the same machine.

    ``claims`` go into the metadata under their names; ``signers`` gives the id of each place
    for a signature its role.
    """
    document = HTML(
        string=html,
        base_url=templates_folder().as_uri() + "/",
        url_fetcher=ShippedOnly(),
    )
    with warnings.catch_warnings():
        # WeasyPrint 70 leaves its own colour profile for the collector to close.
        warnings.filterwarnings("ignore", "unclosed file .*icc", ResourceWarning)
        return bytes(
            document.write_pdf(
                pdf_variant="pdf/a-3a",
                attachments=[_attached(file, dated or date.min) for file in inside],
                finisher=finisher(dict(link_names), dict(claims), dict(signers or {})),
            )
        )


def _attached(file: Embedded, dated: date) -> Attachment:
    moment = datetime.combine(dated, time())
    return Attachment(
        file_obj=BytesIO(file.content),
        name=file.name,
        description=file.description,
        created=moment,
        modified=moment,
        relationship=file.relationship,
    )


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

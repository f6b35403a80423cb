"""The page of a portfolio in a real browser: no WCAG failure, no request, no sideways scroll."""

from decimal import Decimal
from pathlib import Path

import pytest

from chromium import chromium
from mis_assessor.core.checking.portfolio import PackLine, counted_states, pool_rows
from mis_assessor.core.checking.verification import State
from mis_assessor.core.pool.report import fund_report
from mis_assessor.core.pool.trust_year import TrustYear
from mis_assessor.reports.portfolio_page import fund_rows, portfolio_html
from wcag import failures

LINES = (
    PackLine(
        "vale.pdf",
        "s",
        State.DOES_NOT_HOLD,
        "RZ9",
        "Vale of Harrowmere University Hospitals NHS Foundation Trust",
        4,
        "verifier edition",
        "9 of 10 safety actions hold; not met",
        differences=("the pages, page 3: “176 of 196” must stand there.",),
        more=2,
        national=("Deaths notified: 51 and 52.",),
        recorded=TrustYear("RZ9", "Vale", 4, Decimal("412650.00")),
    ),
    PackLine(
        "a-very-long-name-of-a-zip-that-nobody-can-open-2023.zip",
        "s",
        State.CANNOT_BE_CHECKED,
        open=("it is damaged.",),
    ),
    PackLine("tolland", "s", State.HOLDS, "RZ5", "Tolland Vale", 4),
)


@pytest.mark.parametrize("width", [1100, 360])
def test_the_page_in_a_browser(tmp_path: Path, width: int) -> None:
    fund = fund_rows(fund_report(pool_rows(LINES)))
    pieces = portfolio_html("packs", counted_states(LINES), lambda: iter(LINES), fund, "basis")
    path = tmp_path / "page.html"
    path.write_bytes(b"".join(pieces))
    with chromium() as browser:
        page = browser.new_page(viewport={"width": width, "height": 900})
        asked: list[str] = []
        page.on("request", lambda request: asked.append(request.url))
        page.goto(path.as_uri())
        assert failures(page) == []
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        assert asked == [path.as_uri()]

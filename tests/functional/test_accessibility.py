"""The pages in a real browser: no WCAG failure, no request, no sideways scroll.

axe finds only part of WCAG: a keyboard and a screen reader in a person's hands find the rest.
"""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import pairwise
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, ViewportSize

from chromium import chromium
from functional.mis import SAMPLES, mis
from wcag import LEVELS, failures, faint

WIDE: ViewportSize = {"width": 1000, "height": 800}
SHOWN = [
    *("ten-of-ten", "by-alternatives", "evidence-missing", "system-one-sided-buddy"),
    "rulebook of year 6",
]

GREY = """() => {
    const grey = c => c.replace(/rgba?\\(([\\d.]+), ([\\d.]+), ([\\d.]+)/, (_, r, g, b) => {
        const y = Math.round(0.299 * r + 0.587 * g + 0.114 * b);
        return `rgba(${y}, ${y}, ${y}`;
    }).replace(/^(rgba\\([^,]+,[^,]+,[^,]+)\\)$/, "$1, 1)");
    const looks = [...document.body.querySelectorAll("*")].map(e => [e, getComputedStyle(e)])
        .map(([e, now]) => [e, grey(now.color), grey(now.backgroundColor)]);
    for (const [e, ink, paper] of looks) {
        e.style.setProperty("color", ink, "important");
        e.style.setProperty("background-color", paper, "important");
    }
}"""


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """One browser for all tests of a module."""
    with chromium() as launched:
        yield launched


@pytest.fixture(scope="module", params=SHOWN)
def written(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One page, as the command line writes it."""
    page = tmp_path_factory.mktemp("page") / "page.html"
    if request.param in SHOWN[:-1]:
        mis("assess", SAMPLES / request.param, "--html", page)
    else:
        mis("rules", "book", "--year", "6", "--html", page)
    return page


@contextmanager
def opened(browser: Browser, written: Path) -> Iterator[Page]:
    """The page in a window; whatever it asked for besides itself is an error."""
    window = browser.new_page(viewport=WIDE)
    asked: list[str] = []
    window.on("request", lambda request: asked.append(request.url))
    window.goto(written.as_uri())
    yield window
    window.wait_for_load_state("networkidle")
    window.close()
    assert asked == [written.as_uri()]


@pytest.fixture(scope="module")
def shown(browser: Browser, written: Path) -> Iterator[Page]:
    """The page, opened once for all who only look at it."""
    with opened(browser, written) as window:
        yield window


@pytest.fixture
def page(shown: Page) -> Page:
    """The page in a window of the usual size, to be looked at."""
    shown.set_viewport_size(WIDE)
    return shown


@pytest.fixture
def untouched(browser: Browser, written: Path) -> Iterator[Page]:
    """The page in a window of its own, to do something to."""
    with opened(browser, written) as window:
        yield window


def test_a_faint_word_is_found_among_many(browser: Browser) -> None:
    with browser.new_context(viewport=WIDE) as window:
        page = window.new_page()
        line = '<p>Seen</p><p hidden style="color: #bbb">Not seen</p>'
        for ground, found in (("#fff", 0), ("#555", 1)):
            last = f'<div style="background: {ground}">{line}</div>'
            page.set_content(f"<html lang=en><title>T</title><main>{line * 9}{last}</main>")
            assert len(faint(page, LEVELS)) == found
        page.set_content(f"<html lang=en><title>T</title>{line}<p style='color: #bbb'>Faint")
        assert len(faint(page, LEVELS)) == 1


def test_axe_finds_no_wcag_failure(page: Page) -> None:
    assert failures(page) == []


def test_axe_finds_no_wcag_failure_on_a_narrow_screen(page: Page) -> None:
    page.set_viewport_size({"width": 320, "height": 800})
    assert failures(page, narrow=True) == []


def test_no_word_of_a_verdict_is_cut_on_a_narrow_screen(page: Page) -> None:
    page.set_viewport_size({"width": 320, "height": 800})
    assert page.evaluate("document.documentElement.scrollWidth") == 320
    cut = page.evaluate(
        """() => [...document.querySelectorAll('.tag')].filter(tag => {
            const box = tag.getBoundingClientRect();
            return box.left < 0 || box.right > 320 || tag.scrollWidth > tag.clientWidth + 1;
        }).length"""
    )
    assert cut == 0


def test_every_word_is_legible_in_grey(untouched: Page) -> None:
    untouched.evaluate(GREY)
    ink = untouched.locator("main a").first.evaluate("a => getComputedStyle(a).color")
    assert len(set(re.findall(r"\d+", ink)[:3])) == 1, f"a link is still coloured: {ink}"
    assert faint(untouched, ["cat.color"]) == []


def test_the_page_never_scrolls_sideways(page: Page) -> None:
    page.set_viewport_size({"width": 320, "height": 800})
    assert page.evaluate("document.documentElement.scrollWidth") == 320


def test_the_first_key_skips_to_the_content(untouched: Page) -> None:
    untouched.keyboard.press("Tab")
    assert untouched.evaluate("document.activeElement.getAttribute('href')") == "#main"
    link = untouched.locator(".skip")
    assert link.bounding_box(), "the skip link is not seen when it has focus"
    untouched.keyboard.press("Enter")
    assert untouched.evaluate("document.activeElement.id") == "main"


def test_headings_go_down_one_step_at_a_time(page: Page) -> None:
    levels = page.locator("h1, h2, h3, h4, h5, h6").evaluate_all(
        "all => all.map(h => +h.tagName[1])"
    )
    assert levels[0] == 1 and levels.count(1) == 1
    assert all(lower - upper <= 1 for upper, lower in pairwise(levels))


def test_every_table_has_a_caption_and_its_headers_a_scope(page: Page) -> None:
    assert page.locator("table").count() > 10
    assert page.locator("table:not(:has(> caption))").count() == 0
    assert page.locator("th:not([scope=row]):not([scope=col])").count() == 0

"""Headless Chromium for the tests of pages; in CI a missing one fails, elsewhere it skips."""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from playwright.sync_api import Browser, Error, sync_playwright

QUIETLY = (
    "--no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking "
    "--disable-component-update --disable-sync"
)


@contextmanager
def chromium() -> Iterator[Browser]:
    """Chromium from the path, or Playwright's own."""
    with sync_playwright() as playwright:
        try:
            launched = playwright.chromium.launch(
                executable_path=shutil.which("chromium"), args=QUIETLY.split()
            )
        except Error as problem:
            if os.environ.get("CI") == "true":
                raise
            pytest.skip(f"no browser: put chromium on the path ({problem.message[:80]})")
        yield launched
        launched.close()

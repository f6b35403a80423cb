"""A real browser for the tests of pages: who is signed in, what axe finds, what keys reach."""

from playwright.sync_api import Browser, BrowserContext, Page

from mis_assessor.store.records import Role
from mis_assessor.web.entrance import VISIT
from patience import until
from service.serving import PASSWORD, Site
from wcag import failures


def context(browser: Browser, site: Site, role: str, *, script: bool = True) -> BrowserContext:
    """The browser of somebody who is signed in."""
    made = browser.new_context(
        viewport={"width": 1000, "height": 800}, java_script_enabled=script, base_url=site.address
    )
    made.set_default_timeout(120_000)  # a busy machine is slow, and says nothing of the page
    if role:
        cookie = site.cookie(site.ours[Role(role)])
        made.add_cookies([{"name": VISIT, "value": cookie, "url": site.address}])
    return made


def opened(page: Page, site: Site, path: str) -> None:
    path = path.replace("@", f"/submissions/{site.draft}").replace("!", f"/submissions/{site.sent}")
    page.goto(path)


def for_everybody(page: Page) -> None:
    """Holds the page that is open to WCAG, and to a screen of 320 points."""
    assert not (wrong := failures(page)), wrong
    wide = page.viewport_size or {"width": 1000, "height": 800}
    page.set_viewport_size({"width": 320, "height": 800})
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    assert not (wrong := failures(page, narrow=True)), wrong
    page.set_viewport_size(wide)


def once_over(page: Page, *, script: bool = True) -> None:
    """Waits on the page of a job until it leads on, or says why not."""
    moving = page.locator("#job[data-moving]")
    if script:
        moving.wait_for(state="detached")
        page.wait_for_load_state()
        return

    def is_over() -> bool:
        page.reload()
        return moving.count() == 0

    until(is_over, "the job is over")


def to_field(page: Page, name: str) -> None:
    """Goes on by Tab until the focus is on what has this name."""
    for _ in range(80):
        page.keyboard.press("Tab")
        named = page.evaluate(
            "() => { const e = document.activeElement; const l = e.labels && e.labels[0];"
            " return (l || e).innerText.trim(); }"
        )
        if str(named).replace("\n", " ").startswith(name):
            return
    raise AssertionError(f"no way to “{name}” by the keyboard")


def press(page: Page, name: str) -> None:
    """Goes to a link or button by Tab and presses Enter."""
    to_field(page, name)
    with page.expect_navigation():
        page.keyboard.press("Enter")


def press_the_link(page: Page, href: str) -> None:
    """Goes on by Tab until the focus is on a link to an address, and presses Enter."""
    for _ in range(200):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.getAttribute('href')") == href:
            with page.expect_navigation():
                page.keyboard.press("Enter")
            return
    raise AssertionError(f"no way to {href} by the keyboard")


def sign_in_by_keyboard(page: Page, site: Site, role: Role) -> None:
    """Signs in with keys alone."""
    page.goto("/")
    to_field(page, "E-mail address")
    page.keyboard.type(site.ours[role].email)
    to_field(page, "Password")
    page.keyboard.type(PASSWORD)
    press(page, "Sign in")

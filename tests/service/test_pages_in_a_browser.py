"""Every page in a real browser: no WCAG failure, nothing lost on a narrow screen.

The champion's and the Board's way by keyboard alone, and without script.
"""

import re
import shutil
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe  # type: ignore[import-untyped]
from playwright.sync_api import Browser, BrowserContext, Page

from functional.mis import SAMPLES
from functional.test_accessibility import LEVELS
from mis_assessor.services.assess_held import assess_held
from mis_assessor.services.declarations import acknowledge
from mis_assessor.services.held import take_in
from mis_assessor.services.where_it_stands import PAPER, declaration
from mis_assessor.store.accounts import invite
from mis_assessor.store.assessments import keep_paper
from mis_assessor.store.records import Role
from mis_assessor.web.entrance import VISIT
from service.serving import PASSWORD, Site, moment_now

SHOWN = [
    ("champion", "/"),
    ("champion", "/start"),
    ("champion", "/load"),
    ("champion", "@"),
    ("champion", "@/actions/8"),
    ("champion", "@/requirements/MIS-Y4-SA8-B"),
    ("champion", "@/missing"),
    ("champion", "@/calendar"),
    ("champion", "@/way-to-ten"),
    ("champion", "@/search?q=training"),
    ("champion", "@/evidence"),
    ("champion", "@/registers/staff"),
    ("champion", "@/upload"),
    ("champion", "@/statements"),
    ("champion", "@/statement?of=merging"),
    ("champion", "@/challenge"),
    ("champion", "@/history"),
    ("champion", "@/nowhere"),
    ("approver", "@/declaration"),
    ("approver", "/password"),
    ("approver", "/absence"),
    ("approver", "/programs"),
    ("board", "@/declaration"),
    ("verifier", "/"),
    ("verifier", "!/declaration"),
    ("verifier", "/pack"),
    ("administrator", "/"),
    ("administrator", "/accounts"),
    ("administrator", "/trusts"),
    ("administrator", "/everybodys-programs"),
    ("administrator", "/rulebook"),
    ("administrator", "/audit"),
    ("", "/sign-in"),
]


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


@pytest.mark.parametrize(("role", "path"), SHOWN)
def test_a_page_is_for_everybody(browser: Browser, site: Site, role: str, path: str) -> None:
    with context(browser, site, role) as somebody:
        page = somebody.new_page()
        asked: list[str] = []
        wrong: list[str] = []
        page.on("request", lambda request: asked.append(request.url))
        page.on("console", lambda m: wrong.append(m.text) if m.type == "error" else None)
        page.on("pageerror", lambda error: wrong.append(str(error)))
        opened(page, site, path)
        assert failures(page) == []
        here = urlsplit(site.address).netloc
        assert {urlsplit(url).netloc for url in asked} == {here}
        assert [one for one in wrong if "404" not in one] == []
        assert page.locator("h1").count() == 1
        page.set_viewport_size({"width": 320, "height": 800})
        assert page.evaluate("document.documentElement.scrollWidth") <= 320
        assert failures(page, narrow=True) == []


def failures(page: Page, *, narrow: bool = False) -> list[str]:
    """What axe finds wrong; it must have had something to look at."""
    rules = {"target-size": {"enabled": True}, "color-contrast": {"enabled": not narrow}}
    chosen = {"runOnly": {"type": "tag", "values": LEVELS}, "rules": rules}
    found = Axe().run(page, options=chosen)
    assert "document-title" in {rule["id"] for rule in found.response["passes"]}
    return [
        f"{rule['id']}: {rule['help']}, {node['target']}"
        for rule in found.response["violations"]
        for node in rule["nodes"]
    ]


ERRORS = [
    ("", "/sign-in", "Sign in"),
    ("champion", "/start", "Start"),
    ("champion", "/load", "Send"),
    ("verifier", "/pack", "Verify"),
    ("champion", "@/upload", "Send"),
    ("champion", "@/statement", "Record"),
    ("approver", "/password", "Change the password"),
    ("approver", "/absence", "Record"),
    ("champion", "@/declaration", "Record the conversation with commissioners"),
    ("administrator", "/accounts", "Invite"),
    ("administrator", "/trusts", "Keep"),
]


@pytest.mark.parametrize(("role", "path", "button"), ERRORS)
def test_an_error_is_told_at_the_top_and_at_the_field(
    browser: Browser, site: Site, role: str, path: str, button: str
) -> None:
    with context(browser, site, role) as somebody:
        page = somebody.new_page()
        opened(page, site, path)
        with page.expect_navigation():
            page.get_by_role("button", name=button, exact=True).click()
        assert page.title().startswith("Error: ")
        summary = page.locator(".nhsuk-error-summary")
        assert summary.count() == 1
        assert failures(page) == []
        for link in summary.locator("a").all():
            target = (link.get_attribute("href") or "").removeprefix("#")
            assert page.locator(f"[id='{target}']").count() == 1, target
        page.set_viewport_size({"width": 320, "height": 800})
        assert page.evaluate("document.documentElement.scrollWidth") <= 320


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


def test_a_champion_goes_the_whole_way_by_keyboard(browser: Browser, site: Site) -> None:
    with context(browser, site, "") as somebody:
        page = somebody.new_page()
        page.goto("/")
        to_field(page, "E-mail address")
        page.keyboard.type(site.ours[Role.CHAMPION].email)
        to_field(page, "Password")
        page.keyboard.type(PASSWORD)
        press(page, "Sign in")
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.innerText").strip() == "Skip to main content"
        press(page, "Start a scheme year")
        to_field(page, "Year 7")
        page.keyboard.press("Space")
        press(page, "Start")
        assert "The year has been started" in page.inner_text("main")
        press(page, "1. Perinatal mortality review")
        assert page.locator("h1").inner_text().endswith("Perinatal mortality review")
        page.go_back()
        press(page, "Statements")
        press(page, "Board satisfied with the evidence")
        for field, words in (
            ("Answer", "yes"),
            ("Name of the person", "Ottoline Farrowmere"),
            ("Their role", "chief executive"),
            ("Said on", "26/1/2026"),
        ):
            to_field(page, field)
            page.keyboard.type(words)
        press(page, "Record")
        assert "The statement has been recorded" in page.inner_text("main")
        press(page, "Missing")
        assert page.locator("h1").inner_text() == "What is missing"


def with_the_board(site: Site) -> str:
    """A new submission of ours, not all met, made ready for the Board."""
    desk, staff = site.desk, site.ours
    by = staff.by(Role.CHAMPION)
    new = take_in(desk, SAMPLES / "one-midwife-short", by)
    assess_held(desk, new, by.at.date(), by)
    staff.make(new, "mark the evidence complete", Role.CHAMPION)
    with desk.store.writing() as work:
        kept = declaration(desk, work, new).kept
        assert kept is not None
        made = desk.store.blobs.keep(b"%PDF-1.7 of " + kept.digest.encode())
        keep_paper(work, new, kept.digest, PAPER, made, by.moment)
    staff.make(new, "send to the Board", Role.APPROVER)
    return new


@pytest.mark.parametrize("script", [True, False])
def test_the_board_approves_with_and_without_script(
    browser: Browser, site: Site, script: bool
) -> None:
    new = with_the_board(site)
    with context(browser, site, "board", script=script) as somebody:
        page = somebody.new_page()
        page.goto(f"/submissions/{new}/declaration")
        assert "before the conversation with commissioners is recorded" in page.inner_text("main")
        page.locator("input[name=item]").check()
        page.get_by_role("button", name="I have read what I ticked").click()
        assert "Acknowledged by Board One" in page.inner_text("main")
        form = page.locator("form", has_text="Record the conversation with commissioners")
        form.get_by_label("On which day").fill("17/1/2023")
        form.get_by_label("Minute or reference").fill("ICB/23/004")
        form.get_by_role("button").click()
        form = page.locator("form", has_text="Approve for the Board")
        form.get_by_label("On which day").fill("19/1/2023")
        form.get_by_role("button").click()
        assert "Write the minute or reference" in page.inner_text(".nhsuk-error-summary")
        assert form.get_by_label("On which day").input_value() == "19/1/2023"
        form.get_by_label("Minute or reference").fill("TB/23/014")
        form.get_by_role("button").click()
        assert "TB/23/014" in page.inner_text("main")
        assert page.locator("li[aria-current=step]").inner_text() == "Approved by the Board"


def test_without_script_a_register_is_sent_and_its_cells_are_told(
    browser: Browser, site: Site
) -> None:
    with context(browser, site, "champion", script=False) as somebody:
        page = somebody.new_page()
        opened(page, site, "@/registers/staff")
        file = {"name": "staff.csv", "mimeType": "text/csv"}
        good = (SAMPLES / "one-midwife-short/registers/staff.csv").read_bytes()
        spoilt = re.sub(rb"\d{4}-\d{2}-\d{2}", b"31/02/2022", good, count=1)
        page.set_input_files("#file", {**file, "buffer": spoilt})  # type: ignore[arg-type]
        page.get_by_role("button", name="Send", exact=True).click()
        assert re.search(r"staff\.csv, row \d+", page.inner_text(".nhsuk-error-summary"))
        opened(page, site, "@/registers/staff")
        page.set_input_files("#file", {**file, "buffer": good + b"\n"})  # type: ignore[arg-type]
        page.get_by_role("button", name="Send", exact=True).click()
        assert "has been kept, and the submission assessed again" in page.inner_text("main")


def test_a_verifier_sends_a_pack_and_reads_what_holds(
    browser: Browser, site: Site, tmp_path: Path
) -> None:
    packed = shutil.make_archive(str(tmp_path / "pack"), "zip", SAMPLES / "one-midwife-short")
    with context(browser, site, "verifier") as somebody:
        page = somebody.new_page()
        page.goto("/pack")
        page.set_input_files("input[type=file]", packed)
        page.get_by_role("button", name="Verify", exact=True).click()
        page.wait_for_url("**/result")
        said = page.inner_text("main")
        assert "Vale of Harrowmere" in said and "Nothing of it is kept here" in said
        assert page.locator("td .nhsuk-tag").count() > 2
        assert failures(page) == []


def test_at_four_hundred_per_cent_nothing_is_lost(browser: Browser, site: Site) -> None:
    """A screen of 1280 by 1024 points at 400% has 320 by 256."""
    with context(browser, site, "board") as somebody:
        page = somebody.new_page()
        page.set_viewport_size({"width": 320, "height": 256})
        for path in ("@", "@/declaration", "@/evidence"):
            opened(page, site, path)
            assert page.evaluate("document.documentElement.scrollWidth") <= 320
            assert page.locator("h1").is_visible()


def test_acknowledging_by_the_service_is_what_the_page_shows(site: Site) -> None:
    """What the page ticks is what whoever signs must have read, no more and no less."""
    new = with_the_board(site)
    with site.desk.store.reading() as work:
        now = declaration(site.desk, work, new)
    assert now.kept is not None
    with site.client(site.ours[Role.BOARD]) as client:
        shown = re.findall(
            r'name="item" value="([^"]+)"', client.get(f"/submissions/{new}/declaration").text
        )
    assert shown == [one.item for one in now.exceptions]
    acknowledge(site.desk, new, shown, now.kept.digest, site.ours.by(Role.BOARD))


def test_an_invitation_is_a_page_for_everybody(browser: Browser, site: Site) -> None:
    with site.desk.store.writing() as work:
        token = invite(work, site.theirs[Role.BOARD].id, moment_now())
    with context(browser, site, "") as somebody:
        page = somebody.new_page()
        page.goto(f"/invitation/{token}")
        assert failures(page) == []

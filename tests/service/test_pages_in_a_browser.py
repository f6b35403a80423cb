"""Every page in a real browser: no WCAG failure, nothing lost on a narrow screen.

The champion's and the Board's way by keyboard alone, and without script.
"""

import re
import shutil
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser

from functional.mis import SAMPLES
from mis_assessor.services.declarations import acknowledge
from mis_assessor.services.where_it_stands import declaration
from mis_assessor.store.accounts import invite
from mis_assessor.store.records import Role
from service.browsing import (
    context,
    for_everybody,
    once_over,
    opened,
    press,
    sign_in_by_keyboard,
    to_field,
)
from service.serving import Site, moment_now, with_the_board
from wcag import failures

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
        once_over(page)
        for_everybody(page)
        here = urlsplit(site.address).netloc
        assert {urlsplit(url).netloc for url in asked} == {here}
        assert [one for one in wrong if "404" not in one] == []
        assert page.locator("h1").count() == 1


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


def test_a_champion_goes_the_whole_way_by_keyboard(browser: Browser, site: Site) -> None:
    with context(browser, site, "") as somebody:
        page = somebody.new_page()
        sign_in_by_keyboard(page, site, Role.CHAMPION)
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
        press(page, "Checklist")
        press(page, "8. Training")
        press(page, "Training plan")
        for field, words in (("Title", "Training plan"), ("Checked by", "Ada Wren")):
            to_field(page, field)
            page.keyboard.type(words)
        to_field(page, "Checked on")
        page.keyboard.type("26/1/2026")
        press(page, "Save")
        assert "The document has been kept" in page.inner_text("main")
        press(page, "Declaration")
        press(page, "Mark the evidence complete")
        assert page.locator("li[aria-current=step]").inner_text() == "Evidence complete"


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

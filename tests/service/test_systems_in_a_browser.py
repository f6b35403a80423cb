"""A local system: kept by the administrator, seen by its officers, and by nobody else."""

import re
import shutil
from pathlib import Path

from playwright.sync_api import Browser, Page

from functional.mis import SAMPLES
from mis_assessor.services.systems_held import trusts_seen
from mis_assessor.store.records import Role
from mis_assessor.store.systems import systems
from reports.reading import pages_of
from service.browsing import context, once_over
from service.serving import Site
from service.test_verifier_in_a_browser import for_everybody

CODE = "QX9"
FOUR = SAMPLES / "system-of-four"


def own_folder(place: Path, *trusts: str) -> Path:
    """The folder of the invented system, with only these trusts, as a zip without them."""
    folder = Path(shutil.copytree(FOUR, place / "own", ignore=shutil.ignore_patterns("providers")))
    page = folder / "system.yaml"
    head, rest = page.read_text("utf-8").split("providers:\n", 1)
    listed, after = rest.split("maternity voices partnerships:", 1)
    kept = [one for one in listed.split("  - code: ")[1:] if one[:3] in trusts]
    its = "".join(f"  - code: {one}" for one in kept)
    page.write_text(f"{head}providers:\n{its}maternity voices partnerships:{after}", "utf-8")
    return Path(shutil.make_archive(str(place / "own"), "zip", folder))


def assess(page: Page) -> None:
    """Has the system assessed, and waits for it."""
    with page.expect_navigation():
        page.get_by_role("button", name="Assess the system").click()
    once_over(page)


def test_officers_see_what_boards_were_sent(browser: Browser, site: Site, tmp_path: Path) -> None:
    with context(browser, site, "administrator") as somebody:
        page = somebody.new_page()
        page.goto("/local-systems")
        for_everybody(page)
        page.get_by_label("Code of the system").fill(CODE)
        page.get_by_role("button", name="Keep").click()
        assert "Write the name of the system" in page.inner_text(".nhsuk-error-summary")
        page.get_by_label("Name", exact=True).fill("Harrowmere and Tolland")
        page.get_by_label("(RZ9)").check()
        page.get_by_label("(RZ8)").check()
        page.get_by_label(site.ours[Role.OFFICER].email, exact=False).first.check()
        page.get_by_role("button", name="Keep").click()
        assert "The local system has been kept" in for_everybody(page)
    with context(browser, site, "accountable officer") as somebody:
        page = somebody.new_page()
        page.goto("/system")
        unread = page.goto(f"/systems/{CODE}/paper")
        assert unread is not None and "has not been assessed yet" in page.inner_text("main")
        page.goto(f"/systems/{CODE}")  # other tests may have shown this officer other systems
        said = for_everybody(page)
        assert re.search(r"\b\d+ of 10, as at", said)
        assert "Nothing was sent to its Board yet" in said
        assert "It has not been assessed yet" in said
        assess(page)
        assert "The system itself has sent nothing" in for_everybody(page)
        page.get_by_role("link", name="send its folder").click()
        page.get_by_role("button", name="Send", exact=True).click()
        assert "Choose one zip" in page.inner_text(".nhsuk-error-summary")
        for_everybody(page)
        sent = page.locator("input[name=folder]")
        sent.set_input_files(shutil.make_archive(str(tmp_path / "whole"), "zip", FOUR))
        page.get_by_role("button", name="Send", exact=True).click()
        assert "Leave the folder" in page.inner_text(".nhsuk-error-summary")
        sent.set_input_files(own_folder(tmp_path, "RZ9", "RZ8"))
        page.get_by_role("button", name="Send", exact=True).click()
        assert "What the system sent is kept" in for_everybody(page)
        assess(page)
        said = for_everybody(page)
        assert "Ockenden" in said and "LMS governance" in said and "Another Trust" in said
        page.get_by_role("link", name="Read the whole paper").click()
        assert "Harrowmere and Tolland Local Maternity System" in page.inner_text("body")
        page.goto(f"/systems/{CODE}")
        pdf = page.get_by_role("link", name="The same as PDF").get_attribute("href")
        assert pdf == f"/systems/{CODE}/paper.pdf"
        answer = page.request.get(pdf)
        assert answer.headers["content-type"] == "application/pdf"
        assert "Harrowmere" in pages_of(answer.body())[0]
    nobody_else_sees_it(site)


def nobody_else_sees_it(site: Site) -> None:
    """An officer of another trust finds no such system, and nothing of a draft is shown."""
    with site.client(site.theirs[Role.OFFICER]) as client:
        assert "You see no local system yet" in client.get("/system").text
        token = {"form_token": site.token(client)}
        papers = (f"/systems/{CODE}/paper", f"/systems/{CODE}/paper.pdf")
        for path in (f"/systems/{CODE}", *papers, "/systems/QX0"):
            answer = client.get(path)
            assert answer.status_code == 422 and "or it is not one that you may see" in answer.text
        assert client.post(f"/systems/{CODE}", data=token).status_code == 422
    with site.desk.store.reading() as work:
        its = next(one for one in systems(work) if one.code == CODE)
    shown = {one.held.id for one in trusts_seen(site.desk, its) if one.held is not None}
    assert shown and site.draft not in shown


def test_a_system_of_strangers_is_refused(site: Site) -> None:
    with site.client(site.ours[Role.ADMINISTRATOR]) as client:
        form = {"form_token": site.token(client), "code": "QX7", "name": "Saltmarsh Coast"}
        for words, more in (
            ("at least one trust", {}),
            ("that are there", {"trust": "XX1"}),
            ("that are there", {"trust": "RZ8", "officer": "999999"}),
            ("in letters and digits", {"trust": "RZ8", "code": "Q X"}),
        ):
            told = client.post("/local-systems", data=form | more)
            assert told.status_code == 422 and words in told.text
    with site.client(site.ours[Role.OFFICER]) as client:
        assert client.get("/systems/QX7").status_code == 422

"""The verifier's way in a real browser: verify, compare, cross-check, record, count."""

import shutil
from pathlib import Path

from playwright.sync_api import Browser, Page

from functional.mis import SAMPLES
from mis_assessor.services.assess_held import assess_held
from mis_assessor.services.held import take_in
from mis_assessor.store.records import Role
from national.files import COUNTS
from service.browsing import context
from service.serving import Site, sent_off
from wcag import failures


def for_everybody(page: Page) -> str:
    """A page that axe finds nothing wrong with and that fits a narrow screen; gives its words."""
    assert failures(page) == []
    page.set_viewport_size({"width": 320, "height": 800})
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    page.set_viewport_size({"width": 1000, "height": 800})
    return page.inner_text("main")


def test_a_verifier_goes_the_whole_way(browser: Browser, site: Site, tmp_path: Path) -> None:
    by = site.ours.by(Role.CHAMPION)
    new = take_in(site.desk, SAMPLES / "ten-of-ten", by)
    assess_held(site.desk, new, by.at.date(), by)
    sent_off(site.ours, new)
    counts = tmp_path / "counts.csv"
    row = "RZ9,MBRRACE-UK,deaths eligible for notification,2022-01-01,2022-12-05,52,final,"
    counts.write_text(f"{COUNTS}\n{row}\n", "utf-8")
    packed = shutil.make_archive(str(tmp_path / "pack"), "zip", SAMPLES / "ten-of-ten")
    with context(browser, site, "verifier") as somebody:
        page = somebody.new_page()
        page.goto("/portfolio")
        assert "not verified yet" in for_everybody(page)
        page.get_by_role("button", name="Verify").click()
        page.wait_for_url("**/portfolio?done=verified")
        assert "cannot be checked" in for_everybody(page)
        page.get_by_role("link", name="Differences").click()
        assert page.locator("th[aria-sort]").inner_text().startswith("Differences")
        page.goto(f"/submissions/{new}/verification")
        assert "What cannot be checked, and why" in for_everybody(page)
        page.goto("/receipts")
        assert "cannot be checked" in for_everybody(page)
        page.goto(f"/submissions/{new}/cross-check")
        assert "MBRRACE" in for_everybody(page)
        page.set_input_files("input[name=files]", counts)
        page.get_by_role("button", name="Compare", exact=True).click()
        assert "Lay the two lists side by side" in for_everybody(page)
        page.goto(f"/compare?held={new}")
        for_everybody(page)
        page.set_input_files("input[name=second]", packed)
        page.get_by_role("button", name="Compare", exact=True).click()
        assert "the same in every file" in for_everybody(page)
        page.goto(f"/submissions/{new}/declaration")
        form = page.locator("form", has_text="Record the outcome of the verification")
        form.get_by_label("On which day").fill("19/2/2023")
        form.get_by_label("In a sentence").fill("The pages and the evidence are one.")
        form.get_by_role("button").click()
        assert "Choose the outcome: met or not met" in page.inner_text(".nhsuk-error-summary")
        form.get_by_label("Outcome").select_option("met")
        form.get_by_role("button").click()
        page.goto(f"/submissions/{new}/outcomes")
        assert "The pages and the evidence are one" in for_everybody(page)


def test_what_a_verifier_sends_wrongly_is_told(site: Site) -> None:
    text = {"second": ("notes.txt", b"no pack")}
    with site.client(site.ours[Role.VERIFIER]) as client:
        secret = {"form_token": site.token(client)}

        def told(path: str, sent: dict[str, tuple[str, bytes]], **words: str) -> str:
            answer = client.post(path, data=secret | words, files=sent)
            assert answer.status_code == 422
            return answer.text

        assert "one Board paper (PDF), or one zip" in told("/compare", text)
        assert "one of the declarations that were sent" in told("/compare", text, held=site.draft)
        assert "is no Board paper" in told("/compare", text, held=site.sent)
        here = f"/submissions/{site.sent}/cross-check"
        assert "Choose at least one national file" in told(here, {})
        assert "notes.txt" in told(here, {"files": ("../../notes.txt", b"a,b\n1,2\n")})
        assert client.get("/receipts/999").status_code == 422
        assert client.get("/receipts/x").status_code == 422
        assert client.get(f"/submissions/{site.sent}/outcomes.jsonl").content.count(b"\n") >= 1
        rows = client.get("/portfolio.csv")
        assert rows.text.startswith("\ufefftrust code,")
    with site.client(site.ours[Role.CHAMPION]) as client:
        draft = client.get(f"/submissions/{site.draft}/outcomes")
        assert "Nothing yet" in draft.text
        assert client.get(f"/submissions/{site.draft}/outcomes.jsonl").status_code == 422

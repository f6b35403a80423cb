"""The administrator's way in a real browser: guidance page by page, and a copy of everything."""

import json
import re
from pathlib import Path

from playwright.sync_api import Browser
from weasyprint import HTML

from functional.mis import SAMPLES, mis
from functional.test_compare import GUIDANCE
from mis_assessor.services.assess_held import assess_held
from mis_assessor.services.backups import restore
from mis_assessor.services.held import take_in
from mis_assessor.services.stores import open_store
from mis_assessor.store.records import By, Role
from mis_assessor.store.submissions import held
from service.browsing import context
from service.serving import Site, moment_now
from service.test_verifier_in_a_browser import for_everybody


def test_values_are_confirmed_page_by_page(browser: Browser, site: Site, tmp_path: Path) -> None:
    pdf = tmp_path / "year-7.pdf"
    pdf.write_bytes(HTML(string=GUIDANCE).write_pdf() or b"")
    with context(browser, site, "administrator") as somebody:
        page = somebody.new_page()
        page.goto("/guidance")
        for_everybody(page)
        edition = page.locator("#edition option", has_text="7").first.get_attribute("value")
        page.get_by_label("Year and edition").select_option(edition)
        page.set_input_files("input[name=document]", str(pdf))
        page.get_by_role("button", name="Send", exact=True).click()
        assert "0 confirmed, 0 found otherwise" in for_everybody(page)
        page.get_by_role("button", name="Go on with page 1").click()
        assert "85% of each staff group" in for_everybody(page)
        assert page.locator("img.mis-page").evaluate("one => one.naturalWidth") == 900
        page.get_by_role("button", name="Record").click()
        assert "at least one value" in page.inner_text(".nhsuk-error-summary")
        values = page.locator("fieldset")
        values.nth(0).get_by_label("The guidance says so").check()
        values.nth(1).get_by_label("It does not agree").check()
        values.nth(2).get_by_label("It is not on this page").check()
        page.get_by_role("button", name="Record").click()
        assert "Recorded, with your name" in for_everybody(page)
        page.goto(page.url.partition("/pages")[0])
        assert "1 confirmed, 1 found otherwise" in for_everybody(page)
        page.goto("/rulebook")
        assert re.search(r"[1-9]\d* values confirmed by a person", page.inner_text("main"))
    agree_with_the_command_line(site, tmp_path)


def agree_with_the_command_line(site: Site, tmp_path: Path) -> None:
    """One file, one mechanism: what the service exports, the commands read."""
    desk, by = site.desk, By("Ada Wren", "command line", moment_now())
    with site.client(site.ours[Role.ADMINISTRATOR]) as client:
        exported = client.get("/confirmations.json").content
        (address,) = {one for one in client.get("/guidance").text.split('"') if "/guidance/" in one}
        answers = client.get(f"{address}/answers.csv").text
        secret = {"form_token": site.token(client)}
        elsewhere = client.post(f"{address}/pages/0", data={**secret, "says-0": "confirmed"})
        assert "write the page on which you read it, from 1 to 1" in elsewhere.text
        nowhere = client.post(f"{address}/pages/1", data={**secret, "says-9999": "confirmed"})
        assert "There is no such value" in nowhere.text
        assert client.get(f"{address}/pages/2").status_code == 422
        assert client.get(f"{address}/pictures/0").status_code == 422
    (made,) = json.loads(exported)
    assert (made["by"], made["document"], made["page"]) == ("Administrator One", "year-7.pdf", "1")
    beside = tmp_path / "confirmations.json"
    beside.write_bytes(exported)
    status = mis("rules", "status", "--year", "7", "--confirmations", beside)
    assert "0 confirmed by a person" not in status.out
    assert [row.rpartition(",")[0].endswith(",y") for row in answers.splitlines()].count(True) == 1
    new = take_in(desk, SAMPLES / "year-7-ten-of-ten", by)
    kept = assess_held(desk, new, moment_now().date(), by)
    assessed = json.loads(desk.store.blobs.read(kept.content))
    assert [one["sha256"] for one in assessed["made_with"]["confirmations"]] == [made["sha256"]]


def test_what_is_no_guidance_is_told(site: Site) -> None:
    with site.client(site.ours[Role.ADMINISTRATOR]) as client:
        secret = {"form_token": site.token(client)}
        for words, name, content in (
            ("is not a PDF", "guidance.pdf", b"PK\x03\x04"),
            ("was not downloaded whole", "guidance.pdf", b"%PDF-1.7"),
            ("Choose the guidance", "", b""),
        ):
            sent = {"document": (name, content)} if name else {}
            form = {**secret, "edition": "7/2025-04"}
            told = client.post("/guidance", data=form, files=sent or None)
            assert told.status_code == 422 and words in told.text, told.text
        wrong = client.post("/guidance", data=secret, files={"document": ("a.pdf", b"%PDF-")})
        assert "Choose the edition" in wrong.text


def test_a_copy_taken_while_the_service_goes_on_can_be_put_back(site: Site, tmp_path: Path) -> None:
    with site.client(site.ours[Role.ADMINISTRATOR]) as client:
        assert "Backups" in client.get("/backups").text
        answer = client.post("/backups", data={"form_token": site.token(client)})
        assert answer.headers["content-type"] == "application/zip"
        assert "The last is of" in client.get("/backups").text
    copy = tmp_path / "copy.zip"
    copy.write_bytes(answer.content)
    restore(copy, tmp_path / "again")
    again = open_store(tmp_path / "again")
    with again.reading() as work:
        assert held(work, site.sent) is not None
    again.close()
    assert not list(site.desk.store.data.glob("mis-backup-*"))

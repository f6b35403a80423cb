"""What a champion, a Board and whoever signs come for, from the first page to the outcome.

Each way is gone in a real browser: with axe at every page, and without script on a narrow screen.
"""

import io
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook
from playwright.sync_api import Browser, Page

from functional.mis import SAMPLES
from mis_assessor.intake.mappings import read_mappings
from mis_assessor.services.declarations import acknowledge
from mis_assessor.services.held import files_of
from mis_assessor.services.where_it_stands import declaration
from mis_assessor.store.records import Role
from mis_assessor.store.submissions import held
from service.browsing import (
    context,
    for_everybody,
    once_over,
    press,
    press_the_link,
    sign_in_by_keyboard,
    to_field,
)
from service.serving import Site, begun, with_the_board

NARROW = {"width": 320, "height": 700}


def version(site: Site, submission: str) -> int:
    with site.desk.store.reading() as work:
        it = held(work, submission)
    assert it is not None
    return it.version


def content(site: Site, submission: str, name: str) -> str:
    return files_of(site.desk.store, submission)[name].content(10_000_000).decode()


def looked_at(page: Page, script: bool) -> None:
    """With script axe looks; without, nothing may be lost on a narrow screen."""
    if script:
        for_everybody(page)
    else:
        assert page.evaluate("document.documentElement.scrollWidth") <= NARROW["width"]


def said(page: Page) -> str:
    return page.inner_text("main")


def click(page: Page, name: str) -> None:
    with page.expect_navigation():
        page.get_by_role("button", name=name, exact=True).click()


def filled_in(page: Page) -> dict[str, Any]:
    """The form of a page as it would be sent, so that it can be sent twice."""
    found: dict[str, Any] = page.evaluate(
        "Object.fromEntries(new FormData(document.querySelector('main form')))"
    )
    return found


def look_at_it(page: Page, *, script: bool = True) -> None:
    click(page, "Look at it")
    once_over(page, script=script)


def matrix(*midwives: list[Any]) -> dict[str, Any]:
    """A training matrix, the second sheet of which has a name that is no staff group."""
    book = Workbook()
    book.remove(book.worksheets[0])
    for name, rows in (("Midwives", midwives), ("Team Blue", [["SP-9100", "01/06/2022", ""]])):
        sheet = book.create_sheet(name)
        sheet.append(["Staff number", "PROMPT", "Away day"])
        for row in rows:
            sheet.append(row)
    stream = io.BytesIO()
    book.save(stream)
    return {"name": "matrix.xlsx", "mimeType": "application/xlsx", "buffer": stream.getvalue()}


@pytest.mark.parametrize("script", [True, False])
def test_a_champion_brings_in_a_matrix_and_says_how_it_is_read(
    browser: Browser, site: Site, script: bool
) -> None:
    new = begun(site)
    before = version(site, new)
    with context(browser, site, "champion", script=script) as somebody:
        page = somebody.new_page()
        page.set_viewport_size({"width": 1000, "height": 700} if script else NARROW)  # type: ignore[arg-type]
        page.goto(f"/submissions/{new}/evidence")
        page.get_by_role("button", name="Bring in a workbook or lists").click()
        looked_at(page, script)
        click(page, "Look at it")
        assert "Choose at least one file" in page.inner_text(".nhsuk-error-summary")
        patient = matrix(["SP-0001", "01/06/2022", ""], ["NHS 943 476 5919", "01/06/2022", ""])
        page.set_input_files("#files", patient)  # type: ignore[arg-type]
        look_at_it(page, script=script)
        told = page.inner_text(".nhsuk-error-summary")
        assert "cell A3" in told and "943" not in told
        click(page, "Go back")
        page.set_input_files("#files", matrix(["SP-9001", "01/06/2022", "02/06/2022"]))  # type: ignore[arg-type]
        look_at_it(page, script=script)
        assert "Nothing of matrix.xlsx has been kept yet" in said(page)
        assert "Say which “group” it is above" in said(page)
        assert page.locator("#is-0-1").input_value() == "attended: maternity emergencies"
        assert page.locator("#is-0-2").input_value() == "left out"
        looked_at(page, script)
        page.select_option("#group-1", "midwives")
        click(page, "Keep it")
        once_over(page, script=script)
        assert "You changed how it is read" in page.inner_text(".nhsuk-error-summary")
        assert "2 rows new" in said(page) and version(site, new) == before
        looked_at(page, script)
        twice, shown = filled_in(page), page.url
        click(page, "Keep it")
        assert "It has been brought in" in said(page) and version(site, new) == before + 1
        assert "SP-9100" in content(site, new, "registers/staff.csv")
        kept = read_mappings(content(site, new, "mappings.yaml").encode())
        assert [one.group for one in kept.imports] == ["midwives", "midwives"]
        again = page.request.post(shown, form={**twice, "what": "keep"})
        assert "nothing has changed" in again.text() and version(site, new) == before + 1
        page.goto(shown)
        assert "nothing has changed" in said(page)
        page.goto(f"/submissions/{new}/import")
        page.set_input_files("#files", matrix(["SP-9001", "01/06/2022", "02/06/2022"]))  # type: ignore[arg-type]
        look_at_it(page, script=script)
        assert page.locator("#group-1").input_value() == "midwives"
        assert "Nothing is different from what stands here" in said(page)
        assert not page.get_by_role("button", name="Keep it").count()


def test_a_champion_fills_in_the_workbook_and_brings_it_back(
    browser: Browser, site: Site, tmp_path: Path
) -> None:
    new = begun(site)
    with context(browser, site, "champion") as somebody:
        page = somebody.new_page()
        page.goto(f"/submissions/{new}/evidence")
        with page.expect_download() as saving:
            page.get_by_role("link", name="Save everything as one workbook").click()
        assert saving.value.suggested_filename == "RZ9-year-4.xlsx"
        book = load_workbook(io.BytesIO(saving.value.path().read_bytes()))
        column = next(cell.column for cell in book["staff"][1] if cell.value == "role")
        book["staff"].cell(2, column).value = "matron"
        book.save(filled := tmp_path / "filled.xlsx")
        page.goto(f"/submissions/{new}/import")
        page.set_input_files("#files", filled)
        look_at_it(page)
        assert "Staff: 1 row changed" in said(page) and "matron" in said(page)
        assert "The register of staff was checked before" in said(page)
        for_everybody(page)
        colleague_checks(site, new, "audits")
        click(page, "Keep it")
        once_over(page)
        assert "registers.csv changed since you looked" in page.inner_text(".nhsuk-error-summary")
        assert "checked by: “Ada Wren” →" in said(page)
        assert "Ada Wren" in content(site, new, "registers.csv")
        click(page, "Keep it")
        assert "It has been brought in" in said(page)
        assert "matron" in content(site, new, "registers/staff.csv")


def colleague_checks(site: Site, submission: str, register: str) -> None:
    """Somebody else says meanwhile who checked a register."""
    seen = files_of(site.desk.store, submission)["registers.csv"].sha256()
    with site.client(site.ours[Role.CHAMPION]) as colleague:
        line = {"checked_by": "Ada Wren", "checked_on": "12/1/2023", "seen_line": seen}
        line |= {"form_token": site.token(colleague), "complete_to": "12/1/2023"}
        there = f"/submissions/{submission}/registers/{register}"
        assert colleague.post(there, data=line).status_code == 303


@pytest.mark.parametrize("script", [True, False])
def test_two_champions_tick_documents_and_none_is_lost(
    browser: Browser, site: Site, script: bool
) -> None:
    new = begun(site)
    with (
        context(browser, site, "champion", script=script) as one,
        context(browser, site, "champion", script=script) as other,
    ):
        mine, theirs = one.new_page(), other.new_page()
        for page in (mine, theirs):
            page.set_viewport_size({"width": 1000, "height": 700} if script else NARROW)  # type: ignore[arg-type]
        mine.goto(f"/submissions/{new}/checklist")
        looked_at(mine, script)
        mine.get_by_role("link", name="1. Perinatal mortality review").click()
        looked_at(mine, script)
        mine.get_by_role("link", name="PMRT quarterly report, number 3").click()
        looked_at(mine, script)
        theirs.goto(mine.url)
        mine.fill("#title", "Quarterly report, December")
        mine.fill("#checked_by", "Ada Wren")
        mine.fill("#on-0", "31/2/2023")
        click(mine, "Save")
        summary = mine.locator(".nhsuk-error-summary")
        assert "Received by Trust Board: write a day" in summary.inner_text()
        assert "Write the day on which it was checked" in summary.inner_text()
        for link in summary.locator("a").all():
            assert mine.locator(link.get_attribute("href") or "nothing").count() == 1
        assert mine.locator("#title").input_value() == "Quarterly report, December"
        looked_at(mine, script)
        mine.fill("#checked_on", "5/1/2023")
        mine.fill("#on-0", "19/1/2023")
        mine.fill("#minute-0", "TB/23/007")
        mine.locator("#found-0").check()
        click(mine, "Save")
        assert "The document has been kept" in said(mine)
        assert ",Trust Board,2023-01-19,TB/23/007" in content(site, new, "document-events.csv")
        assert ",yes,,Ada Wren,2023-01-05" in content(site, new, "contents.csv")
        theirs.fill("#title", "Another title")
        click(theirs, "Save")
        assert "Somebody else changed this document" in theirs.inner_text(".nhsuk-error-summary")
        assert "Quarterly report, December" in theirs.inner_text("#stands")
        assert theirs.locator("#title").input_value() == "Another title"
        looked_at(theirs, script)
        assert "Another title" not in content(site, new, "documents.csv")
        mine.goto(f"/submissions/{new}/checklist/1")
        mine.get_by_role("link", name="PMRT quarterly report, number 4").click()
        theirs.goto(f"/submissions/{new}/document?of=Y4-SA1-D-3")
        mine.fill("#title", "Quarterly report, January")
        theirs.fill("#title", "Another title")
        click(mine, "Save")
        click(theirs, "Save")
        listed = content(site, new, "documents.csv")
        assert "Quarterly report, January" in listed and "Another title" in listed
        assert "The document has been kept" in said(theirs)


def test_a_champion_lists_another_document_and_takes_it_off_again(
    browser: Browser, site: Site
) -> None:
    new = begun(site)
    with context(browser, site, "champion", script=False) as somebody:
        page = somebody.new_page()
        page.goto(f"/submissions/{new}/checklist")
        page.get_by_role("button", name="Add another document").click()
        page.locator("summary", has_text="Something else was done with it").click()
        page.fill("#by-0", "Trust Board")
        page.fill("#minute-0", "TB/23/001")
        click(page, "Save")
        told = page.inner_text(".nhsuk-error-summary")
        for sentence in (
            "Write a short name",
            "Say what kind of document it is",
            "Write its title",
            "write the day on which it was done",
            "say what was done",
        ):
            assert sentence in told
        page.fill("#id", "D-900")
        page.select_option("#kind", "training plan")
        page.fill("#title", "Training plan of NHS 943 476 5919")
        page.fill("#minute-0", "")
        page.fill("#by-0", "")
        click(page, "Save")
        refused = page.inner_text(".nhsuk-error-summary")
        assert "Title:" in refused and "943" not in refused
        page.fill("#title", "Training plan for all staff")
        click(page, "Save")
        assert "The document has been kept" in said(page)
        assert "D-900,training plan" in content(site, new, "documents.csv")
        page.goto(f"/submissions/{new}/document?of=D-900")
        twice = filled_in(page)
        click(page, "Take it off the list")
        assert "D-900" not in content(site, new, "documents.csv")
        form = {**twice, "what": "take off"}
        again = page.request.post(f"/submissions/{new}/document", form=form)
        assert "nothing has changed" in again.text()
        assert page.goto(f"/submissions/{new}/document?of=D-900").status == 404  # type: ignore[union-attr]


def stated(site: Site, submission: str) -> None:
    """The champion states something, and everything is assessed a second time."""
    seen = files_of(site.desk.store, submission)["submission.yaml"].sha256()
    with site.client(site.ours[Role.CHAMPION]) as client:
        words = {"statement": "merging", "answer": "no", "who": "A. Name", "role": "secretary"}
        words |= {"said_on": "12/1/2023", "seen": seen, "form_token": site.token(client)}
        answer = client.post(f"/submissions/{submission}/statement", data=words)
    assert answer.status_code == 303


def test_a_champion_sees_why_who_owes_what_what_moved_and_what_if(
    browser: Browser, site: Site
) -> None:
    new = begun(site)
    here = f"/submissions/{new}"
    with context(browser, site, "champion") as somebody:
        page = somebody.new_page()
        page.goto(f"{here}/changes")
        assert "There is one assessment only" in said(page)
        stated(site, new)
        page.goto(f"{here}/changes")
        for_everybody(page)
        assert "Since the assessment of" in said(page) and page.locator("svg.mis-chart").count()
        page.goto(f"{here}/requirements/MIS-Y4-SA8-B")
        assert "176 of 196 (89.79%)" in page.locator("svg.mis-chart").get_attribute("aria-label")  # type: ignore[operator]
        for_everybody(page)
        page.get_by_role("link", name="How it came about").click()
        for_everybody(page)
        assert "“attendance” is 176 of 196" in said(page)
        page.locator("summary", has_text="176 of 196").first.click()
        assert "SELECT" in said(page)
        page.goto(f"{here}/missing")
        page.get_by_role("link", name="Who owes what by when").click()
        for_everybody(page)
        assert "Nobody owes anything" in said(page)
        page.goto(f"{here}/way-to-ten")
        once_over(page)
        page.get_by_role("link", name="What if something else were so?").click()
        click(page, "See what would change")
        assert "Write at least one supposition" in page.inner_text(".nhsuk-error-summary")
        page.fill("#facts", "no such thing")
        click(page, "See what would change")
        assert "write it with “=”" in page.inner_text(".nhsuk-error-summary")
        for_everybody(page)
        page.fill("#facts", "judgements/MIS-Y4-SA8-B=met")
        click(page, "See what would change")
        assert "Hypothetical" in said(page)
        for_everybody(page)
        before = version(site, new)
        page.goto(f"{here}/search")
        page.get_by_label("Words").press_sequentially("emergencies training")
        page.get_by_text("found for “emergencies training”").wait_for()
        for_everybody(page)
        assert version(site, new) == before


def test_owners_of_a_trusts_own_are_named_and_a_table_that_cannot_be_read_is_told(
    site: Site,
) -> None:
    new = begun(site, "needs-judgement")
    here = f"/submissions/{new}"
    with site.client(site.ours[Role.CHAMPION]) as client:

        def send(table: bytes) -> None:
            form = {"form_token": site.token(client), "version": str(version(site, new))}
            sent = {"files": ("owners.csv", table)}
            assert client.post(f"{here}/upload", data=form, files=sent).status_code == 303

        assert "A named person" in client.get(f"{here}/owed").text
        send(b"what,owner,email\nMIS-Y4-COND-7,Jane Hill,jane.hill@example.org\n")
        assert "Jane Hill" in client.get(f"{here}/owed").text
        assert "Jane Hill" in client.get(f"{here}/owed.csv").text
        send(b"what,owner\nSA8,Jane Hill\n")
        told = client.get(f"{here}/owed")
        assert told.status_code == 422 and "has no column email" in told.text
        assert client.get(f"{here}/owed.csv").status_code == 422


def test_the_board_reads_and_approves_by_keyboard_alone(browser: Browser, site: Site) -> None:
    new = with_the_board(site)
    here = f"/submissions/{new}"
    with context(browser, site, "") as somebody:
        page = somebody.new_page()
        sign_in_by_keyboard(page, site, Role.BOARD)
        press_the_link(page, here)
        press(page, "Read the Board paper")
        assert "Vale of Harrowmere" in page.inner_text("body")
        page.go_back()
        press(page, "Challenge")
        assert page.locator("h1").inner_text() == "Challenge sheet"
        press(page, "What changed")
        assert page.locator("h1").inner_text() == "What changed"
        press(page, "Declaration")
        to_field(page, "Each staff group attended")
        page.keyboard.press("Space")
        press(page, "I have read what I ticked")
        assert "Acknowledged by Board One" in said(page)
        for before, day, reference, button in (
            ("Skip to main content", "17/1/2023", "ICB/23/004", "Record the conversation"),
            ("Record the conversation", "19/1/2023", "TB/23/014", "Approve for the Board"),
        ):
            to_field(page, before)
            to_field(page, "On which day")
            page.keyboard.type(day)
            to_field(page, "Minute or reference")
            page.keyboard.type(reference)
            press(page, button)
        assert page.locator("li[aria-current=step]").inner_text() == "Approved by the Board"
        for_everybody(page)


def test_the_accountable_officer_reads_the_brief_and_signs(browser: Browser, site: Site) -> None:
    new = with_the_board(site)
    staff = site.ours
    staff.make(new, "record the conversation", Role.APPROVER)
    acknowledge_all(site, new)
    staff.make(new, "approve", Role.BOARD)
    with context(browser, site, "approver", script=False) as chief:
        page = chief.new_page()
        page.set_viewport_size(NARROW)  # type: ignore[arg-type]
        page.goto(f"/submissions/{new}/sign-off")
        looked_at(page, script=False)
        click(page, "Send it back")
        assert "Choose the signed paper" in page.inner_text(".nhsuk-error-summary")
        page.set_input_files("#paper", SAMPLES / "README.md")
        click(page, "Send it back")
        assert "not the paper of this assessment" in page.inner_text(".nhsuk-error-summary")
        page.fill("#day", "20/1/2023")
        click(page, "Sign as chief executive")
        assert "Signed by the chief executive" in said(page)
    with context(browser, site, "accountable officer") as officer:
        page = officer.new_page()
        page.goto(f"/submissions/{new}")
        page.get_by_role("link", name="Brief for whoever signs").click()
        assert "Exceptions and open findings (1)" in said(page) and "£" in said(page)
        page.locator("summary", has_text="The evidence behind MIS-Y4-SA8-B").click()
        assert "training attendance" in said(page)
        for_everybody(page)
        page.get_by_role("button", name="Go to the sign-off page").click()
        assert "Signed here by Approver One" in said(page)
        for_everybody(page)
        page.fill("#day", "20/1/2023")
        click(page, "Sign as accountable officer of the integrated care board")
        assert "Signed by the chief executive and the accountable officer" in said(page)


def acknowledge_all(site: Site, submission: str) -> None:
    """The Board has read of everything that is not met."""
    with site.desk.store.reading() as work:
        now = declaration(site.desk, work, submission)
    assert now.kept is not None
    items = [one.item for one in now.exceptions]
    acknowledge(site.desk, submission, items, now.kept.digest, site.ours.by(Role.BOARD))

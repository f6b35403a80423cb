"""A job in a real browser: it shows how far it is, leads on when done, and says why when not."""

from datetime import timedelta

import pytest
from playwright.sync_api import Browser

from mis_assessor.store.accounts import add
from mis_assessor.store.job_attempts import fail, finish, note, take
from mis_assessor.store.jobs import Job, JobKind, Wanted, ask
from mis_assessor.store.records import Role
from service.browsing import context
from service.serving import Site, moment_now
from wcag import failures


def at_work(site: Site, name: str) -> Job:
    """A job of the champion's that somebody is at, and that nobody else takes up."""
    by = site.ours.by(Role.APPROVER)
    wanted = Wanted(JobKind.PAPER, name, {"digest": ""}, site.draft)
    later = moment_now() + timedelta(hours=1)
    with site.desk.store.writing() as work:
        ask(work, name, wanted, by)
        held = take(work, name, "somebody", later)
        assert held is not None
        note(work, held, later, "The pages are drawn.")
    return held


@pytest.mark.parametrize("script", [True, False])
def test_a_job_is_shown_and_leads_on(browser: Browser, site: Site, script: bool) -> None:
    held = at_work(site, f"shown{script}")
    with context(browser, site, "approver", script=script) as somebody:
        page = somebody.new_page()
        page.goto(f"/jobs/{held.id}")
        assert "The pages are drawn." in page.inner_text("#job")
        if script:
            assert failures(page) == []
        page.set_viewport_size({"width": 320, "height": 800})
        if script:
            assert page.evaluate("document.documentElement.scrollWidth") <= 320
            assert failures(page, narrow=True) == []
        with site.desk.store.writing() as work:
            note(work, held, moment_now() + timedelta(hours=1), "Page 7 of 30.")
        page.get_by_text("Page 7 of 30.").wait_for()
        with site.desk.store.writing() as work:
            finish(work, held, moment_now(), "")
        page.wait_for_url("**/declaration?done=paper")
        assert "The Board paper has been made" in page.inner_text("main")


def test_a_page_that_stands_still_is_asked_again_by_hand(browser: Browser, site: Site) -> None:
    held = at_work(site, "still")
    with context(browser, site, "approver", script=False) as somebody:
        page = somebody.new_page()
        page.goto(f"/jobs/{held.id}")
        assert page.locator("meta[http-equiv=refresh]").count() == 1
        page.get_by_role("link", name="Let it stand still").click()
        assert page.locator("meta[http-equiv=refresh]").count() == 0
        with site.desk.store.writing() as work:
            fail(work, held, moment_now(), ["staff.csv, row 3: write a day."])
        page.get_by_role("button", name="Look again").click()
        assert "staff.csv, row 3" in page.inner_text(".nhsuk-error-summary")
        page.get_by_role("button", name="Go back").click()
        assert page.url.endswith("/declaration")


def test_jobs_are_listed_for_whoever_asked_and_for_the_administrator(
    browser: Browser, site: Site
) -> None:
    at_work(site, "listed")
    for role, said in {"approver": "Your jobs", "administrator": "Jobs of everybody"}.items():
        with context(browser, site, role) as somebody:
            page = somebody.new_page()
            page.goto("/jobs")
            assert page.locator("h1").inner_text() == said
            assert "Make the Board paper" in page.inner_text("main")
            assert failures(page) == []
    with site.desk.store.writing() as work:
        newcomer = add(work, "asked-nothing@example.org", "Newcomer One", Role.BOARD, "RZ9")
    with site.client(newcomer) as client:
        assert "Nothing has been asked for yet" in client.get("/jobs").text


def test_a_job_of_somebody_else_is_not_there(site: Site) -> None:
    with site.desk.store.writing() as work:
        ask(work, "loaded", Wanted(JobKind.LOAD, "x", {}), site.ours.by(Role.CHAMPION))
        held = take(work, "loaded", "somebody", moment_now() + timedelta(hours=1))
    assert held is not None
    for staff, role, status in [
        (site.ours, Role.CHAMPION, 200),
        (site.ours, Role.APPROVER, 404),
        (site.theirs, Role.CHAMPION, 404),
        (site.ours, Role.VERIFIER, 404),
    ]:
        with site.client(staff[role]) as client:
            assert client.get("/jobs/loaded").status_code == status
            assert client.get("/jobs/nonsense").status_code == 404
    with site.client(site.ours[Role.CHAMPION]) as client:
        assert client.get("/jobs/loaded/result").headers["location"] == "/jobs/loaded"
        with site.desk.store.writing() as work:
            fail(work, held, moment_now(), ["It is no zip."])
        assert "It is no zip." in client.get("/jobs/loaded").text


def test_each_kind_leads_back_and_on(site: Site) -> None:
    """Where the same is asked for again, and where it leads once it is done."""
    by = site.ours.by(Role.VERIFIER)
    kinds = {
        JobKind.PACK: ("/pack", "/jobs/{job}/result"),
        JobKind.DECLARATION: (
            f"/submissions/{site.sent}/verification",
            f"/submissions/{site.sent}/verification?done=verified",
        ),
        JobKind.PORTFOLIO: ("/portfolio", "/portfolio?done=verified"),
        JobKind.WAYS: (f"/submissions/{site.sent}", f"/submissions/{site.sent}/way-to-ten"),
        JobKind.IMPORT: (
            f"/submissions/{site.sent}/import",
            f"/submissions/{site.sent}/import/{{job}}",
        ),
    }
    with site.client(site.ours[Role.VERIFIER]) as client:
        for kind, (back, on) in kinds.items():
            of = "" if kind in (JobKind.PACK, JobKind.PORTFOLIO) else site.sent
            for ending in ("back", "on"):
                name = f"{kind.name}{ending}"
                with site.desk.store.writing() as work:
                    ask(work, name, Wanted(kind, name, {}, of), by)
                    held = take(work, name, "somebody", moment_now() + timedelta(hours=1))
                    assert held is not None
                    if ending == "back":
                        fail(work, held, moment_now(), ["It could not be read."])
                    else:
                        finish(work, held, moment_now(), "")
            assert f'href="{back}"' in client.get(f"/jobs/{kind.name}back").text
            went = client.get(f"/jobs/{kind.name}on").headers["location"]
            assert went == on.format(job=f"{kind.name}on")
            if kind is not JobKind.PACK:
                assert client.get(f"/jobs/{kind.name}on/result").headers["location"] == went


def test_what_waits_for_long_is_told(site: Site) -> None:
    with site.desk.store.writing() as work:
        ask(work, "late", Wanted(JobKind.PACK, "late", {}), site.ours.by(Role.VERIFIER))
        work.connection().exec_driver_sql("UPDATE job SET due = '9' WHERE id = 'late'")
    with site.client(site.ours[Role.VERIFIER]) as client:
        assert "no worker takes up jobs" in client.get("/jobs/late").text


def test_the_paper_as_pdf_is_asked_for_where_it_is_not_made(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    drawn = b"%PDF-1.7 that nobody had to draw"
    monkeypatch.setattr("mis_assessor.services.assess_held.board_paper", lambda *_: drawn)
    with site.client(site.ours[Role.BOARD]) as client:
        asked = client.get(f"/submissions/{site.draft}/paper.pdf")
        if asked.is_redirect:
            done = site.after(client, asked)
            assert done.headers["location"] == f"/submissions/{site.draft}/paper.pdf"
        paper = client.get(f"/submissions/{site.draft}/paper.pdf")
        assert paper.content.startswith(b"%PDF")

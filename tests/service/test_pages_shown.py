"""Every page however it is shown: at 400%, on paper, in colours of one's own, without motion."""

import pytest
from playwright.sync_api import Browser

from mis_assessor.services.systems_held import change_system
from mis_assessor.store.records import Role
from service.browsing import context, once_over
from service.serving import Site, with_the_board
from service.test_who_may_open_what import DOORS, at

SYSTEM = "QX6"
SIGNERS = (Role.APPROVER, Role.BOARD, Role.OFFICER)
HERE = "/submissions/{submission}"
OF_SIGNERS = (
    "/", "/absence", HERE, f"{HERE}/declaration", f"{HERE}/brief", f"{HERE}/sign-off",
    f"{HERE}/changes", f"{HERE}/outcomes",
)  # fmt: skip
"""What they come for, which the champion sees in another way or not at all."""
LOST = """paper => {
    const goes = ['hidden', 'clip', ...(paper ? ['auto', 'scroll'] : [])];
    const cut = [...document.querySelectorAll('header *, nav *, main *')].filter(e => {
        if (!e.innerText || !e.innerText.trim() || e.clientWidth <= 1) return false;
        const s = getComputedStyle(e);
        return goes.includes(s.overflowX) && e.scrollWidth > e.clientWidth + 1
            || goes.includes(s.overflowY) && e.scrollHeight > e.clientHeight + 1
            || s.textOverflow === 'ellipsis';
    });
    const room = innerWidth + (paper ? 16 : 0);  // a gutter, in which nothing stands
    const wide = document.documentElement.scrollWidth > room ? ['the page'] : [];
    return [...wide, ...cut.map(e => `${e.tagName} ${e.className}`)];
}"""
"""What is wider than the page, or than the box that it is cut off by; on paper nothing scrolls."""
OPEN = "document.querySelectorAll('.mis-more').forEach(one => { one.open = true; })"
"""Opens what is folded under More, so that it is looked at too."""
UNMARKED = """() => {
    const every = [...document.querySelectorAll('a, button, input, select, textarea, [tabindex]')];
    const shown = every.filter(e => e.type !== 'hidden' && e.getClientRects().length);
    const found = shown.filter(e => {
        e.focus({focusVisible: true});
        const own = getComputedStyle(e), of = e.labels && e.labels[0];
        const its = of ? ['::before', '::after'].map(p => getComputedStyle(of, p)) : [];
        const unmarked = [own, ...its].every(s => s.outlineStyle === 'none');
        return document.activeElement === e && unmarked;
    });
    const moving = document.getAnimations().filter(a => a.playState === 'running').length;
    return [...found.map(e => e.outerHTML.slice(0, 80)), ...(moving ? ['something moves'] : [])];
}"""
"""What has the focus and does not show it once the page's own colours are gone, and what moves."""


@pytest.mark.parametrize("role", Role)
def test_nothing_is_lost_however_a_page_is_shown(browser: Browser, site: Site, role: Role) -> None:
    """A screen of 1280 by 1024 points at 400% has 320 by 256; paper of A4 has 718."""
    wrong: list[str] = []
    submission = site.sent if role is Role.VERIFIER else site.draft
    if role in SIGNERS:
        submission = with_the_board(site)
    with context(browser, site, role.value) as somebody:
        page = somebody.new_page()
        for path in pages_of(role):
            page.set_viewport_size({"width": 320, "height": 256})
            page.emulate_media(media="screen", forced_colors="none")
            page.goto(place(site, path, submission))
            once_over(page)
            page.evaluate(OPEN)
            wrong += (f"{path} at 400%: {one}" for one in page.evaluate(LOST, False))
            page.emulate_media(forced_colors="active", reduced_motion="reduce")
            wrong += (f"{path} in other colours: {one}" for one in page.evaluate(UNMARKED))
            page.set_viewport_size({"width": 718, "height": 1000})
            page.emulate_media(media="print", forced_colors="none")
            wrong += (f"{path} on paper: {one}" for one in page.evaluate(LOST, True))
    assert not wrong, "\n".join(wrong)


@pytest.fixture(scope="module", autouse=True)
def a_system(site: Site) -> None:
    """A local system of ours, with an assessment as it would be kept."""
    officer = site.ours[Role.OFFICER]
    by = site.ours.by(Role.ADMINISTRATOR)
    change_system(site.desk, SYSTEM, "Harrowmere and Tolland", ["RZ9", "RZ8"], [officer.id], by)


def place(site: Site, path: str, submission: str) -> str:
    """An address with something in every part of it, and a system of ours."""
    return at(site, path.replace("{system}", SYSTEM), submission)


def pages_of(role: Role) -> list[str]:
    """The pages that a role opens, except those that the champion sees in the same way."""
    return [*(OF_SIGNERS if role in SIGNERS else ())] + [
        path
        for method, path, roles in DOORS
        if method == "GET"
        and role.value in roles
        and (role is Role.CHAMPION or Role.CHAMPION.value not in roles)
        and not path.startswith("/api/")
        and "{job}" not in path
        and not path.endswith(("/paper", "/{name:path}"))
        and "." not in path
        and "anybody" not in roles
    ]

"""What axe finds wrong on the page that is open, whoever opened it."""

from collections.abc import Sequence

from axe_playwright_python.sync_playwright import Axe  # type: ignore[import-untyped]
from playwright.sync_api import Page

LEVELS = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa")
AXE: str = Axe().axe_script
MARK_LOOKS = """() => {
    const looks = new Map(), known = new Set();
    const own = s => [
        s.color, s.backgroundColor, s.backgroundImage, s.opacity, s.filter, s.mixBlendMode,
        s.fontSize, s.fontWeight, s.textShadow, s.textDecorationLine, s.display, s.position,
    ].join();
    const look = e => {
        if (!e) return '';
        if (!looks.has(e)) looks.set(e, look(e.parentElement) + '>' + own(getComputedStyle(e)));
        return looks.get(e);
    };
    for (const e of document.body.querySelectorAll('*')) {
        e.removeAttribute('data-look');
        const words = [...e.childNodes].some(n => n.nodeType === 3 && n.data.trim());
        if (!(words || 'value' in e) || !e.checkVisibility({visibilityProperty: true})) continue;
        if (known.has(look(e))) continue;
        known.add(look(e));
        e.setAttribute('data-look', '');
    }
}"""
"""Marks one of all words that stand in the same ink, size and weight on the same grounds."""


def failures(page: Page, *, narrow: bool = False) -> list[str]:
    """What is wrong; how far words stand out does not change where the screen is narrow."""
    rules = {"target-size": {"enabled": True}, "color-contrast": {"enabled": False}}
    found = _found(page, LEVELS, ("document-title", "target-size"), rules=rules)
    return found if narrow else found + faint(page, LEVELS)


def faint(page: Page, tags: Sequence[str]) -> list[str]:
    """Words that do not stand out from their ground: of those that look the same, the first.

    A page has thousands of words and some sixty looks, and axe takes its time over each word.
    """
    page.evaluate(MARK_LOOKS)
    return _found(page, tags, ("color-contrast",), only="[data-look]")


def _found(
    page: Page,
    tags: Sequence[str],
    see: Sequence[str],
    *,
    rules: dict[str, dict[str, bool]] | None = None,
    only: str = "",
) -> list[str]:
    """What axe finds; the rules in `see` must have found something to look at."""
    # Of what passed the name is enough: telling every place takes as long as a fifth of the look.
    chosen = {"runOnly": {"type": "tag", "values": tags}, "resultTypes": ["violations"]}
    if rules:
        chosen["rules"] = rules
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE)
    told = [{"include": [[only]]} if only else None, chosen]
    found = page.evaluate("([where, chosen]) => axe.run(where ?? document, chosen)", told)
    assert set(see) <= {rule["id"] for rule in found["passes"]}
    return [
        f"{rule['id']}: {rule['help']}, {node['target']}"
        for rule in found["violations"]
        for node in rule["nodes"]
    ]

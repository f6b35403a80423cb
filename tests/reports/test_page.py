"""The web edition: the same words, self-contained and accessible."""

import re
from dataclasses import replace
from itertools import pairwise

import tinyhtml5  # type: ignore[import-untyped]

from mis_assessor.core.assessment.assessment import Assessment
from mis_assessor.reports.papers import html_edition
from reports.sample import all_met


def test_it_says_the_same_as_the_paper(web: str, printed: str) -> None:
    assert _body(web) == _body(printed)


def _body(html: str) -> str:
    return html[html.index("<main") : html.index("</main>")].split(">", 1)[1].strip()


def test_it_loads_nothing(web: str) -> None:
    assert not re.search(r"<(script|link|img|iframe)\b|url\(http|@import", web)


def test_its_structure_is_sound(web: str, assessment: Assessment) -> None:
    tree = tinyhtml5.parse(web, namespace_html_elements=False)
    assert tree.get("lang") == "en-GB"
    assert len(tree.findall(".//h1")) == 1
    levels = [int(e.tag[1]) for e in tree.iter() if e.tag in ("h1", "h2", "h3", "h4")]
    assert all(b - a <= 1 for a, b in pairwise(levels))
    for table in tree.iter("table"):
        assert table.find("caption") is not None
        assert all(th.get("scope") in ("row", "col") for th in table.iter("th"))
    ids = [e.get("id") for e in tree.iter() if e.get("id")]
    assert len(ids) == len(set(ids))
    links = [a.get("href") for a in tree.iter("a")]
    assert "#main" in links
    assert {link[1:] for link in links} <= set(ids)


def test_users_words_are_never_markup() -> None:
    named = replace(all_met(), trust_name="<script>alert(1)</script>")
    assert "<script" not in html_edition(named)

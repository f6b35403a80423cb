"""In a grey copy all eight verdicts can still be told apart."""

import re
from itertools import combinations

import pytest

from mis_assessor.core.verdicts import Verdict
from mis_assessor.reading.shipped import templates_folder
from mis_assessor.reports.tags import Tag, tag

TAGS = [tag(verdict) for verdict in Verdict]


def test_words_and_looks_differ_pairwise() -> None:
    for one, other in combinations(TAGS, 2):
        assert one.word != other.word
        assert one.shape != other.shape
        assert one.pattern != other.pattern


def test_every_pattern_is_in_the_style_sheet() -> None:
    style = (templates_folder() / "paper" / "shared.css").read_text()
    plain_border = {"outlined", "filled"}
    assert {t.pattern for t in TAGS} - plain_border <= {
        line.split()[0].removeprefix(".tag-") for line in style.splitlines() if line
    }


@pytest.mark.parametrize("shown", TAGS, ids=lambda t: t.word)
def test_the_shape_is_drawn_in_the_ink_of_its_word(shown: Tag) -> None:
    drawn = (templates_folder() / "paper" / "shapes" / f"{shown.shape}.svg").read_text()
    colours = set(re.findall(r"#[0-9a-f]{6}", drawn))
    assert shown.ink in colours <= {shown.ink, shown.paper}


@pytest.mark.parametrize("shown", TAGS, ids=lambda t: t.word)
def test_words_stand_out_from_what_is_behind_them(shown: Tag) -> None:
    light, dark = sorted(map(_luminance, (shown.ink, shown.paper)), reverse=True)
    assert (light + 0.05) / (dark + 0.05) >= 7


def _luminance(colour: str) -> float:
    channels = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (
        c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue

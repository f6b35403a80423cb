"""What others wrote is printed on one line, harmless, and breaks where no page is wide enough."""

import pytest

from mis_assessor.reports.papers import _environment


def printed(text: str) -> str:
    return _environment().from_string("<p>{{ text }}</p>").render(text=text)


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("Vale\n\x1b[2K & <b>York</b>\u202e", "<p>Vale ?[2K &amp; &lt;b&gt;York&lt;/b&gt;</p>"),
        ("Łucja’s\u00a0ward", "<p>Łucja’s\u00a0ward</p>"),
        ("a" * 100, f"<p>{'a' * 100}</p>"),
    ],
)
def test_nothing_in_a_text_moves_or_hides_anything(written: str, shown: str) -> None:
    assert printed(written) == shown


def test_a_word_longer_than_any_may_break() -> None:
    shown = printed(f"so {'W' * 130} so")
    assert shown.replace("\u200b", "") == f"<p>so {'W' * 130} so</p>"
    assert max(map(len, shown.replace("\u200b", " ").split())) <= 12

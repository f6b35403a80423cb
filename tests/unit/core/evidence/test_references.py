"""References are compared as people mean them, and what sets two apart is said."""

import pytest

from mis_assessor.core.evidence.references import all_folded, differs_only_in, folded

ALIKE = [
    ("mw-0412", "MW-0412", "capitals"),
    ("MW‑0412", "MW-0412", "the kind of dash"),
    ("MW–0412", "MW-0412", "the kind of dash"),
    ("MW−0412", "MW-0412", "the kind of dash"),
    ("MW\u200b-0412", "MW-0412", "an invisible character"),
    ("\ufeffMW-0412", "MW-0412", "an invisible character"),
    ("MW-04\u00ad12", "MW-0412", "an invisible character"),
    ("MW-0412_x000D_", "MW-0412", "an invisible character"),
    ("Ward\u00a0B", "Ward B", "spaces"),
    ("Ward  B ", "Ward B", "spaces"),
    ("Ward\r\nB", "Ward B", "spaces"),
    ("women’s view", "women's view", "the kind of quotation mark"),
    ("МW-0412", "MW-0412", "letters that look alike"),
    ("ＭＷ-0412", "MW-0412", "letters that look alike"),
    ("mw–0412", "MW-0412", "the kind of dash and capitals"),
]


@pytest.mark.parametrize(("one", "other", "what"), ALIKE)
def test_what_two_programs_write_differently_is_one_reference(
    one: str, other: str, what: str
) -> None:
    assert folded(one) == folded(other)
    assert differs_only_in(one, other) == what


@pytest.mark.parametrize(
    ("one", "other"), [("P-1", "P-001"), ("P-1", "P1"), ("P 1", "P1"), ("P-1", "P-1a")]
)
def test_what_may_be_two_people_stays_two(one: str, other: str) -> None:
    assert folded(one) != folded(other)


@pytest.mark.parametrize("text", [one for one, *_ in ALIKE] + ["ŉ", "straße", "ϱ\u0301"])
def test_folding_again_changes_nothing(text: str) -> None:
    assert folded(folded(text)) == folded(text)


@pytest.mark.parametrize(
    "texts",
    [
        [],
        ["MW-0412", "Ward B", ""],
        ["Ward  B", "MW-0412"],
        [" Ward B", "Ward B ", "W_x000D_"],
        ["Ward\nB", "Ward B"],
        ["MW‑0412", "Ward\u200bB", "Ward\tB"],
    ],
)
def test_many_are_folded_as_each_is(texts: list[str]) -> None:
    assert all_folded(texts) == [folded(text) for text in texts]

"""What a receipt says, and which pack it is of."""

from dataclasses import replace
from datetime import date

import pytest

from mis_assessor.core.checking.receipt import against, read_statement, statement
from mis_assessor.core.checking.verification import (
    Subject,
    Verification,
    by_subject,
    does_hold,
    fails,
    open_question,
)

FOUND = Verification(
    name="paper.pdf",
    sha256="ab" * 32,
    checks=by_subject(
        [
            open_question(Subject.SIGNATURES, "not signed."),
            does_hold(Subject.DATA, "3 files: the same that were put into the paper."),
        ]
    ),
    rulebook="cd" * 32,
    on=date(2023, 2, 2),
    made_with={"tool": "mis-assessor 0.1.0"},
)


def test_a_receipt_reads_back_and_is_of_its_pack() -> None:
    whole = statement(FOUND, "A. Auditor, internal audit", date(2023, 3, 1))
    assert whole["_type"] == "https://in-toto.io/Statement/v1"
    assert whole["subject"] == [{"name": "paper.pdf", "digest": {"sha256": "ab" * 32}}]
    assert whole["predicate"]["cannot_be_checked"][0]["says"] == "not signed."
    said = read_statement(whole)
    assert said.predicate.verified_on == date(2023, 3, 1)
    assert tuple(against(said, FOUND)) == ()


def test_a_receipt_of_another_pack_fails() -> None:
    said = read_statement(statement(FOUND, "A. Auditor", date(2023, 3, 1)))
    other = replace(FOUND, sha256="ef" * 32)
    (only,) = against(said, other)
    assert only.startswith("it is the receipt of another pack")


def test_a_receipt_that_says_something_else() -> None:
    said = read_statement(statement(FOUND, "A. Auditor", date(2023, 3, 1)))
    assert [*against(said, replace(FOUND, rulebook="ef" * 32))] == [
        "it names another rulebook than the one found now."
    ]
    worse = replace(FOUND, checks=(fails(Subject.PAGES, "one differs."),), rulebook="")
    assert len([*against(said, worse)]) == 2
    told = read_statement(statement(worse, "A. Auditor", date(2023, 3, 1)))
    another = replace(worse, checks=(fails(Subject.PAGES, "another differs."),))
    assert [*against(told, another)] == ["what it says does not hold is not what was found now."]


@pytest.mark.parametrize("whole", [None, [], {"_type": "x"}])
def test_what_is_no_statement(whole: object) -> None:
    with pytest.raises(ValueError):
        read_statement(whole)


def test_the_whole_in_one_sentence() -> None:
    assert FOUND.sentence() == (
        "Nothing does not hold, but not everything can be checked: not signed."
    )
    bad = replace(FOUND, checks=(fails(Subject.PAGES, "one differs.", "page 1"),))
    assert (
        bad.sentence() == "Does not hold: 1 difference. The first: the pages, page 1: one differs."
    )
    assert replace(FOUND, checks=()).sentence() == "Everything holds."

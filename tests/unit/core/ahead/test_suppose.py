"""Hypothetical facts make another submission; what was sent stays as it was."""

import pytest

from mis_assessor.core.ahead.suppose import (
    SUPPOSED,
    CannotSuppose,
    with_cells,
    with_content,
    with_document,
    with_event,
    with_judgement,
    with_register,
    with_statement,
)
from mis_assessor.core.evidence.submission import ContentItem, Document
from unit.core.asked import END, day, register, submission
from unit.core.books import stated

ROW = {"case": "P1", "day the clock starts": day("2022-06-01")}
PAPER = Document("D1", "minutes", "Minutes", checked_by="C. Hecker", checked_on=END)
SENT = submission(
    register("perinatal deaths", ROW, columns=frozenset(ROW)),
    documents=[PAPER],
    statements=[stated("posts funded", False)],
)


def test_a_cell_of_a_row_is_another_and_what_was_sent_is_not() -> None:
    made = with_cells(SENT, "perinatal deaths", "p1", {"reported": True})
    (row,) = made.registers["perinatal deaths"].rows
    assert row.cells["reported"] is True
    assert made.registers["perinatal deaths"].columns == frozenset({*ROW, "reported"})
    assert "reported" not in SENT.registers["perinatal deaths"].rows[0].cells


def test_a_row_more_and_a_register_that_was_not_there() -> None:
    made = with_cells(SENT, "perinatal deaths", "", {"case": "P2"})
    assert [row.number for row in made.registers["perinatal deaths"].rows] == [2, 3]
    new = with_cells(SENT, "locums", "", {"placement": "L1"})
    assert [row.number for row in new.registers["locums"].rows] == [2]
    seen = with_register(SENT, "locums", {"checked on": END, "checked by": "A"})
    assert seen.registers["locums"].checked_on == END


@pytest.mark.parametrize(
    ("reference", "said"),
    [("P9", "no row called “P9”"), ("P1", "2 rows called “P1”")],
)
def test_a_reference_must_name_one_row(reference: str, said: str) -> None:
    twice = with_cells(SENT, "perinatal deaths", "", {"case": "P1"})
    with pytest.raises(CannotSuppose, match=said):
        with_cells(twice, "perinatal deaths", reference, {"reported": True})


def test_a_statement_is_answered_under_the_name_it_has() -> None:
    made = with_statement(SENT, "Posts Funded", True, END)
    assert list(made.statements) == ["posts funded"]
    assert made.statements["posts funded"].answer is True
    assert made.statements["posts funded"].who == SUPPOSED
    assert "new" in with_statement(SENT, "new", True, END).statements


def test_documents_are_acted_on_looked_into_and_changed() -> None:
    made = with_event(SENT, "d1", "received", "Trust Board", END)
    assert made.documents[0].events[0].by == "Trust Board"
    looked = with_content(SENT, "D1", "plan", "no", END)
    looked = with_content(looked, "D1", "Plan", "yes", END)
    assert looked.documents[0].contents == (ContentItem("Plan", "yes", "", SUPPOSED, END),)
    assert with_document(SENT, "D1", {"expires on": END}).documents[0].expires_on == END
    assert [d.id for d in with_document(SENT, "D2", {"kind": "plan"}).documents] == ["D1", "D2"]
    with pytest.raises(CannotSuppose, match="no document “D9”"):
        with_event(SENT, "D9", "received", "Trust Board", END)


def test_a_judgement_rests_on_a_paper_that_is_held() -> None:
    made = with_judgement(SENT, "MIS-1", True, "director", END)
    made = with_judgement(made, "mis-1", False, "", END)
    (one,) = made.judgements
    assert (one.met, one.role, one.evidence) == (False, SUPPOSED, "D1")
    with pytest.raises(CannotSuppose, match="no paper is held"):
        with_judgement(submission(), "MIS-1", True, "", END)

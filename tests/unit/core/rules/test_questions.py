"""Questions as rule files write them: what each line must say."""

from typing import Any

import pytest
from pydantic import TypeAdapter, ValidationError

from mis_assessor.core.rules.questions import CasesQuestion, DocumentsQuestion, Kind, Question
from mis_assessor.core.rules.row_tests import AnyRowTest, RowTest

QUESTION: TypeAdapter[Any] = TypeAdapter(Question)
CASES = {"register": "perinatal deaths", "answer": "share of cases"}


@pytest.mark.parametrize(
    ("test", "why"),
    [
        ({"within": "two months"}, "“within” needs “after” or “before” and a column"),
        ({"before": "birth"}, "“before” needs “within”; for a last day write “by”"),
        ({}, "say what the column must be"),
    ],
)
def test_a_line_says_what_the_column_must_be(test: Any, why: str) -> None:
    with pytest.raises(ValidationError, match=why):
        QUESTION.validate_python({**CASES, "cases": {"review started": test}})


def test_a_plain_answer_is_what_the_column_must_be() -> None:
    read = QUESTION.validate_python({**CASES, "cases": {"born here": "yes"}})
    assert isinstance(read, CasesQuestion)
    assert read.cases == (RowTest(column="born here", is_="yes"),)


def test_any_of_keeps_its_groups_and_lines_already_read_stay_what_they_are() -> None:
    groups = [{"asked": "yes"}, {"told": {"is given": "yes"}, "asked": "no"}]
    read = QUESTION.validate_python({**CASES, "done when": {"any of": groups}})
    (line,) = read.done_when
    assert isinstance(line, AnyRowTest)
    assert [len(group) for group in line.any_of] == [1, 2]
    again = CasesQuestion(register_="r", done_when=(line, *read.cases), answer="share of cases")
    assert again.done_when == (line,)


def test_lines_that_are_no_table_are_refused() -> None:
    with pytest.raises(ValidationError):
        QUESTION.validate_python({**CASES, "cases": "all of them"})


def test_an_unknown_answer_names_those_there_are() -> None:
    with pytest.raises(ValidationError, match="“answer” must be one of: share of people"):
        QUESTION.validate_python({"register": "perinatal deaths", "answer": "share"})


def test_a_question_already_read_stays_what_it_is() -> None:
    read = QUESTION.validate_python(CASES)
    assert QUESTION.validate_python(read) is read


def test_the_acts_of_a_document_keep_the_order_of_the_headings() -> None:
    question = DocumentsQuestion(
        documents=Kind(kind="plan"),
        received_by=("Trust Board",),
        agreed_by="the group",
        answer="document",
    )
    assert question.events() == (("agreed", "the group"), ("received", ("Trust Board",)))

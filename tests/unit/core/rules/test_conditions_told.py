"""What conditions and questions say of themselves, and what they refuse to be."""

from typing import Any

import pytest
from pydantic import ValidationError

from mis_assessor.core.rules.conditions import Instead
from mis_assessor.core.rules.questions import CasesQuestion, DocumentsQuestion, NumberQuestion

NUMBER = {
    "register": "midwifery establishment",
    "column": "funded",
    "latest by": "as at",
    "answer": "number",
}


def test_a_standard_with_an_alternative_is_told_as_such() -> None:
    test = {"evidence": "a", "op": "is", "value": "yes"}
    both = Instead.model_validate({"standard": test, "alternative": test})
    told = both.in_words({"standard": "a is yes", "alternative": "a plan"})
    assert told == "a is yes; or, where that is missed, a plan (met by alternative)"


@pytest.mark.parametrize(
    ("kind", "written", "says"),
    [
        (
            CasesQuestion,
            {"register": "perinatal deaths", "cases": {}, "answer": "dates of cases"},
            "“dates of cases” needs “day” and “covers”",
        ),
        (
            DocumentsQuestion,
            {"documents": {"kind": "report"}, "answer": "documents"},
            "“documents” needs “between”",
        ),
    ],
)
def test_a_question_of_days_needs_its_days(kind: Any, written: Any, says: str) -> None:
    with pytest.raises(ValidationError, match=says):
        kind.model_validate(written)


def test_a_question_without_a_window_has_no_days() -> None:
    assert NumberQuestion.model_validate(NUMBER).between_days() == ()

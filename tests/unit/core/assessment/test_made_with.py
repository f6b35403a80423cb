"""What the front page says of rules that were not published."""

from mis_assessor.core.assessment.made_with import NOT_RECORDED, MadeWith, rules_of_another_origin


def test_published_rules_need_no_word_and_others_are_named() -> None:
    assert rules_of_another_origin(NOT_RECORDED) == ""
    said = rules_of_another_origin(MadeWith(unpublished=("year-4", "ockenden")))
    assert said.startswith("Not the rulebook shipped with this tool: the rules of year-4, ockenden")

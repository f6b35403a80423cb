"""What does not agree in a folder, in words: on its page, the front page and in the sheet."""

from dataclasses import replace
from datetime import date

import pytest

from golden.assessed import rulebook
from mis_assessor.core.assessment.assessment import Assessment
from mis_assessor.core.consistency.look import Contradiction
from mis_assessor.core.deciding.consistency import ConsistencyFinding
from mis_assessor.core.deciding.judgements import JudgedBy
from mis_assessor.core.rules.consistency import Years
from mis_assessor.core.verdicts import Verdict
from mis_assessor.reports.board_paper import paper
from mis_assessor.reports.consistency_words import describe_consistency, years
from mis_assessor.reports.pages.challenge import challenge
from mis_assessor.reports.pages.consistency import consistency, open_words
from mis_assessor.reports.pages.front import front
from mis_assessor.reports.pages.recommendations import recommendations
from reports.sample import all_met as made


def found(number: int = 1, **more: object) -> ConsistencyFinding:
    one = ConsistencyFinding(
        id="CON-TOT-1",
        title="Deaths counted by MBRRACE-UK are the deaths in the register",
        asks="Do they agree?",
        follows="needs judgement",
        contradictions=tuple(
            Contradiction(f"MBRRACE-UK counted {n}, and the register has 1.", ("a", "b"))
            for n in range(2, 2 + number)
        ),
        requirements=("MIS-Y4-SA1-A",),
        actions=(1,),
        stopped=("MIS-Y4-SA1-A",),
        next="Compare the two lists.",
    )
    return replace(one, **more)  # type: ignore[arg-type]


BY = JudgedBy("A. Bee", "MIS lead", date(2023, 1, 30), "counted twice", "D-1", Verdict.MET)


def with_found(*findings: ConsistencyFinding) -> Assessment:
    return replace(made(), consistency=findings)


def test_a_folder_that_agrees_says_nothing() -> None:
    assert open_words(made()) == ""
    assert consistency(made()) == ()
    assert "consistency" not in dict(paper(made()).contents)


def test_what_stops_comes_first_and_what_is_explained_last() -> None:
    rows = consistency(
        with_found(
            found(id="CON-1", explained=BY, stopped=()),
            found(id="CON-2", follows="remark", stopped=()),
            found(id="CON-3"),
        )
    )
    assert [row.id for row in rows] == ["CON-3", "CON-2", "CON-1"]
    assert [row.follows for row in rows] == [
        "Stop: needs judgement", "Remark", "Stop: needs judgement",
    ]  # fmt: skip
    assert rows[2].explained == ("Explained by A. Bee, MIS lead, 30 Jan 2023: counted twice (D-1).")


def test_only_the_first_few_are_told_in_full() -> None:
    (row,) = consistency(with_found(found(11)))
    assert len(row.told) == 8
    assert row.more == "And 3 more; assessment.json has them all."


@pytest.mark.parametrize(
    ("findings", "words"),
    [
        (
            (found(stopped=()),),
            "1 thing in the folder does not agree, and nobody has explained it.",
        ),
        (
            (found(), found(id="CON-2", stopped=())),
            "2 things in the folder do not agree, and nobody has explained them; 1 keeps a "
            "requirement from being met.",
        ),
    ],
)
def test_the_front_page_says_how_much_is_open(
    findings: tuple[ConsistencyFinding, ...], words: str
) -> None:
    assert open_words(with_found(*findings)) == (
        f"{words} See “Does the folder agree with itself?”."
    )


def test_no_action_is_complete_while_something_about_it_is_open() -> None:
    open_ = found(stopped=(), follows="remark", actions=tuple(range(11)))
    page = front(with_found(open_, replace(open_, id="CON-2")))
    assert all(row.missing for row in (*page.rows, page.conditions))
    told = {row.missing for row in page.rows if "To be explained" in row.missing}
    assert told <= {
        "To be explained: deaths counted by MBRRACE-UK are the deaths in the register, and 1 more"
    }
    nowhere = front(with_found(replace(open_, actions=())))
    assert "To be explained" in (nowhere.conditions.missing or "To be explained")


def test_the_challenge_sheet_asks_which_is_right() -> None:
    first = challenge(with_found(found(), found(id="CON-2", explained=BY)))
    asked = [q for q in first if q.text.startswith("Which is right?")]
    assert [q.why.partition(":")[0] for q in asked] == ["CON-TOT-1"]
    assert "MBRRACE-UK counted 2, and the register has 1." in asked[0].text


@pytest.mark.parametrize(("number", "words"), [(1, "1 thing that does"), (2, "2 things that do")])
def test_a_board_that_may_sign_is_asked_to_have_it_explained(number: int, words: str) -> None:
    remark = found(stopped=(), follows="remark")
    asked = recommendations(with_found(*[replace(remark, id=f"CON-{n}") for n in range(number)]))
    told = f"Have {words} not agree in the folder explained, or accept each in the minutes."
    assert told in asked
    assert told not in recommendations(made())


def test_a_rule_is_shown_with_what_is_compared_and_what_follows() -> None:
    rules = {rule.id: rule for rule in rulebook(6).consistency}
    shown = describe_consistency(rules["CON-DAY-1"])
    assert "Compared: days in order: table perinatal deaths" in shown
    assert "If it does not: stop: needs judgement of what rests on perinatal deaths" in shown
    assert "“longest”: 12 months (assumption)" in shown
    assert "Example: notified before: finds 1" in shown
    noted = describe_consistency(rules["CON-DEF-5"])
    assert "Note: Only the three parts" in noted
    assert "Scheme years: from 3" in noted
    assert describe_consistency(rules["CON-PAP-3"]).count("Compared: fingerprint given\n") == 1


@pytest.mark.parametrize(
    ("first", "last", "words"),
    [(None, None, "every"), (3, None, "from 3"), (None, 5, "to 5"), (4, 6, "4 to 6")],
)
def test_years_are_told_in_words(first: int | None, last: int | None, words: str) -> None:
    rule, applies = rulebook(6).consistency[0], Years(from_year=first, to_year=last)
    assert years(rule.model_copy(update={"applies": applies})) == words

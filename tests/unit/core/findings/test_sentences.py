"""What decided a requirement, in words: figures, days, values and the leaves that counted."""

from datetime import datetime
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest

from mis_assessor.core.deciding.case import Case, PartCase, Situation
from mis_assessor.core.deciding.evaluate import decide
from mis_assessor.core.evidence.answers import (
    Answer,
    Figure,
    NoAnswer,
    NoAnswerReason,
    Paper,
    Papers,
    Report,
    Stated,
    Tally,
)
from mis_assessor.core.findings.finding import FigureLimit, Number
from mis_assessor.core.findings.sentences import ShownFigure, sentence, shown
from mis_assessor.core.rules.comparisons import Way
from mis_assessor.core.rules.in_force import Standing
from mis_assessor.core.rules.in_words import fill, value_in_words
from mis_assessor.core.rules.quantities import LONDON, Month, Quantity, read_quantity
from mis_assessor.core.rules.readings import readings_of
from mis_assessor.core.verdicts import Verdict
from unit.core.asked import AFTER, END, day
from unit.core.books import STATED, rule

VALUES = {
    "needed": "90%",
    "fewer": "80%",
    "unseen": None,
    "twice": "2 times",
    "months": "3 months",
    "deadline": "2022-12-05",
    "noon": "2022-12-05 12:00:00",
    "posts": "7.5",
    "month": "2022-07",
    "groups": ["midwives", "doctors"],
}
NOON = datetime(2022, 12, 5, 12, tzinfo=LONDON)
MISSING = NoAnswer(NoAnswerReason.MISSING, "Send the register.")
REPORT = Report("D1", True, (("dated", END),), (day("2022-07-01"), day("2022-09-30")))


def leaves_of(condition: Any, **answers: Answer) -> tuple[ShownFigure, ...]:
    """The leaves of a condition on these answers."""
    named = {name.replace("_", " "): answer for name, answer in answers.items()}
    asks = " ".join(f"<{name}>" for name in VALUES)
    evidence = {name: dict(STATED) for name in named}
    asked = rule(values=VALUES, asks=asks, **{"met when": condition, "evidence": evidence})
    (reading,) = readings_of(asked, "one")
    scene = Situation(asked.requirement, reading, named, AFTER)
    case = Case(asked, Standing.STANDS, None, "", (PartCase("", (scene,)),))
    return shown(case, scene, decide(case.condition, "node", scene))


def says(condition: Any, **answers: Answer) -> list[str]:
    return [leaf.says for leaf in leaves_of(condition, **answers)]


@pytest.mark.parametrize(
    ("test", "answer", "said"),
    [
        (
            {"is at least": "needed"},
            Tally(17, 3),
            "It: 17 of 20 cases (85%); asked: at least 90%.",
        ),
        (
            {"is at least": "needed"},
            Tally(1796, 204, things=""),
            "It: 1,796 of 2,000 (89.8%); asked: at least 90%.",
        ),
        (
            {"is at least": "needed"},
            Tally(17, 0, 2, 1, things="people"),
            "It: 17 of 20 people (85%), 2 still open and 1 not known; asked: at least 90%.",
        ),
        ({"is at most": "twice"}, Tally(0, 0), "It: 0 of 0 cases; asked: at most 2 times."),
        (
            {"is reported": "yes"},
            Tally(1, 1),
            "It: 1 of 2 cases (50%); asked: that it is reported.",
        ),
        ({"is at least": "needed"}, MISSING, "Send the register."),
        (
            {"is at least": "unseen"},
            Tally(17, 3),
            "It: 17 of 20 cases (85%). The guidance value “unseen” is not loaded.",
        ),
        ({"is at least": "posts"}, Figure(Decimal("7.25")), "It: 7.25; asked: at least 7.5."),
        ({"is": "yes"}, Stated(True), "It: yes; asked: yes."),
        ({"is": "yes"}, Stated(False), "It: no; asked: yes."),
        (
            {"is at or before": "deadline"},
            Stated(END),
            "It: 5 December 2022; asked: at or before 5 December 2022.",
        ),
        (
            {"is at or before": "noon"},
            Stated(NOON),
            "It: 12:00:00 on 5 December 2022; asked: at or before 12:00:00 on 5 December 2022.",
        ),
        (
            {"is in place by": "deadline"},
            Paper(END, title="Plan"),
            "It: “Plan”, in place on 5 December 2022; asked: in place by 5 December 2022.",
        ),
    ],
)
def test_a_test_is_told_with_its_figure_and_what_was_asked(
    test: Any, answer: Answer, said: str
) -> None:
    assert says({"it": test}, it=answer) == [said]


@pytest.mark.parametrize(
    ("test", "reports", "told"),
    [
        ({"gaps at most": "months"}, (REPORT,), "dated: 5 December 2022"),
        (
            {"gaps at most": "months", "counted by": "period covered"},
            (REPORT,),
            "periods covered: 1 July 2022 to 30 September 2022",
        ),
        (
            {"gaps at most": "months", "counted by": "period covered"},
            (Report("D1", True, (("dated", END),), None),),
            "periods covered: none given",
        ),
        (
            {"gaps at most": "months", "counted by": "received by LMNS"},
            (REPORT,),
            "no day that counts",
        ),
        ({"happens at most": "twice"}, (REPORT,), "1 time"),
        ({"gaps at most": "months"}, (), "no report that counts"),
        (
            {"gaps at most": "months"},
            (Report("D1", False, (("dated", END),), None, "it expired"),),
            "no report that counts; D1: it expired",
        ),
    ],
)
def test_reports_that_come_round_are_told_by_the_day_that_counts(
    test: Any, reports: tuple[Report, ...], told: str
) -> None:
    (said,) = says({"it": test}, it=Papers(reports, day("2022-05-06"), END, AFTER))
    assert said.startswith(f"It: {told}; asked: ")


def test_an_order_is_told_as_kept_or_not_or_by_what_is_missing() -> None:
    order = {"in this order": ["plan", "form"]}
    plan, form = Stated(day("2022-12-01")), Stated(END)
    assert says(order, plan=plan, form=form) == ["Plan and form: in order."]
    assert says(order, plan=form, form=plan) == ["Plan and form: not in order."]
    assert says(order, plan=MISSING, form=MISSING) == ["Send the register."]


def test_what_a_person_must_confirm_is_told_as_such() -> None:
    (leaf,) = leaves_of({"a person confirms": "It is good."}, it=Stated(True))
    assert leaf.says == "A named person must confirm: It is good."
    assert leaf.number is None


def test_a_number_is_exact_so_that_a_reader_can_do_the_sum_again() -> None:
    share, day_ = {"is at least": "needed"}, {"is at or before": "deadline"}
    (leaf,) = leaves_of({"it": share}, it=Tally(17, 0, 2, 1))
    assert leaf.number == Number(
        "it",
        17,
        20,
        2,
        1,
        test="is at least 90%",
        verdict=Verdict.EVIDENCE_MISSING,
        asked=FigureLimit(Way.AT_LEAST, Fraction(9, 10), share=True),
    )
    (leaf,) = leaves_of({"it": day_}, it=Stated(END))
    assert leaf.number == Number(
        "it", figure="5 December 2022", test="is at or before 5 December 2022"
    )
    (leaf,) = leaves_of({"it": day_}, it=MISSING)
    assert leaf.number is not None
    assert leaf.number.figure == "Send the register."


def test_every_leaf_is_told_and_the_alternative_only_where_the_standard_was_missed() -> None:
    standard: Any = {"all of": [{"it": {"is at least": "needed"}}, {"that": "yes"}]}
    other: Any = {"any of": [{"that": "yes"}, {"readings": {"one": {"that": "no"}}}]}
    both = {"standard": standard, "alternative": other}
    met = leaves_of(both, it=Tally(9, 1), that=Stated(True))
    assert [leaf.verdict for leaf in met] == [Verdict.MET, Verdict.MET]
    missed = leaves_of(both, it=Tally(8, 2), that=Stated(True))
    assert [leaf.verdict.value for leaf in missed] == ["not met", "met", "met", "not met"]


def _shown(verdict: Verdict, words: str) -> ShownFigure:
    (leaf,) = leaves_of({"it": "yes"}, it=Stated(True))
    return ShownFigure(leaf.leaf, verdict, None, words)


def test_a_sentence_keeps_to_the_leaves_that_made_the_verdict() -> None:
    missed = _shown(Verdict.NOT_MET, "Too few.")
    held = _shown(Verdict.MET, "A plan.")
    unseen = _shown(Verdict.EVIDENCE_MISSING, "Send it.")
    assert sentence(Verdict.NOT_MET, (missed, held, unseen)) == "Too few."
    assert sentence(Verdict.MET_BY_ALTERNATIVE, (missed, held, unseen)) == "Too few. A plan."
    assert sentence(Verdict.NEEDS_JUDGEMENT, (missed, held)) == "Too few. A plan."


def test_nothing_is_said_twice_nor_what_a_longer_sentence_says_already() -> None:
    leaves = tuple(_shown(Verdict.MET, words) for words in ("Send it.", "Send it.", "So: Send it."))
    assert sentence(Verdict.MET, leaves) == "So: Send it."


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (END, "5 December 2022"),
        (NOON, "12:00:00 on 5 December 2022"),
        (Month(2022, 7), "July 2022"),
        (("midwives", "doctors"), "midwives and doctors"),
        (read_quantity("90%"), "90%"),
        (None, "not loaded"),
    ],
)
def test_values_stand_in_sentences_as_people_write_them(value: Quantity | None, words: str) -> None:
    assert value_in_words(value) == words


def test_the_slots_of_a_sentence_are_filled() -> None:
    asked = rule(values={**VALUES, "two": ("70%", "75%")}, asks="<two> <needed> <unseen>")
    first, second = readings_of(asked, "one")
    words = "At least <two> of <needed>; <unseen>; <unheard of>."
    assert fill(words, first) == "At least 70% of 90%; (unseen: not loaded); <unheard of>."
    assert fill(words, second).startswith("At least 75% of")

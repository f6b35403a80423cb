"""Each requirement made ready to be decided: standing, members, readings, judgements."""

from dataclasses import replace
from typing import Any

import pytest

from mis_assessor.core.deciding.case import Case
from mis_assessor.core.deciding.evaluate import decide_case
from mis_assessor.core.deciding.judgements import JudgedBy
from mis_assessor.core.deciding.prepare import WITH_DOUBTS, WITHOUT_DOUBTS, prepare
from mis_assessor.core.evidence.submission import Document, Submission
from mis_assessor.core.rules.in_force import Standing
from mis_assessor.core.rules.rulebook import Rule, SchemeYear
from mis_assessor.core.verdicts import Verdict
from unit.core.asked import END, day, submission, year
from unit.core.books import DEATHS, STATED, book, judgement, rule, share_rule, stated

ON = day("2022-12-06")
SEEN = Document("D1", "minutes", "Minutes", checked_by="C. Hecker", checked_on=END)


def only(
    asked: Rule,
    sent: Submission | None = None,
    on: str = "2022-12-06",
    pauses: tuple[tuple[str, str], ...] = (),
    scheme_year: SchemeYear | None = None,
) -> Case:
    """The one case of one rule."""
    made = book(asked, pauses=pauses, scheme_year=scheme_year)
    (case,) = prepare(made, sent or submission(), made.year.editions, day(on))
    return case


def labels(case: Case) -> list[str]:
    return [scene.reading.label for scene in case.parts[0].scenes]


def test_what_is_shown_only_is_not_prepared() -> None:
    made = book(rule(), rule("MIS-Y4-SA1-C", force="context"))
    cases = prepare(made, submission(), made.year.editions, ON)
    assert [case.rule.requirement.id for case in cases] == ["MIS-Y4-SA1-T"]


def test_a_paused_requirement_says_which_pause_and_until_when() -> None:
    case = only(rule(), on="2022-03-31", pauses=(("2022-02-01", "2022-03-31"),))
    assert (case.standing, case.verdict) == (Standing.PAUSED, Verdict.PAUSED)
    assert case.because == "a pause suspends this from 1 February 2022 to 31 March 2022."
    assert only(rule(), on="2022-04-01", pauses=(("2022-02-01", "2022-03-31"),)).verdict is None


def test_what_the_edition_does_not_ask_for_is_not_applicable() -> None:
    other = rule(applies={"editions": ["two"], "in a pause": "continues"})
    case = only(other)
    assert case.verdict is Verdict.NOT_APPLICABLE
    assert case.because == "The edition that governs does not ask for this."
    assert case.judgement is None


@pytest.mark.parametrize(
    ("heading", "answer", "because"),
    [
        ("does not apply if", True, "D. Lund, director of midwifery, stated “merging: yes”."),
        ("does not apply if", False, None),
        ("only if", True, None),
        (
            "only if",
            False,
            "D. Lund, director of midwifery, stated that “merging” is not yes.",
        ),
    ],
)
def test_only_a_named_persons_statement_makes_it_not_applicable(
    heading: str, answer: bool, because: str | None
) -> None:
    asked = rule(**{heading: {"merging": "yes"}})
    case = only(asked, submission(statements=[stated("merging", answer)]))
    assert case.verdict is (Verdict.NOT_APPLICABLE if because else None)
    assert case.because == (because or "")
    for silent in (
        submission(),
        submission(statements=[stated("merging", answer, who="")]),
        submission(statements=[stated("merging", answer, said_on=day("2022-12-07"))]),
    ):
        assert only(asked, silent).verdict is None


def test_each_member_is_decided_and_those_only_watched_do_not_count() -> None:
    groups = {"groups": ["midwives", "doctors"], "others": ["sonographers"]}
    asked = rule(
        values=groups, **{"for each": "staff group", "in": "groups", "watch only": "others"}
    )
    parts = [(part.member, part.counts) for part in only(asked).parts]
    assert parts == [("midwives", True), ("doctors", True), ("sonographers", False)]
    without = rule(values=groups, **{"for each": "staff group", "in": "groups"})
    assert [part.member for part in only(without).parts] == ["midwives", "doctors"]


def test_cases_in_doubt_are_decided_with_and_without() -> None:
    doubted: dict[str, Any] = {**DEATHS, "in doubt": {"held by HSIB or MNSI": "yes"}}
    asked = rule(
        question=doubted,
        values={"first day": "2022-05-06", "share": ("80%", "90%")},
        **{"met when": {"it": {"is at least": "share"}}},
    )
    assert len(labels(only(asked))) == 4
    assert [WITH_DOUBTS in label for label in labels(only(asked))] == [True, False] * 2
    assert [WITHOUT_DOUBTS in label for label in labels(only(asked))] == [False, True] * 2


def two_editions(**changed: Any) -> SchemeYear:
    """A year whose second edition came into force some day in December."""
    whole = year().model_dump(by_alias=True)
    first = whole["editions"][0]
    second = {**first, "id": "two", "title": "the next edition"}
    return SchemeYear.model_validate({**whole, "editions": [first, second], **changed})


def test_two_editions_that_may_govern_are_both_decided_where_they_differ() -> None:
    both = {"editions": ["one", "two"], "in a pause": "continues"}
    same = only(rule(applies=both), scheme_year=two_editions())
    assert labels(same) == ["the edition"]
    entries = [
        {"is": "90%", "status": "public", "editions": ["one"]},
        {"is": "80%", "status": "public", "editions": ["two"]},
    ]
    written = share_rule(applies=both).requirement.model_dump(by_alias=True)
    written["values"]["percent needed"] = entries
    changed = type(rule().requirement).model_validate({**written, "met when": STATED_SHARE})
    different = replace(share_rule(), requirement=changed, values=changed.values)
    assert labels(only(different, scheme_year=two_editions())) == [
        "the edition",
        "the next edition",
    ]


STATED_SHARE = {"it": {"is at least": "percent needed"}}


def judged(*judgements: Any, documents: tuple[Document, ...] = (SEEN,)) -> JudgedBy | None:
    """The judgement that counts among these."""
    sent = replace(submission(documents=documents), judgements=judgements)
    return only(rule(), sent).judgement


def test_a_complete_judgement_counts_with_who_and_why() -> None:
    found = judged(judgement())
    assert found is not None
    assert (found.who, found.role, found.on) == (
        "D. Lund",
        "director of midwifery",
        day("2022-11-01"),
    )
    assert (found.verdict, found.reason) == (Verdict.MET, "seen in the minutes")
    not_met = judged(judgement(met=False))
    assert not_met is not None
    assert not_met.verdict is Verdict.NOT_MET


@pytest.mark.parametrize(
    "more",
    [
        {"who": ""},
        {"role": ""},
        {"reason": ""},
        {"on": day("2022-12-07")},
        {"on": day("2021-12-31")},
        {"until": day("2022-12-05")},
        {"requirement": "MIS-Y4-SA1-X"},
    ],
)
def test_a_judgement_that_lacks_something_counts_for_nothing(more: dict[str, Any]) -> None:
    assert judged(judgement(**more)) is None
    assert judged(judgement(), judgement(met=False, **more)) == judged(judgement())


def test_a_judgement_rests_on_a_document_that_somebody_checked() -> None:
    assert judged(judgement(), documents=(replace(SEEN, checked_by=""),)) is None
    assert judged(judgement(), documents=()) is None


def test_a_document_taken_away_never_brings_an_older_judgement_back() -> None:
    later = judgement(on=day("2022-11-02"), evidence="D2")
    kept = replace(SEEN, id="D2")
    both = judged(judgement(), later, documents=(SEEN, kept))
    assert both is not None
    assert both.on == day("2022-11-02")
    assert judged(judgement(), later, documents=(SEEN,)) is None


def test_a_judgement_of_not_met_stands_when_its_document_is_taken_away() -> None:
    found = judged(judgement(met=False), documents=())
    assert found is not None
    assert found.verdict is Verdict.NOT_MET


def test_two_judgements_of_one_day_that_differ_count_as_not_met_in_either_order() -> None:
    both = (judgement(), judgement(met=False))
    assert judged(*both) == judged(*both[::-1]) == judged(both[1])


def test_only_the_role_that_may_judge_settles_anything() -> None:
    chair = {"a person confirms": "It is good.", "who may": ["chair"]}
    condition = {"any of": [chair, {"it": "yes"}]}
    sent = replace(submission(documents=[SEEN]), judgements=(judgement(),))
    for where in ({"met when": condition}, {"or instead": chair}):
        case = only(rule(**where), sent)
        assert case.judgement is None
    by_chair = replace(sent, judgements=(judgement(role="chair"),))
    case = only(rule(**{"met when": condition}), by_chair)
    assert decide_case(case).verdict is Verdict.MET


def test_the_latest_judgement_counts_and_holds_to_its_last_day() -> None:
    earlier = judgement(met=False, on=day("2022-10-01"))
    found = judged(judgement(), earlier)
    assert found is not None
    assert found.on == day("2022-11-01")
    assert judged(judgement(until=day("2022-12-06"))) is not None


def test_a_statement_is_asked_for_by_name() -> None:
    (scene,) = only(rule(question=STATED)).parts[0].scenes
    assert set(scene.answers) == {"it"}
    assert scene.on == ON

"""What is declared against what is assessed, and two assessments against each other."""

from dataclasses import replace

from mis_assessor.core.assessment.assessment import Assessment
from mis_assessor.core.checking.claims import claims_checked
from mis_assessor.core.checking.data_differences import data_differences
from mis_assessor.core.checking.verification import State, Subject
from mis_assessor.core.consistency.look import Contradiction
from mis_assessor.core.deciding.consistency import ConsistencyFinding
from mis_assessor.core.deciding.judgements import JudgedBy
from mis_assessor.core.findings.finding import Number
from mis_assessor.core.verdicts import Verdict
from reports.sample import ON, all_met, form_to_come, rich


def said(assessment: Assessment, subject: Subject) -> list[tuple[State, str]]:
    return [
        (c.state, f"{c.where}: {c.says}")
        for c in claims_checked(assessment)
        if c.subject is subject
    ]


def declared(assessment: Assessment, answer: str) -> Assessment:
    return replace(assessment, declared={f.id: answer for f in assessment.findings if f.action})


def test_nothing_declared_is_nothing_to_hold_it_to() -> None:
    assert [state for state, _ in said(all_met(), Subject.DECLARATION)] == [State.CANNOT_BE_CHECKED]


def test_all_that_is_declared_is_borne_out() -> None:
    assert [state for state, _ in said(declared(all_met(), "yes"), Subject.DECLARATION)] == [
        State.HOLDS
    ]


def test_what_is_declared_and_not_met_is_named_by_its_requirement() -> None:
    told = said(declared(rich(), "yes"), Subject.DECLARATION)
    assert State.HOLDS not in {state for state, _ in told}
    assert any(
        words.startswith("year-4/sa8-1") and "assessed not met" in words for _, words in told
    )
    assert any(words.endswith(".") for _, words in told)


def test_a_missed_action_of_which_nothing_is_declared() -> None:
    whole = rich()
    only = replace(whole, declared={"year-4/sa2-1": "yes", "year-4/sa1-1": "no"})
    told = [words for _, words in said(only, Subject.DECLARATION)]
    assert any(words.startswith("safety action 8: nothing of it is declared") for words in told)
    assert not any(words.startswith("safety action 1:") for words in told)


def test_what_is_not_due_fails_only_on_the_last_day() -> None:
    early = form_to_come()
    assert [state for state, _ in said(early, Subject.CONDITIONS)] == [State.DOES_NOT_HOLD]
    later = replace(early, milestones=(replace(rich().milestones[-1]),))
    assert later.milestones[0].day > ON
    assert [state for state, _ in said(later, Subject.CONDITIONS)] == [
        State.CANNOT_BE_CHECKED,
        State.HOLDS,
    ]
    assert [state for state, _ in said(all_met(), Subject.CONDITIONS)] == [State.HOLDS]


def _disagreeing(explained: JudgedBy | None) -> Assessment:
    one = ConsistencyFinding(
        id="CON-TOT-1",
        title="Counts agree",
        asks="They agree",
        follows="needs judgement",
        contradictions=(Contradiction("51 are counted, and 50 are there"),),
        requirements=(),
        actions=(),
        stopped=(),
        next="Put it right",
        explained=explained,
    )
    return replace(all_met(), consistency=(one,))


def test_a_contradiction_fails_until_somebody_explains_it() -> None:
    assert said(_disagreeing(None), Subject.AGREEMENT) == [
        (State.DOES_NOT_HOLD, "CON-TOT-1 Counts agree: 51 are counted, and 50 are there.")
    ]
    by = JudgedBy("R. Example", "lead", ON, "one was counted twice", "D-1", Verdict.MET)
    states = [state for state, _ in said(_disagreeing(by), Subject.AGREEMENT)]
    assert states == [State.CANNOT_BE_CHECKED, State.HOLDS]


def test_two_assessments_differ_where_they_differ() -> None:
    one = all_met()
    first, *rest = one.findings
    changed = replace(first, numbers=(Number("reviews", 18, 20),), remarks=("a remark",))
    other = replace(one, trust_name="Another", findings=(changed, *rest), pauses=rich().pauses)
    told = dict(data_differences(other, one))
    assert told["trust name"].startswith("the paper’s data say “Another”, and “Wetherby")
    assert any("numbers" in where for where in told)
    paused = next(words for where, words in told.items() if where.startswith("pauses"))
    assert paused == "it is in the paper’s data, and it is not computed"
    kept = replace(one, findings=one.findings[1:])
    lost = dict(data_differences(kept, one))
    said = "it is computed, and it is not in the paper’s data"
    assert lost == {"findings ▸ year-4/sa0-8": said}
    emptied = dict(data_differences(one, replace(one, declared={"a": "yes"}, fund=rich().fund)))
    assert "nothing" in emptied["declared ▸ a"] and "fund ▸ requested" in emptied
    by = JudgedBy("R. Example", "lead", ON, "one was counted twice", "D-1", Verdict.MET)
    judged = replace(one, findings=(replace(first, judged=by), *rest))
    (told_of,) = data_differences(judged, one)
    assert told_of[0].endswith("judged") and "R. Example" in told_of[1]
    assert data_differences(one, one) == ()


def test_entries_of_one_name_are_told_apart() -> None:
    one = replace(all_met(), remarks=("x", "y"), action_plan=({"title": "a"}, {"title": "a"}))
    other = replace(one, remarks=("x", "z"), action_plan=({"title": "a"}, {"title": "a", "b": "c"}))
    told = dict(data_differences(one, other))
    assert "remarks ▸ no. 2" in told
    assert any(where.startswith("action plan ▸ a, no. 2") for where in told)

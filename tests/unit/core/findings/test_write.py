"""Findings: the verdict with its sentence, its figures, its values and what to do next."""

from dataclasses import replace
from typing import Any

import pytest

from mis_assessor.core.assessment.assess import assess, write_up
from mis_assessor.core.deciding.case import Stop
from mis_assessor.core.deciding.evaluate import decide_case
from mis_assessor.core.deciding.position import decide_position
from mis_assessor.core.evidence.submission import Document, Submission
from mis_assessor.core.findings.finding import Finding
from mis_assessor.core.verdicts import Verdict
from unit.core.asked import END, day, register, submission
from unit.core.books import DEATHS, book, judgement, rule, share_rule, stated

SEEN = Document("D1", "minutes", "Minutes", checked_by="C. Hecker", checked_on=END)
NAME = "MIS-Y4-SA1-T"


def finding(asked: Any, sent: Submission, on: str = "2022-12-06", name: str = NAME) -> Finding:
    """One requirement's finding, among these rules."""
    rules = asked if isinstance(asked, tuple) else (asked,)
    found = assess(book(*rules, pauses=[("2022-02-01", "2022-02-28")]), sent, day(on))
    return next(f for f in found.findings if f.id == name)


def deaths(*reported: bool, **more: Any) -> Submission:
    """Deaths of June, each reported or not."""
    rows = [
        {"case": f"P{n}", "day the clock starts": day("2022-06-01"), "reported": yes}
        for n, yes in enumerate(reported, 1)
    ]
    return submission(register("perinatal deaths", *rows, sha256="a" * 64), **more)


NINE, EIGHT = deaths(*[True] * 9, False), deaths(*[True] * 8, False, False)


def test_a_finding_says_what_is_asked_with_its_values_and_where_they_are_from() -> None:
    asked = share_rule(source={"document": "this-project", "section": "(a) ii", "page": "7"})
    found = finding(asked, NINE)
    assert found.verdict is Verdict.MET
    assert found.asks == "At least 90% from 6 May 2022 are reported."
    assert found.source == "Our guidance, (a) ii, page 7"
    shown = [(t.name, t.value, t.status, t.confirmed) for t in found.thresholds]
    assert shown == [
        ("evidence end", "5 December 2022", "assumption", False),
        ("first day", "6 May 2022", "assumption", False),
        ("percent needed", "90%", "assumption", False),
    ]
    assert found.next == ""


def test_a_source_nobody_listed_is_named_by_its_id() -> None:
    found = finding(share_rule(source={"document": "hearsay"}), NINE)
    assert found.source == "hearsay"


def test_values_that_are_read_two_ways_or_not_loaded_say_so() -> None:
    asked = share_rule(values={"percent needed": ("80%", "90%")})
    values = {t.name: t.value for t in finding(asked, NINE).thresholds}
    assert values["percent needed"] == "80% or 90%"
    low = share_rule(values={"percent needed": None})
    found = finding(low, NINE)
    assert found.verdict is Verdict.NEEDS_JUDGEMENT
    assert {t.name: t.value for t in found.thresholds}["percent needed"] == "not loaded: unknown"


def test_a_finding_names_what_it_used_and_each_case_that_failed() -> None:
    found = finding(share_rule(), EIGHT)
    assert found.verdict is Verdict.NOT_MET
    (used,) = found.used
    assert (used.item, used.sha256, used.rows) == (
        "perinatal deaths",
        "a" * 64,
        tuple(range(2, 12)),
    )
    assert [(f.reference, f.row) for f in found.failed] == [("P9", 10), ("P10", 11)]
    assert found.sentence == "It: 8 of 10 cases (80%); asked: at least 90%."


@pytest.mark.parametrize(
    ("sent", "on", "verdict", "next_"),
    [
        (EIGHT, "2022-12-06", Verdict.NOT_MET, "Report from 6 May 2022 on."),
        (
            submission(),
            "2022-12-06",
            Verdict.EVIDENCE_MISSING,
            "Send the register of perinatal deaths.",
        ),
        (
            submission(),
            "2022-12-05",
            Verdict.NOT_DUE_YET,
            "By 5 December 2022: Send the register of perinatal deaths.",
        ),
    ],
)
def test_what_to_do_next_depends_on_what_is_wrong(
    sent: Submission, on: str, verdict: Verdict, next_: str
) -> None:
    asked = share_rule(**{"if not met": "Report from <first day> on."})
    found = finding(asked, sent, on)
    assert (found.verdict, found.next) == (verdict, next_)


def test_while_cases_are_open_each_is_told_with_its_day() -> None:
    blank = {"case": "P1", "day the clock starts": day("2022-06-01")}
    sent = submission(register("perinatal deaths", blank, checked_on=day("2022-06-02")))
    asked = share_rule(question={**DEATHS, "done when": {"reported": {"is given": "yes"}}})
    found = finding(asked, sent, "2022-06-03")
    assert found.verdict is Verdict.NOT_DUE_YET
    assert found.next == (
        "By 5 December 2022: P1: reported; register of perinatal deaths complete and checked to "
        "5 December 2022."
    )


def test_what_only_a_person_can_decide_asks_for_a_judgement() -> None:
    asked = rule(**{"met when": {"a person confirms": "It is good."}})
    found = finding(asked, submission())
    assert found.verdict is Verdict.NEEDS_JUDGEMENT
    assert found.next.startswith("A named person must decide, and record in judgements.csv")
    assert found.judged is None


def test_a_judgement_is_told_with_who_when_and_why() -> None:
    asked = rule(**{"met when": {"a person confirms": "It is good."}})
    sent = replace(submission(documents=[SEEN]), judgements=(judgement(),))
    found = finding(asked, sent)
    assert found.verdict is Verdict.MET
    assert found.judged is not None
    assert found.judged.who == "D. Lund"
    assert found.sentence == (
        "Judged met by D. Lund, director of midwifery, on 1 November 2022: seen in the minutes"
    )


def test_a_judgement_that_settled_nothing_is_not_told() -> None:
    sent = replace(deaths(*[True] * 8, False, False), judgements=(judgement(),), documents=(SEEN,))
    found = finding(share_rule(), sent)
    assert found.verdict is Verdict.NOT_MET
    assert found.judged is None


def test_a_judgement_on_a_part_does_not_answer_for_the_whole() -> None:
    both = {"all of": [{"it": "yes"}, {"a person confirms": "It is good."}]}
    asked = rule(**{"met when": both})
    sent = submission(statements=[stated("posts funded", answer=False)], documents=[SEEN])
    found = finding(asked, replace(sent, judgements=(judgement(),)))
    assert found.verdict is Verdict.NOT_MET
    assert found.judged is None


def test_paused_and_not_applicable_say_why_and_ask_nothing() -> None:
    paused = finding(share_rule(), EIGHT, on="2022-02-28")
    assert paused.verdict is Verdict.PAUSED
    assert paused.sentence == "a pause suspends this from 1 February 2022 to 28 February 2022."
    assert paused.asks == "At least percent needed from first day are reported."
    assert (paused.next, paused.numbers, paused.thresholds) == ("", (), ())


def per_group(*verdicts: int, watched: str = "", **more: Any) -> Finding:
    """Shares of ten by group, of which nine are needed."""
    names = ("midwives", "doctors", "nurses")[: len(verdicts)]
    rows = [
        {"case": f"{name} {n}", "day the clock starts": day("2022-06-01"), "group": name}
        | {"reported": n < done}
        for name, done in zip(names, verdicts, strict=True)
        for n in range(10)
    ]
    cases = {**DEATHS["cases"], "group": "each"}
    asked = share_rule(
        question={**DEATHS, "cases": cases},
        values={"groups": [n for n in names if n != watched], "watched": [watched or "none"]},
        **{"for each": "group", "in": "groups"},
        **({"watch only": "watched"} if watched else {}),
        **more,
    )
    return finding(asked, submission(register("perinatal deaths", *rows)))


def test_members_that_all_hold_are_listed_in_one_sentence() -> None:
    found = per_group(9, 10)
    assert found.sentence == "Met for each of 2: midwives and doctors."
    assert [(p.member, p.verdict) for p in found.parts] == [
        ("midwives", Verdict.MET),
        ("doctors", Verdict.MET),
    ]
    assert found.numbers == ()


def test_only_the_members_that_are_short_are_told() -> None:
    found = per_group(8, 10, 7)
    assert found.sentence == (
        "Midwives: It: 8 of 10 cases (80%); asked: at least 90%. "
        "Nurses: It: 7 of 10 cases (70%); asked: at least 90%."
    )


def test_a_group_that_is_only_watched_is_shown_and_neither_counts_nor_is_told() -> None:
    found = per_group(9, 5, watched="doctors")
    assert found.verdict is Verdict.MET
    assert found.sentence == "Met for each of 1: midwives."
    assert [(p.member, p.counts) for p in found.parts] == [("midwives", True), ("doctors", False)]


def test_two_readings_that_differ_are_both_told() -> None:
    found = finding(share_rule(values={"percent needed": ("80%", "90%")}), EIGHT)
    assert found.verdict is Verdict.NEEDS_JUDGEMENT
    assert "Met if “percent needed” means 80%. Not met if “percent needed” means 90%." in (
        found.sentence
    )


def test_a_condition_that_can_be_read_two_ways_says_which_way_gives_what() -> None:
    asked = rule(
        **{
            "met when": {
                "all of": [
                    {"it": "yes"},
                    {"any of": [{"readings": {"one": {"it": "yes"}, "other": {"it": "no"}}}]},
                ]
            }
        }
    )
    found = finding(asked, submission(statements=[stated("posts funded")]))
    assert found.verdict is Verdict.NEEDS_JUDGEMENT
    assert found.sentence.endswith("Met if read as one. Not met if read as other.")


def test_an_alternative_can_be_read_two_ways_too() -> None:
    ways = {"readings": {"one": {"it": "yes"}, "other": {"it": "no"}}}
    asked = rule(**{"met when": {"it": "yes"}, "or instead": ways})
    found = finding(asked, submission(statements=[stated("posts funded", answer=False)]))
    assert found.verdict is Verdict.NEEDS_JUDGEMENT
    assert found.sentence.endswith("Not met if read as one. Met if read as other.")
    same = rule(**{"met when": {"readings": {"one": {"it": "yes"}, "other": {"it": "yes"}}}})
    agreed = finding(same, submission(statements=[stated("posts funded")]))
    assert agreed.sentence == "It: yes; asked: yes."


def with_stand_in(funded: bool, plan: bool) -> dict[str, Finding]:
    """A standard, and the requirement that can rescue it."""
    rescue = rule(
        "MIS-Y4-SA1-U",
        question={"statement": "plan agreed", "answer": "yes or no"},
        **{"stands in for": [NAME]},
    )
    sent = submission(statements=[stated("posts funded", funded), stated("plan agreed", plan)])
    return {name: finding((rule(), rescue), sent, name=name) for name in (NAME, "MIS-Y4-SA1-U")}


def test_a_standard_that_is_rescued_says_so() -> None:
    found = with_stand_in(funded=False, plan=True)
    assert found[NAME].verdict is Verdict.MET_BY_ALTERNATIVE
    assert found[NAME].sentence == ("It: no; asked: yes. The guidance's alternative is evidenced.")
    assert found["MIS-Y4-SA1-U"].verdict is Verdict.MET


def test_a_stand_in_that_was_not_needed_says_so() -> None:
    found = with_stand_in(funded=True, plan=False)["MIS-Y4-SA1-U"]
    assert found.verdict is Verdict.NOT_APPLICABLE
    assert found.sentence == "Not asked: what it stands in for was not missed."


def test_a_route_that_was_not_needed_has_not_failed() -> None:
    """Two registers, one of them enough; nothing of the other stands under what failed."""
    other = {**DEATHS, "register": "term admissions"}
    asked = share_rule(
        **{
            "evidence": {"it": dict(DEATHS), "that": other},
            "met when": {
                "any of": [
                    {"it": {"is at least": "percent needed"}},
                    {"that": {"is at least": "percent needed"}},
                ]
            },
        }
    )
    short = register(
        "term admissions",
        {"case": "T1", "day the clock starts": day("2022-06-01"), "reported": False},
    )
    found = finding(asked, replace(NINE, registers={**NINE.registers, short.name: short}))
    assert found.verdict is Verdict.MET
    assert [f.item for f in found.failed] == ["perinatal deaths"]
    assert [u.item for u in found.used] == ["perinatal deaths", "term admissions"]


def test_a_folder_that_contradicts_itself_is_told_beside_what_the_figures_alone_say() -> None:
    found = decide_position(book(share_rule()), NINE, day("2022-12-06"))
    stop = Stop("CON-1", Verdict.NOT_MET)
    cases = tuple(replace(case, stops=(stop,)) for case in found.cases)
    decided = tuple(map(decide_case, cases))
    rolled = replace(found.rolled, requirements={NAME: stop.verdict})
    stopped = replace(found, cases=cases, decided=decided, rolled=rolled)
    (told,) = write_up(stopped, {}).findings
    assert told.verdict is Verdict.NOT_MET
    assert told.sentence.startswith("On its own figures it is met: ")
    assert told.sentence.endswith("But the folder does not agree with itself: see CON-1.")

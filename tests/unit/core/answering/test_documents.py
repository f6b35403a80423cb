"""Documents: acts by bodies, contents, periods, promises, progress, and the gate."""

from dataclasses import replace
from typing import Any

import pytest

from mis_assessor.core.answering.ask import ask
from mis_assessor.core.answering.asking import Asking
from mis_assessor.core.evidence.answers import Answer
from mis_assessor.core.evidence.submission import ContentItem, Document, DocumentEvent
from mis_assessor.core.rules.readings import readings_of
from mis_assessor.core.rules.requirement import Requirement
from mis_assessor.core.rules.rulebook import Rule
from unit.core.asked import (
    AFTER,
    END,
    answer,
    day,
    looked,
    paper,
    papers,
    requirement,
    says,
    submission,
    why,
    year,
)

ONE = {"documents": {"kind": "strategy"}, "answer": "document"}


def rule(values: Any = None, **more: Any) -> Rule:
    """A rule that asks for one document."""
    return requirement({**ONE, **more}, values or {})


def strategy(**more: Any) -> Document:
    """A document that somebody checked."""
    whole: dict[str, Any] = {
        "id": "S1",
        "kind": "strategy",
        "title": "A strategy",
        "dated": day("2022-10-01"),
        "checked_by": "C. Hecker",
        "checked_on": END,
    }
    return Document(**{**whole, **more})


def event(what: str, by: str, on: str) -> DocumentEvent:
    """An act on a day."""
    return DocumentEvent(what, by, day(on))


def sent(*documents: Document) -> Any:
    """A submission with these documents."""
    return submission(documents=documents)


def test_in_place_is_the_last_of_the_days_asked_for() -> None:
    asked = rule(**{"signed by": ["ICB"], "received by": ["LMNS", "Trust Board"]})
    acts = (
        event("signed", "ICB", "2022-10-20"),
        event("received", "LMNS", "2022-10-05"),
        event("received", "Trust Board", "2022-11-04"),
    )
    found = paper(answer(asked, sent(strategy(events=acts))))
    assert found.in_place == day("2022-11-04")
    assert found.provenance.used[0].what == (
        "A strategy: dated on 1 October 2022, signed by ICB on 20 October 2022, received by "
        "LMNS on 5 October 2022 and received by Trust Board on 4 November 2022"
    )


def test_the_first_of_several_acts_counts_and_none_after_the_assessment_day() -> None:
    asked = rule(**{"received by": ["Trust Board"]})
    acts = (
        event("received", "Trust Board", "2022-12-01"),
        event("received", "Trust Board", "2022-11-01"),
    )
    assert paper(answer(asked, sent(strategy(events=acts)))).in_place == day("2022-11-01")
    late = (event("received", "Trust Board", "2022-12-07"),)
    assert why(answer(asked, sent(strategy(events=late)))) == "evidence missing"


def test_what_is_not_recorded_is_missing_and_said() -> None:
    asked = rule(**{"received by": ["Trust Board"]})
    found = answer(asked, sent(strategy()))
    assert why(found) == "evidence missing"
    assert says(found) == "A strategy (S1): no record that it was received by Trust Board."
    early = answer(asked, sent(strategy()), on=END)
    assert why(early) == "not due yet"


def test_nothing_supplied_and_another_kind() -> None:
    assert says(answer(rule(), sent())) == "Send a document of the kind “strategy”."
    assert why(answer(rule(), sent(strategy(kind="minute")))) == "evidence missing"


@pytest.mark.parametrize(
    "more",
    [{"checked_by": ""}, {"checked_on": None}, {"checked_on": day("2022-12-07")}, {"dated": None}],
)
def test_a_document_nobody_checked_or_dated_is_missing(more: dict[str, Any]) -> None:
    assert why(answer(rule(), sent(strategy(**more)))) == "evidence missing"


def test_a_document_dated_later_is_not_there_yet() -> None:
    assert why(answer(rule(), sent(strategy(dated=day("2022-12-07"))))) == "evidence missing"


def test_an_expired_document_fails() -> None:
    expired = strategy(expires_on=day("2022-12-05"))
    assert why(answer(rule(), sent(expired))) == "fails"
    assert paper(answer(rule(), sent(strategy(expires_on=AFTER)))).in_place == day("2022-10-01")


CONTENTS = {"contains all": "contents"}
LIST = {"contents": ["one", "two"]}


def content(**found: str) -> tuple[ContentItem, ...]:
    """What was found in a document."""
    return tuple(looked(item, answer) for item, answer in found.items())


@pytest.mark.parametrize(
    ("found", "expected"),
    [
        (content(one="yes", two="nothing to report"), None),
        (content(one="yes", two="no"), "fails"),
        (content(one="yes"), "evidence missing"),
        (content(two="no"), "fails"),
    ],
)
def test_contents_found_not_found_and_not_looked_for(
    found: tuple[ContentItem, ...], expected: str | None
) -> None:
    given = answer(rule(LIST, **CONTENTS), sent(strategy(contents=found)))
    if expected is None:
        assert paper(given).in_place == day("2022-10-01")
    else:
        assert why(given) == expected


@pytest.mark.parametrize(
    ("more", "reason"),
    [
        ({"dated": "2022-01-31"}, "evidence missing"),
        ({"dated": "2022-02-01"}, "fails"),
        ({"dated": "2022-01-31", "received": "2022-02-01"}, "fails"),
        ({"dated": "2022-01-31", "received": "2022-01-31"}, "evidence missing"),
        ({"received": "2022-01-31"}, "evidence missing"),
    ],
)
def test_a_paper_of_another_time_shows_nothing_not_even_what_it_lacks(
    more: dict[str, str], reason: str
) -> None:
    acts = {"received by": ["Trust Board"]} if "received" in more else {}
    asked = rule(
        {"items": ["aim"], "first": "2022-02-01"},
        **{"contains all": "items", "not before": "first", **acts},
    )
    events = (event("received", "Trust Board", more["received"]),) if "received" in more else ()
    dated = day(more["dated"]) if "dated" in more else None
    found = strategy(dated=dated, events=events, contents=content(aim="no"))
    assert why(answer(asked, sent(found))) == reason


def test_a_list_that_is_not_loaded_is_never_guessed() -> None:
    asked = rule({"contents": None}, **CONTENTS)
    assert why(answer(asked, sent(strategy()))) == "the guidance value is not loaded"
    asked = rule({"bodies": None}, **{"received by": "bodies"})
    assert why(answer(asked, sent(strategy()))) == "the guidance value is not loaded"
    asked = rule({"latest": None}, promises={"by": "latest"})
    assert why(answer(asked, sent(strategy()))) == "the guidance value is not loaded"


def test_a_fit_document_is_found_beside_unfit_ones() -> None:
    asked = rule(LIST, **CONTENTS)
    good = strategy(id="S2", contents=content(one="yes", two="yes"))
    bad = strategy(id="S1", contents=content(one="no"))
    assert paper(answer(asked, sent(bad, good))).provenance.used[0].item == "S2"
    unsure = strategy(id="S3")
    assert why(answer(asked, sent(bad, unsure))) == "evidence missing"


def test_a_predecessor_does_not_hide_its_successor() -> None:
    found = paper(answer(rule(), sent(strategy(), strategy(id="S2", dated=day("2022-11-01")))))
    assert found.in_place == day("2022-10-01")
    assert [p.in_place for p in found.others] == [day("2022-11-01")]


def test_acts_in_their_order() -> None:
    asked = rule(**{"agreed by": ["MVP"], "ratified by": ["LMNS"], "in this order": "yes"})
    right = (event("agreed", "MVP", "2022-10-02"), event("ratified", "LMNS", "2022-10-02"))
    wrong = (event("agreed", "MVP", "2022-10-03"), event("ratified", "LMNS", "2022-10-02"))
    assert paper(answer(asked, sent(strategy(events=right)))).in_place == day("2022-10-02")
    assert why(answer(asked, sent(strategy(events=wrong)))) == "fails"


COVERS = {"covers": {"lasts": "length", "from": "first", "to": "evidence end"}}
PERIOD = {"length": "3 months", "first": "2022-05-06"}


@pytest.mark.parametrize(
    ("first", "last", "expected"),
    [
        ("2022-05-06", "2022-08-05", None),
        ("2022-05-06", "2022-08-04", "fails"),
        ("2022-05-05", "2022-08-05", "fails"),
        ("2022-09-06", "2022-12-06", "fails"),
        (None, None, "evidence missing"),
    ],
)
def test_the_period_a_document_covers(
    first: str | None, last: str | None, expected: str | None
) -> None:
    document = strategy(
        covers_from=day(first) if first else None, covers_to=day(last) if last else None
    )
    found = answer(rule(PERIOD, **COVERS), sent(document))
    assert expected is None or why(found) == expected


PROMISES = {"promises": {"number": "mark", "by": "latest"}}
PROMISED = {"mark": "100%", "latest": "2023-03-31"}


@pytest.mark.parametrize(
    ("number", "by", "expected"),
    [
        ("100%", "2023-03-31", None),
        ("99%", "2023-03-31", "fails"),
        ("100%", "2023-04-01", "fails"),
        ("", "2023-03-31", "evidence missing"),
        ("all", "2023-03-31", "evidence missing"),
        ("100%", None, "evidence missing"),
    ],
)
def test_a_promise_is_tested_not_whether_it_is_kept(
    number: str, by: str | None, expected: str | None
) -> None:
    plan = strategy(promised_number=number, promised_by=day(by) if by else None)
    found = answer(rule(PROMISED, **PROMISES), sent(plan))
    assert expected is None or why(found) == expected


def test_progress_is_shown_after_the_plan_was_agreed() -> None:
    asked = rule(**{"agreed by": ["Trust Board"], "shows progress": "yes"})
    agreed = (event("agreed", "Trust Board", "2022-10-02"),)
    since = strategy(events=agreed, progress_reported_on=(day("2022-10-03"),))
    before = strategy(events=agreed, progress_reported_on=(day("2022-10-02"),))
    assert paper(answer(asked, sent(since))).in_place == day("2022-10-02")
    assert why(answer(asked, sent(before))) == "evidence missing"


def test_a_plan_must_be_about_the_requirement_and_the_member() -> None:
    asked = rule(documents={"kind": "strategy", "about": "each"})
    about = strategy(about=("MIS-Y4-SA1-T", "midwives"))
    assert paper(answer(asked, sent(about), member="midwives")).in_place == day("2022-10-01")
    assert why(answer(asked, sent(about), member="doctors")) == "evidence missing"
    asked = rule(documents={"kind": "strategy", "about": "this requirement"})
    assert why(answer(asked, sent(strategy(about=("another",))))) == "evidence missing"


def test_who_signs_can_change_with_the_day_of_the_document() -> None:
    entries = [
        {"is": "commissioner", "until": "2022-06-30", "status": "assumption"},
        {"is": "integrated care board", "from": "2022-07-01", "status": "assumption"},
    ]
    written = requirement({**ONE, "signed by": "signer"}, {}).requirement
    whole = written.model_dump(by_alias=True, exclude_unset=True)
    whole["values"]["signer"] = entries
    found = Requirement.model_validate(whole)
    asked = Rule(found, 1, found.values, "a file")
    june = strategy(
        dated=day("2022-06-30"), events=(event("signed", "commissioner", "2022-06-30"),)
    )
    july = strategy(
        dated=day("2022-07-01"), events=(event("signed", "commissioner", "2022-07-01"),)
    )
    assert paper(answer(asked, sent(june))).in_place == day("2022-06-30")
    assert why(answer(asked, sent(july))) == "evidence missing"


ROUND = {
    "documents": {"kind": "strategy"},
    "received by": ["Trust Board"],
    "between": {"from": "first", "to": "evidence end"},
    "answer": "documents",
}


def test_reports_that_come_round_keep_what_each_lacks() -> None:
    asked = requirement(ROUND, {"first": "2022-05-06"})
    full = strategy(
        id="R1",
        events=(event("received", "Trust Board", "2022-10-02"),),
        covers_from=day("2022-07-01"),
        covers_to=day("2022-09-30"),
    )
    found = papers(answer(asked, sent(full, strategy(id="R2", dated=day("2022-11-01")))))
    assert [(r.id, r.complete) for r in found.reports] == [("R1", True), ("R2", None)]
    assert found.reports[0].covers == (day("2022-07-01"), day("2022-09-30"))
    assert [f.reference for f in found.provenance.failed] == ["R2"]
    unknown = requirement(ROUND, {"first": None})
    assert why(answer(unknown, sent(full))) == "the guidance value is not loaded"


@pytest.mark.parametrize(("in_a_pause", "pauses"), [("suspended", 1), ("continues", 0)])
def test_only_what_a_pause_suspends_is_given_the_pause(in_a_pause: str, pauses: int) -> None:
    asked = requirement(
        ROUND, {"first": "2022-05-06"}, applies={"editions": ["one"], "in a pause": in_a_pause}
    )
    (reading,) = readings_of(asked, "one")
    asking = Asking(year([("2022-06-01", "2022-06-30")]), sent(), asked.requirement, reading, AFTER)
    found = papers(ask(asked.requirement.evidence["it"], asking))
    assert len(found.pauses) == pauses


def test_contents_count_from_the_day_they_were_looked_for_by_somebody() -> None:
    asked = rule(LIST, **CONTENTS)
    two = looked("two", on="2022-11-30")

    def of(first: ContentItem) -> Answer:
        return answer(asked, sent(strategy(contents=(first, two))))

    assert paper(of(looked("one", on="2022-10-01"))).title
    for wrong in (
        replace(looked("one"), who_looked=""),
        replace(looked("one"), looked_on=None),
        looked("one", on="2024-05-05"),
        looked("one", on="2022-09-30"),
    ):
        assert why(of(wrong)) == "evidence missing"


@pytest.mark.parametrize("turned", [False, True])
def test_two_who_looked_and_do_not_agree_leave_it_open(turned: bool) -> None:
    rows = [looked("ONE", "no"), looked("one"), looked("two")]
    given = answer(
        rule(LIST, **CONTENTS), sent(strategy(contents=tuple(rows[:: -1 if turned else 1])))
    )
    assert why(given) == "evidence missing"
    assert "do not agree about “one”" in says(given)


@pytest.mark.parametrize(
    ("written_by", "wanting"),
    [
        ("A. Author", None),
        ("c. hecker", "whoever wrote it checked it"),
        ("C. Hecker, midwife", "whoever wrote it checked it"),
        ("", "it does not say who wrote it"),
    ],
)
def test_its_author_cannot_check_it_where_the_rule_wants_another(
    written_by: str, wanting: str | None
) -> None:
    asked = rule(**{"checked by another": "yes"})
    given = answer(asked, sent(strategy(written_by=written_by)))
    if wanting is None:
        assert paper(given).title
    else:
        assert why(given) == "evidence missing"
        assert wanting in says(given)
    assert paper(answer(rule(), sent(strategy(written_by=written_by)))).title


def test_a_document_cannot_be_checked_before_it_is_written() -> None:
    given = answer(rule(), sent(strategy(checked_on=day("2022-09-30"))))
    assert why(given) == "evidence missing"
    assert "it was checked before it was written" in says(given)


def test_a_body_written_otherwise_did_the_act() -> None:
    asked = rule(**{"signed by": ["ICB"], "received by": ["LMNS"]})
    events = (event("signed", "icb", "2022-10-20"), event("received", "LMNS\u200b", "2022-10-05"))
    assert paper(answer(asked, sent(strategy(events=events)))).in_place == day("2022-10-20")


def test_a_blank_first_day_says_nothing_of_a_document_being_in_force() -> None:
    asked = requirement(ONE, {}, **IN_FORCE)
    found = answer(asked, sent(strategy()))
    assert why(found) == "evidence missing"
    assert says(found) == "A strategy (S1): “in force from” is blank, so that is not known."
    from_october = strategy(in_force_from=day("2022-10-01"))
    assert paper(answer(asked, sent(from_october))).in_force_from == day("2022-10-01")
    instead = requirement(
        ONE, {}, **{"met when": {"it": "yes"}, "or instead": IN_FORCE["met when"]}
    )
    assert why(answer(instead, sent(strategy()))) == "evidence missing"
    assert paper(answer(rule(), sent(strategy()))).in_force_from is None


IN_FORCE: dict[str, Any] = {"met when": {"it": {"in force on": "evidence end"}}}


def test_days_asked_for_by_name_lose_none_to_a_pause() -> None:
    window = {"from": "start", "to": "evidence end"}
    question = {**ONE, "between": window, "answer": "documents"}
    for by_name, expected in ((False, 1), (True, 0)):
        asked = requirement({**question, "even in a pause": by_name}, {"start": "2022-01-01"})
        (reading,) = readings_of(asked, "one")
        paused = year(pauses=[("2022-02-01", "2022-03-01")])
        asking = Asking(paused, sent(strategy()), asked.requirement, reading, AFTER)
        found = papers(ask(asked.requirement.evidence["it"], asking))
        assert len(found.pauses) == expected

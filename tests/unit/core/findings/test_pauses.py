"""What a pause did to each obligation, and the sum that explains every moved date."""

import pytest

from code_health.tree import ROOT
from mis_assessor.core.findings.pauses import LedgerLine, pause_ledger
from mis_assessor.core.rules.requirement import Requirement
from mis_assessor.core.rules.rulebook import Rule, Rulebook
from trust_year.forms import rulebook

RULES = ROOT / "rules"


@pytest.fixture(scope="module")
def year_4() -> Rulebook:
    return rulebook(4)


@pytest.fixture(scope="module")
def lines(year_4: Rulebook) -> dict[str, LedgerLine]:
    return {line.requirement: line for line in pause_ledger(year_4, year_4.year.editions[-1])}


def test_every_requirement_the_pause_touched_has_a_line(
    year_4: Rulebook, lines: dict[str, LedgerLine]
) -> None:
    edition = year_4.year.editions[-1].id
    touched = {
        r.requirement.id
        for r in year_4.rules
        if r.requirement.decided
        and edition in r.requirement.applies.editions
        and (r.action or r.requirement.applies.in_a_pause != "continues")
    }
    assert set(lines) == touched


def test_what_is_counted_over_the_pause_loses_no_day_to_it(
    lines: dict[str, LedgerLine],
) -> None:
    line = lines["MIS-Y4-SA4-D"]
    assert (line.effect, line.days) == ("suspended", 0)
    assert line.sum == (
        "Nothing was asked from 23 December 2021 to 5 May 2022. What happened on those days "
        "still counts in the window 9 August 2021 to 5 December 2022, so no day is discounted."
    )


def test_the_authority_is_what_was_read_and_says_how_the_last_day_is_known(
    lines: dict[str, LedgerLine],
) -> None:
    line = lines["MIS-Y4-SA4-D"]
    assert line.authority == "NHS Resolution web page, early 2022"
    assert (line.status, line.end_status) == ("seed", "recalled-high")


def test_what_the_page_does_not_name_is_paused(lines: dict[str, LedgerLine]) -> None:
    goes_on = {name for name, line in lines.items() if line.effect == "continues"}
    assert goes_on == {"MIS-Y4-SA1-A-i-N", "MIS-Y4-SA1-A-i-S", "MIS-Y4-SA10-A"}


def test_a_cohort_that_starts_after_the_pause_says_so(lines: dict[str, LedgerLine]) -> None:
    line = lines["MIS-Y4-SA1-A-ii"]
    assert line.days == 0
    assert line.sum == (
        "Counted from 6 May 2022, after the pause; nothing before that day is asked for."
    )


def test_what_continued_and_what_was_best_effort(lines: dict[str, LedgerLine]) -> None:
    assert lines["MIS-Y4-SA10-A"].effect == "continues"
    assert lines["MIS-Y4-SA10-A"].sum == "Went on through the pause; no day is discounted."
    assert lines["MIS-Y4-SA2-2"].effect == "best effort"


def one(year_4: Rulebook, **more: object) -> list[LedgerLine]:
    """The ledger of the quarterly reports with something changed."""
    rule = year_4.rule("MIS-Y4-SA1-D")
    assert rule is not None
    whole = rule.requirement.model_dump(by_alias=True, exclude_unset=True)
    changed = Requirement.model_validate({**whole, **more})
    values = {**rule.values, **changed.values}
    book = Rulebook(
        year_4.year, year_4.actions, (Rule(changed, 1, values, ""),), year_4.sources, ""
    )
    return list(pause_ledger(book, year_4.year.editions[-1]))


def test_a_clock_that_restarts_shows_the_sum(year_4: Rulebook) -> None:
    start = [{"is": "2021-11-01", "status": "assumption"}]
    gap = [{"is": "3 months", "status": "assumption"}]
    contents = [{"is": ["a"], "status": "assumption"}]
    values = {"first death": start, "longest gap": gap, "report contents": contents}
    (line,) = one(year_4, values=values)
    assert line.days == 134
    assert line.sum.endswith(
        "The clock starts afresh on 6 May 2022: 6 May 2022 + 3 months = 6 August 2022."
    )


def test_cases_left_out_by_their_day_stand_in_the_ledger(year_4: Rulebook) -> None:
    days = {
        "excluded from": [{"is": "2022-06-01", "status": "public"}],
        "excluded to": [
            {"is": "2022-06-30", "status": "recalled-med", "source": {"document": "this-project"}}
        ],
    }
    question = {
        "register": "perinatal deaths",
        "leave out": {
            "day the clock starts": {"from": "excluded from", "to": "excluded to"},
            "eligible for notification": "no",
        },
        "answer": "share of cases",
    }
    found = one(
        year_4,
        evidence={"it": question},
        values=days,
        **{"met when": {"it": {"is at least": "all of them"}}},
    )
    pause, exclusion = found
    assert pause.sum == "Nothing of it was due on the days of the pause."
    assert (exclusion.effect, exclusion.days) == ("excluded", 30)
    assert exclusion.sum == "Cases of 1 June 2022 to 30 June 2022 are left out: 30 days."
    assert exclusion.authority == "design choice of this rulebook"
    assert exclusion.status == "recalled-med"


def test_days_that_are_not_loaded_leave_nothing_out(year_4: Rulebook) -> None:
    low = [{"not loaded": "not seen", "status": "recalled-low"}]
    question = {
        "register": "perinatal deaths",
        "leave out": {"day the clock starts": {"from": "excluded from", "to": "excluded to"}},
        "answer": "share of cases",
    }
    found = one(
        year_4,
        evidence={"it": question},
        values={"excluded from": low, "excluded to": low},
        **{"met when": {"it": {"is at least": "all of them"}}},
    )
    assert [line.effect for line in found] == ["suspended"]

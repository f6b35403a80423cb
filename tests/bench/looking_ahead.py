"""The calendar and the way to ten of a large trust in the middle of its year."""

from datetime import date

from bench.measuring import ROOT, RULES, Line, Measurement, Work, seconds
from mis_assessor.core.ahead.calendar import calendar_of
from mis_assessor.core.assessment.assess import write_up
from mis_assessor.core.deciding.position import decide_position
from mis_assessor.engine.result import InferenceEngine
from mis_assessor.intake.read import read_submission
from mis_assessor.rulebook.efforts import read_efforts
from mis_assessor.services.check_rules import checked_rulebook
from mis_assessor.services.names_asked import held_against
from mis_assessor.services.path import path_of_position
from trust_year.forms import tables

SAMPLE, YEAR, ON = ROOT / "evidence_samples" / "year-6-ten-of-ten", 6, date(2024, 9, 17)
CALENDAR, PATH, DECIDED = "calendar", "path to ten", "the position both start from"
WAYS = 3


def looking_ahead(engine: InferenceEngine) -> Measurement:
    """Evidence and rules in memory; every proposal decided again by both evaluators."""
    rulebook = checked_rulebook(RULES, YEAR)
    submission = held_against(read_submission(SAMPLE, tables()), rulebook)
    position = decide_position(rulebook, submission, ON)
    assessment = write_up(position, {})
    efforts = read_efforts(RULES)
    clocks = len(calendar_of(assessment).entries)
    found = path_of_position(position, efforts, engine, WAYS)
    assert found.possible, "the sample can still reach ten on this day"
    steps = len(found.sets[0].steps)
    works = (
        Work(DECIDED, lambda: seconds(lambda: decide_position(rulebook, submission, ON))),
        Work(CALENDAR, lambda: seconds(lambda: calendar_of(write_up(position, {})))),
        Work(PATH, lambda: seconds(lambda: path_of_position(position, efforts, engine, WAYS))),
    )
    lines = (
        Line("Looking ahead, a large trust in mid-year, evidence and rules in memory", "", ""),
        Line("the position both start from, reference evaluator", DECIDED, "ms"),
        Line(f"write-up and calendar, {clocks} entries", CALENDAR, "ms"),
        Line(
            f"path to ten: {WAYS} ways of {steps} steps, each decided twice",
            PATH,
            "ms",
            budget=1.0,
        ),
    )
    return Measurement(works, lines)

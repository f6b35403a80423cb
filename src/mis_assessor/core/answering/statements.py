"""What named persons said, and when."""

from datetime import date, datetime, timedelta

from mis_assessor.core.answering.asking import Asking
from mis_assessor.core.evidence.answers import (
    Answer,
    NoAnswer,
    NoAnswerReason,
    Provenance,
    Stated,
    Used,
)
from mis_assessor.core.evidence.references import folded
from mis_assessor.core.evidence.submission import Statement
from mis_assessor.core.rules.calendar import day_of
from mis_assessor.core.rules.fact_questions import StatementQuestion
from mis_assessor.core.rules.quantities import LONDON
from mis_assessor.core.wording import at_moment, on_day

A_MINUTE = timedelta(seconds=59)
WRITTEN = {"yes or no": "yes or no", "day": "the day", "moment": "the day and the time"}


def said(asking: Asking, name: str) -> Statement | None:
    """A statement made by a named person up to the assessment day."""
    said = {folded(one): statement for one, statement in asking.submission.statements.items()}
    statement = said.get(folded(name))
    if statement is None or not statement.who or statement.said_on > asking.on:
        return None
    return statement


def ask_statement(question: StatementQuestion, asking: Asking) -> Answer:
    """The statement's answer, or what to write where it is silent."""
    statement = said(asking, question.statement)
    if statement is None:
        return asking.silent(
            f"Answer “{question.statement}” with {WRITTEN[question.answer]}, and say who "
            "answers, in what role and when."
        )
    answer = statement.answer
    if question.answer == "moment" and isinstance(answer, str):
        return _without_seconds(answer, statement, asking)
    wanted: type = {"yes or no": bool, "day": date, "moment": datetime}[question.answer]
    unlike = not isinstance(answer, wanted) or (
        question.answer == "day" and isinstance(answer, datetime)
    )
    if unlike or not isinstance(answer, bool | date):
        return asking.silent(
            f"The statement “{question.statement}” needs a {question.answer} as its answer."
        )
    if isinstance(answer, date) and day_of(answer) > asking.on:
        return asking.silent(f"“{question.statement}” lies after the assessment day.")
    return Stated(answer, _basis(statement, answer))


def _without_seconds(written: str, statement: Statement, asking: Asking) -> Answer:
    """“12:00” may be 12:00:59: unclear only where a limit falls inside that minute."""
    try:
        start = datetime.strptime(written, "%Y-%m-%d %H:%M").replace(tzinfo=LONDON)
    except ValueError:
        return asking.silent(
            f"The statement “{statement.statement}” needs a day and time with seconds, "
            "for example 2023-02-02 11:47:09."
        )
    limits = (asking.reading.value(name) for name in asking.reading.entries)
    if any(isinstance(v, datetime) and start <= v <= start + A_MINUTE for v in limits):
        return NoAnswer(
            NoAnswerReason.UNCLEAR,
            f"“{statement.statement}” says {written} without seconds, and the limit falls "
            "in that minute.",
        )
    return Stated(start, _basis(statement, start))


def _basis(statement: Statement, answer: bool | date | datetime) -> Provenance:
    shown = (
        {True: "yes", False: "no"}[answer]
        if isinstance(answer, bool)
        else at_moment(answer)
        if isinstance(answer, datetime)
        else on_day(answer, "")
    )
    what = f"{shown}; said by {statement.who}, {statement.role}, {on_day(statement.said_on)}"
    return Provenance((Used(f"statement: {statement.statement}", what),))

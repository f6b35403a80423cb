"""``submission.yaml`` of an invented submission."""

from collections.abc import Iterator
from datetime import date, datetime

from mis_assessor.core.evidence.submission import Statement, Submission


def manifest(submission: Submission) -> str:
    """Who submits, for which year, whom to reach, and what people stated."""
    return "\n".join(_lines(submission)) + "\n"


def _lines(submission: Submission) -> Iterator[str]:
    yield "# An invented trust. No person and no place in this submission is real."
    yield f"trust: {{code: {submission.trust_code}, name: {submission.trust_name}}}"
    yield f"scheme: {submission.scheme}"
    yield f"scheme year: {submission.scheme_year}"
    yield f"assessed as at: {submission.assessed_as_at}"
    if submission.known_on:
        yield f"known on: {submission.known_on}"
    if submission.contribution is not None:
        yield f"contribution: £{submission.contribution:,.2f}"
    for window in submission.chosen.values():
        yield f"training window: {{from: {window.first}, to: {window.last}}}"
    if submission.long_term_leave_days:
        yield f"long-term leave means: {submission.long_term_leave_days} days"
    yield "contacts:"
    for holder in submission.role_holders:
        yield f"  - role: {holder.role}"
        yield f"    name: {holder.name}"
        yield f"    organisation: {holder.organisation}"
        if holder.held_from:
            yield f"    held from: {holder.held_from}"
    if submission.statements:
        yield "statements:"
    for said in submission.statements.values():
        yield from _statement(said)


def _statement(said: Statement) -> Iterator[str]:
    yield f"  - statement: {said.statement}"
    yield f"    answer: {_answer(said.answer)}"
    yield f"    who: {said.who}"
    yield f"    role: {said.role}"
    yield f"    said on: {said.said_on}"
    if said.evidence:
        yield f"    evidence: {said.evidence}"


def _answer(answer: bool | date | datetime | int | str) -> str:
    match answer:
        case bool():
            return "yes" if answer else "no"
        case datetime():
            return f"{answer:%Y-%m-%d %H:%M:%S}"
        case _:
            return str(answer)

"""Looks at declarations again, of several years at once, and records what came of it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from mis_assessor.core.assessment.assessment import Assessment
from mis_assessor.core.assessment.canonical import as_json
from mis_assessor.core.checking.reconfirm import Reconfirmation, looked_at_again
from mis_assessor.core.errors import EvidenceUnreadable, NotAllowed, Problem
from mis_assessor.core.pool.outcomes import OutcomeRecord, OutcomeStep
from mis_assessor.core.pool.trust_year import Reconfirmed
from mis_assessor.core.wording import counted
from mis_assessor.engine.cage import Engine
from mis_assessor.engine.result import InferenceEngine
from mis_assessor.intake.answer_form import read_answers
from mis_assessor.reports.answer_form import answer_form
from mis_assessor.reports.pages.challenge import is_thin
from mis_assessor.reports.pages.margins import margins
from mis_assessor.services.assess import Days
from mis_assessor.services.books import Books
from mis_assessor.services.outcomes import Told, record_outcome
from mis_assessor.services.pack_assessment import assessment_on, assessment_then


@dataclass(frozen=True, slots=True)
class YearAgain:
    """One year of one trust: its files, its assessment now, and what is to be answered."""

    old: Path
    new: Path
    assessment: Assessment
    found: Reconfirmation


def look_again(paths: Sequence[Path], rules: Path, on: date | None = None) -> tuple[YearAgain, ...]:
    """Each year then and now: of two folders of a year the first is then, the second is now.

    A folder alone is assessed again on the day given. Raises EvidenceUnreadable.
    """
    books = Books(rules)
    years: dict[tuple[str, int], list[tuple[Path, Assessment]]] = {}
    with Engine() as engine:
        engine.start()
        for path in paths:
            assessment = assessment_then(path, books, engine)
            key = (assessment.trust_code, assessment.scheme_year)
            years.setdefault(key, []).append((path, assessment))
        return tuple(_year(found, books, on, engine) for found in years.values())


def _year(
    found: list[tuple[Path, Assessment]],
    books: Books,
    on: date | None,
    engine: InferenceEngine,
) -> YearAgain:
    old, then = found[0]
    if len(found) > 2:
        names = ", ".join(path.name for path, _ in found)
        raise EvidenceUnreadable(
            f"{names} are all {then.trust_code}, year {then.scheme_year}. Name the folder of then "
            "and the folder of now."
        )
    if len(found) == 1 and on is None:
        raise EvidenceUnreadable(
            f"{old.name} is {then.trust_code}, year {then.scheme_year}, alone. Name its folder of "
            "now as well, or with --on the day to look at it again."
        )
    new, now = found[-1]
    if on is not None:
        now = assessment_on(new, books, Days(on), engine)
    again = looked_at_again(then, now, dict(_thin(now)), sent_again=len(found) > 1)
    return YearAgain(old, new, now, again)


def _thin(assessment: Assessment) -> Iterator[tuple[str, str]]:
    for finding in assessment.findings:
        if finding.verdict.holds:
            near = [one for one in margins(finding) if is_thin(one)]
            if near:
                closest = min(near, key=lambda one: one.tightness)
                yield finding.id, f"{closest.line}; asked: {closest.needed:,} of {closest.of:,}"


def form_of(years: Sequence[YearAgain]) -> bytes:
    """The form to be filled in, with what is answered already."""
    return answer_form(year.found for year in years)


def with_answers(years: Sequence[YearAgain], form: Path, today: date) -> tuple[YearAgain, ...]:
    """The years with what named people answered. Raises EvidenceUnreadable."""
    asked = {matter.id for year in years for matter in year.found.matters}
    answers = read_answers(form, asked, today)
    ids = [{matter.id for matter in year.found.matters} for year in years]
    return tuple(
        replace(
            year,
            found=replace(
                year.found, answers=tuple(answer for answer in answers if answer.matter in own)
            ),
        )
        for year, own in zip(years, ids, strict=True)
    )


def record_reconfirmed(
    years: Sequence[YearAgain],
    outcome: Reconfirmed,
    told: Told,
    today: date,
) -> tuple[OutcomeRecord, ...]:
    """Records the outcome in the chain of each year; upheld only where everything is answered.

    Raises NotAllowed with everything that stands in the way, and records nothing then.
    """
    problems = [problem for year in years for problem in _in_the_way(year.found, outcome)]
    if problems:
        raise NotAllowed(problems)
    return tuple(
        record_outcome(
            year.old,
            year.assessment,
            replace(told, step=OutcomeStep.RECONFIRMED, outcome=outcome.value),
            today,
        )
        for year in years
    )


def _in_the_way(found: Reconfirmation, outcome: Reconfirmed) -> Iterator[Problem]:
    where = f"{found.trust_code}, year {found.scheme_year}"
    if outcome is Reconfirmed.AWAITED:
        return
    if found.unanswered:
        number = counted(len(found.unanswered), "differences")
        first = found.unanswered[0]
        yield Problem(
            where,
            f"{number} nobody has answered; the first is {first.kind.value}, {first.about}. Fill "
            "in the form and name it with --answers.",
        )
    if outcome is Reconfirmed.UPHELD and found.fallen:
        yield Problem(
            where,
            f"{found.fallen[0].about} was answered with “does not stand”, so the declaration "
            "cannot be recorded as upheld.",
        )


def reconfirmed_json(years: Sequence[YearAgain]) -> bytes:
    """Every year with its matters and answers, for machines."""
    return as_json([_shaped(year.found) for year in years])


def _shaped(found: Reconfirmation) -> dict[str, object]:
    return {
        "year": found,
        "unanswered": [matter.id for matter in found.unanswered],
        "matter ids": [matter.id for matter in found.matters],
    }

"""``mis reconfirm``: declarations looked at again, and what must be answered first."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path

import click

from mis_assessor.cli.options import FILE, RULES, Day, say, write_files
from mis_assessor.cli.outcomes import outcome_lines
from mis_assessor.core.pool.outcomes import OutcomeStep
from mis_assessor.core.pool.trust_year import Reconfirmed
from mis_assessor.core.rules.quantities import LONDON
from mis_assessor.core.wording import counted, on_day
from mis_assessor.reading.shipped import rules_folder
from mis_assessor.reading.whole_files import refuse_over
from mis_assessor.reports.wording import pounds
from mis_assessor.services.outcomes import Told
from mis_assessor.services.reconfirm import (
    YearAgain,
    form_of,
    look_again,
    reconfirmed_json,
    record_reconfirmed,
    with_answers,
)


@click.command()
@click.argument(
    "paths",
    nargs=-1,
    required=True,
    metavar="OLD [NEW]...",
    type=click.Path(exists=True, path_type=Path),
)
@click.option("--on", type=Day(), default=None, help="Look at what is there again on this day.")
@click.option("--form", type=FILE, default=None, help="Write the form to be answered, a CSV file.")
@click.option(
    "--answers",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    default=None,
    help="The form, answered by named people.",
)
@click.option(
    "--record",
    "outcome",
    type=click.Choice([one.value for one in Reconfirmed]),
    default=None,
    help="Record this in the chain of outcomes of each year; with --who, --role and --decided.",
)
@click.option("--who", default="", help="Whose decision it is, by name.")
@click.option("--role", default="", help="In which role.")
@click.option("--decided", type=Day(), default=None, help="The day of the decision.")
@click.option("--json", "json_file", type=FILE, default=None, help="Write everything.")
@RULES
@click.pass_context
def reconfirm(
    context: click.Context,
    paths: tuple[Path, ...],
    on: date | None,
    form: Path | None,
    answers: Path | None,
    outcome: str | None,
    who: str,
    role: str,
    decided: date | None,
    json_file: Path | None,
    rules: Path | None,
) -> None:
    """Look at declarations again: OLD beside NEW, or OLD again on a day, of several years at once.

    Says what expired, was superseded or contradicted, held only just, and which rules or
    confirmations are others, with the money that each year would cost. Each difference must be
    answered by a named person before a year can be recorded as upheld.

    Example: mis reconfirm january march --form answers.csv

    Exit code 0: nothing is left to answer. 1: something is. 11: something cannot be read.
    12: it cannot be recorded.
    """
    outputs = [path for path in (form, json_file) if path is not None]
    inputs = [*paths, *([answers] if answers and answers != form else [])]
    refuse_over(outputs, inputs)
    if outcome is not None and (not who or not role or decided is None):
        raise click.UsageError("--record needs --who, --role and --decided beside it.")
    today = datetime.now(LONDON).date()
    years = look_again(paths, rules or rules_folder(), on)
    if answers is not None:
        years = with_answers(years, answers, today)
    for text in reconfirm_lines(years):
        say(text)
    pages = {form: form_of(years)} if form else {}
    pages |= {json_file: reconfirmed_json(years)} if json_file else {}
    for path in write_files(pages, inputs):
        say(f"Wrote {path}")
    if outcome is not None and decided is not None:
        told = Told(OutcomeStep.RECONFIRMED, outcome, decided, who, role, letter=answers)
        for text in outcome_lines(record_reconfirmed(years, Reconfirmed(outcome), told, today)):
            say(text)
    context.exit(1 if any(year.found.unanswered for year in years) else 0)


def reconfirm_lines(years: Sequence[YearAgain]) -> Iterator[str]:
    """Each year with what must be answered, and the money beside it."""
    for year in years:
        found = year.found
        yield (
            f"{found.trust_name} ({found.trust_code}), year {found.scheme_year}: "
            f"{found.was.value} as at {on_day(found.then, '')}, {found.is_.value} as at "
            f"{on_day(found.now, '')}"
        )
        for matter in found.matters:
            answer = next((a for a in found.answers if a.matter == matter.id), None)
            yield f"  {matter.kind.value.upper()}  {matter.about}"
            yield f"      was: {matter.was}"
            yield f"      now: {matter.now}"
            if answer is not None:
                said = "stands" if answer.stands else "does not stand"
                by = f"{answer.who}, {answer.role}, {on_day(answer.on)}"
                yield f"      {by}: {said}. {answer.reason}"
        left = counted(len(found.unanswered), "differences") + " to answer."
        yield f"  {left if found.matters else 'Nothing is otherwise.'} {_cost(found.contribution)}"
    known = [y.found.contribution for y in years if y.found.contribution is not None]
    if len(years) > 1:
        yield f"All {len(years)} years together: {pounds(sum(known, Decimal(0)))} contributed."


def _cost(contribution: Decimal | None) -> str:
    if contribution is None:
        return "What it would cost is not known: the submission names no contribution."
    return (
        f"If it is not upheld, {pounds(contribution)} contributed and that year's share, which is "
        "not known here, are repaid."
    )

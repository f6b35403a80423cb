"""``mis outcome``: records what became of a declaration, and shows what was recorded."""

from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path

import click

from mis_assessor.cli.lazy import LazyGroup
from mis_assessor.cli.options import RULES, Day, say
from mis_assessor.core.pool.outcomes import RECORDABLE, OutcomeRecord, OutcomeStep
from mis_assessor.core.rules.quantities import LONDON
from mis_assessor.core.wording import on_day
from mis_assessor.engine.cage import Engine
from mis_assessor.intake.inventory import chain_beside
from mis_assessor.reading.shipped import rules_folder
from mis_assessor.services.books import Books
from mis_assessor.services.outcomes import Told, read_chain, record_outcome
from mis_assessor.services.pack_assessment import assessment_then

ELSEWHERE = {
    "record": (
        "mis_assessor.cli.outcomes:record",
        "Add one step to the outcomes of SUBMISSION; nothing recorded before is touched.",
    ),
    "show": (
        "mis_assessor.cli.outcomes:show",
        "Print every outcome recorded beside SUBMISSION, in order.",
    ),
}


@click.group(cls=LazyGroup, elsewhere=ELSEWHERE)
def outcome() -> None:
    """Record what became of a declaration, and show it.

    Assessed, declared, verified, appealed, re-confirmed: each with the day, the person, the
    role and the digest of exactly what it was about. They lie beside the submission in a file
    that is only ever added to, and each record holds the digest of the one before.
    """


SUBMISSION = click.argument("submission", type=click.Path(exists=True, path_type=Path))


@click.command()
@SUBMISSION
@click.argument("step", type=click.Choice([one.value for one in OutcomeStep]))
@click.option(
    "--outcome",
    "said",
    default=None,
    help="Such as met, not met, awaited, upheld; of “assessed” it is the program's own verdict.",
)
@click.option("--on", type=Day(), required=True, help="The day of it.")
@click.option("--who", required=True, help="Whose word it is, by name.")
@click.option("--role", required=True, help="In which role.")
@click.option("--reason", default="", help="Why, in a sentence.")
@click.option(
    "--letter",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    default=None,
    help="The letter or minute that says so: its fingerprint is recorded.",
)
@RULES
def record(
    submission: Path,
    step: str,
    said: str | None,
    on: date,
    who: str,
    role: str,
    reason: str,
    letter: Path | None,
    rules: Path | None,
) -> None:
    """Add one step to the outcomes of SUBMISSION; nothing recorded before is touched.

    The submission is assessed first, so that the record names exactly what it is about.

    Example: mis outcome record evidence declared --outcome met --on 2023-02-02
    --who "Ottoline Farrowmere" --role "chief executive"

    Exit code 0: recorded. 11: the submission or the chain cannot be read. 12: it cannot follow.
    """
    if said is None and step != OutcomeStep.ASSESSED.value:
        raise click.UsageError(f"Say with --outcome what was {step}.")
    with Engine() as engine:
        assessment = assessment_then(submission, Books(rules or rules_folder()), engine)
    assessed = assessment.verdict.value
    told = Told(OutcomeStep(step), said or assessed, on, who, role, reason, letter)
    done = record_outcome(submission, assessment, told, datetime.now(LONDON).date())
    say(f"Recorded in {chain_beside(submission).name}:")
    for text in outcome_lines((done,)):
        say(text)


@click.command()
@SUBMISSION
def show(submission: Path) -> None:
    """Print every outcome recorded beside SUBMISSION, in order.

    The chain is checked first. Exit code 0: it is whole. 11: a record was changed or taken out.
    """
    chain = read_chain(submission)
    for text in outcome_lines(chain):
        say(text)
    if chain:
        say(f"{len(chain)} recorded, nothing changed or taken out. Head: {chain[-1].digest}")
    else:
        words = "; ".join(f"{step.value}: {', '.join(RECORDABLE[step])}" for step in OutcomeStep)
        say(f"Nothing is recorded yet. What can be: {words}.")


def outcome_lines(chain: tuple[OutcomeRecord, ...]) -> Iterator[str]:
    """Each record as people read it, and the fingerprints it rests on."""
    for one in chain:
        why = f" {one.reason}" if one.reason else ""
        yield (
            f"{one.number}  {one.step.value}: {one.outcome}, {on_day(one.on)}, by {one.who}, "
            f"{one.role}.{why}"
        )
        letter = f", letter {one.evidence[:12]}…" if one.evidence else ""
        yield (
            f"   of {one.trust_code}, year {one.scheme_year}, submission {one.subject[:12]}…, "
            f"assessment {one.assessment[:12]}…{letter}; recorded {on_day(one.recorded_on)}"
        )
